"""The rules of the re-audience check, one file each; a new one joins with its file and its line here.

A rule looks at a reading of the paper and yields a mark for each sentence that is wrong.
"""

from collections.abc import Callable, Iterator
from typing import Final

from reports.audience.reading import Mark, Reading
from reports.audience.rules.audience_words import audience_words
from reports.audience.rules.future_as_past import future_as_past
from reports.audience.rules.now_published import now_published
from reports.audience.rules.past_as_future import past_as_future
from reports.audience.rules.presenter import presenter
from reports.audience.rules.relative_date import relative_date
from reports.audience.rules.this_meeting import this_meeting
from reports.audience.rules.wrong_body import wrong_body

Rule = Callable[[Reading], Iterator[Mark]]

RULES: Final[tuple[Rule, ...]] = (
    past_as_future,
    future_as_past,
    relative_date,
    now_published,
    wrong_body,
    this_meeting,
    audience_words,
    presenter,
)
"""In the order in which they speak for words that two of them would mark."""
