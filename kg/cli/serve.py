"""``kg serve``: the explorer in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.common import DEFAULT_GRAPH, Graph, Quiet, command

if TYPE_CHECKING:
    import socket
    from pathlib import Path

    from starlette.applications import Starlette


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("serve")(serve)


@command
def serve(
    graph: Graph = DEFAULT_GRAPH,
    host: Annotated[
        str,
        typer.Option(
            help="Address to listen on; others than this machine's own are open to all who reach it."
        ),
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port; 0 takes a free one.", min=0, max=65535)] = 8765,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the browser.")] = True,
    quiet: Quiet = False,
) -> None:
    """Explore the graph in a browser: a local web app and a JSON API, read-only."""
    app = _app(graph, host)
    _listen(app, host, port, browser=browser, quiet=quiet)


def _app(graph: Path, host: str) -> Starlette:
    from ontology.errors import MissingExtra

    try:
        import starlette  # noqa: F401 - is the extra there?
        import uvicorn  # noqa: F401
    except ModuleNotFoundError:
        raise MissingExtra("kg serve", "explore") from None
    from exports.web.server import create_app

    return create_app(graph, host=host)


def _listen(app: Starlette, host: str, port: int, *, browser: bool, quiet: bool) -> None:
    from contextlib import suppress

    import uvicorn

    from exports.web import bundle

    with _socket(host, port) as listening:
        url = _address(host, listening.getsockname()[1])
        if not quiet:
            typer.echo(f"kg explorer on {url}  (Ctrl+C stops it)", err=True)
        if not bundle.built():
            typer.echo(f"kg: {bundle.MISSING}", err=True)
        elif browser:
            _open_later(url)
        config = uvicorn.Config(app, log_level="warning", server_header=False, timeout_graceful_shutdown=2)
        with suppress(KeyboardInterrupt):  # Ctrl+C is how one stops it
            uvicorn.Server(config).run(sockets=[listening])


def _socket(host: str, port: int) -> socket.socket:
    import socket

    from ontology.errors import UsageError

    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise UsageError(
            f"cannot listen on {host} port {port}: {error.strerror}; "
            "name another with --port, or 0 for a free one"
        ) from error


_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - shown, not bound


def _address(host: str, port: int) -> str:
    """The address to open: a server that listens everywhere is reached on this machine's own."""
    shown = _EVERYWHERE.get(host, host)
    return f"http://[{shown}]:{port}/" if ":" in shown else f"http://{shown}:{port}/"


def _open_later(url: str) -> None:
    """Open the browser a moment after the server has begun to listen; a machine without one is fine."""
    import threading
    import webbrowser

    timer = threading.Timer(0.4, webbrowser.open, (url,))
    timer.daemon = True
    timer.start()
