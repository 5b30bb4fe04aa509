"""Every form of the desk, found by opening every page and reading its form tags."""

import datetime
import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import quote_plus

from django.apps import apps
from django.db import connection
from django.http import HttpResponse
from django.urls import resolve
from lxml import html

from tests.house.addresses import ADDRESSES
from tests.house.world import Visitor, World, undone

Fields = dict[str, str | bytes]
WORKERS = ("secretariat here", "chair here", "reviewer here", "administrator")
TYPED = ("text", "email", "url", "number", "search", "tel", "password")
PARTS = ("day", "month", "year")


@dataclass
class Form:
    """One form as a browser has it: where it is sent, by whom, what it holds, and what kind each field is."""

    name: str
    url: str
    visitor: Visitor
    page: str
    held: Fields = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    choices: dict[str, list[str]] = field(default_factory=dict)
    days: list[str] = field(default_factory=list)

    @property
    def filled(self) -> Fields:
        """The form as somebody would send it: what it holds, and something in what is empty."""
        filled = dict(self.held)
        for name in self.texts:
            is_time = name.startswith(("arrived_", "left_"))
            filled[name] = filled.get(name) or ("" if is_time else f"Some words in {name}")
            if name.startswith("text-"):  # a paragraph's box: only what differs is written
                filled[name] = f"{filled[name]!s} And more."
        for name, values in self.choices.items():
            filled[name] = filled.get(name) or next((value for value in values if value), "")
        for day in self.days:
            soon = datetime.date.today() + datetime.timedelta(60)
            for part in PARTS:
                filled[f"{day}_{part}"] = filled.get(f"{day}_{part}") or str(getattr(soon, part))
        return filled | FITTING.get(self.name, {})

    def send(self, fields: Mapping[str, str | bytes]) -> HttpResponse:
        body = "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in fields.items())
        kind = "application/x-www-form-urlencoded"
        return cast(HttpResponse, self.visitor.browser.generic("POST", self.url, body, kind))


_today = datetime.date.today()


def day(name: str, value: datetime.date) -> Fields:
    fields: Fields = {f"{name}_{part}": str(getattr(value, part)) for part in PARTS}
    return fields


def fit(*given: Fields, **more: str) -> Fields:
    """Several parts of a form as one."""
    together: Fields = dict(more)
    for part in given:
        together |= part
    return together


FITTING: dict[str, Fields] = {
    "boards:new_body": {"kind": "board", "regime": "partnership", "notice_days": "5"},
    "boards:change_body": {"notice_days": "6"},
    "boards:change_seat": {"title": "Another seat"},
    "boards:rename_template": {"name": "Another template"},
    "boards:add_earlier_name": day("since", datetime.date(2001, 1, 1)),
    "boards:correct_name": {"name": "Another name"},
    "boards:set_terms": fit(day("in_force_from", _today + datetime.timedelta(60)), quorum=""),
    "boards:correct_terms": {"quorum": "4"},
    "boards:add_relationship": day("until", _today + datetime.timedelta(90)),
    "boards:change_relationship": day("until", _today + datetime.timedelta(90)),
    "boards:end_relationship": day("until", _today + datetime.timedelta(10)),
    "boards:end_body": {"successor": ""},
    "boards:open_consultation": day("closes_on", _today + datetime.timedelta(60)),
    "boards:decide_consultation": day("decided_on", _today),
    "boards:record_position": day("given_on", _today),
    "boards:move_question": {"was": "1", "to": "2"},
    "boards:add_member": fit(
        day("until", _today + datetime.timedelta(90)),
        user="",
        on_behalf_of="",
        email="new@marlshire.test",
        organisation="",
        role="councillor",
        chair_kind="",
    ),
    "boards:succeed_chair": fit(
        day("until", _today + datetime.timedelta(90)),
        user="",
        on_behalf_of="",
        email="new@marlshire.test",
        organisation="",
    ),
    "boards:propose_seat": day("agreed_on", _today),
    "boards:agree_seat": day("agreed_on", _today),
    "boards:end_seat": day("until", _today + datetime.timedelta(10)),
    "boards:change_organisation": {"name": "Another name"},
    "boards:succeed_organisation": {"successor": ""},
    "boards:person": {"name": "Another name"},
    "boards:plan_meeting": {"starts_at": "10am", "mode": "in-person", "link": ""},
    "boards:proposed_meetings": {
        f"{_today + datetime.timedelta(100):%Y-%m}-accept": "on",
        f"{_today + datetime.timedelta(100):%Y-%m}-link": "",
    },
    "boards:set_rule": fit(
        day("in_force_from", _today + datetime.timedelta(400)),
        day("rule_before_until", _today + datetime.timedelta(300)),
        day("until", _today + datetime.timedelta(500)),
        day("review_on", _today + datetime.timedelta(450)),
        starts_at="10am",
    ),
    "boards:correct_rule": fit(
        day("until", _today + datetime.timedelta(500)), day("review_on", _today + datetime.timedelta(450))
    ),
    "boards:review_rule": fit(
        day("until", _today + datetime.timedelta(500)), day("review_on", _today + datetime.timedelta(450))
    ),
    "boards:change_remote_presence": day("until", datetime.date(2099, 12, 31)),
    "boards:remote_presence": day("until", _today + datetime.timedelta(70)),
    "boards:call_off_meeting": {
        "how": "cancelled",
        "starts_at": "",
        "new_date_day": "",
        "new_date_month": "",
        "new_date_year": "",
    },
    "boards:change_meeting": {"link": "", "mode": "in-person", "venue": "Another hall"},
    "boards:end_membership": day("until", _today + datetime.timedelta(30)),
    "boards:paste_closed_days": {"days": "1 June 2029 Council closed"},
    "boards:closed_days": fit(day("date", _today + datetime.timedelta(9)), kind="council_closed"),
    "boards:change_item": {"minutes_planned": "20"},
    "boards:add_urgent_item": {"minutes_planned": "20"},
    "boards:move_item": {"was": "1", "to": "2"},
    "boards:build_agenda": {"source": "", "carried": "", "left_open": ""},
    "boards:agenda_template": {"standing": ""},
    "boards:change_line": {"minutes_planned": "20", "standing": ""},
    "boards:move_line": {"was": "1", "to": "2"},
    "boards:attendance": {"everyone": "1"},
    "boards:change_guest": {"arrived_at": "", "left_at": ""},
    "boards:add_guest": {"arrived_at": "", "left_at": ""},
    "boards:decide_item": {"outcome": "withdrawn"},
    "boards:register_interest": day("on", _today),
    "boards:places": {"within": ""},
    "boards:end_place": day("ended_on", _today),
    "reports:log_activity": fit(day("on", _today), day("until", _today)),
    "reports:change_activity": fit(day("on", _today), day("until", _today)),
    "reports:add_paper": fit(day("expected_on", _today + datetime.timedelta(20)), which="to-follow"),
    "reports:expect_later": day("expected_on", _today + datetime.timedelta(21)),
    "reports:move_paper": {"was": "1", "to": "2"},
    "boards:restrict_item": {"kind": "exempt", "paragraphs": "3"},
    "reports:restrict": {"kind": "exempt", "paragraphs": "3"},
    "reports:review_restriction": day("review_on", _today + datetime.timedelta(200)),
    "reports:cover": {"no_background_papers": ""},
    "reports:paragraph_evidence": fit(day("on", _today), kind="verbal", words="Practice is better."),
    "reports:start": fit(day("period_from", datetime.date(2020, 1, 1)), day("period_to", _today)),
    "reports:since_last_report": {"do": "insert"},
    "reports:period": fit(day("period_from", datetime.date(2020, 1, 1)), day("period_to", _today)),
    "reports:document": {"hidden-sheets": "on"},
    "reports:change_document": {"kind": "letter"},
}
"""What a form needs beyond "some words"."""


@functools.cache
def forms_of(world: World) -> dict[str, Form]:
    """The first form found for each address that takes POST, by the address's name.

    Every page is opened for it, so it is done once for each world; what a test does is undone after it.
    """
    found: dict[str, Form] = {}
    for name in WORKERS:
        for url in pages(world):
            with undone(world.visitors[name].browser):
                answer = world.visitors[name].browser.get(url)
            if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
                for form in read_forms(answer.content, world.visitors[name], url):
                    found.setdefault(form.name, form)
    return found


def pages(world: World) -> Iterator[str]:
    yield world.minuted.get_desk_url() + "items/late/"
    yield world.meeting.get_desk_url() + f"items/{world.second_item.pk}/remove/"
    for address in ADDRESSES.values():
        if address.space in ("boards", "reports", "minutes") and "GET" in address.methods:
            for state in address.states:
                yield address.at(world, state)
    yield world.minuted.get_desk_url()


def read_forms(page: bytes, visitor: Visitor, url: str) -> Iterator[Form]:
    for tag in html.fromstring(page).xpath("//main//form[@method='post']"):
        action = tag.get("action") or url
        form = Form(resolve(action.split("?")[0].split("#")[0]).view_name, action, visitor, url)
        read_fields(tag, form)
        yield form


def read_fields(tag: Any, form: Form) -> None:
    for box in tag.xpath(".//input[@name] | .//textarea[@name] | .//select[@name]"):
        name, kind = box.get("name"), box.get("type", "text") if box.tag == "input" else box.tag
        if kind == "textarea" or kind in TYPED:
            read_text(name, (box.value or "").removeprefix("\n"), form)
        elif kind in ("select", "radio"):
            read_choice(name, box, form)
        elif (kind == "checkbox" and box.checked) or (kind == "hidden" and name != "csrfmiddlewaretoken"):
            form.held[name] = box.value or ""


def read_choice(name: str, box: Any, form: Form) -> None:
    if box.tag == "select":
        form.choices[name] = box.value_options
        form.held[name] = box.value or ""
        return
    form.choices.setdefault(name, []).append(box.get("value"))
    if box.checked:
        form.held[name] = box.get("value")


def read_text(name: str, value: str, form: Form) -> None:
    stem, _, part = name.rpartition("_")
    form.held[name] = value
    if part not in PARTS:
        form.texts.append(name)
    elif stem not in form.days:
        form.days.append(stem)


def count_rows() -> dict[str, int]:
    """How many rows each table of ours has, in one query."""
    tables = sorted(
        model._meta.db_table
        for model in apps.get_models()
        if model._meta.app_label in ("boards", "reports", "scrutiny", "account")
    )
    counts = ", ".join(f"(SELECT count(*) FROM {table})" for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {counts}")
        return dict(zip(tables, cursor.fetchone(), strict=True))
