"""Nothing in a file is lost without a word: what the paper does not have is told, with where it stood."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from reports.bring_in import CannotRead, read_document, read_minutes, read_report
from reports.bring_in.house_marks import in_house_marks
from reports.bring_in.lines import Line
from reports.bring_in.sealed import seal, unseal
from reports.bring_in.unread import places
from reports.markdown import render_block
from reports.models import Paragraph, Report
from tests.cast import Cast
from tests.reports.bring_in import written
from tests.reports.bring_in.crowded import crowded_docx

CROWDED = (
    "A note in the heading “1. Introduction” was left out. It says: “Figures of the council’s own.”",
    "A picture in paragraph 1.1 was left out. It is described as “The front door”.",
    "A footnote in paragraph 1.1 was put in brackets at the end of its paragraph: "
    "“Figures of the council’s own.”",
    "Words in paragraph 1.2 that were struck out as a tracked change were left out: “badly”",
    "Words in paragraph 1.2 that were put in as a tracked change were read as accepted: “a little”",
    "Hidden text in paragraph 1.2 was left out: “Ask Jo who said so.”",
    "An endnote in a bullet of paragraph 1.2 was put in brackets at the end of its paragraph: "
    "“The plan of 2030.”",
    "A text box after paragraph 1.2 was left out. It says: “A box about caseloads.”",
    "An equation in paragraph 1.3 was left out: “a=b”",
    "A comment in paragraph 1.3 was left out: “Is this still so?”",
    "Of a link in paragraph 1.3 only the words were kept. It leads to https://plan.example/",
    "A line at the head of the pages was left out: “Marlshire, in confidence”",
    "“Wards” has no place on the cover sheet: All",
)
"""In the order of the file."""

FIGURES = (
    "| Team | Cases | Share |\n| --- | ---: | ---: |\n| North \\| east | 12 | 40% |\n| South | 18 | 60% |"
)


def test_a_word_file_with_everything_at_once() -> None:
    report = read_report(read_document("crowded.docx", crowded_docx()))
    assert [each.sentence for each in report.not_recognised] == list(CROWDED)
    assert report.to_check == (*report.warnings, *CROWDED)
    (section,) = report.sections
    assert (section.number, section.heading) == ("1", "Introduction")
    assert [(each.number, each.text, each.bullets) for each in section.paragraphs] == [
        ("1.1", "I visited the front door. (Footnote: Figures of the council’s own.)", ()),
        ("1.2", "Two teams were a little short.", ("the northern team (Endnote: The plan of 2030.)",)),
        ("1.3", f"They are getting help. the plan\n\n{FIGURES}", ()),
    ]
    assert report.signature == ("Rowan Ashby", "Independent Chair")
    assert report.counted == "1 section, 3 paragraphs, 1 bullet and 1 table."
    assert unseal(seal(report, file_name="a.docx", user_id=1), user_id=1)[0] == report


@pytest.mark.parametrize(
    ("numbers", "where"),
    [
        (("1", "2"), ("in paragraph 1", "in paragraph 2")),
        (("1", "1.1"), ("in the heading “What I saw”", "in paragraph 1.1")),
    ],
)
def test_a_number_of_one_level_is_a_headings_where_paragraphs_have_two(
    numbers: tuple[str, str], where: tuple[str, str]
) -> None:
    texts = ("What I saw", "I visited the front door.")
    lines = [
        Line(text, number=number, marks=(at,))
        for at, (number, text) in enumerate(zip(numbers, texts, strict=True))
    ]
    assert tuple(places(lines).values()) == where


def test_a_numbered_sentence_is_no_heading() -> None:
    lines = [Line("I visited it.", number="1", marks=(0,)), Line("Two teams.", number="1.1", marks=(1,))]
    assert places(lines) == {0: "in paragraph 1", 1: "in paragraph 1.1"}


def test_the_review_page_shows_all_of_it_and_the_table_is_kept_as_a_table(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.chris)
    file = SimpleUploadedFile("crowded.docx", crowded_docx())
    page = client.post("/desk/reports/bring-in/", {"file": file})
    for sentence in CROWDED:
        assert f"<li>{sentence}</li>" in page.text.replace("&#x27;", "'")
    assert "1 section, 3 paragraphs, 1 bullet and 1 table." in page.text
    assert '<td class="figure">12</td>' in page.text
    assert not Report.objects.exists()
    form = page.context["form"]
    place = form.fields["place"].choices[0][0]
    client.post("/desk/reports/bring-in/keep/", {"sealed": form.initial["sealed"], "place": place})
    kept = Paragraph.objects.get(section__report__title="Care in Marl", text__startswith="They are")
    assert kept.text == f"They are getting help. the plan\n\n{FIGURES}"


def test_marks_of_the_house_in_the_words_of_a_file_stay_words() -> None:
    for text in ("2 * 3 * 4", "see [here](https://a.example)", "| a | b |", "A_b_c | d\n\nand *this*"):
        html = render_block(in_house_marks(text))
        assert "<em>" not in html
        assert "<a " not in html
        assert "<table>" not in html
    assert render_block(in_house_marks(f"Words.\n\n{FIGURES}")).count("<tr>") == 3


def test_pictures_on_a_web_page_and_a_table_that_is_only_a_layout() -> None:
    page = (
        "<h2>1. Introduction</h2><p>1.1 Words.</p><p><img src=a.png alt='A chart of cases'></p>"
        "<p>1.2 More.</p>"
        "<table><tr><td>1.3</td><td>Set in columns.</td><td>Jo</td></tr>"
        "<tr><td>1.4</td><td>As minutes are.</td><td>Al</td></tr></table>"
    )
    report = read_report(read_document("a.html", page.encode()))
    assert [each.sentence for each in report.not_recognised] == [
        "A picture after paragraph 1.1 was left out. It is described as “A chart of cases”."
    ]
    numbers = [each.number for section in report.sections for each in section.paragraphs]
    assert numbers == ["1.1", "1.2", "1.3", "1.4"]


def test_a_pdf_with_a_picture_a_remark_and_a_scanned_page() -> None:
    report = read_report(read_document("a.pdf", mixed_pdf()))
    assert [each.sentence for each in report.not_recognised] == [
        "A picture on page 1 was left out.",
        "A comment on page 1 was left out: “Check this.”",
        "Nothing could be read on page 2: it may be a scan.",
    ]
    assert [each.number for each in report.sections[0].paragraphs] == ["1.1"]


def test_what_pages_repeat_is_told_to_people_and_is_no_part_of_the_paper() -> None:
    report = read_report(read_document("report.pdf", written.report_pdf(written.REPORT)))
    assert [(each.what, each.text) for each in report.not_recognised] == [
        ("edge", "Marlshire County Council")
    ]
    assert "not_recognised" not in report.as_json()


def test_minutes_tell_what_stood_above_their_item() -> None:
    text = "Marlshire\n\nScrutiny Committee\n\nAgenda item 4\n\nStaff\n\n4.1 A Member asked. It was answered."
    minutes = read_minutes(read_document("a.txt", text.encode()))
    assert [each.sentence for each in minutes.not_recognised] == [
        "A line above the item fitted nowhere: “Marlshire”"
    ]
    assert minutes.as_json()["not_recognised"] == [
        {"what": "line", "where": "above the item", "text": "Marlshire"}
    ]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("empty.docx", b"", "The file is empty."),
        (
            "locked.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le"),
            "The Word file is protected with a password; save it without one and try again.",
        ),
        ("renamed.docx", b"%PDF-1.7 and more", "The file is named .docx but is not a Word file."),
        ("renamed.pdf", crowded_docx(), "The file is named .pdf but is not a PDF."),
        ("renamed.txt", crowded_docx(), "The file is named .txt but holds something other than plain text."),
    ],
)
def test_a_file_that_is_not_what_its_name_says(name: str, content: bytes, sentence: str) -> None:
    with pytest.raises(CannotRead) as refused:
        read_document(name, content)
    assert str(refused.value) == sentence


def mixed_pdf() -> bytes:
    """Words and a picture with a remark on the first page, and a scan of the second."""
    import base64

    import pikepdf
    from PIL import Image
    from weasyprint import HTML

    drawn, kept = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(drawn, "PNG")
    source = f"data:image/png;base64,{base64.b64encode(drawn.getvalue()).decode()}"
    made = HTML(
        string=f"<html lang='en'><h2>1. Introduction</h2><p>1.1 Words of a page.<img src='{source}' alt=''>"
        f"<p style='break-before: page'><img src='{source}' alt=''></html>"
    ).write_pdf()
    with pikepdf.open(io.BytesIO(made)) as pdf:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents="Check this."
        )
        pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(note)])
        pdf.save(kept)
    return kept.getvalue()
