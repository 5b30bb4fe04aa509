"""What every page leans on: the form pack, the date and time boxes, dates in words, the council's colour."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms
from django.conf import settings as site
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse
from lxml import html
from pytest_django.fixtures import Settings

from boards.brand import brand_colours, contrast, shade
from boards.forms import accounts
from boards.forms.base import ErrorLine, HouseForm
from boards.forms.widgets import DayField, TimeField, TimeWidget
from boards.templatetags.house import full_date, full_moment, full_time

# ---- a form with one of each kind ----------------------------------------------------------------


class Sample(HouseForm):
    title = forms.CharField(label="Title", max_length=10, help_text="As on the agenda.")
    kind = forms.ChoiceField(
        label="Kind of body", choices=[("a", "Board"), ("b", "Committee")], widget=forms.RadioSelect
    )
    days = forms.MultipleChoiceField(
        label="Days", choices=[("m", "Monday")], widget=forms.CheckboxSelectMultiple, required=False
    )
    held_on = DayField(label="Date", called="the meeting date")
    starts = TimeField(label="Starts at", called="the start time", required=False)
    reference = forms.CharField(
        label="Reference",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
        required=False,
    )
    agree = forms.BooleanField(label="It may be published")
    version = forms.IntegerField(widget=forms.HiddenInput, initial=3)


WRONG = {"title": "Far too long a title", "held_on_day": "31", "held_on_month": "", "held_on_year": "2026"}


def drawn(form: forms.Form) -> html.HtmlElement:
    return html.fromstring(f"<div>{render_crispy_form(form)}</div>")


def by_id(page: html.HtmlElement, id_: str) -> html.HtmlElement:
    found = page.xpath(f"//*[@id='{id_}']")
    assert len(found) == 1, f"{len(found)} elements with the id {id_}"
    return found[0]


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_an_error_stands_beside_its_field_and_is_announced_with_it() -> None:
    page = drawn(Sample(WRONG))
    title = by_id(page, "id_title")
    assert title.get("aria-describedby") == "id_title_helptext id_title_error"
    assert title.get("aria-invalid") == "true"
    assert title.get("class") == "govuk-input govuk-input--error"
    assert title.get("value") == "Far too long a title"
    assert words(by_id(page, "id_title_helptext")) == "As on the agenda."
    error = "Error: The title must be 10 characters or fewer. It has 20."
    assert words(by_id(page, "id_title_error")) == error


def test_every_described_by_leads_to_something_on_the_page() -> None:
    for form in (Sample(), Sample(WRONG)):
        page = drawn(form)
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))
        described = [name for value in page.xpath("//@aria-describedby") for name in value.split()]
        assert described
        assert set(described) <= set(ids)
        assert {label.get("for") for label in page.xpath("//label")} <= set(ids)


def test_a_group_of_choices_has_its_error_on_the_group() -> None:
    page = drawn(Sample(WRONG))
    [fieldset] = by_id(page, "id_kind_0").xpath("ancestor::fieldset")
    assert fieldset.get("aria-describedby") == "id_kind_error"
    assert words(fieldset.find("legend")) == "Kind of body"
    assert [radio.get("class") for radio in fieldset.xpath(".//input")] == ["govuk-radios__input"] * 2
    assert fieldset.xpath(".//input/@aria-invalid") == []


def test_the_form_draws_no_form_tag_and_no_token_of_its_own() -> None:
    page = drawn(Sample())
    assert page.xpath("//form | //input[@name='csrfmiddlewaretoken']") == []
    assert by_id(page, "id_version").get("type") == "hidden"


def test_a_width_asked_for_is_kept_beside_the_pack_s_own_classes() -> None:
    page = drawn(Sample())
    assert by_id(page, "id_reference").get("class") == "govuk-input govuk-input--width-5"
    assert by_id(page, "id_starts").get("class") == "govuk-input govuk-input--width-10"
    assert "govuk-input--width-2" in by_id(page, "id_held_on_day").get("class").split()
    assert "govuk-input--width-4" in by_id(page, "id_held_on_year").get("class").split()


def test_optional_fields_say_so_and_required_ones_do_not() -> None:
    labels = [words(each) for each in drawn(Sample()).xpath("//label[@class='govuk-label govuk-label--s']")]
    assert labels == ["Title", "Starts at (optional)", "Reference (optional)"]
    assert words(drawn(Sample()).xpath("//legend")[1]) == "Days (optional)"


class Search(HouseForm):
    mark_optional = False
    words = forms.CharField(label="Words", required=False)


def test_a_form_may_leave_optional_unsaid() -> None:
    assert words(drawn(Search()).find(".//label")) == "Words"


def test_markup_in_labels_hints_choices_values_and_errors_is_text() -> None:
    nasty = "<script>alert(1)</script>"

    class Nasty(HouseForm):
        title = forms.CharField(label=nasty, help_text="plain", max_length=3)
        pick = forms.ChoiceField(label=nasty, choices=[(nasty, nasty)], widget=forms.RadioSelect)

        def clean(self) -> None:
            raise ValidationError(nasty)

    page = render_crispy_form(Nasty({"title": nasty}))
    summary = render_to_string("parts/error_summary.html", {"form": Nasty({"title": nasty})})
    assert page.count("alert(1)") >= 5
    assert summary.count("alert(1)") >= 2
    assert "<script" not in page + summary


# ---- error summary -------------------------------------------------------------------------------


def summary(**context: Any) -> list[tuple[str, str]]:
    text = render_to_string("parts/error_summary.html", context)
    links = html.fromstring(f"<div>{text}</div>").xpath("//li/a")
    return [(link.get("href"), words(link)) for link in links]


def test_the_summary_leads_to_the_first_input_of_each_wrong_field_in_order() -> None:
    form = Sample(WRONG)
    assert summary(form=form) == [
        ("#form-errors", "Enter the version"),
        ("#id_title", "The title must be 10 characters or fewer. It has 20."),
        ("#id_kind_0", "Choose the kind of body"),
        ("#id_held_on_month", "The meeting date must include a month"),
        ("#id_agree", "Tick the box: It may be published"),
    ]
    page = drawn(form)
    for target in ("id_title", "id_kind_0", "id_held_on_month", "id_agree"):
        assert by_id(page, target).tag == "input"


def test_an_error_of_the_whole_form_has_a_place_the_summary_leads_to() -> None:
    form = Sample(WRONG | {"title": "Short"})
    form.add_error(None, "Another meeting of this body is on that day")
    assert form.error_summary[0] == ErrorLine("form-errors", "Another meeting of this body is on that day")
    place = by_id(drawn(form), "form-errors")
    assert words(place) == "Error: Another meeting of this body is on that day Error: Enter the version"


def test_an_error_of_a_hidden_field_is_printed_where_its_link_leads() -> None:
    form = Sample(WRONG)
    assert ErrorLine("form-errors", "Enter the version") in form.error_summary
    assert "Enter the version" in words(by_id(drawn(form), "form-errors"))


def test_several_forms_share_one_summary_and_keep_their_ids_apart() -> None:
    one, two = Search({}, prefix="one"), Search({}, prefix="two")
    one.add_error(None, "First")
    two.add_error(None, "Second")
    assert summary(forms=[one, two]) == [("#one-form-errors", "First"), ("#two-form-errors", "Second")]


def test_a_set_of_forms_lists_its_own_errors_and_those_of_its_forms() -> None:
    rows_of = forms.formset_factory(Sample, extra=0, min_num=2, validate_min=True)
    rows = rows_of(
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-title": "Far too long a title"}
    )
    lines = render_to_string("parts/error_summary.html", {"form": rows})
    assert "Please submit at least 2 forms." in lines
    assert 'href="#id_form-0-title"' in lines


@pytest.mark.parametrize("context", [{}, {"form": None}, {"form": Sample()}, {"form": Search({})}])
def test_a_page_without_errors_has_no_summary_and_no_error_in_its_title(context: dict[str, Any]) -> None:
    assert render_to_string("parts/error_summary.html", context).strip() == ""
    assert render_to_string("parts/error_prefix.html", context).strip() == ""


def test_the_title_of_a_page_with_errors_begins_with_error() -> None:
    page = Template(
        '{% extends "base.html" %}'
        '{% block title %}{% include "parts/error_prefix.html" %}Plan a meeting{% endblock %}'
    ).render(Context({"form": Sample(WRONG), "council_name": "Marlshire County Council"}))
    title = html.fromstring(page).findtext(".//title")
    assert title == "Error: Plan a meeting – Improvement Board – Marlshire County Council"


# ---- the date in three boxes ---------------------------------------------------------------------


def day_form(*boxes: str, required: bool = True) -> forms.Form:
    class DayForm(HouseForm):
        held_on = DayField(called="the meeting date", required=required)

    return DayForm(dict(zip(("held_on_day", "held_on_month", "held_on_year"), boxes, strict=True)))


@pytest.mark.parametrize(
    ("boxes", "day"),
    [
        (("10", "10", "2019"), dt.date(2019, 10, 10)),
        (("1", "02", "2026"), dt.date(2026, 2, 1)),
        ((" 29 ", "February", "2024"), dt.date(2024, 2, 29)),
        (("3", "sept", "2026"), dt.date(2026, 9, 3)),
        (("3", "Oct.", "2026"), dt.date(2026, 10, 3)),
    ],
)
def test_a_date_is_read_as_people_write_it(boxes: tuple[str, str, str], day: dt.date) -> None:
    form = day_form(*boxes)
    assert form.errors == {}
    assert form.cleaned_data == {"held_on": day}


@pytest.mark.parametrize(
    ("boxes", "sentence"),
    [
        (("", "", ""), "Enter the meeting date"),
        (("10", "", "2019"), "The meeting date must include a month"),
        (("", "", "2019"), "The meeting date must include a day and a month"),
        (("", "10", ""), "The meeting date must include a day and a year"),
        (("31", "2", "2026"), "31 February 2026 is not a real date"),
        (("29", "2", "2025"), "29 February 2025 is not a real date"),
        (("0", "1", "2026"), "0 January 2026 is not a real date"),
        (("ten", "10", "2019"), "The meeting date must have a day in numbers"),
        (("10", "13", "2019"), "The meeting date must have a month between 1 and 12"),
        (("10", "Ma", "2019"), "The meeting date must have a month between 1 and 12"),
        (("10", "10", "19"), "The meeting date must have a year between 1900 and 2100, such as 2026"),
        (("10", "10", "²019"), "The meeting date must have a year in numbers"),
        (("10", "10", "99999"), "The meeting date must have a year in numbers"),
        (("10" * 5000, "10", "2019"), "The meeting date must have a day in numbers"),
        (("1\0", "10", "2019"), "The meeting date must have a day in numbers"),
    ],
)
def test_a_wrong_date_gets_one_plain_sentence_and_stays_as_typed(
    boxes: tuple[str, str, str], sentence: str
) -> None:
    form = day_form(*boxes)
    assert form.errors == {"held_on": [sentence]}
    assert form["held_on"].value() == [box.strip() for box in boxes]


def test_the_boxes_show_what_was_typed_and_mark_the_one_at_fault() -> None:
    page = drawn(day_form("10", "", "2019"))
    boxes = page.xpath("//input")
    assert [box.get("value") for box in boxes] == ["10", "", "2019"]
    assert [box.get("aria-invalid") for box in boxes] == [None, "true", None]
    assert page.find(".//fieldset").get("aria-describedby") == "id_held_on_error"


def test_the_boxes_show_a_date_that_is_already_known() -> None:
    page = drawn(Sample(initial={"held_on": dt.date(2019, 10, 9), "starts": dt.time(14, 30)}))
    assert [by_id(page, f"id_held_on_{part}").get("value") for part in ("day", "month", "year")] == [
        "9",
        "10",
        "2019",
    ]
    assert by_id(page, "id_starts").get("value") == "2.30pm"


def test_an_optional_date_may_stay_empty_or_be_absent() -> None:
    assert day_form("", "", "", required=False).is_valid()
    assert day_form("", "", "", required=False).fields["held_on"].clean(None) is None


def test_a_date_counts_as_changed_only_when_it_is_another_day() -> None:
    field = DayField()
    assert not field.has_changed(dt.date(2019, 10, 9), ["09", "October", "2019"])
    assert field.has_changed(dt.date(2019, 10, 9), ["10", "10", "2019"])
    assert field.has_changed(dt.date(2019, 10, 9), ["", "", ""])
    assert not field.has_changed(None, ["", "", ""])


# ---- the time of day -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("10", dt.time(10)),
        ("10am", dt.time(10)),
        ("10 A.M.", dt.time(10)),
        ("2:30 pm", dt.time(14, 30)),
        ("2.30pm", dt.time(14, 30)),
        ("14.30", dt.time(14, 30)),
        ("14:30", dt.time(14, 30)),
        ("1430", dt.time(14, 30)),
        ("0930", dt.time(9, 30)),
        ("02:30", dt.time(2, 30)),
        ("12", dt.time(12)),
        ("12pm", dt.time(12)),
        ("12am", dt.time(0)),
        ("noon", dt.time(12)),
        ("Midnight", dt.time(0)),
        ("00:00", dt.time(0)),
        ("  9.15 ", dt.time(9, 15)),
    ],
)
def test_a_time_is_read_as_people_write_it(typed: str, time: dt.time) -> None:
    assert TimeField().clean(typed) == time


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Enter the start time"),
        ("half past two", "The start time must be a time of day, such as 10am or 2.30pm"),
        ("25", "The start time must be a time of day, such as 10am or 2.30pm"),
        ("10.75", "The start time must be a time of day, such as 10am or 2.30pm"),
        ("13pm", "The start time must be a time of day, such as 10am or 2.30pm"),
        ("0am", "The start time must be a time of day, such as 10am or 2.30pm"),
        ("10m", "The start time must be a time of day, such as 10am or 2.30pm"),
        ("1" * 5000, "The start time must be a time of day, such as 10am or 2.30pm"),
        ("2.30", "Say whether 2.30 is in the morning or afternoon: 2.30am or 2.30pm"),
        ("6", "Say whether 6 is in the morning or afternoon: 6am or 6pm"),
    ],
)
def test_a_wrong_or_doubtful_time_gets_one_plain_sentence(typed: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as refused:
        TimeField(called="the start time").clean(typed)
    assert refused.value.messages == [sentence]


@pytest.mark.parametrize("hour", range(24))
@pytest.mark.parametrize("minute", [0, 5, 30])
def test_a_time_that_is_shown_is_read_back_as_the_same_time(hour: int, minute: int) -> None:
    time = dt.time(hour, minute)
    field = TimeField()
    assert field.clean(TimeWidget().format_value(time)) == time
    assert field.clean(full_time(time)) == time


# ---- dates in words ------------------------------------------------------------------------------


def test_days_and_times_in_the_house_s_words() -> None:
    assert full_date(dt.date(2019, 10, 10)) == "Thursday 10 October 2019"
    assert full_time(dt.time(14, 30)) == "2.30pm"
    assert full_time(dt.time(10)) == "10am"
    assert full_time(dt.time(12)) == "noon"
    assert full_time(dt.time(0, 5)) == "12.05am"
    assert [full_date(None), full_time(None), full_moment(None)] == [""] * 3


def test_an_instant_is_shown_on_its_day_in_the_council_s_time() -> None:
    late = dt.datetime(2019, 10, 2, 23, 30, tzinfo=dt.UTC)
    assert full_date(late) == "Thursday 3 October 2019"
    assert full_moment(late) == "Thursday 3 October 2019 at 12.30am"


# ---- the council's colour ------------------------------------------------------------------------


@pytest.mark.parametrize("colour", ["#14504b", "#000000", "#767676", "#00f", "#7A1F3D", "#b30000", "#595959"])
def test_every_colour_derived_can_be_read(colour: str) -> None:
    colours = {name: shade(value) for name, value in brand_colours(colour).items()}
    white = (255, 255, 255)
    for name in ("brand", "text", "hover", "dark"):
        assert contrast(colours[name], white) >= 4.5, name
    assert contrast(colours["text"], colours["pale"]) >= 4.5
    assert colours["brand"] == shade(colour)


def test_contrast_is_reckoned_as_the_standard_says() -> None:
    assert round(contrast(shade("#000"), shade("#fff")), 2) == 21.0
    assert round(contrast(shade("#767676"), shade("#ffffff")), 2) == 4.54
    assert round(contrast(shade("#777777"), shade("#ffffff")), 2) == 4.48


def test_a_colour_too_light_is_refused_with_its_figure() -> None:
    with pytest.raises(ValueError, match=re.escape("The colour #777777 is too light: its contrast")):
        brand_colours("#777777")


@pytest.mark.parametrize("colour", ["", "teal", "14504b", "#14504", "#14504g", "#14504b;}", "#14504b\n"])
def test_what_is_no_colour_never_reaches_a_stylesheet(colour: str) -> None:
    with pytest.raises(ValueError, match="is not a colour"):
        brand_colours(colour)


# ---- pages ---------------------------------------------------------------------------------------


HASHED = {"BACKEND": "improvement_board.static.HashedStorage"}


class NoSession:
    """A request's session or user that must not be looked at."""

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"A public page looked at {name}")


def test_the_base_page_looks_at_neither_session_nor_user() -> None:
    request = RequestFactory().get("/committees/children/")
    request.session = NoSession()  # type: ignore[assignment]
    request.user = NoSession()  # type: ignore[assignment]
    page = html.fromstring(render_to_string("404.html", request=request))
    assert [words(link) for link in page.xpath("//nav//a[@aria-current='true']")] == ["Committees"]
    assert site.COUNCIL_NAME in words(page.find(".//header"))


@pytest.mark.parametrize("name", ["400.html", "500.html", "503.html"])
def test_pages_for_trouble_need_no_request_no_context_and_no_list_of_files(
    name: str, settings: Settings, tmp_path: Path
) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": HASHED}
    with pytest.raises(ValueError, match="Missing staticfiles manifest entry"):
        render_to_string("base.html")
    page = html.fromstring(render_to_string(name))
    assert len(page.xpath("//h1")) == 1
    assert page.xpath("//link[@rel='stylesheet']/@href")[0].startswith("/static/vendor/")


@pytest.mark.parametrize(
    "name", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html", "503.html"]
)
def test_a_refusal_is_one_page_with_one_heading_and_no_style_or_script_of_its_own(name: str) -> None:
    page = html.fromstring(render_to_string(name, request=RequestFactory().get("/")))
    assert len(page.xpath("//main//h1")) == 1
    assert page.xpath("//style | //script | //@style | //@onclick") == []


def test_no_template_breaks_the_content_policy() -> None:
    """Styles and handlers within a page would be refused by the browser, and the page would look broken."""
    texts = {
        path: path.read_text()
        for path in (site.BASE_DIR / "templates").rglob("*.html")
        if "papers" not in path.parts
    }
    assert texts
    inline = re.compile(r"<style|<script(?![^>]*\bsrc=)(?![^>]*application/json)|\sstyle=|\son[a-z]+=\"")
    assert [str(path) for path, text in texts.items() if inline.search(text)] == []


def test_the_vendored_build_has_no_crown_no_licensed_font_and_no_lost_map() -> None:
    files = sorted((site.BASE_DIR / "static" / "vendor" / "govuk-frontend").glob("*.min.*"))
    assert [path.suffix for path in files] == [".css", ".js"]
    for path in files:
        text = path.read_text(encoding="utf-8-sig").lower()
        assert not re.search(r"transport|crest|crown|sourcemappingurl|url\(", text), path.name


# ---- around signing in -----------------------------------------------------------------------------

EMAIL_FORM = "Enter an email address in the form name@example.org"


@pytest.mark.parametrize(
    ("form", "sentences"),
    [
        (accounts.LoginForm({}), {"login": ["Enter the email address"], "password": ["Enter the password"]}),
        (accounts.LoginForm({"login": "x", "password": "y"}), {"login": [EMAIL_FORM]}),
        (accounts.ResetPasswordForm({"email": "x"}), {"email": [EMAIL_FORM]}),
        (accounts.AuthenticateForm({}, user=None), {"code": ["Enter the code"]}),
    ],
)
def test_the_forms_around_sign_in_speak_as_the_house_does(
    form: forms.Form, sentences: dict[str, list[str]]
) -> None:
    assert form.errors == sentences
    assert drawn(form).xpath("//@placeholder") == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("account_login", "Sign in"),
        ("account_reset_password", "Choose a new password"),
        ("account_reset_password_done", "Look for our email"),
        ("account_signup", "You need an invitation"),
        ("account_inactive", "This account is closed"),
    ],
)
def test_the_pages_before_sign_in_show_no_desk(client: Client, name: str, heading: str) -> None:
    response = client.get(reverse(name))
    page = html.fromstring(response.content)
    assert response.status_code == 200
    assert [words(h1) for h1 in page.xpath("//h1")] == [heading]
    assert page.xpath("//nav[@aria-label='Desk pages']") == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("account_change_password", "Change your password"),
        ("account_logout", "Sign out"),
        ("mfa_index", "Second step of sign-in"),
        ("usersessions_list", "Where you are signed in"),
    ],
)
def test_the_pages_about_one_s_own_account_show_whose_it_is(client: Client, name: str, heading: str) -> None:
    person = get_user_model().objects.create_user("clerk@example.org", "a long password", name="Ruth Vane")
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    response = client.get(reverse(name))
    page = html.fromstring(response.content)
    assert response.status_code == 200
    assert [words(h1) for h1 in page.xpath("//h1")] == [heading]
    assert words(page.find_class("desk-person")[0]) == "Ruth Vane Sign out"
    sign_out = page.find_class("desk-person")[0].find("form")
    assert (sign_out.get("method"), sign_out.get("action")) == ("post", reverse("account_logout"))
    assert sign_out.xpath(".//input[@name='csrfmiddlewaretoken']")
