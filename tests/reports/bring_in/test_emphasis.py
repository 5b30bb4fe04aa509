"""Bold and italic words of a file stand out in the paper that is made of it; recognition never sees them."""

import io

import docx
import pytest

from reports.bring_in import read_document, read_report
from reports.bring_in.emphasis import Emphasis
from reports.bring_in.house_marks import in_house_marks
from reports.bring_in.sealed import seal, unseal
from reports.markdown import plain_text, render_block

PAGE = """
<h1>Progress report</h1>
<h2>1. Overview</h2>
<p><b>1.1 Two of the nine</b> teams are <i>not yet</i> seen. The other teams are seen.</p>
<p>1.2 The team was <b><i>very</i></b> open. It was not <i>ve</i><i>ry</i> long.</p>
<ul><li>one with <em>every</em> name</li></ul>
<p><i>1.3 “This is what a young person told me.”</i></p>
<p>1.4 Costs * 2 were <b>under the_limit</b> [sic].</p>
<h2>2. <b>Costs</b></h2>
<p>2.1 None.</p>
"""
TYPED = [
    "**Two of the nine** teams are *not yet* seen. The other teams are seen.",
    "The team was ***very*** open. It was not *very* long.",
    "*“This is what a young person told me.”*",
    "Costs * 2 were **under the_limit** [sic].",
]


def typed(page: str, name: str = "report.html") -> tuple[list[str], list[str]]:
    report = read_report(read_document(name, page.encode()))
    paragraphs = [each for section in report.sections for each in section.paragraphs]
    return (
        [in_house_marks(each.text, report.emphases) for each in paragraphs],
        [in_house_marks(bullet, report.emphases) for each in paragraphs for bullet in each.bullets],
    )


def test_what_stands_out_in_the_file_stands_out_in_the_draft() -> None:
    paragraphs, bullets = typed(PAGE)
    assert paragraphs == [*TYPED, "None."]
    assert bullets == ["one with *every* name"]
    assert "<strong>under the_limit</strong> [sic]" in render_block(paragraphs[3])


def test_nothing_is_recognised_otherwise_for_it() -> None:
    plain = PAGE
    for tag in ("b", "i", "em"):
        plain = plain.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    with_marks, without = (read_report(read_document("a.html", page.encode())) for page in (PAGE, plain))
    assert with_marks.as_json() == without.as_json()
    assert [plain_text(text) for text in typed(PAGE)[0]] == [
        each.text for section in without.sections for each in section.paragraphs
    ]


def test_a_word_file_keeps_them_too() -> None:
    word = docx.Document()
    word.add_heading("1. Overview", 1)
    paragraph = word.add_paragraph("1.1 I met ")
    paragraph.add_run("every ").bold = True
    paragraph.add_run("team").bold = True
    paragraph.add_run(" but ")
    paragraph.add_run("one").italic = True
    paragraph.add_run(".")
    file = io.BytesIO()
    word.save(file)
    report = read_report(read_document("report.docx", file.getvalue()))
    [text] = [each.text for section in report.sections for each in section.paragraphs]
    assert (text, in_house_marks(text, report.emphases)) == (
        "I met every team but one.",
        "I met **every team** but *one*.",
    )


def test_the_seal_carries_them() -> None:
    report = read_report(read_document("report.html", PAGE.encode()))
    assert unseal(seal(report, file_name="report.html", user_id=1), user_id=1) == (report, "report.html")
    assert len(report.emphases) == 7


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The same and the same again", "The **same** and the same again"),
        ("the same again", "the same again"),
        ("The same and the", "The **same** and the"),
        ("The  same and the same again", "The  **same** and the same again"),
    ],
)
def test_the_words_around_tell_the_place(text: str, expected: str) -> None:
    stands_out = Emphasis("same", "The", "and the same again", bold=True, italic=False)
    assert in_house_marks(text, [stands_out]) == expected


def test_what_would_not_read_as_it_read_is_left_plain() -> None:
    """A star before a full stop in the middle of a word marks nothing."""
    stands_out = Emphasis(".b", "a", "c", bold=True, italic=False)
    assert in_house_marks("a.bc", [stands_out]) == "a.bc"
