"""Puts the certificates of a time stamp answer into the order that DER asks for; OpenSSL's authorities do not.

The certificates stand outside of what is signed, and sorting them changes no length, so that nothing else moves.
Source: ITU-T X.690 section 11.6 (SET OF), RFC 3161 section 2.4.2 (TimeStampResp), RFC 5652 section 5.1 (SignedData).
"""

CERTIFICATES = 0xA0
LONGEST_LENGTH = 4  # bytes of a length: an answer is 100 KB at most


def sort_certificates(answer: bytes) -> bytes:
    """Return a TimeStampResp with its certificates sorted; what cannot be walked through is returned as it is.

    Args:
        answer: TimeStampResp, DER but for the order.
    """
    try:
        response = _children(answer, 0, len(answer))[0]
        token = _children(answer, *response[1:])[1]
        wrapped = _children(answer, *token[1:])[1]
        signed = _children(answer, *wrapped[1:])[0]
        places = [one for one in _children(answer, *signed[1:]) if answer[one[0]] == CERTIFICATES]
        _, start, end = places[0]
        certificates = sorted(answer[at:after] for at, _, after in _children(answer, start, end))
    except (IndexError, ValueError):
        return answer
    return answer[:start] + b"".join(certificates) + answer[end:]


def _children(data: bytes, at: int, end: int) -> list[tuple[int, int, int]]:
    """Return where each value inside begins, where its content begins, and where it ends.

    Raises:
        ValueError: A length is of a form that DER does not have, or leads out of the data.
        IndexError: The data end too early.
    """
    found = []
    while at < end:
        length, start = data[at + 1], at + 2
        if length & 0x80:
            count = length & 0x7F
            if not 0 < count <= LONGEST_LENGTH:
                raise ValueError("no DER length")
            length, start = int.from_bytes(data[start : start + count], "big"), start + count
        if start + length > end:
            raise ValueError("a value leads out of its container")
        found.append((at, start, start + length))
        at = start + length
    return found
