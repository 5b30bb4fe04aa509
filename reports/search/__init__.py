"""Public search: one face, two engines.

``index_edition`` and ``remove_publication`` are called inside the transaction that publishes or withdraws, so
the index never holds a word that is not public. The words themselves are kept in step by the database: by
triggers on SQLite (FTS5), by a generated column on PostgreSQL (``tsvector``).
"""

from reports.search.entries import index_edition, remove_publication
from reports.search.finding import Found, Hit, search

__all__ = ["Found", "Hit", "index_edition", "remove_publication", "search"]
