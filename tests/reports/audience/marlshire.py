"""A report of the fictional Marlshire that was written for its Board and now goes to the Committee."""

import datetime as dt
from dataclasses import replace

from reports.audience import Audience, Finding, KnownDocument, Passage, PlainPaper, findings
from reports.audience.papers import Place

BOARD = "Marlshire Improvement Board"
COMMITTEE = "Children and Families Scrutiny Committee"
AUTHOR = "Pat Example - Independent Chair"

AUDIENCE = Audience(
    body=COMMITTEE,
    kind="committee",
    meeting=dt.date(2019, 10, 10),
    written_for=BOARD,
    written_for_meeting=dt.date(2019, 9, 24),
    presenter="Sam Sample",
    documents=(
        KnownDocument("Ofsted monitoring visit letter", dt.date(2019, 10, 7)),
        KnownDocument("Sufficiency plan", dt.date(2019, 11, 1)),
        KnownDocument("Neglect strategy", None),
    ),
)

REPORT = """\
Children and Families Scrutiny Committee

Report Title\tProgress of the Marlshire Improvement Board
Purpose of Report\tTo update the Board on pace.
Is this for information or decision?\tFor information.
Author\tPat Example - Independent Chair
Key Issues:
Pace and quality of practice.
Recommendations to the Committee:
That the Board note the report.
Financial/Resource Implications:
None.

1. Introduction

1.1. This report follows the report given to the Improvement Board on 24 September 2019. I regret that I \
cannot be with you.
1.2. The Q.A. letter has not been published. The Board has agreed a plan with a target of 1.5 days.
1.3. A review is being held on 26th September. The next one will be held on 14 November 2019.

2. Analysis

2.1. I ask the Board to consider two questions. The Board was asked to consider pace in May.
2.2. The figures in the report for this meeting are better. The workshop took place on 14 November 2019.
2.3. In this period I have:
- visited the north team, which will move on 1 October
- said to this Board that staffing is fragile

Pat Example
Independent Chair
"""


def check(text: str, *, place: Place = "paragraph", audience: Audience = AUDIENCE) -> list[Finding]:
    """The findings in one passage of a paper by Pat Example."""
    return findings(PlainPaper("Progress", AUTHOR, (Passage("1.1", text, place),)), audience)


def said(text: str, *, place: Place = "paragraph", audience: Audience = AUDIENCE) -> list[tuple[str, str]]:
    """Kind and marked words of each finding in one passage."""
    return [(each.kind.value, each.marked) for each in check(text, place=place, audience=audience)]


def suggested(text: str, *, place: Place = "paragraph", audience: Audience = AUDIENCE) -> str:
    """The suggestion of the one finding in a passage."""
    (finding,) = check(text, place=place, audience=audience)
    return finding.suggestion


def nobody_said(**changes: object) -> Audience:
    """The same audience with what is known of it changed."""
    return replace(AUDIENCE, **changes)  # type: ignore[arg-type]
