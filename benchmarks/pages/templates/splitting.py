"""Articles that outlets split over several addresses."""

from pages.draft import Draft


def half(d: Draft) -> int | None:
    """Return how many blocks stand on the first page; None for a story too short to be split."""
    blocks = d.told.blocks
    for count in range(len(blocks) // 2 + 1, len(blocks)):
        if count > 2 and blocks[count - 1].kind == "text" and blocks[count].kind in {"text", "head"}:
            return count if not blocks[count - 1].text.endswith(":") else None
    return None


def paging(d: Draft, word: str) -> str:
    """Return the line of page numbers, with `word` for the next page."""
    numbers = "".join(f'<a class="paging__link" href="?page={page}">{page}</a> ' for page in (1, 2, 3))
    line = d.no(d.pick(("Halaman :", "Baca halaman lain:", "Halaman ke:"), "paging"))
    return (
        f'<div class="paging">{line} {numbers}<a href="?page=2">{d.no(word)}</a> '
        f'<a href="?page=all">{d.no("Tampilkan Semua")}</a></div>'
    )
