"""`check_audience`: what scripts read, and one sentence for what cannot be used."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests.reports.audience.marlshire import REPORT

ON_THE_DAY = ("--for-body=Scrutiny Committee", "--meeting=2019-10-10")


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return str(path)


def run(*arguments: str) -> tuple[int, str, str]:
    """The exit code of the command, what it printed, and what it said beside that."""
    printed, said = io.StringIO(), io.StringIO()
    try:
        call_command("check_audience", *arguments, stdout=printed, stderr=said)
    except SystemExit as ended:
        return int(ended.code or 0), printed.getvalue(), said.getvalue()
    return 0, printed.getvalue(), said.getvalue()


def found(*arguments: str) -> list[dict[str, Any]]:
    code, printed, said = run(*arguments)
    assert (code, said) == (0, "")
    read: list[dict[str, Any]] = json.loads(printed)
    return read


def test_findings_are_printed_as_json_and_no_database_is_asked(file: str) -> None:
    third = found(file, *ON_THE_DAY)[3]
    assert list(third.items()) == [
        ("paragraph", "1.3"),
        ("sentence", "A review is being held on 26th September."),
        ("kind", "past-as-future"),
        (
            "why",
            "“26th September” is Thursday 26 September 2019, before the Scrutiny Committee’s meeting on "
            "Thursday 10 October 2019, but the sentence tells it as still to come.",
        ),
        ("suggestion", "A review was held on 26th September."),
        ("start", 9),
        ("end", 40),
    ]


def test_every_letter_is_kept(file: str) -> None:
    assert "\\u" not in run(file, *ON_THE_DAY)[1]


def test_what_is_known_beside_the_paper_can_be_said(file: str) -> None:
    said = (
        *("--written-for=Marlshire Improvement Board", "--written-for-meeting=2019-09-24"),
        *("--presenter=Sam Sample", "--apologies=Pat Example", "--published=Q.A. letter=2019-10-07"),
    )
    kinds = [each["kind"] for each in found(file, *ON_THE_DAY, *said)]
    assert ("presenter-missing" in kinds, "now-published" in kinds) == (False, True)


def test_no_findings_are_an_empty_list(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("1. Introduction\n\n1.1. All is well.\n", encoding="utf-8")
    assert run(str(path), *ON_THE_DAY) == (0, "[]\n", "")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ("--for-body=Scrutiny Committee", "--meeting=10.10.2019"),
            "“10.10.2019” is not a date. Give the day as year-month-day: 2019-10-10.",
        ),
        (
            ("--for-body=Scrutiny Committee", "--meeting=0001-01-01"),
            "“0001-01-01” is not a date. Give the day as year-month-day: 2019-10-10.",
        ),
        (
            ("--for-body= ", "--meeting=2019-10-10"),
            "Name the body that the report goes to, such as --for-body “Scrutiny Committee”.",
        ),
        (
            (*ON_THE_DAY, "--published=Letter"),
            "“Letter” does not name a document and its day. Write it as TITLE=2019-10-07.",
        ),
        (
            (*ON_THE_DAY, "--written-for-meeting=soon"),
            "“soon” is not a date. Give the day as year-month-day: 2019-10-10.",
        ),
    ],
)
def test_what_nobody_can_mean_is_one_sentence(file: str, arguments: tuple[str, ...], sentence: str) -> None:
    assert run(file, *arguments) == (1, "", f"{sentence}\n")


def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    missing = str(tmp_path / "none.txt")
    assert run(missing, *ON_THE_DAY) == (1, "", f"There is no file {missing}.\n")
    assert run(str(tmp_path), *ON_THE_DAY) == (1, "", f"{tmp_path.name} is a folder. Name one file.\n")
    (tmp_path / "empty.txt").write_text("")
    assert run(str(tmp_path / "empty.txt"), *ON_THE_DAY) == (1, "", "The file is empty.\n")
    (tmp_path / "sheet.xlsx").write_text("x")
    assert run(str(tmp_path / "sheet.xlsx"), *ON_THE_DAY) == (
        1,
        "",
        "Only .txt, .docx, .html and .pdf files can be brought in.\n",
    )
