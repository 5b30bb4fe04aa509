"""Search on PostgreSQL: a stored ``tsvector`` in English with an index of its own."""

from typing import Final

from reports.search.words import Term

ACCENTED: Final = "ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝŴŶàáâãäåçèéêëìíîïñòóôõöùúûüýÿŵŷ"
UNACCENTED: Final = "AAAAAACEEEEIIIINOOOOOUUUUYWYaaaaaaceeeeiiiinooooouuuuyywy"
"""Zoë and Siân are found without their accents too, as on SQLite; ``unaccent`` is not on every server."""

CREATE: Final = (
    f"""
    ALTER TABLE reports_searchentry ADD COLUMN words tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('english', translate(heading, '{ACCENTED}', '{UNACCENTED}')), 'A') ||
        setweight(to_tsvector('english', translate(text, '{ACCENTED}', '{UNACCENTED}')), 'B')
    ) STORED
    """,
    "CREATE INDEX reports_searchentry_words ON reports_searchentry USING gin (words)",
)

DROP: Final = (
    "DROP INDEX IF EXISTS reports_searchentry_words",
    "ALTER TABLE reports_searchentry DROP COLUMN IF EXISTS words",
)

# Ranking reads the whole vector of every hit, so only the newest thousand are ranked; the marks are put in
# last, in the few rows that are shown.
SEARCH: Final = """
WITH asked AS (SELECT websearch_to_tsquery('english', %(query)s) AS query),
newest AS (
    SELECT entry.id, entry.words
    FROM asked, reports_searchentry entry
    JOIN reports_publication publication ON publication.id = entry.publication_id
    JOIN boards_body body ON body.id = publication.body_id
    WHERE entry.words @@ asked.query
      AND (%(body)s = '' OR body.slug = %(body)s)
      AND (%(kind)s = '' OR publication.kind = %(kind)s)
      AND NOT EXISTS (SELECT 1 FROM reports_withdrawal taken WHERE taken.publication_id = publication.id)
    ORDER BY entry.date DESC, entry.id DESC LIMIT 1000
),
ranked AS (SELECT newest.id, ts_rank(newest.words, asked.query)::float8 AS score FROM newest, asked),
hits AS (
    SELECT * FROM ranked
    WHERE %(score)s::float8 IS NULL OR score < %(score)s OR (score = %(score)s AND id > %(entry)s)
    ORDER BY score DESC, id LIMIT %(limit)s
)
SELECT hits.id, hits.score, entry.anchor, entry.number, entry.title, entry.body_name, entry.date,
       publication.kind, publication.slug, body.slug AS body_slug, meeting.date AS met_on,
       ts_headline('english', entry.heading, asked.query,
                   %(marks)s || ', HighlightAll=true') AS heading,
       CASE WHEN starts_with(entry.text, left(shown.plain, 20)) THEN '' ELSE '…' END || shown.words ||
       CASE WHEN right(entry.text, 20) = right(shown.plain, 20) THEN '' ELSE '…' END AS excerpt
FROM asked, hits
JOIN reports_searchentry entry ON entry.id = hits.id
JOIN reports_publication publication ON publication.id = entry.publication_id
JOIN boards_body body ON body.id = publication.body_id
LEFT JOIN boards_meeting meeting ON meeting.id = publication.meeting_id
CROSS JOIN LATERAL (
    SELECT words, translate(words, %(start)s || %(end)s, '') AS plain
    FROM ts_headline('english', entry.text, asked.query, %(marks)s || ', MaxWords=48, MinWords=32') words
) shown
ORDER BY hits.score DESC, hits.id
"""


def query_of(terms: list[Term]) -> str:
    """Every term in quotation marks: ``websearch_to_tsquery`` then sees neither OR nor a minus."""
    quoted = " ".join(f'"{term.text}"' for term in terms)
    return quoted.translate(str.maketrans(ACCENTED, UNACCENTED))
