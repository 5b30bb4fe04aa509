"""Dividing, joining, moving, inserting and marking paragraphs: what hangs on them goes along."""

from collections.abc import Callable
from typing import Any

import pytest

from boards.deeds.refusals import Refused, Stale
from boards.models import LogEntry
from reports.deeds.draft import order_of
from reports.deeds.insert import insert_paragraph, reword
from reports.deeds.order import move_to
from reports.deeds.paragraphs import (
    mark_highlight,
    merge_paragraph,
    remove_paragraph,
    restore_paragraph,
    split_paragraph,
)
from reports.deeds.sections import section_to
from reports.deeds.wordings import text_of
from reports.models import Activity, Evidence, Paragraph, Report, ReviewNote, Wording
from reports.typed import Typed, as_one, divided, same_place
from tests.cast import Cast
from tests.reports.stages import at, make_report
from tests.reports.test_writing import report, standing, texts, type_in

__all__ = ["report"]


def split(report: Report, row: Paragraph, at: int) -> Paragraph:
    return split_paragraph(by=report.author, report=report, order=order_of(report), key=row.key, at=at)


def merge(report: Report, row: Paragraph) -> Paragraph:
    return merge_paragraph(by=report.author, report=report, order=order_of(report), key=row.key)


def link(row: Paragraph, target: str) -> Evidence:
    by = row.section.report.author
    facts: dict[str, Any] = {"kind": "activity", "target": target, "on": "2026-01-01"}
    return Evidence.objects.create(paragraph=row, linked_by=by, **facts)


def test_divided_in_its_words_the_first_keeps_key_and_evidence(report: Report) -> None:
    row = standing(report)[0]
    type_in(report, row, "One two three:\n- a\n- b")
    evidence = link(row, "1")
    second = split(report, row, len("One two"))
    assert texts(report)[:2] == ["One two", "three:\n- a\n- b"]
    assert [each.key for each in standing(report)[:2]] == [row.key, second.key]
    evidence.refresh_from_db()
    assert evidence.paragraph == row


def test_divided_in_a_bullet_the_bullets_keep_their_ties(report: Report) -> None:
    row = standing(report)[0]
    type_in(report, row, "I have:\n- met the director\n- visited Northam twice")
    tie = Activity.objects.create(by=report.author, body=report.body, kind="visit", on="2026-01-01")
    bullet = row.bullets.get(text="visited Northam twice")
    bullet.told.create(activity=tie)
    second = split(report, row, len("I have:\n- met the director\n- "))
    assert texts(report)[:2] == ["I have:\n- met the director", "- visited Northam twice"]
    assert (second.bullets.get().key, list(second.bullets.get().activities.all())) == (bullet.key, [tie])


@pytest.mark.parametrize(("at", "place"), [(0, 1), (4, 0), (99, 0)])
def test_divided_at_its_edge_the_words_keep_the_key(report: Report, at: int, place: int) -> None:
    row = standing(report)[0]
    type_in(report, row, "Word")
    split(report, row, at)
    assert texts(report)[:2] == (["", "Word"] if place else ["Word", ""])
    assert standing(report)[place].key == row.key


@pytest.mark.parametrize(
    ("typed", "at", "parts"),
    [
        ("see [3.7](#key-x) here", 8, ("see", "[3.7](#key-x) here")),
        ("a\n- one\n- two", 3, ("a", "- one\n- two")),
        ("a\n- one\n- two", 4, ("a", "- one\n- two")),
        ("before\n|a|b|\n|-|-|\n|1|2|", 15, ("before", "|a|b|\n|-|-|\n|1|2|")),
        ("word", -3, ("", "word")),
    ],
)
def test_links_marks_and_tables_are_not_cut(typed: str, at: int, parts: tuple[str, str]) -> None:
    assert divided(typed, at) == parts


def test_a_place_is_found_again_where_spaces_were_tidied() -> None:
    assert same_place("  One \U0001f600  two", 11, "One \U0001f600 two") == 7
    assert same_place("One", 99, "One") == 3


def test_joined_words_evidence_notes_and_references_follow(cast: Cast, report: Report) -> None:
    one, two, *_ = standing(report)
    type_in(report, one, "One.\n\nTwo:\n- a\n- b")
    one, two = standing(report)[:2]
    same, other, own = link(one, "1"), link(two, "2"), link(two, "1")
    note = ReviewNote.objects.create(report=report, paragraph=two, by=cast.rae, text="Hm.")
    key = two.bullets.all()[1].key
    mark_highlight(by=cast.chris, report=report, key=two.key, is_highlight=True)
    assert merge(report, two) == one
    assert texts(report)[0] == "One. Two:\n- a\n- b"
    one, two = Paragraph.objects.get(pk=one.pk), Paragraph.objects.get(pk=two.pk)
    assert (two.merged_into, two.removed_at is None, one.is_highlight) == (one, False, True)
    assert one.bullets.all()[1].key == key
    assert set(one.evidence.all()) == {same, other}
    assert list(two.evidence.all()) == [own]  # the heir rests on the same thing already
    note.refresh_from_db()
    assert note.paragraph == one
    restore_paragraph(by=cast.chris, report=report, key=two.key)
    assert texts(report)[:2] == ["One. Two:\n- a\n- b", "Two:\n- a\n- b"]


def test_an_empty_paragraph_gives_way_to_the_one_with_words(report: Report) -> None:
    row = standing(report)[0]
    type_in(report, row, "Word")
    split(report, row, 0)
    empty = standing(report)[0]
    assert merge(report, row).key == row.key
    assert Paragraph.objects.get(pk=empty.pk).merged_into == row
    assert texts(report)[0] == "Word"


def test_nothing_is_joined_over_the_edge_of_a_section_or_beside_a_table(report: Report) -> None:
    first, second, *_ = standing(report)
    with pytest.raises(Refused, match="no paragraph before this one"):
        merge(report, second)
    type_in(report, first, "|a|b|\n|-|-|\n|1|2|\n\nWords")
    with pytest.raises(Refused, match="cannot follow a table"):
        merge(report, standing(report)[1])


def test_words_after_bullets_go_on_at_the_last_one() -> None:
    assert as_one(Typed("I have:", ("met",)), Typed("them all", ("and more",))) == Typed(
        "I have:", ("met them all", "and more")
    )


def test_a_paragraph_goes_behind_another_or_first_in_a_section(cast: Cast, report: Report) -> None:
    type_in(report, standing(report)[0], "a\n\nb\n\nc")
    a, b, c, *_ = standing(report)
    sections = list(report.sections.all())

    def place(row: Paragraph, after: Paragraph | None) -> list[str]:
        to = after.key if after else sections[2].key
        move_to(by=cast.chris, report=report, order=order_of(report), key=row.key, after=to)
        return ["".join(s.paragraphs.values_list("text", flat=True)) for s in report.sections.all()]

    assert place(a, c) == ["bca", "", "", ""]
    assert place(a, b) == ["bac", "", "", ""]
    assert place(a, a) == ["bac", "", "", ""]
    assert place(a, None) == ["bc", "", "a", ""]
    assert [row.position for row in standing(report)] == [1, 2, 1, 1, 2, 1]
    section_to(
        by=cast.chris, report=report, order=order_of(report), key=sections[2].key, after=sections[0].key
    )
    assert texts(report)[:3] == ["b", "c", "a"]
    section_to(
        by=cast.chris, report=report, order=order_of(report), key=sections[2].key, after=sections[2].key
    )
    assert texts(report)[0] == "a"


def test_what_is_inserted_is_a_wording_of_its_own_and_logged(cast: Cast, report: Report) -> None:
    row, section = standing(report)[0], report.sections.all()[1]
    type_in(report, row, "a")
    added = insert_paragraph(by=cast.chris, report=report, after=row.key, typed="b:\n- one\n\nc")
    first = insert_paragraph(by=cast.chris, report=report, after=section.key, typed="first")
    assert texts(report)[:4] == ["a", "b:\n- one", "c", "first"]
    assert (added.wordings.get().how, added.wordings.get().typed) == ("inserted", "b:\n- one")
    entry = LogEntry.objects.filter(deed="inserted a paragraph into").latest("sequence")
    assert entry.after == {str(first.key): "first"}
    for typed in (" ", "x" * 100_001):
        with pytest.raises(Refused):
            insert_paragraph(by=cast.chris, report=report, after=row.key, typed=typed)


def test_a_suggested_wording_is_taken_from_the_version_it_was_made_for(cast: Cast, report: Report) -> None:
    row = standing(report)[0]
    type_in(report, row, "It is being held.")
    changed = reword(by=cast.chris, report=report, key=row.key, version=2, typed="It was held.")
    assert (text_of(changed), changed.version) == ("It was held.", 3)
    assert list(row.wordings.values_list("how", "typed")) == [
        (Wording.How.REWORDED, "It was held."),
        (Wording.How.WROTE, "It is being held."),
    ]
    with pytest.raises(Stale):
        reword(by=cast.chris, report=report, key=row.key, version=2, typed="It had been held.")


def test_only_writers_of_a_draft_do_any_of_this(cast: Cast) -> None:
    mine, sent = make_report(cast), at(cast, "in-review")
    for by, draft in ((cast.rae, mine), (cast.mo, mine), (cast.chris, sent)):
        row = standing(draft)[1]
        who: dict[str, Any] = {"by": by, "report": draft}
        ordered = who | {"order": order_of(draft), "key": row.key}
        asked: list[tuple[Callable[..., object], dict[str, Any]]] = [
            (split_paragraph, ordered | {"at": 3}),
            (merge_paragraph, ordered),
            (move_to, ordered | {"after": row.section.key}),
            (mark_highlight, who | {"key": row.key, "is_highlight": True}),
            (insert_paragraph, who | {"after": row.key, "typed": "Slipped in"}),
            (reword, who | {"key": row.key, "version": 1, "typed": "Slipped in"}),
            (remove_paragraph, who | {"key": row.key}),
        ]
        for act, facts in asked:
            with pytest.raises(Refused, match="Only its author"):
                act(**facts)
        assert (texts(draft)[1], row.is_highlight) == ("Two teams were **short** of staff.", False)


def test_a_mark_of_a_highlight_does_not_make_a_typed_box_stale(cast: Cast, report: Report) -> None:
    row = standing(report)[0]
    mark_highlight(by=cast.chris, report=report, key=row.key, is_highlight=True)
    assert type_in(report, row, "Typed before the mark was seen").is_whole
    assert Paragraph.objects.get(pk=row.pk).is_highlight
