"""A sentence of a text is said anew, and nothing else of the text changes."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.audience.replacing import replace_sentence, words_of

HELD = "The review is being held on 26th September."
WAS = "The review was held on 26th September."
KEY = "0b0e5a44-6a43-4b3e-9d5c-0d9b7c3f6a11"

CASES = {
    "plain": (HELD, HELD, WAS, WAS),
    "beside others": (f"First. {HELD} Last.", HELD, WAS, f"First. {WAS} Last."),
    "over lines": (
        "The review is\nbeing held on\n26th September. More.",
        HELD,
        WAS,
        "The review was held on\n26th September. More.",
    ),
    "bold elsewhere in it": (
        "The **review** is being held on *26th* September.",
        HELD,
        WAS,
        "The **review** was held on *26th* September.",
    ),
    "all of it bold": (f"**{HELD}**", HELD, WAS, f"**{WAS}**"),
    "bold that begins inside the change": (
        "The review is **being held** on 26th September.",
        HELD,
        WAS,
        "The review **was held** on 26th September.",
    ),
    "bold that ends inside the change": (
        "The **review is** being held on 26th September.",
        HELD,
        WAS,
        "The **review was** held on 26th September.",
    ),
    "a link elsewhere in it": (
        "The [review](https://marlshire.test/a_(b)_c) is being held on 26th September.",
        HELD,
        WAS,
        "The [review](https://marlshire.test/a_(b)_c) was held on 26th September.",
    ),
    "a link on the changed words": (
        "I ask [this Board](https://marlshire.test/board) to note it.",
        "I ask this Board to note it.",
        "I ask this Committee to note it.",
        "I ask [this Committee](https://marlshire.test/board) to note it.",
    ),
    "escapes": (
        r"I ask this Board to note 2 \* 3 and \[sic\].",
        "I ask this Board to note 2 * 3 and [sic].",
        "I ask this Committee to note 2 * 3 and [sic].",
        r"I ask this Committee to note 2 \* 3 and \[sic\].",
    ),
    "an asterisk that is no mark": (
        "I ask this Board to note 2 * 3.",
        "I ask this Board to note 2 * 3.",
        "I ask this Committee to note 2 * 3.",
        "I ask this Committee to note 2 * 3.",
    ),
    "words that would be marks": (HELD, HELD, "It *was* held then.", r"It \*was\* held then."),
    "a reference under its old number": (
        f"As [3.7](#key-{KEY}) says, I ask this Board to act.",
        "As 3.8 says, I ask this Board to act.",
        "As 3.8 says, I ask this Committee to act.",
        f"As [3.8](#key-{KEY}) says, I ask this Committee to act.",
    ),
    "a reference at its end": (
        f"I ask this Board to read [3.7](#key-{KEY}).",
        "I ask this Board to read 3.7.",
        "I ask this Committee to read 3.7.",
        f"I ask this Committee to read [3.7](#key-{KEY}).",
    ),
    "words put in between": (
        "I thank **the Board**.",
        "I thank the Board.",
        "I thank the members and the Board.",
        "I thank **the members and the Board**.",
    ),
    "a cell of a table": (
        "| What | Who |\n|---|---|\n| I ask this Board to act | Me |",
        "I ask this Board to act",
        "I ask this Committee to act",
        "| What | Who |\n|---|---|\n| I ask this Committee to act | Me |",
    ),
    "a linked word that goes": (
        "I ask, as [agreed](https://marlshire.test/), this Board to act.",
        "I ask, as agreed, this Board to act.",
        "I ask this Committee to act.",
        "I ask this Committee to act.",
    ),
}


@pytest.mark.parametrize(("markdown", "sentence", "wording", "wanted"), CASES.values(), ids=CASES)
def test_only_the_words_that_differ_are_exchanged(
    markdown: str, sentence: str, wording: str, wanted: str
) -> None:
    assert replace_sentence(markdown, sentence, wording) == wanted


NONE = {
    "not there": ("The review was held.", HELD, WAS),
    "there twice": (f"{HELD} {HELD}", HELD, WAS),
    "in other words by now": ("The review is to be held on 26th September.", HELD, WAS),
    "no words in its place": (HELD, HELD, " \n "),
    "a bullet that would begin": (HELD, HELD, "- The review was held."),
}


@pytest.mark.parametrize(("markdown", "sentence", "wording"), NONE.values(), ids=NONE)
def test_what_cannot_be_done_surely_is_not_done(markdown: str, sentence: str, wording: str) -> None:
    assert replace_sentence(markdown, sentence, wording) is None


words = st.text(st.sampled_from("ab é*_[]()\\.-|3\n"), max_size=40)


@settings(max_examples=200, deadline=None)
@given(before=words, after=words, wording=words)
def test_whatever_stands_around_it_stays_as_it_was(before: str, after: str, wording: str) -> None:
    """Text that would be marks beside the sentence is never changed by changing the sentence."""
    markdown = f"{before} {HELD} {after}"
    said = replace_sentence(markdown, HELD, wording)
    if said is not None:
        assert words_of(said) == words_of(markdown).replace(HELD, " ".join(wording.split()))


@pytest.mark.parametrize("noise", ["*", "_", "[", "\\", "](", "[a](#key-", "*_["])
def test_no_text_takes_long(noise: str) -> None:
    sentence = ("I ask * this _ Board [ to \\ act " * 20).strip()
    begun = time.perf_counter()
    replace_sentence(noise * (20_000 // len(noise)), sentence, "Something else.")
    assert time.perf_counter() - begun < 5  # seconds; it takes a tenth of one, and a slow way takes minutes
