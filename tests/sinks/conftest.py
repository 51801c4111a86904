"""Databases that each test finds empty, in its own folder."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import duckdb
import psycopg
import pytest
from postgres import Server

Ask = Callable[[str], list[tuple[Any, ...]]]


@pytest.fixture(params=["sqlite:///a.db", "duckdb:///a.duckdb", "postgresql"])
def base(request: pytest.FixtureRequest) -> Iterator[tuple[str, Ask]]:
    """Give the URL of an empty database, and what asks it by its own client."""
    if request.param == "postgresql":
        server: Server = request.getfixturevalue("postgres")
        with psycopg.connect(server.url, autocommit=True) as connection:
            connection.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
            yield server.url, lambda query: connection.execute(query).fetchall()
        return
    path = request.param.partition(":///")[2]

    def ask(query: str) -> list[tuple[Any, ...]]:
        connect: Any = sqlite3.connect if path.endswith(".db") else duckdb.connect
        with closing(connect(path)) as connection:
            return list(connection.execute(query).fetchall())

    yield request.param, ask
