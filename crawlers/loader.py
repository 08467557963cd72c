"""Makes one spider class for each outlet of the configuration, so that `scrapy list` and `scrapy crawl ID` work."""

from pathlib import Path
from typing import Any

from scrapy import Request, Spider
from scrapy.settings import BaseSettings
from scrapy.spiderloader import SpiderLoader

from crawlers.outlet import Outlet
from crawlers.outlets import load_outlets
from crawlers.readers.links import same_site
from crawlers.spiders.errand import ErrandSpider
from crawlers.spiders.outlet import OutletSpider


def spider_of(outlet: Outlet, kind: type[OutletSpider] = OutletSpider) -> type[OutletSpider]:
    """Return the spider class of an outlet."""
    custom: dict[str, Any] = {"DOWNLOAD_DELAY": outlet.delay, "DOWNLOAD_VERIFY_CERTIFICATES": outlet.verify_tls}
    return type(outlet.id, (kind,), {"name": outlet.id, "outlet": outlet, "custom_settings": custom})


class OutletSpiderLoader(SpiderLoader):
    """Scrapy's loader with the outlets added; a Python spider of the same name wins over data."""

    def __init__(self, settings: BaseSettings) -> None:
        super().__init__(settings)
        for generic in (OutletSpider.name, ErrandSpider.name):
            self._spiders.pop(generic, None)
        for outlet in load_outlets(Path(settings["PANTAU_CONFIG"])).values():
            self._spiders.setdefault(outlet.id, spider_of(outlet))

    def find_by_request(self, request: Request) -> list[str]:
        """Return the outlets whose site an address belongs to."""
        return [name for name, spider in self._spiders.items() if _owns(spider, request)]


def _owns(spider: type[Spider], request: Request) -> bool:
    outlet = getattr(spider, "outlet", None)
    return same_site(request.url, outlet.home) if outlet is not None else bool(spider.handles_request(request))
