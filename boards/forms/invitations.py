from typing import Any

from django import forms

from boards.forms.base import HouseForm


class AcceptForm(HouseForm):
    """Choosing a password, typed twice because it cannot be seen."""

    password = forms.CharField(
        label="Choose a password",
        help_text="Use 12 characters or more. Three words that do not belong together are easy to remember.",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="Type the password again",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("password") and typed.get("again") and typed["password"] != typed["again"]:
            self.add_error("again", "The two passwords differ. Type the same one twice.")
        return typed
