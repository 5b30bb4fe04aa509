"""A report written in Word elsewhere: checked on one page, kept as a draft, and taken out as Word again."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from reports.bring_in import read_document, read_report
from tests.journeys.conftest import NewVisitor
from tests.reports.bring_in.crowded import crowded_docx

pytestmark = pytest.mark.journey

BROUGHT_IN = "The report is brought in as your draft."


@pytest.mark.usually("desktop")
def test_a_crowded_word_file_is_checked_kept_and_taken_out_again(
    signed_in: NewVisitor, size: str, tmp_path: Path
) -> None:
    helen = signed_in("chair@demo.invalid", size)
    title = f"Care in Marl {size}"
    file = tmp_path / f"{title}.docx"
    file.write_bytes(crowded_docx(title))
    helen.open("/desk/reports/bring-in/", "Bring in a report")
    helen.page.get_by_label("The document").set_input_files(file)
    helen.press("Read the document", "Check what was read")
    helen.reads("A text box after paragraph 1.2 was left out. It says: “A box about caseloads.”")
    helen.reads("1 section, 3 paragraphs, 1 bullet and 1 table.")
    helen.press("Keep it as my draft", title)
    expect(helen.page.get_by_text(BROUGHT_IN)).to_be_visible()
    with helen.page.expect_download() as download:
        helen.page.get_by_role("link", name="Download as Word").click()
    taken = tmp_path / "taken.docx"
    download.value.save_as(taken)
    before, after = (read_report(read_document(each.name, each.read_bytes())) for each in (file, taken))
    assert (after.cover.title, after.sections) == (title, before.sections)
