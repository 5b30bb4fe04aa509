"""Recompute every hash and both chains: silent when all is well."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from reports import files
from reports.verify import faults


class Command(BaseCommand):
    help = (
        "Checks the log, the publications and their files. Silent when all is well; else names what is not."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--sweep",
            action="store_true",
            help="first remove files that no publication knows and that are older than an hour",
        )

    def handle(self, *, sweep: bool, **options: Any) -> None:
        if sweep:
            for path in files.sweep():
                self.stdout.write(f"Removed {path.name}.")
        found = False
        for fault in faults():
            found = True
            self.stderr.write(fault)
        if found:
            sys.exit(1)
