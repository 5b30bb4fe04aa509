"""Bodies: setting one up with its regime, and changing what it is called and what it is for."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from boards.deeds.bodies import correct_name, create_body, rename_body, set_terms
from boards.deeds.record import facts
from boards.deeds.refusals import Refused
from boards.models import Body, BodyName, LogEntry, Membership, Role
from tests.boards.pages import Posted, browser, codes, day, deeds_done, only_entry, queries_of, words
from tests.builders import LONG_AGO, make_body, make_meeting
from tests.cast import Cast
from tests.editions import make_minutes

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


@pytest.mark.parametrize(
    "page",
    [
        *("", "members/", "meetings/", "actions/", "names/", "terms/", "terms/compare/"),
        *("relationships/", "handover/", "consultations/"),
    ],
)
def test_insiders_see_the_bodys_pages_and_outsiders_find_nothing(cast: Cast, page: str) -> None:
    assert codes(BOARD + page, cast.sam, cast.chris, cast.mo, cast.rae, cast.ada) == [200] * 5
    assert codes(BOARD + page, cast.otto, cast.cleo, cast.lena, cast.stranger) == [404] * 4
    assert codes("/desk/bodies/nowhere/" + page, cast.sam, cast.ada) == [404] * 2


@pytest.mark.parametrize("page", ["details/", "rename/", "terms/new/", "members/add/", "meetings/plan/"])
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
    assert browser(cast.sam).post(BOARD + "terms/new/", typed).status_code == 302
    page = browser(cast.mo).get(BOARD + "terms/2024-01-01/").content.decode()
    assert "The &lt;b&gt;new&lt;/b&gt; terms" in page
    assert "The old terms" not in page
    assert "Terms of reference already begin on Monday 1 January 2024." in words(
        browser(cast.sam).post(BOARD + "terms/new/", typed)
    )
    assert deeds_done() == [("Sam Secretary", "set the terms of reference of")] * 2


def test_a_body_without_a_name_is_refused_by_the_deed_itself(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        create_body(by=cast.ada, name="  ", since=LONG_AGO, kind="board", regime="partnership")
    assert (refusal.value.sentence, refusal.value.field) == ("Enter the name.", "name")
    assert Membership.objects.filter(user=cast.ada, role=Role.SECRETARIAT).count() == 0


# ---- names over time


def names_page(cast: Cast) -> str:
    return words(browser(cast.mo).get(BOARD + "names/"))


def test_the_page_of_names_says_from_when_to_when_each_was_borne(cast: Cast) -> None:
    rename_body(by=cast.sam, body=cast.board, name="Strategic Board", since=date(2021, 5, 3))
    rename_body(by=cast.sam, body=cast.board, name="Partnership Board", since=date(2999, 1, 1))
    page = names_page(cast)
    assert "Partnership Board from Tuesday 1 January 2999" in page
    assert "Strategic Board from Monday 3 May 2021 to Monday 31 December 2998 its name today" in page
    assert "Children's Improvement Board from Thursday 1 January 2015 to Sunday 2 May 2021" in page


def test_an_earlier_name_is_added_before_the_first(cast: Cast) -> None:
    typed = {"name": "Safeguarding Board"} | day("since", "2009-04-01")
    assert browser(cast.sam).post(BOARD + "names/earlier/", typed).status_code == 302
    body = Body.objects.get(pk=cast.board.pk)
    assert body.name_on(date(2014, 12, 31)) == "Safeguarding Board"
    assert body.name_on(date(2015, 1, 1)) == "Children's Improvement Board"
    entry = only_entry()
    assert (entry.deed, entry.after["name"]) == ("added an earlier name of the body", "Safeguarding Board")


@pytest.mark.parametrize(
    ("name", "since", "sentence"),
    [
        ("Other", "2015-01-01", "Enter a day before it."),
        ("Other", "2016-01-01", "Enter a day before it."),
        ("Children's Improvement Board", "2014-01-01", "Correct the day on which it begins."),
        (" ", "2014-01-01", "Enter the earlier name"),
    ],
)
def test_what_is_no_earlier_name_is_refused(cast: Cast, name: str, since: str, sentence: str) -> None:
    response = browser(cast.sam).post(BOARD + "names/earlier/", {"name": name} | day("since", since))
    assert sentence in words(response)
    assert (cast.board.names.count(), deeds_done()) == (1, [])


def correction(cast: Cast, **other: str) -> Posted:
    first = cast.board.names.get()
    return (
        {"name": "Childrens Board", "reason": "Misspelt", "version": str(first.version)}
        | day("since", "2014-01-01")
        | other
    )


def test_a_name_is_corrected_with_a_reason_and_the_log_keeps_both(cast: Cast) -> None:
    first = cast.board.names.get()
    assert browser(cast.sam).post(f"{BOARD}names/{first.pk}/", correction(cast)).status_code == 302
    first.refresh_from_db()
    assert (first.name, first.since, first.version) == ("Childrens Board", date(2014, 1, 1), 2)
    entry = only_entry()
    assert (entry.deed, entry.reason) == ("corrected the name", "Misspelt")
    assert (entry.before["name"], entry.before["since"]) == ("Children's Improvement Board", "2015-01-01")
    assert (entry.after["name"], entry.after["since"]) == ("Childrens Board", "2014-01-01")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"reason": ""}, "Enter the reason"),
        ({"name": ""}, "Enter the name"),
        ({"version": "7"}, "Somebody else changed this name while you were working on it."),
        (
            {"name": "Children's Improvement Board"} | day("since", "2015-01-01"),
            "The name and its day are as they were.",
        ),
        (day("since", "2021-05-03"), "Another name of this body already begins on Monday 3 May 2021."),
    ],
)
def test_a_wrong_correction_changes_nothing(cast: Cast, wrong: Posted, sentence: str) -> None:
    typed = correction(cast) | wrong
    first = cast.board.names.get()
    BodyName.objects.create(body=cast.board, name="Strategic Board", since=date(2021, 5, 3))
    response = browser(cast.sam).post(f"{BOARD}names/{first.pk}/", typed)
    assert sentence in words(response)
    first.refresh_from_db()
    assert (first.name, first.since, deeds_done()) == ("Children's Improvement Board", LONG_AGO, [])


def test_the_name_of_another_body_is_not_corrected_from_here(cast: Cast) -> None:
    other = cast.other_board.names.get()
    assert codes(f"{BOARD}names/{other.pk}/", cast.sam) == [404]


def test_a_published_paper_keeps_the_name_it_carries(cast: Cast) -> None:
    meeting = make_meeting(cast.board, "2026-03-10", published_by=cast.sam)
    minutes = make_minutes(cast.sam, meeting, [("Welcome", ["All were welcome."])])
    correct_name(
        by=cast.sam,
        body_name=cast.board.names.get(),
        version=1,
        name="Another Board",
        since=LONG_AGO,
        reason="Wrong",
    )
    minutes.refresh_from_db()
    assert minutes.body_name == "Children's Improvement Board"


# ---- terms of reference over time


def three_terms(cast: Cast) -> None:
    for text, since, quorum in (
        ("The board advises.\n\nIt meets monthly.", date(2019, 4, 4), 5),
        ("The board advises.\n\nIt meets every other month.", date(2021, 5, 3), 7),
        ("The board decides.", date(2999, 1, 1), None),
    ):
        set_terms(by=cast.sam, body=cast.board, text=text, in_force_from=since, quorum=quorum)


def test_the_terms_of_a_day_are_those_in_force_on_it(cast: Cast) -> None:
    three_terms(cast)
    quorums = {
        day: terms.quorum if (terms := cast.board.terms_on(date.fromisoformat(day))) else "none"
        for day in ("2019-04-03", "2019-04-04", "2021-05-02", "2021-05-03", "2999-01-01")
    }
    assert quorums == {
        "2019-04-03": "none",
        "2019-04-04": 5,
        "2021-05-02": 5,
        "2021-05-03": 7,
        "2999-01-01": None,
    }


def test_each_version_says_when_it_is_in_force_and_its_quorum(cast: Cast) -> None:
    three_terms(cast)
    page = words(browser(cast.mo).get(BOARD + "terms/"))
    assert (
        "From Thursday 4 April 2019 to Sunday 2 May 2021 no longer in force quorum of 5 voting members"
        in page
    )
    assert "From Monday 3 May 2021 to Monday 31 December 2998 in force today" in page
    assert "comes into force on Tuesday 1 January 2999 sets no quorum" in page
    old = words(browser(cast.mo).get(BOARD + "terms/2019-04-04/"))
    assert "Terms of reference from Thursday 4 April 2019 to Sunday 2 May 2021" in old
    assert "It meets monthly." in old
    assert codes(BOARD + "terms/2018-04-04/", cast.mo) == [404]


def test_two_versions_are_compared_word_by_word_in_words_and_markup(cast: Cast) -> None:
    three_terms(cast)
    response = browser(cast.mo).get(BOARD + "terms/compare/?old=2019-04-04&new=2021-05-03")
    assert "1 of 2 paragraphs changed: 1 amended." in words(response)
    assert "Quorum: 5, then 7." in words(response)
    content = response.content.decode()
    hidden = '<span class="govuk-visually-hidden">'
    assert f"<del>{hidden}(removed: </span>monthly.{hidden})</span></del>" in content
    assert f"<ins>{hidden}(added: </span>every other month.{hidden})</span></ins>" in content


def test_without_a_choice_the_latest_two_versions_are_compared(cast: Cast) -> None:
    three_terms(cast)
    page = words(browser(cast.mo).get(BOARD + "terms/compare/"))
    assert "From the version of Monday 3 May 2021 to the version of Tuesday 1 January 2999" in page


@pytest.mark.parametrize("asked", ["?old=2019-04-04", "?old=x&new=y", "?old=2018-01-01&new=2019-04-04"])
def test_versions_that_are_not_there_are_asked_for_again(cast: Cast, asked: str) -> None:
    three_terms(cast)
    response = browser(cast.mo).get(BOARD + "terms/compare/" + asked)
    assert response.status_code == 200
    assert "There is a problem" in words(response)
    assert "<ins>" not in response.content.decode()


def test_with_fewer_than_two_versions_there_is_nothing_to_compare(cast: Cast) -> None:
    for text, since in (("One", date(2020, 1, 1)), ("Two", date(2021, 1, 1))):
        assert "There are no two versions to compare yet." in words(
            browser(cast.mo).get(BOARD + "terms/compare/")
        )
        set_terms(by=cast.sam, body=cast.board, text=text, in_force_from=since)


def test_terms_are_corrected_with_a_reason(cast: Cast) -> None:
    three_terms(cast)
    typed = {"text": "The board advises.", "quorum": "6", "reason": "A slip", "version": "1"}
    address = BOARD + "terms/2019-04-04/correct/"
    response = browser(cast.sam).post(address, typed | day("in_force_from", "2019-04-05"))
    assert response["Location"] == BOARD + "terms/2019-04-05/"
    terms = cast.board.terms.get(in_force_from=date(2019, 4, 5))
    assert (terms.text, terms.quorum, terms.version) == ("The board advises.", 6, 2)
    entry = LogEntry.objects.latest("sequence")
    assert (entry.deed, entry.reason) == ("corrected the terms of reference of", "A slip")
    assert (entry.before or {})["quorum"] == 5
    again = browser(cast.sam).post(
        BOARD + "terms/2019-04-05/correct/", typed | day("in_force_from", "2021-05-03") | {"version": "2"}
    )
    assert "Terms of reference already begin on Monday 3 May 2021." in words(again)


@pytest.mark.parametrize("quorum", ["0", "-1", "201", "many"])
def test_a_quorum_of_nobody_or_of_a_crowd_is_refused(cast: Cast, quorum: str) -> None:
    typed = {"text": "Terms", "quorum": quorum} | day("in_force_from", "2024-01-01")
    response = browser(cast.sam).post(BOARD + "terms/new/", typed)
    assert "There is a problem" in words(response)
    assert cast.board.terms.count() == 0


def test_new_terms_begin_with_the_words_of_the_last(cast: Cast) -> None:
    three_terms(cast)
    assert "The board decides.</textarea>" in browser(cast.sam).get(BOARD + "terms/new/").content.decode()


# ---- the body's page


def test_the_page_of_a_body_asks_as_often_for_much_as_for_little(cast: Cast) -> None:
    def furnish(first: int, count: int) -> None:
        for number in range(first, first + count):
            since = date(1990 + number, 1, 1)
            cast.board.names.create(name=f"Name {number}", since=since)
            cast.board.terms.create(text=f"Terms {number}", in_force_from=since)
            other = make_body(f"Other {number}")
            cast.board.reports_to.create(to=other, how_often="yearly", since=since)
            cast.board.hears_from.create(body=other, how_often="yearly", since=since)
            Body.objects.filter(pk=other.pk).update(ended_on=since, successor=cast.board)

    client = browser(cast.sam)
    pages = ["", "names/", "terms/", "terms/compare/", "relationships/"]
    public = f"/boards/{cast.board.slug}/"
    furnish(0, 2)
    few = [queries_of(client, BOARD + page) for page in pages] + [queries_of(client, public)]
    furnish(2, 12)
    assert [queries_of(client, BOARD + page) for page in pages] + [queries_of(client, public)] == few


# ---- what readers are told


def public(cast: Cast, **asked: str) -> str:
    return words(Client().get(cast.board.get_absolute_url(), asked))


def test_readers_see_earlier_names_but_not_those_to_come(cast: Cast) -> None:
    assert "Earlier names" not in public(cast)
    rename_body(by=cast.sam, body=cast.board, name="Strategic Board", since=date(2021, 5, 3))
    rename_body(by=cast.sam, body=cast.board, name="Partnership Board", since=date(2999, 1, 1))
    page = public(cast)
    assert "Earlier names: Children's Improvement Board (until Sunday 2 May 2021)" in page
    assert "Partnership Board" not in page


def test_readers_read_an_earlier_version_of_the_terms(cast: Cast) -> None:
    three_terms(cast)
    now = public(cast)
    assert "In force from Monday 3 May 2021. Quorum: 7 voting members" in now
    assert "It meets every other month." in now
    assert "From Thursday 4 April 2019 to Sunday 2 May 2021" in now
    then = public(cast, terms="2019-04-04")
    assert "An earlier version, in force from Thursday 4 April 2019 to Sunday 2 May 2021." in then
    assert "It meets monthly." in then
    for asked in ("2999-01-01", "2018-01-01", "x", ""):
        assert "It meets every other month." in public(cast, terms=asked)
        assert "The board decides." not in public(cast, terms=asked)
