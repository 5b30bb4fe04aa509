"""Writing and publishing minutes, under ``/desk/``."""

from django.urls import include, path

from boards import addresses as _day  # noqa: F401
from scrutiny.views import bringing_in, confirmations, numbering_rules, publishing_minutes, writing_minutes
from scrutiny.views.publishing_minutes import MOVES

app_name = "minutes"

minutes_urls = [
    path("", publishing_minutes.minutes, name="minutes"),
    path("start/", publishing_minutes.start, name="start"),
    path("bring-in/", bringing_in.bring_in, name="bring_in"),
    path("bring-in/keep/", bringing_in.keep, name="keep_brought_in"),
    path("confirm/", confirmations.confirm, name="confirm"),
    path("confirm/take-back/", confirmations.take_back, name="take_back_confirmation"),
    path("write/", writing_minutes.write, name="write"),
    path("preview/", publishing_minutes.preview, name="preview"),
    path("pdf/", publishing_minutes.ready_pdf, name="ready_pdf"),
    path("pdf/again/", publishing_minutes.make_pdf_again, name="make_pdf_again"),
    *[path(f"{name}/", publishing_minutes.make_move, {"name": name}, name=name) for name in MOVES],
]

urlpatterns = [
    path("meetings/<slug:slug>/<day:date>/minutes/", include(minutes_urls)),
    path("bodies/<slug:slug>/numbering/", numbering_rules.numbering, name="numbering"),
]
