"""The public search finds what is public, in any form of a word, and no typing can upset it."""

import pytest
from django.db import connection

from reports.deeds.publishing import withdraw
from reports.models import SearchEntry
from reports.search import Hit, search
from reports.search.words import MARK_END, MARK_START, MOST_TERMS, Term, terms_of
from tests.builders import make_meeting
from tests.cast import Cast
from tests.editions import correct, make_edition, make_minutes

WORDS = (
    ("Introduction", ("The improvement of the front door goes on.", "Zoë Llŷn sat in on practice.")),
    ("Workforce", ("Caseloads in the children’s teams fell:\n\n- Early Help has 18 cases", "Nothing else.")),
)

HOSTILE = [
    *('"', '""', "'", "(", ")", "*", "-", "^", ":", "{", "\\", "%", "%s", "%(body)s", ";", "\0", "🙂"),
    *("AND", "OR", "NOT", "NEAR", "NEAR(improvement)", "improvement AND", "NOT improvement", "& | !"),
    *("heading:improvement", "text : improvement", "improvement*", '"improvement', 'impro"vement'),
    *("' OR 1=1 --", "improvement\0", MARK_START, f"{MARK_END}improvement{MARK_START}", "<->"),
    *("x" * 100_000, "a " * 5_000, "-improvement", "a OR"),
]


def where(words: str, body_slug: str = "", kind: str = "") -> list[str]:
    """The anchors of what is found, in the order of the paper; "" is the paper as a whole."""
    return sorted(hit.anchor for hit in search(words, body_slug=body_slug, kind=kind).hits)


@pytest.mark.parametrize("word", ["improvement", "improvements", "IMPROVED", "improving"])
def test_any_form_of_a_word_finds_its_paragraph(cast: Cast, word: str) -> None:
    make_edition(cast.sam, cast.board, sections=WORDS)
    assert where(word) == ["p-1-1"]


@pytest.mark.parametrize(
    ("words", "anchors"),
    [
        ("front door", ["p-1-1"]),
        ("door front", ["p-1-1"]),
        ('"front door"', ["p-1-1"]),
        ('"door front"', []),
        ("“front door”", ["p-1-1"]),
        ("the improvement of the door", ["p-1-1"]),
        ("children's caseload", ["p-2-1"]),
        ("early help", ["p-2-1"]),
        ("zoe llyn", ["p-1-2"]),
        ("ZOË", ["p-1-2"]),
        ("Autumn", [""]),
        ("zebra", []),
        ("", []),
    ],
)
def test_every_word_must_be_found_in_one_place(cast: Cast, words: str, anchors: list[str]) -> None:
    make_edition(cast.sam, cast.board, sections=WORDS)
    assert where(words) == anchors


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_that_is_typed_upsets_an_engine(cast: Cast, typed: str) -> None:
    make_edition(cast.sam, cast.board, sections=WORDS)
    assert set(where(typed)) <= {"", "p-1-1", "p-1-2", "p-2-1", "p-2-2"}
    assert search("improvement", body_slug=f"{typed}x", kind=f"{typed}x").hits == ()
    assert [hit.anchor for hit in search("improvement", before=typed).hits] == ["p-1-1"]


def test_found_words_stand_between_marks_and_the_rest_is_plain(cast: Cast) -> None:
    make_edition(cast.sam, cast.board, sections=(("One", ("If 2 < 3 & caseloads fall.",)),))
    (hit,) = search("caseload").hits
    assert hit.excerpt == f"If 2 < 3 & {MARK_START}caseloads{MARK_END} fall."


def test_a_long_paragraph_is_shown_around_the_word_found(cast: Cast) -> None:
    text = f"{'Before it all was well. ' * 60}The caseload grew. {'After it all was well. ' * 60}".strip()
    make_edition(cast.sam, cast.board, sections=(("One", (text,)),))
    (hit,) = search("caseload").hits
    assert f"{MARK_START}caseload{MARK_END}" in hit.excerpt
    assert (hit.excerpt[0], hit.excerpt[-1]) == ("…", "…")
    assert len(hit.excerpt.split()) <= 50


def test_a_mark_in_a_paper_is_not_taken_in(cast: Cast) -> None:
    make_edition(cast.sam, cast.board, sections=(("One", (f"A {MARK_START}forged{MARK_END} mark.",)),))
    (hit,) = search("mark").hits
    assert hit.excerpt == f"A forged {MARK_START}mark{MARK_END}."


def test_the_paper_itself_comes_before_its_paragraphs(cast: Cast) -> None:
    make_edition(cast.sam, cast.board, "Caseloads in autumn", WORDS)
    assert [hit.anchor for hit in search("caseloads").hits] == ["", "p-2-1"]


def test_filters_by_body_and_by_kind(cast: Cast) -> None:
    make_edition(cast.sam, cast.board, sections=WORDS)
    make_minutes(
        cast.cleo, make_meeting(cast.committee, "2019-10-10"), (("Item", ("Improvement was seen.",)),)
    )
    assert where("improvement") == ["m-23-p1", "p-1-1"]
    assert where("improvement", body_slug=cast.committee.slug) == ["m-23-p1"]
    assert where("improvement", kind="report") == ["p-1-1"]
    assert where("improvement", body_slug=cast.committee.slug, kind="report") == []


def test_a_resolution_is_found_at_its_place(cast: Cast) -> None:
    meeting = make_meeting(cast.committee, "2019-10-10")
    items = (("Apologies", ()), ("Report of the Chair", ("Members asked.", "She answered.")))
    make_minutes(cast.cleo, meeting, items, {"Report of the Chair": "Resolved: that the report be received."})
    (hit,) = search("received").hits
    assert hit.anchor == "m-24-resolution-p1"
    assert hit.url == f"/meetings/{cast.committee.slug}/2019-10-10/minutes/#m-24-resolution-p1"


def test_a_correction_takes_the_place_of_what_was_wrong(cast: Cast) -> None:
    first = make_edition(cast.sam, cast.board, sections=(("One", ("Forty cases.",)),))
    correct(cast.sam, first, (("One", ("Fourteen cases.",)),), "A figure was wrong.")
    assert where("forty") == []
    assert where("fourteen") == ["p-1-1"]


def test_withdrawal_removes_every_word(cast: Cast) -> None:
    edition = make_edition(cast.sam, cast.board, sections=WORDS)
    withdraw(by=cast.sam, publication=edition.publication, reason="It named a child.")
    assert where("improvement") == []
    assert SearchEntry.objects.count() == 0


def test_the_index_of_the_engine_follows_the_rows_whoever_changes_them(cast: Cast) -> None:
    make_edition(cast.sam, cast.board, sections=WORDS)
    SearchEntry.objects.filter(anchor="p-1-1").update(text="Only zebras.")
    SearchEntry.objects.filter(anchor="p-2-1").delete()
    assert (where("improvement"), where("zebra"), where("caseload")) == ([], ["p-1-1"], [])
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO reports_searchwords (reports_searchwords) VALUES ('integrity-check')")


def test_pages_follow_one_another_without_gap_or_repetition(cast: Cast) -> None:
    for place in range(7):
        make_edition(cast.sam, cast.board, f"Report {place}", (("One", ("Caseloads. " * (place % 3 + 1),)),))
    whole = search("caseload", limit=50).hits
    assert len(whole) == 7
    read: list[Hit] = []
    before = None
    while before != "":
        found = search("caseload", before=before, limit=2)
        read.extend(found.hits)
        before = found.more
    assert read == list(whole)


@pytest.mark.parametrize("papers", [1, 12])
def test_search_is_one_query(
    cast: Cast, papers: int, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    for _ in range(papers):
        make_edition(cast.sam, cast.board, sections=WORDS)
    with django_assert_num_queries(1):  # type: ignore[operator]
        search("improvement")


def test_terms() -> None:
    assert terms_of('the "front door" the door') == [Term("front door", is_phrase=True), Term("door")]
    assert terms_of("the of") == [Term("the"), Term("of")]
    assert terms_of("- * ,") == []
    assert len(terms_of(" ".join(f"w{n}" for n in range(40)))) == MOST_TERMS
