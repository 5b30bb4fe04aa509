"""What changed between two texts: nothing is lost, nothing is invented, and it stays quick."""

import random
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boards.comparison import ComparedParagraph, Kind, Piece, compare, summary

SAME, ADDED, REMOVED, AMENDED = Kind.SAME, Kind.ADDED, Kind.REMOVED, Kind.AMENDED

words = st.sampled_from(["the", "board", "meets", "-", "1.", "(a)", "chair", "x"])
breaks = st.sampled_from([" ", "  ", "\n", "\n\n", "\r\n", "\t", "\u2028", "\n - "])
texts = st.lists(st.tuples(words, breaks), max_size=40).map(lambda pairs: "".join(w + b for w, b in pairs))

patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""What is tested here is what is said; how quickly, further down."""


def side(paragraphs: list[ComparedParagraph], kind: Kind) -> list[str]:
    """The words of one side: what stayed, and what only this side has."""
    kept = [piece.text for each in paragraphs for piece in each.pieces if piece.kind in (SAME, kind)]
    return " ".join(kept).split()


def told(old: str, new: str) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (each.kind.value, [(piece.kind.value, piece.text) for piece in each.pieces])
        for each in compare(old, new)
    ]


@patient
@given(texts, texts)
def test_both_texts_are_recovered_from_what_is_shown(old: str, new: str) -> None:
    compared = compare(old, new)
    assert side(compared, REMOVED) == old.split()
    assert side(compared, ADDED) == new.split()


@patient
@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_at_all_is_recovered(old: str, new: str) -> None:
    compared = compare(old, new)
    assert side(compared, REMOVED) == old.split()
    assert side(compared, ADDED) == new.split()


@patient
@given(texts, texts)
def test_a_paragraph_is_of_the_kind_that_its_pieces_say(old: str, new: str) -> None:
    for paragraph in compare(old, new):
        kinds = {piece.kind for piece in paragraph.pieces}
        assert all(piece.text.strip() for piece in paragraph.pieces)
        if paragraph.kind == AMENDED:
            assert kinds & {ADDED, REMOVED}
        else:
            assert kinds == {paragraph.kind}


@patient
@given(texts, st.lists(breaks.filter(lambda each: each.isspace()), min_size=1))
def test_white_space_is_never_a_change(text: str, spaces: list[str]) -> None:
    wrapped = "".join(word + spaces[place % len(spaces)] for place, word in enumerate(text.split()))
    compared = compare(text, wrapped)
    assert {paragraph.kind for paragraph in compared} <= {SAME}
    assert summary(compared) == "No words changed"


@patient
@given(texts, texts)
def test_the_line_says_how_many_paragraphs_changed(old: str, new: str) -> None:
    compared = compare(old, new)
    changed = sum(paragraph.kind != SAME for paragraph in compared)
    assert summary(compared).startswith(f"{changed} of {len(compared)} " if changed else "No words changed")


# ---- as people read it


def test_a_changed_word_is_shown_within_its_paragraph() -> None:
    assert told("The board meets monthly.", "The board meets every other month.") == [
        (
            "amended",
            [("same", "The board meets"), ("removed", "monthly."), ("added", "every other month.")],
        )
    ]


def test_a_paragraph_between_two_others_is_added_whole() -> None:
    old = "The board advises.\n\nThe board meets monthly."
    new = "The board advises.\n\nThe chair is independent of the council.\n\nThe board meets monthly."
    assert told(old, new) == [
        ("same", [("same", "The board advises.")]),
        ("added", [("added", "The chair is independent of the council.")]),
        ("same", [("same", "The board meets monthly.")]),
    ]
    assert told(new, old)[1] == ("removed", [("removed", "The chair is independent of the council.")])


def test_paragraphs_without_a_common_word_are_not_passed_off_as_amended() -> None:
    assert [kind for kind, _ in told("Alpha beta gamma delta.", "One two three four.")] == [
        "removed",
        "added",
    ]


def test_an_amended_paragraph_is_found_among_new_ones() -> None:
    old = "Purpose\n\nThe board oversees the improvement plan and reports to the committee twice a year."
    new = (
        "Purpose\n\nIts members come from the police, health and schools.\n\n"
        "The board oversees the improvement plan and reports to the committee after each meeting.\n\n"
        "It has no powers of its own."
    )
    assert [kind for kind, _ in told(old, new)] == ["same", "added", "amended", "added"]
    assert summary(compare(old, new)) == "3 of 4 paragraphs changed: 2 added, 1 amended"


def test_each_bullet_is_compared_with_its_own() -> None:
    old = "Members:\n- the chief executive\n- the police\n- two headteachers"
    new = "Members:\n- the chief executive\n- two headteachers\n- the voluntary sector"
    assert told(old, new) == [
        ("same", [("same", "Members:")]),
        ("same", [("same", "- the chief executive")]),
        ("removed", [("removed", "- the police")]),
        ("same", [("same", "- two headteachers")]),
        ("added", [("added", "- the voluntary sector")]),
    ]


@pytest.mark.parametrize("mark", ["-", "*", "•", "1.", "12)", "(a)", "iv.", "3.1", "2.1.4", "##"])
def test_a_line_that_begins_with_a_list_mark_is_a_paragraph_of_its_own(mark: str) -> None:
    assert len(compare("", f"Before\n{mark} the line\nthat goes on")) == 2


def test_lines_within_a_paragraph_stay_lines() -> None:
    old = "Shire Hall\nMarket Street\nMarlchester"
    new = "County Hall\nMarket Street\nMarlchester"
    assert compare(old, new)[0].pieces == (
        Piece(REMOVED, "Shire"),
        Piece(ADDED, "County"),
        Piece(SAME, "Hall\nMarket Street\nMarlchester"),
    )
    moved = compare("Shire Hall\nMarket Street", "Shire Hall\nHigh Street")[0].pieces
    assert moved == (
        Piece(SAME, "Shire Hall"),
        Piece(REMOVED, "Market", begins_line=True),
        Piece(ADDED, "High"),
        Piece(SAME, "Street"),
    )


def test_a_lone_word_between_two_changes_is_part_of_the_change() -> None:
    old = "It meets in public at the town hall in January of each year."
    new = "It meets in private wherever suits the members best in June of each year."
    assert ("same", "the") not in told(old, new)[0][1]


def test_a_paragraph_parted_in_two_beside_a_change_is_the_same() -> None:
    old = "It advises. It reports.\n\nIt meets monthly in the county hall."
    new = "It advises.\n\nIt reports.\n\nIt meets weekly in the county hall."
    assert [kind for kind, _ in told(old, new)][-1] == "amended"
    assert side(compare(old, new), REMOVED) == old.split()


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("", "", "No words changed"),
        ("A b c", "A  b\nc", "No words changed"),
        ("", "One", "1 of 1 paragraph changed: 1 added"),
        ("One", "", "1 of 1 paragraph changed: 1 removed"),
        ("A b c d\n\nTwo", "A b c e\n\nTwo", "1 of 2 paragraphs changed: 1 amended"),
    ],
)
def test_the_summary_in_words(old: str, new: str, line: str) -> None:
    assert summary(compare(old, new)) == line


# ---- quick, whatever the text

MANY = 20_000


def prose(seed: int) -> str:
    """20,000 words whose frequencies fall as those of English do, without a paragraph."""
    chance = random.Random(seed)
    return " ".join(f"w{int(4000 * chance.random() ** 4)}" for _ in range(MANY))


def edited(text: str) -> str:
    chance = random.Random(3)
    return " ".join(word for word in text.split() if chance.random() > 0.05)


def ladder() -> str:
    """Words that are met again two steps on, so that each round of anchors finds the next alone."""
    return " ".join(f"a{step} a{step + 2}" for step in range(MANY // 2))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (prose(1), edited(prose(1))),
        (prose(1), prose(2)),
        (prose(1).replace(" ", "\n\n"), prose(2).replace(" ", "\n\n")),
        ("the " * MANY, "the of " * (MANY // 2)),
        ("the of " * (MANY // 2), "of the of and " * (MANY // 4)),
        (ladder(), ladder().replace("1", "2")),
        ("- the\n" * MANY, "- of\n- the\n" * (MANY // 2)),
    ],
    ids=["edited", "another", "short lines", "one word", "two words", "ladder", "bullets"],
)
def test_twenty_thousand_words_are_compared_in_a_moment(old: str, new: str) -> None:
    started = time.process_time()
    compared = compare(old, new)
    assert time.process_time() - started < 4
    assert side(compared, REMOVED) == old.split()
    assert side(compared, ADDED) == new.split()
