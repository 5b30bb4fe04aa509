"""A person at a browser: finds things by role and name as people do, and looks hard at every page."""

import datetime
import re
from pathlib import Path
from re import Pattern
from typing import Literal

from playwright.sync_api import ConsoleMessage, Locator, Page, Request, Response, expect

from tests.journeys.accessibility import violations


class Visitor:
    """One page of one browser. ``pictures`` is a folder for a picture of every page visited, or None."""

    def __init__(
        self, page: Page, url: str, pictures: Path | None = None, name: str = "", runs_scripts: bool = True
    ) -> None:
        self.page = page
        self.url = url
        self.pictures = pictures
        self.name = name
        self.runs_scripts = runs_scripts
        self.status = 0
        self.visits = 0
        self.complaints: list[str] = []
        self.faults: list[str] = []
        page.on("console", self.hear)
        page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        page.on("request", self.watch_request)
        page.on("response", self.note_status)

    # Going to pages

    def open(self, address: str, heading: str | Pattern[str], *, status: int = 200) -> None:
        self.page.goto(f"{self.url}{address}")
        self.arrives(heading, status=status)

    def follow(
        self, name: str | Pattern[str], heading: str | Pattern[str], *, within: Locator | None = None
    ) -> None:
        """Click a link by its name, also one drawn as a button, and look at the page it leads to."""
        where = within or self.page.locator("body")
        link = named(where, "link", name).or_(named(where, "button", name))
        with self.page.expect_navigation():
            link.click()
        self.arrives(heading)

    def follow_in_list(self, name: str, heading: str | Pattern[str]) -> None:
        """The same where a list has pages: look further until the link is there."""
        older = self.page.get_by_role("link", name=re.compile("^Older "))
        while not named(self.page.get_by_role("main"), "link", name).count() and older.count():
            with self.page.expect_navigation():
                older.click()
        self.follow(name, heading)

    def press(
        self,
        name: str | Pattern[str],
        heading: str | Pattern[str],
        *,
        status: int = 200,
        within: Locator | None = None,
    ) -> None:
        """Click a button by its name, and look at the page it leads to."""
        with self.page.expect_navigation():
            named(within or self.page.locator("body"), "button", name).click()
        self.arrives(heading, status=status)

    def edit_in_place(self, name: str) -> Locator:
        """Open the form of an agenda item where the item stands; its first box has the focus."""
        named(self.page.locator("#agenda"), "link", name).click()
        form = self.page.locator("[data-in-place] form")
        expect(form.get_by_label("Title")).to_be_focused()
        self.look()
        return form

    def saves_in_place(self, form: Locator) -> None:
        """Press the button of a form that stands in place, and see the item as it is now."""
        form.get_by_role("button").click()
        expect(form).to_have_count(0)
        self.look()

    def arrives(self, heading: str | Pattern[str], *, status: int = 200) -> None:
        """Stand on the page with this heading, and look at it.

        The heading and the status come first: an error page has no violations either.
        """
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)
        assert self.status == status, f"{self.page.url} answers {self.status}, expected {status}"
        self.page.wait_for_load_state("load")
        self.look(status)

    def look(self, status: int = 200) -> None:
        """Note what is wrong with the page as it stands: violations, complaints, more width than the window.

        The journey goes on, so that one walk finds everything; its end asserts that ``faults`` is empty.
        """
        self.take_picture()
        if status >= 400:  # the browser complains of the very status that is expected
            self.complaints = [said for said in self.complaints if "Failed to load resource" not in said]
        wide = self.page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
        if wide > 0:
            self.complaints.append(f"{wide} pixels wider than the window")
        wrong = [*self.violations(), *self.complaints]
        self.complaints.clear()
        if wrong:
            where = f"{self.page.url.removeprefix(self.url)} at {self.width} pixels"
            self.faults.append("\n    ".join([where, *wrong]))

    def violations(self) -> list[str]:
        """What axe-core finds. It is a script itself: where none runs, other journeys check these pages."""
        return violations(self.page) if self.runs_scripts else []

    def reads(self, text: str) -> None:
        """Find a text anywhere in the page's main part."""
        expect(self.page.get_by_role("main")).to_contain_text(text)

    def is_told(self, problem: str) -> None:
        """Find a problem in the summary on top of the page, and beside what it is about."""
        expect(self.page.locator(".govuk-error-summary")).to_contain_text(problem)
        expect(self.page.locator(".govuk-error-message").filter(has_text=problem)).not_to_have_count(0)

    @property
    def width(self) -> int:
        size = self.page.viewport_size
        return size["width"] if size else 0

    def take_picture(self) -> None:
        if self.pictures is None:
            return
        self.visits += 1
        address = re.sub(r"[^a-z0-9]+", "-", self.page.url.removeprefix(self.url).lower()).strip("-")[:60]
        name = f"{self.width}-{self.name}-{self.visits:02d}-{address or 'front'}.png"
        self.page.screenshot(path=self.pictures / name, full_page=True)

    # Filling in forms

    def fill(self, label: str, text: str) -> None:
        self.field(label).fill(text)

    def field(self, label: str) -> Locator:
        """The box with this label, whether or not it says that it is optional."""
        return self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}( \(optional\))?\s*$"))

    def choose(self, choice: str, group: str = "") -> None:
        """Choose a radio button by what its label says, within the group that asks ``group``."""
        where = self.group(group) if group else self.page.locator("body")
        where.get_by_role("radio", name=choice, exact=True).check()

    def fill_day(self, group: str, day: datetime.date) -> None:
        boxes = self.group(group)
        for part in ("day", "month", "year"):
            boxes.get_by_label(part.capitalize(), exact=True).fill(str(getattr(day, part)))

    def group(self, asks: str) -> Locator:
        return self.page.get_by_role("group", name=re.compile(f"^{re.escape(asks)}"))

    # What the browser says

    def hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":  # a breach of the Content-Security-Policy is one of these
            self.complaints.append(message.text)

    def watch_request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.url}/", "data:", "blob:")):
            self.complaints.append(f"asks another place: {request.url}")

    def note_status(self, response: Response) -> None:
        request = response.request
        if request.is_navigation_request() and response.frame == self.page.main_frame:
            self.status = response.status


def named(where: Locator, role: Literal["link", "button"], name: str | Pattern[str]) -> Locator:
    return where.get_by_role(role, name=spoken(name) if isinstance(name, str) else name)


def spoken(name: str) -> Pattern[str]:
    """A whole name as it is read out: a pause may come before a colon, where words for the ear begin."""
    return re.compile(rf"^{re.escape(name).replace(':', ' ?:')}$")
