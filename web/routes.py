"""Every router of the pages and the API, in the order their addresses are tried."""

from web.pages import articles, cases, search, today

ROUTERS = (today.router, search.router, cases.router, articles.router)
