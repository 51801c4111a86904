"""The local server: the pages with accept, reject and correct, and extraction for others.

It listens on this machine alone, and everything but the way there is behind a token.
"""

import json
import re
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager

from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from extractor.batch.results import Failure
from extractor.errors import ExtractorError
from extractor.review import payload
from extractor.review.archive import Entry, Item
from extractor.review.decisions import Decision, Decisions
from extractor.review.index import Index
from extractor.review.pages import page, policy
from extractor.review.service import Refused, Service, body, failure
from extractor.review.writing import name

HOSTS = ("127.0.0.1", "localhost")
LONGEST = 1 << 16
"""Bytes of a decision."""

PLACE = re.compile(r"\d{1,9}:\d{1,9}")
HEADERS = {
    "cache-control": "no-store",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
SELF = "'self'"


class Desk:
    """The documents under review and what was decided on them."""

    def __init__(
        self, entries: Iterable[Entry], types: Sequence[str], decisions: Decisions
    ) -> None:
        self._types = types
        self._decisions = decisions
        self._pages: dict[str, Item] = {}
        index = Index(types)
        for entry in entries:
            if isinstance(entry, Failure):
                index.failed(entry)
            else:
                self._pages[name(entry)] = entry
                index.add(entry, name(entry))
        self._index = index.data()
        self._items = {item.sha256: item for item in self._pages.values()}
        self.documents = index.documents

    def index(self) -> str:
        """Draw the index, with how much of each document is decided."""
        decided = self._decisions.current()
        rows = [
            {**row, "decided": len(decided.get(row["sha256"], {}))} for row in self._index["rows"]
        ]
        return page({**self._index, "rows": rows}, SELF)

    def document(self, at: str) -> str | None:
        """Draw the page of a document with its decisions, if there is one."""
        item = self._pages.get(at)
        if item is None:
            return None
        decided = self._decisions.current().get(item.sha256, {})
        shown = payload.document(item, self._types)
        told = {key: one.model_dump(mode="json") for key, one in decided.items()}
        return page({**shown, "index": "../", "decide": "../decisions", "decided": told}, SELF)

    def decide(self, raw: bytes) -> Decision:
        """Write a decision; raises Refused for one that fits no document and record."""
        try:
            decision = Decision.model_validate_json(raw)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"])) or "decision"
            raise Refused(422, "request", f"{where}: {first['msg']}") from error
        item = self._items.get(decision.document)
        if item is None or not _there(item, decision):
            raise Refused(404, "request", "there is no such record in these documents")
        correction = decision.correction
        if correction is not None and correction.type not in self._types:
            raise Refused(422, "request", f"there is no record type {correction.type!r}")
        self._decisions.write(decision)
        return decision


def _there(item: Item, decision: Decision) -> bool:
    """Tell whether a decision is on a record of the document, or adds a number in its text."""
    if any(record.id == decision.record for record in item.records):
        return decision.verdict != "add"
    if decision.verdict not in ("add", "undo") or not PLACE.fullmatch(decision.record):
        return False
    start, end = map(int, decision.record.split(":"))
    return (
        item.text is not None
        and 0 <= start < end <= len(item.text)
        and all(end <= record.start or record.end <= start for record in item.records)
    )


async def _decide(desk: Desk, request: Request) -> Response:
    """Answer a decision with itself when it is on the disk."""
    try:
        if request.headers.get("content-type") != "application/json":
            raise Refused(415, "request", "a decision is application/json")
        decision = await run_in_threadpool(desk.decide, await body(request, LONGEST))
    except Refused as refused:
        return refused.response
    return JSONResponse(json.loads(decision.model_dump_json()))


Endpoint = Callable[[Request], Awaitable[Response]]


def application(desk: Desk, service: Service, token: str) -> Starlette:
    """Make the application; ``token`` opens the pages by the path, extraction by the header."""

    async def index(request: Request) -> Response:
        return _page("index", await run_in_threadpool(desk.index))

    async def document(request: Request) -> Response:
        found = await run_in_threadpool(desk.document, f"d/{request.path_params['page']}")
        if found is None:
            return failure(404, "request", "there is no such page")
        return _page("document", found)

    async def decide(request: Request) -> Response:
        return await _decide(desk, request)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        service.close()

    found = Starlette(
        routes=[
            Route("/extract", _opened(service.extract, token, _header), methods=["POST"]),
            Route("/openapi.json", _opened(service.describe, token, _header)),
            Route("/{token}/", _opened(index, token, _path)),
            Route("/{token}/d/{page}", _opened(document, token, _path)),
            Route("/{token}/decisions", _opened(decide, token, _path), methods=["POST"]),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(HOSTS))],
        exception_handlers={404: _lost, 405: _lost, 500: _broken, ExtractorError: _broken},
        lifespan=lifespan,
    )
    found.router.redirect_slashes = False
    return found


def _path(request: Request) -> str:
    return str(request.path_params["token"])


def _header(request: Request) -> str:
    scheme, _, said = request.headers.get("authorization", "").partition(" ")
    return said if scheme.lower() == "bearer" else request.query_params.get("token", "")


def _opened(endpoint: Endpoint, token: str, said: Callable[[Request], str]) -> Endpoint:
    """Open an endpoint to those who know the token."""

    async def checked(request: Request) -> Response:
        if not secrets.compare_digest(said(request).encode(), token.encode()):
            response: Response = failure(401, "request", "the token is missing or wrong")
        else:
            response = await endpoint(request)
        response.headers.update(HEADERS)
        return response

    return checked


async def _broken(request: Request, error: Exception) -> Response:
    known = isinstance(error, ExtractorError)
    return failure(500, "target", str(error) if known else "the server failed at this request")


async def _lost(request: Request, error: Exception) -> Response:
    status = getattr(error, "status_code", 404)
    here = "there is nothing here" if status == 404 else "this is not done here"
    return failure(status, "request", here)


def _page(kind: str, text: str) -> Response:
    guard = f"{policy(kind, SELF)}; frame-ancestors 'none'"
    return HTMLResponse(text.encode("utf-8", "replace"), headers={"content-security-policy": guard})


def address(port: int, token: str) -> str:
    """Give the address that a user opens."""
    return f"http://{HOSTS[0]}:{port}/{token}/"
