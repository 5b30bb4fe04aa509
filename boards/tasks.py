"""Work for the worker process: mail."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django_tasks import task

from boards import clock
from boards.deeds.invitations import make_link
from boards.models import Action, Invitation, User


@task()
def send_invitation(invitation_id: int) -> None:
    """Mail the one-time link of an invitation to the person invited."""
    invitation = Invitation.objects.select_related("user", "sent_by").get(pk=invitation_id)
    if not invitation.is_open or not invitation.user.email:
        return
    token = make_link(by=None, invitation=invitation)
    address = f"{settings.SITE_URL}{reverse('open_invitation', args=[token])}"
    send(
        invitation.user,
        f"Sign in to Improvement Board at {settings.COUNCIL_NAME}",
        "mail/invitation.txt",
        {"invitation": invitation, "council_name": settings.COUNCIL_NAME, "address": address},
    )


@task()
def mail_reminder(action_id: int) -> None:
    """Remind the owner of an action, unless it was closed meanwhile.

    Of one agreed under a private item the mail says no more than that it is due: mail is read in many places.
    """
    action = Action.objects.select_related("owner", "meeting__body", "body").get(pk=action_id)
    if action.closed_at is not None:
        return
    path = reverse("boards:action_notes", args=[action.body.slug, action.pk])
    send(
        action.owner,
        f"An action of the {action.meeting.body_name} is waiting for you",
        "mail/reminder.txt",
        {
            "action": action,
            "is_late": action.days_late(clock.today()) > 0,
            "council_name": settings.COUNCIL_NAME,
            "address": f"{settings.SITE_URL}{path}",
        },
    )


@task()
def mail_moved_deadlines(user_id: int, because: str, moved: list[dict[str, str]]) -> None:
    """Tell one person which deadlines of their bodies moved, each in words worked out when they moved."""
    for each in moved:
        each["address"] = f"{settings.SITE_URL}{each['path']}"
    send(
        User.objects.get(pk=user_id),
        "Days by which agendas must be published have moved",
        "mail/moved_deadlines.txt",
        {"because": because, "moved": moved, "council_name": settings.COUNCIL_NAME},
    )


def send(person: User, subject: str, template: str, facts: dict[str, object]) -> None:
    """Mail one person, if they can be reached. A subject is one line, whatever names it holds."""
    if not person.email or not person.is_active:
        return
    send_mail(
        subject=" ".join(subject.split()),
        message=render_to_string(template, {"person": person} | facts),
        from_email=settings.DEFAULT_FROM_EMAIL,
        recipient_list=[person.email],
    )
