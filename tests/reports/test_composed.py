"""A composed paper says the same in HTML, text and JSON, and its hash notices any change."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest

from reports.composed import (
    ComposedBullet,
    ComposedPaper,
    ComposedParagraph,
    ComposedSection,
    CoverRow,
    content_hash,
    paper_html,
    paper_json,
    paper_text,
    paragraph_anchor,
    section_anchor,
)
from reports.markdown import render_block, render_inline
from tests.reports.pdf import sample


def paragraph(text: str = "It improves.", **changes: object) -> ComposedParagraph:
    plain = ComposedParagraph(key="k1", number="1.1", anchor="p-1-1", html=render_block(text), text=text)
    return replace(plain, **changes)  # type: ignore[arg-type]


def paper(*paragraphs: ComposedParagraph, **changes: object) -> ComposedPaper:
    plain = ComposedPaper(
        kind="report",
        title="Progress report",
        body_name="Scrutiny Committee",
        meeting_date=date(2019, 10, 10),
        meeting_line="",
        edition=1,
        cover=(),
        sections=(ComposedSection("s1", "1", "Introduction", "s-1", paragraphs or (paragraph(),)),),
        signature=(),
        background_papers=None,
        correction_reason="",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "number", "anchor"),
    [
        ("report", "3.7", "p-3-7"),
        ("report", "3.7.1", "p-3-7-1"),
        ("minutes", "23.5", "m-23-5"),
        ("minutes", "102/19", "m-102-19"),
        ("minutes", "20.1.1", "m-20-1-1"),
        ("minutes", "2.", "m-2"),
    ],
)
def test_an_anchor_follows_the_number(kind: str, number: str, anchor: str) -> None:
    assert paragraph_anchor(kind, number) == anchor  # type: ignore[arg-type]


def test_an_unnumbered_paragraph_is_anchored_by_its_place() -> None:
    assert paragraph_anchor("minutes", "", section_number="1", position=3) == "m-1-p3"
    assert paragraph_anchor("minutes", "", position=3) == "m-p3"
    assert section_anchor("23") == "s-23"


def test_the_place_names_body_meeting_and_edition() -> None:
    assert paper().place == "Scrutiny Committee · Thursday 10 October 2019 · Edition 1"
    assert paper(edition=None).place == "Scrutiny Committee · Thursday 10 October 2019 · Draft"
    assert (
        paper(meeting_line="10 October, 10.00 am").place
        == "Scrutiny Committee · 10 October, 10.00 am · Edition 1"
    )
    assert paper(meeting_date=None).place == "Scrutiny Committee · Edition 1"


def test_a_paragraph_is_one_block_with_its_number_as_a_link_to_itself() -> None:
    bullet = ComposedBullet("b1", render_inline("visited *Aldermere*"), "visited Aldermere")
    html = paper_html(paper(paragraph("I have:", bullets=(bullet,), closing_html=render_block("And more."))))
    assert re.sub(r"\n+", "\n", html[html.index("<div") : html.index("</section>")]) == (
        '<div class="paragraph" id="p-1-1">\n'
        '<a class="number" href="#p-1-1" aria-label="Link to paragraph 1.1">1.1</a>\n'
        '<div class="text"><p>I have:</p></div>\n'
        '<ul class="bullets">\n<li>visited <em>Aldermere</em></li>\n</ul>\n'
        '<div class="text closing"><p>And more.</p></div>\n'
        "</div>\n"
    )


def test_the_contents_stand_only_where_there_is_more_than_one_section() -> None:
    two = tuple(ComposedSection(f"s{n}", str(n), f"Part {n}", f"s-{n}", ()) for n in (1, 2))
    assert "paper-contents" not in paper_html(paper())
    html = paper_html(paper(sections=two))
    assert '<li><a href="#s-2"><span class="number">2.</span> Part 2</a></li>' in html
    assert '<section class="paper-section" id="s-2">\n<h2><span class="number">2.</span> Part 2</h2>' in html


def test_the_cover_sheet_is_a_table_of_row_headers() -> None:
    html = paper_html(paper(cover=(CoverRow("Author", render_inline("The *Chair*")),)))
    assert '<tr><th scope="row">Author</th><td>The <em>Chair</em></td></tr>' in html
    assert "cover-sheet" not in paper_html(paper())


def test_background_papers_are_listed_or_said_to_be_none_or_not_asked_for() -> None:
    assert "Background papers" not in paper_html(paper())
    assert "<h2>Background papers</h2>\n<p>None</p>" in paper_html(paper(background_papers=()))
    assert "<li>The plan</li>" in paper_html(paper(background_papers=("The plan",)))
    assert "Background papers\nNone\n" in paper_text(paper(background_papers=()))


def test_a_correction_says_why() -> None:
    html = paper_html(paper(edition=2, correction_reason="A figure was wrong."))
    assert (
        '<p class="paper-correction"><strong>What this edition corrects:</strong> A figure was wrong.</p>'
        in html
    )
    assert "paper-correction" not in paper_html(paper())


def test_markup_in_plain_fields_is_shown_as_text() -> None:
    evil = "<script>alert(1)</script>"
    html = paper_html(
        paper(
            title=evil,
            body_name=evil,
            meeting_line=evil,
            cover=(CoverRow(evil, render_block(evil)),),
            sections=(ComposedSection("s1", evil, evil, "s-1", (paragraph(evil, number=evil, kind=evil),)),),
            signature=(evil,),
            background_papers=(evil,),
            correction_reason=evil,
        )
    )
    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 13


@pytest.mark.parametrize("kind", ["question", "answer", "concern", "commitment", "action"])
def test_minutes_say_what_kind_a_paragraph_is(kind: str) -> None:
    html = paper_html(paper(paragraph(kind=kind), kind="minutes"))
    assert f'<div class="paragraph kind-{kind}"' in html
    assert f'<p class="kind">{kind.capitalize()}</p>' in html


def test_a_resolution_is_marked_and_needs_no_label_when_it_says_resolved() -> None:
    resolved = paragraph("Resolved: that the report be noted.", kind="resolution")
    html = paper_html(paper(resolved, kind="minutes"))
    assert 'class="paragraph kind-resolution"' in html
    assert 'class="kind"' not in html
    assert '<p class="kind">Resolution</p>' in paper_html(
        paper(paragraph("That the report be noted.", kind="resolution"), kind="minutes")
    )


def test_an_unnumbered_minute_has_an_anchor_and_no_number() -> None:
    html = paper_html(paper(paragraph(number="", anchor="m-1-p1"), kind="minutes"))
    assert 'id="m-1-p1"' in html
    assert 'class="number" href' not in html


def test_every_anchor_of_a_paper_stands_once() -> None:
    for composed in (sample.report(), sample.minutes()):
        ids = re.findall(r' id="([^"]+)"', paper_html(composed))
        assert len(ids) == len(set(ids))
        assert {paragraph.anchor for paragraph in composed.paragraphs} <= set(ids)


def test_the_text_has_numbers_labels_and_bullets() -> None:
    bullet = ComposedBullet("b1", render_inline("visited *Aldermere*"), "visited Aldermere")
    text = paper_text(
        paper(
            paragraph("I have:", bullets=(bullet,), closing_html=render_block("And **more**.")),
            cover=(CoverRow("Author", render_inline("The *Chair*")),),
            signature=("Helen Ashdown", "Chair"),
        )
    )
    assert text == (
        "Scrutiny Committee · Thursday 10 October 2019 · Edition 1\n\nProgress report\n\n"
        "Author: The Chair\n\n"
        "1. Introduction\n\n1.1 I have:\n- visited Aldermere\nAnd more.\n\nHelen Ashdown\nChair\n"
    )


def test_the_json_of_a_report_has_the_fixed_shape() -> None:
    made = paper_json(sample.report())
    assert made["kind"] == "report"
    assert (made["body"], made["meeting"], made["edition"]) == (
        "Children and Families Scrutiny Committee",
        "2019-10-10",
        2,
    )
    cover = made["cover"]
    assert set(cover) == {
        "title",
        "purpose",
        "for",
        "author",
        "key_issues",
        "recommendations",
        "implications",
    }
    assert cover["for"] == "information"
    assert cover["author"] == "Helen Ashdown, Independent Chair of the Improvement Board"
    assert cover["recommendations"][0] == "To note the report."
    assert len(cover["recommendations"]) == 2
    assert list(cover["implications"]) == ["financial"]
    assert [section["number"] for section in made["sections"]] == ["1", "2", "3", "4"]
    third = made["sections"][1]["paragraphs"][2]
    assert third["number"] == "2.3"
    assert third["text"] == "In the period since my last report I have:"
    assert len(third["bullets"]) == 14
    assert json.loads(json.dumps(made)) == made


def test_the_json_of_minutes_is_item_by_item() -> None:
    made = paper_json(sample.minutes())
    assert [item["item"]["title"] for item in made["items"]][:2] == [
        "Apologies",
        "Minutes of the last meeting",
    ]
    item = made["items"][2]
    assert item["paragraphs"][1]["number"] == "23.2"
    assert item["paragraphs"][1]["kind"] == "question"
    assert len(item["paragraphs"]) == 6
    assert item["resolutions"] == [sample.MINUTES[2][2][-1][1]]


def test_a_paper_knows_the_number_of_every_key() -> None:
    assert paper(paragraph(), paragraph(key="k2", number="1.2")).numbers == {"k1": "1.1", "k2": "1.2"}


def test_the_hash_notices_every_change_and_nothing_else() -> None:
    same = content_hash(html="<p>a</p>", text="a", numbers={"k1": "1.1", "k2": "1.2"}, template="v1")
    assert same == content_hash(text="a", html="<p>a</p>", numbers={"k2": "1.2", "k1": "1.1"}, template="v1")
    others = {
        content_hash(html="<p>b</p>", text="a", numbers={"k1": "1.1", "k2": "1.2"}, template="v1"),
        content_hash(html="<p>a</p>", text="b", numbers={"k1": "1.1", "k2": "1.2"}, template="v1"),
        content_hash(html="<p>a</p>", text="a", numbers={"k1": "1.1", "k2": "1.3"}, template="v1"),
        content_hash(html="<p>a</p>", text="a", numbers={"k1": "1.1", "k2": "1.2"}, template="v2"),
        content_hash(html="<p>a</p>", text="a", numbers={}, template="v1"),
    }
    assert len(others | {same}) == 6
    assert re.fullmatch("[0-9a-f]{64}", same)


def test_rendering_twice_gives_the_same_record() -> None:
    assert paper_html(sample.report()) == paper_html(sample.report())
