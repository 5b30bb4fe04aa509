"""Load the demonstration council, or complete one that was interrupted."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from boards.deeds.refusals import Refused
from improvement_board.demo.council import load
from improvement_board.demo.story import was_told_otherwise

OLDER = (
    "The demonstration council of an earlier version is here, and stays as it is. "
    "To load today's, stop the site, put the folder var/ aside and start it again."
)


class Command(BaseCommand):
    """Running it again changes nothing that is there, so a start of the site may always run it."""

    help = "Loads the fictional Marlshire County Council, or completes it; running it again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("The demonstration council is not for production: nothing was loaded.")
        if was_told_otherwise():
            self.stdout.write(OLDER)
            return
        try:
            told = load()
        except Refused as refusal:
            raise CommandError(
                f"{refusal.sentence} What was loaded so far stays, and is completed next time."
            ) from None
        if told:
            self.stdout.write("The demonstration council is loaded.")
        else:
            self.stdout.write("The demonstration council is there already: nothing was changed.")
