"""The server, asked as a browser and as another system would ask it."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from openapi_spec_validator import validate

from extractor.batch.results import Settings
from extractor.loaders import Limits
from extractor.loaders.text import from_string
from extractor.manager import default_manager
from extractor.pipeline import default_extractor
from extractor.review import server
from extractor.review.archive import Item
from extractor.review.decisions import Decisions
from extractor.review.service import Service
from extractor.review.writing import name

TEXT = "В городе действуют 15 общественных организаций, при 3 школах."
TOKEN = "secret"
KEY = {"authorization": f"Bearer {TOKEN}"}


@contextmanager
def asked(desk: server.Desk, limits: Limits) -> Iterator[httpx.Client]:
    """Run the server in a thread, on a port of this machine; give what asks it."""
    application = server.application(
        desk, Service(default_manager().record_types, Settings(limits)), TOKEN
    )
    running = uvicorn.Server(uvicorn.Config(application, log_level="error"))
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]})
        thread.start()
        port = listening.getsockname()[1]
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
            yield client
        running.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def item() -> Item:
    found = default_extractor().extract(from_string(TEXT, "a.txt"))
    sha256 = found.document.sha256
    return Item("a.txt", sha256, "text", found.records[:1], TEXT, left=found.left)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Decisions:
    return Decisions(tmp_path_factory.mktemp("kept") / "d.sqlite")


@pytest.fixture(scope="module")
def client(item: Item, kept: Decisions) -> Iterator[httpx.Client]:
    types = default_manager().record_types
    with asked(server.Desk([item], tuple(types), kept), Limits(size=2000, seconds=20)) as client:
        yield client


def decision(item: Item, **more: Any) -> dict[str, Any]:
    return {"document": item.sha256, "record": item.records[0].id, "verdict": "accept", **more}


def send(client: httpx.Client, told: Any, **headers: str) -> Any:
    return client.post(
        f"/{TOKEN}/decisions",
        content=told if isinstance(told, bytes) else json.dumps(told),
        headers={"content-type": "application/json", **headers},
    )


def test_a_decision_is_kept_and_answered(client: httpx.Client, item: Item, kept: Decisions) -> None:
    right = {"type": "council_size", "value": "16", "place": "Орск"}
    answer = send(client, decision(item, verdict="correct", correction=right))
    assert (answer.status_code, answer.json()["correction"]["value"]) == (200, "16")
    held = kept.current()[item.sha256][item.records[0].id].correction
    assert held is not None and (held.place, held.period) == ("Орск", None)
    assert '"decided":1' in client.get(f"/{TOKEN}/").text
    assert '"value":"16"' in client.get(f"/{TOKEN}/{name(item)}").text


def test_a_number_that_was_left_is_added(client: httpx.Client, item: Item, kept: Decisions) -> None:
    place = f"{TEXT.index('3')}:{TEXT.index('3') + 1}"
    right = {"type": "organization_count", "value": "3"}
    answer = send(client, decision(item, record=place, verdict="add", correction=right))
    assert answer.status_code == 200
    assert kept.current()[item.sha256][place].verdict == "add"
    assert send(client, decision(item, record=place, verdict="undo")).status_code == 200
    assert place not in kept.current()[item.sha256]


RIGHT = {"type": "council_size", "value": "1"}


@pytest.mark.parametrize(
    ("more", "status", "message"),
    [
        ({"document": "x"}, 404, "there is no such record in these documents"),
        ({"record": "x"}, 404, "there is no such record in these documents"),
        ({"record": "0:2"}, 404, "there is no such record in these documents"),
        ({"record": "19:20", "verdict": "add", "correction": RIGHT}, 404, "there is no such"),
        ({"record": "0:9999", "verdict": "add", "correction": RIGHT}, 404, "there is no such"),
        ({"verdict": "maybe"}, 422, "verdict: Input should be 'accept'"),
        ({"verdict": "correct"}, 422, "decision: Value error, a correction goes with correct"),
        (
            {"verdict": "correct", "correction": {**RIGHT, "type": "stranger"}}, 422,
            "there is no record type 'stranger'",
        ),
        ({"record": "x" * 70000}, 413, "the request is larger than 65536 bytes"),
    ],
)  # fmt: skip
def test_a_decision_that_is_none(
    client: httpx.Client, item: Item, more: dict[str, Any], status: int, message: str
) -> None:
    answer = send(client, decision(item, **more))
    assert answer.status_code == status
    assert answer.json()["error"]["message"].startswith(message)


def test_a_decision_comes_as_json(client: httpx.Client, item: Item) -> None:
    assert send(client, b"{").status_code == 422
    answer = send(client, decision(item), **{"content-type": "text/plain"})
    assert answer.status_code == 415


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/wrong/", 401), ("GET", "/wrong/d/x.html", 401), ("POST", "/wrong/decisions", 401),
        ("POST", "/extract", 401), ("GET", "/openapi.json", 401), ("GET", "/extract?token=x", 405),
        ("GET", f"/{TOKEN}/d/x.html", 404), ("GET", f"/{TOKEN}/d/%2e%2e%2fx", 404),
        ("GET", "/favicon.ico", 404), ("GET", "/", 404),
    ],
)  # fmt: skip
def test_closed_doors(client: httpx.Client, method: str, path: str, status: int) -> None:
    answer = client.request(method, path)
    assert (answer.status_code, list(answer.json())) == (status, ["error"])


def test_another_name_of_the_host_is_refused(client: httpx.Client) -> None:
    assert client.get(f"/{TOKEN}/", headers={"host": "evil.example"}).status_code == 400


def test_pages_are_guarded(client: httpx.Client) -> None:
    headers = client.get(f"/{TOKEN}/").headers
    assert "script-src 'sha256-" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"


def test_extract_gives_records(client: httpx.Client) -> None:
    told = client.post("/extract", json={"text": TEXT, "name": "n"}, headers=KEY).json()
    assert [(one["type"], one["value"], one["source"]["path"]) for one in told["records"]] == [
        ("organization_count", "15", "n"),
        ("organization_count", "3", "n"),
    ]
    bytes_ = client.post("/extract?name=a.txt", content=TEXT.encode("cp1251"), headers=KEY).json()
    assert [one["text"] for one in bytes_["records"]] == ["15", "3"]
    by_query = client.post(f"/extract?token={TOKEN}", json={"text": "Тихо."}).json()
    assert (by_query["name"], by_query["records"]) == ("document", [])


@pytest.mark.parametrize(
    ("sent", "status", "outcome", "message"),
    [
        ({"content": b""}, 400, "request", "the request brings no document"),
        ({"json": {"text": ""}}, 400, "request", "the request brings no document"),
        ({"json": {"texts": "a"}}, 400, "request", 'the body must be {"text": '),
        ({"json": {"text": 1}}, 400, "request", 'the body must be {"text": '),
        (
            {"content": b"[" * 1900, "headers": {**KEY, "content-type": "application/json"}},
            400, "request", "the body is no JSON: ",
        ),
        ({"json": ["a"]}, 400, "request", 'the body must be {"text": '),
        ({"content": b"\x7fELF\2\1\0\0"}, 422, "unsupported", "document: no loader reads"),
        ({"content": "я".encode() * 1001}, 413, "too_large", "the request is larger than 2000"),
    ],
)  # fmt: skip
def test_extract_answers_errors_as_json(
    client: httpx.Client, sent: dict[str, Any], status: int, outcome: str, message: str
) -> None:
    answer = client.post("/extract", **{"headers": KEY, **sent})
    error = answer.json()["error"]
    assert (answer.status_code, error["outcome"]) == (status, outcome)
    assert error["message"].startswith(message)


def test_a_document_that_takes_too_long_is_stopped() -> None:
    desk = server.Desk([], (), Decisions(Path("none")))
    with asked(desk, Limits(seconds=0.001)) as client:
        answer = client.post("/extract", json={"text": TEXT * 1000}, headers=KEY)
    assert (answer.status_code, answer.json()["error"]["outcome"]) == (504, "timeout")


def test_the_description_is_openapi_and_names_every_type(client: httpx.Client) -> None:
    told = client.get("/openapi.json", headers=KEY).json()
    validate(told)
    named = told["components"]["schemas"]["Extracted"]["properties"]["records"]["items"]["anyOf"]
    assert len(named) == len(default_manager().record_types)
