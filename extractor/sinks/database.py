"""The tables of a database, made from the record types; one transaction a batch."""

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import sqlalchemy as sql
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.types import TypeDecorator, UserDefinedType

from extractor.errors import TargetError
from extractor.records import Record
from extractor.sinks import FAILURES, Types, flat
from extractor.values import plain

INDEXED = ("source_path", "source_sha256", "period", "place", "subject")


class _Named(UserDefinedType[Any]):
    """A type by its name in a database, whose values are handed over as they are."""

    cache_ok = True

    def __init__(self, name: str) -> None:
        self.name = name

    def get_col_spec(self, **given: Any) -> str:
        """Name the type."""
        return self.name


NUMBERS = {"sqlite": "NUMERIC", "duckdb": f"DECIMAL({flat.DIGITS}, {flat.PLACES})"}
"""Types of databases that take decimals as text: of a number too long to be exact in it,
SQLite keeps what a float holds."""


class Exact(TypeDecorator[Decimal]):
    """A decimal that never becomes a float on its way."""

    impl = sql.Numeric
    cache_ok = True

    def load_dialect_impl(self, dialect: sql.Dialect) -> Any:
        """Give the type of a database."""
        if dialect.name in NUMBERS:
            return dialect.type_descriptor(_Named(NUMBERS[dialect.name]))
        return dialect.type_descriptor(sql.Numeric())

    def process_bind_param(self, value: Decimal | None, dialect: sql.Dialect) -> Any:
        """Hand a number over."""
        return plain(value) if value is not None and dialect.name in NUMBERS else value

    def process_result_value(self, value: Any, dialect: sql.Dialect) -> Decimal | None:
        """Take a number back."""
        return None if value is None else Decimal(str(value))


FILES = ("sqlite", "duckdb")
"""Databases that are a file, which connecting makes where it is not there."""

PASSING = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_FULL", "SQLITE_IOERR")
"""What SQLite calls the errors that another program, or the disk, is the cause of."""

STRICT = {
    "PRAGMA": 'SELECT name FROM pragma_table_info(:name) WHERE "notnull"',
    "information_schema": "SELECT column_name FROM information_schema.columns"
    " WHERE table_name = :name AND is_nullable = 'NO'"
    " AND table_schema = current_schema() AND table_catalog = current_database()",
}
"""What asks for the columns of a table that may not be empty; the reader of DuckDB's tables that
SQLAlchemy has asks for what DuckDB does not know."""

KINDS: dict[flat.Kind, Any] = {
    "text": sql.Text(), "integer": sql.BigInteger(), "number": Exact(), "list": sql.JSON(),
}  # fmt: skip


def table(type_: type[Record], meta: sql.MetaData) -> sql.Table:
    """Make the table of a record type: keyed by ``id``, with indexes."""
    found = sql.Table(type_.TYPE, meta)
    for column in flat.columns(type_):
        name = column.name("_")
        found.append_column(
            sql.Column(
                name, KINDS[column.kind], primary_key=name == "id", nullable=not column.filled
            )
        )
        if name in INDEXED:
            sql.Index(f"ix_{type_.TYPE}_{name}", found.c[name])
    return found


class Database:
    """An open database; a context manager."""

    def __init__(self, target: str, dialect: str, types: Types) -> None:
        try:
            url = sql.make_url(target).set(drivername=dialect)
        except sql.exc.ArgumentError as error:
            raise TargetError(f"{target}: is no URL of a database") from error
        self._shown = sql.make_url(target).render_as_string(hide_password=True)
        self._engine = sql.create_engine(url, poolclass=sql.NullPool)
        self._new: str | None = None
        self._made = False
        self._meta = sql.MetaData()
        self._columns = {type_.TYPE: flat.columns(type_) for type_ in types}
        self._tables = {type_.TYPE: table(type_, self._meta) for type_ in types}
        self._failures = sql.Table(
            "failures", self._meta, sql.Column("path", sql.Text, index=True),
            sql.Column("outcome", sql.Text), sql.Column("message", sql.Text),
        )  # fmt: skip

    def __enter__(self) -> Self:
        """Connect; raises TargetError where there is no database to be had.

        Nothing is changed in it before something is written or the context ends well.
        """
        path = self._engine.url.database if self._engine.dialect.name in FILES else None
        self._new = path if path and not os.path.lexists(path) else None
        with self._told():
            self._connection = self._engine.connect()
        with self._told():
            try:
                # SQLite looks at a file only when it is asked something
                sql.inspect(self._connection).has_table(self._failures.name)
                self._connection.rollback()
            except sql.exc.SQLAlchemyError:
                self._close()
                raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go of the database; a file that only connecting has made is removed."""
        with self._told():
            try:
                if error is None:
                    self._make()
            finally:
                self._close()

    def _make(self) -> None:
        """Make the tables that are not there, once."""
        if not self._made:
            self._made = True
            for one in self._tables.values():
                _renew(self._connection, one)
            self._meta.create_all(self._connection)
            self._connection.commit()

    def _close(self) -> None:
        if self._new and not self._made:
            _unmake(Path(self._new), self._engine.dialect.name)
        self._connection.close()
        self._engine.dispose()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what a database says into one line."""
        try:
            yield
        except sql.exc.SQLAlchemyError as error:
            said = " ".join(str(getattr(error, "orig", None) or error).split())
            hint = "; the same command goes on" if _passes(error) else ""
            raise TargetError(f"{self._shown}: the database failed: {said}{hint}") from error

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Begin a transaction, and end it; the tables are there by then."""
        with self._told():
            self._make()
            with self._connection.begin():
                yield

    def write(self, records: Sequence[Record]) -> None:
        """Add records in a transaction; those with an id that is there take its place."""
        with self._writing():
            self._put(records)

    def replace(self, paths: Sequence[str], records: Sequence[Record]) -> None:
        """Put records in the place of all that was read from ``paths``, in a transaction."""
        with self._writing():
            for one in self._tables.values():
                gone = sql.delete(one).where(one.c.source_path.in_(paths))
                self._connection.execute(gone)
            gone = sql.delete(self._failures).where(self._failures.c.path.in_(paths))
            self._connection.execute(gone)
            self._put(records)

    def failures(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """Write path, outcome and message of what failed."""
        if rows:
            named = [dict(zip(FAILURES, row, strict=True)) for row in rows]
            with self._writing():
                paths = [row[0] for row in rows]
                gone = sql.delete(self._failures).where(self._failures.c.path.in_(paths))
                self._connection.execute(gone)
                self._connection.execute(sql.insert(self._failures), named)

    def _put(self, records: Sequence[Record]) -> None:
        rows: dict[str, dict[str, dict[str, Any]]] = {}
        for record in records:
            columns = self._columns[record.type]
            cells = flat.row(record, columns, self._shown)
            named = {c.name("_"): self._cell(v) for c, v in zip(columns, cells, strict=True)}
            rows.setdefault(record.type, {})[record.id] = named
        for type_, found in rows.items():
            self._upsert(self._tables[type_], list(found.values()))

    def _cell(self, cell: flat.Cell) -> Any:
        if isinstance(cell, Decimal) and self._engine.dialect.name == "duckdb":
            return flat.scaled(cell, self._shown)
        return list(cell) if isinstance(cell, tuple) else cell

    def _upsert(self, into: sql.Table, rows: Sequence[dict[str, Any]]) -> None:
        """Insert rows; one whose id is there takes its place."""
        name = self._engine.dialect.name
        if name == "duckdb":
            statement, columns = _columnwise(into, rows, self._engine.dialect)
            self._connection.exec_driver_sql(statement, columns)
            return
        insert: Any = sqlite.insert(into) if name == "sqlite" else postgresql.insert(into)
        self._connection.execute(_updating(insert), rows)


def _unmake(path: Path, dialect: str) -> None:
    """Remove a file that connecting has made, while it is open.

    One of DuckDB is locked meanwhile; one of SQLite another program may have filled.
    """
    with suppress(OSError):
        if dialect == "duckdb" or path.stat().st_size == 0:
            path.unlink()


def _passes(error: sql.exc.SQLAlchemyError) -> bool:
    """Tell an error that may be gone the next time from one that what is written brings back."""
    name = getattr(getattr(error, "orig", None), "sqlite_errorname", None)
    if name is not None:
        return str(name).startswith(PASSING)
    return isinstance(error, sql.exc.OperationalError)


def _renew(connection: sql.Connection, wanted: sql.Table) -> None:
    """Drop an empty table that asks for what may be empty: as earlier versions made it.

    SQLite cannot take such a rule from a column; a table with rows is left as it is.
    """
    asked = "PRAGMA" if connection.dialect.name == "sqlite" else "information_schema"
    strict = set(connection.execute(sql.text(STRICT[asked]), {"name": wanted.name}).scalars())
    free = {column.name for column in wanted.columns if column.nullable}
    if free & strict and connection.execute(sql.select(wanted.c.id).limit(1)).first() is None:
        wanted.drop(connection)


def _updating(insert: Any) -> Any:
    changed = {c.name: insert.excluded[c.name] for c in insert.table.columns if c.name != "id"}
    return insert.on_conflict_do_update(index_elements=["id"], set_=changed)


def _columnwise(
    into: sql.Table, rows: Sequence[dict[str, Any]], dialect: sql.Dialect
) -> tuple[str, tuple[Any, ...]]:
    """Write an insertion with a list for each column: DuckDB is slow at a value at a time."""
    kinds = {name: column.type.compile(dialect) for name, column in into.c.items()}
    values = ", ".join(f"unnest(?::VARCHAR[])::{kind}" for kind in kinds.values())
    changed = ", ".join(f'"{name}" = excluded."{name}"' for name in kinds if name != "id")
    names = ", ".join(f'"{name}"' for name in kinds)
    statement = (
        f'INSERT INTO "{into.name}" ({names}) SELECT {values}'
        f" ON CONFLICT (id) DO UPDATE SET {changed}"
    )
    return statement, tuple([_text(row[name]) for row in rows] for name in kinds)


def _text(cell: Any) -> str | None:
    if isinstance(cell, Decimal):
        return plain(cell)
    if isinstance(cell, list):
        return json.dumps(cell, ensure_ascii=False)
    return None if cell is None else str(cell)
