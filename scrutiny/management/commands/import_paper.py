"""`manage.py import_paper FILE --kind report|minutes [--dry-run]`: bring in a document written elsewhere."""

import datetime
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from boards.dates import full_date
from boards.deeds.refusals import Refused
from boards.models import Role
from boards.permissions import Permission, may
from reports.bring_in import (
    BroughtInMinutes,
    BroughtInReport,
    CannotRead,
    read_document,
    read_minutes,
    read_report,
)
from reports.bring_in.on_disk import file_content
from reports.deeds.bring_in import bring_in_report, cut_short, numbers_that_differ
from reports.destinations import (
    body_called,
    body_named,
    holder_of,
    meeting_if_any,
    meeting_on,
    only_body,
    person_called,
)
from scrutiny.deeds.bring_in import bring_in_minutes
from scrutiny.destinations import item_for


class Command(BaseCommand):
    help = "Bring in a report or the minutes of an item from a .txt, .docx, .html or .pdf file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="the document")
        parser.add_argument("--kind", required=True, choices=["report", "minutes"])
        parser.add_argument(
            "--dry-run", action="store_true", help="print what was recognised as JSON, write nothing"
        )
        parser.add_argument("--body", default="", help="the body's address, if the document does not name it")
        parser.add_argument("--meeting", default="", help="the day of the meeting, as 2019-10-10")
        parser.add_argument("--item", default="", help="the number of the agenda item, for minutes")
        parser.add_argument("--by", default="", help="the e-mail address of the person it is brought in for")

    def handle(self, *, file: str, kind: str, dry_run: bool, **said: Any) -> None:
        """Exits with 1 and one sentence, and writes nothing, when the file or its place cannot be used."""
        try:
            brought = read(file, kind)
            if dry_run:
                self.stdout.write(json.dumps(brought.as_json(), ensure_ascii=False, indent=2))
            elif isinstance(brought, BroughtInReport):
                self.keep_report(brought, file, **said)
            else:
                self.keep_minutes(brought, **said)
        except (CannotRead, Refused) as refusal:
            self.stderr.write(str(refusal))
            sys.exit(1)
        if dry_run:
            self.warn(brought.to_check)

    def keep_report(
        self, brought: BroughtInReport, file: str, *, body: str, meeting: str, by: str, **_: Any
    ) -> None:
        name = brought.body_name
        to = body_called(body) if body else body_named(name) or only_body(name)
        day = read_day(meeting)
        on = meeting_on(to, day) if day else meeting_if_any(to, brought.meeting_date)
        author = person_called(by) if by else holder_of(to, [Role.AUTHOR, Role.CHAIR])
        report = bring_in_report(by=author, body=to, brought=brought, meeting=on, file_name=Path(file).name)
        place = f"the {on.body_name} of {full_date(on.date)}" if on else to.name
        self.stdout.write(f"Brought in “{report.title}” as a draft for {place}, by {author.name}.")
        self.stdout.write(report.get_desk_url())
        self.warn([*brought.to_check, *cut_short(brought), *numbers_that_differ(report, brought)])
        if brought.meeting_date and on is None:
            self.warn([f"No meeting of {to.name} is planned on {full_date(brought.meeting_date)}."])
        if not may(author, Permission.WRITE_REPORTS, to):
            self.warn(
                [f"{author.name} holds no office that reports to {to.name}, so cannot change the draft."]
            )

    def keep_minutes(
        self, brought: BroughtInMinutes, *, body: str, meeting: str, item: str, by: str, **_: Any
    ) -> None:
        on = item_for(brought, slug=body, day=read_day(meeting), number=item)
        held = on.meeting
        clerk = person_called(by) if by else holder_of(held.body, [Role.CLERK, Role.SECRETARIAT])
        minute = bring_in_minutes(by=clerk, meeting=held, item=on, brought=brought)
        place = f"the {held.body_name} of {full_date(held.date)}"
        self.stdout.write(f"Brought in the minutes of item {on.number}, “{on.title}”, of {place}.")
        self.stdout.write(minute.minutes.get_desk_url())
        self.warn(brought.to_check)
        if brought.supporting_documents:
            listed = "; ".join(brought.supporting_documents)
            self.warn([f"Supporting documents are not kept with minutes. They were: {listed}"])

    def warn(self, sentences: Iterable[str]) -> None:
        """Say what a person should look at, apart from what the command prints."""
        for sentence in sentences:
            self.stderr.write(f"Please check: {sentence}")


def read(file: str, kind: str) -> BroughtInReport | BroughtInMinutes:
    """What the file says. Raises CannotRead with one plain sentence, also for a file that is not there."""
    document = read_document(Path(file).name, file_content(Path(file)))
    return read_report(document) if kind == "report" else read_minutes(document)


def read_day(text: str) -> datetime.date | None:
    """The day that was said, in the one form that nobody reads as another day; None when none was."""
    if not text:
        return None
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise Refused(f"“{text}” is not a date. Give the day of the meeting as year-month-day: 2019-10-10.")
    return day
