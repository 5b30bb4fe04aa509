"""The people of the tests, on a board and a committee of a council that does not exist.

Sam runs the board's secretariat, Chris chairs it, Mo sits on it for the police, Rae reviews its reports.
Cleo clerks the scrutiny committee, Con is a councillor on it. Ada is the council's administrator.
Otto serves another board altogether, and Lena left the secretariat yesterday.
"""

import datetime

from django.utils import timezone

from boards.models import Body, Role, User
from tests.builders import make_body, make_member, make_organisation, make_person


class Cast:
    board: Body
    committee: Body
    other_board: Body

    def __init__(self) -> None:
        self.board = make_body("Children's Improvement Board", kind="board")
        self.committee = make_body(
            "Children and Families Scrutiny Committee", kind="committee", regime="statutory"
        )
        self.other_board = make_body("Adults' Improvement Board", kind="board")
        police = make_organisation("Marlshire Police", sector="police")
        self.sam = self.someone("Sam Secretary", "sam", self.board, Role.SECRETARIAT)
        self.chris = self.someone("Chris Chair", "chris", self.board, Role.CHAIR, office="Independent Chair")
        self.mo = self.someone("Mo Member", "mo", self.board, Role.BOARD_MEMBER, on_behalf_of=police)
        self.rae = self.someone("Rae Reviewer", "rae", self.board, Role.REVIEWER)
        self.cleo = self.someone("Cleo Clerk", "cleo", self.committee, Role.CLERK)
        self.con = self.someone("Con Councillor", "con", self.committee, Role.COUNCILLOR)
        self.otto = self.someone("Otto Outsider", "otto", self.other_board, Role.SECRETARIAT)
        yesterday = timezone.localdate() - datetime.timedelta(days=1)
        self.lena = self.someone("Lena Leaver", "lena", self.board, Role.SECRETARIAT, until=yesterday)
        self.ada = make_person("Ada Administrator", "ada@marlshire.test", is_staff=True)
        self.stranger = make_person("Stan Stranger", "stan@marlshire.test")

    def someone(self, name: str, first: str, body: Body, role: Role, **membership: object) -> User:
        person = make_person(name, f"{first}@marlshire.test")
        make_member(body, person, role, **membership)
        return person
