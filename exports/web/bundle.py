"""The built app: where it stands, and what is said where it has not been built."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

FOLDER = Path(__file__).parent / "static" / "app"
MISSING = (
    "The explorer's pages have not been built: run `make explorer` (needs Node 20 or newer) in a checkout, "
    "or install a released wheel, which has them. The API and SPARQL work without."
)
_TOP_FILES = ("icon.svg", "theme.js")


def built(folder: Path = FOLDER) -> bool:
    """True where there are pages to show."""
    return (folder / "index.html").is_file()


def page(folder: Path) -> Response:
    """The one page of the app; every view has its own address and the same page."""
    if not built(folder):
        return HTMLResponse(_MISSING_PAGE, status_code=503)
    return FileResponse(folder / "index.html", media_type="text/html", headers={"cache-control": "no-cache"})


def static_routes(folder: Path) -> list[Route | Mount]:
    """Assets, whose names change with their content, and the few files with fixed names."""
    if not built(folder):
        return []
    return [
        Mount("/assets", _Assets(directory=folder / "assets")),
        *(Route(f"/{name}", _file(folder / name)) for name in _TOP_FILES),
    ]


class _Assets(StaticFiles):
    """Static files that a browser may keep for good."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["cache-control"] = "public, max-age=31536000, immutable"
        return response


def _file(path: Path) -> Callable[[Request], Awaitable[Response]]:
    async def send(_: Request) -> Response:
        return FileResponse(path, headers={"cache-control": "no-cache"})

    return send


_MISSING_PAGE = f"""<!doctype html>
<html lang="en"><meta charset="utf-8"><title>kg explorer</title>
<h1>The explorer has not been built</h1>
<p>{MISSING}</p>
<p><a href="/api/openapi.json">The API</a></p>
</html>
"""
