"""The file as it leaves: nothing in it says when, where or by whom the program was run, so that the same
paper gives the same bytes."""

import io
import zipfile
from html import escape
from typing import Final

OLDEST: Final = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip file can write down."""

DECLARED: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
CORE: Final = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>{title}</dc:title><dc:subject>{subject}</dc:subject><dc:creator>{author}</dc:creator>"
    "<dc:language>{language}</dc:language></cp:coreProperties>"
)
APP: Final = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Improvement Board</Application><Company>{council}</Company></Properties>"
)


def packed(
    content: bytes, *, title: str, subject: str, author: str, council: str, language: str = "en-GB"
) -> bytes:
    """The Word file ``content`` with these properties and no others, packed without a moment of its own."""
    told = {"title": title, "subject": subject, "author": author, "council": council, "language": language}
    said = {name: escape(text) for name, text in told.items()}
    ours = {"docProps/core.xml": CORE.format(**said), "docProps/app.xml": APP.format(**said)}
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(kept, "w") as new:
        for name in old.namelist():
            part = (DECLARED + ours[name]).encode() if name in ours else old.read(name)
            new.writestr(unmarked(name), part)
    return kept.getvalue()


def unmarked(name: str) -> zipfile.ZipInfo:
    """A part without the moment, the rights and the system under which it was written."""
    info = zipfile.ZipInfo(name, OLDEST)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 0
    info.external_attr = 0
    return info
