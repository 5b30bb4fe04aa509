"""What is found in files that are taken, in exactly the words that the secretariat reads."""

import io

import docx
import pikepdf
import pytest
from docx.enum.style import WD_STYLE_TYPE

from reports.documents import look
from reports.documents.findings import Finding, shown
from reports.pdf.paper import render_paper_pdf
from tests.reports.documents.samples import (
    commented_word,
    core,
    hidden_word,
    named_png,
    open_pdf,
    pdf,
    pdf_bytes,
    photograph,
    picture,
    rels,
    saved,
    sheets,
    slides,
    tracked_word,
    with_parts,
    word,
)

UNTAGGED = (
    "This PDF is not tagged, so people who use a screen reader cannot read it. "
    "Ask its author for a tagged PDF or the Word file."
)


def found(content: bytes) -> list[tuple[str, str]]:
    return [(each.kind, each.sentence) for each in look(content).found]


def serious(content: bytes) -> list[str]:
    return [each.kind for each in look(content).found if each.blocks]


# ---- nothing


@pytest.mark.parametrize("content", [word(), sheets(), slides(), pdf(title=""), picture(), picture("JPEG")])
def test_a_plain_file_holds_nothing_serious(content: bytes) -> None:
    assert serious(content) == []


def test_a_plain_file_of_each_kind_is_told_by_its_content() -> None:
    plain = [word(title="A letter"), sheets({"A": "", "B": ""}), slides(3), pdf(14), picture("JPEG")]
    looked = [look(content) for content in plain]
    assert [(each.format, each.pages, each.title) for each in looked] == [
        ("docx", 0, "A letter"),
        ("xlsx", 2, ""),
        ("pptx", 3, ""),
        ("pdf", 14, "A letter"),
        ("jpg", 0, ""),
    ]


# ---- Word


def test_tracked_changes_say_how_many_and_by_whom() -> None:
    said = "2 tracked changes by Ann Author and Ben Writer."
    seen = "Readers can see what was struck out and what was put in."
    assert found(tracked_word()) == [("tracked-changes", f"{said} {seen}")]


def test_comments_in_word_say_how_many_and_by_whom() -> None:
    assert found(commented_word("Ann Author", "Ben Writer", "Ann Author")) == [
        ("comments", "3 comments by Ann Author and Ben Writer.")
    ]


def test_beyond_five_names_the_rest_is_counted() -> None:
    assert found(commented_word(*"ABCDEFGH")) == [("comments", "8 comments by A, B, C, D, E and 3 others.")]


def test_hidden_text_in_word() -> None:
    assert found(hidden_word()) == [
        ("hidden-text", "Hidden text in 1 place. Word shows it to anyone who asks.")
    ]


def test_text_hidden_by_a_style_or_by_the_style_it_is_based_on() -> None:
    document = docx.Document(io.BytesIO(word()))
    hidden = document.styles.add_style("Secret", WD_STYLE_TYPE.CHARACTER)
    hidden.font.hidden = True
    based = document.styles.add_style("Deeper", WD_STYLE_TYPE.CHARACTER)
    based.base_style = hidden
    document.add_paragraph().add_run("One.", style=hidden)
    document.add_paragraph().add_run("Two.", style=based)
    assert found(saved(document)) == [
        ("hidden-text", "Hidden text in 2 places. Word shows it to anyone who asks.")
    ]


def test_who_made_it_is_to_know() -> None:
    content = with_parts(
        word(),
        {
            "docProps/core.xml": core(creator="Ann Author", lastModifiedBy="Ben Writer", title="Draft 3")[
                "docProps/core.xml"
            ],
            "docProps/app.xml": "<Properties><Company>Marlshire</Company></Properties>",
            "docProps/custom.xml": '<Properties><property name="Client"><lpwstr>A family</lpwstr></property>'
            "</Properties>",
        },
    )
    assert found(content) == [
        ("metadata", "Author: Ann Author"),
        ("metadata", "Last changed by: Ben Writer"),
        ("metadata", "Title inside the file: Draft 3"),
        ("metadata", "Company: Marlshire"),
        ("metadata", "Property “Client”: A family"),
    ]
    assert serious(content) == []


def test_places_that_it_leads_to_are_to_know_but_not_ordinary_links() -> None:
    part = {
        "word/_rels/document2.xml.rels": rels(
            ("rId1", "hyperlink", "https://marlshire.test/", "External"),
            ("rId2", "hyperlink", "mailto:office@marlshire.test", "External"),
            ("rId3", "hyperlink", "file:///C:/Users/ann/list.docx", "External"),
            ("rId4", "image", "https://marlshire.test/logo.png", "External"),
        )
    }
    said = (
        "Leads to 2 other files or places: file:///C:/Users/ann/list.docx and https://marlshire.test/logo.png"
    )
    assert found(with_parts(word(), part)) == [("external", said)]


# ---- workbooks


def test_hidden_sheets_are_named() -> None:
    content = sheets({"Figures": "", "Names": "hidden", "Sums": "hidden", "Keys": "veryHidden"})
    assert found(content) == [
        (
            "hidden-sheets",
            "2 hidden sheets: “Names” and “Sums”. Anyone who opens the file can show them.",
        ),
        (
            "hidden-sheets",
            "1 sheet that no menu of Excel lists: “Keys”. Other programs show everything.",
        ),
    ]
    assert look(content).pages == 4


@pytest.mark.parametrize(
    "xml",
    ['<sheetData><row r="2" hidden="1"/></sheetData>', '<cols><col min="2" max="3" hidden="true"/></cols>'],
)
def test_hidden_rows_and_columns_say_on_which_sheet(xml: str) -> None:
    content = sheets(
        {"Figures": "", "Plain": ""}, rows={"Figures": xml, "Plain": '<cols><col min="1"/></cols>'}
    )
    assert found(content) == [("hidden-rows", "Hidden rows or columns on the sheet “Figures”.")]


def test_notes_on_cells() -> None:
    part = {
        "xl/comments1.xml": "<comments><authors><author>Ann Author</author></authors><commentList>"
        '<comment ref="A1" authorId="0"/><comment ref="A2" authorId="0"/></commentList></comments>'
    }
    assert found(sheets(parts=part)) == [("comments", "2 comments by Ann Author.")]


def test_a_thread_of_comments_is_counted_once() -> None:
    part = {
        "xl/comments1.xml": "<comments><authors><author>tc={1}</author></authors><commentList>"
        '<comment ref="A1" authorId="0"/></commentList></comments>',
        "xl/persons/person.xml": '<personList><person displayName="Ann Author" id="{9}"/></personList>',
        "xl/threadedComments/threadedComment1.xml": "<ThreadedComments>"
        '<threadedComment ref="A1" personId="{9}"/><threadedComment ref="A1" personId="{9}"/>'
        "</ThreadedComments>",
    }
    assert found(sheets(parts=part)) == [("comments", "2 comments by Ann Author.")]


def test_rows_kept_behind_a_pivot_table() -> None:
    said = "1 pivot table with a copy of the rows behind. They can be read even when their sheet is gone."
    part = {"xl/pivotCache/pivotCacheRecords1.xml": "<pivotCacheRecords/>"}
    assert found(sheets(parts=part)) == [("copied-rows", said)]


def test_the_history_of_a_shared_workbook() -> None:
    part = {
        "xl/revisions/revisionHeaders.xml": '<headers><header userName="Ann Author"/></headers>',
        "xl/revisions/revisionLog1.xml": "<revisions/>",
    }
    said = "The history of its changes by Ann Author. Readers can see what stood in each cell before."
    assert found(sheets(parts=part)) == [("tracked-changes", said)]


def test_connections_are_to_know() -> None:
    part = {"xl/connections.xml": '<connections><connection name="Case system"/></connections>'}
    assert found(sheets(parts=part)) == [("external", "Connections to other data: “Case system”")]


# ---- slides


def test_hidden_slides_are_named_by_number() -> None:
    assert found(slides(5, hidden=(3, 5))) == [("hidden-slides", "2 hidden slides: 3 and 5.")]


def test_speaker_notes_are_named_by_slide() -> None:
    content = slides(3, notes={1: "Do not say this.", 2: " ", 3: "Nor this."})
    assert found(content) == [("speaker-notes", "Speaker notes under 2 slides: 1 and 3.")]


def test_comments_on_slides_of_either_kind() -> None:
    part = {
        "ppt/commentAuthors.xml": '<cmAuthorLst><cmAuthor id="0" name="Ann Author"/></cmAuthorLst>',
        "ppt/authors.xml": '<authorLst><author id="{7}" name="Ben Writer"/></authorLst>',
        "ppt/comments/comment1.xml": '<cmLst><cm authorId="0"/></cmLst>',
        "ppt/comments/modernComment_1.xml": '<cmLst><cm authorId="{7}"/></cmLst>',
    }
    assert found(slides(parts=part)) == [("comments", "2 comments by Ann Author and Ben Writer.")]


def test_whole_workbooks_behind_charts() -> None:
    part = {"ppt/embeddings/Microsoft_Excel_Sheet1.xlsx": sheets()}
    said = "1 whole file behind charts or objects. Readers can open all of it."
    assert found(slides(parts=part)) == [("copied-rows", said)]


# ---- PDFs


def test_an_untagged_pdf_asks_for_a_better_one() -> None:
    assert found(pdf(tagged=False, title="")) == [
        ("untagged", UNTAGGED),
        ("no-title", "This PDF has no title of its own, so a screen reader announces the name of the file."),
    ]
    assert serious(pdf(tagged=False)) == []


def test_a_scan_is_told_from_a_page_with_words() -> None:
    scanned = found(pdf(tagged=False, text=False, language=""))
    assert scanned[0] == (
        "scan",
        "This PDF is a scan: pictures of pages, without text. Nobody can search it or have it read aloud. "
        "Ask its author for the file it was made from.",
    )
    assert [kind for kind, _ in scanned] == ["scan", "untagged", "no-language", "metadata"]


def test_words_in_a_form_or_in_resources_of_the_pages_above_are_words() -> None:
    made = open_pdf(text=False)
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1)
    made.Root.Pages.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    del made.pages[0].obj["/Resources"]
    assert "scan" not in dict(found(pdf_bytes(made)))
    drawn = open_pdf(text=False)
    form = drawn.make_stream(b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
    form.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    drawn.pages[0].obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
    assert "scan" not in dict(found(pdf_bytes(drawn)))


def annotated(*kinds: str, author: str = "Ann Author") -> bytes:
    made = open_pdf()
    made.pages[0].obj.Annots = pikepdf.Array(
        [
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name(f"/{kind}"), T=author, Rect=[0, 0, 1, 1]
            )
            for kind in kinds
        ]
    )
    return pdf_bytes(made)


def test_comments_and_marks_on_pages_but_not_links() -> None:
    content = annotated("Text", "Highlight", "Link", "Popup")
    assert ("comments", "2 comments and marks on its pages by Ann Author.") in found(content)
    assert serious(annotated("Link")) == []


def test_words_that_were_to_be_blacked_out() -> None:
    said = "1 place marked to be blacked out, but not yet done: the words are still there."
    assert ("hidden-text", said) in found(annotated("Redact"))


def test_hidden_layers_are_named() -> None:
    made = open_pdf()
    layer = made.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="Draft"))
    made.Root.OCProperties = pikepdf.Dictionary(
        OCGs=[layer], D=pikepdf.Dictionary(OFF=pikepdf.Array([layer]))
    )
    assert ("hidden-text", "1 hidden layer: “Draft”.") in found(pdf_bytes(made))


def test_a_pdf_that_keeps_what_it_was_before() -> None:
    first = pdf()
    assert serious(first) == []
    changed = first + first[first.rindex(b"startxref") :]
    said = "The file keeps 1 earlier version of itself, with what was taken out since."
    assert ("earlier-versions", said) in found(changed)


def test_a_pdf_made_for_the_web_has_two_ends_and_no_earlier_version() -> None:
    assert serious(pdf_bytes(open_pdf(3), linearize=True)) == []


def test_who_made_a_pdf_is_to_know() -> None:
    made = open_pdf(title="")
    made.docinfo["/Author"], made.docinfo["/Keywords"] = "Ann Author", "draft"
    assert found(pdf_bytes(made))[1:] == [("metadata", "Author: Ann Author"), ("metadata", "Keywords: draft")]


def test_a_title_in_the_newer_metadata_is_a_title() -> None:
    made = open_pdf(title="")
    with made.open_metadata() as metadata:
        metadata["dc:title"] = "A letter"
    looked = look(pdf_bytes(made))
    assert (looked.title, [each for each in looked.found if each.kind == "no-title"]) == ("A letter", [])


# ---- pictures


def test_where_a_picture_was_taken_and_with_what() -> None:
    assert found(photograph()) == [
        (
            "position",
            "The picture says where it was taken. Save it without its location, "
            "or anyone can find the place.",
        ),
        ("metadata", "Taken with: Examplemaker P7"),
        ("metadata", "Taken on: 2019:10:10 09:30:00"),
        ("metadata", "Author: Ann Author"),
    ]


def test_words_inside_a_picture() -> None:
    assert found(named_png(Author="Ann Author", Comment="the front door")) == [
        ("metadata", "“Author” inside the file: Ann Author"),
        ("metadata", "“Comment” inside the file: the front door"),
    ]


def test_what_was_cropped_off_and_is_still_there() -> None:
    assert found(picture("PNG") + b"the rest of it") == [
        ("cut-off", "The file goes on after the picture ends. Save the picture again to be rid of it.")
    ]


# ---- words out of files are tame


def test_words_out_of_a_file_are_one_line_of_letters() -> None:
    assert shown("Ann\n\0\u202e\ue000 Author\t") == "Ann Author"
    assert len(shown("a" * 1_000)) == 200


def test_a_finding_says_itself_whether_it_is_serious() -> None:
    assert Finding("comments", "1 comment.").as_json() == {
        "kind": "comments",
        "sentence": "1 comment.",
        "blocks": True,
    }
    assert not Finding("metadata", "Author: Ann").blocks


def test_a_pdf_of_our_own_is_as_it_should_be() -> None:
    """What WeasyPrint makes: tagged, with a title and a language, and nothing that does anything."""
    content = render_paper_pdf("<article><h1>Report</h1><p>Words.</p></article>", title="Report", footer="")
    looked = look(content)
    assert (looked.title, looked.pages) == ("Report", 1)
    assert {each.kind for each in looked.found} == {"metadata"}
