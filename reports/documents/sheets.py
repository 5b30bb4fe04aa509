"""Workbooks: hidden sheets, rows and columns, comments, and rows kept behind pivot tables."""

from collections.abc import Iterator
from typing import Any, Final

from reports.documents.findings import Finding, Looked, by_whom, comments, counted, quoted
from reports.documents.office import common_findings, title_of
from reports.documents.package import Package, elements, value
from reports.documents.sentences import FETCHES, CannotTake

WORKBOOK: Final = "xl/workbook.xml"


def look_into_sheets(package: Package) -> Looked:
    workbook = next((link.target for link in package.links("") if link.type == "officeDocument"), WORKBOOK)
    sheets = list(elements(package.xml(workbook), "sheet"))
    refuse_commands(package)
    found = [
        *hidden_sheets(sheets),
        *hidden_rows(package, workbook, sheets),
        *commented(package),
        *tracked(package),
        *pivots(package),
        *connections(package),
        *common_findings(package),
    ]
    return Looked("xlsx", len(sheets), title_of(package), tuple(found))


def hidden_sheets(sheets: list[Any]) -> Iterator[Finding]:
    hidden = [value(each, "name") for each in sheets if value(each, "state") == "hidden"]
    if hidden:
        said = (
            f"{counted(len(hidden), 'hidden sheet')}: {quoted(hidden)}. Anyone who opens the file can show "
        )
        yield Finding("hidden-sheets", said + ("it." if len(hidden) == 1 else "them."))
    deeply = [value(each, "name") for each in sheets if value(each, "state") == "veryHidden"]
    if deeply:
        said = f"{counted(len(deeply), 'sheet')} that no menu of Excel lists: {quoted(deeply)}."
        yield Finding("hidden-sheets", f"{said} Other programs show everything.")


def hidden_rows(package: Package, workbook: str, sheets: list[Any]) -> list[Finding]:
    """The sheets that are shown themselves and hide rows or columns."""
    parts = {link.id: link.target for link in package.links(workbook)}
    hiding = []
    for sheet in sheets:
        part = parts.get(value(sheet, "id"), "")
        if value(sheet, "state") in ("", "visible") and part in package.parts and hides(package, part):
            hiding.append(value(sheet, "name"))
    if not hiding:
        return []
    on = "sheet" if len(hiding) == 1 else "sheets"
    return [Finding("hidden-rows", f"Hidden rows or columns on the {on} {quoted(hiding)}.")]


def hides(package: Package, part: str) -> bool:
    found: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag in ("row", "col") and not found and attributes.get("hidden", "") in ("1", "true"):
            found.append(tag)

    package.stream(part, start)
    return bool(found)


def commented(package: Package) -> list[Finding]:
    """Notes and threaded comments. A thread also leaves a note for older programs, not counted."""
    people = {
        value(each, "id"): value(each, "displayName")
        for name in package.like(r"xl/persons/[^/]*\.xml")
        for each in elements(package.xml(name), "person")
    }
    authors = [
        people.get(value(each, "personId"), "")
        for name in package.like(r"xl/threadedComments/[^/]*\.xml")
        for each in elements(package.xml(name), "threadedComment")
    ]
    for name in package.like(r"xl/(?:comments/)?comments?\d*\.xml"):
        root = package.xml(name)
        names = ["".join(each.itertext()) for each in elements(root, "author")]
        notes = [named(names, value(each, "authorId")) for each in elements(root, "comment")]
        authors += [author for author in notes if not author.startswith("tc=")]
    return comments(len(authors), authors)


def named(names: list[str], place: str) -> str:
    return names[int(place)] if place.isdecimal() and len(place) < 6 and int(place) < len(names) else ""


def tracked(package: Package) -> list[Finding]:
    """The history that a shared workbook keeps of who changed which cell."""
    headers = [
        each for name in package.like(r"xl/revisions/revisionHeaders\.xml") for each in changes(package, name)
    ]
    if not package.like(r"xl/revisions/.*\.xml"):
        return []
    said = f"The history of its changes{by_whom(value(each, 'userName') for each in headers)}."
    return [Finding("tracked-changes", f"{said} Readers can see what stood in each cell before.")]


def changes(package: Package, name: str) -> list[Any]:
    return list(elements(package.xml(name), "header"))


def pivots(package: Package) -> list[Finding]:
    kept = package.like(r"xl/pivotCache/pivotCacheRecords\d*\.xml")
    if not kept:
        return []
    said = f"{counted(len(kept), 'pivot table')} with a copy of the rows behind."
    return [Finding("copied-rows", f"{said} They can be read even when their sheet is gone.")]


def connections(package: Package) -> list[Finding]:
    names = [value(each, "name") for each in elements(package.xml("xl/connections.xml"), "connection")]
    return [Finding("external", f"Connections to other data: {quoted(names)}")] if names else []


def refuse_commands(package: Package) -> None:
    """A cell that asks another program for its value can start that program."""
    for name in package.like(r"xl/externalLinks/[^/]*\.xml"):
        for each in elements(package.xml(name), "ddeLink"):
            raise CannotTake(FETCHES.format(what=f"DDE: {value(each, 'ddeService')[:40]}"))
