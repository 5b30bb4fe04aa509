"""Words of a published paper, quoted in a draft: one line, without marks of their own, not too long."""

from typing import Final

from reports.audience.replacing import escaped

MOST: Final = 400
"""Characters that a quotation has at most: a reader can open the paper that it is from."""
ENDS: Final = (".", "!", "?", "…")
INNER: Final = str.maketrans({"“": "‘", "”": "’"})


def quoted(text: str, most: int = MOST) -> str:
    """ "“Two teams were short of staff.”", to be followed by another sentence."""
    words = " ".join(line.removeprefix("- ") for line in text.split("\n") if line.strip())
    words = cut(" ".join(words.split()).translate(INNER), most)
    return f"“{escaped(words)}”" if words.endswith(ENDS) else f"“{escaped(words)}”."


def cut(words: str, most: int) -> str:
    """As many whole sentences as fit; of a longer sentence, as many words, and "…"."""
    if len(words) <= most:
        return words
    start = words[:most]
    end = max(start.rfind(f"{mark} ") for mark in ENDS)
    if end >= most // 2:
        return start[: end + 1]
    return f"{start.rpartition(' ')[0].rstrip(',;:')}…"
