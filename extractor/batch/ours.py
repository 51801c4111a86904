"""Which files runs have written: they are no documents, and may be written anew."""


JOURNAL = ".journal"
DATABASE = b"SQLite format 3\0"


def begins(path: str, head: bytes) -> bool:
    """Tell whether a file is there and begins with ``head``."""
    try:
        with open(path, "rb") as file:
            return file.read(len(head)) == head
    except OSError:
        return False


def journalled(path: str) -> bool:
    """Tell whether a journal of runs stands beside a path."""
    return begins(path + JOURNAL, DATABASE)
