"""What one body leaves open for the one that succeeds it.

Each kind of open business tells its own: `register` a source in the ``ready`` of its app.
"""

from collections.abc import Callable
from dataclasses import dataclass

from boards.models import Body, User


@dataclass(frozen=True, slots=True)
class OpenBusiness:
    """One thing left open: what it is, and the desk address where it is followed up."""

    what: str
    address: str
    since: str = ""


Source = Callable[[Body, User], list[OpenBusiness]]

_sources: dict[str, Source] = {}


def register(heading: str, source: Source) -> None:
    """Add a kind of open business to every handover list, under ``heading``, in the order of registering."""
    _sources[heading] = source


def open_business(body: Body, user: User) -> list[tuple[str, list[OpenBusiness]]]:
    """What ``body`` leaves open as far as ``user`` may see it; every registered heading, empty ones too."""
    return [(heading, source(body, user)) for heading, source in _sources.items()]
