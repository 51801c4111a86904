"""JSON Schemas of the record types, generated; a stale one is told."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from extractor.errors import SchemaError
from extractor.records import Record

SUFFIX = ".schema.json"


def schema(type_: type[Record]) -> str:
    """Write the JSON Schema of the records that ``type_`` makes, keys sorted."""
    found = type_.model_json_schema(mode="serialization")
    found["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    found["properties"]["type"]["const"] = type_.TYPE
    return json.dumps(found, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def generate(types: Mapping[str, type[Record]]) -> dict[str, str]:
    """Give the schemas of record types by file name."""
    return {_file(name): schema(type_) for name, type_ in sorted(types.items())}


def _file(name: str) -> str:
    return f"{name}{SUFFIX}"


def write(
    types: Mapping[str, type[Record]], folder: Path, only: Iterable[str] | None = None
) -> tuple[str, ...]:
    """Write the schemas into a folder and remove those of no type; give what changed.

    With ``only`` the schemas of the types it names are written, and no other file is touched.
    """
    changed = stale(types, folder, only)
    wanted = generate({name: type_ for name, type_ in types.items() if _file(name) in changed})
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in changed:
            path = folder / name
            if name in wanted:
                path.write_bytes(wanted[name].encode("utf-8"))
            else:
                path.unlink()
    except OSError as error:
        raise SchemaError(f"{folder}: cannot be written: {error.strerror}") from error
    return changed


def stale(
    types: Mapping[str, type[Record]], folder: Path, only: Iterable[str] | None = None
) -> tuple[str, ...]:
    """List the files of a folder that differ from the types, lack, or are of no type.

    With ``only`` none but the schemas of the types it names are looked at.
    """
    names = types.keys() if only is None else set(only)
    wanted = generate({name: type_ for name, type_ in types.items() if name in names})
    try:
        there = {path.name: path.read_bytes() for path in sorted(folder.glob(f"*{SUFFIX}"))}
    except OSError as error:
        raise SchemaError(f"{error.filename}: cannot be read: {error.strerror}") from error
    looked = wanted.keys() if only is not None else wanted.keys() | there.keys()
    return tuple(
        name
        for name in sorted(looked)
        if name not in wanted or there.get(name) != wanted[name].encode("utf-8")
    )


def amiss(
    types: Mapping[str, type[Record]], folder: Path, only: Iterable[str] | None = None
) -> dict[str, str]:
    """Say of each schema in a folder what is wrong with it: stale, missing, of no type.

    Looked at are the schemas that are there, or with ``only`` those of the types it names.
    """
    there = {path.name for path in folder.glob(f"*{SUFFIX}")}
    if only is None:
        only = [name for name in types if _file(name) in there]
        lost = there.difference(map(_file, types))
    else:
        lost = set()
    found = {
        name: "is stale" if name in there else "is missing" for name in stale(types, folder, only)
    }
    return dict(sorted((found | dict.fromkeys(lost, "is of no record type")).items()))
