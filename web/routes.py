"""Every router of the pages and the API, in the order their addresses are tried."""

from web.pages import account, articles, cases, messages, review, search, today

ROUTERS = (
    today.router,
    search.router,
    cases.router,
    review.router,
    articles.router,
    account.router,
    messages.router,
)
