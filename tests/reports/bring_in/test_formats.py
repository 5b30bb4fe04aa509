"""One report and one set of minutes give the same JSON whatever file they come in."""

from collections.abc import Callable

import pytest

from reports.bring_in import read_document, read_minutes, read_report
from tests.reports.bring_in import written

REPORTS: dict[str, Callable[[], bytes]] = {
    "report.txt": lambda: written.report_txt(written.REPORT),
    "report.html": lambda: written.report_html(written.REPORT),
    "report.pdf": lambda: written.report_pdf(written.REPORT),
    "typed.docx": lambda: written.report_docx(written.REPORT, automatic=False),
    "automatic.docx": lambda: written.report_docx(written.REPORT, automatic=True),
}
MINUTES: dict[str, Callable[[], bytes]] = {
    "minutes.txt": lambda: written.minutes_txt(written.MINUTES),
    "minutes.html": lambda: written.minutes_html(written.MINUTES),
    "minutes.pdf": lambda: written.minutes_pdf(written.MINUTES),
    "minutes.docx": lambda: written.minutes_docx(written.MINUTES),
}


@pytest.mark.parametrize("name", REPORTS)
def test_report_is_the_same_in_every_format(name: str) -> None:
    report = read_report(read_document(name, REPORTS[name]()))
    assert report.as_json() == written.REPORT
    assert report.body_name == written.BODY
    assert str(report.meeting_date) == "2031-10-09"
    assert report.warnings == ()


@pytest.mark.parametrize("name", MINUTES)
def test_minutes_are_the_same_in_every_format(name: str) -> None:
    minutes = read_minutes(read_document(name, MINUTES[name]()))
    assert minutes.as_json() == written.MINUTES
    assert minutes.warnings == ()


def test_names_of_files_may_be_in_capitals() -> None:
    content = written.report_txt(written.REPORT)
    assert read_document("REPORT.TXT", content).lines == read_document("report.txt", content).lines


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_of_text_files(encoding: str) -> None:
    content = written.report_txt(written.REPORT).decode().encode(encoding)
    assert read_report(read_document("report.txt", content)).as_json() == written.REPORT


def test_web_page_in_an_older_encoding() -> None:
    page = written.report_html(written.REPORT).decode().replace("utf-8", "windows-1252").encode("cp1252")
    assert read_report(read_document("report.html", page)).as_json() == written.REPORT


def test_scripts_and_styles_are_not_read() -> None:
    page = written.report_html(written.REPORT).replace(
        b"</body>", b"<script>var x = '<p>no</p>'</script></body>"
    )
    assert read_report(read_document("report.htm", page)).as_json() == written.REPORT
