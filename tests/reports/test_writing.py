"""The writing page: nothing typed is lost, keys stay, and two windows never overwrite each other."""

import time
import uuid
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boards.deeds.refusals import Refused
from boards.models import LogEntry
from reports.deeds.activity import Entry, log_activity
from reports.deeds.draft import order_of
from reports.deeds.order import Way, move_paragraph
from reports.deeds.paragraphs import add_paragraph, remove_paragraph, restore_paragraph
from reports.deeds.reports import start_report
from reports.deeds.sections import add_section, remove_section
from reports.deeds.wordings import text_of
from reports.deeds.writing import Changes, ParagraphChange, Written, write_report
from reports.models import Activity, Bullet, Paragraph, Report, Section
from tests.cast import Cast
from tests.reports.stages import at, make_report


@pytest.fixture
def report(cast: Cast) -> Report:
    """A fresh draft of Chris's with one empty paragraph in each of its four sections."""
    return start_report(by=cast.chris, body=cast.board, title="Progress")


def standing(report: Report) -> list[Paragraph]:
    rows = Paragraph.objects.filter(section__report=report, removed_at=None)
    return list(rows.order_by("section__position", "position").prefetch_related("bullets"))


def texts(report: Report) -> list[str]:
    return [text_of(row) for row in standing(report)]


def type_in(report: Report, row: Paragraph, typed: str, version: int | None = None) -> Written:
    change = ParagraphChange(row.key, row.version if version is None else version, typed)
    return write_report(by=report.author, report=report, changes=Changes(paragraphs=[change]))


def page_of(report: Report) -> str:
    return f"/desk/reports/{report.slug}/write/"


def boxes(report: Report, **step: str) -> dict[str, str]:
    """The form as the browser would send it."""
    typed = {"order": order_of(report)}
    for section in report.sections.all():
        typed |= {f"heading-{section.key}": section.heading, f"version-{section.key}": str(section.version)}
    for row in standing(report):
        typed |= {f"text-{row.key}": text_of(row), f"version-{row.key}": str(row.version)}
    return typed | step


# The deed


def test_words_after_an_empty_line_become_the_next_paragraph(report: Report) -> None:
    first = standing(report)[0]
    type_in(report, first, "One.\n\nTwo:\n- a\n- b\n\nThree.")
    assert texts(report)[:4] == ["One.", "Two:\n- a\n- b", "Three.", ""]
    assert standing(report)[0].key == first.key
    assert [row.position for row in standing(report)[:3]] == [1, 2, 3]


def test_only_what_changed_is_written_and_logged(report: Report) -> None:
    one, two, *_ = standing(report)
    type_in(report, one, "One.")
    one.refresh_from_db()
    changes = [
        ParagraphChange(one.key, one.version, "One.\r\n"),
        ParagraphChange(two.key, two.version, "Two."),
    ]
    written = write_report(by=report.author, report=report, changes=Changes(paragraphs=changes))
    assert (written.after, written.versions) == ({str(two.key): "Two."}, {two.key: 2})
    entry = LogEntry.objects.filter(deed="wrote").last()
    assert entry
    assert (entry.before, entry.after) == ({}, {str(two.key): "Two."})
    one.refresh_from_db()
    assert one.version == 2


def test_saving_the_same_again_writes_nothing(report: Report) -> None:
    row = standing(report)[0]
    type_in(report, row, "One.")
    entries = LogEntry.objects.count()
    assert type_in(report, row, "One.") == Written()  # from the old version, but the same words
    assert LogEntry.objects.count() == entries


def test_a_second_window_is_told_both_texts_and_its_other_boxes_are_saved(report: Report) -> None:
    one, two, *_ = standing(report)
    type_in(report, one, "Theirs.")
    changes = [ParagraphChange(one.key, 1, "Mine."), ParagraphChange(two.key, 1, "Also mine.")]
    written = write_report(by=report.author, report=report, changes=Changes(paragraphs=changes))
    clash = written.clashes[one.key]
    assert (clash.theirs, clash.yours, clash.version) == ("Theirs.", "Mine.", 2)
    assert texts(report)[:2] == ["Theirs.", "Also mine."]
    type_in(report, one, "Mine.", version=clash.version)
    assert texts(report)[0] == "Mine."


def test_fifty_thousand_characters_are_saved_quickly(report: Report) -> None:
    row = standing(report)[0]
    typed = "Word and " * 3_000 + "\n" + "\n".join(f"- bullet number {number}" for number in range(1_300))
    assert len(typed) > 50_000
    began = time.perf_counter()
    type_in(report, row, typed)
    assert time.perf_counter() - began < 3
    row.refresh_from_db()
    assert (row.text, row.bullets.count()) == (("Word and " * 3_000).strip(), 1_300)


def test_more_than_a_hundred_thousand_are_refused_in_a_sentence_and_the_rest_is_saved(report: Report) -> None:
    one, two, *_ = standing(report)
    changes = [ParagraphChange(one.key, 1, "x" * 100_001), ParagraphChange(two.key, 1, "Two.")]
    written = write_report(by=report.author, report=report, changes=Changes(paragraphs=changes))
    sentence, yours = written.refused[one.key]
    assert sentence == (
        "This paragraph has 100,001 characters, and 100,000 is the most. Shorten it, or divide it in two."
    )
    assert (yours, texts(report)[:2]) == ("x" * 100_001, ["", "Two."])


def test_only_the_author_writes_and_only_a_draft(cast: Cast) -> None:
    draft, sent = make_report(cast), at(cast, "in-review")
    for by, report in ((cast.sam, draft), (cast.rae, draft), (cast.chris, sent)):
        row = standing(report)[0]
        with pytest.raises(Refused, match="Only its author"):
            write_report(
                by=by, report=report, changes=Changes(paragraphs=[ParagraphChange(row.key, 1, "Slipped in")])
            )
    assert not Paragraph.objects.filter(text="Slipped in").exists()


def test_a_paragraph_of_another_report_is_not_reached(cast: Cast, report: Report) -> None:
    other = standing(make_report(cast, author=cast.mo))[0]
    type_in(report, other, "Slipped in")
    other.refresh_from_db()
    assert other.text == "I visited the front door."
    for act in (remove_paragraph, restore_paragraph):
        with pytest.raises(Refused, match="not in the report"):
            act(by=cast.chris, report=report, key=other.key)


def test_a_paragraph_made_in_the_browser_keeps_the_key_it_was_given(report: Report) -> None:
    first, new = standing(report)[0], uuid.uuid4()
    change = ParagraphChange(new, 0, "New.", after=first.key)
    for _ in range(2):  # a replay finds it there
        write_report(by=report.author, report=report, changes=Changes(paragraphs=[change]))
    assert [(row.key, row.text) for row in standing(report)[:2]] == [(first.key, ""), (new, "New.")]
    lost = ParagraphChange(uuid.uuid4(), 0, "After something that is gone.", after=uuid.uuid4())
    write_report(by=report.author, report=report, changes=Changes(paragraphs=[lost]))
    assert texts(report)[-1] == "After something that is gone."


def test_a_long_paste_is_put_in_at_once(report: Report, django_assert_max_num_queries: object) -> None:
    """Each paragraph stands after the one before it; one by one, hundreds would take minutes."""
    first, keys = standing(report)[0], [uuid.uuid4() for _ in range(60)]
    after = [first.key, *keys]
    changes = [ParagraphChange(key, 0, f"{at}.", after[at]) for at, key in enumerate(keys)]
    with django_assert_max_num_queries(30):  # type: ignore[operator]
        write_report(by=report.author, report=report, changes=Changes(paragraphs=changes))
    assert [row.key for row in standing(report)[:61]] == after


def test_a_key_taken_in_another_report_does_not_reach_it(cast: Cast, report: Report) -> None:
    other = standing(make_report(cast, author=cast.mo))[0]
    change = ParagraphChange(other.key, 0, "Mine.", after=standing(report)[0].key)
    write_report(by=report.author, report=report, changes=Changes(paragraphs=[change]))
    other.refresh_from_db()
    assert (other.text, texts(report)[1]) == ("I visited the front door.", "Mine.")


# Order


def test_paragraphs_move_within_their_section_and_over_its_edges(cast: Cast, report: Report) -> None:
    type_in(report, standing(report)[0], "a\n\nb")

    def move(text: str, way: Way) -> list[str]:
        row = Paragraph.objects.get(section__report=report, text=text)
        move_paragraph(by=cast.chris, report=report, order=order_of(report), key=row.key, way=way)
        sections = [list(s.paragraphs.values_list("text", flat=True)) for s in report.sections.all()]
        return ["".join(section) for section in sections]

    assert move("b", "up")[0] == "ba"
    assert move("b", "up")[0] == "ba"  # there is nothing above
    assert move("a", "down")[:2] == ["b", "a"]
    assert move("a", "up")[:2] == ["ba", ""]
    for _ in range(8):
        places = move("a", "down")
    assert places == ["b", "", "", "a"]


def test_a_step_from_a_page_left_behind_is_not_taken(cast: Cast, report: Report) -> None:
    type_in(report, standing(report)[0], "a\n\nb")
    order, row = order_of(report), standing(report)[0]
    move_paragraph(by=cast.chris, report=report, order=order, key=row.key, way="down")
    with pytest.raises(Refused, match="moved in another window"):
        move_paragraph(by=cast.chris, report=report, order=order, key=row.key, way="down")
    assert texts(report)[:2] == ["b", "a"]


def test_a_removed_paragraph_keeps_its_row_and_comes_back_to_its_place(cast: Cast, report: Report) -> None:
    type_in(report, standing(report)[0], "a\n\nb:\n- one\n\nc")
    row = standing(report)[1]
    for _ in range(2):
        remove_paragraph(by=cast.chris, report=report, key=row.key)
    assert texts(report)[:2] == ["a", "c"]
    for _ in range(2):
        restore_paragraph(by=cast.chris, report=report, key=row.key)
    assert texts(report)[:3] == ["a", "b:\n- one", "c"]
    assert standing(report)[1].key == row.key
    assert LogEntry.objects.filter(deed="removed a paragraph from").count() == 1


def test_typing_into_a_paragraph_removed_in_another_window_brings_it_back(cast: Cast, report: Report) -> None:
    row = standing(report)[0]
    type_in(report, row, "a")
    remove_paragraph(by=cast.chris, report=report, key=row.key)
    type_in(report, row, "a and more", version=2)
    assert texts(report)[0] == "a and more"


def test_an_empty_paragraph_is_added_once(cast: Cast, report: Report) -> None:
    row = standing(report)[0]
    type_in(report, row, "a")
    added = add_paragraph(by=cast.chris, report=report, order=order_of(report), after=row.key)
    again = add_paragraph(by=cast.chris, report=report, order=order_of(report), after=row.key)
    assert (added, texts(report)[:2]) == (again, ["a", ""])


def test_sections_are_added_and_removed_without_losing_a_word(cast: Cast, report: Report) -> None:
    first = report.sections.all()[0]
    added = add_section(by=cast.chris, report=report, order=order_of(report), after=first.key)
    assert [section.key for section in report.sections.all()][:2] == [first.key, added.key]
    row = added.paragraphs.get()
    type_in(report, row, "Words")
    with pytest.raises(Refused, match="There is text in this section"):
        remove_section(by=cast.chris, report=report, order=order_of(report), key=added.key)
    remove_paragraph(by=cast.chris, report=report, key=row.key)
    remove_section(by=cast.chris, report=report, order=order_of(report), key=added.key)
    assert report.sections.count() == 4
    restore_paragraph(by=cast.chris, report=report, key=row.key)
    assert Section.objects.get(paragraphs=row) == first


def test_the_last_section_stays(cast: Cast, report: Report) -> None:
    for section in report.sections.all()[1:]:
        remove_section(by=cast.chris, report=report, order=order_of(report), key=section.key)
    with pytest.raises(Refused, match="at least one section"):
        remove_section(by=cast.chris, report=report, order=order_of(report), key=report.sections.get().key)


# Properties

BULLET_TEXTS = st.lists(
    st.sampled_from(["met the director", "visited Northam", "read case files", "saw the team at work"]),
    min_size=1,
    max_size=4,
    unique=True,
)


@given(BULLET_TEXTS, st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_bullets_that_are_moved_or_added_to_keep_key_and_tie(
    report: Report, told: list[str], data: st.DataObject
) -> None:
    row = Paragraph.objects.create(section=report.sections.all()[1], position=9)
    tie = Activity.objects.create(by=report.author, body=report.body, kind="visit", on="2026-01-01")
    for position, text in enumerate(told, start=1):
        Bullet.objects.create(paragraph=row, position=position, text=text).told.create(activity=tie)
    before = {bullet.text: bullet.key for bullet in row.bullets.all()}
    shuffled = data.draw(st.permutations(told))
    tails = data.draw(st.lists(st.sampled_from(["", " twice", ", which was good"]), min_size=4, max_size=4))
    typed = [f"{text}{tail}" for text, tail in zip(shuffled, tails, strict=False)]
    type_in(report, row, "\n".join(["I have:", *(f"- {text}" for text in typed), "- something else"]))
    after = list(row.bullets.all())
    assert [bullet.text for bullet in after] == [*typed, "something else"]
    assert [bullet.key for bullet in after[:-1]] == [before[text] for text in shuffled]
    assert [list(bullet.activities.all()) for bullet in after] == [*[[tie]] * len(told), []]


@given(st.lists(st.tuples(st.sampled_from("aurdp"), st.integers(0, 8)), max_size=8))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_done_no_paragraph_is_lost_and_positions_have_no_gaps(
    cast: Cast, report: Report, steps: list[tuple[str, int]]
) -> None:
    known: set[uuid.UUID] = set()
    for step, place in steps:
        every = list(Paragraph.objects.filter(section__report=report).order_by("pk"))
        known |= {row.key for row in every}
        row = every[place % len(every)]
        by: dict[str, Any] = {"by": cast.chris, "report": report}
        if step == "a":
            type_in(report, Paragraph.objects.get(pk=row.pk), f"x{place}\n\ny{place}")
        elif step in "ud" and not row.removed_at:
            way: Way = "up" if step == "u" else "down"
            move_paragraph(**by, order=order_of(report), key=row.key, way=way)
        elif step == "r":
            remove_paragraph(**by, key=row.key)
        else:
            restore_paragraph(**by, key=row.key)
    assert known <= set(Paragraph.objects.filter(section__report=report).values_list("key", flat=True))
    for section in report.sections.all():
        places = [row.position for row in section.paragraphs.filter(removed_at=None)]
        assert places == list(range(1, len(places) + 1))


# The page


def test_every_button_saves_what_stands_in_all_boxes_first(
    client: Client, cast: Cast, report: Report
) -> None:
    one, two, *_ = standing(report)
    client.force_login(cast.chris)
    typed = {f"text-{one.key}": "One.", f"text-{two.key}": "Two."}
    response = client.post(page_of(report), boxes(report, do=f"add-after:{one.key}") | typed)
    assert texts(report)[:3] == ["One.", "", "Two."]
    assert response["Location"] == f"{page_of(report)}#text-{standing(report)[1].key}"
    assert f"saved-write-{report.pk}" in response.cookies
    client.post(page_of(report), boxes(report, do=f"remove:{one.key}") | {f"text-{two.key}": "Two and more."})
    assert texts(report)[:2] == ["", "Two and more."]
    client.post(page_of(report), boxes(report, do=f"put-back:{one.key}"))
    assert texts(report)[:3] == ["One.", "", "Two and more."]


def test_a_replayed_button_moves_nothing_again(client: Client, cast: Cast, report: Report) -> None:
    type_in(report, standing(report)[0], "a\n\nb\n\nc")
    client.force_login(cast.chris)
    sent = boxes(report, do=f"move-down:{standing(report)[0].key}")
    assert client.post(page_of(report), sent).status_code == 302
    replayed = client.post(page_of(report), sent)
    assert (replayed.status_code, texts(report)[:3]) == (200, ["b", "a", "c"])
    assert "moved in another window" in replayed.content.decode()


def test_headings_are_changed_and_a_clash_is_shown(client: Client, cast: Cast, report: Report) -> None:
    client.force_login(cast.chris)
    section, old = report.sections.all()[0], boxes(report)
    client.post(page_of(report), old | {f"heading-{section.key}": "Theirs"})
    page = client.post(page_of(report), old | {f"heading-{section.key}": "Mine <i>"}).content.decode()
    assert ("Theirs" in page, 'value="Mine &lt;i&gt;"' in page) == (True, True)
    assert Section.objects.get(pk=section.pk).heading == "Theirs"


def test_a_stale_box_shows_both_texts_and_saves_when_sent_again(
    client: Client, cast: Cast, report: Report
) -> None:
    row, old = standing(report)[0], boxes(report)
    type_in(report, row, "Theirs </textarea><script>")
    client.force_login(cast.chris)
    response = client.post(page_of(report), old | {f"text-{row.key}": "Mine </textarea><script>"})
    page = response.content.decode()
    assert page.count("Theirs &lt;/textarea&gt;&lt;script&gt;") == 1
    assert "\nMine &lt;/textarea&gt;&lt;script&gt;</textarea>" in page
    assert f'name="version-{row.key}" value="2"' in page
    client.post(page_of(report), old | {f"text-{row.key}": "Mine", f"version-{row.key}": "2"})
    assert texts(report)[0] == "Mine"


def test_what_saves_by_itself_is_answered_in_figures(client: Client, cast: Cast, report: Report) -> None:
    one, two, *_ = standing(report)
    type_in(report, two, "Theirs")
    client.force_login(cast.chris)
    typed = boxes(report) | {f"text-{one.key}": "One.", f"text-{two.key}": "x" * 100_001}
    told = client.post(page_of(report), typed, headers={"X-Autosave": "1"}).json()
    assert told.pop("saved")
    assert told == {
        "order": order_of(report),
        "at": "",
        "versions": {str(one.key): 2},
        "clashes": {},
        "refused": {
            str(two.key): "This paragraph has 100,001 characters, and 100,000 is the most. "
            "Shorten it, or divide it in two."
        },
        "problem": "",
        "focus": "",
        "paragraphs": {},
        "headings": {},
    }
    assert texts(report)[:2] == ["One.", "Theirs"]


def test_what_is_malformed_is_passed_over(client: Client, cast: Cast, report: Report) -> None:
    row = standing(report)[0]
    client.force_login(cast.chris)
    typed = boxes(report) | {
        f"text-{row.key}": "Saved\x00.",
        "text-not-a-key": "x",
        f"text-{uuid.uuid4()}": "nowhere",
        f"version-{row.key}": "1",
        "do": "drop-table:1; --",
    }
    assert client.post(page_of(report), typed).status_code == 302
    assert texts(report) == ["Saved.", "", "", ""]


@pytest.mark.parametrize("step", ["add-after", "move-up", "remove", "put-back", "add-section", "section-up"])
def test_a_step_on_nothing_of_this_report_is_refused_in_words(
    client: Client, cast: Cast, report: Report, step: str
) -> None:
    other = standing(make_report(cast, author=cast.mo))[0]
    before = order_of(report)
    client.force_login(cast.chris)
    response = client.post(page_of(report), boxes(report, do=f"{step}:{other.key}"))
    assert response.status_code == (302 if step == "add-section" else 200)
    assert (order_of(report) == before) == (step != "add-section")
    other.refresh_from_db()
    assert (other.text, other.removed_at, other.position) == ("I visited the front door.", None, 1)


def test_what_was_typed_when_the_report_was_sent_meanwhile_is_shown(client: Client, cast: Cast) -> None:
    report = make_report(cast)
    typed = boxes(report) | {f"text-{standing(report)[0].key}": "Typed <b>too</b> late"}
    at(cast, "in-review", report)
    client.force_login(cast.chris)
    response = client.post(page_of(report), typed)
    assert (response.status_code, "Typed &lt;b&gt;too&lt;/b&gt; late" in response.content.decode()) == (
        409,
        True,
    )
    assert texts(report)[0] == "I visited the front door."
    client.force_login(cast.rae)
    assert client.post(page_of(report), typed).status_code == 403


def test_the_page_asks_the_same_few_questions_however_long_the_report(
    client: Client, cast: Cast, report: Report, django_assert_max_num_queries: object
) -> None:
    client.force_login(cast.chris)
    for many in (1, 60):
        typed = "\n\n".join(f"Paragraph {number}\n- a\n- b" for number in range(many))
        type_in(report, Paragraph.objects.get(pk=standing(report)[0].pk), typed)
        for row in standing(report):
            note = report.notes.create(paragraph=row, by=cast.rae, text="Hm.")
            note.answers.create(by=cast.chris, text="Yes.")
        with django_assert_max_num_queries(12):  # type: ignore[operator]
            assert client.get(page_of(report)).status_code == 200


def test_what_is_waiting_is_counted_after_the_page(client: Client, cast: Cast, report: Report) -> None:
    client.force_login(cast.chris)
    page = client.get(page_of(report)).content.decode()
    address = f"{page_of(report)}helps/"
    assert f'data-helps="{address}"' in page
    said: dict[str, Any] = {"seen": "Canaryseen", "sentence": "Visited the front door"}
    entry = Entry(body=cast.board, kind="visit", on=timezone.localdate(), **said)
    log_activity(by=cast.chris, entry=entry)
    assert client.get(address).json() == {"since": "1 bullet to insert", "offers": "nothing offered now"}
    sent = at(cast, "in-review")
    assert client.get(f"{page_of(sent)}helps/").status_code == 403
