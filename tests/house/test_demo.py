"""The demonstration council: loaded by deeds, completed without changing anything, never in production."""

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client, override_settings
from django.utils import timezone
from pytest_django.fixtures import Settings
from pytest_django.plugin import DjangoDbBlocker

from boards.clock import at
from boards.closing import what_is_undecided
from boards.comparison import Kind, compare
from boards.coverage import coverage, municipal_year
from boards.deadlines import ONE_DAY
from boards.deeds.organisations import add_organisation
from boards.frequency import proposed_dates, unfulfilled
from boards.interests import registration_due
from boards.models import (
    Action,
    ActionNote,
    AgendaItem,
    AgendaTemplate,
    Attendance,
    Body,
    ChairKind,
    ClosedDay,
    Consultation,
    Declaration,
    FrequencyRule,
    LogEntry,
    Meeting,
    Membership,
    Organisation,
    Position,
    Relationship,
    Restriction,
    Role,
    Seat,
    User,
)
from improvement_board.demo.agendas import agenda_moment
from improvement_board.demo.council import load
from improvement_board.demo.days import days_of_the_demonstration
from improvement_board.demo.meetings import all_meetings
from improvement_board.demo.password import kept_password
from improvement_board.demo.story import BECAUSE
from reports.changes_article import changes_sha256
from reports.editions_before import editions_before
from reports.models import Activity, Document, Edition, Paper, Publication, Rendition, Report
from reports.verify import faults
from scrutiny.models import Confirmation, Minutes

SIGN_INS = ("secretariat", "chair", "member", "clerk", "councillor", "reviewer")
BOARD = "childrens-services-improvement-board"
QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]
COMMITTEE = "children-and-families-scrutiny-committee"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the demonstration of this module keeps its password and its files."""
    return tmp_path_factory.mktemp("demonstration")


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker, place: Path) -> Iterator[None]:
    """The demonstration, loaded once for this module and undone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(VAR_DIR=place, MEDIA_ROOT=place / "media", PASSWORD_HASHERS=QUICK):
            call_command("demo")
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded: None, db: None, settings: Settings, place: Path) -> None:
    settings.VAR_DIR, settings.MEDIA_ROOT = place, place / "media"


@pytest.fixture
def password(demo: None) -> str:
    return kept_password()


def test_running_it_again_changes_nothing(demo: None, capsys: pytest.CaptureFixture[str]) -> None:
    before = LogEntry.objects.count(), Publication.objects.count(), User.objects.count()

    call_command("demo")

    assert (LogEntry.objects.count(), Publication.objects.count(), User.objects.count()) == before
    assert capsys.readouterr().out == "The demonstration council is there already: nothing was changed.\n"


def test_what_is_missing_is_completed(demo: None) -> None:
    action = Action.objects.get(text__startswith="Invite every member")
    action.delete()

    assert load() == 2, "agreed and closed again"
    assert Action.objects.get(text__startswith="Invite every member").closed_at == action.closed_at


def test_its_days_stay_when_it_is_completed_later(demo: None) -> None:
    later = timezone.now() - datetime.timedelta(days=30)
    with at(later, because="A day on which another anchor would be chosen."):
        assert (
            days_of_the_demonstration().next_board
            == Meeting.objects.get(body__slug=BOARD, agenda_published_at=None, items__position=1).date
        )


def test_everything_is_done_by_deeds_of_its_people_and_says_that_it_is_a_demonstration(demo: None) -> None:
    assert list(LogEntry.objects.exclude(reason__endswith=BECAUSE)) == []
    moments = list(LogEntry.objects.order_by("sequence").values_list("at", flat=True))
    assert moments == sorted(moments)
    assert max(moments) <= timezone.now()


def test_nothing_published_fails_verification(demo: None) -> None:
    assert list(faults()) == []
    assert Edition.objects.count() > 25


def test_it_is_refused_in_production(demo: None, settings: Settings) -> None:
    settings.PRODUCTION = True
    before = LogEntry.objects.count()

    with pytest.raises(CommandError, match=r"^The demonstration council is not for production: "):
        call_command("demo")

    assert LogEntry.objects.count() == before


def test_the_password_is_readable_kept_and_for_the_owner_alone(demo: None, place: Path) -> None:
    kept = place / "demo-password"

    assert re.fullmatch(r"([a-z]+-){4}\d\d", kept_password())
    assert kept_password() == kept_password() == kept.read_text().strip()
    assert kept.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", SIGN_INS)
def test_each_sign_in_opens_its_desk(name: str, password: str, client: Client) -> None:
    address = f"{name}@demo.invalid"

    signed_in = client.post("/accounts/login/", {"login": address, "password": password}, follow=True)

    assert signed_in.redirect_chain[-1][0] == "/desk/"
    assert (signed_in.status_code, getattr(signed_in.wsgi_request.user, "email", None)) == (200, address)


def addresses() -> Iterator[tuple[str, str]]:
    """Every public page that the demonstration fills, with words that stand on it."""
    yield from (("/", "Children's Improvement Board"), ("/meetings/", "Scrutiny Committee"))
    yield from (("/boards/", "Children's Improvement Board"), ("/committees/", "Scrutiny Committee"))
    yield f"/boards/{BOARD}/", "Helen Ashdown"
    yield f"/committees/{COMMITTEE}/", "Councillor Bernard Foss"
    yield from (("/papers/", "Independent Chair"), ("/search/?q=notebook", "notebook"))
    yield from (("/feeds/papers.atom", "Independent Chair"), (f"/feeds/{BOARD}.atom", "Independent Chair"))
    yield from (("/accessibility/", "Accessibility"), ("/privacy/", "Privacy"))
    for meeting in Meeting.objects.select_related("body"):
        yield meeting.get_absolute_url(), meeting.body_name
    public = Edition.objects.filter(publication__withdrawal=None, not_for_publication="")
    for edition in public.select_related("publication"):
        here = edition.publication.get_absolute_url()
        yield here, edition.publication.editions.latest("number").title
        yield f"{here}{edition.number}/", edition.title
        is_document = edition.publication.kind == Publication.Kind.DOCUMENT
        yield f"{here}{edition.number}.json", '"summary"' if is_document else '"paragraphs"'


def test_every_public_page_has_something_on_it(demo: None, client: Client) -> None:
    for address, words in addresses():
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert words in text_of(answer.content), address


def text_of(content: bytes) -> str:
    return content.decode().replace("&#x27;", "'")


def test_every_edition_has_its_files(demo: None, client: Client) -> None:
    editions = list(Edition.objects.select_related("publication"))
    told = [edition for edition in editions if edition.publication.kind == "report"]
    changes = {
        changes_sha256(then, now) for now in told for then in editions_before(now, Edition.objects.all())
    }

    made = set(Rendition.objects.values_list("content_sha256", flat=True))
    assert made == {edition.content_sha256 for edition in editions} | changes
    written = [edition for edition in editions if edition.publication.kind != "document"]
    word = Rendition.objects.filter(format="docx").values_list("content_sha256", flat=True)
    assert {edition.content_sha256 for edition in written} <= set(word)
    composed = Edition.objects.filter(publication__withdrawal=None, publication__document=None)
    newest = composed.latest("published_at").publication
    answer = client.get(f"{newest.get_absolute_url().rstrip('/')}.pdf")
    assert answer.getvalue().startswith(b"%PDF-")


def test_the_documents_are_downloaded_as_they_were_given(demo: None, client: Client) -> None:
    for kind, format, begins in (("slides", "pdf", b"%PDF-"), ("letter", "docx", b"PK")):
        address = Publication.objects.get(document__kind=kind).get_absolute_url().rstrip("/")
        answer = client.get(f"{address}.{format}")
        assert answer.getvalue().startswith(begins), kind


def test_the_withdrawn_paper_leaves_its_marker_and_none_of_its_words(demo: None, client: Client) -> None:
    withdrawn = Publication.objects.get(withdrawal__isnull=False)

    page = text_of(client.get(withdrawn.get_absolute_url()).content)

    assert "fewer than five in number" in page
    assert "thirty kilometres" not in page
    assert "thirty kilometres" in withdrawn.editions.get().text


def test_the_story_has_what_a_council_has(demo: None) -> None:
    today = timezone.localdate()
    states = list(Report.objects.order_by("state").values_list("state", flat=True))

    assert states == ["draft", "in-review", *["published"] * 5, "withdrawn"]
    assert Meeting.objects.filter(date__gte=today, agenda_published_at__isnull=False).count() == agendas_out(
        today
    )
    assert Meeting.objects.taking_place().filter(date__lt=today, minutes=None).count() == 1
    assert Meeting.objects.exclude(short_notice_reason="").count() == 1
    assert Meeting.objects.filter(items__urgency_reason__gt="").count() == 1
    assert Action.objects.open().filter(due__lt=today).exists()
    assert Action.objects.open().filter(due__gte=today).exists()
    assert Attendance.objects.filter(how=Attendance.How.SUBSTITUTE).exists()
    assert [paper for paper in Paper.objects.select_related("item__meeting") if paper.is_supplement] != []
    assert Edition.objects.filter(number=2).exclude(reason="").count() == 2
    assert Activity.objects.count() > 40
    assert Body.objects.get(slug=BOARD).name == "Marlshire Children's Improvement Board"


def agendas_out(today: datetime.date) -> int:
    """The meeting that is called has its agenda out from a day that Christmas may put off by a week."""
    days = days_of_the_demonstration()
    called = [held for held in all_meetings(days) if held.gathering.stage == "called" and held.day >= today]
    assert len(called) == 1
    return sum(agenda_moment(held, days) <= timezone.now() for held in called)


def test_old_papers_keep_the_name_of_their_day(demo: None) -> None:
    names = (
        Edition.objects.filter(publication__body__slug=BOARD).order_by("sequence").values_list("body_name")
    )

    assert (names.first(), names.last()) == (
        ("Children's Services Improvement Board",),
        ("Marlshire Children's Improvement Board",),
    )


def test_what_the_chair_saw_stays_private(demo: None) -> None:
    """The private half of the log stands in no edition."""
    published = "\n".join(Edition.objects.values_list("text", flat=True))

    assert "Visited the Assessment team in Cherwick" in published
    private = Activity.objects.exclude(seen="").values_list("seen", flat=True)
    assert [seen for seen in private if seen in published] == []


# ---- What the secretariat's desk shows


def body(slug: str) -> Body:
    return Body.objects.get(slug=slug)


def next_board() -> Meeting:
    return Meeting.objects.get(body__slug=BOARD, agenda_published_at=None, items__position=1)


def test_the_board_has_twelve_seats_one_vacant_and_one_proposed(demo: None) -> None:
    today = timezone.localdate()
    seats = Seat.objects.on(today).filter(body__slug=BOARD)
    taken = Membership.objects.on(today).filter(seat__in=seats).values_list("seat__title", flat=True)

    assert seats.count() == 12
    assert list(seats.filter(agreed_on=None).values_list("title", flat=True)) == ["Parents and carers"]
    assert set(seats.exclude(agreed_on=None).exclude(title__in=taken).values_list("title", flat=True)) == {
        "Head of Youth Justice"
    }
    left = Membership.objects.get(seat__title="Head of Youth Justice").until
    assert left is not None
    assert 60 <= (next_board().date - left).days <= 85
    assert len(taken) == len(set(taken)) == 10


def test_the_chair_is_independent_and_succeeded_another(demo: None) -> None:
    chairs = Membership.objects.filter(body__slug=BOARD, role=Role.CHAIR).order_by("since")

    assert [(each.user.name, each.chair_kind) for each in chairs] == [
        ("Roger Stanmore", ChairKind.OFFICER),
        ("Helen Ashdown", ChairKind.INDEPENDENT),
    ]
    assert chairs[0].until == chairs[1].since - ONE_DAY


def test_an_organisation_ended_and_its_seat_went_to_its_successor(demo: None) -> None:
    ended = Organisation.objects.get(ended_on__isnull=False)
    successor = "NHS Marlshire and the Cherwick Vale Integrated Care Board"

    assert (ended.name, str(ended.successor)) == ("NHS Marlshire Health Commissioning Group", successor)
    assert [seat.until for seat in ended.seats.all()] == [ended.ended_on]
    health = Membership.objects.on(timezone.localdate()).get(seat__title="Executive Lead for Safeguarding")
    assert str(health.on_behalf_of) == successor


def test_the_committee_has_a_co_opted_member_without_a_vote(demo: None) -> None:
    co_opted = Membership.objects.filter(body__slug=COMMITTEE, co_opted=True).order_by("voting")

    assert [(each.office, each.voting) for each in co_opted] == [
        ("Parent governor representative", False),
        ("Church representative", True),
    ]


def test_the_terms_of_reference_have_two_versions_with_a_quorum_each(demo: None) -> None:
    old, new = body(BOARD).terms.order_by("in_force_from")
    kinds = {paragraph.kind for paragraph in compare(old.text, new.text)}

    assert (old.quorum, new.quorum, body(COMMITTEE).terms.get().quorum) == (4, 5, 3)
    assert min(len(old.text.split()), len(new.text.split())) > 230
    assert kinds == set(Kind)


def test_the_board_reports_to_the_committee(demo: None) -> None:
    reports_to = Relationship.objects.get()

    assert (reports_to.body.slug, reports_to.to.slug) == (BOARD, COMMITTEE)
    assert reports_to.how_often == "after each of its meetings"


def test_the_board_met_monthly_and_meets_every_other_month(demo: None) -> None:
    bimonthly, monthly = FrequencyRule.objects.all()

    assert (monthly.every_months, bimonthly.every_months) == (1, 2)
    assert monthly.until == Meeting.objects.get(items__title="The next year of the Board").date
    assert bimonthly.review_on == next_board().date
    assert bimonthly.reason.startswith("Agreed by the Board on ")


def test_what_is_planned_is_what_the_rule_asks_for_and_more_is_to_be_accepted(demo: None) -> None:
    first = next_board().date
    rules = list(FrequencyRule.objects.all())
    proposals = proposed_dates(rules, first, first + datetime.timedelta(days=300))
    days = Meeting.objects.in_programme().filter(body__slug=BOARD).values_list("date", flat=True)

    assert proposals[0].date == first
    assert unfulfilled(proposals, days) == proposals[2:]
    assert len(proposals[2:]) >= 3


def test_one_of_six_themes_was_not_looked_at_for_more_than_a_year(demo: None) -> None:
    today = timezone.localdate()
    told = coverage(body(BOARD), municipal_year(today), today)

    assert len(told.rows) == 6
    assert [row.meetings for row in told.rows if row.theme.name == "Children who go missing"] == [[]]
    assert any(row.meetings for row in told.rows)


def test_meetings_were_cancelled_moved_and_called_beside_the_programme(demo: None) -> None:
    cancelled = Meeting.objects.get(standing=Meeting.Standing.CANCELLED)
    postponed = Meeting.objects.get(standing=Meeting.Standing.POSTPONED)

    assert (cancelled.body.slug, postponed.body.slug) == (BOARD, COMMITTEE)
    assert cancelled.standing_reason.startswith("The Board agreed on ")
    assert postponed.moved_to is not None
    assert (postponed.moved_to.date - postponed.date).days == 7
    assert Meeting.objects.exclude(extraordinary_reason="").count() == 2


def test_the_coming_agenda_is_built_from_a_template(demo: None) -> None:
    items = list(next_board().items.select_related("carried_from__meeting"))

    assert [item.standing for item in items if item.standing] == [
        "apologies",
        "declarations",
        "minutes",
        "actions",
        "urgent",
        "next-meeting",
    ]
    assert [item.standing for item in items[-2:]] == ["urgent", "next-meeting"]
    assert [item.number for item in items if item.is_sub_item] == ["9.1", "9.2", "9.3"]
    assert [item.title for item in items if item.carried_from] == ["Early help in village schools"]
    assert sum(item.minutes_planned or 0 for item in items) == 135
    assert AgendaTemplate.objects.count() == 2


def test_the_minutes_of_the_last_meeting_arrived_on_the_coming_agenda(demo: None) -> None:
    paper = next_board().items.get(standing="minutes").papers.get()

    assert paper.publication is not None
    assert paper.publication.kind == Publication.Kind.MINUTES


def test_documents_were_put_to_the_committee_one_of_them_late_and_one_exempt(demo: None) -> None:
    documents = Document.objects.order_by("format", "title").select_related("publication__restriction")
    restriction = Restriction.objects.get(publications__document__isnull=False)
    late = Paper.objects.exclude(urgency_reason="").get()

    assert [(each.format, each.kind) for each in documents] == [
        ("docx", "data"),
        ("docx", "letter"),
        ("pdf", "slides"),
    ]
    assert [each["kind"] for each in Document.objects.get(format="pdf").found] == ["metadata"], "it is tagged"
    assert late.publication == Document.objects.get(kind="letter").publication
    assert late.is_supplement
    assert (restriction.paragraphs, restriction.review_on) == (
        [3],
        next_board().date + datetime.timedelta(days=21),
    )


def test_nobody_outside_reads_what_is_exempt_or_was_taken_in_private(demo: None, client: Client) -> None:
    exempt = Publication.objects.get(document__kind="data")
    private = Meeting.objects.get(items__restriction__isnull=False)

    told = client.get(f"{exempt.meeting.get_absolute_url()}" if exempt.meeting else "/")
    assert client.get(exempt.get_absolute_url()).status_code == 404
    assert "Children's homes: the next contracts" in text_of(told.content)
    assert "not for publication: paragraph 3" in text_of(told.content)
    assert "the present price" not in text_of(told.content)
    minutes = private.publications.get(kind=Publication.Kind.MINUTES).get_absolute_url()
    words = text_of(client.get(minutes).content)
    assert "Councillor Prowse declared a disclosable pecuniary interest" in words
    assert "Members were told how the council and the provider of the home stand" in words
    assert "the figure that counsel had advised" not in words


def test_two_papers_are_still_awaited(demo: None) -> None:
    awaited = Paper.objects.filter(publication=None).order_by("item__meeting__date")

    assert [paper.item.meeting.body.slug for paper in awaited] == [COMMITTEE, BOARD]
    assert [paper.item.meeting.agenda_is_published for paper in awaited] == [True, False]


def test_people_came_late_left_early_and_chaired_in_place_of_the_chair(demo: None) -> None:
    times = Attendance.objects.filter(meeting__body__slug=COMMITTEE)

    assert [str(row.arrived_at) for row in times.exclude(arrived_at=None)] == ["14:20:00"]
    assert [str(row.left_at) for row in times.exclude(left_at=None)] == ["15:35:00"]
    chaired = times.filter(in_the_chair=True).values_list("name", flat=True)
    assert set(chaired) == {"Councillor Bernard Foss", "Councillor Edith Harrowby"}
    held = Meeting.objects.taking_place().filter(date__lt=timezone.localdate())
    assert held.exclude(attendance__in_the_chair=True).count() == 0


def test_interests_were_declared_and_the_pecuniary_one_registered_in_time(demo: None) -> None:
    declared = {each.kind: each for each in Declaration.objects.filter(item__meeting__body__slug=COMMITTEE)}
    pecuniary = declared[Declaration.Kind.PECUNIARY]
    day = pecuniary.item.meeting.date

    assert set(declared) == {Declaration.Kind.PECUNIARY, Declaration.Kind.REGISTRABLE}
    assert pecuniary.left_the_room
    assert pecuniary.registered_on == day + datetime.timedelta(days=16) < registration_due(day)


def test_past_meetings_are_closed_but_the_last(demo: None) -> None:
    held = Meeting.objects.taking_place().filter(date__lt=timezone.localdate()).order_by("date")
    still_open = held.filter(closed_at=None)

    assert list(still_open) == [held.latest("date")]
    required = [each.sentence for each in what_is_undecided(still_open.get()) if each.required]
    assert required == ["Item 5, “Children's homes: the next contracts”, has no outcome."]
    assert AgendaItem.objects.get(outcome=AgendaItem.Outcome.CARRIED).carried_to.meeting == next_board()


def test_minutes_were_confirmed_by_the_next_meeting_but_the_boards_last(demo: None) -> None:
    last = Meeting.objects.filter(body__slug=BOARD, date__lt=timezone.localdate()).latest("date")

    assert [each.meeting for each in Minutes.objects.filter(confirmation=None)] == [last]
    assert Confirmation.objects.filter(signed_by="Councillor Edith Harrowby").count() == 1


def test_actions_have_words_on_how_they_stand_and_one_reminder(demo: None) -> None:
    overdue = Action.objects.open().filter(due__lt=timezone.localdate())

    assert overdue.count() == 3
    assert ActionNote.objects.filter(kind=ActionNote.Kind.PROGRESS).count() == 3
    assert ActionNote.objects.get(kind=ActionNote.Kind.REMINDER).action in overdue


def test_the_future_of_the_board_is_under_discussion_and_readers_are_told(demo: None, client: Client) -> None:
    consultation = Consultation.objects.get()
    stances = set(Position.objects.values_list("stance", flat=True))

    assert (consultation.announced, consultation.is_decided) == (True, False)
    assert Position.objects.values("seat").distinct().count() == 6
    assert stances == set(Position.Stance.values)
    assert "under discussion" in text_of(client.get(f"/boards/{BOARD}/").content)


def test_the_council_is_closed_between_christmas_and_new_year(demo: None) -> None:
    closed = list(ClosedDay.objects.order_by("date").values_list("date", flat=True))

    assert {(day.month, day.day) for day in closed} <= {(12, day) for day in (24, 27, 28, 29, 30, 31)}
    assert closed[-1].weekday() < 5
    assert len(closed) >= 3


def test_the_council_of_an_earlier_version_stays_as_it_is(
    demo: None, capsys: pytest.CaptureFixture[str]
) -> None:
    with at(timezone.now() - datetime.timedelta(days=400), because="Demonstration."):
        add_organisation(by=User.objects.get(email="secretariat@demo.invalid"), name="Told before")
    entries = LogEntry.objects.count()
    call_command("demo")
    assert LogEntry.objects.count() == entries
    assert "of an earlier version is here, and stays as it is" in capsys.readouterr().out
