"""The tables of a journal, and what is asked of them, in SQL."""

SCHEMA = """
CREATE TABLE documents (
    key TEXT NOT NULL, fingerprint TEXT NOT NULL, limits TEXT NOT NULL,
    path TEXT NOT NULL, outcome TEXT NOT NULL, message TEXT NOT NULL,
    warning TEXT NOT NULL, problems TEXT NOT NULL, count INTEGER NOT NULL, records BLOB NOT NULL,
    PRIMARY KEY (key, fingerprint)
) WITHOUT ROWID;
CREATE TABLE sources (
    position INTEGER PRIMARY KEY, path TEXT NOT NULL, file INTEGER NOT NULL,
    size INTEGER NOT NULL, key TEXT, outcome TEXT, message TEXT
);
CREATE INDEX sources_key ON sources (key);
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE VIEW known AS
    SELECT * FROM documents
    WHERE fingerprint = (SELECT value FROM settings WHERE name = 'fingerprint');
CREATE VIEW failures AS
    SELECT s.path, coalesce(s.outcome, k.outcome) AS outcome,
           coalesce(s.message, CASE WHEN substr(k.message, 1, length(k.path)) = k.path
               THEN s.path || substr(k.message, length(k.path) + 1) ELSE k.message END) AS message
    FROM sources s LEFT JOIN known k ON k.key = s.key
    WHERE coalesce(s.outcome, k.outcome) <> 'ok' ORDER BY s.position
"""
RESULTS = """
SELECT s.path, s.outcome, s.message, k.path, k.outcome, k.message, k.warning,
       k.problems, k.records
FROM sources s LEFT JOIN known k ON k.key = s.key
ORDER BY s.position
"""
LINES = """
SELECT s.path, k.path, coalesce(s.outcome, k.outcome), coalesce(s.message, k.message), k.warning,
       k.problems
FROM sources s LEFT JOIN known k ON k.key = s.key
WHERE s.outcome IS NOT NULL OR k.outcome <> 'ok' OR k.warning <> '' OR k.problems <> '[]'
ORDER BY s.position
"""
SILENT = """
SELECT s.path, substr(s.key, 1, 64)
FROM sources s JOIN known k ON k.key = s.key
WHERE s.outcome IS NULL AND k.outcome = 'ok' AND k.count = 0
ORDER BY s.position
"""
FINISHED = """
SELECT s.path FROM sources s LEFT JOIN known k ON k.key = s.key
WHERE coalesce(s.outcome, k.outcome) IS NOT NULL
"""
PENDING = """
FROM sources s
WHERE s.key NOT IN (SELECT key FROM known)
AND s.position = (SELECT min(position) FROM sources WHERE key = s.key)
"""
