"""Files read in a child process with limits: one that hangs or dies costs only its file."""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from extractor.batch.child import Message, as_reading
from extractor.batch.children import Child, Died, Late
from extractor.batch.results import Result, Settings, failed
from extractor.errors import Crashed, DocumentError, TimedOut
from extractor.loaders import Blob, Limits, Reading
from extractor.loaders.reading import shown

T = TypeVar("T")
PORTION = 100_000
"""Characters from which records are extracted in the time that a file may be read in."""


LIFE = 2_000
"""Documents after which a child is replaced, so that no cache or leak grows for ever."""


class Isolated:
    """Works on files in a child process, which is replaced when a file breaks it.

    A context manager; the child is started on entry, so that it is ready when the first
    file comes. It has the loaders of installed packages and of the modules ``extra``;
    ``loaders`` names those to use, all unless it is given. With ``extract`` the child
    loads the language models, and gives records.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        loaders: Iterable[str] | None = None,
        extra: Iterable[str] = (),
        block: Iterable[str] = (),
        extract: bool = False,
    ) -> None:
        self.limits = limits or Limits()
        named = None if loaders is None else tuple(loaders)
        self._settings = Settings(self.limits, named, tuple(extra), tuple(block))
        self._extract = extract
        self._child: Child | None = None
        self._stopped = False
        self._age = 0

    @classmethod
    def of(cls, settings: Settings, extract: bool = False) -> Self:
        """Make one that works by ``settings``."""
        found = cls(extract=extract)
        found._settings, found.limits = settings, settings.limits
        return found

    def __enter__(self) -> Self:
        """Start the child."""
        self._child = Child(self._settings, self._extract)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the child."""
        self.close()

    def close(self) -> None:
        """End the child; the next file starts another."""
        if self._child is not None:
            child, self._child = self._child, None
            child.close()

    def stop(self) -> None:
        """Kill the child, and start no other: for another thread than the one that reads."""
        self._stopped = True
        if self._child is not None:
            self._child.kill()

    def read(self, path: str | Path) -> Iterator[Reading]:
        """Read a file, or every file of an archive, each to its document or its error.

        Where a member breaks the child, the members behind it are read by the next one.
        """
        name, count, broken = shown(path), 0, True
        while broken:
            broken = False
            request = {"do": "read", "path": os.path.abspath(path), "skip": count}
            for reading, member in self._ask(request, name, as_reading):
                count += 1
                yield reading
                broken = self._child is None and member

    def document(self, blob: Blob) -> Reading:
        """Read the bytes of one document; the first only where they are an archive."""
        found = list(self._ask({"do": "read"}, blob.path, as_reading, blob.data))
        return found[0][0] if found else Reading(blob.path)

    def results(self, batch: Sequence[Blob]) -> tuple[Result, ...]:
        """Read the bytes of documents and extract their records; one result each, in order.

        They are sent at once, so that the child never waits for the next. Those behind one
        that breaks the child are sent to the next child; one before which children die
        that have not begun it counts as broken too.
        """
        done: list[Result] = []
        while left := batch[len(done) :]:
            if self._age >= LIFE:
                self.close()
            request = {
                "do": "extract", "names": [blob.path for blob in left],
                "sizes": [len(blob.data) for blob in left],
            }  # fmt: skip
            data = b"".join(blob.data for blob in left)
            for found, begun in self._ask(request, left[0].path, _result, data):
                if begun or len(done) == len(batch) - len(left):
                    done.append(
                        found if isinstance(found, Result) else failed(found.path, found.error)
                    )
                    self._age += 1
        return tuple(done)

    def leaves(self, blob: Blob) -> Iterator[Blob | Reading]:
        """Give the files of an archive as bytes, or the blob itself where it is none."""

        def leaf(message: Message) -> Blob | Reading:
            if "leaf" in message:
                return Blob(str(message["leaf"]), message["data"], self.limits)
            return blob if "itself" in message else as_reading(message)

        for found, _ in self._ask({"do": "unpack"}, blob.path, leaf, blob.data):
            yield found

    def _ask(
        self, request: Message, name: str, parse: Callable[[Message], T], data: bytes | None = None
    ) -> Iterator[tuple[T | Reading, bool]]:
        """Ask the child, and give its answers, or the reading that tells of its end.

        With each: whether it is of a document that was begun, so that there is a next. A
        child whose answers are not all taken is ended: the next would get them for its own.
        """
        if self._stopped:
            raise Crashed(f"{name}: the run was stopped")
        if self._child is None:
            self._child = Child(self._settings, self._extract)
            self._age = 0
        child = self._child
        child.ready()
        ended = False
        try:
            child.send({**request, "name": name}, data)
            yield from self._answers(child, name, parse)
            ended = True
        finally:
            if not ended and self._child is child:
                self.close()

    def _answers(
        self, child: Child, name: str, parse: Callable[[Message], T]
    ) -> Iterator[tuple[T | Reading, bool]]:
        at, seconds, doing = "", self.limits.seconds, "reading it"
        while True:
            answer: T | Reading
            try:
                message = child.receive(seconds)
                if message.get("end"):
                    return child.tidy()
                if "reading" in message:
                    at, seconds = str(message["reading"]), self.limits.seconds
                    doing = "reading it"
                    continue
                if "extracting" in message:
                    seconds *= 1 + int(message["extracting"]) // PORTION
                    doing = "extracting its records"
                    continue
                if "leaf" in message:
                    message["data"] = self._bytes(child, message)
                answer = parse(message)
            except Late:
                line = (
                    f"{at or name}: {doing} takes longer than {seconds:g} s; --timeout allows more"
                )
                answer = self._broken(at or name, TimedOut(line))
            except (Died, KeyError, TypeError, ValueError):
                answer = self._broken(at or name, child.death(at or name))
            yield answer, bool(at)
            at = ""
            if self._child is None:
                return None

    def _bytes(self, child: Child, message: Message) -> bytes:
        """Take the bytes of a file of an archive; raises ValueError for too many."""
        if not 0 <= int(message["bytes"]) <= self.limits.size:
            raise ValueError
        return child.take(int(message["bytes"]), time.monotonic() + self.limits.seconds)

    def _broken(self, path: str, error: DocumentError) -> Reading:
        self.close()
        return Reading(path, error=error)


def _result(message: Message) -> Result | Reading:
    """Take a result out of a message, or the reading that tells why there is none."""
    if "result" not in message:
        return as_reading(message)
    told = message["result"]
    problems, records = (tuple(map(str, told[name])) for name in ("problems", "records"))
    return Result(
        str(told["path"]), str(told["outcome"]), str(told["message"]), str(told["warning"]),
        problems, records,
    )  # fmt: skip
