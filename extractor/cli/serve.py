"""``extractor serve``: the pages with accept, reject and correct, on this machine alone."""

import socket
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.common import Block, Strict, extractor, warn
from extractor.cli.review import Failures, Folders
from extractor.errors import UsageError
from extractor.extras import lacking

if TYPE_CHECKING:
    from extractor.review.archive import Entry

HOST = "127.0.0.1"
Kept = Annotated[
    Path | None,
    typer.Option("--decisions", metavar="FILE.sqlite", help="Where decisions are kept."),
]


def command(
    result: Annotated[str, typer.Argument(metavar="RESULT", help="A .jsonl of run, or documents.")],
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = 8765,
    decisions: Kept = None,
    folders: Folders = None,
    failures: Failures = None,
    token: Annotated[
        str | None, typer.Option(envvar="EXTRACTOR_TOKEN", help="A new one unless given.")
    ] = None,
    timeout: Annotated[float, typer.Option(help="Seconds for a document of POST /extract.")] = 60,
    max_size: Annotated[int, typer.Option(help="MB of a document of POST /extract.")] = 32,
    block: Block = None,
    strict: Strict = False,
) -> None:
    """Serve the pages of a result; decisions are kept beside it, POST /extract gives records.

    Exit code 2: there is no document to show.
    """
    _check_packages()
    from secrets import token_urlsafe

    import uvicorn

    from extractor.batch.results import Settings
    from extractor.loaders import MEGABYTE, Limits
    from extractor.review import server
    from extractor.review.archive import entries
    from extractor.review.decisions import Decisions, beside
    from extractor.review.service import Service

    made = extractor(block, strict)
    token = token or token_urlsafe(18)
    kept = decisions or beside(result)
    with _listening(port) as listening:
        found = list(entries([result], made, folders or (), failures, leave=(kept,)))
        _check_documents(found)
        desk = server.Desk(found, tuple(made.manager.record_types), Decisions(kept))
        limits = Limits(seconds=timeout, size=max_size * MEGABYTE)
        settings = Settings(limits, block=made.manager.blocked, strict=strict)
        service = Service(made.manager.record_types, settings)
        app = server.application(desk, service, token)
        typer.echo(server.address(listening.getsockname()[1], token))
        config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
        uvicorn.Server(config).run(sockets=[listening])


def _check_packages() -> None:
    """Raise UsageError where what only a server needs is not installed."""
    from importlib.util import find_spec

    for name in ("starlette", "uvicorn"):
        if find_spec(name) is None:
            raise UsageError(lacking(name, "serve", "serve"))


def _check_documents(found: "Sequence[Entry]") -> None:
    """Tell of what failed and exit where nothing else was found."""
    from extractor.batch.results import Failure

    failed = [entry for entry in found if isinstance(entry, Failure)]
    if failed and len(failed) == len(found):
        for failure in failed:
            warn(failure.message)
        raise typer.Exit(2)


def _listening(port: int) -> socket.socket:
    """Listen on a port of this machine; raises UsageError where another does."""
    found = socket.socket()
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((HOST, port))
        found.listen()
    except OSError as error:
        found.close()
        raise UsageError(f"port {port} is taken: {error.strerror}; give another --port") from error
    return found
