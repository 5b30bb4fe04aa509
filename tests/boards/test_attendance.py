"""Attendance: present, apologies, absent, substitute (for whom) and in attendance differ (rule 13)."""

import pytest

from boards.deeds.attendance import Answer, record_attendance
from boards.deeds.refusals import Refused
from boards.models import Attendance, Meeting
from tests.boards.pages import Posted, browser, codes, deeds_done, only_entry, words
from tests.builders import make_meeting, make_member, make_person
from tests.cast import Cast

ADDRESS = "/desk/meetings/childrens-improvement-board/2019-10-10/attendance/"
COMMITTEE = "/desk/meetings/children-and-families-scrutiny-committee/{}/attendance/"
Rows = list[tuple[str, str, str, str]]


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return make_meeting(cast.board, "2019-10-10")


def rows(meeting: Meeting) -> Rows:
    return list(meeting.attendance.order_by("name").values_list("name", "office", "how", "substitute_for"))


def both_present(cast: Cast, **other: str) -> Posted:
    return {f"how_{cast.chris.pk}": "present", f"how_{cast.mo.pk}": "present", "version": "1"} | other


def test_there_is_a_row_for_each_member_of_that_day_and_nobody_else(cast: Cast, meeting: Meeting) -> None:
    page = browser(cast.sam).get(ADDRESS)
    names = [row.membership.user.name for row in page.context["form"].rows()]
    assert names == ["Chris Chair", "Mo Member"]


def test_attendance_is_saved_with_name_and_office_of_the_day(cast: Cast, meeting: Meeting) -> None:
    typed = both_present(cast, **{f"how_{cast.mo.pk}": "apologies"})
    assert browser(cast.sam).post(ADDRESS, typed)["Location"] == ADDRESS
    assert rows(meeting) == [
        ("Chris Chair", "Independent Chair", "present", ""),
        ("Mo Member", "Marlshire Police", "apologies", ""),
    ]
    entry = only_entry()
    assert (entry.deed, entry.before) == ("recorded the attendance of", {"attendance": []})
    assert [row["how"] for row in entry.after["attendance"]] == ["present", "apologies"]


def test_one_button_marks_everyone_without_an_answer(cast: Cast, meeting: Meeting) -> None:
    typed = {f"how_{cast.mo.pk}": "absent", "version": "1", "everyone": "yes"}
    browser(cast.sam).post(ADDRESS, typed)
    assert [(name, how) for name, _, how, _ in rows(meeting)] == [
        ("Chris Chair", "present"),
        ("Mo Member", "absent"),
    ]


def test_the_first_button_of_the_form_only_saves(cast: Cast, meeting: Meeting) -> None:
    """Enter in the name of a substitute presses the first button: it must not mark anybody."""
    content = browser(cast.sam).get(ADDRESS).content.decode()
    form = content[content.index(f'action="{ADDRESS}"') :]
    first = form[form.index("<button") :].split(">")[0]
    assert 'type="submit"' in first
    assert "everyone" not in first
    browser(cast.sam).post(ADDRESS, both_present(cast))
    assert "Mark everyone" not in words(browser(cast.sam).get(ADDRESS))


def test_an_answer_can_wait(cast: Cast, meeting: Meeting) -> None:
    browser(cast.sam).post(ADDRESS, {f"how_{cast.mo.pk}": "apologies", "version": "1"})
    assert [(name, how) for name, _, how, _ in rows(meeting)] == [("Mo Member", "apologies")]


def test_a_substitute_has_a_row_that_says_for_whom(cast: Cast, meeting: Meeting) -> None:
    key = cast.mo.pk
    typed = both_present(cast, **{f"how_{key}": "substitute", f"substitute_{key}": "Inspector Ivy"})
    browser(cast.sam).post(ADDRESS, typed)
    assert rows(meeting) == [
        ("Chris Chair", "Independent Chair", "present", ""),
        ("Inspector Ivy", "", "substitute", "Mo Member"),
        ("Mo Member", "Marlshire Police", "apologies", ""),
    ]
    form = browser(cast.sam).get(ADDRESS).context["form"]
    assert (form[f"how_{key}"].value(), form[f"substitute_{key}"].value()) == ("substitute", "Inspector Ivy")
    assert "Inspector Ivy (for Mo Member)" in words(browser(cast.sam).get(meeting.get_desk_url()))
    browser(cast.sam).post(ADDRESS, both_present(cast, version="2"))
    assert [(name, how) for name, _, how, _ in rows(meeting)] == [
        ("Chris Chair", "present"),
        ("Mo Member", "present"),
    ]


def test_bad_input_keeps_what_was_chosen_and_changes_nothing(cast: Cast, meeting: Meeting) -> None:
    key = cast.mo.pk
    nameless = browser(cast.sam).post(ADDRESS, both_present(cast, **{f"how_{key}": "substitute"}))
    assert "Enter who came instead of Mo Member" in words(nameless)
    assert nameless.context["form"][f"how_{key}"].value() == "substitute"
    unknown = browser(cast.sam).post(ADDRESS, both_present(cast, **{f"how_{key}": "asleep"}))
    assert "Choose how Mo Member attended from the list" in words(unknown)
    long = {f"how_{key}": "substitute", f"substitute_{key}": "x" * 151}
    assert "must be 150 characters or fewer" in words(
        browser(cast.sam).post(ADDRESS, both_present(cast, **long))
    )
    assert (rows(meeting), deeds_done()) == ([], [])


def test_the_same_form_sent_twice_is_told_and_the_second_clerk_sees_the_first(
    cast: Cast, meeting: Meeting
) -> None:
    browser(cast.sam).post(ADDRESS, both_present(cast))
    page = browser(cast.sam).post(ADDRESS, both_present(cast, **{f"how_{cast.mo.pk}": "absent"}))
    assert "Somebody else changed this meeting while you were working on it." in words(page)
    assert "Mo Member Present" in words(page)
    assert page.context["form"][f"how_{cast.mo.pk}"].value() == "absent"
    assert page.context["form"]["version"].value() == "2"
    assert [how for _, _, how, _ in rows(meeting)] == ["present", "present"]


def test_saving_what_is_saved_writes_nothing(cast: Cast, meeting: Meeting) -> None:
    browser(cast.sam).post(ADDRESS, both_present(cast))
    assert browser(cast.sam).post(ADDRESS, both_present(cast, version="2")).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.version, len(deeds_done())) == (2, 1)


def test_nobody_is_recorded_who_was_no_member(cast: Cast, meeting: Meeting) -> None:
    with pytest.raises(Refused):
        record_attendance(by=cast.sam, meeting=meeting, version=1, answers={cast.con.pk: Answer("present")})
    assert rows(meeting) == []


@pytest.mark.parametrize(
    ("date", "mode", "choices"),
    [
        ("2026-10-08", "in-person", ["present", "apologies", "absent", "substitute"]),
        ("2026-10-08", "hybrid", ["present", "in-attendance-remote", "apologies", "absent", "substitute"]),
        ("2026-10-08", "virtual", ["in-attendance-remote", "apologies", "absent"]),
        ("2020-10-08", "virtual", ["present", "apologies", "absent", "substitute"]),
    ],
)
def test_whoever_joins_a_statutory_meeting_by_link_is_in_attendance(
    cast: Cast, date: str, mode: str, choices: list[str]
) -> None:
    meeting = make_meeting(cast.committee, date, mode=mode)
    address = COMMITTEE.format(date)
    form = browser(cast.cleo).get(address).context["form"]
    assert [value for value, _ in form.choices] == choices
    browser(cast.cleo).post(address, {"version": "1", "everyone": "yes"})
    assert [how for _, _, how, _ in rows(meeting)] == [choices[0]]


def test_a_virtual_statutory_meeting_has_nobody_present(cast: Cast) -> None:
    meeting = make_meeting(cast.committee, "2026-10-08", mode="virtual")
    with pytest.raises(Refused) as refusal:
        record_attendance(by=cast.cleo, meeting=meeting, version=1, answers={cast.con.pk: Answer("present")})
    assert refusal.value.field == f"how_{cast.con.pk}"


def test_a_partnership_board_meets_virtually_with_its_members_present(cast: Cast) -> None:
    make_meeting(cast.board, "2026-10-08", mode="virtual")
    form = browser(cast.sam).get(ADDRESS.replace("2019-10-10", "2026-10-08")).context["form"]
    assert form.choices[0][0] == "present"


def test_guests_are_added_once_and_taken_back(cast: Cast, meeting: Meeting) -> None:
    client = browser(cast.sam)
    guest = {"name": "Gil <b>Guest</b>", "office": "Head of Service", "remote": "on"}
    assert client.post(ADDRESS + "guests/add/", guest)["Location"] == ADDRESS
    assert rows(meeting) == [("Gil <b>Guest</b>", "Head of Service", "in-attendance-remote", "")]
    again = client.post(ADDRESS + "guests/add/", guest)
    assert "is recorded for this meeting already." in words(again)
    assert 'value="Head of Service"' in again.content.decode()
    assert "<b>Guest</b>" not in again.content.decode()
    nameless = client.post(ADDRESS + "guests/add/", {"name": " ", "office": "Kept"})
    assert "Enter the name" in words(nameless)
    assert 'value="Kept"' in nameless.content.decode()
    row = meeting.attendance.get()
    client.post(f"{ADDRESS}guests/{row.pk}/remove/")
    assert rows(meeting) == []
    assert client.post(f"{ADDRESS}guests/{row.pk}/remove/").status_code == 404
    assert [deed for _, deed in deeds_done()] == ["recorded in attendance", "removed from attendance"]


def test_a_member_is_not_removed_like_a_guest(cast: Cast, meeting: Meeting) -> None:
    row = Attendance.objects.create(meeting=meeting, user=cast.mo, name="Mo Member", how="present")
    page = browser(cast.sam).post(f"{ADDRESS}guests/{row.pk}/remove/", follow=True)
    assert "Change this person among the members." in words(page)
    assert len(rows(meeting)) == 1


def test_who_records_attendance(cast: Cast, meeting: Meeting) -> None:
    other = make_meeting(cast.other_board, "2019-10-10")
    guest = Attendance.objects.create(meeting=other, name="Not theirs", how="in-attendance")
    for page in ("", "guests/add/", f"guests/{guest.pk}/remove/"):
        assert codes(ADDRESS + page, cast.chris, cast.mo, cast.otto, method="post") == [403, 403, 404]
    assert codes(f"{ADDRESS}guests/{guest.pk}/remove/", cast.sam, method="post") == [404]
    assert codes(ADDRESS + "guests/add/", cast.sam) == [405]
    assert rows(other) == [("Not theirs", "", "in-attendance", "")]


def test_a_body_without_members_says_what_to_do(cast: Cast) -> None:
    make_member(cast.other_board, make_person("Nell New"), "board-member", since="2026-01-01")
    make_meeting(cast.other_board, "2019-10-10")
    page = browser(cast.otto).get("/desk/meetings/adults-improvement-board/2019-10-10/attendance/")
    assert "This body had no members on that day." in words(page)


# ---- late, early, and in the chair


def seats(meeting: Meeting) -> list[tuple[str, str, str, bool]]:
    """Name, arrived, left, and whether in the chair, of everybody at the meeting."""
    return [
        (row.name, str(row.arrived_at or ""), str(row.left_at or ""), row.in_the_chair)
        for row in meeting.attendance.order_by("name")
    ]


def test_late_and_early_are_recorded_and_shown(cast: Cast, meeting: Meeting) -> None:
    mo = cast.mo.pk
    client = browser(cast.sam)
    client.post(ADDRESS, both_present(cast, **{f"arrived_{mo}": "10.20", f"left_{mo}": "11.45am"}))
    assert seats(meeting)[1] == ("Mo Member", "10:20:00", "11:45:00", False)
    assert "Mo Member, Marlshire Police, arrived at 10.20am, left at 11.45am" in words(
        client.get(meeting.get_desk_url())
    )
    form = client.get(ADDRESS).context["form"]
    assert [row.is_open for row in form.rows()] == [False, True]


@pytest.mark.parametrize(
    ("times", "sentence"),
    [
        (("10am", ""), "The meeting began at 10am: enter a later time of arrival, or leave it empty."),
        (("", "9.30"), "The meeting began at 10am: enter a later time of leaving, or leave it empty."),
        (("11.30", "11.15"), "The time of leaving must be after the time of arrival."),
        (("11.30", "11.30"), "The time of leaving must be after the time of arrival."),
        (("soon", ""), "When Mo Member arrived must be a time of day, such as 10am or 2.30pm"),
    ],
)
def test_impossible_times_are_told_beside_them(
    cast: Cast, meeting: Meeting, times: tuple[str, str], sentence: str
) -> None:
    mo = cast.mo.pk
    typed = both_present(cast, **{f"arrived_{mo}": times[0], f"left_{mo}": times[1]})
    page = browser(cast.sam).post(ADDRESS, typed)
    assert sentence in words(page)
    assert page.context["form"][f"arrived_{mo}"].value() == times[0]
    assert (rows(meeting), deeds_done()) == ([], [])


def test_who_was_not_there_has_no_times(cast: Cast, meeting: Meeting) -> None:
    mo = cast.mo.pk
    page = browser(cast.sam).post(
        ADDRESS, both_present(cast, **{f"how_{mo}": "absent", f"left_{mo}": "11am"})
    )
    assert "Mo Member was not there: leave the times empty, or choose another answer." in words(page)
    assert page.context["form"].errors == {
        f"left_{mo}": ["Mo Member was not there: leave the times empty, or choose another answer."]
    }


def test_the_times_in_a_row_with_a_substitute_are_the_substitutes(cast: Cast, meeting: Meeting) -> None:
    mo = cast.mo.pk
    typed = {f"how_{mo}": "substitute", f"substitute_{mo}": "Inspector Ivy", f"arrived_{mo}": "11am"}
    client = browser(cast.sam)
    client.post(ADDRESS, both_present(cast, **typed))
    assert seats(meeting)[1:] == [("Inspector Ivy", "11:00:00", "", False), ("Mo Member", "", "", False)]
    form = client.get(ADDRESS).context["form"]
    assert str(form[f"arrived_{mo}"].value()) == "11:00:00"
    assert ("Inspector Ivy (for Mo Member)") in dict(form.fields["chair"].choices).values()


def test_the_chair_of_the_body_is_in_the_chair_unless_somebody_else_was(cast: Cast, meeting: Meeting) -> None:
    client = browser(cast.sam)
    assert client.get(ADDRESS).context["form"]["chair"].value() == str(cast.chris.pk)
    client.post(ADDRESS, both_present(cast))
    assert [row[3] for row in seats(meeting)] == [True, False]
    client.post(ADDRESS, both_present(cast, version="2", chair=str(cast.mo.pk)))
    assert [row[3] for row in seats(meeting)] == [False, True]
    assert client.get(ADDRESS).context["form"]["chair"].value() == str(cast.mo.pk)
    assert "Mo Member (in the chair)" in words(client.get(meeting.get_desk_url()))


def test_a_choice_that_the_page_made_is_dropped_when_the_chair_sent_apologies(
    cast: Cast, meeting: Meeting
) -> None:
    chris = cast.chris.pk
    client = browser(cast.sam)
    typed = both_present(cast, **{f"how_{chris}": "apologies", "chair": str(chris)})
    assert client.post(ADDRESS, typed)["Location"] == ADDRESS
    assert [row[3] for row in seats(meeting)] == [False, False]
    assert client.get(ADDRESS).context["form"]["chair"].value() == ""
    again = client.post(ADDRESS, typed | {"version": "2"})
    assert "Chris Chair is not recorded as present, so was not in the chair." in words(again)


def test_a_substitute_may_be_in_the_chair(cast: Cast, meeting: Meeting) -> None:
    mo = cast.mo.pk
    answers = {mo: Answer("substitute", "Inspector Ivy"), cast.chris.pk: Answer("apologies")}
    record_attendance(by=cast.sam, meeting=meeting, version=1, answers=answers, chair=mo)
    assert [row[0] for row in seats(meeting) if row[3]] == ["Inspector Ivy"]


def test_nobody_without_a_seat_is_in_the_chair(cast: Cast, meeting: Meeting) -> None:
    for chair in (cast.con.pk, cast.mo.pk):
        with pytest.raises(Refused) as refusal:
            record_attendance(
                by=cast.sam,
                meeting=meeting,
                version=1,
                answers={cast.chris.pk: Answer("present")},
                chair=chair,
            )
        assert refusal.value.field == "chair"
    wrong = browser(cast.sam).post(ADDRESS, both_present(cast, chair="0"))
    assert "Choose who was in the chair from the list" in words(wrong)


def test_the_chair_who_leaves_the_list_of_the_present_leaves_the_chair(cast: Cast, meeting: Meeting) -> None:
    both = {cast.chris.pk: Answer("present"), cast.mo.pk: Answer("present")}
    record_attendance(by=cast.sam, meeting=meeting, version=1, answers=both, chair=cast.mo.pk)
    record_attendance(by=cast.sam, meeting=meeting, version=2, answers={cast.mo.pk: Answer("absent")})
    assert [row[0] for row in seats(meeting) if row[3]] == ["Chris Chair"]


def test_substitutes_of_two_members_of_one_name(cast: Cast, meeting: Meeting) -> None:
    first, second = make_person("Ann Same"), make_person("Ann Same")
    for person in (first, second):
        make_member(cast.board, person)
    answers = {first.pk: Answer("substitute", "Una"), second.pk: Answer("substitute", "Vera")}
    record_attendance(by=cast.sam, meeting=meeting, version=1, answers=answers)
    form = browser(cast.sam).get(ADDRESS).context["form"]
    assert [form[f"substitute_{person.pk}"].value() for person in (first, second)] == ["Una", "Vera"]
    record_attendance(by=cast.sam, meeting=meeting, version=2, answers={first.pk: Answer("present")})
    assert list(meeting.attendance.filter(how="substitute").values_list("name", flat=True)) == ["Vera"]


def test_a_substitute_recorded_before_the_tie_was_kept_is_found_by_name(cast: Cast, meeting: Meeting) -> None:
    Attendance.objects.create(meeting=meeting, user=cast.mo, name="Mo Member", how="apologies")
    old = Attendance.objects.create(meeting=meeting, name="Ivy", how="substitute", substitute_for="Mo Member")
    form = browser(cast.sam).get(ADDRESS).context["form"]
    assert form[f"substitute_{cast.mo.pk}"].value() == "Ivy"
    answers = {cast.mo.pk: Answer("substitute", "Inspector Ivy")}
    record_attendance(by=cast.sam, meeting=meeting, version=1, answers=answers)
    old.refresh_from_db()
    assert (old.name, old.stands_for) == ("Inspector Ivy", meeting.attendance.get(user=cast.mo))


@pytest.mark.parametrize("standing", ["cancelled", "postponed"])
def test_a_meeting_that_does_not_take_place_keeps_apologies_alone(
    cast: Cast, meeting: Meeting, standing: str
) -> None:
    meeting.standing, meeting.standing_reason = standing, "Snow."
    meeting.save()
    client = browser(cast.sam)
    page = client.get(ADDRESS)
    assert f"This meeting was {standing}: Snow. Only apologies are kept" in words(page)
    assert page.context["form"].choices == [("apologies", "Apologies")]
    assert "Mark everyone" not in words(page)
    client.post(ADDRESS, {"version": "1", "everyone": "yes", f"how_{cast.mo.pk}": "apologies"})
    assert rows(meeting) == [("Mo Member", "Marlshire Police", "apologies", "")]
    with pytest.raises(Refused) as refusal:
        record_attendance(by=cast.sam, meeting=meeting, version=2, answers={cast.mo.pk: Answer("present")})
    assert refusal.value.sentence == "This meeting does not take place, so only apologies are kept."
    assert "only apologies are kept" in words(client.post(ADDRESS + "guests/add/", {"name": "Gil"}))


def test_a_person_in_attendance_is_changed(cast: Cast, meeting: Meeting) -> None:
    client = browser(cast.sam)
    client.post(ADDRESS + "guests/add/", {"name": "Gil", "office": "Head", "arrived_at": "10.30"})
    row = meeting.attendance.get()
    address = f"{ADDRESS}guests/{row.pk}/"
    assert "arrived at 10.30am" in words(client.get(ADDRESS))
    typed = {"name": "Gil Guest", "office": "Head", "remote": "on", "arrived_at": "10.30", "version": "1"}
    wrong = client.post(address, typed | {"left_at": "10.15"})
    assert "The time of leaving must be after the time of arrival." in words(wrong)
    assert client.post(address, typed | {"left_at": "11"})["Location"] == ADDRESS
    assert rows(meeting) == [("Gil Guest", "Head", "in-attendance-remote", "")]
    assert seats(meeting) == [("Gil Guest", "10:30:00", "11:00:00", False)]
    assert deeds_done()[-1] == ("Sam Secretary", "changed in attendance")
    stale = words(client.post(address, typed))
    assert "Somebody else changed this meeting" in stale
    member = Attendance.objects.create(meeting=meeting, user=cast.mo, name="Mo Member", how="present")
    assert client.get(f"{ADDRESS}guests/{member.pk}/").status_code == 404
    assert codes(address, cast.mo, cast.otto) == [403, 404]
