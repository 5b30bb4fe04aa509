"""A paper in Word: real headings and numbers, and nothing that tells on whoever made the file."""

import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from docx.oxml.ns import qn

from reports.composed import ComposedPaper, paper_html
from reports.markdown import render_block
from reports.word.errors import TOO_LARGE, WordFailed
from reports.word.paper import render_word
from reports.word.worker import word_in_subprocess
from tests.reports.pdf import sample
from tests.reports.word.opened import bookmarks, drawn, everything, links, opened, part

FOOTER = "boards.marlshire.example/papers/progress/ · Edition 2"


def word_of(paper: ComposedPaper, *, is_draft: bool = False) -> bytes:
    html = str(paper_html(paper))
    return render_word(html, title=paper.title, footer=FOOTER, council=sample.COUNCIL, is_draft=is_draft)


def with_text(text: str) -> ComposedPaper:
    """A report of one paragraph that says ``text``."""
    paper = sample.report()
    section = paper.sections[0]
    paragraph = replace(section.paragraphs[0], html=render_block(text), bullets=())
    return replace(paper, sections=(replace(section, paragraphs=(paragraph,)),), background_papers=None)


def test_words_own_numbering_gives_the_numbers_of_the_paper() -> None:
    paper = sample.report()
    shown = drawn(word_of(paper))
    headings = [text for style, text in shown if style == "Heading 1"]
    numbers = [text.split(" ")[0] for style, text in shown if style == "Numbered paragraph"]
    assert headings == [*(f"{each.number}. {each.heading}" for each in paper.sections), "Background papers"]
    assert numbers == [each.number for each in paper.paragraphs]
    typed = part(word_of(paper), "word/document.xml")
    assert ">1.1<" not in typed
    assert ">3.10<" not in typed


def test_numbers_that_plain_counting_does_not_give_are_typed_as_they_were_frozen() -> None:
    paper = sample.minutes()
    shown = drawn(word_of(paper))
    assert [text for style, text in shown if style == "Heading 1"] == [
        f"{each.number}.\t{each.heading}" for each in paper.sections
    ]
    numbered = [text.split("\t")[0] for style, text in shown if style == "Numbered paragraph"]
    assert numbered == [each.number for each in paper.paragraphs if each.number]
    assert ("Normal", "Apologies were received from Councillor Rowe.") in shown


def test_styles_tables_and_signature() -> None:
    content = word_of(sample.report())
    styles = [style for style, _ in drawn(content)]
    assert styles[:3] == ["Subtitle", "Title", "Correction"]
    assert set(styles[3:]) == {
        "Heading 1",
        "Numbered paragraph",
        "Continued paragraph",
        "List Bullet",
        "Signature",
    }
    cover, figures = opened(content).tables
    assert cover.style is not None
    assert [cell.text for cell in cover.rows[0].cells] == ["Report title", sample.report().title]
    assert cover.style.name == "Cover sheet"
    heads = [row.find(qn("w:trPr")) is not None for row in figures._tbl.tr_lst]
    assert heads == [True, False, False, False, False]
    assert figures._tbl.tr_lst[0].find(qn("w:trPr")).find(qn("w:tblHeader")) is not None
    assert [cell.text for cell in figures.rows[1].cells] == ["May 2019", "62", "21%", "47%", "32%"]


def test_bold_italic_and_links() -> None:
    content = word_of(sample.report())
    runs = [run for paragraph in opened(content).paragraphs for run in paragraph.runs]
    assert [run.text for run in runs if run.italic] == ["verbal"]
    assert "all of the partners" in [run.text for run in runs if run.bold]
    assert links(content) == {
        "paragraph 3.2": "#p_3_2",
        "paper to the Board of 24 September 2019": "https://boards.marlshire.example/papers/senior-capacity/",
    }
    assert bookmarks(content)["p_3_2"].startswith("To a large extent that remains the case.")


def test_a_link_to_a_place_that_is_not_there_is_only_words() -> None:
    assert links(word_of(with_text("See [9.9](#p-9-9) and [home](https://a.example/)."))) == {
        "home": "https://a.example/"
    }


def test_every_block_of_a_paragraph_hangs_under_its_number() -> None:
    text = "- one\n  - two\n\n    more of two\n\nThen:\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\nEnd."
    shown = drawn(word_of(with_text(text)))
    assert [(style, said) for style, said in shown if style not in ("Subtitle", "Title", "Correction")][
        1:-3
    ] == [
        ("Numbered paragraph", ""),
        ("List Bullet", "• one"),
        ("List Bullet 2", "• two"),
        ("List Continue", "more of two"),
        ("Continued paragraph", "Then:"),
        ("Continued paragraph", "End."),
    ]


def test_the_lines_at_the_head_and_the_foot_of_each_page() -> None:
    paper = replace(sample.report(), not_for_publication="Not for publication: paragraph 3.")
    page = opened(word_of(paper, is_draft=True)).sections[0]
    assert [each.text for each in page.header.paragraphs] == [
        "Not for publication: paragraph 3.",
        f"{sample.COUNCIL}\t{paper.title} (Draft)",
    ]
    assert [each.text for each in page.footer.paragraphs] == [f"{FOOTER}\tPage 1 of 1"]
    codes = [each.text for each in page.footer._element.iter(qn("w:instrText"))]
    assert codes == [" PAGE ", " NUMPAGES "]


def test_language_and_properties_and_nothing_of_a_person_or_a_machine() -> None:
    content = word_of(sample.report())
    known = opened(content).core_properties
    assert (known.title, known.author, known.language) == (
        sample.report().title,
        "Helen Ashdown, Independent Chair of the Improvement Board",
        "en-GB",
    )
    assert (known.last_modified_by, known.created, known.modified) == ("", None, None)
    told = everything(content)
    assert 'w:lang w:val="en-GB"' in part(content, "word/styles.xml")
    for trace in ("python", "Microsoft", "Macintosh", "rsid", "/home", "/tmp", "2013"):
        assert trace not in told, trace
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_same_paper_gives_the_same_bytes_here_and_in_the_confined_process() -> None:
    paper = sample.report()
    html = str(paper_html(paper))
    made = word_in_subprocess(html, title=paper.title, footer=FOOTER, council=sample.COUNCIL)
    assert made == word_of(paper) == word_of(sample.report())


def test_what_no_paper_contains_is_refused_in_a_sentence() -> None:
    with pytest.raises(WordFailed, match=TOO_LARGE):
        render_word("<div>" * 60, title="", footer="")
    with pytest.raises(WordFailed, match=TOO_LARGE):
        word_in_subprocess("<p>word</p>" * 55_000, title="", footer="", seconds=1)


def test_letters_that_xml_cannot_write_do_not_spoil_the_file() -> None:
    paper = replace(sample.report(), title="A\x0btitle\ufffe", signature=("Jo\x1f Marsh",))
    assert ("Title", "Atitle") in drawn(word_of(paper))
