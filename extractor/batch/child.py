"""The process in which files are read: it may hang, die or eat memory, and is replaced.

Requests come in and readings go out as JSON, never as pickles: what a hostile file does
to this process must not reach the other. Standard output is closed to loaders.
"""

import json
import os
import struct
import sys
from importlib import import_module
from typing import IO, Any

from extractor import errors
from extractor.document import Block, Document
from extractor.loaders import Limits, Reading

LENGTH = struct.Struct(">Q")
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS",
           "TOKIO_WORKER_THREADS")  # fmt: skip
"""Libraries that start a thread for each core; a reader needs one."""

Message = dict[str, Any]


def pack(message: Message) -> bytes:
    """Write a message with its length before it; lone surrogates pass."""
    data = json.dumps(message, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return LENGTH.pack(len(data)) + data


def unpack(data: bytes) -> Message:
    """Read a message without its length."""
    found: Message = json.loads(data.decode("utf-8", "surrogatepass"))
    return found


def as_message(reading: Reading) -> Message:
    """Put a reading into a message."""
    error, document = reading.error, reading.document
    told = document and {
        "text": document.text,
        "blocks": [(block.kind, block.start, block.end, block.page) for block in document.blocks],
        "path": document.path,
        "sha256": document.sha256,
        "loader": document.loader,
        "metadata": document.metadata,
        "turns": document.turns,
    }
    return {
        "path": reading.path,
        "document": told,
        "error": [type(error).__name__, errors.outcome(error), str(error)] if error else None,
    }


def as_reading(message: Message) -> Reading:
    """Take a reading out of a message; raises ValueError and its kin for anything else."""
    if message["error"]:
        name, outcome, line = map(str, message["error"])
        type_ = getattr(errors, name, None)
        if not (isinstance(type_, type) and issubclass(type_, errors.ExtractorError)):
            type_ = errors.OUTCOMES.get(outcome) or errors.PluginError
        return Reading(str(message["path"]), error=type_(line))
    told = message["document"]
    document = Document(
        text=str(told["text"]),
        blocks=tuple(Block(*block) for block in told["blocks"]),
        path=str(told["path"]),
        sha256=str(told["sha256"]),
        loader=str(told["loader"]),
        metadata=tuple((str(name), str(value)) for name, value in told["metadata"]),
        turns=tuple((int(offset), int(page)) for offset, page in told["turns"]),
    )
    return Reading(str(message["path"]), document)


def _limit(limits: Limits) -> None:
    """Ask the system to refuse memory beyond the limit, and core dumps."""
    try:
        import resource
    except ImportError:  # not on this system: the clock alone limits
        return
    which = resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS
    for what, limit in ((which, limits.memory), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(what)[1]
        allowed = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        try:
            resource.setrlimit(what, (allowed, hard))
        except (ValueError, OSError):  # macOS refuses what is used already
            continue


def _read(stream: IO[bytes]) -> Message | None:
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    return unpack(stream.read(LENGTH.unpack(head)[0]))


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer requests until there are no more."""
    from extractor.loaders import reading
    from extractor.manager import Manager

    def answer(message: Message) -> None:
        answers.write(pack(message))
        answers.flush()

    first = _read(requests)
    if first is None:
        return
    limits = Limits(**first["limits"])
    sys.path[:] = first["sys_path"]
    extra = [(name, import_module(name)) for name in first["extra"]]
    wanted = first["loaders"]
    loaders = [
        loader
        for loader in Manager(extra=extra, strict=False).loaders()
        if wanted is None or loader.name in wanted
    ]
    _limit(limits)
    answer({"ready": True})
    while (request := _read(requests)) is not None:
        try:
            blob = reading.open_file(request["path"], limits, request["name"])
            found = reading.readings(
                blob, loaders, request["skip"], lambda path: answer({"reading": path})
            )
            for one in found:
                answer(as_message(one))
        except errors.ExtractorError as error:
            answer(as_message(Reading(request["name"], error=error)))
        except MemoryError:
            os.write(2, b"MemoryError")
            os._exit(1)
        answer({"end": True})


def main() -> None:
    """Serve on this process's standard streams, which loaders then no longer reach."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    serve(requests, answers)


if __name__ == "__main__":
    main()
