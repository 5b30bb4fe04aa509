"""All addresses. Who may open each is in ``improvement_board.policy``."""

from django.urls import include, path

from boards.views import invitations
from improvement_board.views import brand, desk, health, kept_typing, refusals, statements

urlpatterns = [
    path("", include("scrutiny.urls.reading")),
    path("desk/", desk.home, name="desk"),
    path("desk/kept/", kept_typing.kept, name="kept"),
    path("desk/kept/discard/", kept_typing.discard, name="discard_kept"),
    path("desk/", include("boards.urls")),
    path("desk/", include("reports.urls")),
    path("desk/", include("scrutiny.urls.desk")),
    path("accounts/invitation/", invitations.accept, name="accept_invitation"),
    path("accounts/invitation/<str:token>/", invitations.open_invitation, name="open_invitation"),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("accounts/sessions/", include("allauth.usersessions.urls")),
    path("accounts/sso/", include("allauth.socialaccount.urls")),
    path("accounts/", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("brand.css", brand.stylesheet, name="brand"),
    path("health/", health.health, name="health"),
    path("accessibility/", statements.accessibility, name="accessibility"),
    path("privacy/", statements.privacy, name="privacy"),
]

handler400 = refusals.bad_request
handler403 = refusals.forbidden
handler404 = refusals.not_found
handler500 = refusals.server_error
