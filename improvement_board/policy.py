"""Who may open which address: one row for each, and no address without one.

``improvement_board.doors`` refuses an address that is not in this table, and a test walks the resolver
and fails on a missing or a stale row. A row says what an address asks of everyone who comes:

* ``PUBLIC``: nothing; the view shows what ``visible_to(reader)`` lets it show.
* ``CLOSED``: it is a library's address that this service does not use, and answers 404 to everyone.
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
CLOSED = Policy("closed")
SIGNED_IN = Policy("signed in")


def role(permission: Permission) -> Policy:
    return Policy("role on object", permission)


ROOF: dict[str, Policy] = {
    "health": PUBLIC,
    "brand": PUBLIC,
    "accessibility": PUBLIC,
    "privacy": PUBLIC,
    "desk": SIGNED_IN,
    "kept": SIGNED_IN,
    "discard_kept": SIGNED_IN,
}

ACCOUNTS: dict[str, Policy] = {
    "accept_invitation": PUBLIC,
    "open_invitation": PUBLIC,
    "account_login": PUBLIC,
    "account_logout": PUBLIC,
    "account_inactive": PUBLIC,
    "account_signup": PUBLIC,
    "account_reset_password": PUBLIC,
    "account_reset_password_done": PUBLIC,
    "account_reset_password_from_key": PUBLIC,
    "account_reset_password_from_key_done": PUBLIC,
    "account_confirm_login_code": CLOSED,
    "account_email_verification_sent": CLOSED,
    "account_confirm_email": CLOSED,
    "account_reauthenticate": SIGNED_IN,
    "account_email": CLOSED,
    "account_change_password": SIGNED_IN,
    "account_set_password": CLOSED,
    "mfa_authenticate": PUBLIC,
    "mfa_index": SIGNED_IN,
    "mfa_reauthenticate": SIGNED_IN,
    "mfa_activate_totp": SIGNED_IN,
    "mfa_deactivate_totp": SIGNED_IN,
    "mfa_view_recovery_codes": SIGNED_IN,
    "mfa_generate_recovery_codes": SIGNED_IN,
    "mfa_download_recovery_codes": SIGNED_IN,
    "usersessions_list": SIGNED_IN,
    "openid_connect_login": PUBLIC,
    "openid_connect_callback": PUBLIC,
    "socialaccount_signup": CLOSED,
    "socialaccount_login_error": PUBLIC,
    "socialaccount_login_cancelled": PUBLIC,
    "socialaccount_connections": SIGNED_IN,
}

BOARDS: dict[str, Policy] = {
    "boards:bodies": SIGNED_IN,
    "boards:new_body": SIGNED_IN,
    "boards:body": role(Permission.SEE_DESK),
    "boards:change_body": role(Permission.EDIT_BODY),
    "boards:rename_body": role(Permission.EDIT_BODY),
    "boards:set_terms": role(Permission.EDIT_BODY),
    "boards:members": role(Permission.SEE_DESK),
    "boards:add_member": role(Permission.EDIT_MEMBERS),
    "boards:end_membership": role(Permission.EDIT_MEMBERS),
    "boards:invite": role(Permission.EDIT_MEMBERS),
    "boards:meetings": role(Permission.SEE_DESK),
    "boards:plan_meeting": role(Permission.EDIT_MEETINGS),
    "boards:meeting": role(Permission.SEE_DESK),
    "boards:change_meeting": role(Permission.EDIT_MEETINGS),
    "boards:publish_agenda": role(Permission.PUBLISH_AGENDA),
    "boards:add_item": role(Permission.EDIT_MEETINGS),
    "boards:add_urgent_item": role(Permission.EDIT_MEETINGS),
    "boards:change_item": role(Permission.EDIT_MEETINGS),
    "boards:move_item": role(Permission.EDIT_MEETINGS),
    "boards:remove_item": role(Permission.EDIT_MEETINGS),
    "boards:attendance": role(Permission.EDIT_MEETINGS),
    "boards:add_guest": role(Permission.EDIT_MEETINGS),
    "boards:remove_guest": role(Permission.EDIT_MEETINGS),
    "boards:actions": role(Permission.SEE_DESK),
    "boards:add_action": role(Permission.EDIT_MEETINGS),
    "boards:change_action": role(Permission.EDIT_MEETINGS),
    "boards:close_action": role(Permission.EDIT_MEETINGS),
    "boards:places": SIGNED_IN,
    "boards:closed_days": SIGNED_IN,
    "boards:open_day": SIGNED_IN,
}

REPORTS: dict[str, Policy] = {
    "reports:activities": SIGNED_IN,
    "reports:log_activity": SIGNED_IN,
    "reports:change_activity": SIGNED_IN,
    "reports:reports": SIGNED_IN,
    "reports:start": SIGNED_IN,
    "reports:bring_in": SIGNED_IN,
    "reports:keep_brought_in": SIGNED_IN,
    "reports:report": role(Permission.SEE_DESK),
    "reports:write": role(Permission.WRITE_REPORTS),
    "reports:cover": role(Permission.WRITE_REPORTS),
    "reports:preview": role(Permission.SEE_DESK),
    "reports:notes": role(Permission.SEE_DESK),
    "reports:settle_note": role(Permission.SEE_DESK),
    "reports:agreed_pdf": role(Permission.SEE_DESK),
    "reports:make_pdf_again": role(Permission.PUBLISH_PAPERS),
    "reports:submit": role(Permission.WRITE_REPORTS),
    "reports:return": role(Permission.REVIEW_REPORTS),
    "reports:agree": role(Permission.REVIEW_REPORTS),
    "reports:reopen": role(Permission.SEE_DESK),
    "reports:publish": role(Permission.PUBLISH_PAPERS),
    "reports:correct": role(Permission.SEE_DESK),
    "reports:withdraw": role(Permission.PUBLISH_PAPERS),
    "reports:add_paper": role(Permission.EDIT_MEETINGS),
    "reports:bring_paper": role(Permission.EDIT_MEETINGS),
    "reports:remove_paper": role(Permission.EDIT_MEETINGS),
}

SCRUTINY: dict[str, Policy] = {
    "scrutiny:front": PUBLIC,
    "scrutiny:boards": PUBLIC,
    "scrutiny:board": PUBLIC,
    "scrutiny:committees": PUBLIC,
    "scrutiny:committee": PUBLIC,
    "scrutiny:meetings": PUBLIC,
    "scrutiny:meeting": PUBLIC,
    "scrutiny:meeting_calendar": PUBLIC,
    "scrutiny:sitemap": PUBLIC,
    "scrutiny:minutes": PUBLIC,
    "scrutiny:minutes_pdf": PUBLIC,
    "scrutiny:minutes_json": PUBLIC,
    "scrutiny:minutes_edition": PUBLIC,
    "scrutiny:minutes_edition_pdf": PUBLIC,
    "scrutiny:minutes_edition_json": PUBLIC,
    "scrutiny:papers": PUBLIC,
    "scrutiny:paper": PUBLIC,
    "scrutiny:paper_pdf": PUBLIC,
    "scrutiny:paper_json": PUBLIC,
    "scrutiny:paper_edition": PUBLIC,
    "scrutiny:edition_pdf": PUBLIC,
    "scrutiny:edition_json": PUBLIC,
    "scrutiny:search": PUBLIC,
    "scrutiny:feed": PUBLIC,
    "scrutiny:body_feed": PUBLIC,
    "minutes:minutes": role(Permission.WRITE_MINUTES),
    "minutes:start": role(Permission.WRITE_MINUTES),
    "minutes:bring_in": role(Permission.WRITE_MINUTES),
    "minutes:keep_brought_in": role(Permission.WRITE_MINUTES),
    "minutes:write": role(Permission.WRITE_MINUTES),
    "minutes:preview": role(Permission.WRITE_MINUTES),
    "minutes:ready_pdf": role(Permission.WRITE_MINUTES),
    "minutes:make_pdf_again": role(Permission.WRITE_MINUTES),
    "minutes:ready": role(Permission.WRITE_MINUTES),
    "minutes:reopen": role(Permission.WRITE_MINUTES),
    "minutes:publish": role(Permission.WRITE_MINUTES),
    "minutes:correct": role(Permission.WRITE_MINUTES),
    "minutes:numbering": role(Permission.WRITE_MINUTES),
}

POLICIES: dict[str, Policy] = ROOF | ACCOUNTS | BOARDS | REPORTS | SCRUTINY
