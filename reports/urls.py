"""The chair's desk and the report's way to publication, under ``/desk/``."""

from django.urls import include, path

from boards import addresses as _day  # noqa: F401
from reports.deeds.workflow import WORKFLOW
from reports.views import activity, bring_in, moves, notes, papers, preview, reports, writing

app_name = "reports"

paper_urls = [
    path("add/", papers.add_paper, name="add_paper"),
    path("<int:paper_id>/bring/", papers.bring_paper, name="bring_paper"),
    path("<int:paper_id>/remove/", papers.remove_paper, name="remove_paper"),
]

urlpatterns = [
    path("activity/", activity.activities, name="activities"),
    path("activity/new/", activity.log_activity, name="log_activity"),
    path("activity/<int:activity_id>/", activity.change_activity, name="change_activity"),
    path("reports/", reports.reports, name="reports"),
    path("reports/new/", reports.start, name="start"),
    path("reports/bring-in/", bring_in.bring_in, name="bring_in"),
    path("reports/bring-in/keep/", bring_in.keep, name="keep_brought_in"),
    path("reports/<slug:slug>/", reports.report, name="report"),
    path("reports/<slug:slug>/write/", writing.write, name="write"),
    path("reports/<slug:slug>/cover/", reports.cover, name="cover"),
    path("reports/<slug:slug>/preview/", preview.preview, name="preview"),
    path("reports/<slug:slug>/notes/", notes.notes, name="notes"),
    path("reports/<slug:slug>/notes/<int:note_id>/settle/", notes.settle, name="settle_note"),
    path("reports/<slug:slug>/pdf/", moves.agreed_pdf, name="agreed_pdf"),
    path("reports/<slug:slug>/pdf/again/", moves.make_pdf_again, name="make_pdf_again"),
    *[
        path(f"reports/<slug:slug>/{move.name}/", moves.make_move, {"name": move.name}, name=move.name)
        for move in WORKFLOW
    ],
    path("meetings/<slug:slug>/<day:date>/items/<int:item_id>/papers/", include(paper_urls)),
]
