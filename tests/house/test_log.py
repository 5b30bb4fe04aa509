"""The log is complete, in order, chained and never changed."""

import pytest
from django.db import DatabaseError, transaction

from boards.deeds.record import deed, entry_hash, facts, record, unchanged
from boards.models import Body, ChainHead, LogEntry, User
from tests.cast import Cast


@deed
def rename(*, by: User, body: Body, slug: str) -> Body:
    before = facts(body)
    body.slug = slug
    body.save(update_fields=["slug"])
    record(by=by, deed="renamed", about=body, before=before, after=facts(body), reason="A test")
    return body


@deed
def write_nothing(*, by: User, body: Body) -> None:
    body.slug = "slipped-through"
    body.save(update_fields=["slug"])


@deed
def find_nothing_to_do(*, by: User) -> None:
    unchanged()


def test_a_deed_leaves_who_when_what_before_and_after(cast: Cast) -> None:
    rename(by=cast.sam, body=cast.board, slug="new")
    entry = LogEntry.objects.get()
    assert (entry.sequence, entry.actor, entry.actor_id) == (1, "Sam Secretary", str(cast.sam.pk))
    assert (entry.deed, entry.noun, entry.noun_id) == ("renamed", "boards.Body", str(cast.board.pk))
    assert entry.before == {**facts(cast.board), "slug": "childrens-improvement-board"}
    assert entry.after == facts(cast.board)
    assert entry.reason == "A test"


def test_entries_are_chained(cast: Cast) -> None:
    for slug in ("one", "two", "three"):
        rename(by=cast.sam, body=cast.board, slug=slug)
    first, second, third = LogEntry.objects.all()
    assert [first.previous_hash, second.previous_hash, third.previous_hash] == ["", first.hash, second.hash]
    assert [entry.hash for entry in (first, second, third)] == [entry_hash(e) for e in LogEntry.objects.all()]
    assert ChainHead.objects.get(name="log").hash == third.hash


def test_a_deed_that_leaves_no_entry_is_undone(cast: Cast) -> None:
    with pytest.raises(RuntimeError):
        write_nothing(by=cast.sam, body=cast.board)
    cast.board.refresh_from_db()
    assert cast.board.slug == "childrens-improvement-board"


def test_a_deed_may_find_nothing_to_do(cast: Cast) -> None:
    find_nothing_to_do(by=cast.sam)
    assert LogEntry.objects.count() == 0


def test_a_failed_deed_leaves_no_entry(cast: Cast) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        rename(by=cast.sam, body=cast.board, slug="adults-improvement-board")
    assert LogEntry.objects.count() == 0


def test_secrets_stay_out_of_the_log(cast: Cast) -> None:
    assert "password" not in facts(cast.sam)


def test_a_function_that_is_no_deed_is_refused() -> None:
    with pytest.raises(TypeError):

        @deed
        def nobody_did_it(*, body: Body) -> None: ...


def test_the_database_refuses_to_change_the_log(cast: Cast) -> None:
    rename(by=cast.sam, body=cast.board, slug="new")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        LogEntry.objects.update(actor="Somebody else")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        LogEntry.objects.all().delete()
    assert LogEntry.objects.get().actor == "Sam Secretary"
