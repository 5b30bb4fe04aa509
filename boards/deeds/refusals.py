"""What a deed says when it does not act."""


class Refused(Exception):
    """A deed that may not be done: one plain sentence, and the field it belongs beside, if any."""

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class Stale(Refused):
    """Somebody else saved first. What they saved is on the row; what was typed is still in the form.

    ``sentence`` says it where that is not so, or not all.
    """

    def __init__(self, noun: str = "page", *, sentence: str = "") -> None:
        super().__init__(
            sentence
            or f"Somebody else changed this {noun} while you were working on it. "
            "What you typed is still here: compare it with theirs and save again."
        )
