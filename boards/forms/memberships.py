"""Who serves a body, as what, for whom and when."""

from typing import Any, cast

from django import forms

from boards import clock
from boards.dates import full_date
from boards.eligibility import membership_warning
from boards.forms.base import HouseForm
from boards.forms.organisations import OrganisationChoice
from boards.forms.people import PersonChoice
from boards.forms.widgets import DayField
from boards.models import SEATED, Body, ChairKind, Membership, Role, Seat

AS_THE_SEAT = ("", "As the seat has it; with a vote where there is no seat")
VOTES = [("yes", "Has a vote"), ("no", "Has no vote")]


class SeatChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An agreed seat of one body; those that are filled today say by whom."""

    def __init__(self, **kwargs: Any) -> None:
        self.filled: dict[int, str] = {}
        super().__init__(queryset=Seat.objects.none(), **kwargs)

    def of(self, body: Body) -> None:
        """Offer the seats of ``body``. 2 queries, with that of the seats."""
        self.queryset = body.seats.filter(agreed_on__isnull=False).select_related("organisation")
        today = body.memberships.on(clock.today()).seated().exclude(seat=None).select_related("user")
        self.filled = {member.seat_id: member.user.name for member in today if member.seat_id}

    def label_from_instance(self, obj: Any) -> str:
        if obj.until:
            return f"{obj} (to {full_date(obj.until)})"
        if obj.pk in self.filled:
            return f"{obj} (filled by {self.filled[obj.pk]})"
        return str(obj)


def to_vote(answer: str) -> bool:
    return answer == "yes"


class ServiceForm(HouseForm):
    """What every membership says, whoever holds it: from where, on which seat, with which vote, and when.

    ``confirmed`` appears only when there is something to warn of (rule 18).
    """

    mark_optional = False  # what is needed depends on other answers, which "(optional)" would hide
    known_role = ""

    office = forms.CharField(
        required=False,
        max_length=150,
        help_text="What minutes and papers call them. For example: Director of Children’s Services.",
    )
    seat = SeatChoice(required=False, empty_label="No seat")
    on_behalf_of = OrganisationChoice(
        label="On behalf of",
        required=False,
        empty_label="Nobody",
        help_text="A seat that belongs to an organisation fills this in.",
    )
    voting = forms.TypedChoiceField(
        label="Vote",
        choices=[AS_THE_SEAT, *VOTES],
        coerce=to_vote,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    chair_kind = forms.ChoiceField(
        label="What kind of chair?",
        choices=[("", "Not a chair"), *ChairKind.choices],
        required=False,
        help_text="From outside, from among the officers, or from among the councillors.",
    )
    co_opted = forms.BooleanField(
        label="Co-opted",
        required=False,
        help_text="Asked to join by the body itself, with or without a vote.",
    )
    in_cabinet = forms.BooleanField(label="A member of the council’s cabinet", required=False)
    since = DayField(label="First day", called="the first day")
    until = DayField(
        label="Last day",
        called="the last day",
        required=False,
        help_text="Leave empty while no end is known.",
    )
    confirmed = forms.BooleanField(label="Add this member of the cabinet all the same", required=False)

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        self.body = body
        super().__init__(*args, **kwargs)
        cast(SeatChoice, self.fields["seat"]).of(body)
        if not self.is_bound:
            del self.fields["confirmed"]

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or {}
        since, until = facts.get("since"), facts.get("until")
        if since and until and until < since:
            self.add_error("until", "The last day must not be before the first day")
        role = facts.get("role", self.known_role)
        warning = membership_warning(self.body, role, facts.get("in_cabinet", False))
        if not warning:
            del self.fields["confirmed"]
        elif not facts.get("confirmed"):
            self.add_error("confirmed", warning)
        return facts


class NewServiceForm(ServiceForm):
    """A membership for somebody in the list or, when the list is left alone, for somebody new."""

    user = PersonChoice(label="Person", required=False, empty_label="Somebody new: enter them below")
    name = forms.CharField(
        label="Name of somebody new",
        required=False,
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label="Email address of somebody new",
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text="Needed only if they are to sign in. You invite them afterwards.",
    )
    organisation = forms.CharField(
        label="An organisation that is not in the list", required=False, max_length=200
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(PersonChoice, self.fields["user"]).tell_apart()
        on_behalf_of = cast(OrganisationChoice, self.fields["on_behalf_of"])
        on_behalf_of.empty_label = "Nobody, or an organisation that is not in the list"

    def clean(self) -> dict[str, Any]:
        facts = super().clean()
        if "user" not in self.errors and not facts.get("user") and not facts.get("name"):
            self.add_error("user", "Choose a person from the list, or enter the name of somebody new")
        if facts.get("user") and facts.get("name"):
            self.add_error("name", "Leave this empty when you choose a person from the list")
        if facts.get("on_behalf_of") and facts.get("organisation"):
            self.add_error("organisation", "Leave this empty when you choose an organisation from the list")
        return facts


class MemberForm(NewServiceForm):
    role = forms.ChoiceField(choices=Role.choices, widget=forms.RadioSelect)
    field_order = (
        *("user", "name", "email", "role", "chair_kind", "office", "seat", "on_behalf_of", "organisation"),
        *("voting", "co_opted", "in_cabinet", "confirmed", "since", "until"),
    )


class SuccessorForm(NewServiceForm):
    """Whoever chairs next; the role is not asked."""

    known_role = Role.CHAIR
    chair_kind = forms.ChoiceField(
        label="What kind of chair?",
        choices=ChairKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether the chair is independent, an officer or elected"},
    )
    since = DayField(
        label="First day in the chair",
        called="the first day",
        help_text="Whoever chairs until then does so to the day before.",
    )
    field_order = (
        *("since", "user", "name", "email", "chair_kind", "office", "seat", "on_behalf_of", "organisation"),
        *("voting", "co_opted", "in_cabinet", "confirmed", "until"),
    )


class CorrectionForm(ServiceForm):
    """A membership as it is recorded, to be put right with a reason. Person and role stay."""

    voting = forms.TypedChoiceField(
        label="Vote", choices=VOTES, coerce=to_vote, widget=forms.RadioSelect, empty_value=None
    )
    reason = forms.CharField(
        label="Why is the record changed?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="The log keeps it. For example: the first day was typed wrong.",
    )
    field_order = (
        *("office", "seat", "on_behalf_of", "chair_kind", "voting", "co_opted", "in_cabinet", "confirmed"),
        *("since", "until", "reason"),
    )

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        self.known_role = membership.role
        kwargs["initial"] = {
            name: getattr(membership, name)
            for name in ("office", "seat", "on_behalf_of", "chair_kind", "co_opted", "in_cabinet", "since")
        } | {"voting": "yes" if membership.voting else "no", "until": membership.until}
        super().__init__(*args, body=membership.body, **kwargs)
        if membership.role != Role.CHAIR:
            del self.fields["chair_kind"]
        if membership.role not in SEATED:
            for name in ("seat", "co_opted", "in_cabinet"):
                del self.fields[name]


class EndMembershipForm(HouseForm):
    until = DayField(
        label="Last day", called="the last day", help_text="The person serves on this day still."
    )
