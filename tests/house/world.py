"""One small world with something at every address, and everybody who may come to it.

Every private text holds a *canary*, a word that stands nowhere else, with the visitors who may read it.
Every text holds markup, so a page that forgets to escape is seen. ``tests.house.doors`` says at which
arguments an address is visited.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat
from django.http import HttpResponseBase
from django.test import Client, override_settings
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from boards.deeds.invitations import hashed
from boards.models import (
    Action,
    ActionNote,
    AgendaItem,
    AgendaTemplate,
    Attendance,
    Body,
    BodyName,
    ClosedDay,
    Consultation,
    ConsultationQuestion,
    Declaration,
    FrequencyRule,
    Invitation,
    Meeting,
    Membership,
    Organisation,
    Place,
    Position,
    Relationship,
    RemotePresence,
    Restriction,
    Role,
    Seat,
    TermsOfReference,
    Theme,
    User,
)
from boards.permissions import ADMINISTRATOR, ROLES, Permission
from reports.deeds.documents import About
from reports.models import (
    Activity,
    Bullet,
    CoWriter,
    Document,
    Evidence,
    FindingAnswer,
    NoteAnswer,
    OfferAnswer,
    Paper,
    Paragraph,
    Publication,
    PublishedEvidence,
    Report,
    ReviewNote,
    Section,
    Wording,
)
from scrutiny.deeds.minutes import start_minutes
from scrutiny.models import MinuteParagraph, Minutes
from tests.builders import LONG_AGO, make_item, make_meeting, make_member, make_person
from tests.cast import Cast
from tests.editions import correct, lay_changes_pdf, lay_word, make_edition, make_minutes
from tests.reports.documents.samples import sheets
from tests.reports.documents.uploaded import published, uploaded
from tests.reports.stages import at, lay_pdf, make_report

STATES = [state.value for state in Report.State]
HOSTILE = "<img src=x onerror=alert(1)>"
TOKEN = "canarytokenx"


class Browser(Client):
    """A browser reads a file to its end. Django's own leaves it open until somebody does."""

    def request(self, **request: Any) -> Any:
        answer: Any = super().request(**request)
        if answer.streaming:
            answer.streaming_content = [answer.getvalue()]  # the file is closed at its end
        return answer


@dataclass(eq=False)
class Visitor:
    """Somebody at a browser; ``here`` and ``elsewhere`` are the permissions on the board and beyond it."""

    name: str
    user: User | None = None
    here: frozenset[Permission] = frozenset()
    elsewhere: frozenset[Permission] = frozenset()
    is_signed_in: bool = True
    browser: Client = field(default_factory=lambda: Browser(raise_request_exception=False))

    @property
    def anywhere(self) -> frozenset[Permission]:
        return self.here | self.elsewhere

    @property
    def is_administrator(self) -> bool:
        return self.user is not None and self.user.is_staff and self.is_signed_in


class World:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.today = timezone.localdate()
        self.canaries: dict[str, frozenset[str]] = {}
        self.cast = Cast()
        self.visitors = {visitor.name: visitor for visitor in self.come()}
        self.put_markup_into_names()
        self.author = self.visitors["chair here"]
        self.committee = self.cast.committee
        self.body = self.cast.board
        self.furnish()
        self.plan()
        self.hold()
        self.write()
        self.restrict()
        self.evidence = {state: self.rest_on(report) for state, report in self.reports.items()}
        self.let_in()

    # ---- who comes

    def come(self) -> Iterator[Visitor]:
        yield Visitor("anonymous", is_signed_in=False)
        yield Visitor("stranger", self.cast.stranger)
        disabled = self.cast.someone("Dis Abled", "dis", self.cast.board, Role.SECRETARIAT)
        yield Visitor("disabled", disabled, is_signed_in=False)
        yield Visitor("ended yesterday", self.cast.lena)
        yield Visitor("administrator", self.cast.ada, ADMINISTRATOR, ADMINISTRATOR)
        superuser = User.objects.create_superuser("root@marlshire.test", "a password", name="Sue Peruser")
        yield Visitor("superuser", superuser, ADMINISTRATOR, ADMINISTRATOR)
        known = {Role.SECRETARIAT: self.cast.sam, Role.CHAIR: self.cast.chris}
        known |= {Role.BOARD_MEMBER: self.cast.mo, Role.REVIEWER: self.cast.rae}
        for role in Role:
            user = known.get(role) or self.someone(role, self.cast.board, "here")
            yield Visitor(f"{role.value} here", user, ROLES[role])
        yield Visitor("other chair here", self.someone(Role.CHAIR, self.cast.board, "too"), ROLES[Role.CHAIR])
        for role in Role:
            user = self.someone(role, self.cast.other_board, "elsewhere")
            yield Visitor(f"{role.value} elsewhere", user, elsewhere=ROLES[role])

    def someone(self, role: Role, body: Body, where: str) -> User:
        person = make_person(f"{role.label} {where}", f"{role.value}-{where}@marlshire.test")
        make_member(body, person, role, office=f"Office {where}")
        return person

    def put_markup_into_names(self) -> None:
        """Names are public; an address is for its owner and those who keep the members of the same body."""
        for number, visitor in enumerate(self.visitors.values()):
            if visitor.user is None:
                continue
            letter = "abcdefghijklmnopqrstuvwxyz"[number]
            address = self.canary(f"address{letter}", [visitor.name, *self.keepers_of(visitor)])
            visitor.user.name = f"{visitor.user.name} {HOSTILE}"
            visitor.user.email = f"{address}@marlshire.test"
            visitor.user.password = f"md5${self.canary('password', [])}$0"
            visitor.user.save()
        BodyName.objects.update(name=Concat("name", Value(f" {HOSTILE}")))
        Organisation.objects.update(name=Concat("name", Value(f" {HOSTILE}")))
        Membership.objects.exclude(office="").update(office=f"Office {HOSTILE}")

    def keepers_of(self, someone: Visitor) -> list[str]:
        """Those who keep the members of a body that ``someone`` serves, and administrators."""
        return self.who(
            lambda visitor: (
                visitor.is_administrator
                or (bool(someone.here) and Permission.EDIT_MEMBERS in visitor.here)
                or (bool(someone.elsewhere) and Permission.EDIT_MEMBERS in visitor.elsewhere)
            )
        )

    def let_in(self) -> None:
        for visitor in self.visitors.values():
            if visitor.user is not None:
                visitor.browser.force_login(visitor.user)
        disabled = self.visitors["disabled"].user
        assert disabled is not None
        disabled.is_active = False
        disabled.save(update_fields=["is_active"])

    # ---- canaries

    def canary(self, name: str, readers: Iterable[str]) -> str:
        word = f"canary{name}x"
        self.canaries[word] = frozenset(readers)
        return word

    def text(self, name: str, readers: Iterable[str]) -> str:
        """A private text: its canary and some markup."""
        return f"{self.canary(name, readers)} {HOSTILE}"

    def who(self, test: Callable[[Visitor], bool]) -> list[str]:
        return [name for name, visitor in self.visitors.items() if visitor.is_signed_in and test(visitor)]

    def who_may(self, *permissions: Permission) -> list[str]:
        """The visitors with one of the permissions on the board."""
        return self.who(lambda visitor: bool(visitor.here & set(permissions)))

    @property
    def insiders(self) -> list[str]:
        return self.who_may(Permission.SEE_DESK)

    @property
    def readers_of_reports(self) -> list[str]:
        """Who sees the author's report once it is no longer a draft: those who review or publish here."""
        return self.who_may(Permission.REVIEW_REPORTS, Permission.PUBLISH_PAPERS)

    # ---- what there is

    def furnish(self) -> None:
        self.body.purpose = self.body.contact = f"Purpose {HOSTILE}"
        self.body.save()
        self.terms = TermsOfReference.objects.create(
            body=self.body, in_force_from=self.today, text=f"Terms {HOSTILE}"
        )
        self.place = Place.objects.create(name=f"Early help {HOSTILE}", kind=Place.Kind.TEAM)
        self.closed_day = ClosedDay.objects.create(
            date=self.today + datetime.timedelta(3), name=f"Closed {HOSTILE}", kind="council_closed"
        )
        keepers = self.who_may(Permission.EDIT_MEMBERS)
        invited = make_person("Ina Vited", f"{self.canary('invited', keepers)}@marlshire.test")
        invited.set_unusable_password()
        invited.save()
        self.membership = make_member(self.body, invited)
        self.make_seats()
        self.consult()
        self.invitation = Invitation.objects.create(
            user=invited,
            sent_by=self.cast.sam,
            token_sha256=hashed(self.canary("token", [])),
            expires_at=timezone.now() + datetime.timedelta(1),
        )
        self.activity = Activity.objects.create(
            body=self.body,
            by=self.cast.chris,
            kind=Activity.Kind.VISIT,
            on=self.today,
            place=self.place,
            met=self.text("met", [self.author.name]),
            seen=self.text("seen", [self.author.name]),
            sentence=self.text("sentence", [self.author.name]),
            purpose=self.text("visitpurpose", [self.author.name]),
            position=Activity.Position.WORSE,
            position_why=self.text("positionwhy", [self.author.name]),
            fed_back_to=self.text("fedback", [self.author.name]),
            followed=self.text("followed", [self.author.name]),
        )

    def make_seats(self) -> None:
        """A proposed seat of an organisation, which only the board's own people know of, and a vacant one."""
        self.organisation = Organisation.objects.create(name=f"Fire and rescue {HOSTILE}", sector="other")
        self.seat = Seat.objects.create(
            body=self.body,
            title=self.text("seat", self.insiders),
            sector="other",
            organisation=self.organisation,
            since=LONG_AGO,
            until=self.today + datetime.timedelta(30),
        )
        Seat.objects.create(
            body=self.body, title="Headteacher", sector="education", since=LONG_AGO, agreed_on=LONG_AGO
        )

    def consult(self) -> None:
        """A consultation that is announced and answered, of which readers learn only that it is under way."""
        self.relationship = Relationship.objects.create(
            body=self.body, to=self.committee, how_often=f"often {HOSTILE}", since=LONG_AGO
        )
        self.consultation, (self.question,) = self.asked("consultation", 1)
        self.consultation.about = self.text("consultationabout", self.insiders)
        self.consultation.findings = self.text("consultationfindings", self.insiders)
        self.consultation.save()
        self.to_ask, (self.unanswered, _) = self.asked("questions", 2)
        self.position = Position.objects.create(
            question=self.question,
            seat=self.seat,
            stance="against",
            text=self.text("position", self.insiders),
            given_on=self.today,
            recorded_by=self.cast.sam,
        )

    def asked(self, name: str, count: int) -> tuple[Consultation, list[ConsultationQuestion]]:
        """A consultation that closes today, with ``count`` questions."""
        consultation = Consultation.objects.create(
            body=self.body,
            title=self.text(f"{name}title", self.insiders),
            opened_on=self.today - datetime.timedelta(20),
            closes_on=self.today,
            announced=True,
        )
        questions = [
            ConsultationQuestion.objects.create(
                consultation=consultation,
                position=number + 1,
                text=self.text(f"{name}question{'ab'[number]}", self.insiders),
            )
            for number in range(count)
        ]
        return consultation, questions

    def plan(self) -> None:
        """A meeting to come whose agenda is not published: the desk knows it, readers do not."""
        self.meeting = make_meeting(
            self.body, self.today + datetime.timedelta(40), venue=f"Shire Hall {HOSTILE}"
        )
        self.item = self.private_item(self.meeting, "")
        self.second_item = make_item(self.meeting, "Any other business")
        self.plan_ahead()
        self.make_template()
        self.to_follow = Paper.objects.create(
            item=self.item,
            title=self.text("tofollow", self.insiders),
            expected_on=self.meeting.date,
            added_by=self.cast.sam,
        )
        Paper.objects.create(
            item=self.item,
            title=self.text("later", self.insiders),
            expected_on=self.meeting.date,
            position=2,
            added_by=self.cast.sam,
        )
        self.action = Action.objects.create(
            body=self.body,
            meeting=self.meeting,
            text=self.text("action", self.insiders),
            owner=self.cast.mo,
            due=self.meeting.date,
        )
        ActionNote.objects.create(
            action=self.action,
            kind=ActionNote.Kind.PROGRESS,
            text=self.text("word", self.insiders),
            at=timezone.now(),
            by=self.cast.mo,
        )
        self.done = Action.objects.create(
            body=self.body,
            meeting=self.meeting,
            text=self.text("done", self.insiders),
            owner=self.cast.mo,
            due=self.meeting.date,
            closed_at=timezone.now(),
            closed_by=self.cast.sam,
            closing_note=self.text("outcome", self.insiders),
        )
        self.agree_in_private()
        self.guest = Attendance.objects.create(
            meeting=self.meeting, name=self.text("guest", self.insiders), how="in-attendance"
        )
        self.declaration = Declaration.objects.create(
            item=self.item,
            person=Attendance.objects.create(
                meeting=self.meeting, name="somebody who declared", how=Attendance.How.IN_ATTENDANCE
            ),
            kind=Declaration.Kind.PECUNIARY,
            nature=self.text("nature", self.insiders),
            recorded_by=self.cast.sam,
            recorded_at=timezone.now(),
        )

    def plan_ahead(self) -> None:
        """How often the board means to meet, about what, and a meeting that is called off."""
        self.rule = FrequencyRule.objects.create(
            body=self.body,
            in_force_from=self.today + datetime.timedelta(100),
            every_months=12,
            week=FrequencyRule.Week.LAST,
            weekday=FrequencyRule.Weekday.TUESDAY,
            starts_at=datetime.time(10),
            reason=self.text("frequency", self.insiders),
        )
        self.theme = Theme.objects.create(body=self.body, name=self.text("theme", self.insiders))
        self.called_off = make_meeting(
            self.body,
            self.today + datetime.timedelta(35),
            standing="cancelled",
            standing_reason=f"Called off {HOSTILE}",
            standing_since=timezone.now(),
            directions=f"Directions {HOSTILE}",
            contact=f"Contact {HOSTILE}",
            extraordinary_reason=f"Extraordinary {HOSTILE}",
        )
        self.presence = RemotePresence.objects.create(
            since=datetime.date(2099, 1, 1), source=f"An Act of 2098 {HOSTILE}"
        )

    def agree_in_private(self) -> None:
        """An action of an item that is not for publication, owned by somebody who may not read such items."""
        restriction = Restriction.objects.create(
            kind=Restriction.Kind.CONFIDENTIAL,
            source=Restriction.Source.LAW,
            set_by=self.cast.sam,
            set_at=timezone.now(),
        )
        Action.objects.create(
            body=self.body,
            meeting=self.meeting,
            item=make_item(self.meeting, f"In private {HOSTILE}", restriction=restriction),
            text=self.text("privateaction", {"reviewer here", *self.who_may(Permission.READ_RESTRICTED)}),
            owner=self.cast.rae,
            due=self.meeting.date,
        )

    def make_template(self) -> None:
        """What the board has on its agenda every time, for those who build it."""
        editors = self.who_may(Permission.EDIT_MEETINGS)
        self.template = AgendaTemplate.objects.create(body=self.body, name=self.text("template", editors))
        self.line = self.template.items.create(position=1, title=self.text("line", editors))
        self.template.items.create(position=2, title="Actions", standing="actions")

    def private_item(self, meeting: Meeting, number: str) -> AgendaItem:
        return make_item(
            meeting,
            self.text(f"item{number}", self.insiders),
            purpose=self.text(f"purpose{number}", self.insiders),
            presenter=self.text(f"presenter{number}", self.insiders),
        )

    def hold(self) -> None:
        """Two meetings of the past: the minutes of one are published, those of the other being written."""
        day = datetime.timedelta(1)
        self.minuted = make_meeting(self.body, self.today - 20 * day, published_by=self.cast.sam)
        make_item(self.minuted, f"Report of the Chair {HOSTILE}", urgency_reason=f"Urgent {HOSTILE}")
        self.minutes = make_minutes(
            self.cast.sam,
            self.minuted,
            [("Report of the Chair", [f"publicminutes {HOSTILE}"])],
            {"Report of the Chair": "RESOLVED: that it be noted."},
        )
        lay_word(self.minutes)
        self.held = make_meeting(self.body, self.today - 50 * day, published_by=self.cast.sam)
        self.held_item = make_item(self.held, "Welcome")
        Attendance.objects.create(
            meeting=self.held, name=self.text("attended", self.insiders), how="in-attendance"
        )
        self.working: Minutes = start_minutes(by=self.cast.sam, meeting=self.held)
        self.minute_paragraph = MinuteParagraph.objects.get(minute__minutes=self.working)
        self.minute_paragraph.text = self.text("minute", self.who_may(Permission.WRITE_MINUTES))
        self.minute_paragraph.save()

    def write(self) -> None:
        self.reports = {state: self.report_in(state) for state in STATES}
        self.go_on_from(self.reports["published"], self.reports["draft"])
        self.notes = {state: self.note_on(state) for state in STATES}
        self.helped = {state: self.help_with(state) for state in STATES}
        self.findings = {state: self.finding_in(state) for state in STATES}
        lay_pdf(self.reports["agreed"])
        Paper.objects.create(
            item=self.minuted.items.get(),
            publication=self.reports["agreed"].publication,
            title=self.text("unready", self.insiders),
            added_by=self.cast.sam,
        )
        self.paper = Paper.objects.create(
            item=self.minuted.items.get(),
            publication=self.reports["published"].publication,
            title="publicreport",
            added_by=self.cast.sam,
        )
        self.upload()
        self.correct_a_paper()

    def go_on_from(self, last: Report, draft: Report) -> None:
        """The draft follows the last report, which has a highlight; an action that is overdue is offered."""
        self.highlight = Paragraph.objects.get(section__report=last, removed_at=None)
        self.highlight.is_highlight = True
        self.highlight.save(update_fields=["is_highlight"])
        draft.follows = last
        draft.save(update_fields=["follows"])
        self.overdue, self.aside = (
            Action.objects.create(
                body=self.body,
                meeting=self.minuted,
                text=self.text(name, self.insiders),
                owner=self.cast.mo,
                due=self.today - datetime.timedelta(5),
            )
            for name in ("overdue", "putaside")
        )
        OfferAnswer.objects.create(report=draft, offer=f"overdue-action:{self.aside.pk}", by=self.cast.chris)

    def upload(self) -> None:
        """A document to be looked at, one that may be published, and one that readers have."""
        self.document = self.document_of("unseen", sheets({self.text("sheet", self.publishers): "hidden"}))
        self.seen_document = self.document_of("seen", sheets())
        about = About(f"publicreport {HOSTILE}", "data", f"Office {HOSTILE}", f"publicreport {HOSTILE}")
        item = self.minuted.items.get()
        self.public_document = uploaded(self.cast, sheets({"A": ""}), item=item, about=about)
        published(self.cast, self.public_document)

    def correct_a_paper(self) -> None:
        """The second edition of a public paper, with the PDF of what it changed."""
        then = make_edition(self.cast.sam, self.body, f"publicreport {HOSTILE}", slug="report-corrected")
        self.corrected = correct(self.cast.sam, then, (("One", (f"Anew {HOSTILE}",)),), "A name was wrong.")
        lay_changes_pdf(then, self.corrected)

    @property
    def publishers(self) -> list[str]:
        return self.who_may(Permission.PUBLISH_PAPERS)

    def document_of(self, name: str, content: bytes) -> Document:
        about = About(
            self.text(f"{name}title", self.insiders),
            "data",
            self.text(f"{name}author", self.publishers),
            self.text(f"{name}summary", self.publishers),
        )
        row = uploaded(self.cast, content, item=self.minuted.items.get(), about=about)
        row.publication.slug = f"document-{name}"
        row.publication.save(update_fields=["slug"])
        return row

    def restrict(self) -> None:
        """A past meeting, its agenda published: a confidential item, an exempt one, a confidential paper."""
        readers = self.who_may(Permission.READ_RESTRICTED)
        self.in_private = make_meeting(
            self.body, self.today - datetime.timedelta(80), published_by=self.cast.sam
        )
        confidential = Restriction(kind="confidential", source="law")
        self.restriction = Restriction(
            kind="exempt",
            paragraphs=[3],
            public_interest=self.text("whyexempt", readers),
            review_on=self.today + datetime.timedelta(20),
        )
        for row in (confidential, self.restriction):
            row.set_by, row.set_at = self.cast.sam, timezone.now()
            row.save()
        make_item(
            self.in_private,
            self.text("privateitem", readers),
            purpose=self.text("privatepurpose", readers),
            presenter=self.text("privatepresenter", readers),
            restriction=confidential,
        )
        make_item(
            self.in_private,
            f"Exempt item {HOSTILE}",
            purpose=self.text("exemptpurpose", readers),
            presenter=self.text("exemptpresenter", readers),
            restriction=self.restriction,
        )
        self.restricted = make_report(
            self.cast,
            slug="report-restricted",
            title=self.text("restrictedtitle", readers),
            purpose=self.text("restrictedpurpose", readers),
            author_line=self.text("restrictedauthor", readers),
        )
        publication = self.restricted.publication
        publication.restriction = confidential
        publication.save()
        self.restricted = at(self.cast, "published", self.restricted)
        Paper.objects.create(
            item=make_item(self.in_private, f"Public item {HOSTILE}"),
            publication=publication,
            title=self.restricted.title,
            added_by=self.cast.sam,
        )

    def report_in(self, state: str) -> Report:
        readers = [self.author.name] if state == "draft" else self.readers_of_reports
        word = state.replace("-", "")
        publication = Publication.objects.create(kind="report", slug=f"report-{state}", body=self.body)

        def text(name: str) -> str:
            if state == "published":
                return f"publicreport {HOSTILE}"
            return self.text(f"{word}{name}", readers)

        report = Report.objects.create(
            publication=publication,
            body=self.body,
            author=self.cast.chris,
            title=text("title"),
            purpose=text("purpose"),
            author_line=text("author"),
            key_issues=text("issues"),
            recommendations=text("recommendations"),
            signature=text("signature"),
            background_papers=text("papers"),
        )
        section = Section.objects.create(report=report, position=1, heading=text("heading"))
        paragraph = Paragraph.objects.create(section=section, position=1, text=text("paragraph"))
        Bullet.objects.create(paragraph=paragraph, position=1, text=text("bullet"))
        Paragraph.objects.create(
            section=section,
            position=2,
            text=self.text(f"{word}removed", [self.author.name] if state == "draft" else []),
            removed_at=timezone.now(),
        )
        return at(self.cast, state, report)

    def rest_on(self, report: Report) -> Evidence:
        """What was said, a visit and a paper that is not for publication, behind the report's paragraph."""
        paragraph = Paragraph.objects.get(section__report=report, removed_at=None)
        is_public = report.state == "published"
        readers = [self.author.name] if report.state == "draft" else self.readers_of_reports
        word = f"{report.state.replace('-', '')}evidence"
        said = f"publicword {HOSTILE}" if is_public else self.text(word, readers)
        visit = Activity.objects.create(
            body=self.body,
            by=self.cast.chris,
            kind=Activity.Kind.VISIT,
            on=self.today,
            met=self.text(f"{word}met", [self.author.name]),
            seen=self.text(f"{word}seen", []),
            sentence=f"publicsentence {HOSTILE}",
        )
        hidden = self.restricted.slug
        links = [("verbal", "", said), ("activity", str(visit.pk), ""), ("document", hidden, "")]
        rows = [
            Evidence.objects.create(
                paragraph=paragraph,
                kind=kind,
                target=target,
                words=words,
                on=self.today,
                linked_by=self.cast.chris,
            )
            for kind, target, words in links
        ]
        for edition in report.publication.editions.all():
            for position, (kind, target, words) in enumerate(links):
                PublishedEvidence.objects.create(
                    edition=edition,
                    paragraph_key=paragraph.key,
                    position=position,
                    kind=kind,
                    target=target,
                    words=visit.sentence if kind == "activity" else words,
                    on=self.today,
                )
        return rows[0]

    def finding_in(self, state: str) -> FindingAnswer:
        """What its author answered to the re-audience check: for those who see the report at the desk."""
        readers = [self.author.name] if state == "draft" else self.readers_of_reports
        return FindingAnswer.objects.create(
            report=self.reports[state],
            digest=f"{state:0<64}",
            kind="audience-words",
            paragraph="1.1",
            sentence=self.text(f"{state.replace('-', '')}stale", readers),
            answer="dismissed",
            reason=self.text(f"{state.replace('-', '')}asmeant", readers),
            by=self.cast.chris,
        )

    def note_on(self, state: str) -> ReviewNote:
        """A reviewer's note: for the author, and for reviewers who see the report."""
        readers = {self.author.name}
        if state != "draft":
            readers |= set(self.who_may(Permission.REVIEW_REPORTS))
        word = self.text(f"{state.replace('-', '')}note", readers)
        note = ReviewNote.objects.create(report=self.reports[state], by=self.cast.rae, text=word)
        reply = self.text(f"{state.replace('-', '')}answer", readers)
        NoteAnswer.objects.create(note=note, by=self.cast.chris, text=reply)
        return note

    def help_with(self, state: str) -> CoWriter:
        """Mo helped to write it for a while, and left; what a paragraph said then is for its writers."""
        report, now = self.reports[state], timezone.now()
        paragraph = Paragraph.objects.get(section__report=report, removed_at=None)
        said = self.text(f"{state.replace('-', '')}earlier", [self.author.name])
        Wording.objects.create(paragraph=paragraph, version=0, typed=said, by=self.cast.mo)
        return CoWriter.objects.create(
            report=report, user=self.cast.mo, asked_by=self.cast.chris, ended_at=now
        )


@contextmanager
def world_in(folder: Path, blocker: DjangoDbBlocker) -> Iterator[World]:
    """The world for a whole module of tests; everything is undone at the end."""
    quick = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with (
        override_settings(MEDIA_ROOT=folder, PASSWORD_HASHERS=quick),
        blocker.unblock(),
        transaction.atomic(),
    ):
        yield World(folder)
        transaction.set_rollback(True)


@contextmanager
def undone(*browsers: Client) -> Iterator[None]:
    """Take back every row written within, and every cookie these browsers were given or lost."""
    cookies = [SimpleCookie(browser.cookies) for browser in browsers]
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    for browser, before in zip(browsers, cookies, strict=True):
        browser.cookies = before


def words_of(answer: HttpResponseBase) -> str:
    """What an answer says, with everything that a header could say."""
    content = b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    return f"{headers}\n\n{content.decode(errors='replace')}"


Arguments = dict[str, Any]
