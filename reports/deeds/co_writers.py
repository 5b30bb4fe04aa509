"""Writing together: the author of a report asks somebody on its body to help, and ends that."""

from django.db.models import QuerySet

from boards import clock
from boards.deeds.record import deed, facts, record, unchanged
from boards.deeds.refusals import Refused
from boards.models import Membership, User
from boards.permissions import Permission, may
from reports.marking import marking_of
from reports.models import CoWriter, Report


@deed
def ask_to_write(*, by: User, report: Report, user: User) -> CoWriter:
    """Let ``user`` write the draft as well. They see the report, and nothing of its author's log.

    Raises:
        Refused: to anybody but the author of a draft, and for somebody who has no role on the body.
    """
    Report.objects.select_for_update(no_key=True).get(pk=report.pk)
    refuse_others(by, report)
    if report.state != Report.State.DRAFT:
        raise Refused("Somebody can be asked to help while the report is a draft.", field="user")
    if not may_be_asked(report).filter(pk=user.pk).exists():
        raise Refused("Choose somebody who has a role on the body today.", field="user")
    if marking_of(report.publication) and not may(user, Permission.READ_RESTRICTED, report.body):
        raise Refused(
            "This report is not for publication, and this person may not read such papers.", field="user"
        )
    again = report.co_writers.now().filter(user=user).first()
    if again:
        unchanged()
        return again
    co_writer = CoWriter.objects.create(report=report, user=user, asked_by=by)
    record(by=by, deed="asked somebody to help to write", about=report, after=facts(co_writer))
    return co_writer


@deed
def end_help(*, by: User, report: Report, co_writer: CoWriter) -> CoWriter:
    """From now on this person neither writes nor sees the draft; what they wrote stays. Twice is once.

    Raises:
        Refused: to anybody but the author.
    """
    refuse_others(by, report)
    if co_writer.report_id != report.pk:
        raise Refused("This person does not help with this report.")
    if co_writer.ended_at:
        unchanged()
        return co_writer
    before = facts(co_writer)
    co_writer.ended_at = clock.now()
    co_writer.save(update_fields=["ended_at"])
    record(by=by, deed="ended help to write", about=report, before=before, after=facts(co_writer))
    return co_writer


def refuse_others(by: User, report: Report) -> None:
    if report.author_id != by.pk or not may(by, Permission.WRITE_REPORTS, report.body):
        raise Refused("Only the author of this report asks others to help.")


def may_be_asked(report: Report) -> QuerySet[User]:
    """Those with a role on the body today and an account, but for the author and those who help already."""
    held = Membership.objects.on(clock.today()).filter(body=report.body, user__isnull=False)
    others = User.objects.filter(pk__in=held.values("user"), is_active=True).exclude(pk=report.author_id)
    return others.order_by("name", "pk")
