"""An offer, the kinds of offers, and the registry that they join."""

from dataclasses import dataclass
from typing import ClassVar

from boards.models import User
from reports.models import Report


@dataclass(frozen=True, slots=True)
class Offer:
    """One paragraph that could go into a report. ``key`` is its kind and its target, such as "action:12".

    ``title`` and ``why`` are for its author's eyes; ``text`` is what readers will read unless it is edited.
    """

    key: str
    kind_label: str
    title: str
    why: str
    text: str
    evidence_kind: str = ""
    evidence_target: str = ""

    @property
    def kind(self) -> str:
        return self.key.partition(":")[0]

    @property
    def target(self) -> str:
        """Which one of its kind; letters, digits and hyphens, because it stands in an address."""
        return self.key.partition(":")[2]


class OfferKind:
    """One kind of offer, such as the actions that are overdue."""

    key: ClassVar[str]
    label: ClassVar[str]
    """What stands above its offers: "Actions that are overdue"."""

    def offers(self, report: Report, reader: User) -> list[Offer]:
        """Everything of this kind for the report that ``reader`` may read, the most pressing first."""
        raise NotImplementedError

    def key_of(self, target: object) -> str:
        return f"{self.key}:{target}"


_kinds: dict[str, OfferKind] = {}


def register(kind: OfferKind) -> None:
    _kinds[kind.key] = kind


def kinds() -> list[OfferKind]:
    return list(_kinds.values())
