"""Consultations on a body's future: asked, answered seat by seat, and decided."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from boards import clock
from boards.deeds import consultations as deeds
from boards.deeds.refusals import Refused
from boards.forms.base import HouseForm
from boards.forms.consultations import (
    ChangeConsultationForm,
    ChangeQuestionForm,
    ConsultationForm,
    CorrectDecisionForm,
    DecideForm,
    FindingsForm,
    MoveQuestionForm,
    PositionForm,
    QuestionForm,
    RemoveQuestionForm,
)
from boards.forms.versions import accepted
from boards.models import Body, Consultation, ConsultationQuestion, Position
from boards.permissions import Permission, body_or_refuse, person
from boards.positions import sheet_of
from boards.views.bodies import permission_names
from boards.views.form_page import Crumbs, form_page, under_body

# ---- The consultation


@require_safe
def consultations(request: HttpRequest, slug: str) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.SEE_DESK)
    page = {
        "body": body,
        "may": permission_names(request, body),
        "consultations": body.consultations.all(),
        "today": clock.today(),
        "crumbs": under_body(body),
    }
    return render(request, "boards/consultations/consultations.html", page)


@require_safe
def consultation(request: HttpRequest, slug: str, consultation_id: int) -> HttpResponse:
    """What is asked, where every seat stands, what was found and what was decided."""
    body = body_or_refuse(request.user, slug, Permission.SEE_DESK)
    found = consultation_or_404(body, consultation_id)
    page = {
        "body": body,
        "may": permission_names(request, body),
        "consultation": found,
        "sheet": sheet_of(found),
        "today": clock.today(),
        "crumbs": under_consultations(body),
    }
    return render(request, "boards/consultations/consultation.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def open_consultation(request: HttpRequest, slug: str) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.EDIT_BODY)
    form = ConsultationForm(request.POST or None, initial={"opened_on": clock.today()})
    if form.is_valid():
        opened: list[Consultation] = []
        if accepted(
            form,
            lambda: opened.append(
                deeds.open_consultation(by=person(request), body=body, **form.cleaned_data)
            ),
        ):
            messages.success(request, "The consultation is open. Write the questions for its seats.")
            return redirect("boards:questions", slug, opened[0].pk)
    return form_page(
        request,
        form,
        title=f"Open a consultation on the future of {body.name}",
        verb="Open the consultation",
        back=reverse("boards:consultations", args=[slug]),
        crumbs=under_consultations(body),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def change_consultation(request: HttpRequest, slug: str, consultation_id: int) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.EDIT_BODY)
    found = consultation_or_404(body, consultation_id)
    if found.is_decided:
        return not_now(request, found, deeds.DECIDED)
    form = ChangeConsultationForm(request.POST or None, row=found)
    if form.is_valid() and accepted(
        form,
        lambda: deeds.change_consultation(by=person(request), consultation=found, **form.cleaned_data),
    ):
        messages.success(request, "The consultation is saved.")
        return redirect(found.get_desk_url())
    return consultation_form(request, found, form, "Change the consultation", "Save the consultation")


@require_http_methods(["GET", "HEAD", "POST"])
def write_findings(request: HttpRequest, slug: str, consultation_id: int) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.EDIT_BODY)
    found = consultation_or_404(body, consultation_id)
    if found.is_decided:
        return not_now(request, found, deeds.DECIDED)
    form = FindingsForm(request.POST or None, row=found)
    if form.is_valid() and accepted(
        form, lambda: deeds.write_findings(by=person(request), consultation=found, **form.cleaned_data)
    ):
        messages.success(request, "The findings are saved.")
        return redirect(found.get_desk_url())
    return consultation_form(request, found, form, "Findings", "Save the findings")


@require_http_methods(["GET", "HEAD", "POST"])
def decide_consultation(request: HttpRequest, slug: str, consultation_id: int) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.EDIT_BODY)
    found = consultation_or_404(body, consultation_id)
    if found.is_decided:
        return not_now(request, found, deeds.DECIDED)
    form = DecideForm(request.POST or None, row=found)
    if form.is_valid() and accepted(
        form, lambda: deeds.decide_consultation(by=person(request), consultation=found, **form.cleaned_data)
    ):
        messages.success(request, "The decision is recorded.")
        return redirect(found.get_desk_url())
    told = "Readers see the decision and its day." if found.announced else "Readers are not told."
    lede = f"After that, answers, questions and findings stay as they are. {told}"
    return consultation_form(request, found, form, "Record the decision", "Record the decision", lede)


@require_http_methods(["GET", "HEAD", "POST"])
def correct_decision(request: HttpRequest, slug: str, consultation_id: int) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.EDIT_BODY)
    found = consultation_or_404(body, consultation_id)
    if not found.is_decided:
        return not_now(request, found, "Nothing is decided yet, so there is nothing to correct.")
    form = CorrectDecisionForm(request.POST or None, row=found)
    if form.is_valid() and accepted(
        form, lambda: deeds.correct_decision(by=person(request), consultation=found, **form.cleaned_data)
    ):
        messages.success(request, "The decision is corrected.")
        return redirect(found.get_desk_url())
    return consultation_form(request, found, form, "Correct the decision", "Correct the decision")


# ---- The questions


@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HttpRequest, slug: str, consultation_id: int) -> HttpResponse:
    """The questions in order, to change while nobody has answered, and a form for one more."""
    body = body_or_refuse(request.user, slug, Permission.EDIT_BODY)
    found = consultation_or_404(body, consultation_id)
    form = QuestionForm(request.POST or None)
    if form.is_valid() and accepted(
        form, lambda: deeds.add_question(by=person(request), consultation=found, **form.cleaned_data)
    ):
        messages.success(request, "The question is added.")
        return redirect("boards:questions", slug, consultation_id)
    page = {
        "body": body,
        "consultation": found,
        "questions": found.questions.all(),
        "form": form,
        "may_change": not found.is_decided and not found.is_answered,
        "crumbs": under_consultation(found),
    }
    return render(request, "boards/consultations/questions.html", page)


@require_safe
def question(request: HttpRequest, slug: str, consultation_id: int, question_id: int) -> HttpResponse:
    """The positions on one question side by side, sector by sector."""
    body = body_or_refuse(request.user, slug, Permission.SEE_DESK)
    found = consultation_or_404(body, consultation_id)
    asked = question_or_404(found, question_id)
    page = {
        "body": body,
        "may": permission_names(request, body),
        "consultation": found,
        "question": asked,
        "sheet": sheet_of(found).narrowed(asked),
        "crumbs": under_consultation(found),
    }
    return render(request, "boards/consultations/question.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def change_question(request: HttpRequest, slug: str, consultation_id: int, question_id: int) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.EDIT_BODY)
    found = consultation_or_404(body, consultation_id)
    asked = question_or_404(found, question_id)
    form = ChangeQuestionForm(request.POST or None, row=asked)
    if form.is_valid() and accepted(
        form, lambda: deeds.change_question(by=person(request), question=asked, **form.cleaned_data)
    ):
        messages.success(request, "The question is saved.")
        return redirect("boards:questions", slug, consultation_id)
    return questions_form(request, found, form, f"Change question {asked.position}", "Save the question")


@require_http_methods(["GET", "HEAD", "POST"])
def remove_question(request: HttpRequest, slug: str, consultation_id: int, question_id: int) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.EDIT_BODY)
    found = consultation_or_404(body, consultation_id)
    asked = question_or_404(found, question_id)
    form = RemoveQuestionForm(request.POST or None, initial={"version": asked.version})
    if form.is_valid() and accepted(
        form, lambda: deeds.remove_question(by=person(request), question=asked, **form.cleaned_data)
    ):
        messages.success(request, "The question is removed.")
        return redirect("boards:questions", slug, consultation_id)
    lede = f"“{asked.text}” Nobody has answered it. It cannot be brought back, but the log keeps it."
    return questions_form(
        request, found, form, f"Remove question {asked.position}", "Remove the question", lede
    )


@require_POST
def move_question(request: HttpRequest, slug: str, consultation_id: int, question_id: int) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.EDIT_BODY)
    found = consultation_or_404(body, consultation_id)
    asked, form = question_or_404(found, question_id), MoveQuestionForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Choose whether the question goes up or down.")
    else:
        was, to = form.cleaned_data["was"], form.cleaned_data["to"]
        try:
            moved = deeds.move_question(by=person(request), question=asked, from_position=was, to_position=to)
        except Refused as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, f"It is now question {moved.position}.")
    return redirect("boards:questions", slug, consultation_id)


# ---- The positions


@require_http_methods(["GET", "HEAD", "POST"])
def record_position(
    request: HttpRequest, slug: str, consultation_id: int, question_id: int, seat_id: int
) -> HttpResponse:
    body = body_or_refuse(request.user, slug, Permission.EDIT_BODY)
    found = consultation_or_404(body, consultation_id)
    asked = question_or_404(found, question_id)
    seat = get_object_or_404(body.seats.select_related("organisation"), pk=seat_id)
    if found.is_decided:
        return not_now(request, found, deeds.DECIDED)
    known = Position.objects.filter(question=asked, seat=seat).first()
    row = known or Position(question=asked, seat=seat, version=0, given_on=clock.today())
    form = PositionForm(request.POST or None, row=row)
    back = reverse("boards:question", args=[slug, consultation_id, question_id])
    if form.is_valid() and accepted(
        form,
        lambda: deeds.record_position(by=person(request), question=asked, seat=seat, **form.cleaned_data),
    ):
        messages.success(request, f"The position of {seat} is recorded.")
        return redirect(f"{back}#seat-{seat.pk}")
    return form_page(
        request,
        form,
        title=f"Position of {seat}",
        lede=f"Question {asked.position}: {asked.text}",
        verb="Record the position",
        back=back,
        crumbs=under_consultation(found),
        template="boards/consultations/form.html",
        consultation=found,
    )


# ---- What the views share


def consultation_or_404(body: Body, consultation_id: int) -> Consultation:
    found = get_object_or_404(body.consultations, pk=consultation_id)
    found.body = body
    return found


def question_or_404(consultation: Consultation, question_id: int) -> ConsultationQuestion:
    asked = get_object_or_404(consultation.questions, pk=question_id)
    asked.consultation = consultation
    return asked


def consultation_form(
    request: HttpRequest, consultation: Consultation, form: HouseForm, title: str, verb: str, lede: str = ""
) -> HttpResponse:
    return form_page(
        request,
        form,
        title=title,
        verb=verb,
        lede=lede,
        back=consultation.get_desk_url(),
        crumbs=under_consultation(consultation),
        template="boards/consultations/form.html",
        consultation=consultation,
    )


def questions_form(
    request: HttpRequest, consultation: Consultation, form: HouseForm, title: str, verb: str, lede: str = ""
) -> HttpResponse:
    address = reverse("boards:questions", args=[consultation.body.slug, consultation.pk])
    return form_page(
        request,
        form,
        title=title,
        verb=verb,
        lede=lede,
        back=address,
        crumbs=[*under_consultation(consultation), ("Questions", address)],
        template="boards/consultations/form.html",
        consultation=consultation,
    )


def not_now(request: HttpRequest, consultation: Consultation, why: str) -> HttpResponse:
    """Nothing to do here as the consultation stands: 409, with the way back."""
    page = {
        "body": consultation.body,
        "why": why,
        "back": consultation.get_desk_url(),
        "crumbs": under_consultation(consultation),
    }
    return render(request, "boards/bodies/not_now.html", page, status=409)


def under_consultations(body: Body) -> Crumbs:
    return [*under_body(body), ("Consultations", reverse("boards:consultations", args=[body.slug]))]


def under_consultation(consultation: Consultation) -> Crumbs:
    return [*under_consultations(consultation.body), (consultation.title, consultation.get_desk_url())]
