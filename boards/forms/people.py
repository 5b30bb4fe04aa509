"""People: the choice of one, and putting a name or an address right."""

from collections import Counter
from typing import Any

from django import forms

from boards import clock
from boards.dates import full_date
from boards.deeds.people import why_not_address
from boards.forms.versions import VersionedForm
from boards.models import Membership, User


class PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Somebody by name. People of one name are told apart by what they do, never by their address."""

    def __init__(self, **kwargs: Any) -> None:
        self.apart: dict[int, str] = {}
        super().__init__(queryset=User.objects.filter(is_active=True), **kwargs)

    def tell_apart(self) -> None:
        """Find out what people of the same name do; call it for each form. 4 queries at most."""
        names = Counter(User.objects.filter(is_active=True).values_list("name", flat=True))
        shared = [name for name, count in names.items() if count > 1]
        if not shared:
            return
        apart = {
            user.pk: f"serves no body, known since {full_date(user.date_joined)}"
            for user in User.objects.filter(is_active=True, name__in=shared)
        }
        serving = Membership.objects.on(clock.today()).filter(user__in=list(apart))
        for membership in serving.select_related("body", "on_behalf_of").prefetch_related("body__names"):
            does = membership.office_and_organisation or membership.get_role_display()
            apart[membership.user_id] = f"{does}, {membership.body}"
        self.apart = apart

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} ({self.apart[obj.pk]})" if obj.pk in self.apart else str(obj.name)


class PersonForm(VersionedForm[User]):
    """The address is left out for those who may not change it."""

    name = forms.CharField(max_length=150, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    email = forms.EmailField(
        label="Email address",
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text="Links that were sent to another address stop working.",
    )

    def __init__(self, *args: Any, by: User, row: User, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        if why_not_address(by, row):
            del self.fields["email"]

    def saved(self, row: User) -> dict[str, Any]:
        return {"name": row.name, "email": row.email or ""}
