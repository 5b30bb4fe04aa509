"""What changed between two editions: a paragraph is known by its key, and no word is lost or invented."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boards.comparison import Kind
from reports.changed_lines import ComparedRow
from reports.changes import Change, Comparison, compare_papers
from reports.frozen_units import Part
from tests.reports.changed_papers import Sections, frozen, paper

ABC = (("a", "One seen at the front door."), ("b", "Two teams were short of staff."), ("c", "Three go well."))


def compared(then: Sections, now: Sections, **facts: Any) -> Comparison:
    return compare_papers(frozen(paper(then)), frozen(paper(now, **facts)))


def told(comparison: Comparison) -> list[tuple[str, str, str]]:
    """Number then, number now, and what became of it, for every changed paragraph."""
    changed = (each for each in comparison.paragraphs if each.is_changed)
    return [(each.number_then, each.number_now, each.in_words) for each in changed]


def words(change: Change, *kinds: Kind) -> list[str]:
    pieces = (piece for line in change.lines for piece in line.pieces if piece.kind in kinds)
    return [word for piece in pieces for word in piece.text.split()]


A, B, C = ABC
NEW = ("n", "Quite another matter.")
SAID_ANEW = ("b", "Two teams were short of money.")

CASES: dict[str, tuple[Sections, Sections, str, list[tuple[str, str, str]]]] = {
    "nothing": ([("S", ABC)], [("S", ABC)], "No paragraph changed", []),
    "added at the start: the others are only renumbered": (
        [("S", ABC)],
        [("S", (NEW, *ABC))],
        "1 of 4 paragraphs changed: 1 added",
        [("", "1.1", "added")],
    ),
    "removed from the middle, and told where it stood": (
        [("S", ABC)],
        [("S", (A, C, NEW))],
        "2 of 4 paragraphs changed: 1 added, 1 removed",
        [("1.2", "", "removed"), ("", "1.3", "added")],
    ),
    "amended": (
        [("S", ABC)],
        [("S", (A, SAID_ANEW, C))],
        "1 of 3 paragraphs changed: 1 amended",
        [("1.2", "1.2", "amended")],
    ),
    "moved to the end": (
        [("S", ABC)],
        [("S", (B, C, A))],
        "1 of 3 paragraphs changed: 1 moved",
        [("1.1", "1.3", "moved")],
    ),
    "moved and amended": (
        [("S", ABC)],
        [("S", (("c", "Three go badly."), A, B, NEW))],
        "2 of 4 paragraphs changed: 1 added, 1 moved and amended",
        [("1.3", "1.1", "moved and amended"), ("", "1.4", "added")],
    ),
    "under another heading, in the same order": (
        [("S", ABC), ("T", (NEW,))],
        [("S", (A, B)), ("T", (C, NEW))],
        "1 of 4 paragraphs changed: 1 moved",
        [("1.3", "2.1", "moved")],
    ),
    "a section goes as a whole": (
        [("S", ABC), ("T", (NEW,))],
        [("T", (NEW,)), ("S", ABC)],
        "1 of 4 paragraphs changed: 1 moved",
        [("2.1", "1.1", "moved")],
    ),
    "a section put in renumbers the next and moves nothing": (
        [("S", ABC)],
        [("T", (NEW,)), ("S", ABC)],
        "1 of 4 paragraphs changed: 1 added",
        [("", "1.1", "added")],
    ),
    "cut out and typed again elsewhere, word for word": (
        [("S", ABC)],
        [("S", (B, C, ("another-key", A[1])))],
        "1 of 3 paragraphs changed: 1 moved",
        [("1.1", "1.3", "moved")],
    ),
    "no key in common: by the words": (
        [("S", ABC)],
        [("S", (NEW, *((f"other-{key}", text) for key, text in (A, SAID_ANEW, C))))],
        "2 of 4 paragraphs changed: 1 added, 1 amended",
        [("", "1.1", "added"), ("1.2", "1.3", "amended")],
    ),
    "white space and weight are no change of words": (
        [("S", ABC)],
        [("S", (("a", "One seen  at\nthe **front** door."), B, C))],
        "No paragraph changed",
        [],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_became_of_each_paragraph(case: str) -> None:
    then, now, summary, changes = CASES[case]
    comparison = compared(then, now)
    assert comparison.summary == summary
    assert told(comparison) == changes


def test_what_stands_beside_the_paragraphs_is_said_as_what_it_is() -> None:
    then = paper([("S", (A,)), ("T", (B,)), ("U", (C,))], {"Purpose": "To tell.", "Author": "Ann"})
    now = paper(
        [("S", (A,)), ("Tea", (B,)), ("New", (NEW,))],
        {"Purpose": "To tell more.", "Presenter": "Ben"},
        title="Chair’s new report",
        background_papers=("The letter",),
        signature=("Ann",),
    )
    comparison = compare_papers(frozen(then), frozen(now))
    assert comparison.beside == (
        "the title was amended",
        "“Purpose” on the cover sheet was amended",
        "“Author” on the cover sheet was removed",
        "“Presenter” on the cover sheet was added",
        "the heading of section 2 was amended",
        "the heading of section 3 was removed",
        "the heading of section 3 was added",
        "the list of background papers was added",
        "the signature was added",
    )
    assert [(group.number, group.heading, len(group.changes)) for group in comparison.groups()] == [
        ("", "Cover sheet", 4),
        ("2", "Tea", 1),
        ("3", "U", 2),
        ("3", "New", 2),
        ("", "Background papers", 1),
        ("", "Signature", 1),
    ]


def test_a_recommendation_to_another_body_is_still_the_recommendation() -> None:
    then = paper([], {"Recommendations to the Board": "To note."})
    now = paper([], {"Recommendations to the Committee": "To note."})
    assert compare_papers(frozen(then), frozen(now)).summary == "Nothing changed"


def test_a_bullet_that_was_put_in_is_a_bullet_and_the_others_stay() -> None:
    then = [("S", [("a", "I saw:", "the front door & more", "the team")])]
    now = [("S", [("a", "I saw:", "the front door & more", "the court", "the team")])]
    (change,) = compared(then, now).paragraphs
    assert change.kind == Kind.AMENDED
    lines = [(line.is_bullet, line.kind.value, line.pieces[0].text) for line in change.lines]
    assert lines == [
        (False, "same", "I saw:"),
        (True, "same", "the front door & more"),
        (True, "added", "the court"),
        (True, "same", "the team"),
    ]


def test_words_that_look_like_the_page_cannot_make_up_paragraphs() -> None:
    typed = '</div></section><div class="paragraph" id="p-9-9"><div class="text">x</div></div><h1>y</h1>'
    comparison = compared([("S", [("a", typed)])], [("S", [("a", typed), NEW])])
    assert comparison.summary == "1 of 2 paragraphs changed: 1 added"
    assert comparison.beside == ()


def test_the_authors_reason_stands_with_its_paragraph() -> None:
    reasons = {"b": "The figure was wrong.", "c": "It is no longer so."}
    comparison = compared([("S", ABC)], [("S", (A, SAID_ANEW))], reasons=reasons)
    assert {each.key: each.reason for each in comparison.changed} == reasons


def drawn(rows: list[ComparedRow]) -> list[str]:
    """Each row as a line: "-removed-" and "+added+" words, cells apart by a bar."""
    marks = {Kind.ADDED: "+{}+", Kind.REMOVED: "-{}-", Kind.SAME: "{}"}
    cells = [
        [" ".join(marks[piece.kind].format(piece.text) for piece in cell.pieces) for cell in row.cells]
        for row in rows
    ]
    return [" | ".join(row) or f"({rows[place].left_out})" for place, row in enumerate(cells)]


def test_a_table_that_stayed_is_still_a_table() -> None:
    typed = ("t", "The figures:\n\n| Team | Cases |\n|---|--:|\n| North & west | 14 |", "a <b> bullet")
    (change,) = compared([("S", [A, B, typed])], [("S", [typed, A, B])]).changed
    assert change.in_words == "moved"
    assert [run.shape for run in change.runs] == ["text", "table", "list"]
    assert drawn(change.runs[1].changed_rows) == ["Team | Cases", "North & west | 14"]


def test_a_table_that_changed_is_told_cell_by_cell_and_leaves_out_the_rows_that_stayed() -> None:
    rows = [f"| Team {place} | {place} & |" for place in range(9)]
    head = ["Figures:", "", "| Team | Cases |", "|---|--:|"]
    then = [("S", [("t", "\n".join([*head, *rows]))])]
    now = [("S", [("t", "\n".join([*head, *rows[:7], "| Team 7 | 14 & |", "| Team 9 | 9 & |"]))])]
    (change,) = compared(then, now).changed
    sentence, table = change.runs
    assert [line.pieces[0].text for line in sentence.lines] == ["Figures:"]
    assert drawn(table.changed_rows) == [
        "Team | Cases",
        "(7)",
        "Team 7 | -7- +14+ &",
        "Team -8- +9+ | -8- +9+ &",
    ]
    assert [row.left_out for row in table.rows] == [0] * 10
    assert [cell.is_figure for cell in table.rows[3].cells] == [False, True]


def test_a_column_that_was_put_in_is_added_in_every_row() -> None:
    then = [("S", [("t", "| Team | Cases |\n|---|--:|\n| North | 14 |\n| South | 3 |")])]
    now = [("S", [("t", "| Team | Staff | Cases |\n|---|--:|--:|\n| North | 14 | 15 |")])]
    (change,) = compared(then, now).changed
    (table,) = change.runs
    assert drawn(table.rows) == [
        "Team | +Staff+ | Cases",
        "North | +14+ | -14- +15+",
        "-South- |  | -3-",
    ]
    assert [row.in_words for row in table.rows] == ["", "", "row removed"]


WORD = st.sampled_from(["we", "saw", "the", "team", "door", "–", "3.7", "&", "court", "staff"])
TEXT = st.lists(WORD, min_size=1, max_size=12).map(" ".join)
TYPED = st.builds(lambda text, bullets: (text, *bullets), TEXT, st.lists(TEXT, max_size=2))


@st.composite
def some_paper(draw: st.DrawFn) -> Sections:
    """Up to eight of ten keys, in any order, under up to three headings."""
    keys = draw(st.lists(st.sampled_from("abcdefghij"), unique=True, max_size=8))
    rows = [(key, *draw(TYPED)) for key in keys]
    cuts = sorted(draw(st.lists(st.integers(0, len(rows)), max_size=2)))
    parts = zip([0, *cuts], [*cuts, len(rows)], strict=True)
    return [(draw(st.sampled_from(["S", "T", "U"])), rows[start:stop]) for start, stop in parts]


@settings(deadline=None, max_examples=150)
@given(some_paper(), some_paper())
def test_both_editions_are_recovered_from_what_is_shown(then: Sections, now: Sections) -> None:
    comparison = compared(then, now)
    told_then = {key: " ".join(text).split() for _, rows in then for key, *text in rows}
    told_now = {key: " ".join(text).split() for _, rows in now for key, *text in rows}
    paragraphs = comparison.paragraphs
    assert [each.now.key for each in paragraphs if each.now] == [*told_now]
    assert Counter(each.then.key for each in paragraphs if each.then) == Counter([*told_then])
    for change in paragraphs:
        assert words(change, Kind.SAME, Kind.REMOVED) == (told_then[change.then.key] if change.then else [])
        assert words(change, Kind.SAME, Kind.ADDED) == (told_now[change.now.key] if change.now else [])


@settings(deadline=None, max_examples=150)
@given(some_paper(), some_paper())
def test_the_summary_counts_what_is_shown(then: Sections, now: Sections) -> None:
    comparison = compared(then, now)
    shown = [each for group in comparison.groups() for each in group.changes]
    assert Counter(map(id, shown)) == Counter(map(id, comparison.changed))
    changed = [each for each in shown if each.part == Part.PARAGRAPH]
    counts = Counter(each.in_words for each in changed)
    said = ("added", "amended", "moved", "moved and amended", "removed")
    parts = ", ".join(f"{counts[kind]} {kind}" for kind in said if counts[kind])
    assert comparison.summary.endswith(f" changed: {parts}" if parts else " changed")
    kept = [each for each in comparison.paragraphs if each.then and each.now and not each.is_moved]
    order = [(each.then.section, each.then.number) for each in kept if each.then]
    assert order == sorted(order)
