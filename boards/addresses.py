"""How things are spelled in addresses."""

import datetime

from django.urls import register_converter


class Day:
    """A calendar day, as in ``/meetings/scrutiny/2019-10-10/``. A day that does not exist is no address."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> datetime.date:
        return datetime.date.fromisoformat(value)

    def to_url(self, value: datetime.date | str) -> str:
        return value if isinstance(value, str) else value.isoformat()


register_converter(Day, "day")
