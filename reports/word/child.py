"""The process in which one Word file is made, under limits: a bad paper ends itself and nothing else.

``python -m reports.word.child MEMORY SECONDS`` reads the arguments of ``render_word`` as JSON from standard
input and writes the file to standard output. Exit status 3 means that none can be made, with the sentence on
standard output. It starts neither Django nor a database connection, and knows no secret.
"""

import json
import sys

from reports.pdf.child import confine
from reports.word.errors import TOO_LARGE, WordFailed
from reports.word.paper import render_word


def main(memory: str, seconds: str) -> int:
    order = json.loads(sys.stdin.buffer.read())
    confine(memory=int(memory), seconds=int(seconds))
    try:
        return _say(render_word(**order), 0)
    except WordFailed as failure:
        return _say(str(failure).encode(), WordFailed.STATUS)
    except (MemoryError, RecursionError):
        return _say(TOO_LARGE.encode(), WordFailed.STATUS)


def _say(words: bytes, status: int) -> int:
    sys.stdout.buffer.write(words)
    return status


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
