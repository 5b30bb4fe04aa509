"""Two people in one report: who may, what each is told of the other, and that nobody writes over anybody."""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from boards.deeds.refusals import Refused
from boards.models import Membership
from reports.deeds.activity import Entry, log_activity
from reports.deeds.co_writers import ask_to_write, end_help
from reports.deeds.draft import order_of
from reports.deeds.paragraphs import merge_paragraph, remove_paragraph
from reports.deeds.restrictions import restrict_publication
from reports.deeds.review import may_review
from reports.deeds.workflow import move
from reports.deeds.writing import Changes, ParagraphChange, write_report
from reports.models import Report
from tests.cast import Cast
from tests.reports.stages import at, make_report
from tests.reports.test_writing import boxes, page_of, report, standing, texts, type_in

__all__ = ["report"]


@pytest.fixture
def chris(cast: Cast) -> Client:
    return signed_in(cast.chris)


@pytest.fixture
def mo(cast: Cast, report: Report) -> Client:
    """Mo of the police, whom Chris asked to help."""
    ask_to_write(by=cast.chris, report=report, user=cast.mo)
    return signed_in(cast.mo)


def signed_in(user: Any) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def news(browser: Client, report: Report, since: str = "", order: str = "") -> Any:
    return browser.get(f"{page_of(report)}news/?{urlencode({'since': since, 'order': order})}")


def save(browser: Client, report: Report, **typed: str) -> Any:
    sent = {"order": order_of(report)} | {name.replace("__", "-"): value for name, value in typed.items()}
    return browser.post(page_of(report), sent, headers={"X-Autosave": "1"})


# Who may


def test_the_author_asks_somebody_of_the_body_and_ends_it(cast: Cast, report: Report, chris: Client) -> None:
    writers = f"/desk/reports/{report.slug}/writers/"
    page = chris.get(writers).content.decode()
    assert (">Mo Member<" in page, ">Otto Outsider<" in page, ">Lena Leaver<" in page) == (True, False, False)
    assert chris.post(writers, {"user": cast.otto.pk}).status_code == 200
    assert chris.post(writers, {"user": cast.mo.pk}).status_code == 302
    mo = signed_in(cast.mo)
    assert mo.get(page_of(report)).status_code == 200
    assert "Chris Chair" in mo.get(writers).content.decode()
    assert mo.post(writers, {"user": cast.rae.pk}).status_code == 403
    row = report.co_writers.get()
    assert mo.post(f"{writers}{row.pk}/end/").status_code == 403
    for _ in range(2):
        assert chris.post(f"{writers}{row.pk}/end/").status_code == 302
    assert mo.get(page_of(report)).status_code == 404
    chris.post(writers, {"user": cast.mo.pk})
    assert mo.get(page_of(report)).status_code == 200


def test_only_the_author_asks_only_for_a_draft_and_only_who_may_read_it(cast: Cast, report: Report) -> None:
    for by in (cast.mo, cast.sam, cast.rae):
        with pytest.raises(Refused, match="Only the author"):
            ask_to_write(by=by, report=report, user=cast.mo)
    for user in (cast.otto, cast.lena, cast.chris, cast.stranger):
        with pytest.raises(Refused, match="has a role on the body"):
            ask_to_write(by=cast.chris, report=report, user=user)
    with pytest.raises(Refused, match="while the report is a draft"):
        ask_to_write(by=cast.chris, report=at(cast, "in-review"), user=cast.mo)
    restricted = make_report(cast)
    restrict_publication(by=cast.sam, publication=restricted.publication, kind="confidential", source="law")
    restricted.publication.refresh_from_db()
    with pytest.raises(Refused, match="not for publication"):
        ask_to_write(by=cast.chris, report=restricted, user=cast.rae)


def test_who_helps_sees_the_draft_only_while_they_may(cast: Cast, report: Report, mo: Client) -> None:
    """With the last role on the body it is over, and with a restriction for who may not read such papers."""
    ask_to_write(by=cast.chris, report=report, user=cast.rae)
    restrict_publication(by=cast.sam, publication=report.publication, kind="confidential", source="law")
    address = Report.objects.get().get_desk_url()
    assert [signed_in(who).get(address).status_code for who in (cast.mo, cast.rae)] == [200, 404]
    yesterday = timezone.localdate() - timedelta(days=1)
    Membership.objects.filter(user=cast.mo).update(since=yesterday, until=yesterday)
    for page in ("", "preview/", "evidence/", "notes/", "draft.docx", "write/", "write/news/"):
        assert mo.get(address + page).status_code == 404


def test_who_left_words_in_a_report_does_not_review_it_any_more(cast: Cast) -> None:
    report = make_report(cast)
    asked = ask_to_write(by=cast.chris, report=report, user=cast.rae)
    assert not may_review(cast.rae, report)
    row = standing(report)[0]
    change = ParagraphChange(row.key, row.version, "Rae's words.")
    write_report(by=cast.rae, report=report, changes=Changes(paragraphs=[change]))
    end_help(by=cast.chris, report=report, co_writer=asked)
    sent = at(cast, "in-review", report)
    with pytest.raises(Refused, match="a reviewer who did not write it"):
        move(by=cast.rae, report=sent, move="agree", version=sent.version)


def test_nothing_of_the_authors_log_is_shown_to_who_helps(cast: Cast, report: Report, mo: Client) -> None:
    said: dict[str, Any] = {"seen": "Canaryseen", "sentence": "Canarysaid."}
    entry = Entry(body=cast.board, kind="visit", on=timezone.localdate(), **said)
    log_activity(by=cast.chris, entry=entry)
    page = mo.get(page_of(report)).content.decode()
    assert ("Canary" in page, "Since my last report" in page) == (False, False)
    assert "Since my last report" in signed_in(cast.chris).get(page_of(report)).content.decode()


# What each is told


def test_a_clash_keeps_both_texts_and_names_who(
    cast: Cast, report: Report, chris: Client, mo: Client
) -> None:
    row, old = standing(report)[0], boxes(report)
    save(mo, report, **{f"text-{row.key}": "Mo's.", f"version-{row.key}": "1"})
    told = save(chris, report, **{f"text-{row.key}": "Mine.", f"version-{row.key}": "1"}).json()
    assert told["clashes"] == {str(row.key): {"theirs": "Mo's.", "by": "Mo Member", "version": 2}}
    page = chris.post(page_of(report), old | {f"text-{row.key}": "Mine."}).content.decode()
    assert "Mo Member changed this while you were working on it." in page
    assert ("Mo&#x27;s." in page, "Mine.</textarea>" in page, texts(report)[0]) == (True, True, "Mo's.")


def test_saved_paragraphs_of_others_arrive_and_what_is_not_new_costs_little(
    cast: Cast, report: Report, chris: Client, mo: Client, django_assert_max_num_queries: Any
) -> None:
    cache.clear()
    row = standing(report)[0]
    first = news(chris, report).json()
    assert (first["here"], first["state"], len(first["outline"])) == ([], "draft", 4)
    with django_assert_max_num_queries(6):  # of these 4: who, which report, in what role
        assert news(chris, report, first["at"], first["order"]).status_code == 204
    save(mo, report, **{f"text-{row.key}": "See **this**.\n\nAnd this.", f"version-{row.key}": "1"})
    told = news(chris, report, first["at"], first["order"]).json()
    assert told["paragraphs"][str(row.key)] == {
        "typed": "See **this**.",
        "html": "<p>See <strong>this</strong>.</p>",
        "version": 2,
        "by": "Mo Member",
        "highlight": False,
    }
    assert [each["number"] for each in told["outline"][0]["paragraphs"]] == ["1.1", "1.2"]
    assert (told["headings"], len(told["paragraphs"])) == ({}, 2)
    assert news(chris, report, told["at"], told["order"]).status_code == 204
    section = report.sections.all()[0]
    save(mo, report, **{f"heading-{section.key}": "What I saw", f"version-{section.key}": "1"})
    told = news(chris, report, told["at"], told["order"]).json()
    assert told["headings"][str(section.key)] == {"heading": "What I saw", "version": 2}
    assert told["paragraphs"] == {}


def test_who_else_is_here_is_told_for_some_seconds(
    cast: Cast, report: Report, chris: Client, mo: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.clear()
    seen = news(chris, report).json()
    assert news(mo, report).json()["here"] == ["Chris Chair"]
    told = news(chris, report, seen["at"], seen["order"]).json()
    assert (told["here"], told["paragraphs"]) == (["Mo Member"], {})
    assert news(chris, report, told["at"], told["order"]).status_code == 204
    monkeypatch.setattr("reports.presence.LIFE", 0)
    assert news(chris, report, told["at"], told["order"]).json()["here"] == []


def test_a_step_is_answered_with_the_new_order_and_words(cast: Cast, report: Report, chris: Client) -> None:
    row, token = standing(report)[0], news(chris, report).json()["at"]
    typed = f"See [9.9](#key-{row.key}) now   and then"
    told = save(
        chris,
        report,
        **{f"text-{row.key}": typed, f"version-{row.key}": "1", "do": f"split:{row.key}"},
        at=str(typed.index("and")),
        since=token,
    ).json()
    second = standing(report)[1]
    assert (told["problem"], told["focus"]) == ("", f"text-{second.key}")
    assert told["paragraphs"][str(row.key)]["typed"] == f"See [1.1](#key-{row.key}) now"
    assert told["paragraphs"][str(second.key)]["html"] == "<p>and then</p>"
    assert [each["key"] for each in told["outline"][0]["paragraphs"]] == [str(row.key), str(second.key)]
    assert told["order"] == order_of(report)
    again = save(chris, report, do=f"merge-up:{second.key}", since=told["at"]).json()
    assert (again["focus"], len(again["outline"][0]["paragraphs"])) == (f"text-{row.key}", 1)
    stale = chris.post(
        page_of(report), {"order": told["order"], "do": f"move-down:{row.key}"}, headers={"X-Autosave": "1"}
    ).json()
    assert re.search("moved in another window", stale["problem"])


def test_what_others_saved_before_ones_own_save_is_not_missed(
    cast: Cast, report: Report, chris: Client, mo: Client
) -> None:
    one, two, *_ = standing(report)
    token = news(chris, report).json()["at"]
    save(mo, report, **{f"text-{one.key}": "Mo's.", f"version-{one.key}": "1"})
    told = save(chris, report, **{f"text-{two.key}": "Mine.", f"version-{two.key}": "1"}, since=token).json()
    assert list(told["paragraphs"]) == [str(one.key)]


def test_typing_into_what_somebody_joined_or_removed_meanwhile_brings_it_back(
    cast: Cast, report: Report, mo: Client
) -> None:
    type_in(report, standing(report)[0], "One.\n\nTwo.\n\nThree.")
    _, two, three, *_ = standing(report)
    merge_paragraph(by=cast.chris, report=report, order=order_of(report), key=two.key)
    remove_paragraph(by=cast.chris, report=report, key=three.key)
    save(mo, report, **{f"text-{two.key}": "Two and Mo.", f"version-{two.key}": str(two.version)})
    save(mo, report, **{f"text-{three.key}": "Three and Mo.", f"version-{three.key}": str(three.version)})
    assert (texts(report)[0], set(texts(report)[1:3])) == ("One. Two.", {"Two and Mo.", "Three and Mo."})


def test_when_it_left_draft_every_writer_is_told_and_keeps_what_was_typed(
    cast: Cast, report: Report, chris: Client, mo: Client
) -> None:
    row, typed = standing(report)[0], boxes(report)
    Report.objects.filter(pk=report.pk).update(state="in-review")
    told = save(mo, report, **{f"text-{row.key}": "Too late", f"version-{row.key}": "1"})
    assert (told.status_code, told.json()) == (
        409,
        {"state": "in-review", "problem": "Not saved: this report is in review now."},
    )
    assert news(mo, report).json()["problem"] == "This report is in review now. It can be read, not written."
    page = mo.post(page_of(report), typed | {f"text-{row.key}": "Too <b>late"})
    assert (page.status_code, "Too &lt;b&gt;late" in page.content.decode()) == (409, True)
    assert news(signed_in(cast.rae), report).status_code == 403
    assert news(signed_in(cast.otto), report).status_code == 404
    assert texts(report)[0] == ""


def test_whose_role_ended_is_told_so_and_keeps_what_was_typed(
    cast: Cast, report: Report, chris: Client
) -> None:
    row, typed = standing(report)[0], boxes(report)
    cast.chris.memberships.filter(body=cast.board).delete()
    told = save(chris, report, **{f"text-{row.key}": "Too late", f"version-{row.key}": "1"}).json()
    assert told["problem"] == "Not saved: you no longer have a role that writes this report."
    assert news(chris, report).json()["problem"] == (
        "You no longer have a role that writes this report. It can be read, not written."
    )
    page = chris.post(page_of(report), typed | {f"text-{row.key}": "Too late"}).content.decode()
    assert "no longer have a role" in page
    assert ("Too late" in page, "opened again" in page) == (True, False)


@pytest.mark.parametrize("since", ["", "x", "2026-01-01", "~~", "9999-12-31T23:59:59+00:00~x", "\x00"])
def test_odd_tokens_are_answered(report: Report, chris: Client, since: str) -> None:
    assert news(chris, report, since, "x" * 5_000).status_code == 200


def test_two_megabytes_are_refused_with_what_was_typed(report: Report, chris: Client) -> None:
    row, typed = standing(report)[0], "Words and words. " * 125_000
    sentence = "This paragraph has 2,125,000 characters, and 100,000 is the most."
    told = save(chris, report, **{f"text-{row.key}": typed, f"version-{row.key}": "1"}).json()
    assert told["refused"][str(row.key)].startswith(sentence)
    page = chris.post(page_of(report), boxes(report) | {f"text-{row.key}": typed}).content.decode()
    assert (sentence in page, typed.strip() in page) == (True, True)
    many = save(chris, report, **{f"text-{row.key}": "a\n\n" * 1_001, f"version-{row.key}": "1"}).json()
    assert "This would become 1,001 paragraphs" in many["refused"][str(row.key)]
    assert texts(report) == ["", "", "", ""]
