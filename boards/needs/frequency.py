"""Meetings to accept from the frequency rules, and rules to look at again."""

import datetime
from collections import defaultdict
from typing import Final

from django.urls import reverse

from boards.deadlines import ClosedDays, last_publication_day
from boards.frequency import Proposal, history, proposed_dates, unfulfilled
from boards.models import Body, ClosedDay, FrequencyRule, Meeting, User
from boards.needs.need import AHEAD, Need
from boards.permissions import Permission, bodies_where

TO_PLAN: Final = datetime.timedelta(weeks=8)
"""How far ahead a meeting that the rule asks for should be planned."""

Days = dict[int, set[datetime.date]]


def needs(user: User, today: datetime.date) -> list[Need]:
    """A fixed number of queries, however many bodies there are."""
    bodies = list(bodies_where(user, Permission.EDIT_MEETINGS))
    rules: dict[int, list[FrequencyRule]] = defaultdict(list)
    for rule in FrequencyRule.objects.filter(body__in=bodies):
        rules[rule.body_id].append(rule)
    met, closed = days_known(bodies), ClosedDay.objects.reasons()
    found: list[Need] = []
    for body in bodies:
        proposals = to_accept(body, rules[body.pk], met[body.pk], today, closed)
        found += [meetings_to_accept(body, proposals, today, closed)] if proposals else []
        found += [review_due(body, rule, today) for rule in to_review(rules[body.pk], today)]
    return found


def days_known(bodies: list[Body]) -> Days:
    """Every day on which a body's programme has a meeting or, by a decision, one that was cancelled."""
    of_programme = Meeting.objects.filter(body__in=bodies, extraordinary_reason="", moved_from=None)
    days: Days = defaultdict(set)
    for body_id, day in of_programme.values_list("body", "date"):
        days[body_id].add(day)
    return days


def to_accept(
    body: Body,
    rules: list[FrequencyRule],
    met: set[datetime.date],
    today: datetime.date,
    closed: ClosedDays,
) -> list[Proposal]:
    last = min(today + TO_PLAN, body.ended_on) if body.ended_on else today + TO_PLAN
    return unfulfilled(proposed_dates(rules, today, last, closed), met)


def meetings_to_accept(
    body: Body, proposals: list[Proposal], today: datetime.date, closed: ClosedDays
) -> Need:
    """To be done before the agenda of the first one is due."""
    count = f"{len(proposals)} meeting{'' if len(proposals) == 1 else 's'}"
    day = last_publication_day(proposals[0].date, body.notice_days, closed)
    address = reverse("boards:proposed_meetings", args=[body.slug])
    return Need(
        day, f"{count} of the {body.name} to accept", "Look at the proposals", address, late=day < today
    )


def to_review(rules: list[FrequencyRule], today: datetime.date) -> list[FrequencyRule]:
    """Rules in force or to come whose review is near; what is over needs none."""
    return [
        period.rule
        for period in history(rules)
        if period.rule.is_due_for_review(today + AHEAD) and (period.last is None or period.last >= today)
    ]


def review_due(body: Body, rule: FrequencyRule, today: datetime.date) -> Need:
    day = rule.review_on or today
    address = reverse("boards:review_rule", args=[body.slug, rule.pk])
    about = f"How often the {body.name} meets: {rule.how_often}"
    return Need(day, about, "Review the rule", address, late=day < today)
