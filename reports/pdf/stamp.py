"""The line "Not for publication …" on every page of a PDF that somebody else made."""

from io import BytesIO
from textwrap import wrap
from typing import Any, Final

from reports.pdf.errors import RenderFailed

SIZE: Final = 8  # points
LEADING: Final = 10
MARGIN: Final = 18
WIDTH_OF_A_LETTER: Final = 0.56  # of the size, in bold Helvetica: rather too wide than too narrow
UNREADABLE: Final = (
    "The PDF cannot be marked “Not for publication” on its pages. Save it again as a PDF, or print it to one."
)


def stamped(pdf: bytes, line: str) -> bytes:
    """``pdf`` with ``line`` in a white band at the head of each page as it is shown, even if it is turned.

    The band is an artifact: it is in no one's reading order, and the tags of the file stay as they are.
    Raises RenderFailed, with a sentence, for a file that cannot be opened or changed.
    """
    import pikepdf

    try:
        with pikepdf.open(BytesIO(pdf)) as opened:
            for page in opened.pages:
                stamp_page(opened, page, line)
            made = BytesIO()
            opened.save(made, deterministic_id=True)
            return made.getvalue()
    except pikepdf.PdfError as error:
        raise RenderFailed(UNREADABLE) from error


def stamp_page(opened: Any, page: Any, line: str) -> None:
    import pikepdf

    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name("/Helvetica-Bold"),
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )
    name = page.add_resource(opened.make_indirect(font), pikepdf.Name.Font)
    band = band_of(line, str(name), box=[float(edge) for edge in page.cropbox], turned=turn_of(page))
    page.contents_add(opened.make_stream(b"q\n"), prepend=True)
    page.contents_add(opened.make_stream(b"\nQ\n" + band))


def turn_of(page: Any) -> int:
    """Degrees by which the page is turned clockwise when it is shown: 0, 90, 180 or 270."""
    node: Any = page.obj
    while node is not None:
        if "/Rotate" in node:
            return int(node["/Rotate"]) % 360
        node = node.get("/Parent")
    return 0


def band_of(line: str, font: str, *, box: list[float], turned: int) -> bytes:
    """The drawing of the band, in the page's own coordinates."""
    left, bottom, right, top = box
    width, height = right - left, top - bottom
    shown_width, shown_height = (height, width) if turned in (90, 270) else (width, height)
    letters = max(20, int((shown_width - 2 * MARGIN) / (SIZE * WIDTH_OF_A_LETTER)))
    lines = wrap(line, letters)
    band = LEADING * len(lines) + 6
    place = {
        90: f"0 1 -1 0 {right} {bottom}",
        180: f"-1 0 0 -1 {right} {top}",
        270: f"0 -1 1 0 {left} {top}",
    }.get(turned, f"1 0 0 1 {left} {bottom}")
    drawn = [
        f"/Artifact BMC q {place} cm",
        f"1 1 1 rg 0 {shown_height - band:.2f} {shown_width:.2f} {band} re f",
        f"0.48 0.12 0.12 rg BT {font} {SIZE} Tf {LEADING} TL {MARGIN} {shown_height - 2:.2f} Td",
        *(f"T* ({escaped(each)}) Tj" for each in lines),
        "ET Q EMC\n",
    ]
    return "\n".join(drawn).encode("cp1252", "replace")


def escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
