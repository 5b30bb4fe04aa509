"""`import_paper`: a document written elsewhere is printed as JSON, or kept; a bad one is one sentence."""

import datetime
import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command

from boards.deeds.refusals import Refused
from boards.models import AgendaItem, LogEntry, Meeting, Role, User
from reports.bring_in import BroughtInMinutes, BroughtInReport, Cover, Paragraph, Section
from reports.bring_in.house_marks import in_house_marks
from reports.compose import compose_report
from reports.deeds.bring_in import bring_in_report, cut_short, numbers_that_differ
from reports.markdown import plain_text
from reports.models import Report
from scrutiny.compose import compose_minutes
from scrutiny.deeds.bring_in import bring_in_minutes, verb_of
from scrutiny.deeds.minutes import start_minutes
from scrutiny.deeds.paragraphs import add_paragraph
from scrutiny.models import Minute, Minutes, Resolution
from tests.builders import make_item, make_meeting, make_member
from tests.cast import Cast

REPORT = """Children and Families Scrutiny Committee

Report Title\tProgress since spring
Purpose of Report\tTo tell the Committee what changed.
Is this for information or decision?\tFor decision.
Author\tIndependent Chair
Key Issues:
Pace.
Recommendations to the Committee:
- To note the report.
- To ask for another in spring.
Financial/Resource Implications:
None.

1. Introduction

1.1. This report is for the Committee's meeting on 10 October 2019.
1.2. I have:
- visited Cherwick
- visited Oldmoor

2. Analysis

2.1. Audits improved, but the *north* lags.

Pat Example
Independent Chair
"""

MINUTES = """Agenda item

Plan for the coming year

To receive a verbal update.

23.1 The Director described the plan.

23.2 Members asked about:

- schools
- health visitors

Resolved – That the update be received.
"""


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    make_member(cast.committee, cast.chris, Role.CHAIR)
    meeting = make_meeting(cast.committee, "2019-10-10", published_by=cast.cleo)
    make_item(meeting, "Declarations of interest")
    make_item(meeting, "Plan for the coming year")
    return meeting


@pytest.fixture
def report_file(tmp_path: Path) -> str:
    return written(tmp_path / "report.txt", REPORT)


@pytest.fixture
def minutes_file(tmp_path: Path) -> str:
    return written(tmp_path / "minutes.txt", MINUTES)


def written(path: Path, text: str) -> str:
    path.write_text(text)
    return str(path)


def run(*arguments: str) -> tuple[int, str, str]:
    """The exit code of the command, what it printed, and what it said beside that."""
    printed, said = io.StringIO(), io.StringIO()
    try:
        call_command("import_paper", *arguments, stdout=printed, stderr=said)
    except SystemExit as ended:
        return int(ended.code or 0), printed.getvalue(), said.getvalue()
    return 0, printed.getvalue(), said.getvalue()


# ---- What is printed


def test_a_dry_run_prints_json_and_asks_no_database(report_file: str) -> None:
    code, printed, said = run(report_file, "--kind=report", "--dry-run")  # no database in this test
    assert (code, said) == (0, "")
    read = json.loads(printed)
    assert read["cover"]["title"] == "Progress since spring"
    assert read["cover"]["recommendations"] == ["To note the report.", "To ask for another in spring."]
    assert read["sections"][0]["paragraphs"][1] == {
        "number": "1.2",
        "text": "I have:",
        "bullets": ["visited Cherwick", "visited Oldmoor"],
    }
    assert printed.startswith('{\n  "kind": "report"')


def test_the_json_of_minutes_keeps_every_letter(minutes_file: str) -> None:
    read = run(minutes_file, "--kind=minutes", "--dry-run")[1]
    assert "\\u" not in read
    assert json.loads(read)["resolutions"] == ["That the update be received."]
    assert json.loads(read)["item"]["title"] == "Plan for the coming year"


def test_a_dry_run_writes_nothing(cast: Cast, meeting: Meeting, report_file: str, minutes_file: str) -> None:
    entries = LogEntry.objects.count()
    run(report_file, "--kind=report", "--dry-run")
    run(minutes_file, "--kind=minutes", "--dry-run")
    assert (Report.objects.count(), Minutes.objects.count(), LogEntry.objects.count()) == (0, 0, entries)


# ---- A report


def test_a_report_becomes_a_draft_of_the_bodys_chair(cast: Cast, meeting: Meeting, report_file: str) -> None:
    code, printed, said = run(report_file, "--kind=report")
    assert (code, said) == (0, "")
    report = Report.objects.get()
    assert printed == (
        "Brought in “Progress since spring” as a draft for the Children and Families Scrutiny Committee of "
        f"Thursday 10 October 2019, by Chris Chair.\n/desk/reports/{report.slug}/\n"
    )
    assert (report.state, report.body, report.meeting, report.author) == (
        "draft",
        cast.committee,
        meeting,
        cast.chris,
    )
    assert (report.aim, report.purpose) == ("decision", "To tell the Committee what changed.")
    assert report.recommendations == "To note the report.\nTo ask for another in spring."
    assert report.implications == {"financial": "None."}
    assert report.signature == "Pat Example\nIndependent Chair"
    assert (report.key_issues, report.author_line) == ("Pace.", "Independent Chair")
    assert report.period_to == datetime.date(2019, 10, 10)
    paper = compose_report(report)
    assert [(p.number, p.text, [bullet.text for bullet in p.bullets]) for p in paper.paragraphs] == [
        ("1.1", "This report is for the Committee's meeting on 10 October 2019.", []),
        ("1.2", "I have:", ["visited Cherwick", "visited Oldmoor"]),
        ("2.1", "Audits improved, but the *north* lags.", []),
    ]
    assert LogEntry.objects.latest("sequence").deed == "brought in"


def test_the_same_report_is_brought_in_once(cast: Cast, meeting: Meeting, report_file: str) -> None:
    run(report_file, "--kind=report")
    entries = LogEntry.objects.count()
    assert run(report_file, "--kind=report") == (
        1,
        "",
        "“Progress since spring” is here already. The same report is brought in once.\n",
    )
    assert (Report.objects.count(), LogEntry.objects.count()) == (1, entries)


def test_a_body_is_known_by_the_name_it_bore(cast: Cast, meeting: Meeting, tmp_path: Path) -> None:
    cast.committee.names.create(name="Young People's Committee", since=datetime.date(2020, 1, 1))
    text = REPORT.replace("Children and Families Scrutiny Committee", "YOUNG PEOPLE’S COMMITTEE")
    run(written(tmp_path / "report.txt", text), "--kind=report")
    assert Report.objects.get().body == cast.committee


def test_a_meeting_that_is_not_there_is_left_open_or_refused(cast: Cast, report_file: str) -> None:
    make_member(cast.committee, cast.chris, Role.CHAIR)
    code, _, said = run(report_file, "--kind=report")
    assert (code, Report.objects.get().meeting) == (0, None)
    assert said == (
        "Please check: No meeting of Children and Families Scrutiny Committee is planned on "
        "Thursday 10 October 2019.\n"
    )
    assert run(report_file, "--kind=report", "--meeting=2019-10-11") == (
        1,
        "",
        "Children and Families Scrutiny Committee has no meeting on Friday 11 October 2019. Plan it first.\n",
    )


def test_without_a_chair_it_is_the_administrators(cast: Cast, report_file: str) -> None:
    _, _, said = run(report_file, "--kind=report")
    assert Report.objects.get().author == cast.ada
    assert "Ada Administrator holds no office that reports to" in said


def test_without_anybody_it_is_refused(cast: Cast, report_file: str) -> None:
    User.objects.filter(pk=cast.ada.pk).update(is_active=False)
    code, _, said = run(report_file, "--kind=report")
    assert (code, Report.objects.count()) == (1, 0)
    assert said == (
        "Children and Families Scrutiny Committee has no report author or chair, and there is no "
        "administrator. Say who with --by.\n"
    )
    run(report_file, "--kind=report", "--by=CHRIS@marlshire.test")
    assert Report.objects.get().author == cast.chris


def test_numbers_that_come_out_differently_are_told(cast: Cast, meeting: Meeting, tmp_path: Path) -> None:
    text = REPORT.replace("2.1. Audits", "2.4. Audits")
    _, _, said = run(written(tmp_path / "report.txt", text), "--kind=report")
    assert (
        "Please check: The paragraph numbered 2.4 in the file is 2.1 here, and those after it follow.\n"
        in said
    )


def test_what_is_too_long_is_told_whole(cast: Cast) -> None:
    heading = "Very " * 50 + "long"
    sections = (Section("1", heading, (Paragraph("1.1", "Said."),)),)
    brought = BroughtInReport(Cover(title="T"), sections)
    report = bring_in_report(by=cast.chris, body=cast.board, brought=brought, file_name="a.txt")
    assert report.sections.get().heading == heading[:200]
    assert list(cut_short(brought)) == [f"Heading 1 was cut to 200 characters. It said: {heading}"]
    assert numbers_that_differ(report, brought) == []


def test_a_report_without_a_title_is_called_after_its_file(cast: Cast) -> None:
    brought = BroughtInReport(Cover(), (Section("", "", (Paragraph("", "Said."),)),))
    report = bring_in_report(by=cast.chris, body=cast.board, brought=brought, file_name="Autumn report.docx")
    assert report.title == "Autumn report"


# ---- Minutes


def test_minutes_keep_their_numbers_and_their_resolution(
    cast: Cast, meeting: Meeting, minutes_file: str
) -> None:
    code, printed, said = run(minutes_file, "--kind=minutes")
    assert (code, said) == (0, "")
    assert printed.splitlines()[0] == (
        "Brought in the minutes of item 2, “Plan for the coming year”, of the Children and Families Scrutiny "
        "Committee of Thursday 10 October 2019."
    )
    section = compose_minutes(Minutes.objects.get()).sections[1]
    assert section.number == "23"
    assert [(p.number, p.anchor, p.full_text, p.kind) for p in section.paragraphs] == [
        ("23.1", "m-23-1", "The Director described the plan.", ""),
        ("23.2", "m-23-2", "Members asked about:\n- schools\n- health visitors", ""),
        ("", "m-23-resolution", "Resolved – That the update be received.", "resolution"),
    ]
    assert set(LogEntry.objects.values_list("actor", flat=True)) == {"Cleo Clerk"}


def test_the_same_minutes_are_brought_in_once(cast: Cast, meeting: Meeting, minutes_file: str) -> None:
    run(minutes_file, "--kind=minutes")
    entries = LogEntry.objects.count()
    assert run(minutes_file, "--kind=minutes") == (1, "", "The minutes of item 2 are here already.\n")
    assert LogEntry.objects.count() == entries


def test_what_a_clerk_wrote_is_never_mixed_with_a_file(
    cast: Cast, meeting: Meeting, minutes_file: str
) -> None:
    minutes = start_minutes(by=cast.cleo, meeting=meeting)
    add_paragraph(by=cast.cleo, minute=minutes.items.get(item__position=2), text="My own words.")
    code, _, said = run(minutes_file, "--kind=minutes")
    assert code == 1
    assert said.startswith("Item 2 has minutes already.")


def test_the_item_is_found_by_title_or_by_number_or_refused(
    cast: Cast, meeting: Meeting, tmp_path: Path
) -> None:
    file = written(tmp_path / "m.txt", MINUTES.replace("Plan for the coming year", "Something else"))
    assert run(file, "--kind=minutes", "--meeting=2019-10-10") == (
        1,
        "",
        "No item of the agenda of Thursday 10 October 2019 is called “Something else”. "
        "Say which with --item: 1 Declarations of interest; 2 Plan for the coming year.\n",
    )
    assert run(file, "--kind=minutes", "--meeting=2019-10-10", "--item=3")[2] == (
        "The agenda of Thursday 10 October 2019 has no item 3. Say which with --item: "
        "1 Declarations of interest; 2 Plan for the coming year.\n"
    )
    assert not Minutes.objects.exists()
    assert run(file, "--kind=minutes", "--meeting=2019-10-10", "--item=1")[0] == 0
    minute = Minute.objects.get(item__position=1)
    assert [row.typed_number for row in minute.paragraphs.all()] == ["23.1", "23.2"]


def test_a_title_on_two_agendas_is_not_guessed(cast: Cast, meeting: Meeting, minutes_file: str) -> None:
    later = make_meeting(cast.committee, "2020-01-09", published_by=cast.cleo)
    make_item(later, "Plan for the coming year")
    code, _, said = run(minutes_file, "--kind=minutes")
    assert (code, Minutes.objects.count()) == (1, 0)
    assert "Say which with --meeting" in said
    assert "2019-10-10" in said
    assert "2020-01-09" in said


def test_a_meeting_without_a_published_agenda_is_not_minuted(cast: Cast, minutes_file: str) -> None:
    make_item(make_meeting(cast.committee, "2019-10-10"), "Plan for the coming year")
    code, _, said = run(minutes_file, "--kind=minutes", "--meeting=2019-10-10")
    assert (code, said) == (
        1,
        "The agenda of this meeting was not published. Publish it before you minute it.\n",
    )


def test_a_number_is_borne_once(cast: Cast, meeting: Meeting) -> None:
    """Two paragraphs at one address would hide one of them from every link."""
    brought = BroughtInMinutes("Plan", paragraphs=(Paragraph("23.1", "One"), Paragraph("23.1", "Two")))
    item = AgendaItem.objects.get(position=2)
    minute = bring_in_minutes(by=cast.cleo, meeting=meeting, item=item, brought=brought)
    anchors = [paragraph.anchor for paragraph in compose_minutes(minute.minutes).sections[1].paragraphs]
    assert len(set(anchors)) == 2


def test_an_item_of_another_meeting_is_refused(cast: Cast, meeting: Meeting) -> None:
    other = make_item(make_meeting(cast.committee, "2020-01-09", published_by=cast.cleo), "Other")
    brought = BroughtInMinutes("Other", paragraphs=(Paragraph("1.1", "One"),))
    with pytest.raises(Refused, match="own agenda"):
        bring_in_minutes(by=cast.cleo, meeting=meeting, item=other, brought=brought)


@pytest.mark.parametrize(
    ("words", "verb"),
    [
        ("That the presentation be noted.", "note"),
        ("That the update be received.", "receive"),
        ("That the plan be approved.", "approve"),
        ("That the report be noted and Cabinet be recommended to fund it.", "recommend"),
        ("That the matter be referred to Council.", "refer"),
        ("That the Director be requested to report back.", "request"),
        ("That tea be served.", "note"),
    ],
)
def test_the_kind_of_a_resolution_is_read_from_its_words(words: str, verb: str) -> None:
    assert verb_of(words) == verb


def test_several_resolutions_stand_in_a_list(cast: Cast, meeting: Meeting) -> None:
    brought = BroughtInMinutes(
        "Plan",
        paragraphs=(Paragraph("1.1", "One"),),
        resolutions=("That it be noted.", "That it be referred."),
    )
    item = AgendaItem.objects.get(position=2)
    minute = bring_in_minutes(by=cast.cleo, meeting=meeting, item=item, brought=brought)
    assert Resolution.objects.get(minute=minute).verb == "refer"
    assert compose_minutes(minute.minutes).sections[1].paragraphs[-1].text.splitlines() == [
        "Resolved –",
        "That it be noted.",
        "That it be referred.",
    ]


# ---- What cannot be brought in


@pytest.mark.parametrize("kind", ["report", "minutes"])
@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.txt", b"", "The file is empty."),
        ("a.exe", b"MZ", "Only .txt, .docx, .html and .pdf files can be brought in."),
        ("a.docx", b"no zip", None),
        ("a.pdf", b"%PDF-1.7 but broken", None),
        ("a.txt", b"PK\x03\x04 a zip in disguise", None),
        ("missing.txt", None, "There is no file {path}."),
        ("folder.txt", "folder", "folder.txt is a folder. Name one file."),
    ],
)
def test_a_bad_file_is_one_sentence_and_writes_nothing(
    cast: Cast, meeting: Meeting, tmp_path: Path, kind: str, name: str, content: object, sentence: str | None
) -> None:
    path, entries = tmp_path / name, LogEntry.objects.count()
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif content == "folder":
        path.mkdir()
    for extra in ((), ("--dry-run",)):
        code, printed, said = run(str(path), f"--kind={kind}", *extra)
        assert (code, printed) == (1, "")
        assert said.count("\n") == 1
        assert said.endswith(".\n")
        assert sentence is None or said == f"{sentence.format(path=path)}\n"
    assert (Report.objects.count(), Minutes.objects.count(), LogEntry.objects.count()) == (0, 0, entries)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--meeting=10.10.2019",), "“10.10.2019” is not a date."),
        (("--meeting=20191010",), "“20191010” is not a date."),
        (
            ("--body=nowhere",),
            "There is no body “nowhere”. Say which with --body: adults-improvement-board, ",
        ),
        (("--by=nobody@marlshire.test",), "Nobody here has the address nobody@marlshire.test."),
    ],
)
@pytest.mark.parametrize("kind", ["report", "minutes"])
def test_a_place_that_is_not_there_is_one_sentence(
    cast: Cast,
    meeting: Meeting,
    report_file: str,
    minutes_file: str,
    kind: str,
    arguments: tuple[str, ...],
    sentence: str,
) -> None:
    file = report_file if kind == "report" else minutes_file
    code, printed, said = run(file, f"--kind={kind}", *arguments)
    assert (code, printed) == (1, "")
    assert said.startswith(sentence)
    assert (Report.objects.count(), Minutes.objects.count()) == (0, 0)


def test_a_document_without_a_body_is_refused_with_the_choices(cast: Cast, tmp_path: Path) -> None:
    text = REPORT.replace("Children and Families Scrutiny Committee", "")
    code, _, said = run(written(tmp_path / "report.txt", text), "--kind=report")
    assert code == 1
    assert said == (
        "It is not clear to which body this belongs. Say which with --body: adults-improvement-board, "
        "children-and-families-scrutiny-committee, childrens-improvement-board.\n"
    )


def test_an_empty_council_is_told_so(db: None, report_file: str) -> None:
    assert run(report_file, "--kind=report") == (
        1,
        "",
        "It is not clear to which body this belongs. No body has been set up yet.\n",
    )


# ---- Words from elsewhere


@pytest.mark.parametrize(
    "text",
    [
        "Plain words.",
        "5 * 3 and 2*3*4",
        "an_underscored_name and _emphasis_",
        "See [the plan](https://example.org/).",
        "- not a bullet",
        r"C:\new\folder and \*",
        "a | b\n--- | ---\n1 | 2",
        "<b>bold</b> & 'so on'",
        "**Bold** and *italic*",
    ],
)
def test_words_read_as_they_did_elsewhere(text: str) -> None:
    assert plain_text(in_house_marks(text)) == " ".join(text.split())


def test_plain_words_come_back_as_they_are() -> None:
    assert in_house_marks("Nothing to mark: it's 3-4 people, e.g. (a) to (c).") == (
        "Nothing to mark: it's 3-4 people, e.g. (a) to (c)."
    )
