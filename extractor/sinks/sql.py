"""Databases: SQLite, DuckDB and PostgreSQL, a table for each record type."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from extractor.extras import need
from extractor.hookspecs import hookimpl
from extractor.sinks import Sink, Types, Writer

DRIVERS = {
    "sqlite": ("sqlite", "sqlalchemy", "sqlite"),
    "duckdb": ("duckdb", "duckdb_engine", "duckdb"),
    "postgresql": ("postgresql+psycopg", "psycopg", "postgres"),
    "postgres": ("postgresql+psycopg", "psycopg", "postgres"),
}
"""By the beginning of a target: the dialect, the package it needs, and the extra with it."""


@contextmanager
def open_database(target: str, types: Types) -> Iterator[Writer]:
    """Open a database by its URL; tables that are not there are made at the first write."""
    dialect, package, extra = DRIVERS[target.partition(":")[0].lower()]
    need("sqlalchemy", extra, target.partition(":")[0])
    need(package, extra, target.partition(":")[0])
    from extractor.sinks.database import Database

    with Database(target, dialect, types) as database:
        yield database


@hookimpl
def extractor_sinks() -> Sequence[Sink]:
    """Give the sinks of databases."""
    forms = ("sqlite:///", "duckdb:///", "postgresql://", "postgres://")
    return (Sink("sql", forms, open_database),)
