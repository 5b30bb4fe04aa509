"""Where in the world of the tests each address leads, and which methods its view takes."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import RegexPattern, RoutePattern

from improvement_board.policy import POLICIES, Policy
from tests.house.world import STATES, TOKEN, Arguments, World

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
NOWHERE = {"slug": "never-existed", "body": "never-existed"}
NOBODY = 999_999


@dataclass(frozen=True)
class Address:
    name: str
    parameters: tuple[str, ...]
    view: Callable[..., Any]
    route: str

    @property
    def policy(self) -> Policy:
        return POLICIES[self.name]

    @property
    def space(self) -> str:
        return self.name.rpartition(":")[0]

    @property
    def of_report(self) -> bool:
        """Whether it hangs on a report, so that it is visited once for each state."""
        on_desk = self.space == "reports" and "slug" in self.parameters and "date" not in self.parameters
        on_desk = on_desk and "document" not in self.name and self.name not in RELEASES
        return on_desk or (
            self.space == "scrutiny"
            and ("paper" in self.name or "edition_" in self.name)
            and "slug" in self.parameters
        )

    @property
    def states(self) -> list[str]:
        return STATES if self.of_report else [""]

    @property
    def methods(self) -> frozenset[str]:
        """What the view's own decorator takes; those of the library that signs people in take any."""
        return taken_by(self.view)

    def at(self, world: World, state: str = "") -> str:
        return reverse(self.name, kwargs=arguments(self, world, state))

    def nowhere(self, world: World, state: str = "") -> str:
        """The same address with an id that never existed."""
        given = arguments(self, world, state)
        if "slug" in given or "body" in given:
            return reverse(self.name, kwargs=given | {n: v for n, v in NOWHERE.items() if n in given})
        return reverse(self.name, kwargs=dict.fromkeys(given, NOBODY))


def walk(
    resolver: URLResolver, space: str = "", above: tuple[str, ...] = (), route: str = ""
) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        here, path = above + parameters_in(entry), f"{route}{entry.pattern}"
        if isinstance(entry, URLResolver):
            yield from walk(entry, f"{space}{entry.namespace}:" if entry.namespace else space, here, path)
        else:
            yield Address(f"{space}{entry.name or ''}", here, entry.callback, path)


def every_address() -> list[Address]:
    return list(walk(get_resolver()))


def parameters_in(entry: URLPattern | URLResolver) -> tuple[str, ...]:
    pattern = entry.pattern
    if isinstance(pattern, RegexPattern):
        return tuple(pattern.regex.groupindex)
    return tuple(pattern.converters) if isinstance(pattern, RoutePattern) else ()


ADDRESSES = {address.name: address for address in every_address()}


def taken_by(view: Callable[..., Any]) -> frozenset[str]:
    """The methods of the ``require_…`` decorator around a view, found through all that wraps it."""
    layer: Any = view
    while layer is not None:
        if inspect.isfunction(layer):
            enclosed = inspect.getclosurevars(layer).nonlocals
            if "request_method_list" in enclosed:
                return frozenset(enclosed["request_method_list"])
        layer = getattr(layer, "__wrapped__", None)
    return frozenset(METHODS)


RELEASES = {f"reports:{name}" for name in ("release", "release_now", "stop_release")}
"""These begin with a paper that is restricted, which no state of a report is."""

CHANGES_OF_QUESTIONS = {
    f"boards:{name}" for name in ("questions", "change_question", "move_question", "remove_question")
}
"""Questions change only until a seat has answered."""


def of_document(address: Address, world: World) -> dict[str, Any]:
    """A document in the state in which an address has something to do; nothing where it hangs on none."""
    if "document" not in address.name or "date" in address.parameters:
        return {}
    row = world.seen_document if address.name == "reports:publish_document" else world.document
    if address.space == "scrutiny" or address.name == "reports:withdraw_document":
        row = world.public_document
    return {"slug": row.publication.slug, "form": "xlsx"}


def of_this_address(address: Address, world: World) -> Arguments:
    """What leads elsewhere from some addresses than from the others of its name."""
    if address.space == "minutes":
        paragraph = world.minute_paragraph
        return {
            "date": world.held.date,
            "item_id": world.held_item.pk,
            "minute_id": paragraph.minute_id,
            "key": paragraph.key,
        }
    late = {"date": world.minuted.date, "item_id": world.paper.item_id, "paper_id": world.paper.pk}
    to_ask = {"consultation_id": world.to_ask.pk, "question_id": world.unanswered.pk}
    special: dict[str, Arguments] = {
        "scrutiny:committee": {"slug": world.committee.slug},
        "boards:reinstate_meeting": {"date": world.called_off.date},
        "boards:reopen_action": {"action_id": world.done.pk},
        "reports:take_as_urgent": late,
        "scrutiny:changes": {"slug": world.corrected.publication.slug, "number": 2},
        "scrutiny:changes_pdf": {"slug": world.corrected.publication.slug, "number": 2},
        "reports:offer_again": {"target": world.aside.pk},
        "reports:carry_highlight": {"key": world.highlight.key, "verdict": "same"},
        **{name: {"slug": world.restricted.slug} for name in RELEASES},
        **dict.fromkeys(CHANGES_OF_QUESTIONS, to_ask),
    }
    return special.get(address.name, {})


def arguments(address: Address, world: World, state: str = "") -> Arguments:
    """What to put into an address, by the names of its parameters.

    A new parameter has no row here, and its address fails every test of this house until it has one.
    """
    places: dict[str, Any] = {
        "membership_id": world.membership.pk,
        "seat_id": world.seat.pk,
        "organisation_id": world.organisation.pk,
        "person_id": world.membership.user_id,
        "action_id": world.action.pk,
        "item_id": world.item.pk,
        "guest_id": world.guest.pk,
        "template_id": world.template.pk,
        "line_id": world.line.pk,
        "declaration_id": world.declaration.pk,
        "paper_id": world.to_follow.pk,
        "closed_day_id": world.closed_day.pk,
        "rule_id": world.rule.pk,
        "theme_id": world.theme.pk,
        "presence_id": world.presence.pk,
        "activity_id": world.activity.pk,
        "place_id": world.place.pk,
        "name_id": world.body.names.get().pk,
        "in_force_from": world.terms.in_force_from,
        "relationship_id": world.relationship.pk,
        "consultation_id": world.consultation.pk,
        "question_id": world.question.pk,
        "restriction_id": world.restriction.pk,
        "slug": world.body.slug,
        "date": world.meeting.date,
        "body": world.minuted.body.slug,
        "day": world.minuted.date,
        "number": 1,
        "kind": "overdue-action",
        "target": world.overdue.pk,
        "token": TOKEN,
        "key": "a-key",
        "uidb36": "1",
        "provider_id": "no-such-provider",
    }
    places |= of_this_address(address, world) | of_document(address, world)
    if address.of_report:
        places |= {"slug": world.reports[state].slug, "note_id": world.notes[state].pk}
        places |= {"evidence_id": world.evidence[state].pk, "writer_id": world.helped[state].pk}
    if "evidence" in address.name or address.name == "reports:paragraph_history":
        places |= {"key": world.evidence[state].paragraph.key}
    missing = set(address.parameters) - set(places)
    if missing:
        raise LookupError(f"{address.name}: say in tests/house/addresses.py what {sorted(missing)} leads to")
    return {name: places[name] for name in address.parameters}
