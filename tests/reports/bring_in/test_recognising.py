"""The many ways in which councils label, number and mark the parts of a paper."""

import datetime as dt

import pytest

from reports.bring_in import BroughtInMinutes, BroughtInReport, read_document, read_minutes, read_report


def report_of(*rows: str) -> BroughtInReport:
    return read_report(read_document("report.txt", "\n".join(rows).encode()))


def minutes_of(*rows: str) -> BroughtInMinutes:
    return read_minutes(read_document("minutes.txt", "\n".join(rows).encode()))


@pytest.mark.parametrize("label", ["Title:", "TITLE", "Report Title:", "Subject:", "Title of Report"])
def test_title_labels(label: str) -> None:
    assert report_of("Marl Board", f"{label}\tCare in Marl").cover.title == "Care in Marl"


@pytest.mark.parametrize(
    "row", ["Report of: Rowan Ashby", "Author\tRowan Ashby", "Report author:   Rowan Ashby"]
)
def test_author_labels(row: str) -> None:
    assert report_of("Title: Care in Marl", row).cover.author == "Rowan Ashby"


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("Is this for information or decision?\tFor decision", "decision"),
        ("Is this report for information or decision? Information.", "information"),
        ("For information or decision: for discussion", "discussion"),
        ("For:\tinformation and decision", "decision"),
        ("For:\tthe file", ""),
    ],
)
def test_what_it_is_for(row: str, kind: str) -> None:
    assert report_of("Title: Care in Marl", row).cover.purpose_kind == kind


def test_implications_are_kept_by_kind() -> None:
    report = report_of(
        "Title: Care in Marl",
        "Financial/Resource Implications:",
        "None beyond the budget.",
        "Legal Implications: None.",
        "Equalities Implications\tSee the assessment.",
        "Implications for children:\tMany.",
    )
    assert report.cover.implications == (
        ("financial", "None beyond the budget."),
        ("legal", "None."),
        ("equalities", "See the assessment."),
        ("children", "Many."),
    )


def test_recommendations_one_by_one() -> None:
    report = report_of(
        "Title: Care in Marl",
        "Recommendation(s):",
        "1. To note the report.",
        "2. To ask for another",
        "in the spring.",
        "",
        "1. Introduction",
        "1.1 The first words.",
    )
    assert report.cover.recommendations == ("To note the report.", "To ask for another in the spring.")
    assert [section.number for section in report.sections] == ["1"]


def test_what_has_no_place_on_the_cover_is_told() -> None:
    report = report_of("Title: Care in Marl", "Wards affected\tAll of them", "Background papers: The plan")
    assert report.details == (("Wards affected", "All of them"),)
    assert report.background_papers == ("The plan",)
    assert "“Wards affected” has no place on the cover sheet: All of them" in report.to_check


def test_body_and_date_above_the_cover() -> None:
    report = report_of(
        "Marlshire County Council",
        "",
        "Marl Scrutiny Committee",
        "",
        "Thursday 9 October 2031",
        "",
        "Title: Care",
    )
    assert (report.body_name, report.meeting_date) == ("Marl Scrutiny Committee", dt.date(2031, 10, 9))
    assert report.details == (("", "Marlshire County Council"),)


def test_empty_parts_are_empty_in_json() -> None:
    assert report_of("1. Introduction", "", "1.1 Words.").as_json() == {
        "kind": "report",
        "cover": {
            "title": "",
            "purpose": "",
            "for": "",
            "author": "",
            "key_issues": "",
            "recommendations": [],
            "implications": {},
        },
        "sections": [
            {
                "number": "1",
                "heading": "Introduction",
                "paragraphs": [{"number": "1.1", "text": "Words.", "bullets": []}],
            }
        ],
        "signature": None,
    }


@pytest.mark.parametrize("shape", ["{}", "{}.", "{})", "- {}.", "{}\xa0", "• {}"])
@pytest.mark.parametrize("numbers", [("1.1", "1.2"), ("20.1.1", "20.1.2"), ("3.9", "3.10")])
def test_typed_numbers_are_read_and_not_kept(shape: str, numbers: tuple[str, str]) -> None:
    rows = [f"{shape.format(number)} Words of the paragraph." for number in numbers]
    paragraphs = minutes_of("Agenda item", "", "Care", "", *rows).paragraphs
    assert [(each.number, each.text) for each in paragraphs] == [
        (n, "Words of the paragraph.") for n in numbers
    ]


@pytest.mark.parametrize("mark", ["-", "–", "—", "•", "*", "·", "o", "▪", "\uf0b7"])
def test_bullet_marks(mark: str) -> None:
    report = report_of("1. Activity", "1.1 I have:", f"{mark} met staff", f"  {mark}\tread audits")
    assert report.sections[0].paragraphs[0].bullets == ("met staff", "read audits")


def test_wrapped_lines_become_one_paragraph() -> None:
    report = report_of(
        "1. Activity",
        "",
        "1.1 The teams spent some",
        "3.5 million pounds on multi-",
        "agency work and on improve-",
        "ment – which is new –",
        "– and counted it.",
        "1.2 The next.",
    )
    texts = [paragraph.text for paragraph in report.sections[0].paragraphs]
    assert texts == [
        "The teams spent some 3.5 million pounds on multi-agency work and on improvement – which is new – "
        "– and counted it.",
        "The next.",
    ]


def test_paragraphs_torn_by_a_page_break_become_whole() -> None:
    first = "The plans that were made in the spring and the drive behind them have not yet come to the"
    report = report_of(
        "1. Analysis", f"1.1 {first}", "", "notice of the Board.", "", f"1.2 {first}", "", "Board at all."
    )
    texts = [paragraph.text for paragraph in report.sections[0].paragraphs]
    assert texts == [f"{first} notice of the Board.", f"{first} Board at all."]


def test_unnumbered_sections() -> None:
    report = report_of(
        "Title: Care", "", "Background", "", "The story so far.", "", "Next steps", "", "More to do."
    )
    assert [(each.heading, each.paragraphs[0].text) for each in report.sections[-1:]] == [
        ("Next steps", "More to do.")
    ]


@pytest.mark.parametrize(
    ("rows", "signature"),
    [
        (("Rowan Ashby", "Independent Chair."), ("Rowan Ashby", "Independent Chair.")),
        (
            ("Dr Rowan O’Marl", "Director of Children’s Services", "Marlshire"),
            ("Dr Rowan O’Marl", "Director of Children’s Services, Marlshire"),
        ),
        (("Rowan Ashby, Independent Chair",), ("Rowan Ashby", "Independent Chair")),
        (("Next Steps", "The chair will say."), None),
    ],
)
def test_signatures(rows: tuple[str, ...], signature: tuple[str, str] | None) -> None:
    assert report_of("1. Activity", "1.1 Words.", "", *rows).signature == signature


@pytest.mark.parametrize(
    ("row", "resolution"),
    [
        ("RESOLVED: that the update be received.", "that the update be received."),
        ("Resolved – That the update be received.", "That the update be received."),
        ("RESOLVED that the update be received", "that the update be received"),
        ("46.3 Resolved - That the update be received.", "That the update be received."),
        ("That the update be received.", "That the update be received."),
    ],
)
def test_resolutions(row: str, resolution: str) -> None:
    minutes = minutes_of("Agenda item", "", "Care", "", "46.1 One.", "", "46.2 Two.", "", row)
    assert minutes.resolutions == (resolution,)
    assert [paragraph.text for paragraph in minutes.paragraphs] == ["One.", "Two."]


def test_resolution_in_parts() -> None:
    minutes = minutes_of(
        "Agenda item",
        "",
        "Care",
        "",
        "Words.",
        "",
        "RESOLVED: that",
        "(1) the report be noted; and",
        "(2) staff be thanked.",
    )
    assert minutes.resolutions == ("that the report be noted; and", "staff be thanked.")


def test_sequence_numbers_belong_to_the_item() -> None:
    minutes = minutes_of(
        "Marl Board",
        "",
        "Agenda item",
        "",
        "102/31 Care in Marl",
        "",
        "Minutes:",
        "",
        "On 11/12 December staff met.",
    )
    assert (minutes.item_number, minutes.title, minutes.body_name) == ("102/31", "Care in Marl", "Marl Board")
    assert [(each.number, each.text) for each in minutes.paragraphs] == [("", "On 11/12 December staff met.")]


def test_supporting_documents() -> None:
    minutes = minutes_of(
        "Agenda item", "", "Care", "", "Words.", "", "Supporting documents:", "", "- Plan", "- Letter"
    )
    assert minutes.supporting_documents == ("Plan", "Letter")


def test_word_tables_and_lists_in_html() -> None:
    page = (
        "<table><tr><td><p><b>Title</b></p></td><td><p>Care</p></td></tr></table><h2>4. Activity</h2>"
        "<ol><li>First.</li><li>Second:<ul><li>one</li><li>two</li></ul></li></ol>"
    )
    report = read_report(read_document("a.html", page.encode()))
    assert report.as_json()["sections"] == [
        {
            "number": "4",
            "heading": "Activity",
            "paragraphs": [
                {"number": "4.1", "text": "First.", "bullets": []},
                {"number": "4.2", "text": "Second:", "bullets": ["one", "two"]},
            ],
        }
    ]


def test_cells_that_go_over_others_leave_a_table_one() -> None:
    page = (
        "<p>1.1 Care</p><table><tr><th rowspan=2>Team</th><th colspan=2>Seen</th></tr><tr><td>May</td>"
        "<td>June</td></tr><tr><td>North</td><td>1</td><td>2</td></tr></table>"
    )
    (section,) = read_report(read_document("a.html", page.encode())).sections
    table = "| Team | Seen |  |\n| --- | --- | --- |\n|  | May | June |\n| North | 1 | 2 |"
    assert section.paragraphs[0].text == f"Care\n\n{table}"


def test_a_file_that_marks_its_headings_is_taken_at_its_word() -> None:
    page = "<h2>1. Care</h2><p>Care is better</p><p>So are plans.</p><h2>2. Staff</h2><p>All is well.</p>"
    report = read_report(read_document("a.html", page.encode()))
    assert [(each.heading, len(each.paragraphs)) for each in report.sections] == [("Care", 2), ("Staff", 1)]
