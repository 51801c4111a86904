"""Reading and writing the files of gold, byte for byte."""

from pathlib import Path

from extractor.errors import GoldError, TargetError


def put(path: Path, text: str) -> None:
    """Write UTF-8, line ends as they are; raises TargetError, also for a file that is there."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "xb") as stream:
            stream.write(text.encode("utf-8"))
    except FileExistsError as error:
        raise TargetError(f"{path}: is there already") from error
    except OSError as error:
        raise TargetError(f"{path}: cannot be written: {error.strerror}") from error


def get(path: Path) -> str:
    """Read UTF-8, line ends as they are; raises GoldError."""
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise GoldError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise GoldError(f"{path}: is not UTF-8 at byte {error.start}") from error
