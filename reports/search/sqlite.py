"""Search on SQLite: an FTS5 table over the index entries, with Porter's stems and without accents.

The text is not kept twice: the FTS5 table reads it from the entries (external content), and three triggers
tell it of every change, whoever makes it.
"""

from typing import Final

from reports.search.words import Term

CREATE: Final = (
    """
    CREATE VIRTUAL TABLE reports_searchwords USING fts5(
        heading, text, content='reports_searchentry', content_rowid='id',
        tokenize='porter unicode61 remove_diacritics 2'
    )
    """,
    """
    CREATE TRIGGER reports_searchentry_added AFTER INSERT ON reports_searchentry BEGIN
        INSERT INTO reports_searchwords (rowid, heading, text) VALUES (new.id, new.heading, new.text);
    END
    """,
    """
    CREATE TRIGGER reports_searchentry_removed AFTER DELETE ON reports_searchentry BEGIN
        INSERT INTO reports_searchwords (reports_searchwords, rowid, heading, text)
        VALUES ('delete', old.id, old.heading, old.text);
    END
    """,
    """
    CREATE TRIGGER reports_searchentry_changed AFTER UPDATE ON reports_searchentry BEGIN
        INSERT INTO reports_searchwords (reports_searchwords, rowid, heading, text)
        VALUES ('delete', old.id, old.heading, old.text);
        INSERT INTO reports_searchwords (rowid, heading, text) VALUES (new.id, new.heading, new.text);
    END
    """,
    "INSERT INTO reports_searchwords (reports_searchwords) VALUES ('rebuild')",
)

DROP: Final = (
    "DROP TRIGGER IF EXISTS reports_searchentry_added",
    "DROP TRIGGER IF EXISTS reports_searchentry_removed",
    "DROP TRIGGER IF EXISTS reports_searchentry_changed",
    "DROP TABLE IF EXISTS reports_searchwords",
)

# Ranking needs only numbers; the marks are put in last, in the few rows that are shown.
SEARCH: Final = """
WITH ranked AS MATERIALIZED (
    SELECT entry.id, -bm25(reports_searchwords, 4.0, 1.0) AS score
    FROM reports_searchwords
    JOIN reports_searchentry entry ON entry.id = reports_searchwords.rowid
    JOIN reports_publication publication ON publication.id = entry.publication_id
    JOIN boards_body body ON body.id = publication.body_id
    WHERE reports_searchwords MATCH %(query)s
      AND (%(body)s = '' OR body.slug = %(body)s)
      AND (%(kind)s = '' OR publication.kind = %(kind)s)
      AND NOT EXISTS (SELECT 1 FROM reports_withdrawal taken WHERE taken.publication_id = publication.id)
),
hits AS MATERIALIZED (
    SELECT id, score FROM ranked
    WHERE %(score)s IS NULL OR score < %(score)s OR (score = %(score)s AND id > %(entry)s)
    ORDER BY score DESC, id LIMIT %(limit)s
)
SELECT hits.id, hits.score, entry.anchor, entry.number, entry.title, entry.body_name, entry.date,
       publication.kind, publication.slug, body.slug AS body_slug, meeting.date AS met_on,
       highlight(reports_searchwords, 0, %(start)s, %(end)s) AS heading,
       snippet(reports_searchwords, 1, %(start)s, %(end)s, '…', 48) AS excerpt
FROM hits
CROSS JOIN reports_searchwords ON reports_searchwords.rowid = hits.id
JOIN reports_searchentry entry ON entry.id = hits.id
JOIN reports_publication publication ON publication.id = entry.publication_id
JOIN boards_body body ON body.id = publication.body_id
LEFT JOIN boards_meeting meeting ON meeting.id = publication.meeting_id
WHERE reports_searchwords MATCH %(query)s
ORDER BY hits.score DESC, hits.id
"""


def query_of(terms: list[Term]) -> str:
    """Every term in quotation marks, which leaves FTS5 no operator to see and no syntax to miss."""
    quoted = (term.text.replace('"', '""') for term in terms)
    return " AND ".join(f'"{text}"' for text in quoted)
