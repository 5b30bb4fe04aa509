"""The process in which one file is looked into, under limits: a bad file ends itself and nothing else.

``python -m reports.documents.child MEMORY SECONDS`` reads the file from standard input and writes what it is
to standard output, as JSON. Exit status 3 means that it is not taken, with the sentence on standard output;
any other failure is the child's, and standard error says which. It starts neither Django nor a database.
"""

import json
import sys

from reports.documents.findings import Looked
from reports.documents.formats import first_bytes
from reports.documents.sentences import TOO_HARD, CannotTake
from reports.pdf.child import confine


def main(memory: str, seconds: str) -> int:
    content = sys.stdin.buffer.read()
    confine(memory=int(memory), seconds=int(seconds))
    try:
        looked = look_into(content)
    except CannotTake as refusal:
        return _say(str(refusal), CannotTake.STATUS)
    except (MemoryError, RecursionError):
        return _say(TOO_HARD, CannotTake.STATUS)
    return _say(json.dumps(looked.as_json()), 0)


def look_into(content: bytes) -> Looked:
    """What the file is and what is in it; CannotTake with the sentence for whoever chose it.

    Each reader is imported only for its own kind of file: a picture needs none of the library for PDFs.
    """
    kind = first_bytes(content)
    if kind == "pdf":
        from reports.documents.pdf_files import look_into_pdf

        return look_into_pdf(content)
    if kind == "package":
        return look_into_office(content)
    from reports.documents.pictures import look_into_picture

    return look_into_picture(content, kind)


def look_into_office(content: bytes) -> Looked:
    from reports.documents.package import open_package
    from reports.documents.sheets import look_into_sheets
    from reports.documents.slides import look_into_slides
    from reports.documents.word import look_into_word

    format, package = open_package(content)
    readers = {"docx": look_into_word, "xlsx": look_into_sheets, "pptx": look_into_slides}
    return readers[format](package)


def _say(words: str, status: int) -> int:
    sys.stdout.buffer.write(words.encode("utf-8", "replace"))
    return status


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
