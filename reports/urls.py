"""The chair's desk and the report's way to publication, under ``/desk/``."""

from django.urls import include, path

from boards import addresses as _day  # noqa: F401
from reports.deeds.workflow import WORKFLOW
from reports.views import (
    activity,
    bring_in,
    carry_forward,
    changes,
    coverage,
    derive,
    documents,
    draft_word,
    evidence,
    findings,
    moves,
    notes,
    offers,
    papers,
    preview,
    reports,
    restrictions,
    since_last_report,
    wordings,
    writers,
    writing,
)

app_name = "reports"

paper_urls = [
    path("add/", papers.add_paper, name="add_paper"),
    path("<int:paper_id>/bring/", papers.bring_paper, name="bring_paper"),
    path("<int:paper_id>/expect/", papers.expect_later, name="expect_later"),
    path("<int:paper_id>/urgent/", papers.take_as_urgent, name="take_as_urgent"),
    path("<int:paper_id>/move/", papers.move_paper, name="move_paper"),
    path("<int:paper_id>/remove/", papers.remove_paper, name="remove_paper"),
]

document_urls = [
    path("", documents.document, name="document"),
    path("file/", documents.document_file, name="document_file"),
    path("change/", documents.change_document, name="change_document"),
    path("replace/", documents.replace_document, name="replace_document"),
    path("publish/", documents.publish_document, name="publish_document"),
    path("withdraw/", documents.withdraw_document, name="withdraw_document"),
]

urlpatterns = [
    path("activity/", activity.activities, name="activities"),
    path("activity/new/", activity.log_activity, name="log_activity"),
    path("activity/put-aside/", activity.put_aside, name="put_aside"),
    path("activity/worker.js", activity.worker, name="log_worker"),
    path("activity/<int:activity_id>/", activity.change_activity, name="change_activity"),
    path("coverage/", coverage.visit_coverage, name="coverage"),
    path("reports/", reports.reports, name="reports"),
    path("reports/new/", reports.start, name="start"),
    path("reports/bring-in/", bring_in.bring_in, name="bring_in"),
    path("reports/bring-in/keep/", bring_in.keep, name="keep_brought_in"),
    path("reports/<slug:slug>/", reports.report, name="report"),
    path("reports/<slug:slug>/write/", writing.write, name="write"),
    path("reports/<slug:slug>/write/news/", writing.writing_news, name="writing_news"),
    path("reports/<slug:slug>/write/helps/", writing.writing_helps, name="writing_helps"),
    path("reports/<slug:slug>/paragraphs/<uuid:key>/", wordings.paragraph_history, name="paragraph_history"),
    path("reports/<slug:slug>/writers/", writers.writers, name="writers"),
    path("reports/<slug:slug>/writers/<int:writer_id>/end/", writers.end_help, name="end_help"),
    path("reports/<slug:slug>/cover/", reports.cover, name="cover"),
    path("reports/<slug:slug>/period/", reports.period, name="period"),
    path(
        "reports/<slug:slug>/since-last-report/",
        since_last_report.since_last_report,
        name="since_last_report",
    ),
    path("reports/<slug:slug>/carry-forward/", carry_forward.carry_forward, name="carry_forward"),
    path(
        "reports/<slug:slug>/carry-forward/<uuid:key>/<slug:verdict>/",
        carry_forward.carry_highlight,
        name="carry_highlight",
    ),
    path("reports/<slug:slug>/offers/", offers.offers, name="offers"),
    path("reports/<slug:slug>/offers/<slug:kind>/<slug:target>/", offers.offer, name="offer"),
    path(
        "reports/<slug:slug>/offers/<slug:kind>/<slug:target>/aside/",
        offers.put_offer_aside,
        name="put_offer_aside",
    ),
    path(
        "reports/<slug:slug>/offers/<slug:kind>/<slug:target>/again/", offers.offer_again, name="offer_again"
    ),
    path("reports/<slug:slug>/preview/", preview.preview, name="preview"),
    path("reports/<slug:slug>/derive/", derive.derive, name="derive"),
    path("reports/<slug:slug>/check/", findings.check, name="check"),
    path("reports/<slug:slug>/check/reopen/", findings.reopen, name="reopen_finding"),
    path("reports/<slug:slug>/draft.docx", draft_word.draft_word, name="draft_word"),
    path("reports/<slug:slug>/changes/", changes.changes, name="changes"),
    path("reports/<slug:slug>/evidence/", evidence.overview_page, name="evidence"),
    path(
        "reports/<slug:slug>/evidence/<int:evidence_id>/remove/",
        evidence.remove_evidence,
        name="remove_evidence",
    ),
    path(
        "reports/<slug:slug>/evidence/<int:evidence_id>/holds/",
        evidence.still_holds,
        name="evidence_holds",
    ),
    path(
        "reports/<slug:slug>/paragraphs/<uuid:key>/evidence/",
        evidence.paragraph_evidence,
        name="paragraph_evidence",
    ),
    path(
        "reports/<slug:slug>/paragraphs/<uuid:key>/evidence/none/",
        evidence.needs_none,
        name="needs_no_evidence",
    ),
    path("reports/<slug:slug>/notes/", notes.notes, name="notes"),
    path("reports/<slug:slug>/notes/<int:note_id>/settle/", notes.settle, name="settle_note"),
    path("reports/<slug:slug>/notes/<int:note_id>/answer/", notes.answer, name="answer_note"),
    path("reports/<slug:slug>/pdf/", moves.agreed_pdf, name="agreed_pdf"),
    path("reports/<slug:slug>/pdf/again/", moves.make_pdf_again, name="make_pdf_again"),
    *[
        path(f"reports/<slug:slug>/{move.name}/", moves.make_move, {"name": move.name}, name=move.name)
        for move in WORKFLOW
    ],
    path("meetings/<slug:slug>/<day:date>/items/<int:item_id>/papers/", include(paper_urls)),
    path(
        "meetings/<slug:slug>/<day:date>/items/<int:item_id>/documents/add/",
        documents.add_document,
        name="add_document",
    ),
    path("documents/<slug:slug>/", include(document_urls)),
    path("papers/<slug:slug>/restrict/", restrictions.restrict, name="restrict"),
    path("papers/<slug:slug>/release/", restrictions.release, name="release"),
    path("papers/<slug:slug>/release/now/", restrictions.release_now, name="release_now"),
    path("papers/<slug:slug>/release/stop/", restrictions.stop_release, name="stop_release"),
    path("bodies/<slug:body>/restrictions/", restrictions.restrictions, name="restrictions"),
    path(
        "bodies/<slug:body>/restrictions/<int:restriction_id>/",
        restrictions.review_restriction,
        name="review_restriction",
    ),
]
