"""``POST /extract``: a document in, its records out, within limits of size and time."""

import hashlib
import json
import threading
from collections.abc import Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from extractor.batch.isolation import Isolated
from extractor.batch.results import Result, Settings
from extractor.loaders import Blob
from extractor.records import Record
from extractor.review import openapi

WAITING = 8
"""Requests that may wait for the one that is worked on."""

STATUS = {"too_large": 413, "memory": 413, "timeout": 504, "crash": 500, "plugin_error": 500}
"""HTTP statuses of outcomes; of all others 422."""


def failure(status: int, outcome: str, message: str) -> JSONResponse:
    """Answer an error as JSON."""
    return JSONResponse({"error": {"outcome": outcome, "message": message}}, status)


class Refused(Exception):
    """A request that is answered with an error."""

    def __init__(self, status: int, outcome: str, message: str) -> None:
        super().__init__(message)
        self.response = failure(status, outcome, message)


async def body(request: Request, limit: int) -> bytes:
    """Take the body of a request; raises Refused as soon as it is larger than ``limit``."""
    found = bytearray()
    async for chunk in request.stream():
        found += chunk
        if len(found) > limit:
            raise Refused(413, "too_large", f"the request is larger than {limit} bytes")
    return bytes(found)


class Service:
    """Extracts records in a child process, one document at a time; others wait."""

    def __init__(self, types: Mapping[str, type[Record]], settings: Settings) -> None:
        self._types = types
        self._limits = settings.limits
        self._isolated = Isolated.of(settings, extract=True)
        self._one = threading.Lock()
        self._places = threading.BoundedSemaphore(WAITING + 1)

    def close(self) -> None:
        """End the child process."""
        self._isolated.close()

    async def describe(self, request: Request) -> Response:
        """Answer with the OpenAPI description."""
        return JSONResponse(openapi.document(self._types))

    async def extract(self, request: Request) -> Response:
        """Answer with the records of the document that the request brings."""
        try:
            blob = await self._blob(request)
        except Refused as refused:
            return refused.response
        if not self._places.acquire(blocking=False):
            return failure(503, "busy", f"{WAITING} requests wait already; try again later")
        try:
            result = await run_in_threadpool(self._result, blob)
        finally:
            self._places.release()
        if result.outcome != "ok":
            return failure(STATUS.get(result.outcome, 422), result.outcome, result.message)
        digest = hashlib.sha256(blob.data).hexdigest()
        told: dict[str, Any] = {
            "name": blob.path, "sha256": digest, "warning": result.warning,
            "problems": list(result.problems),
            "records": [json.loads(record) for record in result.records],
        }  # fmt: skip
        return JSONResponse(told)

    def _result(self, blob: Blob) -> Result:
        with self._one:
            return self._isolated.results((blob,))[0]

    async def _blob(self, request: Request) -> Blob:
        data = await body(request, self._limits.size)
        name = request.query_params.get("name", "document")
        if request.headers.get("content-type", "").partition(";")[0].strip() == "application/json":
            name, data = _text(data, name)
        if not data:
            raise Refused(400, "request", "the request brings no document")
        return Blob(name, data, self._limits)


def _text(data: bytes, name: str) -> tuple[str, bytes]:
    """Take name and text out of a JSON body; raises Refused."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Refused(400, "request", f"the body is no JSON: {error}") from error
    asked = isinstance(found, dict) and found.keys() <= {"text", "name"}
    if not asked or not all(isinstance(value, str) for value in found.values()):
        raise Refused(400, "request", 'the body must be {"text": "…", "name": "…"}')
    text = found.get("text", "").encode("utf-8", "surrogatepass")
    return found.get("name", name), text
