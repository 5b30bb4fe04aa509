"""Cross-references follow renumbering, warn when broken, and stop a report that could not be followed."""

import pytest
from django.test import Client

from boards.deeds.refusals import Refused
from reports.compose import compose_report
from reports.composed import paper_html, paper_text
from reports.deeds.draft import order_of
from reports.deeds.order import move_to
from reports.deeds.paragraphs import merge_paragraph, remove_paragraph
from reports.deeds.workflow import missing_from, move
from reports.missing import gaps
from reports.models import Paragraph, Report
from tests.cast import Cast
from tests.reports.stages import make_report
from tests.reports.test_writing import boxes, page_of, report, standing, texts, type_in

__all__ = ["report"]


@pytest.fixture
def referring(report: Report) -> Report:
    """1.1 and its bullet, and the key issues, refer to 1.3."""
    type_in(report, standing(report)[0], "a\n\nb\n\nc")
    first, _, third, *_ = standing(report)
    type_in(report, first, f"See [1.3](#key-{third.key}):\n- and [old](#key-{third.key})")
    report.key_issues = f"As in paragraph [1.3](#key-{third.key})"
    report.save()
    return report


def test_a_reference_says_the_number_of_now_wherever_it_stands(cast: Cast, referring: Report) -> None:
    first, _, third, *_ = standing(referring)
    move_to(by=cast.chris, report=referring, order=order_of(referring), key=third.key, after=first.key)
    paper = compose_report(referring)
    html, text = paper_html(paper), paper_text(paper)
    assert html.count('<a href="#p-1-2">1.2</a>') == 3
    assert ("#key-" in html, "key-" in text) == (False, False)
    assert "1.1 See 1.2:\n- and 1.2" in text
    assert (paper.numbers[str(third.key)], 'id="p-1-2"' in html) == ("1.2", True)


def test_a_reference_to_a_joined_paragraph_leads_to_the_one_that_has_its_words(
    cast: Cast, referring: Report
) -> None:
    third = standing(referring)[2]
    merge_paragraph(by=cast.chris, report=referring, order=order_of(referring), key=third.key)
    assert paper_html(compose_report(referring)).count('<a href="#p-1-2">1.2</a>') == 3


def test_a_broken_reference_is_told_and_stops_the_report(cast: Cast, referring: Report) -> None:
    first, _, third, *_ = standing(referring)
    remove_paragraph(by=cast.chris, report=referring, key=third.key)
    paper = compose_report(referring)
    assert ("#key-" in paper_html(paper), "See 1.3:" in paper_text(paper)) == (False, True)
    told = [gap for gap in gaps(referring) if "refers to" in gap.sentence]
    assert [gap.sentence for gap in told] == [
        "The cover sheet refers to a paragraph that is gone (it was 1.3)",
        "Paragraph 1.1 refers to a paragraph that is gone (it was 1.3)",
        "Paragraph 1.1 refers to a paragraph that is gone (it was old)",
    ]
    assert told[1].address == f"{page_of(referring)}#text-{first.key}"
    assert "references that lead to a paragraph" in missing_from(referring)


def test_a_report_with_a_broken_reference_is_not_sent_for_review(cast: Cast) -> None:
    report = make_report(cast)
    first, second = standing(report)
    type_in(report, first, f"See [1.2](#key-{second.key}) and {{7.7}}.")
    with pytest.raises(Refused, match="still needs references that lead to a paragraph"):
        move(by=cast.chris, report=report, move="submit", version=report.version)
    type_in(report, Paragraph.objects.get(pk=first.pk), f"See [1.2](#key-{second.key}).")
    assert move(by=cast.chris, report=report, move="submit", version=report.version).state == "in-review"


def test_who_types_without_scripts_writes_a_number_in_braces(
    client: Client, cast: Cast, report: Report
) -> None:
    type_in(report, standing(report)[0], "a\n\nb")
    one, two, *_ = standing(report)
    client.force_login(cast.chris)
    sent = boxes(report) | {f"text-{one.key}": "See paragraph {1.2}, { 1.1 } and {9.9}:\n- or {1.2}"}
    client.post(page_of(report), sent)
    assert texts(report)[0] == (
        f"See paragraph [1.2](#key-{two.key}), [1.1](#key-{one.key}) and {{9.9}}:\n- or [1.2](#key-{two.key})"
    )
    order = order_of(report)
    move_to(by=cast.chris, report=report, order=order, key=two.key, after=report.sections.all()[0].key)
    late = {"order": order, f"text-{two.key}": "See {1.1}", f"version-{two.key}": "1"}
    client.post(page_of(report), late | {f"version-{two.key}": str(two.version)})
    assert texts(report)[0] == "See {1.1}"  # from a page with other numbers: left to its author


def test_the_box_shows_todays_number_and_that_is_no_change(
    client: Client, cast: Cast, referring: Report
) -> None:
    first, _, third, *_ = standing(referring)
    move_to(by=cast.chris, report=referring, order=order_of(referring), key=third.key, after=first.key)
    client.force_login(cast.chris)
    page = client.get(page_of(referring))
    box = page.context["sections"][0].paragraphs[0]
    assert box.text == f"See [1.2](#key-{third.key}):\n- and [1.2](#key-{third.key})"
    assert f'<a href="#key-{third.key}">1.2</a>' in box.html
    sent = boxes(referring) | {f"text-{first.key}": box.text}
    assert client.post(page_of(referring), sent).status_code == 302
    assert Paragraph.objects.get(pk=first.pk).version == first.version


def test_the_cover_sheet_refers_as_it_is_typed_and_follows(
    client: Client, cast: Cast, referring: Report
) -> None:
    client.force_login(cast.chris)
    address = f"/desk/reports/{referring.slug}/cover/"
    form = client.get(address).context["form"]
    assert form.initial["key_issues"] == "As in paragraph {1.3}"
    typed = {name: value for name, value in form.initial.items() if value}
    kind = f"implication-{next(iter(referring.implications))}"
    client.post(address, typed | {"recommendations": "To agree {1.2}", kind: "See {1.3} and {9.9}"})
    _, second, third, *_ = standing(referring)
    referring.refresh_from_db()
    assert referring.recommendations == f"To agree [1.2](#key-{second.key})"
    assert referring.key_issues == f"As in paragraph [1.3](#key-{third.key})"
    move_to(by=cast.chris, report=referring, order=order_of(referring), key=second.key, after=third.key)
    again = client.get(address).context["form"].initial
    told = (again["recommendations"], again["key_issues"], again[kind])
    assert told == ("To agree {1.3}", "As in paragraph {1.2}", "See {1.2} and {9.9}")
    assert 'To agree <a href="#p-1-3">1.3</a>' in paper_html(compose_report(referring))
    assert [gap.sentence for gap in gaps(referring) if "refers to" in gap.sentence] == [
        "The cover sheet refers to 9.9, and there is no paragraph of that number"
    ]
