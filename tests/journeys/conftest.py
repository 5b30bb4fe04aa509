"""A council that is really served, and people with browsers of two sizes."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from playwright.sync_api import Browser, BrowserContext, StorageState, ViewportSize

from tests.journeys.council import Council
from tests.journeys.visitor import Visitor

SIZES: dict[str, ViewportSize] = {
    "desktop": {"width": 1280, "height": 900},
    "phone": {"width": 360, "height": 740},
}
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")

NewVisitor: TypeAlias = Callable[..., Visitor]


@pytest.hookimpl(tryfirst=True)
def pytest_itemcollected(item: pytest.Item) -> None:
    """What is usually walked on one of the two sizes is a drill on the other."""
    usually = item.get_closest_marker("usually")
    if usually and usually.args[0] != size_of(item):
        item.add_marker("drill")


def size_of(item: pytest.Item) -> str:
    """The size in the name of a journey: ``test_the_registers[phone-chromium]``."""
    return next(size for size in SIZES if size in item.name.partition("[")[2])


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys come last: from the first of them on, Playwright's event loop bars tests from the database."""
    items.sort(key=lambda item: item.get_closest_marker("journey") is not None)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the machine's own Chromium; nothing is downloaded."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip("No Chromium is found, so nobody walks through the pages: apt-get install chromium")
    return found


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any], chromium: str) -> dict[str, Any]:
    """A browser that can reach this machine and nothing else."""
    return {
        **browser_type_launch_args,
        "executable_path": chromium,
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        ],
    }


@pytest.fixture(scope="session")
def council(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Council]:
    council = Council(tmp_path_factory.mktemp("council"))
    try:
        council.start()
        yield council
    finally:
        council.stop()


@pytest.fixture(scope="session")
def base_url(council: Council) -> str:
    """The address that the browser's contexts take relative addresses from."""
    return council.url


@pytest.fixture(autouse=True)
def nothing_goes_wrong_unseen(request: pytest.FixtureRequest) -> Iterator[None]:
    """No journey may leave an error in the log, even one that no page showed."""
    yield
    if "council" in request.fixturenames:
        served: Council = request.getfixturevalue("council")
        assert served.new_troubles() == []


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest) -> str:
    """A journey that asks for its size is walked on a desktop and on a phone."""
    name: str = request.param
    return name


@pytest.fixture(scope="session")
def pictures() -> Path | None:
    """Where to keep a picture of every page visited: the folder named by JOURNEY_PICTURES, if any."""
    folder = os.environ.get("JOURNEY_PICTURES")
    if not folder:
        return None
    Path(folder).mkdir(parents=True, exist_ok=True)
    return Path(folder)


@pytest.fixture
def new_visitor(
    new_context: Callable[..., BrowserContext],
    request: pytest.FixtureRequest,
    council: Council,
    pictures: Path | None,
) -> Iterator[NewVisitor]:
    """Give somebody a browser of their own: ``new_visitor("phone")``; more goes to the browser's context.

    At the end of the journey nobody may have met a page with a fault.
    """
    visitors: list[Visitor] = []
    journey = request.node.name.removeprefix("test_").partition("[")[0]

    def new_visitor(size: str = "desktop", **context: Any) -> Visitor:
        page = new_context(
            viewport=SIZES[size], locale="en-GB", timezone_id="Europe/London", **context
        ).new_page()
        page.set_default_timeout(5_000)
        name, scripts = f"{journey}-{len(visitors) + 1}", context.get("java_script_enabled", True)
        visitors.append(Visitor(page, council.url, pictures, name, scripts))
        return visitors[-1]

    yield new_visitor
    faults = [fault for visitor in visitors for fault in visitor.faults]
    assert not faults, "Pages with faults:\n" + "\n".join(faults)


@pytest.fixture(scope="session")
def sessions(browser: Browser, council: Council) -> Callable[[str], StorageState]:
    """The cookies of somebody who has signed in, once for all journeys: passwords are slow to check."""
    kept: dict[str, StorageState] = {}

    def session_of(email: str) -> StorageState:
        if email not in kept:
            context = browser.new_context()
            sign_in(Visitor(context.new_page(), council.url), email, council.password)
            kept[email] = context.storage_state()
            context.close()
        return kept[email]

    return session_of


@pytest.fixture
def signed_in(new_visitor: NewVisitor, sessions: Callable[[str], StorageState]) -> NewVisitor:
    """``signed_in("chair@demo.invalid", "phone")``: somebody who has signed in, in a browser of their own."""

    def signed_in(email: str, size: str = "desktop", **context: Any) -> Visitor:
        return new_visitor(size, storage_state=sessions(email), **context)

    return signed_in


def sign_in(visitor: Visitor, email: str, password: str) -> None:
    """Sign in on the page for it; end on the desk."""
    visitor.page.goto(f"{visitor.url}/accounts/login/?next=/desk/")
    visitor.fill("Email address", email)
    visitor.fill("Password", password)
    visitor.press("Sign in", "What needs you now")
