"""The writing page: edited where it stands, by two people at once, and nothing typed is lost."""

import re

import pytest
from playwright.sync_api import Route, expect

from reports.markdown import render_draft
from tests.journeys.accessibility import assert_focus_is_seen
from tests.journeys.conftest import NewVisitor, sign_in
from tests.journeys.council import Council
from tests.journeys.demonstration import BOARD
from tests.journeys.visitor import Visitor
from tests.journeys.writing import (
    SAVE_PATIENCE,
    choose_step,
    expect_saved,
    paragraph,
    shown_in,
    text_of,
    write_over,
)

pytestmark = pytest.mark.journey

NEWS_PATIENCE = 12_000  # milliseconds until a page has asked for news
CO_WRITER = "Priya Raman"

FROM_WORD = """
<html xmlns:o="urn:schemas-microsoft-com:office:office">
<head><style>p.MsoNormal {color: red}</style></head><body>
<!--StartFragment-->
<h1>Staffing</h1>
<p class=MsoNormal><b>Two</b> teams are <i style='mso-bidi-font-style:normal'>short</i> of
<span style='font-weight:bold'>staff</span><o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>&middot;<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
</span></span></span><![endif]>the front door</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>&middot;
</span>housing, see <a href="https://example.org/housing">the figures</a></p>
<p class=MsoListParagraph style='mso-list:l2 level2 lfo3' onclick="alert(1)"><span
style='mso-list:Ignore'>3.7<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span>The
posts:<script>alert(2)</script><img src="x" onerror="alert(3)"></p>
<table class=MsoTableGrid border=1><tr><td><p>Team</p></td><td><p><b>Posts</b></p></td></tr>
<tr><td rowspan=2><p>Housing |</p><p>South</p></td><td><p>8</p></td></tr><tr><td><p>9</p></td></tr></table>
<!--EndFragment--></body></html>
"""

SAMPLES = (
    "Plain words, and a second sentence.",
    "5 * 3 = 15, and 2*3 and 4 *5",
    r"\*not italic\* and \_nor this\_",
    "**bold**, *italic* and ***both***",
    "**bold *with italic* within** and *italic **with bold** within*",
    "*a*b*c* and **bold**text**bold**",
    "snake_case_name, __init__ and _italic_",
    r"back\slash, c:\path\*x and a trailing one \\",
    "[a link](https://example.org/a_b?x=1&y=2) goes on",
    "[**bold** link](https://example.org) and [*x*](mailto:a@example.org)",
    "[brackets] and [more](not a link) and ] [ alone",
    r"\[not a link\](https://example.org)",
    '[spaces](<https://example.org/x y>) and [title](https://example.org "said")',
    "[refused](javascript:alert(1))",
    "See [1.1](#key-11111111-1111-4111-8111-111111111111) above",
    "**see [1.1](#key-11111111-1111-4111-8111-111111111111)**",
    "It tells of:\n- one\n- two **bold**\n- three",
    "- only\n- bullets",
    "Words\n* starred\n* bullets",
    "Words\n- a bullet\n  that goes on",
    "Words\n- - a dash in a bullet\n- 1. a number in one",
    r"\- a dash that is no bullet",
    r"\* a star that is none",
    r"\+ a plus that is none",
    "1. a number at the start\n2. and another",
    "2019. A year at the start",
    "# no heading, > no quote, ```no code```",
    "> no quote",
    "<b>no markup</b> &amp; no &copy; entity < >",
    "![no picture](https://example.org/x.png)",
    "https://example.org/bare_address_here stays",
    "| a | b |\n| --- | --- |\n| 1 | 2 |",
    "Words\n| Team | Posts |\n| --- | ---: |\n| **Housing** | 8 |\n- after it",
    "| a \\| b | c |\n| --- | --- |\n| d | e \\\\\\| f |",
    "a | b\n--- | ---\n1 | 2 | 3\n4",
    "| a | b |\nis no table",
    "one line\nand the next",
    "**bold\nover two lines** ends",
    "“Quoted **words**” and (**these**), “*so*”.",
    "**unclosed and *this, ~~struck~~",
    'a**"b"**c is not bold',
)


def test_writing_where_it_stands(signed_in: NewVisitor, size: str) -> None:
    """Words, bullets, bold, a link, a table and a reference that follows its paragraph."""
    helen, title = signed_in("chair@demo.invalid", size), f"Written where it stands on a {size}"
    start(helen, title)
    keys = helen.page.keyboard
    shown_in(helen, 0).first.click()
    keys.type("The direction is right.\nIt rests on:\n- visits\n- cases\n\n")
    keys.type("The posts are few, see ")
    keys.press("Control+b")
    keys.type("now")
    keys.press("Control+b")
    refer_to(helen, "direction")
    expect(text_of(helen, "1.1")).to_have_value("The direction is right.")
    expect(text_of(helen, "1.2")).to_have_value("It rests on:\n- visits\n- cases")
    expect(text_of(helen, "1.3")).to_have_value(
        re.compile(r"^The posts are few, see \*\*now\*\*\[1\.1\]\(#key-")
    )
    helen.look()
    tool(helen, "Table")
    keys.type("Team")
    keys.press("Tab")
    keys.type("Posts")
    expect(text_of(helen, "1.3")).to_have_value(
        re.compile(r"\n\| Team \| Posts \|  \|\n\| --- \| --- \| --- \|\n")
    )
    helen.look()
    tool(helen, "Remove the column")
    expect(text_of(helen, "1.3")).to_have_value(re.compile(r"\n\| Team \|  \|\n\| --- \| --- \|\n"))
    expect_saved(helen)
    choose_step(helen, "1.1", "Move down")
    expect(text_of(helen, "1.1")).to_have_value(re.compile("^It rests on"))
    expect(paragraph(helen, "1.3").locator("a[href^='#key-']")).to_have_text("1.2")
    find(helen, "posts", "1 of 1, in 1.3")
    expect(helen.page.locator("[data-count-whole]")).to_have_text("16 words, about 1 minute to read")
    choose_step(helen, "1.2", "Remove")
    helen.arrives(title)
    expect(paragraph(helen, "1.2").locator("a[href^='#key-']")).to_have_text("1.1 (no such paragraph)")
    expect(helen.page.locator("[data-broken]")).to_have_text("One paragraph refers to one that is gone: 1.2")
    helen.look()


@pytest.mark.usually("desktop")
def test_pasting_from_word(signed_in: NewVisitor, size: str) -> None:
    """Bullets, bold, italic, links and tables stay, paragraphs become numbered, and all else is dropped."""
    helen = signed_in("chair@demo.invalid", size)
    start(helen, f"Pasted on a {size}")
    shown_in(helen, 0).first.click()
    paste(helen, FROM_WORD, "Staffing")
    expect(text_of(helen, "1.1")).to_have_value("Staffing")
    expect(text_of(helen, "1.2")).to_have_value(
        "**Two** teams are *short* of **staff**\n- the front door\n"
        "- housing, see [the figures](https://example.org/housing)"
    )
    expect(text_of(helen, "1.3")).to_have_value(
        "The posts:\n| Team | **Posts** |\n| --- | --- |\n| Housing \\| South | 8 |\n|  | 9 |"
    )
    expect_saved(helen)
    paste(helen, "", "word " * 400_000)
    expect(helen.page.locator(".writing-trouble")).to_contain_text(
        "Not pasted: this is 2,000,000 characters, and 500,000 at a time is the most."
    )
    paste(helen, "", "word\n" * 501)
    expect(helen.page.locator(".writing-trouble")).to_contain_text(
        "Not pasted: this is 501 paragraphs, and 500"
    )
    expect(text_of(helen, "1.3")).to_have_value(re.compile(r"\| 9 \|$"))
    helen.look()


def test_two_people_in_one_report(signed_in: NewVisitor) -> None:
    """Each sees what the other saved, and where both changed the same words, both texts stand there."""
    helen, title = signed_in("chair@demo.invalid"), "Written by two"
    address = start(helen, title)
    write_over(helen, shown_in(helen, 0).first, "Hers at first.\n\nThe second.")
    ask_to_help(helen, address, title)
    priya = signed_in("secretariat@demo.invalid", "phone")
    priya.open(f"{address}write/", title)
    expect(helen.page.locator("[data-here]")).to_have_text(f"{CO_WRITER} is here too", timeout=NEWS_PATIENCE)
    write_over(priya, paragraph(priya, "1.2"), "The second, from her.")
    expect_saved(priya)
    expect(text_of(helen, "1.2")).to_have_value("The second, from her.", timeout=NEWS_PATIENCE)
    expect(helen.page.locator("[data-announce]")).to_have_text(f"{CO_WRITER} changed 1.2.")
    clash(helen, priya, "Hers, once more.", "Another beginning.")
    expect(helen.page.get_by_role("group", name="Two versions of 1.1")).to_contain_text("Another beginning.")
    helen.look()
    helen.page.get_by_role("button", name=re.compile("^Keep mine")).click()
    expect_saved(helen)
    expect(text_of(priya, "1.1")).to_have_value("Hers, once more.", timeout=NEWS_PATIENCE)
    clash(helen, priya, "And again.", "Theirs is taken.")
    helen.page.get_by_role("button", name=re.compile("^Take theirs")).click()
    expect(text_of(helen, "1.1")).to_have_value("Theirs is taken.")
    choose_step(priya, "1.2", "Move up")
    expect(text_of(helen, "1.1")).to_have_value("The second, from her.", timeout=NEWS_PATIENCE)
    priya.look()


def test_writing_through_a_lost_connection(council: Council, signed_in: NewVisitor) -> None:
    """Cut off, left, signed out: what was typed is kept in the browser, and sent when that can be."""
    helen, title = signed_in("chair@demo.invalid", "phone"), "Written through a lost connection"
    address = start(helen, title)
    write_over(helen, shown_in(helen, 0).first, "Typed while connected.")
    expect_saved(helen)
    helen.page.context.set_offline(True)
    helen.page.keyboard.type("\n\nTyped in a tunnel.")
    saving = helen.page.locator("[data-saving]")
    expect(saving).to_have_text(
        "Not saved: you are offline. What you typed is kept in this browser.", timeout=SAVE_PATIENCE
    )
    helen.page.context.set_offline(False)
    helen.complaints.clear()  # the browser says itself that it was cut off
    expect_saved(helen)
    helen.page.context.clear_cookies(name="session")
    helen.page.keyboard.type(" Typed when signed out.")
    expect(saving).to_contain_text("Not saved: you are signed out.", timeout=SAVE_PATIENCE)
    helen.complaints.clear()
    sign_in(helen, "chair@demo.invalid", council.password)
    helen.open(f"{address}write/", title)
    expect(text_of(helen, "1.2")).to_have_value("Typed in a tunnel. Typed when signed out.")
    expect_saved(helen)
    helen.page.reload()
    expect(text_of(helen, "1.2")).to_have_value("Typed in a tunnel. Typed when signed out.")


@pytest.mark.usually("desktop")
def test_writing_by_keyboard_alone(signed_in: NewVisitor, size: str) -> None:
    helen = signed_in("chair@demo.invalid", size)
    start(helen, f"Written by keyboard on a {size}")
    keys = helen.page.keyboard
    shown_in(helen, 0).first.focus()
    keys.type("The first.\n\nThe second")
    keys.press("Alt+F10")
    expect(helen.page.get_by_role("button", name="Bold")).to_be_focused()
    for _ in range(2):
        keys.press("ArrowRight")
        assert_focus_is_seen(helen.page)
    keys.press("Enter")
    expect(text_of(helen, "1.2")).to_have_value("- The second")
    expect(helen.page.get_by_role("button", name="Bullets")).to_have_attribute("aria-pressed", "true")
    keys.press("Control+Shift+8")
    expect(text_of(helen, "1.2")).to_have_value("The second")
    keys.press("Control+a")
    keys.press("Control+k")
    helen.page.keyboard.type("no address")
    keys.press("Enter")
    expect(helen.page.locator("#link-error")).to_contain_text("begins with https://")
    keys.press("Control+a")
    keys.type("example.org/second")
    keys.press("Enter")
    expect(text_of(helen, "1.2")).to_have_value("[The second](https://example.org/second)")
    keys.press("Alt+Shift+ArrowUp")
    expect(text_of(helen, "1.2")).to_have_value("The first.")
    expect(paragraph(helen, "1.1")).to_be_focused()
    assert_focus_is_seen(helen.page)
    keys.press("ArrowDown")
    expect(paragraph(helen, "1.2")).to_be_focused()
    keys.press("Home")
    helen.page.wait_for_timeout(50)
    keys.press("Backspace")
    expect(text_of(helen, "1.1")).to_have_value("[The second](https://example.org/second) The first.")
    keys.press("Control+z")
    keys.press("Control+s")
    expect_saved(helen)
    helen.look()


def test_joining_what_is_just_being_saved(signed_in: NewVisitor) -> None:
    """Nothing comes twice, and what is typed meanwhile goes in where the two meet."""
    helen = signed_in("chair@demo.invalid")
    start(helen, "Joined while it is saved")
    keys = helen.page.keyboard
    shown_in(helen, 0).first.click()
    keys.type("Upper.\nLower.")
    helen.page.wait_for_timeout(200)  # nobody is quicker than the caret of a new paragraph
    keys.press("Home")
    helen.page.wait_for_timeout(50)
    held: list[Route] = []
    helen.page.route("**/write/", lambda route: held.append(route))
    with helen.page.expect_request("**/write/"):
        keys.press("Control+s")
    keys.press("Backspace")
    keys.type("And ")
    held[0].continue_()
    helen.page.unroute("**/write/")
    expect(text_of(helen, "1.1")).to_have_value("Upper. And Lower.")
    expect_saved(helen)
    helen.page.reload()
    expect(shown_in(helen, 0)).to_have_text(["Upper. And Lower."])


def test_what_is_edited_reads_as_before(signed_in: NewVisitor) -> None:
    """Text, editor, text: the same HTML on the server, for everything an author may have typed."""
    helen = signed_in("chair@demo.invalid")
    start(helen, "Read and written back")
    written = helen.page.evaluate(ROUND_TRIP, SAMPLES)
    assert [text for text, _ in written] == [sample.replace("\n* ", "\n- ") for sample in UNTOUCHED]
    told = {
        sample: (spaced(sample), spaced(afresh)) for sample, (_, afresh) in zip(SAMPLES, written, strict=True)
    }
    assert {sample: after for sample, (_, after) in told.items()} == {
        sample: before for sample, (before, _) in told.items()
    }


UNTOUCHED = [
    sample.replace("a bullet\n  that", "a bullet that") for sample in SAMPLES
]  # only lines that the server itself makes one
ROUND_TRIP = """async (samples) => {
  const loaded = performance.getEntriesByType("resource").map((each) => each.name);
  const typed = loaded.find((name) => /writing\\/typed\\.[^/]*js$/.test(name));
  const { read, write } = await import(typed);
  return samples.map((sample) => [write(read(sample)), write(read(sample), { afresh: true })]);
}"""


def spaced(text: str) -> str:
    """HTML of a text as the server draws it, where a line end is a space."""
    return re.sub(r"\s+", " ", render_draft(text))


def start(helen: Visitor, title: str) -> str:
    """A new report's address on the desk, with its writing page open."""
    helen.open("/desk/reports/new/", "Start a report")
    helen.fill("Title of the report", title)
    helen.page.get_by_role("radio", name=re.compile(f"^{BOARD}, ")).first.check()
    helen.press("Start the report", title)
    return helen.page.url.removeprefix(helen.url).partition("write/")[0]


def ask_to_help(helen: Visitor, address: str, title: str) -> None:
    helen.open(f"{address}writers/", "Who writes this report")
    people = helen.page.get_by_role("combobox")
    name = people.locator("option", has_text=CO_WRITER).inner_text()
    people.select_option(label=name)
    helen.press("Ask them to help", "Who writes this report")
    helen.open(f"{address}write/", title)


def clash(helen: Visitor, priya: Visitor, hers: str, theirs: str) -> None:
    """Priya saves a paragraph that Helen is typing in."""
    write_over(priya, paragraph(priya, "1.1"), theirs)
    expect_saved(priya)
    write_over(helen, paragraph(helen, "1.1"), hers)
    expect(helen.page.locator(".writing-clash")).to_be_visible(timeout=NEWS_PATIENCE)


def tool(helen: Visitor, name: str) -> None:
    helen.page.get_by_role("button", name=name, exact=True).click()


def refer_to(helen: Visitor, words: str) -> None:
    helen.page.keyboard.press("Control+Shift+r")
    dialog = helen.page.get_by_role("dialog", name="Refer to a paragraph")
    dialog.get_by_label("Number or words").fill(words)
    helen.look()
    helen.page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()


def find(helen: Visitor, words: str, told: str) -> None:
    helen.page.keyboard.press("Control+Shift+f")
    expect(helen.page.get_by_label("Find in report")).to_be_focused()
    helen.page.keyboard.type(words)
    expect(helen.page.locator("#found")).to_have_text(told)


def paste(helen: Visitor, html: str, text: str) -> None:
    helen.page.evaluate(
        """([html, text]) => {
          const data = new DataTransfer();
          if (html) data.setData("text/html", html);
          data.setData("text/plain", text);
          document.activeElement.dispatchEvent(
            new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        [html, text],
    )
