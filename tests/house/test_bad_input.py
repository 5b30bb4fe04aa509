"""Bad input to every form: refused in a plain sentence, what was typed kept, nothing else changed.

The forms are found by opening every page (``tests.house.forms``), so a new page's form joins by itself.
"""

import html
import inspect
import random
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, cast
from urllib.parse import quote_plus

import pytest
from django.http import HttpResponse

from boards.models import LogEntry
from tests.builders import make_item, make_meeting
from tests.house.addresses import ADDRESSES, Address, arguments
from tests.house.forms import PARTS, Fields, Form, count_rows
from tests.house.world import HOSTILE, World, undone

LONG = "word " * 10_000
"""50,000 characters."""

NO_FORM_HERE = {
    "reports:changes": "no report has an edition before this one",
    "boards:name_successor": "the board has not ended",
    "boards:reopen_body": "the board has not ended",
    "boards:hand_over_actions": "the board has no successor",
    "boards:correct_decision": "nothing is decided",
    "accept_invitation": "outside the desk",
    "discard_kept": "nothing is kept",
    "minutes:correct": "the minutes are being written",
    "minutes:publish": "the minutes are being written",
    "minutes:reopen": "the minutes are being written",
    "minutes:ready": "the minutes are not finished",
    "minutes:make_pdf_again": "the minutes are not ready",
    "minutes:start": "the minutes are begun",
    "minutes:confirm": "the minutes are being written",
    "minutes:take_back_confirmation": "the minutes are being written",
    "boards:votes": "no member is recorded as present",
    "boards:reopen_item": "the item is open",
    "reports:evidence_holds": "no letter has arrived",
    "reports:needs_no_evidence": "every paragraph rests on something",
    "boards:release_item": "the item is public",
    "reports:release_now": "no release was begun",
    "reports:stop_release": "no release was begun",
    "boards:close_meeting": "the meeting is to come",
    "boards:reopen_meeting": "the meeting is open",
    "reports:make_pdf_again": "the PDF is there",
    "reports:check": "no report goes to a meeting",
    "reports:end_help": "nobody helps to write a report any more",
    "reports:keep_brought_in": "no file was brought in",
    "minutes:keep_brought_in": "no file was brought in",
}
UPLOADS = {"reports:bring_in", "minutes:bring_in", "reports:add_document", "reports:replace_document"}
"""Forms of one file: tests/reports/bring_in and tests/reports/documents have what is no file, or not the file
its name says."""

SAVE_THE_REST = {"reports:write", "minutes:write"}
"""Pages of many boxes: a wrong box is shown again with its sentence, and the others are saved."""

ANSWERS = {200, 302, 400, 403, 404, 409}
TRACES = ("Traceback", "Exception", "IntegrityError", "DataError", ".py&quot;", "site-packages")

DESK_FORMS = sorted(
    name
    for name, address in ADDRESSES.items()
    if address.space in ("boards", "reports", "minutes")
    and "POST" in address.methods
    and name not in NO_FORM_HERE
    and name not in UPLOADS
)


@pytest.fixture
def form(forms: dict[str, Form], request: pytest.FixtureRequest) -> Form:
    """The form of the address that the test is about."""
    return forms[request.param]


every_form = pytest.mark.parametrize("form", DESK_FORMS, indirect=True)


def test_every_address_that_takes_a_form_has_one(forms: dict[str, Form]) -> None:
    found = set(forms)
    wanted = {name for name, each in ADDRESSES.items() if "POST" in each.methods and each.space}
    assert wanted - found <= set(NO_FORM_HERE)


@every_form
def test_the_form_is_taken_when_nothing_is_wrong_with_it(form: Form) -> None:
    """Otherwise what is refused below might be refused for another reason."""
    before = LogEntry.objects.count()
    assert form.send(form.filled).status_code == 302
    assert LogEntry.objects.count() > before


# ---- one field wrong at a time


class Wrong(NamedTuple):
    """What each field of a kind is given, and what is answered in one place for all: given to the first."""

    each: tuple[str | bytes, ...]
    first: tuple[str | bytes, ...]

    def given(self, names: Iterable[str]) -> Iterator[tuple[str, str | bytes]]:
        for place, name in enumerate(names):
            yield from ((name, wrong) for wrong in (self.each if place else self.each + self.first))


WRONG_TEXTS = Wrong(
    (HOSTILE, LONG, "", "a" * 300), ("\0", b"lone \xed\xa0\x80 surrogate", " \n\t ", "\u202eabc")
)
WRONG_CHOICES = Wrong(("no-such-choice", "9" * 21), ("-1", "\0", HOSTILE))
WRONG_NUMBERS = Wrong(("", "9" * 40), ("x", "-1", "\0", HOSTILE))
WRONG_DAYS = (("31", "2", "2026"), ("1", "1", "0"), ("1", "1", "99999"), ("x", "y", "z"), ("1", "", "2026"))


def mistakes(form: Form) -> Iterator[tuple[str, Mapping[str, str | bytes]]]:
    """What may be wrong with a form, and the fields that say so. "refused" is never right."""
    of_days = {f"{name}_{part}" for name in form.days for part in PARTS}
    hidden = set(form.held) - set(form.texts) - set(form.choices) - of_days
    yield from (("typed", {name: wrong}) for name, wrong in WRONG_TEXTS.given(form.texts))
    yield from (("refused", {name: wrong}) for name, wrong in WRONG_CHOICES.given(form.choices))
    for name in form.days:
        for parts in WRONG_DAYS:
            yield "refused", {f"{name}_{part}": typed for part, typed in zip(PARTS, parts, strict=True)}
    for name, wrong in WRONG_NUMBERS.given(sorted(hidden, key=lambda name: (name != "version", name))):
        yield "refused" if name == "version" else "odd", {name: wrong}


@every_form
def test_a_wrong_field_is_answered_in_words_and_changes_nothing(form: Form) -> None:
    wrong = []
    for kind, fields in mistakes(form):
        with undone(form.visitor.browser):
            before, entries = count_rows(), LogEntry.objects.count()
            answer = form.send({**form.filled, **fields})
            was_taken = LogEntry.objects.count() != entries
            faults = faults_of(answer)
            if was_taken and kind == "refused" and form.name not in SAVE_THE_REST:
                faults.append("taken")
            if not was_taken:
                faults += changes_since(before)
                faults += unkept(answer, fields) if kind == "typed" else []
        if faults:
            wrong.append((str(fields)[:80], faults))
    assert wrong == []


@every_form
def test_a_missing_field_is_answered_in_words_and_changes_nothing(form: Form) -> None:
    wrong = []
    for missing in [*form.filled, None]:
        with undone(form.visitor.browser):
            before, entries = count_rows(), LogEntry.objects.count()
            fields = {name: value for name, value in form.filled.items() if missing not in (name, None)}
            answer = form.send(fields)
            faults = faults_of(answer)
            if LogEntry.objects.count() == entries:
                faults += changes_since(before)
        if faults:
            wrong.append((missing, faults))
    assert wrong == []


def faults_of(answer: HttpResponse) -> list[str]:
    """What no answer to bad input may be."""
    page = answer.content.decode()
    faults = [trace for trace in TRACES if trace in page]
    if answer.status_code not in ANSWERS:
        faults.append(str(answer.status_code))
    if HOSTILE in page and "html" in answer.headers.get("Content-Type", ""):
        faults.append("markup that runs")
    return faults


def changes_since(before: dict[str, int]) -> list[str]:
    return [table for table, count in count_rows().items() if count != before[table]]


def unkept(answer: HttpResponse, fields: Mapping[str, str | bytes]) -> list[str]:
    """What was typed and is not on the page that asks again, or a page that does not say what is wrong."""
    if answer.status_code != 200:
        return []
    page = answer.content.decode()
    faults = [] if "error-summary" in page or "govuk-error-message" in page else ["no sentence"]
    for typed in fields.values():
        words = typed.decode(errors="replace") if isinstance(typed, bytes) else typed
        words = words.replace("\0", "").strip()
        if html.escape(words) not in page and words not in html.unescape(page):
            faults.append("not kept")
    return faults


# ---- twice, and too late

MEANT_TWICE = {
    "boards:invite": "the first mail may be lost: the later link ends the earlier",
}


@every_form
def test_a_form_sent_twice_is_done_once(form: Form) -> None:
    filled = form.filled
    assert form.send(filled).status_code == 302
    once, entries = count_rows(), LogEntry.objects.count()
    again = form.send(filled)
    assert faults_of(again) == []
    if form.name not in MEANT_TWICE:
        assert (changes_since(once), LogEntry.objects.count() - entries) == ([], 0)


VERSIONED = [
    "boards:change_body",
    "boards:correct_name",
    "boards:correct_terms",
    "boards:change_relationship",
    "boards:change_consultation",
    "boards:change_question",
    "boards:record_position",
    "boards:write_findings",
    "boards:change_item",
    "boards:change_line",
    "boards:rename_template",
    "boards:change_meeting",
    "boards:change_action",
    "boards:change_seat",
    "boards:change_theme",
    "boards:correct_rule",
    "boards:change_remote_presence",
    "boards:change_organisation",
    "boards:person",
    "boards:change_declaration",
    "boards:change_guest",
    "reports:change_activity",
    "reports:cover",
    "reports:change_document",
]
BOXES = {
    "boards:change_body": "purpose",
    "boards:correct_name": "name",
    "boards:change_relationship": "how_often",
    "boards:change_consultation": "about",
    "boards:write_findings": "findings",
    "boards:correct_terms": "text",
    "boards:change_question": "text",
    "boards:record_position": "text",
    "boards:change_meeting": "venue",
    "boards:rename_template": "name",
    "boards:change_action": "text",
    "boards:change_organisation": "name",
    "boards:change_theme": "name",
    "boards:correct_rule": "reason",
    "boards:change_remote_presence": "source",
    "boards:person": "name",
    "boards:change_declaration": "nature",
    "boards:change_guest": "name",
    "reports:change_activity": "seen",
}


@pytest.mark.parametrize("form", VERSIONED, indirect=True)
def test_the_second_of_two_savers_sees_both_texts(form: Form) -> None:
    box = BOXES.get(form.name, "title")
    assert form.send(form.filled | {box: "Theirs, saved first"}).status_code == 302
    before, entries = count_rows(), LogEntry.objects.count()
    late = form.send(form.filled | {box: "Mine, saved second"})
    page = late.content.decode()
    assert late.status_code == 200
    assert ("Theirs, saved first" in page, "Mine, saved second" in page) == (True, True)
    assert "Somebody else changed this" in page
    assert (changes_since(before), LogEntry.objects.count()) == ([], entries)
    again = form.send(form.filled | {box: "Mine, saved second", "version": version_on(page)})
    assert again.status_code == 302


def version_on(page: str) -> str:
    return page.split('name="version" value="')[1].split('"')[0]


def test_every_form_with_a_version_is_among_them_or_closes_something(forms: dict[str, Form]) -> None:
    versioned = {name for name, form in forms.items() if "version" in form.held and form.texts}
    moves = {name for name in versioned if name.startswith("reports:") and name not in VERSIONED}
    assert versioned - moves - set(VERSIONED) == {
        "boards:attendance",
        "boards:call_off_meeting",
        "boards:close_action",
        "boards:decide_consultation",
        "boards:decide_item",
        "boards:end_body",
        "boards:reinstate_meeting",
        "boards:remove_declaration",
        "boards:reopen_action",
        "boards:restrict_item",
        "boards:review_rule",
        "boards:withdraw_rule",
    }


# ---- ids of something else


def test_an_id_of_another_body_is_not_there(world: World) -> None:
    """Each nested address, under a body of somebody who may do everything there, with the ids of this one."""
    other = world.visitors["secretariat elsewhere"]
    make_meeting(world.cast.other_board, world.meeting.date)
    make_meeting(world.cast.other_board, world.held.date)
    answers = {}
    for address in ADDRESSES.values():
        if address.space in ("boards", "reports") and any(
            name.endswith("_id") for name in address.parameters
        ):
            if address.of_report or "slug" not in address.parameters:
                continue
            url = address.at(world).replace(world.body.slug, world.cast.other_board.slug)
            for method in address.methods - {"HEAD"}:
                with undone(other.browser):
                    answers[address.name, method] = other.browser.generic(method, url).status_code
    assert len(answers) >= 15
    assert {where for where, code in answers.items() if code != 404} == set()


def test_an_id_of_another_meeting_is_not_there(world: World) -> None:
    later = make_meeting(world.body, world.meeting.date.replace(year=world.meeting.date.year + 1))
    make_item(later, "Its own item")
    mine = world.visitors["secretariat here"].browser
    answers = {}
    for address in ADDRESSES.values():
        if "date" in address.parameters and any(name.endswith("_id") for name in address.parameters):
            here = arguments(address, world)["date"].isoformat()
            url = address.at(world).replace(here, later.date.isoformat())
            method = "POST" if "POST" in address.methods else "GET"
            with undone(mine):
                answers[address.name] = mine.generic(method, url).status_code
    assert len(answers) >= 6
    assert {where for where, code in answers.items() if code != 404} == set()


def test_a_note_of_another_report_is_not_there(world: World) -> None:
    url = f"/desk/reports/{world.reports['agreed'].slug}/notes/{world.notes['in-review'].pk}/settle/"
    assert world.visitors["chair here"].browser.post(url).status_code == 404


# ---- anything at all

ODD = [
    *("", " ", "0", "-1", "9" * 30, "1e9", "31", "2", "99999", "x" * 400, "😀" * 50, "true", "null", "[]"),
    *(
        "\0",
        "\u202e",
        "\ufeff",
        HOSTILE,
        "' OR 1=1 --",
        "%s%n{0}",
        "../../etc/passwd",
        "a\r\nSet-Cookie: a=b",
    ),
]
NAMES = [
    "title",
    "text",
    "name",
    "version",
    "reason",
    "which",
    "role",
    "kind",
    "do",
    "order",
    "into",
    "to",
    "was",
]


def test_nothing_that_is_sent_makes_a_fault(world: World, forms: dict[str, Form]) -> None:
    """Hundreds of random forms to random addresses, as people who may do most; the same ones every time."""
    chance = random.Random(1972)
    addresses = [each for each in ADDRESSES.values() if "POST" in each.methods]
    faults = []
    for _ in range(500):
        form = chance.choice(list(forms.values()))
        fields: Fields = {
            name: chance.choice(ODD) for name in [*form.filled, *NAMES] if chance.random() < 0.6
        }
        if chance.random() < 0.5:
            fields = {**form.filled, **dict(chance.sample(list(fields.items()), min(2, len(fields))))}
        if chance.random() < 0.3:
            address = chance.choice(addresses)
            form = Form(address.name, address.at(world, chance.choice(address.states)), form.visitor, "")
        with undone(form.visitor.browser):
            answer = form.send(fields)
        if answer.status_code >= 500:
            faults.append((form.name, form.visitor.name, fields))
    assert faults == []


KEYS = (
    "after all before body first from kind last moved name new next old on order owner page q seat show "
    "state terms theme to until which year"
).split()


def test_nothing_in_an_address_makes_a_fault(world: World) -> None:
    """Odd values under every name that a list, a filter or a comparison could read, all at once, at every
    address whose file reads what is asked: a third of them at each, the next third at the next."""
    odd = [*(quote_plus(each) for each in ODD), "%ED%A0%80", "%FF", "2026-02-31_1", "2026-01-01_" + "9" * 25]
    browser, faults = world.visitors["secretariat here"].browser, {}
    pages = (each for each in ADDRESSES.values() if "GET" in each.methods)
    for place, address in enumerate(each for each in pages if "request.GET" in source_of(each)):
        for value in odd[place % 3 :: 3]:
            asked = "&".join(f"{key}={value}" for key in KEYS)
            code = browser.get(f"{address.at(world, address.states[-1])}?{asked}").status_code
            if code >= 500:
                faults[address.name, value] = code
    assert faults == {}


def source_of(address: Address) -> str:
    """The file of the view behind an address."""
    module = inspect.getmodule(inspect.unwrap(address.view))
    return inspect.getsource(module) if module else ""


@pytest.mark.parametrize(
    ("body", "kind", "code"),
    [
        (b"--x\r\nbroken", "multipart/form-data; boundary=x", 200),
        (b"--x", "multipart/form-data", 400),
        (b"&".join(b"a%d=1" % number for number in range(5_001)), "application/x-www-form-urlencoded", 400),
        (b"a=" + b"x" * (5 * 1024 * 1024 + 1), "application/x-www-form-urlencoded", 400),
        (b"\xff\xfe", "application/json", 200),
        (b"title=%ff", "application/x-www-form-urlencoded; charset=utf-16", 400),
    ],
)
def test_a_body_that_is_no_form_is_answered(world: World, body: bytes, kind: str, code: int) -> None:
    browser = world.visitors["secretariat here"].browser
    before = count_rows()
    url = ADDRESSES["boards:plan_meeting"].at(world)
    answer = cast(HttpResponse, browser.generic("POST", url, body, kind))
    assert (answer.status_code, faults_of(answer)) == (code, [])
    assert changes_since(before) == []
