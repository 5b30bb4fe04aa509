"""Word documents: tracked changes, comments and hidden text in the body, headers, footers and notes."""

from collections.abc import Iterator
from typing import Any, Final

from reports.documents.findings import Finding, Looked, by_whom, comments, counted
from reports.documents.office import common_findings, title_of
from reports.documents.package import Package, bare, elements, is_on, value, words_in

STORIES: Final = r"word/(?:document|header|footer|footnotes|endnotes|comments|glossary/document)\d*\.xml"
CHANGES: Final = (
    *("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "numberingChange"),
    *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tcPrChange", "trPrChange", "tblGridChange"),
    *("tblPrExChange",),
)


def look_into_word(package: Package) -> Looked:
    """Its pages are not counted: the file says a number only where Word wrote it, and often an old one."""
    stories = [package.xml(name) for name in package.like(STORIES)]
    found = [*tracked(stories), *commented(package), *hidden(package, stories), *common_findings(package)]
    return Looked("docx", 0, title_of(package), tuple(found))


def tracked(stories: list[Any]) -> list[Finding]:
    changes = [each for story in stories for each in elements(story, *CHANGES) if "word" in each.tag]
    if not changes:
        return []
    said = f"{counted(len(changes), 'tracked change')}{by_whom(value(each, 'author') for each in changes)}."
    return [Finding("tracked-changes", f"{said} Readers can see what was struck out and what was put in.")]


def commented(package: Package) -> list[Finding]:
    found = list(elements(package.xml("word/comments.xml"), "comment"))
    return comments(len(found), (value(each, "author") for each in found))


def hidden(package: Package, stories: list[Any]) -> list[Finding]:
    styles = hidden_styles(package)
    count = sum(1 for story in stories for _ in hidden_runs(story, styles))
    if not count:
        return []
    said = f"Hidden text in {counted(count, 'place')}. Word shows it to anyone who asks."
    return [Finding("hidden-text", said)]


def hidden_runs(story: Any, styles: set[str]) -> Iterator[Any]:
    """Runs of text that are hidden by themselves or by a style, and say something."""
    for run in elements(story, "r"):
        if words_in(run) and is_hidden(run, styles):
            yield run


def is_hidden(run: Any, styles: set[str]) -> bool:
    own = [each for part in run if bare(part) == "rPr" for each in part]
    for switch in own:
        if bare(switch) == "vanish":
            return is_on(switch)
    used = {value(each, "val") for each in own if bare(each) == "rStyle"}
    paragraph = next(run.iterancestors("{*}p"), None)
    if paragraph is not None:
        used |= {value(each, "val") for each in elements(paragraph, "pStyle")}
    return bool(used & styles)


def hidden_styles(package: Package) -> set[str]:
    """Styles whose text is hidden, those based on such a style included."""
    styles = list(elements(package.xml("word/styles.xml"), "style"))
    hidden = {
        value(each, "styleId") for each in styles if any(is_on(one) for one in elements(each, "vanish"))
    }
    based = {
        value(each, "styleId"): value(one, "val") for each in styles for one in elements(each, "basedOn")
    }
    while more := {style for style, base in based.items() if base in hidden} - hidden:
        hidden |= more
    return hidden
