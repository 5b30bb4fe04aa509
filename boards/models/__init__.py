from boards.models.actions import Action
from boards.models.agenda import AgendaItem
from boards.models.attendance import Attendance
from boards.models.bodies import Body, BodyName, TermsOfReference
from boards.models.calendar import ClosedDay
from boards.models.invitations import Invitation
from boards.models.log import ChainHead, LogEntry
from boards.models.meetings import Meeting
from boards.models.memberships import SEATED, Membership, Role
from boards.models.people import Organisation, Reader, User
from boards.models.places import Place
from boards.models.versions import Versioned

__all__ = [
    "SEATED",
    "Action",
    "AgendaItem",
    "Attendance",
    "Body",
    "BodyName",
    "ChainHead",
    "ClosedDay",
    "Invitation",
    "LogEntry",
    "Meeting",
    "Membership",
    "Organisation",
    "Place",
    "Reader",
    "Role",
    "TermsOfReference",
    "User",
    "Versioned",
]
