"""All addresses. Who may open each is in ``improvement_board.policy``."""

from django.urls import include, path

from improvement_board.views import brand, desk, health, refusals, statements

urlpatterns = [
    path("", include("scrutiny.urls.reading")),
    path("desk/", desk.home, name="desk"),
    path("desk/", include("boards.urls")),
    path("desk/", include("reports.urls")),
    path("desk/", include("scrutiny.urls.desk")),
    path("accounts/", include("allauth.urls")),
    path("brand.css", brand.stylesheet, name="brand"),
    path("health/", health.health, name="health"),
    path("accessibility/", statements.accessibility, name="accessibility"),
    path("privacy/", statements.privacy, name="privacy"),
]

handler400 = refusals.bad_request
handler403 = refusals.forbidden
handler404 = refusals.not_found
handler500 = refusals.server_error
