"""The secretariat's addresses, under ``/desk/``, grouped by what they hang from."""

from django.urls import include, path

import boards.addresses  # noqa: F401 (makes <day:...> known)
from boards.views import (
    actions,
    agenda,
    attendance,
    bodies,
    calendar,
    invitations,
    meetings,
    memberships,
    places,
)

app_name = "boards"

body_urls = [
    path("", bodies.body, name="body"),
    path("details/", bodies.change_body, name="change_body"),
    path("rename/", bodies.rename_body, name="rename_body"),
    path("terms/", bodies.set_terms, name="set_terms"),
    path("members/", memberships.members, name="members"),
    path("members/add/", memberships.add_member, name="add_member"),
    path("members/<int:membership_id>/end/", memberships.end_membership, name="end_membership"),
    path("members/<int:membership_id>/invite/", invitations.invite, name="invite"),
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/plan/", meetings.plan_meeting, name="plan_meeting"),
    path("actions/", actions.actions, name="actions"),
    path("actions/<int:action_id>/", actions.change_action, name="change_action"),
    path("actions/<int:action_id>/close/", actions.close_action, name="close_action"),
]

meeting_urls = [
    path("", meetings.meeting, name="meeting"),
    path("change/", meetings.change_meeting, name="change_meeting"),
    path("publish/", agenda.publish_agenda, name="publish_agenda"),
    path("items/add/", agenda.add_item, name="add_item"),
    path("items/late/", agenda.add_urgent_item, name="add_urgent_item"),
    path("items/<int:item_id>/", agenda.change_item, name="change_item"),
    path("items/<int:item_id>/move/", agenda.move_item, name="move_item"),
    path("items/<int:item_id>/remove/", agenda.remove_item, name="remove_item"),
    path("attendance/", attendance.attendance, name="attendance"),
    path("attendance/guests/add/", attendance.add_guest, name="add_guest"),
    path("attendance/guests/<int:guest_id>/remove/", attendance.remove_guest, name="remove_guest"),
    path("actions/add/", actions.add_action, name="add_action"),
]

urlpatterns = [
    path("bodies/", bodies.bodies, name="bodies"),
    path("bodies/new/", bodies.new_body, name="new_body"),
    path("bodies/<slug:slug>/", include(body_urls)),
    path("meetings/<slug:slug>/<day:date>/", include(meeting_urls)),
    path("places/", places.places, name="places"),
    path("closed-days/", calendar.closed_days, name="closed_days"),
    path("closed-days/<int:closed_day_id>/open/", calendar.open_day, name="open_day"),
]
