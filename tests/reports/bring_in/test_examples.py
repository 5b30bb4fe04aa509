"""The real papers that lie beside the repository on some machines; nothing of them is kept here."""

import re
from pathlib import Path
from textwrap import wrap

import pytest

from reports.bring_in import read_document, read_minutes, read_report
from tests.reports.bring_in.words import minutes_words, report_words, words

EXAMPLES = Path(__file__).resolve().parents[4] / "shared" / "examples"
REPORT = EXAMPLES / "report-2019-10-scrutiny.txt"
UNNUMBERED = EXAMPLES / "minutes-improvement-journey.txt"
NUMBERED = EXAMPLES / "minutes-plan-for-the-new-board.txt"
pytestmark = pytest.mark.skipif(
    not REPORT.exists(), reason="the example papers do not lie beside the repository (../shared/examples)"
)
LABELS = (
    r"Report Title\t|Purpose of Report\t|Is this for information or decision\?\t.*|Author\t|Key Issues:|"
    r"Recommendations to the Committee:|Financial/Resource Implications:"
)


def typed(path: Path) -> str:
    return path.read_text(encoding="utf-8").replace("\xa0", " ")


def test_every_word_of_the_report_is_read_in_order() -> None:
    report = read_report(read_document(REPORT.name, REPORT.read_bytes()))
    source = re.sub(rf"^(?:{LABELS})", "", typed(REPORT), flags=re.M)
    source = re.sub(r"^(?:- )?\d+\.(?:\d+\.)? ", "", source, flags=re.M)
    assert report_words(report) == words(source)


def test_structure_of_the_report() -> None:
    report = read_report(read_document(REPORT.name, REPORT.read_bytes()))
    numbers = [[paragraph.number for paragraph in section.paragraphs] for section in report.sections]
    assert [section.number for section in report.sections] == ["1", "2", "3", "4"]
    assert numbers == [[f"{s}.{p}" for p in range(1, n + 1)] for s, n in ((1, 8), (2, 4), (3, 13), (4, 7))]
    bullets = {each.number: len(each.bullets) for section in report.sections for each in section.paragraphs}
    assert {number: count for number, count in bullets.items() if count} == {"2.3": 16, "4.4": 7}
    assert report.cover.purpose_kind == "information"
    assert len(report.cover.recommendations) == 1
    assert [kind for kind, _ in report.cover.implications] == ["financial"]
    assert list(report.signature or ()) == typed(REPORT).split("\n")[-2:]
    assert report.body_name == typed(REPORT).strip().split("\n")[0]
    assert str(report.meeting_date) == "2019-10-10"
    assert report.warnings == ()


@pytest.mark.parametrize("width", [60, 72, 100])
def test_the_report_is_the_same_when_its_lines_are_wrapped(width: int) -> None:
    rows = typed(REPORT).split("\n")
    wrapped = "\n".join(row if "\t" in row else "\n".join(wrap(row, width)) for row in rows)
    report = read_report(read_document(REPORT.name, REPORT.read_bytes()))
    assert read_report(read_document("wrapped.txt", wrapped.encode())).as_json() == report.as_json()


def test_torn_paragraphs_of_the_report_are_whole() -> None:
    report = read_report(read_document(REPORT.name, REPORT.read_bytes()))
    source = re.split(r"\n- (?=\d\.\d)|\n(?=\d\. )|\n\n(?=[A-Z])", typed(REPORT))
    texts = {each.number: each.text for section in report.sections for each in section.paragraphs}
    for number in ("3.1", "3.8", "4.3"):
        torn = next(part for part in source if part.startswith(f"{number}. "))
        assert "\n\n" in torn
        assert texts[number] == " ".join(torn.removeprefix(f"{number}. ").split())


def test_every_word_of_the_unnumbered_minutes_is_read_in_order() -> None:
    minutes = read_minutes(read_document(UNNUMBERED.name, UNNUMBERED.read_bytes()))
    source = re.sub(
        r"^(?:Agenda item|Minutes:|Supporting documents:|Resolved –)", "", typed(UNNUMBERED), flags=re.M
    )
    assert minutes_words(minutes) == words(source)
    assert {paragraph.number for paragraph in minutes.paragraphs} == {""}
    assert [len(paragraph.bullets) for paragraph in minutes.paragraphs] == [0, 0, 0, 2, 0, 0, 0, 0, 0, 0]
    assert minutes.resolutions == (re.findall(r"Resolved – (.*)", typed(UNNUMBERED))[0],)
    assert minutes.supporting_documents == ()


def test_every_word_of_the_numbered_minutes_is_read_in_order() -> None:
    minutes = read_minutes(read_document(NUMBERED.name, NUMBERED.read_bytes()))
    source = re.sub(r"^(?:Agenda item|23\.\d+ )", "", typed(NUMBERED), flags=re.M)
    assert minutes_words(minutes) == words(source)
    assert [paragraph.number for paragraph in minutes.paragraphs] == [f"23.{n}" for n in range(1, 15)]
    assert minutes.title == typed(NUMBERED).split("\n")[2]
    assert minutes.purpose == typed(NUMBERED).split("\n")[4].strip()
    assert minutes.resolutions == ()
