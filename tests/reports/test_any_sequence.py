"""Whatever is done to a report in whatever order, nothing is lost and everything points where it did."""

import uuid
from collections import Counter
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from boards.deeds.refusals import Refused
from reports.bullets import words_of
from reports.compose import broken_references, compose_report, numbered_sections, numbers_in
from reports.deeds.draft import order_of
from reports.deeds.evidence import link_evidence
from reports.deeds.insert import insert_paragraph
from reports.deeds.order import move_paragraph, move_to
from reports.deeds.paragraphs import merge_paragraph, remove_paragraph, restore_paragraph, split_paragraph
from reports.deeds.reports import start_report
from reports.deeds.review import add_note
from reports.deeds.sections import add_section, move_section, remove_section, section_to
from reports.deeds.wordings import restore_wording, text_of
from reports.deeds.writing import Changes, ParagraphChange, write_report
from reports.models import Evidence, Paragraph, Wording
from reports.references import (
    REFERENCE,
    Numbers,
    broken_in,
    relabelled,
    resolved,
    unlabelled,
    with_keys,
)
from tests.cast import Cast

STEPS = (
    "write insert refer split merge remove restore reword move-up move-down move-to link note "
    "add-section section-up section-to remove-section"
).split()


class Told:
    """A report to which things are done, and what must be true of it from then on."""

    def __init__(self, cast: Cast) -> None:
        self.report = start_report(by=cast.chris, body=cast.board, title=f"Any {uuid.uuid4()}")
        self.by: dict[str, Any] = {"by": cast.chris, "report": self.report}
        self.keys: set[uuid.UUID] = set()
        self.saved: set[str] = set()
        self.evidence = 0
        self.notes = 0
        self.written = 0

    @property
    def rows(self) -> list[Paragraph]:
        rows = Paragraph.objects.filter(section__report=self.report).select_related("section")
        return list(rows.order_by("pk").prefetch_related("bullets"))

    def words(self) -> str:
        self.written += 1
        words, bullet = ("words", "alpha", "beta"), ("gamma", "delta")
        lines = [" ".join(f"{each}{self.written}" for each in line) for line in (words, bullet)]
        return "\n- ".join(lines)

    def do(self, step: str, place: int, other: int) -> None:
        """A step on the paragraphs and sections that the two numbers choose."""
        rows, sections = self.rows, list(self.report.sections.all())
        row, second = rows[place % len(rows)], rows[other % len(rows)]
        section, another = sections[place % len(sections)], sections[other % len(sections)]
        of_row, of_section = {**self.by, "key": row.key}, {**self.by, "key": section.key}
        order: dict[str, Any] = {"order": order_of(self.report)}
        steps: dict[str, Callable[[], object]] = {
            "write": lambda: self.write(row, "\n\n".join(self.words() for _ in range(1 + other % 2))),
            "insert": lambda: insert_paragraph(**self.by, after=row.key, typed=self.words()),
            "refer": lambda: self.write(row, f"{text_of(row).strip() or 'See'} [?](#key-{second.key})"),
            "split": lambda: split_paragraph(**of_row, **order, at=other * 3),
            "merge": lambda: merge_paragraph(**of_row, **order),
            "remove": lambda: remove_paragraph(**of_row),
            "restore": lambda: restore_paragraph(**of_row),
            "reword": lambda: restore_wording(**of_row, wording=first_of(row), version=row.version),
            "move-up": lambda: move_paragraph(**of_row, **order, way="up"),
            "move-down": lambda: move_paragraph(**of_row, **order, way="down"),
            "move-to": lambda: move_to(**of_row, **order, after=(second, section)[other % 2].key),
            "link": lambda: self.link(row),
            "note": lambda: self.note(row),
            "add-section": lambda: add_section(**self.by, **order, after=section.key),
            "section-up": lambda: move_section(**of_section, **order, way="up"),
            "section-to": lambda: section_to(**of_section, **order, after=another.key),
            "remove-section": lambda: remove_section(**of_section, **order),
        }
        steps[step]()

    def note(self, row: Paragraph) -> None:
        add_note(**self.by, paragraph=row, text=f"Hm, {self.notes}.")
        self.notes += 1

    def write(self, row: Paragraph, typed: str) -> None:
        change = ParagraphChange(row.key, row.version, typed)
        write_report(**self.by, changes=Changes(paragraphs=[change]))

    def link(self, row: Paragraph) -> None:
        link_evidence(**self.by, key=row.key, kind="verbal", words=f"The Director said {self.evidence}.")
        self.evidence += 1

    def look(self) -> None:
        """Note what is there now, and see that what was there before still is."""
        rows = self.rows
        keys = Counter(row.key for row in rows)
        assert self.keys <= set(keys)
        assert set(keys.values()) == {1}
        self.keys = set(keys)
        self.look_at_words(rows)
        self.look_at_numbers()
        self.look_at_what_hangs_on(rows)

    def look_at_words(self, rows: list[Paragraph]) -> None:
        """Every word ever saved stands or is in a wording; one that only went on may hold it."""
        standing = {unlabelled(text_of(row)) for row in rows}
        kept = Wording.objects.filter(paragraph__section__report=self.report).values_list("typed", flat=True)
        known = standing | {unlabelled(typed) for typed in kept}
        held = [words_of(text) for text in known]
        for text in self.saved - known:
            assert any(not words_of(text) - each for each in held), text
        self.saved |= standing

    def look_at_numbers(self) -> None:
        sections = numbered_sections(self.report)
        numbers = numbers_in(sections)
        for place, section in enumerate(sections, start=1):
            shown = [each.number for each in section.paragraphs if each.number]
            assert shown == [f"{place}.{at}" for at in range(1, len(shown) + 1)]
            assert [each.row.position for each in section.paragraphs] == [
                *range(1, len(section.paragraphs) + 1)
            ]
        told = broken_references(self.report, sections)
        paper = {each.key: each for each in compose_report(self.report).paragraphs}
        for each in [each for section in sections for each in section.paragraphs if each.number]:
            typed = text_of(each.row)
            composed = paper[str(each.row.key)]
            html = str(composed.html) + "".join(bullet.html for bullet in composed.bullets)
            assert "#key-" not in html
            for key in keys_in(typed):
                number = self.number_now(key)
                assert number == numbers.of(key)
                assert number in html if number else any(str(each.row.key) == place for place, _ in told)

    def number_now(self, key: uuid.UUID) -> str:
        """The number that the paper has for a key, worked out from the rows one by one."""
        row = next((row for row in self.rows if row.key == key), None)
        while row is not None and row.merged_into_id:
            row = Paragraph.objects.get(pk=row.merged_into_id)
        return compose_report(self.report).numbers.get(str(row.key), "") if row else ""

    def look_at_what_hangs_on(self, rows: list[Paragraph]) -> None:
        linked = Evidence.objects.filter(paragraph__section__report=self.report)
        assert linked.count() == self.evidence
        assert linked.exclude(paragraph__merged_into=None).count() == 0
        assert self.report.notes.count() == self.notes
        assert self.report.notes.exclude(paragraph__merged_into=None).count() == 0


def keys_in(text: str) -> list[uuid.UUID]:
    """The keys that a text refers to, in its order."""
    return [uuid.UUID(found["key"]) for found in REFERENCE.finditer(text)]


def first_of(row: Paragraph) -> int:
    """The version of the first wording that is known, or one that no wording has."""
    wording = row.wordings.last()
    return wording.version if wording else 0


@example(steps=[("move-to", 0, 14), ("merge", 0, 0), ("link", 2, 0), ("note", 2, 0)])
@given(st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 30), st.integers(0, 30)), max_size=25))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_is_lost_and_everything_points_where_it_did(
    cast: Cast, steps: list[tuple[str, int, int]]
) -> None:
    told = Told(cast)
    told.look()
    for step, place, other in steps:
        try:
            told.do(step, place, other)
        except Refused:
            continue
        told.look()


KEYS = [uuid.UUID(int=number) for number in range(1, 7)]
NUMBERS = st.dictionaries(st.sampled_from(KEYS), st.sampled_from(["", "1.1", "1.2", "2.1", "10.12"]))
HEIRS = st.dictionaries(st.sampled_from(KEYS), st.sampled_from(KEYS))
PIECES = st.lists(
    st.one_of(
        st.sampled_from([f"[{label}](#key-{key})" for key in KEYS for label in ("", "3.7", "old")]),
        st.sampled_from(["{1.1}", "{ 2.1 }", "{9.9}", "{1}", "[1.1](#p-1-1)", "[", "](#key-", "\n- "]),
        st.text(st.sampled_from("ab [](){}#.1\n"), max_size=6),
    ),
    max_size=8,
)


@given(NUMBERS, HEIRS, PIECES)
@settings(max_examples=200, deadline=None)
def test_references_say_the_number_of_now_or_are_told_as_broken(
    now: dict[uuid.UUID, str], heirs: dict[uuid.UUID, uuid.UUID], pieces: list[str]
) -> None:
    numbers, text = Numbers(now, heirs), "".join(pieces)
    keys, shown = keys_in(text), relabelled(text, numbers)
    assert (keys_in(shown), unlabelled(shown)) == (keys, unlabelled(text))
    paper = resolved(text, numbers)
    assert keys_in(paper) == []
    for key in keys:
        number = numbers.of(key)
        link = f"[{number}](#p-{number.replace('.', '-')})"
        assert link in paper if number else list(broken_in(text, numbers))
    if all(numbers.of(key) for key in keys) and "{" not in text:
        assert list(broken_in(text, numbers)) == []
    typed = with_keys(text, numbers)
    assert with_keys(typed, numbers) == typed
    assert not Counter(keys) - Counter(keys_in(typed))
