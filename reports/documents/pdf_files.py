"""PDFs: whether everybody can read them, and what they carry beside their pages."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from reports.documents.findings import (
    NO_LANGUAGE,
    NO_TITLE,
    SCAN,
    UNTAGGED,
    Finding,
    Looked,
    by_whom,
    counted,
    listed,
    metadata,
    quoted,
    shown,
)
from reports.documents.limits import MOST_OBJECTS
from reports.documents.sentences import BROKEN, LOCKED, RUNS, TOO_HARD, CannotTake

ACTIONS: Final = {
    "/JavaScript": "a program (JavaScript)",
    "/Launch": "an order to start another program",
    "/ImportData": "an order to read another file",
    "/GoToE": "another file",
    "/RichMediaExecute": "a player for other files",
}
CARRIED: Final = {
    "/FileAttachment": "another file",
    "/RichMedia": "a player for other files",
    "/Screen": "a player for other files",
    "/Movie": "a player for other files",
    "/Sound": "a player for other files",
    "/3D": "a player for other files",
}
REMARKS: Final = {
    "/Text",
    "/FreeText",
    "/Highlight",
    "/Underline",
    "/Squiggly",
    "/StrikeOut",
    "/Caret",
    "/Ink",
    "/Stamp",
}
DEEPEST: Final = 60
PROPERTIES: Final = (("/Author", "Author"), ("/Title", "Title inside the file"), ("/Subject", "Subject"))
MORE_PROPERTIES: Final = (("/Keywords", "Keywords"), ("/Company", "Company"), ("/Manager", "Manager"))


def look_into_pdf(content: bytes) -> Looked:
    """A damaged file is not mended first: a reader's program might mend it into something else."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(content), attempt_recovery=False) as pdf:
            if pdf.is_encrypted:
                raise CannotTake(LOCKED)
            refuse_programs(pdf)
            return looked(pdf, content)
    except pikepdf.PasswordError as error:
        raise CannotTake(LOCKED) from error
    except (pikepdf.PdfError, pikepdf.ForeignObjectError, ValueError, TypeError) as error:
        raise CannotTake(BROKEN) from error


def looked(pdf: Any, content: bytes) -> Looked:
    pages = list(pdf.pages)
    if not pages:
        raise CannotTake(BROKEN)
    title = title_of(pdf)
    found = [
        *readable(pdf, pages, title),
        *remarks(pages),
        *unfinished_redactions(pages),
        *layers(pdf),
        *earlier_versions(pdf, content),
        *elsewhere(pdf),
        *about_people(pdf),
    ]
    return Looked("pdf", len(pages), title, tuple(found))


# ---- what could do harm


def refuse_programs(pdf: Any) -> None:
    """Looks at every object of the file, used or not, for programs and for files inside it."""
    if len(pdf.objects) > MOST_OBJECTS:
        raise CannotTake(TOO_HARD)
    for each in every_dictionary(pdf):
        if what := harm_in(each):
            raise CannotTake(RUNS.format(what=what))


def harm_in(each: Any) -> str:
    if "/JS" in each or "/XFA" in each:
        return ACTIONS["/JavaScript"] if "/JS" in each else "a form that runs programs (XFA)"
    if "/EF" in each or "/EmbeddedFiles" in each:
        return "another file"
    return ACTIONS.get(name_of(each, "/S"), "") or CARRIED.get(name_of(each, "/Subtype"), "")


def every_dictionary(pdf: Any) -> Iterator[Any]:
    """Dictionaries of all indirect objects, and those that stand directly inside them."""
    import pikepdf

    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary | pikepdf.Array | pikepdf.Stream):
            yield from inside(each, DEEPEST)


def inside(each: Any, depth: int) -> Iterator[Any]:
    """``each`` and what stands directly in it; what it refers to is an object of its own."""
    import pikepdf

    if depth == 0:
        raise CannotTake(BROKEN)
    if isinstance(each, pikepdf.Array):
        values = list(each)
    else:
        yield each
        values = list((each.stream_dict if isinstance(each, pikepdf.Stream) else each).values())
    for value in values:
        if isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect:
            yield from inside(value, depth - 1)


def name_of(each: Any, key: str) -> str:
    import pikepdf

    value = each.get(key)
    return str(value) if isinstance(value, pikepdf.Name) else ""


# ---- whether everybody can read it


def readable(pdf: Any, pages: list[Any], title: str) -> Iterator[Finding]:
    if not any(has_text(page) for page in pages):
        yield Finding("scan", SCAN)
    if not is_tagged(pdf):
        yield Finding("untagged", UNTAGGED)
    if not title:
        yield Finding("no-title", NO_TITLE)
    if not str(pdf.Root.get("/Lang", "")).strip():
        yield Finding("no-language", NO_LANGUAGE)


def is_tagged(pdf: Any) -> bool:
    marked = dictionary(pdf.Root.get("/MarkInfo")).get("/Marked", False)
    return bool(marked) and bool(dictionary(pdf.Root.get("/StructTreeRoot")).get("/K"))


def has_text(page: Any) -> bool:
    """Whether a page uses a font, itself, in a form drawn on it, or as inherited from the pages above."""
    node: Any = page.obj
    for _ in range(DEEPEST):
        if uses_font(dictionary(node.get("/Resources")), DEEPEST // 10):
            return True
        if "/Parent" not in node or "/Resources" in node:
            return False
        node = node["/Parent"]
    return False


def uses_font(resources: Any, depth: int) -> bool:
    if dictionary(resources.get("/Font")):
        return True
    forms = dictionary(resources.get("/XObject")).values() if depth else []
    return any(uses_font(dictionary(dictionary(form).get("/Resources")), depth - 1) for form in forms)


def dictionary(value: Any) -> Any:
    """``value`` when it is a dictionary or a stream, else an empty one: a damaged file may hold anything."""
    import pikepdf

    return value if isinstance(value, pikepdf.Dictionary | pikepdf.Stream) else pikepdf.Dictionary()


def title_of(pdf: Any) -> str:
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata_of:
        said = metadata_of.get("dc:title", "")
    return shown(str(said or pdf.docinfo.get("/Title", "")))


# ---- what it carries along


def remarks(pages: list[Any]) -> list[Finding]:
    found = [each for each in annotations(pages) if name_of(each, "/Subtype") in REMARKS]
    if not found:
        return []
    said = f"{counted(len(found), 'comment or mark', 'comments and marks')} on its pages"
    return [Finding("comments", f"{said}{by_whom(str(each.get('/T', '')) for each in found)}.")]


def unfinished_redactions(pages: list[Any]) -> list[Finding]:
    count = sum(1 for each in annotations(pages) if name_of(each, "/Subtype") == "/Redact")
    if not count:
        return []
    said = f"{counted(count, 'place')} marked to be blacked out, but not yet done: the words are still there."
    return [Finding("hidden-text", said)]


def annotations(pages: list[Any]) -> Iterator[Any]:
    for page in pages:
        each = page.obj.get("/Annots")
        yield from (dictionary(one) for one in (list(each) if each is not None and is_array(each) else []))


def is_array(value: Any) -> bool:
    import pikepdf

    return isinstance(value, pikepdf.Array)


def layers(pdf: Any) -> list[Finding]:
    """Layers that are switched off when the file is opened."""
    shown_first = dictionary(dictionary(pdf.Root.get("/OCProperties")).get("/D"))
    off = shown_first.get("/OFF")
    names = (
        [str(dictionary(each).get("/Name", "?")) for each in off] if off is not None and is_array(off) else []
    )
    if not names:
        return []
    return [Finding("hidden-text", f"{counted(len(names), 'hidden layer')}: {quoted(names)}.")]


def earlier_versions(pdf: Any, content: bytes) -> list[Finding]:
    """A PDF that is changed without being written anew keeps what it was; a linearized one has two ends."""
    ends = len(re.findall(rb"startxref\s+\d+\s+%%EOF", content)) - bool(pdf.is_linearized)
    if ends < 2:
        return []
    said = f"{counted(ends - 1, 'earlier version')} of itself, with what was taken out since."
    return [Finding("earlier-versions", f"The file keeps {said}")]


def elsewhere(pdf: Any) -> list[Finding]:
    """Other files that it opens, and places to which a form in it is sent."""
    targets = []
    for each in every_dictionary(pdf):
        if name_of(each, "/S") in ("/GoToR", "/SubmitForm"):
            target = each.get("/F", "")
            targets.append(
                str(dictionary(target).get("/F", "")) or "another file" if dictionary(target) else str(target)
            )
    names = listed(dict.fromkeys(filter(None, targets)))
    return [Finding("external", f"Leads to other files or places: {names}")] if names else []


def about_people(pdf: Any) -> list[Finding]:
    return [
        line
        for name, label in (*PROPERTIES, *MORE_PROPERTIES)
        for line in metadata(label, str(pdf.docinfo.get(name, "")))
    ]
