"""Where sentences end, and where they only seem to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.audience.sentences import LONGEST, sentences


def cut(text: str) -> list[str]:
    return [sentence.text for sentence in sentences(text)]


@pytest.mark.parametrize(
    "whole",
    [
        "The Q.A. report came to the Board.",
        "Cllr. Example asked about it.",
        "Some teams, e.g. the north, are ahead, i.e. better.",
        "See para. 3.7 and No. 4 for the rate of 2.5.",
        "It was held on 26.9.2019 at 10 a.m. on the 26th September.",
        "The review (see Fig. 2) was … late.",
        "“Is it better?” asked the chair.",
    ],
)
def test_a_full_stop_does_not_always_end_a_sentence(whole: str) -> None:
    assert cut(whole) == [whole]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It is late. Is it? Yes! So be it.", ["It is late.", "Is it?", "Yes!", "So be it."]),
        ("It was on 26th September. 14 people came.", ["It was on 26th September.", "14 people came."]),
        ("It was read by Q.A. The rate fell.", ["It was read by Q.A.", "The rate fell."]),
        ("He said “no.” She agreed.", ["He said “no.”", "She agreed."]),
        ("The rate is 3.7. It fell.", ["The rate is 3.7.", "It fell."]),
        ("I have:\n- visited\n- met", ["I have:", "- visited", "- met"]),
        ("", []),
    ],
)
def test_sentences_are_parted(text: str, parts: list[str]) -> None:
    assert cut(text) == parts


@given(st.text(alphabet="aAI .!?\n-“”1’") | st.text())
def test_no_letter_is_lost_and_each_sentence_stands_where_it_says(text: str) -> None:
    found = sentences(text)
    assert all(text[each.start : each.start + len(each.text)] == each.text for each in found)
    assert "".join("".join(each.text.split()) for each in found) == "".join(text.split())


def test_what_is_too_long_for_a_sentence_is_cut_at_a_space() -> None:
    found = cut("many words " * LONGEST)
    assert max(len(each) for each in found) <= LONGEST
    assert {word for each in found for word in each.split()} == {"many", "words"}
