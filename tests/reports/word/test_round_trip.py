"""What leaves in Word comes back: sections, numbers, paragraphs, bullets and tables."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from reports.bring_in import read_document, read_report
from reports.bring_in.house_marks import in_house_marks
from reports.composed import (
    ComposedBullet,
    ComposedPaper,
    ComposedParagraph,
    ComposedSection,
    paper_json,
    paragraph_anchor,
    section_anchor,
)
from reports.markdown import plain_text, render_block, render_inline
from tests.reports.pdf import sample
from tests.reports.word.test_paper import word_of

WORD = st.text("abcdefghij", min_size=2, max_size=7)
SENTENCES = st.lists(WORD, min_size=3, max_size=9).map(lambda words: " ".join(words).capitalize() + ".")
HEADINGS = st.lists(WORD, min_size=1, max_size=4).map(lambda words: " ".join(words).capitalize())
BULLETS = st.lists(SENTENCES, max_size=3)
CELLS = st.one_of(WORD, st.integers(0, 9999).map(str))


@st.composite
def tables(draw: st.DrawFn) -> str:
    """A table as an author types it, with its figures to the right."""
    columns = draw(st.integers(2, 4))
    rows = draw(st.lists(st.lists(CELLS, min_size=columns, max_size=columns), min_size=1, max_size=3))
    heads = draw(st.lists(WORD, min_size=columns, max_size=columns))
    figures = [all(row[at].isdigit() for row in rows) for at in range(columns)]
    rule = [("---:" if figure else "---") for figure in figures]
    return "\n".join(f"| {' | '.join(row)} |" for row in (heads, rule, *rows))


@st.composite
def paragraphs(draw: st.DrawFn) -> tuple[str, list[str]]:
    """One to three blocks, and perhaps bullets."""
    blocks = [draw(SENTENCES), *draw(st.lists(st.one_of(SENTENCES, tables()), max_size=2))]
    return "\n\n".join(blocks), draw(BULLETS)


Sections = list[tuple[str, list[tuple[str, list[str]]]]]
REPORTS = st.lists(
    st.tuples(HEADINGS, st.lists(paragraphs(), min_size=1, max_size=4)), min_size=1, max_size=4
)


def composed(sections: Sections) -> ComposedPaper:
    made = [
        ComposedSection(
            key=f"section-{number}",
            number=str(number),
            heading=heading,
            anchor=section_anchor(str(number)),
            paragraphs=tuple(
                paragraph(f"{number}.{at}", text, bullets)
                for at, (text, bullets) in enumerate(texts, start=1)
            ),
        )
        for number, (heading, texts) in enumerate(sections, start=1)
    ]
    return replace(sample.report(), sections=tuple(made), correction_reason="")


def paragraph(number: str, text: str, bullets: list[str]) -> ComposedParagraph:
    return ComposedParagraph(
        key=number,
        number=number,
        anchor=paragraph_anchor("report", number),
        html=render_block(text),
        text=plain_text(text),
        bullets=tuple(ComposedBullet(each, render_inline(each), each) for each in bullets),
    )


@settings(max_examples=15, deadline=None)
@given(REPORTS)
def test_a_report_in_word_is_brought_in_as_it_left(sections: Sections) -> None:
    paper = composed(sections)
    report = read_report(read_document("report.docx", word_of(paper)))
    left = paper_json(paper)
    came = report.as_json()
    assert came["cover"] == left["cover"]
    assert came["background_papers"] == left["background_papers"]
    assert came["signature"][0] == left["signature"][0]
    assert report.warnings == ()
    assert [each.what for each in report.not_recognised] == ["header", "footer"]
    for before, after in zip(paper.sections, report.sections, strict=True):
        assert (after.number, after.heading) == (before.number, before.heading)
        for old, new in zip(before.paragraphs, after.paragraphs, strict=True):
            assert (new.number, new.bullets) == (old.number, tuple(each.text for each in old.bullets))
            assert render_block(in_house_marks(new.text)) == old.html
