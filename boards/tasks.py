"""Work for the worker process: mail."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django_tasks import task

from boards.deeds.invitations import make_link
from boards.models import Invitation


@task()
def send_invitation(invitation_id: int) -> None:
    """Mail the one-time link of an invitation to the person invited."""
    invitation = Invitation.objects.select_related("user", "sent_by").get(pk=invitation_id)
    if not invitation.is_open or not invitation.user.email:
        return
    token = make_link(by=None, invitation=invitation)
    facts = {
        "invitation": invitation,
        "council_name": settings.COUNCIL_NAME,
        "address": f"{settings.SITE_URL}{reverse('open_invitation', args=[token])}",
    }
    send_mail(
        subject=f"Sign in to Improvement Board at {settings.COUNCIL_NAME}",
        message=render_to_string("mail/invitation.txt", facts),
        from_email=settings.DEFAULT_FROM_EMAIL,
        recipient_list=[invitation.user.email],
    )
