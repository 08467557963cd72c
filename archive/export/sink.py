"""A file that is handed on piece by piece while it is written: for writers that push, behind readers that pull."""


class Sink:
    """Where a writer writes, and from where the pieces are taken. It cannot be wound back."""

    def __init__(self) -> None:
        self.closed, self._at, self._pieces = False, 0, list[bytes]()

    def write(self, piece: bytes) -> int:
        """Hold a piece; return its length."""
        held = bytes(piece)
        self._pieces.append(held)
        self._at += len(held)
        return len(held)

    def tell(self) -> int:
        """Return how many bytes were written in all."""
        return self._at

    def seekable(self) -> bool:
        """Tell that what was handed on is gone."""
        return False

    def writable(self) -> bool:
        """Tell that it is written to."""
        return True

    def flush(self) -> None:
        """Do nothing: nothing is held back."""

    def close(self) -> None:
        """Note the end; what was written can still be taken."""
        self.closed = True

    def take(self) -> bytes:
        """Return what was written since the last call."""
        held, self._pieces = b"".join(self._pieces), []
        return held
