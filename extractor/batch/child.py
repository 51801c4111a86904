"""The process in which files are read: it may hang, die or eat memory, and is replaced.

Requests come in and readings go out as JSON; pickles only come in, of plugins and before any
file: what a hostile file does to this process must not reach the other. The bytes of a file
follow the message that tells their number. Standard output is closed to loaders.
"""

import ctypes
import dataclasses
import json
import os
import pickle
import signal
import struct
import sys
from base64 import b64decode
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import IO, TYPE_CHECKING, Any

from extractor import errors
from extractor.document import Block, Document
from extractor.loaders import Blob, Limits, Loader, Reading

if TYPE_CHECKING:
    from extractor.pipeline import Extractor

LENGTH = struct.Struct(">Q")
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS",
           "TOKIO_WORKER_THREADS")  # fmt: skip
"""Libraries that start a thread for each core; a reader needs one."""

SLACK = 64 << 20
"""Bytes that may be held for the next file."""

Message = dict[str, Any]


def pack(message: Message, data: bytes | None = None) -> bytes:
    """Write a message with its length before it, and ``data`` behind; lone surrogates pass."""
    if data is not None:
        message = {**message, "bytes": len(data)}
    told = json.dumps(message, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return LENGTH.pack(len(told)) + told + (data or b"")


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
        "problems": document.problems,
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
        problems=tuple(map(str, told["problems"])),
    )
    return Reading(str(message["path"]), document)


def _pages(field: int) -> int:
    """Give a field of what Linux tells of this process's memory, in bytes."""
    with open("/proc/self/statm", "rb") as file:
        return int(file.read().split()[field]) * os.sysconf("SC_PAGE_SIZE")


def _used() -> int:
    """Give the bytes of data that this process holds by now."""
    return _pages(5)


def _give_back(held: int) -> int:
    """Give memory that a large file took back to the system; tell what is held for good.

    ``held`` is what was held before. The allocator would keep it for the next large file.
    """
    if sys.platform != "linux":
        return 0
    if _pages(1) <= held + SLACK:
        return held
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc alone has it
    if trim is not None:
        trim(0)
    return max(held, _pages(1))


def _limit(limits: Limits) -> None:
    """Ask the system to refuse memory beyond the limit, and core dumps.

    What the language models take stands beside the limit, not in it.
    """
    try:
        import resource
    except ImportError:  # not on this system: the clock alone limits
        return
    linux = sys.platform == "linux"
    memory = limits.memory + (_used() if linux else 0)
    which = resource.RLIMIT_DATA if linux else resource.RLIMIT_AS
    for what, limit in ((which, memory), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(what)[1]
        allowed = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        try:
            resource.setrlimit(what, (allowed, hard))
        except (ValueError, OSError):  # macOS refuses what is used already
            continue


def end_with_parent() -> None:
    """Ask Linux to end this process when the one that started it is gone."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def _read(stream: IO[bytes]) -> tuple[Message, bytes] | None:
    """Read a message and the bytes behind it; nothing where there are no more."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    message = unpack(stream.read(LENGTH.unpack(head)[0]))
    return message, stream.read(message.get("bytes", 0))


class Server:
    """Answers requests with the loaders, and where wanted the extractor, of its settings."""

    def __init__(self, settings: Message, answers: IO[bytes]) -> None:
        from extractor.manager import Manager

        sys.path[:] = settings["sys_path"]
        self._answers = answers
        self._limits = Limits(**settings["limits"])
        extra: list[tuple[str, Any]] = [(name, import_module(name)) for name in settings["extra"]]
        extra += [(name, pickle.loads(b64decode(data))) for name, data in settings["plugins"]]
        wanted, installed = settings["loaders"], settings["entry_points"]
        manager = Manager(settings["block"], extra, installed, settings["strict"])
        self._loaders: Sequence[Loader] = [
            loader for loader in manager.loaders() if wanted is None or loader.name in wanted
        ]
        self._extractor: Extractor | None = None
        if settings["extract"]:
            from extractor.batch.process import warm

            self._extractor = warm(manager, settings["only"])
        _limit(self._limits)

    def say(self, message: Message, data: bytes | None = None) -> None:
        """Send an answer."""
        self._answers.write(pack(message, data))
        self._answers.flush()

    def answer(self, request: Message, data: bytes) -> None:
        """Do what a request asks for, and say when it is done."""
        doing: dict[str, Callable[[Message, bytes], Iterator[Message]]] = {
            "read": self._read, "extract": self._extract, "unpack": self._unpack,
        }  # fmt: skip
        try:
            for message in doing[request["do"]](request, data):
                self.say(message)
        except errors.ExtractorError as error:
            self.say(as_message(Reading(request["name"], error=error)))
        self.say({"end": True})

    def _blob(self, request: Message, data: bytes) -> Blob:
        """Give what the request carries: bytes, or the path of a file."""
        from extractor.loaders.inside import open_path

        if "path" in request:
            return open_path(request["path"], self._loaders, self._limits, request["name"])
        return Blob(request["name"], data, self._limits)

    def _read(self, request: Message, data: bytes) -> Iterator[Message]:
        """Read a file, or every file of an archive."""
        from extractor.loaders import reading

        blob = self._blob(request, data)
        begun = self._begin
        for one in reading.readings(blob, self._loaders, request.get("skip", 0), begun):
            yield as_message(one)

    def _begin(self, path: str) -> None:
        self.say({"reading": path})

    def _extract(self, request: Message, data: bytes) -> Iterator[Message]:
        """Read documents, one behind the other, and give the records of each."""
        from extractor.batch import process
        from extractor.loaders import reading

        if self._extractor is None:
            raise errors.PluginError("this process was started to read, not to extract")
        start = 0
        for name, size in zip(request["names"], request["sizes"], strict=True):
            yield {"reading": name}
            blob = Blob(name, data[start : start + size], self._limits)
            start += size
            one = reading.one(blob, self._loaders)
            yield {"extracting": len(one.document.text) if one.document else 0}
            yield {"result": dataclasses.asdict(process.extracted(one, self._extractor))}

    def _unpack(self, request: Message, data: bytes) -> Iterator[Message]:
        """Give the files of an archive as they are, or say that it is none."""
        from extractor.batch.unpack import leaves

        blob = self._blob(request, data)
        for leaf in leaves(blob, self._loaders):
            if leaf is blob:
                yield {"itself": True}
            elif isinstance(leaf, Blob):
                self.say({"leaf": leaf.path}, leaf.data)
            else:
                yield as_message(leaf)


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer requests until there are no more."""
    first = _read(requests)
    if first is None:
        return
    server = Server(first[0], answers)
    server.say({"ready": True})
    held = _give_back(0)
    while (request := _read(requests)) is not None:
        try:
            server.answer(*request)
        except MemoryError:
            os.write(2, b"MemoryError")
            os._exit(1)
        del request
        held = _give_back(held)


def main() -> None:
    """Serve on this process's standard streams, which loaders then no longer reach."""
    end_with_parent()
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    serve(requests, answers)


if __name__ == "__main__":
    main()
