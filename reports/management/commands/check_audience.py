"""`manage.py check_audience FILE --for-body NAME --meeting DAY`: what is wrong in a report for them."""

import datetime
import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from boards.deeds.refusals import Refused
from reports.audience import Audience, KnownDocument, findings, kind_of
from reports.bring_in import CannotRead, read_document, read_report
from reports.bring_in.on_disk import file_content

EARLIEST = datetime.date(1900, 1, 1)


class Command(BaseCommand):
    help = "List the sentences of a report file that are wrong for another body or another meeting, as JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="the report: .txt, .docx, .html or .pdf")
        parser.add_argument("--for-body", required=True, help="the body that it goes to, by its name")
        parser.add_argument("--meeting", required=True, help="the day of that body's meeting, as 2019-10-10")
        parser.add_argument(
            "--written-for", default="", help="the body it was written for, if it does not say so"
        )
        parser.add_argument("--written-for-meeting", default="", help="and the day of that body's meeting")
        parser.add_argument("--presenter", default=None, help="who presents it; give '' if nobody does")
        parser.add_argument(
            "--apologies", action="append", default=[], metavar="NAME", help="somebody who will not be there"
        )
        parser.add_argument(
            "--published",
            action="append",
            default=[],
            metavar="TITLE=DAY",
            help="a document and the day it was published: 'Inspection letter=2019-10-07'",
        )

    def handle(self, *, file: str, **said: Any) -> None:
        """Exits with 0 whether or not there are findings; with 1 and one sentence for what cannot be used."""
        try:
            audience = read_audience(**said)
            report = read_report(read_document(Path(file).name, file_content(Path(file))))
        except (CannotRead, Refused) as refusal:
            self.stderr.write(str(refusal))
            sys.exit(1)
        found = [finding.as_json() for finding in findings(report, audience)]
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))


def read_audience(
    *,
    for_body: str,
    meeting: str,
    written_for: str,
    written_for_meeting: str,
    presenter: str | None,
    apologies: list[str],
    published: list[str],
    **_: Any,
) -> Audience:
    """The audience that was said. Raises Refused with one sentence for what nobody could mean."""
    if not any(letter.isalpha() for letter in for_body):
        raise Refused("Name the body that the report goes to, such as --for-body “Scrutiny Committee”.")
    return Audience(
        body=for_body.strip(),
        kind=kind_of(for_body),
        meeting=read_day(meeting),
        written_for=written_for.strip(),
        written_for_meeting=read_day(written_for_meeting) if written_for_meeting else None,
        presenter=presenter,
        apologies=tuple(apologies),
        documents=tuple(read_published(text) for text in published),
    )


def read_day(text: str) -> datetime.date:
    """The day that was typed, in the one form that nobody reads as another day."""
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text or day < EARLIEST:
        raise Refused(f"“{text}” is not a date. Give the day as year-month-day: 2019-10-10.")
    return day


def read_published(text: str) -> KnownDocument:
    title, parted, day = text.rpartition("=")
    if not parted or not title.strip():
        raise Refused(f"“{text}” does not name a document and its day. Write it as TITLE=2019-10-07.")
    return KnownDocument(title.strip(), read_day(day.strip()))
