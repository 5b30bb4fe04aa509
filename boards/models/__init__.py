from boards.models.actions import Action, ActionNote
from boards.models.agenda import AgendaItem
from boards.models.agenda_templates import AgendaTemplate, TemplateItem
from boards.models.attendance import Attendance
from boards.models.bodies import Body, BodyName, TermsOfReference
from boards.models.calendar import ClosedDay
from boards.models.consultations import Consultation, ConsultationQuestion, Position
from boards.models.declarations import Declaration
from boards.models.frequency import FrequencyRule
from boards.models.invitations import Invitation
from boards.models.log import ChainHead, LogEntry
from boards.models.meetings import Meeting
from boards.models.memberships import SEATED, ChairKind, Membership, Role
from boards.models.modes import RemotePresence
from boards.models.people import Organisation, Reader, User
from boards.models.places import Place
from boards.models.relationships import Relationship
from boards.models.restrictions import Restriction
from boards.models.seats import Seat
from boards.models.themes import Theme
from boards.models.versions import Versioned
from boards.models.votes import Vote

__all__ = [
    "SEATED",
    "Action",
    "ActionNote",
    "AgendaItem",
    "AgendaTemplate",
    "Attendance",
    "Body",
    "BodyName",
    "ChainHead",
    "ChairKind",
    "ClosedDay",
    "Consultation",
    "ConsultationQuestion",
    "Declaration",
    "FrequencyRule",
    "Invitation",
    "LogEntry",
    "Meeting",
    "Membership",
    "Organisation",
    "Place",
    "Position",
    "Reader",
    "Relationship",
    "RemotePresence",
    "Restriction",
    "Role",
    "Seat",
    "TemplateItem",
    "TermsOfReference",
    "Theme",
    "User",
    "Versioned",
    "Vote",
]
