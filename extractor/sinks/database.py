"""The tables of a database, made from the record types; one transaction a batch."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from types import TracebackType
from typing import Any, Self

import sqlalchemy as sql
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.types import TypeDecorator, UserDefinedType

from extractor.errors import TargetError
from extractor.records import Record
from extractor.sinks import Types, flat
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
        self._meta = sql.MetaData()
        self._columns = {type_.TYPE: flat.columns(type_) for type_ in types}
        self._tables = {type_.TYPE: table(type_, self._meta) for type_ in types}
        self._failures = sql.Table(
            "failures", self._meta, sql.Column("path", sql.Text, index=True),
            sql.Column("outcome", sql.Text), sql.Column("message", sql.Text),
        )  # fmt: skip

    def __enter__(self) -> Self:
        """Connect, and make the tables that are not there; raises TargetError."""
        with self._told():
            self._connection = self._engine.connect()
        with self._told():
            try:
                self._meta.create_all(self._connection)
                self._connection.commit()
            except sql.exc.SQLAlchemyError:
                self._connection.close()
                raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go of the database."""
        with self._told():
            self._connection.close()
            self._engine.dispose()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what a database says into one line."""
        try:
            yield
        except sql.exc.SQLAlchemyError as error:
            said = " ".join(str(getattr(error, "orig", None) or error).split())
            raise TargetError(
                f"{self._shown}: the database failed: {said}; the same command goes on"
            ) from error

    def write(self, records: Sequence[Record]) -> None:
        """Add records in a transaction; those with an id that is there take its place."""
        with self._told(), self._connection.begin():
            self._put(records)

    def replace(self, paths: Sequence[str], records: Sequence[Record]) -> None:
        """Put records in the place of all that was read from ``paths``, in a transaction."""
        with self._told(), self._connection.begin():
            for one in self._tables.values():
                gone = sql.delete(one).where(one.c.source_path.in_(paths))
                self._connection.execute(gone)
            gone = sql.delete(self._failures).where(self._failures.c.path.in_(paths))
            self._connection.execute(gone)
            self._put(records)

    def failures(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """Write path, outcome and message of what failed."""
        if rows:
            named = [dict(zip(("path", "outcome", "message"), row, strict=True)) for row in rows]
            with self._told(), self._connection.begin():
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
