"""Who may open which address: one row for each, and no address without one.

``improvement_board.doors`` refuses an address that is not in this table, and a test walks the resolver
and fails on a missing or a stale row. A row says what an address asks of everyone who comes:

* ``PUBLIC``: nothing; the view shows what ``visible_to(reader)`` lets it show.
* ``SIGNED_IN``: an account; the view shows the person's own things.
* ``role(permission)``: a role on the object of the address that grants the permission. The view fetches
  the object through ``boards.permissions`` (404 to outsiders, 403 to insiders without the role).
"""

from dataclasses import dataclass

from boards.permissions import Permission


@dataclass(frozen=True)
class Policy:
    name: str
    permission: Permission | None = None


PUBLIC = Policy("public")
SIGNED_IN = Policy("signed in")


def role(permission: Permission) -> Policy:
    return Policy("role on object", permission)


ROOF: dict[str, Policy] = {
    "health": PUBLIC,
    "brand": PUBLIC,
    "accessibility": PUBLIC,
    "privacy": PUBLIC,
    "desk": SIGNED_IN,
}

ACCOUNTS: dict[str, Policy] = {
    "account_login": PUBLIC,
    "account_logout": PUBLIC,
    "account_inactive": PUBLIC,
    "account_signup": PUBLIC,
    "account_reset_password": PUBLIC,
    "account_reset_password_done": PUBLIC,
    "account_reset_password_from_key": PUBLIC,
    "account_reset_password_from_key_done": PUBLIC,
    "account_confirm_login_code": PUBLIC,
    "account_email_verification_sent": PUBLIC,
    "account_confirm_email": PUBLIC,
    "account_reauthenticate": SIGNED_IN,
    "account_email": SIGNED_IN,
    "account_change_password": SIGNED_IN,
    "account_set_password": SIGNED_IN,
}

BOARDS: dict[str, Policy] = {}

REPORTS: dict[str, Policy] = {}

SCRUTINY: dict[str, Policy] = {}

POLICIES: dict[str, Policy] = ROOF | ACCOUNTS | BOARDS | REPORTS | SCRUTINY
