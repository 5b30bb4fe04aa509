"""The last touches on the tag tree, which WeasyPrint leaves to its `finisher`.

PDF/UA-1 wants the scope of every table header, and a person using a screen reader wants to hear where a link
goes, not its address. This reads WeasyPrint's own objects, so its version is pinned and tests watch it.
"""

from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from typing import Any, Final

PRINT_WITH_PAGE: Final = 4  # annotation flag "Print", which PDF/UA-1 asks of links


def link_labels(html: str) -> dict[str, str]:
    """Link target, as WeasyPrint names it, to the words that say where it goes."""
    reader = _LinkReader()
    reader.feed(html)
    reader.close()
    return reader.labels


def finisher_for(labels: Mapping[str, str]) -> Callable[[Any, Any], None]:
    """A WeasyPrint finisher that scopes table headers and describes links by `labels`."""

    def finish(_document: Any, pdf: Any) -> None:
        import pydyf

        dictionaries = [found for found in pdf.objects if isinstance(found, pydyf.Dictionary)]
        by_reference = {found.reference: found for found in dictionaries}
        _drop_inner_links(pdf, by_reference)
        for found in dictionaries:
            if found.get("S") == "/LI":
                _gather_body(found, by_reference)
            if found.get("S") == "/TH":
                found["A"]["Scope"] = _scope(found, by_reference)
            if found.get("Subtype") == "/Link":
                _describe(found, labels)

    return finish


def _gather_body(item: Any, by_reference: Mapping[Any, Any]) -> None:
    """Paragraphs within a bullet go into its body: WeasyPrint hangs them beside it, which PDF/UA forbids."""
    body = next((kid for kid in item["K"] if by_reference[kid]["S"] == "/LBody"), None)
    strays = [kid for kid in item["K"] if by_reference[kid]["S"] not in ("/Lbl", "/LBody")]
    if body is None:
        body, *strays = strays or [None]
        if body is not None:
            by_reference[body]["S"] = "/LBody"
    for stray in strays:
        by_reference[stray]["P"] = body
        by_reference[body]["K"].append(stray)
    item["K"][:] = [kid for kid in item["K"] if kid not in strays]


def _drop_inner_links(pdf: Any, by_reference: Mapping[Any, Any]) -> None:
    """One annotation for one link: WeasyPrint adds one for each box inside it too, and those fail PDF/UA."""
    dropped = set()
    for element in by_reference.values():
        if "S" in element and not _is_outermost_link(element, by_reference):
            dropped |= _take_annotations(element, by_reference)
            if element["S"] == "/Link":
                element["S"] = "/Span"
    if dropped:
        _forget_annotations(pdf, by_reference, dropped)


def _is_outermost_link(element: Any, by_reference: Mapping[Any, Any]) -> bool:
    if element["S"] != "/Link":
        return False
    around = by_reference.get(element.get("P"))
    while around is not None and "S" in around:
        if around["S"] == "/Link":
            return False
        around = by_reference.get(around.get("P"))
    return True


def _take_annotations(element: Any, by_reference: Mapping[Any, Any]) -> set[Any]:
    """Remove the annotations hanging on `element`, and return their references."""
    pointers = {kid for kid in element["K"] if by_reference.get(kid, {}).get("Type") == "/OBJR"}
    element["K"][:] = [kid for kid in element["K"] if kid not in pointers]
    taken = {by_reference[pointer]["Obj"] for pointer in pointers}
    for pointer in pointers:
        by_reference[pointer].clear()
    return taken


def _forget_annotations(pdf: Any, by_reference: Mapping[Any, Any], dropped: set[Any]) -> None:
    """Take `dropped` off their pages and out of the tree's index."""
    for page in by_reference.values():
        if page.get("Type") == "/Page" and "Annots" in page:
            page["Annots"][:] = [one for one in page["Annots"] if one not in dropped]
    gone = {by_reference[reference].pop("StructParent") for reference in dropped}
    index = by_reference[by_reference[pdf.catalog["StructTreeRoot"]]["ParentTree"]]["Nums"]
    pairs = zip(index[::2], index[1::2], strict=True)
    index[:] = [part for number, value in pairs if number not in gone for part in (number, value)]
    for reference in dropped:
        by_reference[
            reference
        ].clear()  # emptied, not freed: a freed object puts the file's index out of step


def _scope(header: Any, by_reference: Mapping[Any, Any]) -> str:
    row = by_reference[header["P"]]
    cells = (by_reference[kid].get("S") for kid in row["K"] if kid in by_reference)
    return "/Row" if "/TD" in cells else "/Column"


def _describe(annotation: Any, labels: Mapping[str, str]) -> None:
    import pydyf

    annotation["F"] = PRINT_WITH_PAGE
    target = annotation["Contents"].string if "Contents" in annotation else ""
    annotation["Contents"] = pydyf.String(labels.get(target) or target)


class _LinkReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.labels: dict[str, str] = {}
        self._target: str | None = None
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        href = named.get("href")
        if tag == "a" and href:
            self._target = href.removeprefix("#")
            self._words = [f"{label} "] if (label := named.get("aria-label")) else []
            self._labelled = bool(self._words)

    def handle_data(self, data: str) -> None:
        if self._target is not None and not self._labelled:
            self._words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._target is not None:
            words = " ".join("".join(self._words).split())
            self.labels.setdefault(self._target, words)
            self._target = None
