"""Addresses for readers. None of them needs a sign-in."""

from django.urls import path

from boards import addresses  # noqa: F401 - registers <day:…>
from scrutiny import addresses as _ending  # noqa: F401 - registers <ending:…>
from scrutiny.views import bodies, changes, feeds, front, meetings, minutes, papers, search

app_name = "scrutiny"

body_urls = [
    path("boards/", bodies.boards, name="boards"),
    path("boards/<slug:slug>/", bodies.board, name="board"),
    path("committees/", bodies.committees, name="committees"),
    path("committees/<slug:slug>/", bodies.committee, name="committee"),
]

meeting = "meetings/<slug:body>/<day:day>"
meeting_urls = [
    path("meetings/", meetings.meetings, name="meetings"),
    path(f"{meeting}/", meetings.meeting, name="meeting"),
    path(f"{meeting}/meeting.ics", meetings.calendar, name="meeting_calendar"),
    path(f"{meeting}/minutes/", minutes.minutes, name="minutes"),
    path(f"{meeting}/minutes.pdf", minutes.minutes_pdf, name="minutes_pdf"),
    path(f"{meeting}/minutes.docx", minutes.minutes_docx, name="minutes_docx"),
    path(f"{meeting}/minutes.json", minutes.minutes_json, name="minutes_json"),
    path(f"{meeting}/minutes/<int:number>/", minutes.minutes, name="minutes_edition"),
    path(f"{meeting}/minutes/<int:number>.pdf", minutes.minutes_pdf, name="minutes_edition_pdf"),
    path(f"{meeting}/minutes/<int:number>.docx", minutes.minutes_docx, name="minutes_edition_docx"),
    path(f"{meeting}/minutes/<int:number>.json", minutes.minutes_json, name="minutes_edition_json"),
]

paper_urls = [
    path("papers/", papers.papers, name="papers"),
    path("papers/<slug:slug>/", papers.paper, name="paper"),
    path("papers/<slug:slug>.pdf", papers.paper_pdf, name="paper_pdf"),
    path("papers/<slug:slug>.json", papers.paper_json, name="paper_json"),
    path("papers/<slug:slug>/<int:number>/", papers.paper, name="paper_edition"),
    path("papers/<slug:slug>/<int:number>.pdf", papers.paper_pdf, name="edition_pdf"),
    path("papers/<slug:slug>/<int:number>.json", papers.paper_json, name="edition_json"),
    path("papers/<slug:slug>/<int:number>/changes/", changes.changes, name="changes"),
    path("papers/<slug:slug>/<int:number>/changes.pdf", changes.changes_pdf, name="changes_pdf"),
    path("papers/<slug:slug>.<ending:form>", papers.document_file, name="document_file"),
    path(
        "papers/<slug:slug>/<int:number>.<ending:form>",
        papers.document_file,
        name="document_file_of_edition",
    ),
]

urlpatterns = [
    path("", front.front, name="front"),
    *body_urls,
    *meeting_urls,
    *paper_urls,
    path("search/", search.search, name="search"),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    path("feeds/papers.atom", feeds.papers, name="feed"),
    path("feeds/<slug:slug>.atom", feeds.body, name="body_feed"),
    path("calendars/<slug:slug>.ics", feeds.calendar, name="body_calendar"),
]
