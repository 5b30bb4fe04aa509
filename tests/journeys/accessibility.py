"""What keeps people out of a page: found by axe-core, and by looking at what has the focus."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = (Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js").read_text()

FOCUS = """() => {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return null;
  const drawn = (style) =>
    (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  const marks = [getComputedStyle(focused)];
  if (["radio", "checkbox"].includes(focused.type))
    for (const label of focused.labels) marks.push(getComputedStyle(label, "::before"));
  const box = focused.getBoundingClientRect();
  return {
    what: focused.outerHTML.slice(0, 160),
    visible: marks.some(drawn),
    inView: box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth,
  };
}"""


BUILD = """() => {
  const told = ["role", "type", "open", "hidden", "disabled", "checked"];
  const said = ({ name, value }) =>
    told.includes(name) ? `${name}=${value}` : /^(aria-|alt|lang|tabindex|scope|for)/.test(name) ? name : "";
  const kind = (element) =>
    [element.localName, element.className, ...Array.from(element.attributes, said).filter(Boolean)].join(" ");
  const paths = new Map([[null, `${innerWidth}`]]);
  for (const element of document.querySelectorAll("*")) {
    const isEmpty = element.textContent.trim() ? "" : " empty";
    paths.set(element, `${paths.get(element.parentElement)} > ${kind(element)}${isEmpty}`);
  }
  const levels = Array.from(document.querySelectorAll("h1,h2,h3,h4,h5,h6"), (heading) => heading.localName);
  const order = levels.filter((level, place) => level !== levels[place - 1]);
  const ids = Array.from(document.querySelectorAll("[id]"), (element) => element.id);
  return [...[...new Set(paths.values())].sort(), ...order, ids.length - new Set(ids).size].join("\\n");
}"""
"""What a page is built of, whatever its words: kinds of elements by what they stand in, the order of its
headings, ids used twice, and the width of the window."""

looked_at: set[str] = set()


def violations(page: Page) -> list[str]:
    """What axe-core finds on the page as it is now, a line for each element at fault; a page that is built as
    one before is not looked at again.

    The source is evaluated by the browser's own tools, which the page's policy neither sees nor has to allow.
    """
    build = page.evaluate(BUILD)
    if build in looked_at:
        return []
    looked_at.add(build)
    page.evaluate(AXE)
    found = page.evaluate("() => axe.run(document, { resultTypes: ['violations'] })")
    return [line for violation in found["violations"] for line in described(violation)]


def described(violation: dict[str, Any]) -> Iterator[str]:
    for node in violation["nodes"]:
        where = " ".join(str(part) for part in node["target"])
        why = " ".join(node["failureSummary"].split())
        yield f"{violation['id']} ({violation['impact']}): {where}: {node['html'][:200]} {why}"


def assert_focus_is_seen(page: Page) -> str:
    """Whatever has the focus shows it, within the window; returns the element's HTML, cut short."""
    focus = page.evaluate(FOCUS)
    assert focus is not None, "Nothing has the focus."
    assert focus["visible"], f"The focus cannot be seen on {focus['what']}"
    assert focus["inView"], f"The focus is outside the window, on {focus['what']}"
    return str(focus["what"])
