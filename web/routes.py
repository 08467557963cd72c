"""Every router of the pages and the API, in the order their addresses are tried."""

from web.api import v1
from web.pages import (
    account,
    articles,
    atlas,
    cases,
    charts,
    exports,
    help,  # noqa: A004 - the page of that name
    messages,
    outlets,
    reply,
    review,
    saved,
    search,
    subscriptions,
    today,
)

PAGES = (
    today,
    search,
    cases,
    review,
    articles,
    atlas,
    charts,
    outlets,
    subscriptions,
    saved,
    account,
    messages,
    reply,
    help,
)
ROUTERS = (*(module.router for module in PAGES), exports.router, v1.router)
