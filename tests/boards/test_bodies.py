"""Bodies: setting one up with its regime, and changing what it is called and what it is for."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from boards.deeds.bodies import create_body, rename_body, set_terms
from boards.deeds.record import facts
from boards.deeds.refusals import Refused
from boards.models import Body, BodyName, LogEntry, Membership, Role
from tests.boards.pages import Posted, browser, codes, day, deeds_done, only_entry, words
from tests.builders import LONG_AGO
from tests.cast import Cast

NEW = "/desk/bodies/new/"
BOARD = "/desk/bodies/childrens-improvement-board/"


def new_board(**other: str) -> Posted:
    return {
        "name": "Fostering Improvement Board",
        "kind": "board",
        "regime": "partnership",
        "purpose": "To oversee fostering.",
        "contact": "Support Office, 01632 960123",
        "notice_days": "3",
        **day("since", "2026-04-01"),
    } | other


def test_an_administrator_creates_a_body_and_becomes_its_secretariat(cast: Cast) -> None:
    response = browser(cast.ada).post(NEW, new_board())
    assert (response.status_code, response["Location"]) == (302, "/desk/bodies/")
    body = Body.objects.get(slug="fostering-improvement-board")
    assert (body.kind, body.regime, body.purpose, body.contact, body.notice_days) == (
        "board",
        "partnership",
        "To oversee fostering.",
        "Support Office, 01632 960123",
        3,
    )
    assert list(body.names.values_list("name", "since")) == [
        ("Fostering Improvement Board", date(2026, 4, 1))
    ]
    assert list(body.memberships.values_list("user__name", "role", "since", "until")) == [
        ("Ada Administrator", "secretariat", date(2026, 4, 1), None)
    ]
    assert deeds_done() == [
        ("Ada Administrator", "created the body"),
        ("Ada Administrator", "added the member"),
    ]
    entry = LogEntry.objects.earliest("sequence")
    assert (entry.before, entry.name) == (None, "Fostering Improvement Board")
    assert entry.after == {**facts(body), "name": "Fostering Improvement Board", "since": "2026-04-01"}


def test_only_administrators_create_bodies(cast: Cast) -> None:
    people = (cast.sam, cast.chris, cast.cleo, cast.stranger)
    assert codes(NEW, *people) == [403] * 4
    assert [browser(person).post(NEW, new_board()).status_code for person in people] == [403] * 4
    assert Body.objects.count() == 3


def test_the_same_form_sent_twice_makes_one_body(cast: Cast) -> None:
    browser(cast.ada).post(NEW, new_board())
    again = browser(cast.ada).post(NEW, new_board())
    assert "There is already a body called Fostering Improvement Board." in words(again)
    assert Body.objects.count() == 4
    assert len(deeds_done()) == 2


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Enter the name"),
        ({"name": "x" * 201}, "The name must be 200 characters or fewer. It has 201."),
        ({"kind": "club"}, "Choose the kind from the list"),
        ({"regime": "anarchy"}, "Choose which rules bind it"),
        (
            {"regime": "statutory", "notice_days": "4"},
            "The law asks a statutory body for 5 clear days or more.",
        ),
        ({"notice_days": "-1"}, "must be 0 or more"),
        ({"notice_days": "99999999999999999999"}, "must be 250 or fewer"),
        ({"notice_days": "soon"}, "must be a whole number"),
        ({"since_day": "31", "since_month": "2"}, "31 February 2026 is not a real date"),
        ({"since_year": ""}, "The day from which it has this name must include a year"),
        ({"since_year": "0026"}, "must have a year between 1900 and 2100"),
    ],
)
def test_bad_input_is_answered_in_one_sentence_and_changes_nothing(
    cast: Cast, wrong: Posted, sentence: str
) -> None:
    response = browser(cast.ada).post(NEW, new_board(**wrong))
    assert response.status_code == 200
    assert sentence in words(response)
    assert "To oversee fostering." in words(response)
    assert (Body.objects.count(), deeds_done()) == (3, [])


def test_markup_in_every_field_is_shown_as_it_was_typed(cast: Cast) -> None:
    script = "<script>alert(1)</script>"
    browser(cast.ada).post(NEW, new_board(name=script, purpose=script, contact=script))
    body = Body.objects.get(purpose=script)
    assert body.slug == "scriptalert1script"
    for address in ("/desk/bodies/", f"/desk/bodies/{body.slug}/"):
        content = browser(cast.ada).get(address).content.decode()
        assert script not in content
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in content


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("New", "new-2"),
        ("Papers", "papers-2"),
        ("Children's improvement board!", "childrens-improvement-board-2"),
        ("委員会", "body"),
        ("x" * 200, "x" * 70),
    ],
)
def test_addresses_are_free_and_never_a_word_that_means_something_else(
    cast: Cast, name: str, slug: str
) -> None:
    body = create_body(by=cast.ada, name=name, since=LONG_AGO, kind="board", regime="partnership")
    assert body.slug == slug


def test_the_database_too_refuses_a_statutory_body_with_less_than_five_days(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Body.objects.create(slug="hasty", kind="committee", regime="statutory", notice_days=4)


def test_each_sees_their_own_bodies_and_an_administrator_all(cast: Cast) -> None:
    seen = {
        person.name: "Adults&#x27; Improvement Board" in browser(person).get("/desk/bodies/").content.decode()
        for person in (cast.sam, cast.otto, cast.ada)
    }
    assert seen == {"Sam Secretary": False, "Otto Outsider": True, "Ada Administrator": True}
    assert "You have no role on a board or committee today." in words(
        browser(cast.stranger).get("/desk/bodies/")
    )


@pytest.mark.parametrize("page", ["", "members/", "meetings/", "actions/"])
def test_insiders_see_the_bodys_pages_and_outsiders_find_nothing(cast: Cast, page: str) -> None:
    assert codes(BOARD + page, cast.sam, cast.chris, cast.mo, cast.rae, cast.ada) == [200] * 5
    assert codes(BOARD + page, cast.otto, cast.cleo, cast.lena, cast.stranger) == [404] * 4
    assert codes("/desk/bodies/nowhere/" + page, cast.sam, cast.ada) == [404] * 2


@pytest.mark.parametrize("page", ["details/", "rename/", "terms/", "members/add/", "meetings/plan/"])
def test_only_those_who_may_change_the_body_open_its_forms(cast: Cast, page: str) -> None:
    assert codes(BOARD + page, cast.sam) == [200]
    assert codes(BOARD + page, cast.chris, cast.mo, cast.rae) == [403] * 3
    assert codes(BOARD + page, cast.otto, cast.lena, cast.stranger) == [404] * 3
    assert codes(BOARD + page, cast.sam, method="delete") == [405]
    assert codes(BOARD + page, cast.sam, method="put") == [405]


def test_a_page_that_only_reads_takes_no_post(cast: Cast) -> None:
    assert codes(BOARD, cast.sam, method="post") == [405]


def test_details_are_changed(cast: Cast) -> None:
    typed = {"purpose": " To improve. ", "contact": "Office", "notice_days": "7", "version": "1"}
    assert browser(cast.sam).post(BOARD + "details/", typed).status_code == 302
    cast.board.refresh_from_db()
    assert (cast.board.purpose, cast.board.notice_days, cast.board.version) == ("To improve.", 7, 2)
    entry = only_entry()
    assert (entry.deed, entry.before["purpose"], entry.after["purpose"]) == (
        "changed the body",
        "",
        "To improve.",
    )


def test_the_second_saver_sees_both_texts_and_may_save_again(cast: Cast) -> None:
    first = {"purpose": "Theirs", "contact": "", "notice_days": "5", "version": "1"}
    second = first | {"purpose": "Mine"}
    browser(cast.sam).post(BOARD + "details/", first)
    response = browser(cast.sam).post(BOARD + "details/", second)
    assert "Somebody else changed this body while you were working on it." in words(response)
    assert "What is saved now" in words(response)
    content = response.content.decode()
    assert "Theirs" in content
    assert "Mine" in content
    assert '<input type="hidden" name="version" value="2"' in content
    cast.board.refresh_from_db()
    assert cast.board.purpose == "Theirs"
    assert browser(cast.sam).post(BOARD + "details/", second | {"version": "2"}).status_code == 302
    cast.board.refresh_from_db()
    assert (cast.board.purpose, cast.board.version) == ("Mine", 3)


def test_a_new_name_holds_from_its_day_and_old_days_keep_theirs(cast: Cast) -> None:
    typed = {"name": "Strategic Improvement Board"} | day("since", "2026-04-01")
    assert browser(cast.sam).post(BOARD + "rename/", typed).status_code == 302
    body = Body.objects.get(pk=cast.board.pk)
    assert body.name_on(date(2026, 3, 31)) == "Children's Improvement Board"
    assert body.name_on(date(2026, 4, 1)) == "Strategic Improvement Board"
    assert body.slug == "childrens-improvement-board"
    entry = only_entry()
    assert (entry.deed, entry.before, entry.after) == (
        "renamed the body",
        {"name": "Children's Improvement Board"},
        {"name": "Strategic Improvement Board", "since": "2026-04-01"},
    )


def test_two_names_never_begin_on_one_day(cast: Cast) -> None:
    rename_body(by=cast.sam, body=cast.board, name="One", since=date(2026, 4, 1))
    typed = {"name": "Two"} | day("since", "2026-04-01")
    response = browser(cast.sam).post(BOARD + "rename/", typed)
    assert "Another name of this body already begins on Wednesday 1 April 2026." in words(response)
    assert 'value="Two"' in response.content.decode()
    assert BodyName.objects.filter(body=cast.board).count() == 2
    assert len(deeds_done()) == 1


def test_terms_of_reference_come_into_force_on_a_day(cast: Cast) -> None:
    set_terms(by=cast.sam, body=cast.board, text="The old terms", in_force_from=date(2020, 1, 1))
    typed = {"text": "The <b>new</b> terms"} | day("in_force_from", "2024-01-01")
    assert browser(cast.sam).post(BOARD + "terms/", typed).status_code == 302
    page = browser(cast.mo).get(BOARD).content.decode()
    assert "The &lt;b&gt;new&lt;/b&gt; terms" in page
    assert "The old terms" not in page
    assert "Terms of reference already begin on Monday 1 January 2024." in words(
        browser(cast.sam).post(BOARD + "terms/", typed)
    )
    assert deeds_done() == [("Sam Secretary", "set the terms of reference of")] * 2


def test_a_body_without_a_name_is_refused_by_the_deed_itself(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        create_body(by=cast.ada, name="  ", since=LONG_AGO, kind="board", regime="partnership")
    assert (refusal.value.sentence, refusal.value.field) == ("Enter the name.", "name")
    assert Membership.objects.filter(user=cast.ada, role=Role.SECRETARIAT).count() == 0
