"""Who gets what at every address: visitor x address x method x state of the report, each with its one code.

What is expected is worked out here from ``improvement_board.policy``, ``boards.permissions.ROLES`` and the
workflow of reports, so an address, a role or a move that is added joins by itself. Only what an address
answers to those who *may* is told below, where it is not simply 200.
"""

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import pytest
from django.utils import timezone

from boards.models import LogEntry, Membership, Role, User
from boards.permissions import Permission
from improvement_board.policy import CLOSED, PUBLIC, SIGNED_IN
from reports.deeds.workflow import MOVES, Move, Who
from tests.house.addresses import ADDRESSES, METHODS, RELEASES, Address
from tests.house.world import STATES, Visitor, World, undone, words_of

OURS = {name for name, address in ADDRESSES.items() if not re.match("(account|mfa|social|user|openid)", name)}
LIBRARY = sorted(set(ADDRESSES) - OURS)

SOME = [  # one of each kind of visitor, where their roles make no difference
    "anonymous",
    "stranger",
    "disabled",
    "administrator",
    "secretariat here",
    "chair here",
    "secretariat elsewhere",
]

FEW = ["anonymous", "stranger", "secretariat here"]

# ---- what an address answers to those who may


GETS = {
    "boards:release_item": 302,  # the item is public
    "accept_invitation": 404,  # this browser has opened no invitation
    "open_invitation": 302,
    "boards:name_successor": 409,  # the board has not ended
    "boards:reopen_body": 409,
    "boards:hand_over_actions": 409,
    "boards:correct_decision": 409,  # nothing is decided
    "minutes:ready_pdf": 404,  # the minutes are still being written
    "minutes:reopen": 409,
    "minutes:publish": 409,
    "minutes:correct": 409,
}
POSTS = {
    "boards:release_item": 302,
    "reports:release_now": 302,
    "reports:stop_release": 302,
    "accept_invitation": 404,
    "discard_kept": 302,
    "boards:invite": 302,
    "boards:name_successor": 409,
    "boards:reopen_body": 409,
    "boards:hand_over_actions": 409,
    "boards:correct_decision": 409,
    "boards:move_question": 302,
    "boards:switch_sign_in": 302,
    "boards:move_item": 302,
    "reports:put_aside": 302,
    "boards:retire_template": 302,
    "boards:move_line": 302,
    "boards:remove_guest": 302,
    "boards:remind_owner": 302,
    "reports:move_paper": 302,
    "reports:settle_note": 302,
    "reports:remove_evidence": 302,
    "reports:needs_no_evidence": 302,
    "reports:end_help": 302,
    "reports:reopen_finding": 302,
    "reports:write": 302,
    "reports:put_offer_aside": 302,
    "reports:offer_again": 302,
    "reports:remove_paper": 302,
    "reports:keep_brought_in": 302,
    "minutes:keep_brought_in": 302,
    "minutes:start": 302,
    "minutes:write": 302,
    "minutes:make_pdf_again": 409,
    "minutes:reopen": 409,
    "minutes:publish": 409,
    "minutes:correct": 409,
}
"""A form that was sent empty is shown again (200); these act without one or lead on."""

LIBRARY_CODES: dict[str, tuple[int, int, int, int]] = {
    # GET and POST of somebody who is not signed in, GET and POST of somebody who is
    "account_login": (200, 200, 302, 302),
    "account_signup": (200, 200, 302, 302),  # says that an invitation is needed
    "account_logout": (302, 302, 200, 302),
    "account_inactive": (200, 405, 200, 405),
    "account_reset_password": (200, 200, 200, 200),
    "account_reset_password_done": (200, 405, 200, 405),
    "account_reset_password_from_key": (200, 200, 200, 200),
    "account_reset_password_from_key_done": (200, 405, 200, 405),
    "account_reauthenticate": (302, 302, 200, 200),
    "account_change_password": (302, 302, 200, 200),
    "mfa_authenticate": (302, 302, 302, 302),
    "mfa_index": (302, 302, 200, 405),
    "mfa_reauthenticate": (302, 302, 302, 302),
    "mfa_activate_totp": (302, 302, 302, 302),  # the password once more, first
    "mfa_deactivate_totp": (302, 302, 404, 404),
    "mfa_view_recovery_codes": (302, 302, 404, 405),
    "mfa_generate_recovery_codes": (302, 302, 302, 302),
    "mfa_download_recovery_codes": (302, 302, 404, 404),
    "usersessions_list": (302, 302, 200, 302),
    "openid_connect_login": (404, 404, 404, 404),
    "openid_connect_callback": (404, 404, 404, 404),
    "socialaccount_login_cancelled": (200, 405, 200, 405),
    "socialaccount_login_error": (401, 405, 401, 405),
    "socialaccount_connections": (302, 302, 200, 200),
}

# ---- who may, on the addresses that only ask for an account


def has(permission: Permission) -> Callable[[Visitor, str], int]:
    return lambda visitor, method: 0 if permission in visitor.anywhere else 403


def is_administrator(visitor: Visitor, method: str) -> int:
    return 0 if visitor.is_administrator else 403


def may_keep_places(visitor: Visitor, method: str) -> int:
    if Permission.SEE_DESK not in visitor.anywhere:
        return 404
    return 403 if method == "POST" and Permission.EDIT_BODY not in visitor.anywhere else 0


def may_end_places(visitor: Visitor, method: str) -> int:
    return may_keep_places(visitor, "POST")


def reads_organisations(visitor: Visitor, method: str) -> int:
    return 0 if Permission.SEE_DESK in visitor.anywhere else 404


def may_add_organisations(visitor: Visitor, method: str) -> int:
    rule = may_keep_organisations if method == "POST" else reads_organisations
    return rule(visitor, method)


def may_keep_organisations(visitor: Visitor, method: str) -> int:
    may = Permission.EDIT_MEMBERS in visitor.anywhere
    return reads_organisations(visitor, method) or (0 if may else 403)


def keeps_the_record(visitor: Visitor, method: str) -> int:
    """The person serves the board: those there who keep its members, and administrators."""
    if Permission.SEE_DESK not in visitor.here:
        return 404
    return 0 if Permission.EDIT_MEMBERS in visitor.here else 403


def wrote_the_activity(visitor: Visitor, method: str) -> int:
    return 0 if visitor.name == "chair here" else 404


def may_say_how_it_stands(visitor: Visitor, method: str) -> int:
    """The owner of the action, who is a member of the board, and those who edit its meetings."""
    if visitor.name == "board-member here" or Permission.EDIT_MEETINGS in visitor.here:
        return 0
    return 403 if visitor.here else 404


def everybody(visitor: Visitor, method: str) -> int:
    return 0


SIGNED_IN_RULES: dict[str, Callable[[Visitor, str], int]] = {
    "desk": everybody,
    "kept": everybody,
    "discard_kept": everybody,
    "boards:bodies": everybody,
    "boards:new_body": is_administrator,
    "boards:action_notes": may_say_how_it_stands,
    "boards:deadlines": everybody,
    "boards:remote_presence": is_administrator,
    "boards:change_remote_presence": is_administrator,
    "boards:closed_days": is_administrator,
    "boards:paste_closed_days": is_administrator,
    "boards:open_day": is_administrator,
    "boards:places": may_keep_places,
    "boards:end_place": may_end_places,
    "boards:organisations": may_add_organisations,
    "boards:organisation": reads_organisations,
    "boards:change_organisation": may_keep_organisations,
    "boards:succeed_organisation": may_keep_organisations,
    "boards:end_organisation": may_keep_organisations,
    "boards:person": keeps_the_record,
    "boards:switch_sign_in": keeps_the_record,
    "reports:activities": everybody,
    "reports:log_activity": has(Permission.LOG_ACTIVITY),
    "reports:change_activity": wrote_the_activity,
    "reports:put_aside": has(Permission.LOG_ACTIVITY),
    "reports:log_worker": everybody,
    "reports:coverage": has(Permission.LOG_ACTIVITY),
    "reports:reports": everybody,
    "reports:start": has(Permission.WRITE_REPORTS),
    "reports:bring_in": has(Permission.WRITE_REPORTS),
    "reports:keep_brought_in": has(Permission.WRITE_REPORTS),
}
"""The code of those who may not, or 0 for those who may."""

WRITING = {
    f"reports:{page}"
    for page in """
        write writing_helps cover period since_last_report carry_forward carry_highlight offers offer
        put_offer_aside offer_again writers end_help reopen_finding paragraph_evidence remove_evidence
        needs_no_evidence
    """.split()
}
"""Pages for those alone who write a draft."""

# ---- the one code of each case


def expected(address: Address, visitor: Visitor, method: str, state: str) -> int:
    if address.policy == CLOSED:
        return 404
    if address.policy != PUBLIC and not visitor.is_signed_in:
        return 302
    if address.name in LIBRARY_CODES:
        codes = LIBRARY_CODES[address.name]
        return codes[2 * visitor.is_signed_in + (method == "POST")]
    if method not in address.methods:
        return 405
    if address.policy == PUBLIC:
        return of_paper(state) if address.of_report else answer(address, method)
    if address.of_report:
        return of_report(address, visitor, method, state)
    return of_object(address, visitor, method) or answer(address, method)


def answer(address: Address, method: str) -> int:
    return (POSTS if method == "POST" else GETS).get(address.name, 200)


def of_object(address: Address, visitor: Visitor, method: str) -> int:
    """The code of those who may not, or 0 for those who may."""
    if address.policy == SIGNED_IN:
        return SIGNED_IN_RULES[address.name](visitor, method)
    if address.name in RELEASES and Permission.PUBLISH_PAPERS not in visitor.here:
        return 404  # that it is there is known to nobody else
    return of_body(address, visitor)


def of_body(address: Address, visitor: Visitor) -> int:
    if not visitor.here:
        return 404
    return 0 if address.policy.permission in visitor.here else 403


def of_paper(state: str) -> int:
    return {"published": 200, "withdrawn": 410}.get(state, 404)


@dataclass(frozen=True)
class Asked:
    """Somebody who sees a report asks for one of its pages."""

    address: Address
    visitor: Visitor
    method: str
    state: str

    @property
    def posts(self) -> bool:
        return self.method == "POST"

    @property
    def is_author(self) -> bool:
        return self.visitor.name == "chair here"

    @property
    def reviews(self) -> bool:
        return Permission.REVIEW_REPORTS in self.visitor.here

    @property
    def publishes(self) -> bool:
        return Permission.PUBLISH_PAPERS in self.visitor.here


def of_report(address: Address, visitor: Visitor, method: str, state: str) -> int:
    """A draft is its author's alone; later those see it who review or publish for the body."""
    asked = Asked(address, visitor, method, state)
    if not asked.is_author and (state == "draft" or not (asked.reviews or asked.publishes)):
        return 404
    if move := MOVES.get(address.name.removeprefix("reports:")):
        return of_move(move, asked)
    if address.name in WRITING:
        return of_writing(asked)
    return OF_REPORTS.get(address.name, everybody_who_sees_it)(asked)


def everybody_who_sees_it(asked: Asked) -> int:
    return 200


def of_writing(asked: Asked) -> int:
    """What its author had typed into a report that moved on is shown back, to be copied (409)."""
    if asked.is_author and asked.state == "draft":
        return answer(asked.address, asked.method)
    return 409 if asked.is_author and asked.posts and asked.address.name == "reports:write" else 403


def of_restricting(asked: Asked) -> int:
    return 403 if not asked.publishes else 409 if asked.state in ("published", "withdrawn") else 200


def of_history(asked: Asked) -> int:
    return 403 if not asked.is_author else 409 if asked.posts else 200


def of_changes(asked: Asked) -> int:
    """Whoever sees the report sees what changes; its writers say why."""
    return 200 if not asked.posts or (asked.is_author and asked.state == "draft") else 403


def of_news(asked: Asked) -> int:
    return 403 if not asked.is_author else 200 if asked.state == "draft" else 409


def of_notes(asked: Asked) -> int:
    """The author and the reviewers read and answer notes, and leave them, each in their time."""
    return 200 if asked.reviews or asked.is_author else 403


def of_settling(asked: Asked) -> int:
    """The author settles notes, or whoever left them, which is the reviewer here."""
    return 302 if asked.is_author or asked.visitor.name == "reviewer here" else 403


def of_deriving(asked: Asked) -> int:
    """From what was published; whether it still may be is told on the page."""
    if Permission.WRITE_REPORTS not in asked.visitor.anywhere:
        return 403
    return 200 if asked.state in ("published", "withdrawn") else 404


def of_evidence_that_holds(asked: Asked) -> int:
    return 302 if asked.is_author else 403


def of_pdf_again(asked: Asked) -> int:
    return 403 if not asked.publishes else 302 if asked.state == "agreed" else 409


def of_agreed_pdf(asked: Asked) -> int:
    return 200 if asked.state == "agreed" else 404


OF_REPORTS: dict[str, Callable[[Asked], int]] = {
    "reports:restrict": of_restricting,
    "reports:paragraph_history": of_history,
    "reports:changes": of_changes,
    "reports:writing_news": of_news,
    "reports:notes": of_notes,
    "reports:answer_note": of_notes,
    "reports:settle_note": of_settling,
    "reports:derive": of_deriving,
    "reports:evidence_holds": of_evidence_that_holds,
    "reports:make_pdf_again": of_pdf_again,
    "reports:agreed_pdf": of_agreed_pdf,
}


def of_move(move: Move, asked: Asked) -> int:
    holds = {
        Who.AUTHOR: asked.is_author,
        Who.REVIEWER: asked.reviews and not asked.is_author,
        Who.PUBLISHER: asked.publishes,
    }
    if not any(holds[who] for who in move.who):
        return 403
    is_published = asked.state in ("published", "withdrawn")
    return 200 if asked.state in move.start and (is_published or not move.after_publication) else 409


# ---- the cases


def cases(address: Address, visitors: dict[str, Visitor]) -> Iterator[tuple[Visitor, str, str]]:
    """Every visitor by GET and POST, a few of them by the other methods, whose answer no role changes.

    Whoever has a role elsewhere is an outsider here in whatever state the report is: asked in one state at
    each address, in the next one at the next address.
    """
    names = [name for name in visitors if address.policy not in (PUBLIC, CLOSED) or name in SOME]
    methods = METHODS if address.name in OURS else ("GET", "HEAD", "POST")
    turn = sorted(ADDRESSES).index(address.name)
    for state in address.states:
        for place, name in enumerate(names):
            its_turn = address.states[(turn + place) % len(address.states)]
            if name not in SOME and name.endswith(" elsewhere") and state != its_turn:
                continue
            for method in methods:
                if method in ("GET", "POST") or (name in FEW and state == address.states[0]):
                    yield visitors[name], method, state


class Answer(NamedTuple):
    """What is learnt from an answer, and what it did: its code, a fingerprint of its words and headers,
    and how many deeds the log has of it."""

    code: int
    words: int
    deeds: int


CSRF = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')


class Doors:
    """Every door is knocked at once, however many rules ask what was answered."""

    def __init__(self) -> None:
        self.answered: dict[tuple[str, str, str], Answer] = {}

    def ask(self, visitor: Visitor, method: str, url: str) -> Answer:
        """One request, of which nothing is left."""
        asked = (visitor.name, method, url)
        if asked not in self.answered:
            with undone(visitor.browser):
                before = LogEntry.objects.count()
                got = visitor.browser.generic(method, url, b"", "application/x-www-form-urlencoded")
                words = CSRF.sub("", words_of(got)).replace(url, "(here)")
                deeds = LogEntry.objects.count() - before
            self.answered[asked] = Answer(got.status_code, hash(words), deeds)
        return self.answered[asked]


@pytest.fixture(scope="module")
def doors() -> Doors:
    return Doors()


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_everybody_gets_the_code_of_the_policy(world: World, doors: Doors, name: str) -> None:
    address = ADDRESSES[name]
    wrong = {}
    for visitor, method, state in cases(address, world.visitors):
        got = doors.ask(visitor, method, address.at(world, state)).code
        if got != expected(address, visitor, method, state):
            wrong[visitor.name, method, state] = (got, expected(address, visitor, method, state))
    assert wrong == {}


def test_there_are_thousands_of_cases(world: World) -> None:
    assert sum(1 for address in ADDRESSES.values() for _ in cases(address, world.visitors)) >= 8_000


# ---- outsiders learn nothing


@pytest.mark.parametrize(
    "name", sorted(n for n in OURS if ADDRESSES[n].parameters and ADDRESSES[n].policy != CLOSED)
)
def test_an_outsider_is_told_the_same_as_where_nothing_is(world: World, doors: Doors, name: str) -> None:
    address = ADDRESSES[name]
    method = "GET" if "GET" in address.methods else "POST"
    told_apart = []
    compared = 0
    for visitor, asked, state in cases(address, world.visitors):
        code = expected(address, visitor, method, state)
        is_outside = code == 404 or (code == 302 and not visitor.is_signed_in and address.policy != PUBLIC)
        if asked != method or not is_outside:
            continue
        compared += 1
        here = doors.ask(visitor, method, address.at(world, state))
        if here != doors.ask(visitor, method, address.nowhere(world, state)):
            told_apart.append((visitor.name, state))
    assert told_apart == []
    administrators = ("boards:open_day", "boards:change_remote_presence")
    assert compared or address.policy == PUBLIC or name in administrators


# ---- a role that ends


@pytest.mark.parametrize("role", Role.values)
def test_a_role_taken_away_bites_on_the_next_request(world: World, role: str) -> None:
    visitor = world.visitors[f"{role} here"]
    url = ADDRESSES["boards:meeting"].at(world)
    assert visitor.browser.get(url).status_code == 200
    yesterday = timezone.localdate() - datetime.timedelta(1)
    Membership.objects.filter(user=visitor.user).update(until=yesterday)
    assert visitor.browser.get(url).status_code == 404


@pytest.mark.parametrize(
    ("name", "address"), [("secretariat here", "boards:meeting"), ("administrator", "boards:new_body")]
)
def test_an_account_switched_off_is_out_at_once(world: World, name: str, address: str) -> None:
    visitor = world.visitors[name]
    url = ADDRESSES[address].at(world)
    assert visitor.browser.get(url).status_code == 200
    assert visitor.user is not None
    User.objects.filter(pk=visitor.user.pk).update(is_active=False)
    assert visitor.browser.get(url).headers["Location"] == f"/accounts/login/?next={url}"


# ---- what a visit may do


@pytest.mark.parametrize("name", sorted(OURS))
def test_an_address_says_which_methods_it_takes(name: str) -> None:
    takes = ADDRESSES[name].methods
    assert takes in ({"GET", "HEAD"}, {"GET", "HEAD", "POST"}, {"POST"})


def test_looking_changes_nothing(world: World, doors: Doors) -> None:
    """Every page of the desk, seen by those who may do most: no deed is done by looking."""
    for address in ADDRESSES.values():
        if address.name in OURS and "GET" in address.methods:
            for state in address.states:
                for name in ("secretariat here", "chair here", "administrator"):
                    assert doors.ask(world.visitors[name], "GET", address.at(world, state)).deeds == 0


def test_every_state_of_a_report_is_visited() -> None:
    assert sorted(STATES) == ["agreed", "draft", "in-review", "published", "withdrawn"]
    assert len([address for address in ADDRESSES.values() if address.of_report]) >= 20
