"""Saying how often a body meets, from a day on."""

import datetime

from django.db import IntegrityError, transaction

from boards import clock
from boards.dates import full_date
from boards.deadlines import FIRST_YEAR
from boards.deeds.record import claim, deed, facts, record
from boards.deeds.refusals import Refused
from boards.models import Body, FrequencyRule, User


@deed
def set_rule(
    *,
    by: User,
    body: Body,
    in_force_from: datetime.date,
    every_months: int,
    week: int,
    weekday: int,
    starts_at: datetime.time,
    reason: str,
    until: datetime.date | None = None,
    review_on: datetime.date | None = None,
    rule_before_until: datetime.date | None = None,
) -> FrequencyRule:
    """Say how often ``body`` meets from a day on; the rules before stay on record and say when they held.

    Meetings that are planned stay as they are. Times are the council's; ``week`` 5 is the last of a month,
    ``weekday`` 0 a Monday. ``rule_before_until`` is the last day of the rule before, when there is to be no
    meeting until this one begins.

    Raises:
        Refused: without a reason, for months outside 1 to 12, an unknown week or weekday, days out of order,
            or when a rule already begins on that day.
    """
    rule = FrequencyRule(
        body=body,
        in_force_from=in_force_from,
        every_months=every_months,
        week=week,
        weekday=weekday,
        starts_at=starts_at,
        reason=reason.strip(),
        until=until,
        review_on=review_on,
    )
    refuse_unfit(rule)
    if rule_before_until is not None:
        end_rule_before(by, rule, rule_before_until)
    save_on_free_day(rule)
    record(by=by, deed="set the frequency", about=rule, after=facts(rule), reason=rule.reason)
    return rule


@deed
def correct_rule(
    *,
    by: User,
    rule: FrequencyRule,
    version: int,
    in_force_from: datetime.date,
    every_months: int,
    week: int,
    weekday: int,
    starts_at: datetime.time,
    reason: str,
    until: datetime.date | None = None,
    review_on: datetime.date | None = None,
) -> FrequencyRule:
    """Correct a rule that has not begun. One that has is history: a new rule follows it.

    Raises:
        Refused: as ``set_rule``; for a rule that has begun.
        Stale: when somebody else saved in between.
    """
    fresh = claim(rule, version)
    refuse_begun(fresh)
    before = facts(fresh)
    fresh.in_force_from, fresh.every_months = in_force_from, every_months
    fresh.week, fresh.weekday, fresh.starts_at = week, weekday, starts_at
    fresh.reason, fresh.until, fresh.review_on = reason.strip(), until, review_on
    refuse_unfit(fresh)
    save_on_free_day(fresh)
    record(by=by, deed="corrected the frequency", about=fresh, before=before, after=facts(fresh))
    return fresh


@deed
def withdraw_rule(*, by: User, rule: FrequencyRule, version: int, reason: str) -> None:
    """Take back a rule that has not begun; what it said stays in the log.

    Raises:
        Refused: without a reason; for a rule that has begun.
        Stale: when somebody else saved in between.
    """
    said = reason.strip()
    if not said:
        raise Refused("Say why the rule is taken back.", field="reason")
    fresh = claim(rule, version)
    refuse_begun(fresh)
    record(by=by, deed="withdrew the frequency", about=fresh, before=facts(rule), reason=said)
    fresh.delete()


@deed
def review_rule(
    *,
    by: User,
    rule: FrequencyRule,
    version: int,
    outcome: str,
    until: datetime.date | None = None,
    review_on: datetime.date | None = None,
) -> FrequencyRule:
    """Record that the body looked at how often it meets: when it looks again, and whether the rule ends.

    Raises:
        Refused: without an outcome; for a next review that is not to come, and an end before the rule begins.
        Stale: when somebody else saved in between.
    """
    said = outcome.strip()
    if not said:
        raise Refused("Say what the body decided.", field="outcome")
    if review_on is not None and review_on <= clock.today():
        raise Refused("The next review must be after today.", field="review_on")
    fresh = claim(rule, version)
    before = facts(fresh)
    fresh.until, fresh.review_on = until, review_on
    refuse_days(fresh)
    fresh.save(update_fields=["until", "review_on", "version"])
    record(by=by, deed="reviewed the frequency", about=fresh, before=before, after=facts(fresh), reason=said)
    return fresh


def end_rule_before(by: User, rule: FrequencyRule, until: datetime.date) -> None:
    before = FrequencyRule.objects.filter(body=rule.body, in_force_from__lt=rule.in_force_from).first()
    if before is None:
        raise Refused("No rule is in force before this one.", field="rule_before_until")
    if not before.in_force_from <= until < rule.in_force_from:
        raise Refused(
            f"The rule before holds from {full_date(before.in_force_from)}: its last day must be on or after "
            "that day and before this rule begins.",
            field="rule_before_until",
        )
    ended = claim(before, before.version)
    told = facts(before)
    ended.until = until
    ended.save(update_fields=["until", "version"])
    record(by=by, deed="ended the frequency", about=ended, before=told, after=facts(ended))


def refuse_unfit(rule: FrequencyRule) -> None:
    if not 1 <= rule.every_months <= FrequencyRule.MOST_MONTHS:
        raise Refused(
            f"Choose from every month to every {FrequencyRule.MOST_MONTHS} months.", field="every_months"
        )
    if rule.week not in FrequencyRule.Week.values:
        raise Refused("Choose which week of the month.", field="week")
    if rule.weekday not in FrequencyRule.Weekday.values:
        raise Refused("Choose the day of the week.", field="weekday")
    if not rule.reason:
        raise Refused("Say why the body meets this often.", field="reason")
    if rule.in_force_from.year < FIRST_YEAR:
        raise Refused(f"The date must be in {FIRST_YEAR} or later.", field="in_force_from")
    refuse_days(rule)


def refuse_days(rule: FrequencyRule) -> None:
    if rule.until is not None and rule.until < rule.in_force_from:
        raise Refused("The last day must not be before the rule begins.", field="until")
    if rule.review_on is not None and rule.review_on < rule.in_force_from:
        raise Refused("The review must not be before the rule begins.", field="review_on")


def refuse_begun(rule: FrequencyRule) -> None:
    if rule.in_force_from <= clock.today():
        raise Refused("This rule has begun, so it stays on record. Set a new rule from a later day.")


def save_on_free_day(rule: FrequencyRule) -> None:
    """The database has the last word on the day, should two people set a rule at once."""
    try:
        with transaction.atomic():
            rule.save()
    except IntegrityError:
        raise Refused(
            f"Another rule already begins on {full_date(rule.in_force_from)}.", field="in_force_from"
        ) from None
