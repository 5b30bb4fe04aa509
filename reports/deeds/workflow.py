"""The way of a report from draft to publication, as a table. Pages, checks and tests read it.

Nobody reviews or agrees their own report: whoever does is a reviewer of the body *and* has no hand in it.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from boards.deeds.record import claim, deed, facts, record
from boards.deeds.refusals import Refused, Stale
from boards.models import Reader, User
from boards.permissions import Permission, permissions
from reports.compose import broken_references, compose_report, numbered_sections
from reports.composed import ComposedPaper
from reports.cover_sheets import background_papers
from reports.deeds.changes import forget_reasons
from reports.deeds.evidence import keep_evidence
from reports.deeds.publishing import next_number, prepare, publish_edition, withdraw
from reports.deeds.review import notes_of_reviewers, write_note
from reports.models import Report
from reports.open_findings import check_of

logger = logging.getLogger(__name__)

State = Report.State


class Who(StrEnum):
    """Who makes a move; the words complete "Only … may do this"."""

    AUTHOR = "the author"
    REVIEWER = "a reviewer who did not write it"
    PUBLISHER = "somebody who publishes for the body"


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the workflow: from, to, who, and what must also hold.

    ``asks`` is what the person must say with it, if anything; ``after_publication`` keeps a move for reports
    of which readers already have an edition.
    """

    name: str
    verb: str
    done: str
    start: tuple[Report.State, ...]
    end: Report.State
    who: tuple[Who, ...]
    asks: str = ""
    must_hold: Callable[[Report], list[str]] = lambda report: []
    after_publication: bool = False

    @property
    def who_in_words(self) -> str:
        return " or ".join(self.who)

    @property
    def address(self) -> str:
        """The name of the page that explains and makes the move."""
        return f"reports:{self.name}"


def missing_from(report: Report) -> list[str]:
    """What a report lacks before anybody else is asked to read it; empty when it is complete.

    Background papers are the statutory body's (LGA 1972 s.100D): "None" is an answer, silence is not.
    """
    wanted = {
        "a title": report.title,
        "the purpose": report.purpose,
        "the author": report.author_line,
        "the recommendations, or the word None": report.recommendations,
    }
    if report.body.is_statutory:
        listed = background_papers(report) is not None
        wanted["the background papers, or the word None"] = "there" if listed else ""
    missing = [thing for thing, said in wanted.items() if not said.strip()]
    sections = numbered_sections(report)
    if all(section.is_empty for section in sections):
        missing.append("at least one paragraph")
    if broken_references(report, sections):
        missing.append("references that lead to a paragraph")
    return missing


def notes_wanting(report: Report) -> list[str]:
    return [] if notes_of_reviewers(report).exists() else ["a note that says what to change"]


WORKFLOW: Final[tuple[Move, ...]] = (  # from each state the way on first, then the ways back
    Move(
        name="submit",
        verb="Send for review",
        done="sent for review",
        start=(State.DRAFT,),
        end=State.IN_REVIEW,
        who=(Who.AUTHOR,),
        must_hold=missing_from,
    ),
    Move(
        name="agree",
        verb="Agree the report",
        done="agreed",
        start=(State.IN_REVIEW,),
        end=State.AGREED,
        who=(Who.REVIEWER,),
        must_hold=missing_from,
    ),
    Move(
        name="return",
        verb="Return with notes",
        done="returned with notes",
        start=(State.IN_REVIEW,),
        end=State.DRAFT,
        who=(Who.REVIEWER,),
        must_hold=notes_wanting,
    ),
    Move(
        name="publish",
        verb="Publish the report",
        done="published",
        start=(State.AGREED,),
        end=State.PUBLISHED,
        who=(Who.PUBLISHER,),
        must_hold=missing_from,
    ),
    Move(
        name="reopen",
        verb="Open it again",
        done="opened again",
        start=(State.AGREED,),
        end=State.DRAFT,
        who=(Who.AUTHOR, Who.REVIEWER),
        asks="why it is opened again",
    ),
    Move(
        name="correct",
        verb="Correct the report",
        done="began to correct",
        start=(State.PUBLISHED,),
        end=State.DRAFT,
        who=(Who.AUTHOR, Who.PUBLISHER),
        asks="what was wrong",
        after_publication=True,
    ),
    Move(
        name="withdraw",
        verb="Withdraw the report",
        done="withdrew",
        start=(State.DRAFT, State.IN_REVIEW, State.AGREED, State.PUBLISHED),
        end=State.WITHDRAWN,
        who=(Who.PUBLISHER,),
        asks="why it is withdrawn",
        after_publication=True,
    ),
)

MOVES: Final = {move.name: move for move in WORKFLOW}


def moves_for(user: Reader, report: Report) -> list[Move]:
    """The moves this person may make with the report as it stands, in the order of the table.

    What must also hold is left to the move's own page, which says what is still missing.
    """
    return [move for move in WORKFLOW if is_open(move, report) and may_make(user, move, report)]


def is_open(move: Move, report: Report) -> bool:
    """Whether the report is where this move begins."""
    if report.state not in move.start:
        return False
    return not move.after_publication or report.publication.editions.exists()


def may_make(user: Reader, move: Move, report: Report) -> bool:
    granted = permissions(user, report.body)
    holds = {
        Who.AUTHOR: report.author_id == user.pk and Permission.WRITE_REPORTS in granted,
        Who.REVIEWER: Permission.REVIEW_REPORTS in granted and not report.was_written_by(user),
        Who.PUBLISHER: Permission.PUBLISH_PAPERS in granted,
    }
    return any(holds[who] for who in move.who)


class FindingsOpen(Refused):
    """Publishing while the re-audience check has open findings: it is done when it is asked for once more."""

    def __init__(self, many: int) -> None:
        sentences = "One sentence" if many == 1 else f"{many} sentences"
        super().__init__(
            f"{sentences} may be wrong for this audience or day. Nothing is published yet: look at the list, "
            "then publish all the same or go back."
        )
        self.many = many


@deed
def move(
    *,
    by: User,
    report: Report,
    move: str,
    version: int,
    reason: str = "",
    despite_findings: bool = False,
) -> Report:
    """Move ``report`` along the table; ``move`` is a row's name, ``version`` the one the page was drawn from.

    The reason of a return is a note on the whole report. Agreeing prepares the PDF; publishing makes the
    edition; withdrawing withdraws it. All of it happens or none. What the re-audience check still has open is
    published only ``despite_findings``, and then the log says how many there were.

    Raises:
        FindingsOpen: when publishing is asked for while findings are open, and not in spite of them.
        Refused: for somebody else's move, from another state, without what must hold or without a reason;
            and while the PDF is not ready.
        Stale: when the report was changed since the page was drawn, which a replayed form always finds.
    """
    row = MOVES[move]
    with refusals_logged(by, report, row):
        refuse_unlawful(by=by, report=report, move=row)
        fresh = claim(report, version)
        refuse_unlawful(by=by, report=fresh, move=row)
        before = facts(fresh)
        do_first(by=by, report=fresh, move=row, reason=reason.strip())
        refuse_unready(fresh, row, reason.strip())
        known = facts_of_check(fresh, row, despite_findings)
        fresh.state = row.end
        if row.end == State.DRAFT and row.after_publication:
            fresh.correction_reason = reason.strip()
        fresh.save(update_fields=["state", "correction_reason", "version"])
        do_last(by=by, report=fresh, move=row, reason=reason.strip())
        after = facts(fresh) | known
        record(by=by, deed=row.done, about=fresh, before=before, after=after, reason=reason.strip())
    return fresh


def refuse_unlawful(*, by: User, report: Report, move: Move) -> None:
    if not is_open(move, report):
        raise Refused(f"This report is {report.get_state_display().lower()}. {not_now(move)}")
    if not may_make(by, move, report):
        raise Refused(f"Only {move.who_in_words} may do this.")


def not_now(move: Move) -> str:
    states = " or ".join(f"“{state.label.lower()}”" for state in move.start)
    return f"“{move.verb}” is for a report that is {states}."


def do_first(*, by: User, report: Report, move: Move, reason: str) -> None:
    """What belongs to the move and decides whether it may be made."""
    if move.name == "return" and reason:
        write_note(by=by, report=report, text=reason)
    if move.name == "correct":
        forget_reasons(by=by, report=report)


def refuse_unready(report: Report, move: Move, reason: str) -> None:
    if move.asks and not reason:
        raise Refused(f"Say {move.asks}.", field="reason")
    missing = move.must_hold(report)
    if missing:
        field = "reason" if move.name == "return" else None
        raise Refused(f"Not yet: this report still needs {in_words(missing)}.", field=field)


def facts_of_check(report: Report, move: Move, despite_findings: bool) -> dict[str, int]:
    """How many findings are open when a report is published, for the log; none is not worth a word."""
    open_ = len(check_of(report).open) if move.name == "publish" else 0
    if open_ and not despite_findings:
        raise FindingsOpen(open_)
    return {"open_findings": open_} if open_ else {}


def in_words(things: list[str]) -> str:
    """ "a", "a and b", "a; b; and c": semicolons, because the things may hold commas."""
    if len(things) < 3 and not any("," in thing for thing in things[:-1]):
        return " and ".join(things)
    return f"{'; '.join(things[:-1])}; and {things[-1]}"


def do_last(*, by: User, report: Report, move: Move, reason: str) -> None:
    """What follows from the move, in the same transaction."""
    if move.name == "agree":
        prepare(by=by, publication=report.publication, paper=next_paper(report))
    elif move.name == "publish":
        edition = publish_edition(
            by=by,
            publication=report.publication,
            paper=next_paper(report),
            author=report.author_line,
            summary=report.purpose,
            reason=report.correction_reason,
        )
        keep_evidence(by=by, report=report, edition=edition)
    elif move.name == "withdraw":
        withdraw(by=by, publication=report.publication, reason=reason)


def next_paper(report: Report) -> ComposedPaper:
    """The report as its next edition would have it."""
    return compose_report(report, edition=next_number(report.publication))


@contextmanager
def refusals_logged(by: User, report: Report, move: Move) -> Iterator[None]:
    """A refused move leaves a line for whoever watches the service: numbers only, titles are private."""
    try:
        yield
    except Refused as refusal:
        why = "stale" if isinstance(refusal, Stale) else "refused"
        logger.warning("%s: %s of report %s (%s) by user %s", why, move.name, report.pk, report.state, by.pk)
        raise
