"""Slides: those that are hidden, what the speaker wrote under them, and comments."""

from typing import Any, Final

from reports.documents.findings import Finding, Looked, comments, counted, listed
from reports.documents.office import common_findings, title_of
from reports.documents.package import Package, elements, value, words_in

SHOW: Final = "ppt/presentation.xml"


def look_into_slides(package: Package) -> Looked:
    show = next((link.target for link in package.links("") if link.type == "officeDocument"), SHOW)
    slides = in_order(package, show)
    found = [
        *hidden_slides(package, slides),
        *speaker_notes(package, slides),
        *commented(package),
        *common_findings(package),
    ]
    return Looked("pptx", len(slides), title_of(package), tuple(found))


def in_order(package: Package, show: str) -> list[str]:
    """The parts of the slides in the order in which they are shown."""
    parts = {link.id: link.target for link in package.links(show)}
    ids = [
        next((str(text) for key, text in each.attrib.items() if key.endswith("}id")), "")
        for each in elements(package.xml(show), "sldId")
    ]
    return [parts[each] for each in ids if parts.get(each) in package.parts]


def hidden_slides(package: Package, slides: list[str]) -> list[Finding]:
    hidden = [
        str(number)
        for number, name in enumerate(slides, 1)
        if package.xml(name).get("show", "1").lower() in ("0", "false")
    ]
    if not hidden:
        return []
    return [Finding("hidden-slides", f"{counted(len(hidden), 'hidden slide')}: {listed(hidden)}.")]


def speaker_notes(package: Package, slides: list[str]) -> list[Finding]:
    noted = [str(number) for number, name in enumerate(slides, 1) if notes_under(package, name)]
    if not noted:
        return []
    return [Finding("speaker-notes", f"Speaker notes under {counted(len(noted), 'slide')}: {listed(noted)}.")]


def notes_under(package: Package, slide: str) -> bool:
    """Whether the speaker wrote something: the page of notes also repeats slide, date and number."""
    for link in package.links(slide):
        if link.type == "notesSlide" and not link.is_external:
            for shape in elements(package.xml(link.target), "sp"):
                if any(words_in(text) for text in elements(shape, "txBody")) and is_for_notes(shape):
                    return True
    return False


def is_for_notes(shape: Any) -> bool:
    """A text box, or the place for notes; not the fields that PowerPoint fills in by itself."""
    kinds = [value(each, "type") for each in elements(shape, "ph")]
    return not set(kinds) & {"sldNum", "dt", "hdr", "ftr", "sldImg"}


def commented(package: Package) -> list[Finding]:
    """Comments of either kind, with the names of their authors, who are listed apart."""
    people = {
        value(each, "id"): value(each, "name")
        for name in package.like(r"ppt/(?:authors|commentAuthors)\.xml")
        for each in elements(package.xml(name), "author", "cmAuthor")
    }
    found = [
        people.get(value(each, "authorId"), "")
        for name in package.like(r"ppt/comments/[^/]*\.xml")
        for each in elements(package.xml(name), "cm", "reply")
    ]
    return comments(len(found), found)
