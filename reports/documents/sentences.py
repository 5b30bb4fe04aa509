"""Why a file is not taken: each one plain sentence, or two, that say what to do instead."""

from typing import Final

TAKEN: Final = (
    "a PDF, a Word document (.docx), a workbook (.xlsx), slides (.pptx) or a picture (.png or .jpg)"
)

EMPTY: Final = "The file is empty. Choose another one."
TOO_LARGE: Final = "The file is larger than 25 MB. Make its pictures smaller, or split it."
NOT_TAKEN: Final = f"This kind of file cannot be published here. Upload {TAKEN}."
OLD: Final = "This is the old {program} format. Save it as {ending} and upload it again."
LOCKED: Final = "The file is protected with a password. Save it without one and upload it again."
MACROS: Final = (
    "The file holds macros, which are programs. Save it without them, as {ending}, and upload it again."
)
TEMPLATE: Final = "The file is a template or a show. Save it as {ending} and upload it again."
CARRIES: Final = "The file carries another file inside it ({name}). Take it out, save, and upload it again."
FETCHES: Final = (
    "The file fetches something from elsewhere when it is opened ({what}). Take that out and upload it again."
)
RUNS: Final = (
    "The PDF holds {what}, which could do harm when it is opened. Print it to a new PDF and upload that."
)
BOMB: Final = (
    "The file unpacks to far more than it seems to hold, so it was not opened. Save it again and upload that."
)
BROKEN: Final = (
    "The file is damaged and cannot be opened. Open it where it was made, save it again and upload that."
)
HUGE_PICTURE: Final = "The picture has more than 50 million points. Make it smaller and upload it again."
TOO_HARD: Final = "Looking through the file takes too much, so it was not taken. Save it again, or split it."
MISNAMED: Final = "The file is called {name}, but it is {really}. Choose the right file, or rename it."


class CannotTake(Exception):
    """A file that is not taken; its text is the sentence for the person who chose it."""

    STATUS: Final = 3
    """With which the child ends."""
