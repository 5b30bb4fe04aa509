"""Whatever is brought in, nothing breaks but with CannotRead, and no word of a text is lost."""

import contextlib
import time
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.bring_in import CannotRead, read_document, read_minutes, read_report
from tests.reports.bring_in import written
from tests.reports.bring_in.words import minutes_words, report_words, words

MANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
WORD_FILE = written.report_docx(written.REPORT, automatic=True)
PDF_FILE = written.minutes_pdf(written.MINUTES)
PIECES: tuple[str, ...] = (
    "1.1",
    "2.",
    "- ",
    "• ",
    "Title:",
    "Recommendations",
    "Resolved",
    "Agenda item",
    "\t",
    "\n",
    "\n\n",
    " ",
    "word",
    "<li>",
)
PIECES += (
    "<ol>",
    "<table>",
    "<tr>",
    "<td>",
    "</td>",
    "</ol>",
    "<h2>",
    "<b>",
    "</b>",
    "(a) ",
    "102/19",
    "–",
    "\xa0",
    "?",
    ".",
)
WORDS = st.sampled_from("practice audit improve team locality care staff caseload evidence visit".split())
SENTENCES = st.lists(WORDS, min_size=1, max_size=40).map(lambda found: f"{' '.join(found).capitalize()}.")


def read_both(name: str, content: bytes) -> None:
    with contextlib.suppress(CannotRead):
        document = read_document(name, content)
        read_report(document).as_json()
        read_minutes(document).as_json()


@pytest.mark.parametrize("start", ["<a ", "<!--", "<a href='", "<ol><li>", "</"])
def test_a_hostile_page_takes_no_time(start: str) -> None:
    began = time.monotonic()
    read_both("a.html", b"<p>word</p>" + start.encode() * 50_000)
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    "row", ["a\n", "a\n\n", "1.1 a\n", "Recommendations\n1.1 a\n", "Title:\n", "- a\n", "a-\n"]
)
def test_a_hostile_text_takes_no_time(row: str) -> None:
    began = time.monotonic()
    read_both("a.txt", row.encode() * 20_000)
    assert time.monotonic() - began < 10


@MANY
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join), st.sampled_from(["a.txt", "a.html"]))
def test_any_arrangement_of_marks_is_read(text: str, name: str) -> None:
    read_both(name, text.encode())


@MANY
@given(st.text(max_size=300), st.sampled_from(["a.txt", "a.html", "a.htm"]))
def test_any_text_is_read_or_refused(text: str, name: str) -> None:
    read_both(name, text.encode("utf-8", errors="replace"))


@MANY
@given(
    st.binary(max_size=300),
    st.sampled_from(["a.txt", "a.html", "a.docx", "a.pdf"]),
    st.sampled_from([b"", b"PK\x03\x04", b"%PDF-1.7\n"]),
)
def test_any_bytes_are_read_or_refused(content: bytes, name: str, start: bytes) -> None:
    read_both(name, start + content)


@FEW
@given(st.integers(0, len(WORD_FILE) - 1), st.integers(0, 255))
def test_a_damaged_word_file_is_read_or_refused(at: int, byte: int) -> None:
    read_both("a.docx", WORD_FILE[:at] + bytes([byte]) + WORD_FILE[at + 1 :])


@FEW
@given(st.integers(0, len(PDF_FILE) - 1), st.integers(0, 255))
def test_a_damaged_pdf_is_read_or_refused(at: int, byte: int) -> None:
    read_both("a.pdf", PDF_FILE[:at] + bytes([byte]) + PDF_FILE[at + 1 :])


@MANY
@given(
    st.lists(
        st.tuples(
            SENTENCES, st.lists(SENTENCES, max_size=3), st.sampled_from(["{}. ", "- {}. ", "{} ", "{}) "])
        ),
        min_size=1,
        max_size=12,
    ),
    st.sampled_from(["\n", "\n\n", "\n \n\n"]),
    st.sampled_from(["- ", "• ", "  o "]),
)
def test_no_word_of_a_report_is_lost(
    paragraphs: list[tuple[str, list[str], str]], gap: str, mark: str
) -> None:
    rows, spoken = ["Title: Care"], ["Care", "Activity"]
    rows.append("\n1. Activity")
    for number, (text, bullets, shape) in enumerate(paragraphs, start=1):
        rows += [shape.format(f"1.{number}") + text, *(mark + bullet for bullet in bullets)]
        spoken += words(" ".join([text, *bullets]))
    report = read_report(read_document("a.txt", gap.join(rows).encode()))
    assert report_words(report) == spoken
    assert [each.number for each in report.sections[0].paragraphs] == [
        f"1.{n + 1}" for n in range(len(paragraphs))
    ]
    assert [each.bullets for each in report.sections[0].paragraphs] == [tuple(each[1]) for each in paragraphs]


@MANY
@given(
    st.lists(st.lists(WORDS, min_size=1, max_size=30).map(" ".join), min_size=1, max_size=12),
    st.sampled_from(["\n", "\n\n"]),
)
def test_no_word_of_unmarked_lines_is_lost(rows: list[str], gap: str) -> None:
    document = read_document("a.txt", gap.join(rows).encode())
    assert Counter(report_words(read_report(document))) == Counter(words(" ".join(rows)))
    assert minutes_words(read_minutes(document)) == words(" ".join(rows))
