"""Domain rule 8: what is exempt and what is confidential, its review and release, and what the desk says."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards import clock
from boards.deeds.refusals import Refused, Stale
from boards.deeds.restrictions import release_item, restrict_item, review_restriction
from boards.models import AgendaItem, LogEntry, Meeting, Restriction
from boards.needs.restrictions import needs
from boards.restrictions import (
    PARAGRAPHS,
    default_review,
    must_be_excluded,
    printed_line,
    public_reason,
    resolution_to_exclude,
    with_parents,
)
from tests.boards.pages import browser, codes, words
from tests.builders import make_item, make_meeting
from tests.cast import Cast

OCTOBER = "2030-10-10"
WHY = "The contract is still being agreed, and the price would be lost."


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return make_meeting(cast.committee, OCTOBER)


@pytest.fixture
def item(meeting: Meeting) -> AgendaItem:
    return make_item(meeting, "Contract for placements", purpose="canarypurpose", presenter="canarypresenter")


def exempt(cast: Cast, item: AgendaItem, **more: Any) -> Restriction:
    said = {"kind": "exempt", "paragraphs": [3], "public_interest": WHY} | more
    made = restrict_item(by=cast.cleo, item=item, version=item.version, **said)
    item.refresh_from_db()
    return made


def confidential(cast: Cast, item: AgendaItem, source: str = "law") -> Restriction:
    made = restrict_item(by=cast.cleo, item=item, version=item.version, kind="confidential", source=source)
    item.refresh_from_db()
    return made


# ---- the words


def test_there_are_seven_paragraphs() -> None:
    assert PARAGRAPHS == {
        1: "an individual",
        2: "likely to reveal an individual’s identity",
        3: "financial or business affairs",
        4: "labour relations consultations",
        5: "legal professional privilege",
        6: "proposed notices, orders or directions",
        7: "prevention, investigation or prosecution of crime",
    }


@pytest.mark.parametrize(
    ("day", "review"),
    [("2019-10-10", "2020-10-10"), ("2020-02-29", "2021-02-28"), ("2019-02-28", "2020-02-28")],
)
def test_it_is_reviewed_after_twelve_months(day: str, review: str) -> None:
    assert default_review(datetime.date.fromisoformat(day)) == datetime.date.fromisoformat(review)


@pytest.mark.parametrize(
    ("paragraphs", "numbers", "which"),
    [
        ([3], "paragraph 3", "financial or business affairs"),
        ([1, 2], "paragraphs 1 and 2", "an individual; likely to reveal an individual’s identity"),
        (
            [4, 5, 7],
            "paragraphs 4, 5 and 7",
            "labour relations consultations; legal professional privilege; "
            "prevention, investigation or prosecution of crime",
        ),
    ],
)
def test_an_exemption_names_its_paragraphs(
    cast: Cast, paragraphs: list[int], numbers: str, which: str
) -> None:
    row = Restriction(kind="exempt", paragraphs=paragraphs)
    where = f"{numbers} of Part 1 of Schedule 12A to the Local Government Act 1972 ({which})"
    assert public_reason(row, cast.committee) == f"Not for publication: exempt information under {where}"
    assert public_reason(row, cast.board) == (
        f"Not for publication by the board’s own policy: information of the kind in {where}"
    )
    assert printed_line(row, cast.committee) == public_reason(row, cast.committee)


def test_a_confidence_says_no_more_than_that(cast: Cast) -> None:
    row = Restriction(kind="confidential", source="department")
    assert public_reason(row, cast.committee) == "A private item: confidential information"
    assert printed_line(row, cast.committee) == (
        "Not for publication: confidential information, given by a government department on terms that "
        "forbid its disclosure"
    )


# ---- restricting an item


def test_an_exempt_item_has_its_paragraphs_reasoning_and_review(cast: Cast, item: AgendaItem) -> None:
    with clock.at(datetime.datetime(2019, 10, 10, 12, tzinfo=datetime.UTC), because="A test."):
        row = exempt(cast, item, paragraphs=[3, 1, 3])
    assert (row.kind, row.paragraphs, row.source) == ("exempt", [1, 3], "")
    assert (row.public_interest, row.review_on) == (WHY, datetime.date(2020, 10, 10))
    entry = LogEntry.objects.get()
    assert (entry.actor, entry.deed, entry.noun_id) == ("Cleo Clerk", "took in private", str(item.pk))
    assert entry.before is not None
    assert entry.after is not None
    assert (entry.before["restriction_id"], entry.after["restriction_id"]) == (None, row.pk)


def test_a_confidential_item_has_its_source_and_no_review(cast: Cast, item: AgendaItem) -> None:
    row = confidential(cast, item, "department")
    assert (row.source, row.public_interest, row.review_on, row.paragraphs) == ("department", "", None, [])


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"kind": "exempt", "paragraphs": [], "public_interest": WHY}, "paragraphs"),
        ({"kind": "exempt", "paragraphs": [8], "public_interest": WHY}, "paragraphs"),
        ({"kind": "exempt", "paragraphs": [3], "public_interest": "  "}, "public_interest"),
        (
            {
                "kind": "exempt",
                "paragraphs": [3],
                "public_interest": WHY,
                "review_on": datetime.date(2019, 1, 1),
            },
            "review_on",
        ),
        ({"kind": "confidential"}, "source"),
        ({"kind": "confidential", "source": "whim"}, "source"),
        ({"kind": "confidential", "source": "law", "public_interest": WHY}, "public_interest"),
        ({"kind": "secret"}, "kind"),
    ],
)
def test_what_says_too_little_or_too_much_is_refused(
    cast: Cast, item: AgendaItem, said: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        restrict_item(by=cast.cleo, item=item, version=item.version, **said)
    assert refusal.value.field == field
    assert (Restriction.objects.count(), LogEntry.objects.count()) == (0, 0)


def test_a_confidential_item_is_marked_before_readers_have_its_title(cast: Cast, item: AgendaItem) -> None:
    Meeting.objects.filter(pk=item.meeting_id).update(
        agenda_published_at=clock.now(), agenda_published_by=cast.cleo
    )
    item.refresh_from_db()
    with pytest.raises(Refused, match="Readers have this agenda"):
        confidential(cast, item)
    exempt(cast, item)  # its title may be known
    assert AgendaItem.objects.get().restriction is not None


def test_an_item_is_restricted_once_and_from_what_was_seen(cast: Cast, item: AgendaItem) -> None:
    exempt(cast, item)
    with pytest.raises(Refused, match="private already"):
        exempt(cast, item)
    with pytest.raises(Stale):
        release_item(by=cast.cleo, item=item, version=item.version - 1, reason="Agreed.")


def test_what_is_under_a_private_item_is_private_with_it(cast: Cast, meeting: Meeting) -> None:
    item = make_item(meeting, "Contract", number="1")
    under = make_item(meeting, "Price", number="1.1", is_sub_item=True)
    other = make_item(meeting, "Next meeting", number="2")
    row = exempt(cast, item)
    assert list(AgendaItem.objects.filter(restriction=row)) == [item, under]
    under.restriction = other.restriction = None  # as one that was moved there later
    assert [each.restriction for each in with_parents([item, under, other])] == [row, row, None]


def test_nothing_under_a_confidential_item_keeps_its_title(cast: Cast, meeting: Meeting) -> None:
    item, under = (
        make_item(meeting, "Order", number="1"),
        make_item(meeting, "Cost", number="1.1", is_sub_item=True),
    )
    exempt(cast, under)
    secret = confidential(cast, item)
    under.refresh_from_db()
    assert [each.restriction for each in with_parents([item, under])] == [secret, secret]


# ---- review and release


def test_a_review_keeps_it_with_a_new_reason_and_day(cast: Cast, item: AgendaItem) -> None:
    row = exempt(cast, item)
    later = datetime.date(2031, 1, 1)
    kept = review_restriction(
        by=cast.cleo, restriction=row, version=row.version, public_interest="Still open.", review_on=later
    )
    assert (kept.public_interest, kept.review_on, kept.is_in_force) == ("Still open.", later, True)
    entry = LogEntry.objects.order_by("-sequence")[0]
    assert (entry.deed, entry.reason) == ("reviewed", "Still open.")
    with pytest.raises(Stale):
        review_restriction(
            by=cast.cleo, restriction=row, version=row.version, public_interest="Mine.", review_on=later
        )


def test_a_confidence_is_not_reviewed(cast: Cast, item: AgendaItem) -> None:
    row = confidential(cast, item)
    with pytest.raises(Refused, match="not weighed"):
        review_restriction(
            by=cast.cleo, restriction=row, version=1, public_interest="x", review_on=datetime.date(2031, 1, 1)
        )


def test_a_release_says_why_and_lifts_it(cast: Cast, item: AgendaItem) -> None:
    row = exempt(cast, item)
    with pytest.raises(Refused, match="Say why"):
        release_item(by=cast.cleo, item=item, version=item.version, reason=" ")
    released = release_item(by=cast.cleo, item=item, version=item.version, reason="The contract is signed.")
    row.refresh_from_db()
    assert (row.is_in_force, row.lifted_by, row.lifting_reason) == (
        False,
        cast.cleo,
        "The contract is signed.",
    )
    with pytest.raises(Refused, match="not private"):
        release_item(by=cast.cleo, item=released, version=released.version, reason="Again.")


def test_releasing_a_carried_item_leaves_the_one_it_came_from(cast: Cast, item: AgendaItem) -> None:
    row = exempt(cast, item)
    later = make_item(make_meeting(cast.committee, "2030-12-01"), "Contract", restriction=row)
    release_item(by=cast.cleo, item=later, version=later.version, reason="Signed.")
    item.refresh_from_db()
    later.refresh_from_db()
    assert item.restriction is not None
    assert later.restriction is not None
    assert (item.restriction.is_in_force, later.restriction.is_in_force) == (True, False)


# ---- the resolution to exclude the public


def test_the_resolution_names_each_item_and_its_paragraph(cast: Cast, meeting: Meeting) -> None:
    first = make_item(meeting, "Welcome", number="1")
    contract, staff = make_item(meeting, "Contract", number="2"), make_item(meeting, "Staff", number="3")
    order = make_item(meeting, "canaryorder", number="4")
    exempt(cast, contract)
    exempt(cast, staff, paragraphs=[1, 4])
    confidential(cast, order)
    items = [first, contract, staff, order]
    assert resolution_to_exclude(meeting, items) == (
        "That under section 100A(4) of the Local Government Act 1972 the public be excluded from the meeting "
        "for the following items of business, because it is likely that exempt information as defined in "
        "Part 1 of Schedule 12A to the Local Government Act 1972 would be disclosed, and the public interest "
        "in keeping it outweighs the public interest in disclosing it: item 2, “Contract” (paragraph 3: "
        "financial or business affairs); item 3, “Staff” (paragraphs 1 and 4: an individual; labour "
        "relations consultations)."
    )
    assert must_be_excluded(meeting, items) == (
        "For item 4 no resolution is needed: the information is confidential, and the public must be "
        "excluded (section 100A(2) of the Act)."
    )
    assert (resolution_to_exclude(meeting, [first]), must_be_excluded(meeting, [first])) == ("", "")


def test_a_board_excludes_by_its_own_policy(cast: Cast) -> None:
    meeting = make_meeting(cast.board, OCTOBER)
    item = make_item(meeting, "Contract")
    exempt(cast, item)
    assert resolution_to_exclude(meeting, [item]).startswith("That, by its own policy, the board take")
    assert "100A" not in resolution_to_exclude(meeting, [item])


# ---- the desk


def test_the_desk_shows_a_private_item_to_those_who_may_read_it(cast: Cast, item: AgendaItem) -> None:
    confidential(cast, item)
    address = item.meeting.get_desk_url()
    rex = cast.someone("Rex Reviewer", "rex", cast.committee, "reviewer")  # type: ignore[arg-type]
    for user, sees in ((cast.cleo, True), (cast.con, True), (rex, False), (cast.ada, False)):
        page = words(browser(user).get(address))
        canaries = ["Contract for placements", "canarypurpose", "canarypresenter"]
        assert [word in page for word in canaries] == [sees] * 3, user
        assert ("A private item" in page) is not sees or sees
        assert "Taken in private A private item: confidential information" in page
        assert ("no resolution is needed" in page) is sees
    assert codes(address, cast.otto, cast.lena) == [404, 404]


def test_the_desk_keeps_of_an_exempt_item_all_but_its_title(cast: Cast, item: AgendaItem) -> None:
    exempt(cast, item)
    page = words(browser(cast.ada).get(item.meeting.get_desk_url()))
    assert "Contract for placements" in page
    assert [word for word in ("canarypurpose", "canarypresenter", WHY) if word in page] == []
    assert "That under section 100A(4)" in words(browser(cast.cleo).get(item.meeting.get_desk_url()))


def test_a_clerk_makes_an_item_private_and_releases_it(cast: Cast, item: AgendaItem) -> None:
    clerk = browser(cast.cleo)
    address = f"{item.meeting.get_desk_url()}items/{item.pk}/"
    page = words(clerk.get(f"{address}restrict/"))
    assert "Reviewers and authors without another role here see what the public sees" in page
    posted: dict[str, Any] = {"version": item.version, "kind": "exempt", "public_interest": WHY}
    refused = clerk.post(f"{address}restrict/", posted)
    assert (refused.status_code, "Choose at least one of the seven paragraphs" in words(refused)) == (
        200,
        True,
    )
    assert clerk.post(f"{address}restrict/", posted | {"paragraphs": ["3"]}).status_code == 302
    item.refresh_from_db()
    assert item.restriction is not None
    assert item.restriction.paragraphs == [3]
    assert "That under section 100A(4)" in words(clerk.get(item.meeting.get_desk_url()))
    assert clerk.post(f"{address}release/", {"version": item.version, "reason": "Signed."}).status_code == 302
    item.restriction.refresh_from_db()
    assert item.restriction.lifting_reason == "Signed."
    people = (cast.con, cast.ada, cast.otto, cast.stranger)
    assert codes(f"{address}restrict/", *people) == [403, 403, 404, 404]
    assert codes(f"{address}release/", *people) == [403, 403, 404, 404]


def test_two_clerks_do_not_overwrite_each_other(cast: Cast, item: AgendaItem) -> None:
    seen = item.version
    exempt(cast, item)
    answer = browser(cast.cleo).post(
        f"{item.meeting.get_desk_url()}items/{item.pk}/release/", {"version": seen, "reason": "Signed."}
    )
    assert answer.status_code == 200
    assert "Somebody else changed this" in words(answer)
    assert "Signed." in answer.content.decode()


# ---- reviews due


def test_reviews_due_are_told_to_those_who_publish_and_may_read(cast: Cast, item: AgendaItem) -> None:
    row = exempt(cast, item, review_on=datetime.date(2030, 10, 20))
    due = datetime.date(2030, 10, 21)
    need = needs(cast.cleo, due)[0]
    assert need.about == (
        "Review whether item 1 of 10 October 2030 stays exempt (Children and Families Scrutiny Committee)"
    )
    assert (need.day, need.late) == (datetime.date(2030, 10, 20), True)
    assert browser(cast.cleo).get(need.address).status_code == 200
    for user in (cast.con, cast.ada, cast.otto, cast.sam, cast.lena):
        assert needs(user, due) == []
    assert needs(cast.cleo, datetime.date(2030, 8, 1)) == []  # not in the next six weeks
    item.refresh_from_db()
    release_item(by=cast.cleo, item=item, version=item.version, reason="Signed.")
    assert needs(cast.cleo, due) == []
    assert not Restriction.objects.get(pk=row.pk).is_in_force


def test_the_list_has_what_is_restricted_the_first_review_on_top(cast: Cast, meeting: Meeting) -> None:
    late, soon, secret = (make_item(meeting, title) for title in ("Late one", "Soon one", "Secret one"))
    exempt(cast, late, review_on=datetime.date(2031, 5, 1))
    exempt(cast, soon, review_on=datetime.date(2031, 2, 1))
    confidential(cast, secret)
    address = f"/desk/bodies/{cast.committee.slug}/restrictions/"
    page = words(browser(cast.con).get(address))
    assert page.index("Soon one") < page.index("Late one") < page.index("Secret one")
    assert WHY in page
    assert "Saturday 1 February 2031" in page
    assert ("Release" in page, "Release" in words(browser(cast.cleo).get(address))) == (False, True)
    assert codes(address, cast.ada, cast.otto, cast.stranger, cast.lena) == [403, 404, 404, 404]


def test_a_review_on_its_page(cast: Cast, item: AgendaItem) -> None:
    row = exempt(cast, item)
    address = f"/desk/bodies/{cast.committee.slug}/restrictions/{row.pk}/"
    posted: dict[str, Any] = {"version": row.version, "public_interest": "Still open."}
    posted |= {"review_on_day": "1", "review_on_month": "3", "review_on_year": "2031"}
    assert browser(cast.cleo).post(address, posted).status_code == 302
    row.refresh_from_db()
    assert (row.public_interest, row.review_on) == ("Still open.", datetime.date(2031, 3, 1))
    assert codes(address, cast.con, cast.ada, cast.otto) == [403, 403, 404]
    elsewhere = f"/desk/bodies/{cast.other_board.slug}/restrictions/{row.pk}/"
    assert codes(elsewhere, cast.otto, cast.cleo) == [404, 404]


def test_the_list_asks_as_much_for_fifty_as_for_one(
    cast: Cast, meeting: Meeting, django_assert_num_queries: Any
) -> None:
    clerk, address = browser(cast.cleo), f"/desk/bodies/{cast.committee.slug}/restrictions/"
    exempt(cast, make_item(meeting, "The first"))
    clerk.get(address)
    with CaptureQueriesContext(connection) as one:
        clerk.get(address)
    for number in range(59):
        exempt(cast, make_item(meeting, f"Number {number}"))
    with django_assert_num_queries(len(one)):
        page = words(clerk.get(address))
    assert "More that is restricted" in page
    after = clerk.get(address).context["page"].after
    assert len(clerk.get(address, {"after": after}).context["page"].rows) == 10
