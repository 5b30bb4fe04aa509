"""The writing page as journeys find it: a paragraph is edited where it is shown, and a box keeps its text."""

import re

from playwright.sync_api import Locator, expect

from tests.journeys.visitor import Visitor

SAVE_PATIENCE = 10_000
SAVED = re.compile(r"^Saved \d\d:\d\d$")


def paragraph(who: Visitor, number: str) -> Locator:
    """What is seen and edited, by its number."""
    return who.page.get_by_role("textbox", name=f"Paragraph {number}", exact=True)


def text_of(who: Visitor, number: str) -> Locator:
    """The box whose text is what is saved; with scripts it is not seen."""
    return block_of(who, number).locator("textarea")


def block_of(who: Visitor, number: str) -> Locator:
    """A paragraph with its number and all that can be done with it."""
    label = who.page.locator("label.number", has_text=re.compile(rf"^Paragraph\s*{re.escape(number)}$"))
    return who.page.locator("[data-paragraph]").filter(has=label)


def shown_in(who: Visitor, section: int) -> Locator:
    """The paragraphs of a section, the first section being 0."""
    return who.page.locator("[data-section]").nth(section).locator("[data-shown]")


def write_over(who: Visitor, shown: Locator, text: str) -> None:
    """Click into a paragraph and type ``text`` in place of all that it says."""
    shown.click()
    expect(shown).to_be_focused()
    who.page.keyboard.press("ControlOrMeta+a")
    who.page.keyboard.type(text)


def choose_step(who: Visitor, number: str, step: str) -> None:
    """Open what can be done with a paragraph, and press one of it."""
    block = block_of(who, number)
    block.hover()
    block.locator("summary").click()
    block.get_by_role("button", name=re.compile(f"^{re.escape(step)}")).click()


def expect_saved(who: Visitor) -> None:
    expect(who.page.locator("[data-saving]")).to_have_text(SAVED, timeout=SAVE_PATIENCE)
