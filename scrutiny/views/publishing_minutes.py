"""Minutes on their way from the desk to readers: begun, finished, published, corrected."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from boards import clock
from boards.deeds.refusals import Refused, Stale
from boards.models import Meeting
from boards.permissions import Permission, meeting_or_refuse, person
from boards.views.form_page import under_meeting
from reports import files
from reports.composed import ComposedPaper, paper_html
from reports.deeds.publishing import PdfState, ask_again, content_of, next_number, pdf_state
from reports.deeds.renditions import prepared_of
from reports.models import Rendition
from reports.views.moves import LOOK_AGAIN
from scrutiny.compose import compose_minutes
from scrutiny.deeds import minutes as deeds
from scrutiny.forms.minutes import CorrectForm, MinutesMoveForm
from scrutiny.models import Minutes
from scrutiny.unfinished import progress
from scrutiny.views import writing_minutes

State = Minutes.State

MOVED_ON = (
    "Somebody else changed these minutes in the meantime. Look at them as they are now, then do it again."
)


@dataclass(frozen=True, slots=True)
class Move:
    """A page that says what a move does and then makes it. ``done`` is what is said afterwards."""

    name: str
    verb: str
    start: Minutes.State
    form: type[MinutesMoveForm]
    act: Callable[..., object]
    done: str


MOVES = {
    move.name: move
    for move in (
        Move(
            "ready",
            "Finish the minutes",
            State.WRITING,
            MinutesMoveForm,
            deeds.make_ready,
            "The minutes are finished. The PDF is being made; then they can be published.",
        ),
        Move(
            "reopen",
            "Take the minutes back to writing",
            State.READY,
            MinutesMoveForm,
            deeds.reopen,
            "The minutes can be written again.",
        ),
        Move(
            "publish",
            "Publish the draft minutes",
            State.READY,
            MinutesMoveForm,
            deeds.publish,
            "The draft minutes are published.",
        ),
        Move(
            "correct",
            "Correct the minutes",
            State.PUBLISHED,
            CorrectForm,
            deeds.correct,
            "The minutes are open for correction. Until the next edition, readers keep the present one.",
        ),
    )
}


@require_safe
def minutes(request: HttpRequest, slug: str, date: datetime.date) -> HttpResponse:
    """The one address of a meeting's minutes at the desk: begin them, write them, or see where they stand."""
    meeting = meeting_or_refuse(request.user, slug, date, Permission.WRITE_MINUTES)
    found = minutes_of(meeting)
    if found is None:
        return start_page(request, meeting)
    if found.state == State.WRITING:
        return writing_minutes.page(request, found)
    return state_page(request, found)


@require_POST
def start(request: HttpRequest, slug: str, date: datetime.date) -> HttpResponse:
    meeting = meeting_or_refuse(request.user, slug, date, Permission.WRITE_MINUTES)
    try:
        deeds.start_minutes(by=person(request), meeting=meeting)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("minutes:minutes", slug, date)


@require_http_methods(["GET", "HEAD", "POST"])
def make_move(request: HttpRequest, slug: str, date: datetime.date, name: str) -> HttpResponse:
    """Explain the move on GET, make it on POST. A move whose time is not now answers 409."""
    move = MOVES[name]
    found = minutes_or_refuse(request, slug, date)
    if found.state != move.start:
        return not_now(request, found, move)
    form = move.form(request.POST or None, initial={"version": found.version})
    if form.is_valid():
        try:
            move.act(by=person(request), minutes=found, **form.cleaned_data)
        except Refused as refusal:
            return refused(request, slug, date, move, form, refusal)
        messages.success(request, move.done)
        return redirect("minutes:minutes", slug, date)
    return show_move(request, found, move, form)


def refused(
    request: HttpRequest, slug: str, date: datetime.date, move: Move, form: MinutesMoveForm, refusal: Refused
) -> HttpResponse:
    """The page again as things now stand, with what was typed; saying it once more then works."""
    found = minutes_or_refuse(request, slug, date)
    if found.state != move.start:
        return not_now(request, found, move)
    sentence = MOVED_ON if isinstance(refusal, Stale) else refusal.sentence
    form.add_error(refusal.field if refusal.field in form.fields else None, sentence)
    form.data = data = request.POST.copy()
    data["version"] = str(found.version)
    return show_move(request, found, move, form)


def show_move(request: HttpRequest, found: Minutes, move: Move, form: MinutesMoveForm) -> HttpResponse:
    facts = about(found) | {"move": move, "form": form, "crumbs": under_minutes(found)}
    if move.name == "ready":
        facts["gaps"] = progress(found).gaps
    response = render(request, f"scrutiny/desk/moves/{move.name}.html", facts)
    return looking_again(request, response, facts)


def state_page(request: HttpRequest, found: Minutes) -> HttpResponse:
    """Where minutes stand that are not being written: the PDF, and what can be done next."""
    facts = about(found) | {"crumbs": under_meeting(found.meeting)}
    return looking_again(request, render(request, "scrutiny/desk/minutes.html", facts), facts)


def start_page(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    facts = {
        "meeting": meeting,
        "items": meeting.items.all(),
        "is_held": meeting.date <= clock.today(),
        "crumbs": under_meeting(meeting),
    }
    return render(request, "scrutiny/desk/start.html", facts)


def not_now(request: HttpRequest, found: Minutes, move: Move) -> HttpResponse:
    facts = {"minutes": found, "meeting": found.meeting, "move": move}
    return render(request, "scrutiny/desk/moves/not_now.html", facts, status=409)


def about(found: Minutes) -> dict[str, object]:
    """What a person must know before a move: which edition comes, which stands, and how far the PDF is."""
    known: dict[str, object] = {
        "minutes": found,
        "meeting": found.meeting,
        "next_number": next_number(found.publication),
        "newest": found.publication.editions.order_by("-number").first(),
    }
    if found.state == State.READY:
        sha256 = content_of(next_paper(found)).sha256
        known |= {
            "pdf_state": pdf_state(sha256),
            "pdf": Rendition.objects.made_of(sha256).first(),
            "prepared": prepared_of(sha256),
        }
    return known


def looking_again(request: HttpRequest, response: HttpResponse, facts: dict[str, object]) -> HttpResponse:
    if facts.get("pdf_state") == PdfState.BEING_MADE and request.method == "GET":
        response["Refresh"] = str(LOOK_AGAIN)
    return response


@require_safe
def preview(request: HttpRequest, slug: str, date: datetime.date) -> HttpResponse:
    """The paper exactly as it will be published, but for the word "Draft" where the edition will stand."""
    found = minutes_or_refuse(request, slug, date)
    facts = {
        "minutes": found,
        "meeting": found.meeting,
        "html": paper_html(compose_minutes(found)),
        "crumbs": under_minutes(found),
    }
    return render(request, "scrutiny/desk/preview.html", facts)


@require_safe
def ready_pdf(request: HttpRequest, slug: str, date: datetime.date) -> FileResponse:
    """The PDF as it will be published, for those who publish it."""
    found = minutes_or_refuse(request, slug, date)
    if found.state != State.READY:
        raise Http404
    rendition = get_object_or_404(Rendition.objects.made_of(content_of(next_paper(found)).sha256))
    name = f"{found.publication.slug}-ready.pdf"
    return FileResponse(files.open_rendition(rendition), content_type="application/pdf", filename=name)


@require_POST
def make_pdf_again(request: HttpRequest, slug: str, date: datetime.date) -> HttpResponse:
    """Ask the worker once more for the PDF of what was made ready."""
    found = minutes_or_refuse(request, slug, date)
    if found.state != State.READY:
        return not_now(request, found, MOVES["publish"])
    try:
        ask_again(by=person(request), publication=found.publication, paper=next_paper(found))
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("minutes:minutes", slug, date)


def next_paper(found: Minutes) -> ComposedPaper:
    """The minutes as their next edition would have them."""
    return compose_minutes(found, edition=next_number(found.publication))


def minutes_or_refuse(request: HttpRequest, slug: str, date: datetime.date) -> Minutes:
    """The minutes of a meeting, for those who write them; 404 while they are not begun."""
    meeting = meeting_or_refuse(request.user, slug, date, Permission.WRITE_MINUTES)
    found = minutes_of(meeting)
    if found is None:
        raise Http404
    return found


def minutes_of(meeting: Meeting) -> Minutes | None:
    found = Minutes.objects.filter(meeting=meeting).select_related("publication").first()
    if found:
        found.meeting = meeting
    return found


def under_minutes(found: Minutes) -> list[tuple[str, str]]:
    return [*under_meeting(found.meeting), ("Minutes", found.get_desk_url())]
