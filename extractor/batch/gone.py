"""Documents of the last run that the present one does not have, in the tables of a journal."""

import sqlite3

BEFORE = """
CREATE TEMP TABLE before AS SELECT path, key FROM sources
WHERE key IN (SELECT key FROM documents WHERE count > 0)
"""
GONE = """
SELECT count(*) FROM before WHERE path NOT IN (SELECT path FROM sources)
AND key NOT IN (SELECT key FROM sources WHERE key IS NOT NULL)
"""


def remember(base: sqlite3.Connection) -> None:
    """Keep what documents with records the last run had."""
    base.execute("DROP TABLE IF EXISTS temp.before")
    base.execute(BEFORE)


def count(base: sqlite3.Connection) -> int:
    """Count those remembered whose path and bytes are both no longer there."""
    (found,) = base.execute(GONE).fetchone()
    return int(found)
