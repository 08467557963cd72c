"""What the API offers, on a page that loads nothing from elsewhere."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from web.rendering import page
from web.visit import Here

router = APIRouter(include_in_schema=False)


@router.get("/api", response_class=HTMLResponse)
def api(visit: Here) -> HTMLResponse:
    """List the addresses of the API from its own description."""
    schema = visit.request.app.openapi()
    calls = [
        (method.upper(), path, told.get("description", ""), [p["name"] for p in told.get("parameters", ())])
        for path, methods in schema["paths"].items()
        for method, told in methods.items()
    ]
    return page(visit, "api.html.j2", calls=calls)
