"""Read a Pantau archive from scripts and notebooks, over its REST interface.

    from pantau.client import Archive

    archive = Archive("https://pantau.example.org", token="pantau_...")
    for article in archive.articles("camat netral wilayah:63 tanggal:2024-10"):
        print(article.day, article.outlet_name, article.title)

Lists go on by themselves, page by page; what did not change is not sent again (ETags); a server that asks to wait is
waited for. It imports httpx and nothing else of Pantau's.
"""

from pantau.client.answers import Article, Case, Count, Figures, Month
from pantau.client.archive import Archive, ArchiveFault

__all__ = ["Archive", "ArchiveFault", "Article", "Case", "Count", "Figures", "Month"]
