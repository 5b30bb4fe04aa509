"""What Word, Excel and PowerPoint files have in common: who made them, and what they lead to."""

import re
from typing import Final

from reports.documents.findings import Finding, counted, listed, metadata, shown
from reports.documents.package import Package, bare, elements, open_package, value, words_in
from reports.documents.sentences import CARRIES, FETCHES, CannotTake

CORE: Final = (
    ("creator", "Author"),
    ("lastModifiedBy", "Last changed by"),
    ("title", "Title inside the file"),
    ("subject", "Subject"),
    ("keywords", "Keywords"),
    ("description", "Description"),
    ("category", "Category"),
)
APP: Final = (("Company", "Company"), ("Manager", "Manager"))

FETCHED: Final = {"oleObject", "attachedTemplate", "frame", "subDocument", "aFChunk", "package"}
"""What a program opens or runs by itself from the place that the link names."""

ELSEWHERE: Final = re.compile(r"(?:https?|ftp):|\\\\|//|file:/{4,}|file://[^/]", re.IGNORECASE)
ORDINARY: Final = re.compile(r"https?://|mailto:|#|tel:", re.IGNORECASE)
EMBEDDED: Final = re.compile(r"(?:word|xl|ppt)/embeddings/[^/]+\.(?:xlsx|docx|pptx)", re.IGNORECASE)


def title_of(package: Package) -> str:
    return shown(next(map(words_in, elements(package.xml("docProps/core.xml"), "title")), ""))


def about_people(package: Package) -> list[Finding]:
    """Every property of the file that says something about people or places."""
    found = []
    for part, properties in (("docProps/core.xml", CORE), ("docProps/app.xml", APP)):
        said = {bare(each): words_in(each) for each in package.xml(part)}
        found += [line for name, label in properties for line in metadata(label, said.get(name))]
    for each in elements(package.xml("docProps/custom.xml"), "property"):
        found += metadata(f"Property “{shown(value(each, 'name'))}”", words_in(each))
    return found


def leads_elsewhere(package: Package) -> list[Finding]:
    """Files and places that the file reads from; ordinary links that a reader follows are left out.

    Raises CannotTake for what a program would fetch by itself from another machine.
    """
    links = [link for link in package.every_link() if link.is_external]
    for link in links:
        if link.type in FETCHED and ELSEWHERE.match(link.target):
            raise CannotTake(FETCHES.format(what=shown(link.target)[:80]))
    targets = dict.fromkeys(
        link.target for link in links if link.type != "hyperlink" or not ORDINARY.match(link.target)
    )
    if not targets:
        return []
    said = (
        f"Leads to {counted(len(targets), 'other file or place', 'other files or places')}: {listed(targets)}"
    )
    return [Finding("external", said)]


def workbooks_inside(package: Package) -> list[Finding]:
    """Whole workbooks behind charts: every cell of them can be opened.

    Raises CannotTake for an embedded file that is not plainly an Office file without macros.
    """
    inside = [name for name in package.names if "/embeddings/" in name.lower()]
    for name in inside:
        if not EMBEDDED.fullmatch(name):
            raise CannotTake(CARRIES.format(name=name.rpartition("/")[2][:60]))
        open_package(package.read(name))
    if not inside:
        return []
    said = f"{counted(len(inside), 'whole file')} behind charts or objects. Readers can open all of "
    return [Finding("copied-rows", said + ("it." if len(inside) == 1 else "them."))]


def common_findings(package: Package) -> list[Finding]:
    return [*workbooks_inside(package), *leads_elsewhere(package), *about_people(package)]
