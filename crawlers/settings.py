"""Scrapy's settings of this project, each with its reason. `crawlers.run` and `python -m scrapy` use the same."""

from pathlib import Path

from crawlers.job import DEFAULT_AGENT
from crawlers.robots import AGENT

BOT_NAME = AGENT
SPIDER_LOADER_CLASS = "crawlers.loader.OutletSpiderLoader"  # one spider an outlet of config/outlets/
SPIDER_MODULES = ["crawlers.spiders"]  # Python spiders, where data cannot say it
PANTAU_CONFIG = str(Path(__file__).resolve().parent.parent / "config")
PANTAU_SINK = "pantau.flow.scrapy_sink"  # named, not imported: crawlers stand below pantau

# Plain asyncio without a Twisted reactor, aiohttp instead of Twisted's HTTP client: 873 against 764 pages a CPU-second
# on loopback, the C parser bounds headers, and a crawl runs in any asyncio loop (docs/decisions).
TWISTED_REACTOR_ENABLED = False
DOWNLOAD_HANDLERS = {
    "http": "crawlers.handler.GuardedHandler",
    "https": "crawlers.handler.GuardedHandler",
    "file": None,  # a redirect or a feed could read local files
    "data": None,
    "ftp": None,
    "s3": None,
}
TELNETCONSOLE_ENABLED = False  # both open a console to whoever reaches the port
REMOTE_CONTROL_ENABLED = False
DOWNLOAD_VERIFY_CERTIFICATES = True  # Scrapy's default accepts any
DOWNLOAD_MAXSIZE = 10 * 1024 * 1024  # before and after decoding; a bomb reaches 1.1 GB at the default
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_FAIL_ON_DATALOSS = True
USER_AGENT = DEFAULT_AGENT
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "id,en;q=0.5",
}

# Politeness: one request at a time and a delay a host; each crawl has one outlet.
CONCURRENT_REQUESTS = 2  # one under way and one waiting for its turn, so that a stop ends soon
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY_JITTER = 0  # a random shortening would break Crawl-delay
REDIRECT_MAX_TIMES = 5
RETRY_ENABLED = False  # crawlers.middlewares.politeness knows Retry-After

CONCURRENT_ITEMS = 4  # 100 tasks a callback cost 20 % of the speed
COOKIES_ENABLED = False
REFERER_ENABLED = False
METAREFRESH_ENABLED = False  # never needed by an outlet, often by traps
HTTPPROXY_ENABLED = False  # a proxy would resolve names behind the address guard
COMPRESSION_ENABLED = False  # crawlers.middlewares.decompress
ROBOTSTXT_OBEY = False  # crawlers.middlewares.robots
MEMUSAGE_ENABLED = False  # the worker watches itself
DUPEFILTER_CLASS = (
    "scrapy.dupefilters.BaseDupeFilter"  # drops nothing: entries are told apart before they are asked for
)
STATS_DUMP = False
STATS_CLASS = "scrapy.statscollectors.DummyStatsCollector"  # crawlers.report counts
LOG_FORMATTER = "crawlers.quiet.QuietFormatter"
EXTENSIONS = {
    "scrapy.extensions.corestats.CoreStats": None,
    "scrapy.extensions.logcount.LogCount": None,
    "scrapy.extensions.spiderstate.SpiderState": None,
}
LOGSTATS_INTERVAL = 0
LOG_LEVEL = "WARNING"

DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": None,  # crawlers.handler sets them once
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": None,
    "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": None,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "scrapy.downloadermiddlewares.stats.DownloaderStats": None,
    "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware": None,
    "crawlers.middlewares.politeness.PolitenessMiddleware": 50,
    "crawlers.middlewares.robots.RobotsMiddleware": 100,
    "crawlers.middlewares.redirects.CountedRedirects": 600,
    "crawlers.middlewares.decompress.DecompressMiddleware": 800,
}
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,  # the spider reads every status
    "scrapy.spidermiddlewares.referer.RefererMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
}
ITEM_PIPELINES = {"crawlers.deliver.DeliverPipeline": 100}
FEED_EXPORT_ENCODING = "utf-8"
