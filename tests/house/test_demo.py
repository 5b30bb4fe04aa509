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
from boards.models import Action, Attendance, Body, LogEntry, Meeting, User
from improvement_board.demo.council import load
from improvement_board.demo.days import days_of_the_demonstration
from improvement_board.demo.password import kept_password
from reports.models import Activity, Edition, Paper, Publication, Rendition, Report
from reports.verify import faults

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
    assert list(LogEntry.objects.exclude(reason__endswith="Demonstration.")) == []
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
    for edition in Edition.objects.filter(publication__withdrawal=None).select_related("publication"):
        here = edition.publication.get_absolute_url()
        yield here, edition.publication.editions.latest("number").title
        yield f"{here}{edition.number}/", edition.title
        yield f"{here}{edition.number}.json", '"paragraphs"'


def test_every_public_page_has_something_on_it(demo: None, client: Client) -> None:
    for address, words in addresses():
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert words in text_of(answer.content), address


def text_of(content: bytes) -> str:
    return content.decode().replace("&#x27;", "'")


def test_every_edition_has_its_pdf(demo: None, client: Client) -> None:
    hashes = set(Edition.objects.values_list("content_sha256", flat=True))

    assert set(Rendition.objects.values_list("content_sha256", flat=True)) == hashes
    newest = Edition.objects.filter(publication__withdrawal=None).latest("published_at").publication
    answer = client.get(f"{newest.get_absolute_url().rstrip('/')}.pdf")
    assert answer.getvalue().startswith(b"%PDF-")


def test_the_withdrawn_paper_leaves_its_marker_and_none_of_its_words(demo: None, client: Client) -> None:
    withdrawn = Publication.objects.get(withdrawal__isnull=False)

    page = text_of(client.get(withdrawn.get_absolute_url()).content)

    assert "fewer than five in number" in page
    assert "thirty kilometres" not in page
    assert "thirty kilometres" in withdrawn.editions.get().text


def test_the_story_has_what_a_council_has(demo: None) -> None:
    today = timezone.localdate()
    states = list(Report.objects.order_by("state").values_list("state", flat=True))

    assert states == ["draft", "in-review", "published", "published", "published", "published", "withdrawn"]
    assert Meeting.objects.filter(date__gte=today, agenda_published_at__isnull=False).count() == 1
    assert Meeting.objects.filter(date__lt=today, minutes=None).count() == 1
    assert Meeting.objects.exclude(short_notice_reason="").count() == 1
    assert Meeting.objects.filter(items__urgency_reason__gt="").count() == 1
    assert Action.objects.open().filter(due__lt=today).exists()
    assert Action.objects.open().filter(due__gte=today).exists()
    assert Attendance.objects.filter(how=Attendance.How.SUBSTITUTE).exists()
    assert [paper for paper in Paper.objects.select_related("item__meeting") if paper.is_supplement] != []
    assert Edition.objects.filter(number=2).exclude(reason="").count() == 2
    assert Activity.objects.count() > 40
    assert Body.objects.get(slug=BOARD).name == "Marlshire Children's Improvement Board"


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
