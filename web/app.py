"""Composes the pages: `create_app(engine, options, clock)` is all that the rooms above need."""

from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.staticfiles import StaticFiles
from sqlalchemy import Engine
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import JSONResponse, RedirectResponse, Response

from base.clock import Clock
from base.errors import PantauError
from web.errors import LoginRequiredError, TooManyError
from web.explaining import explain
from web.house import House
from web.options import Options
from web.rendering import bare, query, urlsplit_safe
from web.routes import ROUTERS
from web.security.headers import SecurityHeaders
from web.visit import language_of
from web.words import words

ROOM = Path(__file__).parent
API = "/api/"


def create_app(engine: Engine, options: Options, clock: Clock, *, shown: Clock | None = None) -> FastAPI:
    """Return the application.

    Args:
        engine: Of a migrated archive.
        options: Plain values.
        clock: Time.
        shown: Time of what is shown; None: the same. What is written always has the time of `clock`.
    """
    app = FastAPI(
        title="Pantau",
        version=options.version or "0",
        description="The archive of reports on the neutrality of civil servants, read only unless a scope says more.",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,  # the usual page loads scripts from an address outside
        redoc_url=None,
    )
    app.state.house = House(engine, options, clock, shown or clock)
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=ROOM / "static"), name="static")
    _answer_errors(app)
    app.add_middleware(GZipMiddleware, minimum_size=1_000, compresslevel=5)
    app.add_middleware(SecurityHeaders, secure=options.secure)
    return app


def _answer_errors(app: FastAPI) -> None:
    app.add_exception_handler(LoginRequiredError, _login)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(PantauError, _ours)


def _login(request: Request, _error: Exception) -> Response:
    if request.url.path.startswith(API):
        told = words(language_of(request))("Log in, or send a token: Authorization: Bearer pantau_...")
        return JSONResponse({"error": told}, 401, {"WWW-Authenticate": "Bearer"})
    if "hx-request" in request.headers:  # asked for a part of a page: the whole page has to go to the login
        page = urlsplit_safe(request.headers.get("hx-current-url", ""))
        there = _there(page.path, page.query) if page else "/"
        return Response(status_code=401, headers={"HX-Redirect": "/login" + query({"next": there})})
    there = _there(request.url.path, request.url.query) if request.method == "GET" else "/"
    return RedirectResponse("/login" + query({"next": there}), status_code=303)


def _there(path: str, asked: str) -> str:
    return path + (f"?{asked}" if asked else "")


def _invalid(request: Request, error: Exception) -> Response:
    problems = error.errors() if isinstance(error, RequestValidationError) else []
    names = ", ".join(str(problem["loc"][-1]) for problem in problems)
    return _told(request, 422, words(language_of(request))("This address cannot be read: {names}", names=names))


def _http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    t = words(language_of(request))
    return _told(request, status, t("There is no such page.") if status == 404 else t("This cannot be done so."))  # noqa: PLR2004


def _ours(request: Request, error: Exception) -> Response:
    wait = {"Retry-After": str(error.seconds)} if isinstance(error, TooManyError) else None
    status, text = explain(error, language_of(request))
    return _told(request, status, text, wait)


def _told(request: Request, status: int, text: str, headers: dict[str, str] | None = None) -> Response:
    if request.url.path.startswith(API):
        return JSONResponse({"error": text}, status, headers)
    answer = bare(request, "error.html.j2", status=status, problem=text)
    answer.headers.update(headers or {})
    return answer
