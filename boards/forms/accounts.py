"""Sign-in forms in the house's words: plain labels, no text inside the boxes, errors that say what to do.

The library's own forms do the checking. The settings ``ACCOUNT_FORMS`` and ``MFA_FORMS`` put these in place.
"""

from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp

from boards.forms.base import HouseForm


class SignInForm(HouseForm):
    """What the sign-in forms have in common: new labels, told by field name."""

    labels: ClassVar[dict[str, str]] = {}
    hints: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in self.labels.items():
            self.fields[name].label = label
        for name, hint in self.hints.items():
            self.fields[name].help_text = hint
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


HOW_TO_CHOOSE = "At least 12 characters. Three words that do not belong together are good."


class LoginForm(SignInForm, account.LoginForm):  # type: ignore[misc]
    labels = {"login": "Email address", "password": "Password"}


class ReauthenticateForm(SignInForm, account.ReauthenticateForm):  # type: ignore[misc]
    labels = {"password": "Your password"}


class ChangePasswordForm(SignInForm, account.ChangePasswordForm):  # type: ignore[misc]
    labels = {
        "oldpassword": "Your present password",
        "password1": "New password",
        "password2": "New password once more",
    }
    hints = {"password1": HOW_TO_CHOOSE}


class SetPasswordForm(SignInForm, account.SetPasswordForm):  # type: ignore[misc]
    labels = {"password1": "New password", "password2": "New password once more"}
    hints = {"password1": HOW_TO_CHOOSE}


class ResetPasswordForm(SignInForm, account.ResetPasswordForm):  # type: ignore[misc]
    labels = {"email": "Email address"}


class ResetPasswordKeyForm(SignInForm, account.ResetPasswordKeyForm):  # type: ignore[misc]
    labels = {"password1": "New password", "password2": "New password once more"}
    hints = {"password1": HOW_TO_CHOOSE}


class AuthenticateForm(SignInForm, mfa.AuthenticateForm):  # type: ignore[misc]
    labels = {"code": "Code"}


class ReauthenticateByCodeForm(SignInForm, mfa.ReauthenticateForm):  # type: ignore[misc]
    labels = {"code": "Code"}


class ActivateTOTPForm(SignInForm, totp.ActivateTOTPForm):  # type: ignore[misc]
    labels = {"code": "Six digits from the app"}
