"""Templates of agendas, and building the agenda of a meeting from one."""

import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from boards.agenda_order import Steps, branches, numbers_of, steps
from boards.deeds import agenda_templates as deeds
from boards.deeds.agenda_copies import Built, build_agenda
from boards.deeds.refusals import Refused
from boards.forms.agenda import MoveForm, RemoveItemForm
from boards.forms.agenda_templates import (
    BuildForm,
    KeepTemplateForm,
    LineForm,
    NewLineForm,
    NewTemplateForm,
    RenameTemplateForm,
)
from boards.forms.versions import accepted
from boards.models import AgendaTemplate, Body, TemplateItem
from boards.permissions import Permission, body_or_refuse, meeting_or_refuse, person
from boards.standing import kind_called
from boards.views.form_page import Crumbs, form_page, under_body, under_meeting


@require_http_methods(["GET", "HEAD", "POST"])
def build(request: HttpRequest, slug: str, date: datetime.date) -> HttpResponse:
    """Choose what the agenda of a meeting starts from."""
    meeting = meeting_or_refuse(request.user, slug, date, Permission.EDIT_MEETINGS)
    form = BuildForm(request.POST if request.method == "POST" else None, meeting=meeting)
    built: list[Built] = []
    if form.is_valid() and accepted(
        form, lambda: built.append(build_agenda(by=person(request), meeting=meeting, **form.chosen()))
    ):
        tell(request, built[0])
        return redirect(meeting.get_desk_url())
    return form_page(
        request,
        form,
        title="Build the agenda",
        lede=(
            "Everything you choose goes below what is on the agenda already. You can change, move and remove "
            "each item afterwards."
        ),
        verb="Put these on the agenda",
        back=meeting.get_desk_url(),
        crumbs=under_meeting(meeting),
        template="boards/agenda_templates/build.html",
        body=meeting.body,
        published=meeting.agenda_is_published,
    )


def tell(request: HttpRequest, built: Built) -> None:
    count = len(built.added)
    told = f"{count} item{' is' if count == 1 else 's are'} on the agenda." if count else "Nothing was added."
    if built.skipped:
        left_out = ", ".join(f"“{title}”" for title in built.skipped)
        told = f"{told} Left out, because the agenda has it already: {left_out}."
    messages.success(request, told)


@require_http_methods(["GET", "HEAD", "POST"])
def keep_as_template(request: HttpRequest, slug: str, date: datetime.date) -> HttpResponse:
    meeting = meeting_or_refuse(request.user, slug, date, Permission.EDIT_MEETINGS)
    form, kept = KeepTemplateForm(request.POST or None), []
    if form.is_valid() and accepted(
        form,
        lambda: kept.append(deeds.keep_as_template(by=person(request), meeting=meeting, **form.cleaned_data)),
    ):
        messages.success(request, f"The agenda is kept as the template “{kept[0].name}”.")
        return redirect("boards:agenda_template", slug, kept[0].pk)
    return form_page(
        request,
        form,
        title="Keep this agenda as a template",
        lede=(
            "The template has the items of this agenda with their purposes, presenters and timings. Papers, "
            "outcomes, late items and items that are not public stay behind."
        ),
        verb="Keep the template",
        back=meeting.get_desk_url(),
        crumbs=under_meeting(meeting),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def agenda_templates(request: HttpRequest, slug: str) -> HttpResponse:
    """The templates of a body, those in use first, and the form for a new one."""
    body = body_or_refuse(request.user, slug, Permission.EDIT_MEETINGS)
    form, made = NewTemplateForm(request.POST or None), []
    if form.is_valid() and accepted(
        form, lambda: made.append(deeds.create_template(by=person(request), body=body, **form.cleaned_data))
    ):
        messages.success(request, f"The template “{made[0].name}” is there. Now give it its lines.")
        return redirect("boards:agenda_template", slug, made[0].pk)
    templates = list(body.agenda_templates.prefetch_related("items"))
    return form_page(
        request,
        form,
        title="Templates of agendas",
        verb="Create the template",
        back=body.get_desk_url(),
        crumbs=under_body(body),
        template="boards/agenda_templates/templates.html",
        body=body,
        offered=[template for template in templates if template.retired_on is None],
        retired=[template for template in templates if template.retired_on is not None],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def agenda_template(request: HttpRequest, slug: str, template_id: int) -> HttpResponse:
    """The lines of a template with their handles, and the form for another line."""
    template = template_or_refuse(request, slug, template_id)
    form = NewLineForm(request.POST or None, template=template)
    added: list[TemplateItem] = []
    if form.is_valid() and accepted(
        form, lambda: added.append(deeds.add_line(by=person(request), template=template, **form.cleaned_data))
    ):
        messages.success(request, f"“{added[0].title}” is in the template.")
        return redirect(f"{address_of(template)}#add-line")
    page = {
        "template": template,
        "body": template.body,
        "lines": lines_of(template),
        "form": form,
        "crumbs": under_templates(template.body),
    }
    return render(request, "boards/agenda_templates/template.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def rename_template(request: HttpRequest, slug: str, template_id: int) -> HttpResponse:
    template = template_or_refuse(request, slug, template_id)
    form = RenameTemplateForm(request.POST or None, row=template)
    if form.is_valid() and accepted(
        form, lambda: deeds.rename_template(by=person(request), template=template, **form.cleaned_data)
    ):
        messages.success(request, "The template is renamed.")
        return redirect(address_of(template))
    return form_page(
        request,
        form,
        title="Rename the template",
        verb="Save the name",
        back=address_of(template),
        crumbs=under_template(template),
    )


@require_POST
def retire_template(request: HttpRequest, slug: str, template_id: int) -> HttpResponse:
    """Retire a template, or offer a retired one again: ``again`` says which."""
    template = template_or_refuse(request, slug, template_id)
    if request.POST.get("again"):
        deeds.offer_template_again(by=person(request), template=template)
        messages.success(request, f"“{template.name}” is offered again.")
    else:
        deeds.retire_template(by=person(request), template=template)
        messages.success(request, f"“{template.name}” is no longer offered.")
    return redirect("boards:agenda_templates", slug)


@require_http_methods(["GET", "HEAD", "POST"])
def change_line(request: HttpRequest, slug: str, template_id: int, line_id: int) -> HttpResponse:
    line = line_or_refuse(request, slug, template_id, line_id)
    form = LineForm(request.POST or None, row=line)
    if form.is_valid() and accepted(
        form, lambda: deeds.change_line(by=person(request), line=line, **form.cleaned_data)
    ):
        messages.success(request, f"“{form.cleaned_data['title']}” is saved.")
        return redirect(f"{address_of(line.template)}#item-{line.pk}")
    return form_page(
        request,
        form,
        title=line.title,
        verb="Save the line",
        back=address_of(line.template),
        crumbs=under_template(line.template),
    )


@require_POST
def move_line(request: HttpRequest, slug: str, template_id: int, line_id: int) -> HttpResponse:
    line, form = line_or_refuse(request, slug, template_id, line_id), MoveForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Enter the position as a whole number, such as 3.")
    else:
        was, to = form.cleaned_data["was"], form.cleaned_data["to"]
        try:
            deeds.move_line(by=person(request), line=line, seen=was, to=to)
        except Refused as refusal:
            messages.error(request, refusal.sentence)
        else:
            number = deeds.number_in(list(line.template.items.all()), line)
            messages.success(request, f"“{line.title}” is now item {number}.")
    return redirect(f"{address_of(line.template)}#item-{line.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
def remove_line(request: HttpRequest, slug: str, template_id: int, line_id: int) -> HttpResponse:
    line = line_or_refuse(request, slug, template_id, line_id)
    form = RemoveItemForm(request.POST or None)
    if form.is_valid():
        try:
            deeds.remove_line(by=person(request), line=line, version=form.cleaned_data["version"])
        except Refused as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, f"“{line.title}” is off the template.")
        return redirect(address_of(line.template))
    page = {"line": line, "back": address_of(line.template), "crumbs": under_template(line.template)}
    return render(request, "boards/agenda_templates/remove_line.html", page)


class LineOnPage:
    """A line with its number, its steps, what its standing item is called, and the lines under it."""

    def __init__(self, line: TemplateItem, number: str, step: Steps) -> None:
        self.line, self.pk, self.number, self.steps = line, line.pk, number, step
        kind = kind_called(line.standing)
        self.arrives = kind.label if kind else ""
        self.under: list[LineOnPage] = []


def lines_of(template: AgendaTemplate) -> list[LineOnPage]:
    lines = list(template.items.all())
    numbers = numbers_of([line.is_sub_item for line in lines])
    shown = {
        line.pk: LineOnPage(line, number, step)
        for line, number, step in zip(lines, numbers, steps(lines), strict=True)
    }
    tree = branches(lines)
    for branch in tree:
        shown[branch.row.pk].under = [shown[line.pk] for line in branch.under]
    return [shown[branch.row.pk] for branch in tree]


def template_or_refuse(request: HttpRequest, slug: str, template_id: int) -> AgendaTemplate:
    body = body_or_refuse(request.user, slug, Permission.EDIT_MEETINGS)
    template = get_object_or_404(AgendaTemplate, body=body, pk=template_id)
    template.body = body
    return template


def line_or_refuse(request: HttpRequest, slug: str, template_id: int, line_id: int) -> TemplateItem:
    template = template_or_refuse(request, slug, template_id)
    line = get_object_or_404(TemplateItem, template=template, pk=line_id)
    line.template = template
    return line


def address_of(template: AgendaTemplate) -> str:
    return reverse("boards:agenda_template", args=[template.body.slug, template.pk])


def under_templates(body: Body) -> Crumbs:
    return [*under_body(body), ("Templates of agendas", reverse("boards:agenda_templates", args=[body.slug]))]


def under_template(template: AgendaTemplate) -> Crumbs:
    return [*under_templates(template.body), (template.name, address_of(template))]
