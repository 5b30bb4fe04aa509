"""When an agenda must be public, and why: working days, clear days and a deadline that explains itself.

Everything here is a pure function of dates. The days that no rule foresees are passed in as `closed`, each
with its reason (`ClosedDay.objects.reasons()`). A deadline is never stored but worked out each time it is
shown, so a day added to the calendar moves every deadline it touches.

A clear day is a whole working day in England between the day of publication and the day of the meeting,
neither of which counts (Local Government Act 1972, s.100A(6)(a) and s.100B(3); R v Swansea City Council, ex
parte Elitestone Ltd).
"""

import enum
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import groupby
from types import MappingProxyType
from zoneinfo import ZoneInfo

from holidays import country_holidays

from boards.dates import full_date, list_days, list_run

LONDON = ZoneInfo("Europe/London")
ONE_DAY = timedelta(days=1)

STATUTORY_DAYS = 5
"""Clear days' notice that the law asks for (LGA 1972 s.100A(6)(a), s.100B(3) and (4)(a))."""

MOST_DAYS = 250
"""More notice than this is a slip of the keyboard: it is about a year of working days."""

FIRST_YEAR = 1986
"""Part VA of the Local Government Act 1972 has applied since 1 April 1986."""

LAST_YEAR = 2028
"""The last year whose bank holidays have been announced. Later ones are worked out by rule, and a day moved
or added by proclamation is not among them: check the announcement, then raise this number."""

ClosedDays = Mapping[date, str]
"""Extra days that do not count, each with the words that explain it."""

NONE_CLOSED: ClosedDays = MappingProxyType({})

PLAIN_NAMES = MappingProxyType(
    {
        "May Day": "Early May bank holiday",
        "Spring Bank Holiday": "Spring bank holiday",
        "Late Summer Bank Holiday": "Summer bank holiday",
        "Silver Jubilee of Elizabeth II": "bank holiday for the Silver Jubilee of Queen Elizabeth II",
        "Golden Jubilee of Elizabeth II": "bank holiday for the Golden Jubilee of Queen Elizabeth II",
        "Diamond Jubilee of Elizabeth II": "bank holiday for the Diamond Jubilee of Queen Elizabeth II",
        "Platinum Jubilee of Elizabeth II": "bank holiday for the Platinum Jubilee of Queen Elizabeth II",
        "Wedding of Charles and Diana": "bank holiday for the royal wedding",
        "Wedding of William and Catherine": "bank holiday for the royal wedding",
        "Millennium Celebrations": "bank holiday for the Millennium",
        "State Funeral of Queen Elizabeth II": "bank holiday for the State Funeral of Queen Elizabeth II",
        "Coronation of Charles III": "bank holiday for the Coronation of King Charles III",
    }
)
"""What people in England call the days that the library names in its own way. Other names are kept."""

SUBSTITUTE = " (observed)"
"""How the library marks the working day given in place of a bank holiday that falls on a weekend."""


@lru_cache(maxsize=256)
def bank_holidays(year: int) -> ClosedDays:
    """England's bank holidays of a year by their plain names, with the weekend days they were moved from."""
    found = country_holidays("GB", subdiv="ENG", years=year, expand=False)
    return MappingProxyType({day: plain_name(name) for day, name in sorted(found.items())})


def plain_name(name: str) -> str:
    """The name a reader knows a bank holiday by, from the library's name for it."""
    if name.endswith(SUBSTITUTE):
        return f"substitute day for {plain_name(name.removesuffix(SUBSTITUTE))}"
    return PLAIN_NAMES.get(name, name)


def covered(year: int) -> bool:
    """Whether the bank holidays of a year are known, rather than worked out from the usual rule."""
    return FIRST_YEAR <= year <= LAST_YEAR


def warning_of(years: Iterable[int]) -> str:
    """What to check first when the bank holidays of some of these years are not known; empty when all are."""
    unknown = [str(year) for year in sorted(set(years)) if not covered(year)]
    if not unknown:
        return ""
    return (
        f"The bank holidays of {' and '.join(unknown)} are worked out by the usual rule; only those of "
        f"{FIRST_YEAR} to {LAST_YEAR} are known to this calendar. Check the days that were announced, "
        "and add any that is missing as a closed day."
    )


def publication_day(moment: datetime) -> date:
    """The day on which something published at this moment counts as published: the date in London.

    Raises ValueError for a moment without a time zone, because its day cannot be known.
    """
    if moment.tzinfo is None:
        raise ValueError("A moment of publication needs a time zone.")
    return moment.astimezone(LONDON).date()


def why_not_counted(day: date, closed: ClosedDays = NONE_CLOSED) -> str:
    """Why a day is no working day, in a few words; empty for a working day."""
    if day.weekday() >= 5:
        return "weekend"
    return bank_holidays(day.year).get(day) or closed.get(day, "")


def is_working_day(day: date, closed: ClosedDays = NONE_CLOSED) -> bool:
    return not why_not_counted(day, closed)


def clear_days(published: date, meeting: date, closed: ClosedDays = NONE_CLOSED) -> list[date]:
    """The working days strictly between publication and meeting, in order: what the law counts as notice."""
    return [day for day in days_between(published, meeting) if is_working_day(day, closed)]


def last_publication_day(meeting: date, days: int = STATUTORY_DAYS, closed: ClosedDays = NONE_CLOSED) -> date:
    """The last working day on which publication still gives `days` clear days before the meeting.

    Papers are to be open to inspection at the council's offices (s.100B(1)), so the answer is a day on which
    those are open: for a meeting on a Monday it is a Friday, although Sunday would leave as many clear days.

    Raises ValueError, in words that can be shown, for a number of days or a year outside reason.
    """
    if not 0 <= days <= MOST_DAYS:
        raise ValueError(f"The number of clear days must be from 0 to {MOST_DAYS}.")
    if meeting.year < FIRST_YEAR:
        raise ValueError(
            f"The rules on clear days begin in {FIRST_YEAR}: give a meeting of that year or later."
        )
    day = meeting
    for _ in range(days + 1):
        day = previous_working_day(day, closed)
    return day


def previous_working_day(day: date, closed: ClosedDays = NONE_CLOSED) -> date:
    day -= ONE_DAY
    while not is_working_day(day, closed):
        day -= ONE_DAY
    return day


def next_working_day(day: date, closed: ClosedDays = NONE_CLOSED) -> date:
    day += ONE_DAY
    while not is_working_day(day, closed):
        day += ONE_DAY
    return day


def earliest_meeting_day(
    published: date, days: int = STATUTORY_DAYS, closed: ClosedDays = NONE_CLOSED
) -> date:
    """The first working day on which a meeting has its `days` clear days after publication on this day."""
    day = published
    for _ in range(days + 1):
        day = next_working_day(day, closed)
    return day


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day strictly between two days; none when the second is not the later."""
    for ahead in range(1, (last - first).days):
        yield first + ahead * ONE_DAY


class State(enum.StrEnum):
    """Where an agenda, or another thing with a clock, stands against its deadline."""

    OPEN = "open"
    """Not published, and there is still time."""
    MISSED = "missed"
    """Not published, and publishing today gives too little notice."""
    IN_TIME = "in-time"
    """Published with the notice that was due."""
    SHORT = "short"
    """Published with less notice than was due."""


@dataclass(frozen=True, slots=True)
class NotCounted:
    """Days in a row that do not count, for one reason."""

    days: tuple[date, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class WayOn:
    """A lawful way on after a missed deadline: what it takes and what follows from it."""

    name: str
    needs: str
    consequence: str
    source: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day to publish an agenda, how it was counted, and where the agenda stands on a given day.

    The notice and each report of a meeting have clocks of their own, with ``thing`` in place of the agenda.

    All days are dates in London. `today` is the day on which the question is asked.
    """

    meeting: date
    days: int
    statutory: bool
    today: date
    published_on: date | None
    publish_by: date
    counted: tuple[date, ...]
    """The clear days between `publish_by` and the meeting."""
    not_counted: tuple[NotCounted, ...]
    given: tuple[date, ...]
    """The clear days that publication gives: on the day it happened or, before that, today."""
    earliest_meeting: date
    """The first day on which a meeting would have its full notice, were the agenda published today."""
    thing: str = "the agenda"
    """What the clock is for, as it stands in a sentence: the notice, the agenda and each report have their
    own."""

    @property
    def is_house_rule(self) -> bool:
        """Whether the body chose this deadline itself, rather than the law."""
        return not self.statutory or self.days != STATUTORY_DAYS

    @property
    def asked(self) -> str:
        """Who asks for how much notice, as half a sentence: "the law asks for 5"."""
        rule = "the house rule" if self.is_house_rule else "the law"
        return f"{rule} asks for {self.days or 'publication before the day of the meeting'}"

    @property
    def state(self) -> State:
        """Judged by the clear days given, so a Saturday after a Friday's deadline may still be in time."""
        enough = len(self.given) >= self.days and self._published < self.meeting
        if self.published_on is not None:
            return State.IN_TIME if enough else State.SHORT
        return State.OPEN if enough else State.MISSED

    @property
    def is_late(self) -> bool:
        return self.state in (State.MISSED, State.SHORT)

    @property
    def is_past(self) -> bool:
        """Whether the day of the meeting is over, so that nothing can be done about its notice."""
        return self.today > self.meeting

    @property
    def sentence(self) -> str:
        """Where the agenda stands, in one sentence."""
        match self.state:
            case State.OPEN:
                return self._time_left
            case State.MISSED if self.is_past:
                return f"The day of the meeting has passed and {self.thing} was not published."
            case State.MISSED:
                return (
                    f"The deadline has passed. Published today, {self.thing} has {self.notice}; {self.asked}."
                )
            case State.IN_TIME:
                return f"Published on {full_date(self._published)}: {self.notice} before the meeting."
            case State.SHORT:
                return f"Published on {full_date(self._published)}: {self.notice}; {self.asked}."

    @property
    def notice(self) -> str:
        """How many clear days publication gives: "4 clear days"."""
        return count_of(len(self.given))

    @property
    def _time_left(self) -> str:
        if self.today < self.publish_by:
            left = len(self.given) - self.days
            return (
                f"After today there {'is 1 working day' if left == 1 else f'are {left} working days'} left."
            )
        if self.today == self.publish_by:
            return "Today is the last day to publish."
        return f"The last working day to publish has passed. Published today, {self.thing} has {self.notice}."

    @property
    def counted_text(self) -> str:
        """The clear days by name: "Thu 3, Fri 4, Mon 7, Tue 8, Wed 9 October"."""
        return list_days(self.counted) if self.counted else "no day"

    @property
    def given_text(self) -> str:
        """The clear days that publication gives, by name; empty when it gives none."""
        return list_days(self.given)

    @property
    def not_counted_text(self) -> str:
        """The days passed over, with reasons: "Sat 5 and Sun 6 (weekend), the days of publication …"."""
        with_month = self.publish_by.month != self.meeting.month
        runs = [f"{list_run(run.days, with_month=with_month)} ({run.reason})" for run in self.not_counted]
        return ", ".join([*runs, "the days of publication and meeting"])

    @property
    def is_short_of_law(self) -> bool:
        """Whether the notice is less than the law asks for, so that a reason must be given for it.

        A statutory body may set itself more than five days; to miss only those breaks no law.
        """
        return self.statutory and len(self.given) < STATUTORY_DAYS

    @property
    def ways_on(self) -> tuple[WayOn, ...]:
        """The lawful ways on when the notice is short of the law; none once the meeting is over."""
        return () if self.is_past or not self.is_short_of_law else lawful_ways_on(self)

    @property
    def advice(self) -> str:
        """What to do when only a house rule is missed; empty otherwise."""
        if self.is_past or not self.is_late or self.is_short_of_law:
            return ""
        if self.state is State.SHORT:
            return "The meeting can go ahead. Tell the members why it came late."
        return "The meeting can go ahead. Publish as soon as you can, and tell the members why it is late."

    @property
    def warning(self) -> str:
        """What to check first when the bank holidays are not all known; empty when they are."""
        return warning_of({self.publish_by.year, self.meeting.year})

    @property
    def _published(self) -> date:
        return self.today if self.published_on is None else self.published_on


def deadline_for(
    meeting: date,
    *,
    statutory: bool,
    today: date,
    published_on: date | None = None,
    days: int = STATUTORY_DAYS,
    closed: ClosedDays = NONE_CLOSED,
    thing: str = "the agenda",
) -> Deadline:
    """The deadline for a meeting's agenda, with everything a page needs to explain it.

    ``thing`` says what else it is for: "the notice" or "the paper", each of which has its own clock.

    `days` are clear days: for a statutory body the five of the law, or more if it chooses; for a partnership
    body its house rule.
    `today` and `published_on` are dates in London (`publication_day`). Raises ValueError as
    `last_publication_day` does.
    """
    publish_by = last_publication_day(meeting, days, closed)
    day_of_publication = today if published_on is None else published_on
    return Deadline(
        meeting=meeting,
        days=days,
        statutory=statutory,
        today=today,
        published_on=published_on,
        publish_by=publish_by,
        counted=tuple(clear_days(publish_by, meeting, closed)),
        not_counted=tuple(runs_not_counted(days_between(publish_by, meeting), closed)),
        given=tuple(clear_days(day_of_publication, meeting, closed)),
        earliest_meeting=earliest_meeting_day(today, days, closed),
        thing=thing,
    )


def runs_not_counted(days: Iterable[date], closed: ClosedDays) -> Iterator[NotCounted]:
    """The days that do not count, those next to each other with the same reason together."""
    for reason, run in groupby(days, key=lambda day: why_not_counted(day, closed)):
        if reason:
            yield NotCounted(tuple(run), reason)


def lawful_ways_on(deadline: Deadline) -> tuple[WayOn, ...]:
    """What the law allows when an agenda has fewer clear days than it asks for, the first choice first."""
    short_notice = WayOn(
        name="Convene the meeting at short notice",
        needs="Give the reason, and the date and time at which the meeting was convened.",
        consequence=(
            "The notice, agenda and reports must be open to the public from the moment the meeting is "
            "convened. The reason and that moment are shown with the agenda."
        ),
        source="LGA 1972 s.100A(6)(a) and s.100B(3)(a)",
    )
    urgent_item = WayOn(
        name="Take a late item as urgent",
        needs="The chair of the meeting finds the item urgent because of special circumstances.",
        consequence=(
            "The special circumstances must be stated in the minutes: without them the item's minute cannot "
            "be saved. An item that is not urgent waits for the next meeting."
        ),
        source="LGA 1972 s.100B(4)(b)",
    )
    later_meeting = WayOn(
        name="Hold the meeting later",
        needs=f"Move it to {full_date(deadline.earliest_meeting)} or a later day.",
        consequence=f"Published today with the new date, {deadline.thing} has {count_of(deadline.days)}.",
        source="LGA 1972 s.100B(4)(a)",
    )
    return (short_notice, urgent_item, later_meeting)


def count_of(days: int) -> str:
    return "no clear days" if days == 0 else "1 clear day" if days == 1 else f"{days} clear days"
