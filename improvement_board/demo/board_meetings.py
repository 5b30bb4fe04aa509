"""The meetings of the demonstration's board: their business, and what was said."""

from dataclasses import replace

from boards.models import Meeting
from improvement_board.demo.business import (
    Aim,
    Business,
    CalledOff,
    Gathering,
    Interest,
    Interested,
    Outcome,
    Task,
    Word,
)

HYBRID, VIRTUAL = Meeting.Mode.HYBRID, Meeting.Mode.VIRTUAL

OPENING = Business(
    "Welcome and apologies",
    standing="apologies",
    presenter="Independent Chair",
    said=(
        (
            "The Chair welcomed members. Apologies were received as recorded above. No interests were "
            "declared."
        ),
    ),
)
DECLARED = replace(
    OPENING,
    said=(
        "The Chair welcomed members. Apologies were received as recorded above. Ms Ashby declared that she "
        "is a governor of a school in the early help pilot.",
    ),
)
LAST_MINUTES = Business(
    "Minutes of the last meeting",
    aim=Aim.DECISION,
    standing="minutes",
    presenter="Independent Chair",
    said=("The Board considered the minutes of its meeting of {previous}. No corrections were proposed.",),
    resolved="approve: that the minutes of the meeting of {previous} be agreed",
)
NOTED = "note: that the update be noted"


def update(*said: str, resolved: str = NOTED) -> Business:
    return Business(
        "Director's update",
        purpose="To tell the Board what has happened in the service since its last meeting",
        presenter="Director of Children's Services",
        verbal=True,
        said=said,
        resolved=resolved,
    )


def chairs_report(
    key: str, *said: str, resolved: str = "note: that the report be noted", late: bool = False
) -> Business:
    return Business(
        "Report of the Independent Chair",
        purpose="To receive the Chair's account of what she has seen, and her view of progress",
        aim=Aim.DISCUSSION,
        presenter="Independent Chair",
        said=said,
        resolved=resolved,
        papers=() if late else (key,),
        to_follow=key if late else "",
    )


DFE = ("Gillian Marsh", "Improvement adviser, Department for Education")

BOARD_MEETINGS = (
    Gathering(
        weeks=-92,
        guests=(DFE,),
        business=(
            OPENING,
            Business(
                "What the inspectors found",
                purpose=(
                    "To hear the findings of the inspection report of {judged} and what they mean for each "
                    "partner"
                ),
                presenter="Interim Director of Children's Services",
                verbal=True,
                said=(
                    "The Interim Director took the Board through the inspection report. Children at "
                    "risk had not always been seen promptly, decisions at the front door had been made "
                    "without what partners knew, and managers had not acted upon their own audits. "
                    "Leadership was judged inadequate with the rest.",
                    "C: The Chief Executive of the Voluntary and Community Alliance said that families "
                    "had been telling local charities much the same for two years, and that there had "
                    "been no way for the charities to pass it on.",
                ),
                resolved=(
                    "receive: that the findings be received, and that each partner reports to the next "
                    "meeting what it will do about those that concern it"
                ),
            ),
            Business(
                "Terms of reference",
                purpose="To agree how the Board will work",
                aim=Aim.DECISION,
                presenter="Independent Chair",
                verbal=True,
                said=(
                    (
                        "Members agreed to meet each month, to read papers beforehand and to speak for their "
                        "organisations."
                    ),
                ),
                resolved="approve: that the terms of reference be agreed",
            ),
        ),
        tasks=(
            Task(
                ("Name one manager for each partner who can decide at the front door"),
                ("former_police"),
                21,
                17,
                "Every partner has named a manager, and the list is on the wall of the hub.",
                2,
            ),
        ),
    ),
    Gathering(
        weeks=-88,
        away={"health": "for: Owen Tarrant, Designated Nurse"},
        business=(
            OPENING,
            LAST_MINUTES,
            Business(
                "Improvement plan: first version",
                purpose="To agree the plan that goes to the Department for Education",
                aim=Aim.DECISION,
                presenter="Interim Director of Children's Services",
                verbal=True,
                said=(
                    "The plan answered each of the inspectors' recommendations and held 112 actions. "
                    "Members welcomed its thoroughness and doubted that it could be carried.",
                    "Q: The Head of Public Protection asked which ten actions mattered most to a child "
                    "at risk tonight.",
                    "A: The Interim Director said that the first ten concerned the front door, "
                    "unallocated cases and the supervision of newly qualified staff, and that he would "
                    "set the plan out in that order.",
                ),
                resolved=(
                    "approve: that the plan be agreed, with its first ten actions set apart from the others"
                ),
            ),
        ),
        tasks=(
            Task(
                ("Set the first ten actions of the plan apart and report on them each month"),
                ("interim"),
                14,
                13,
                "Done in the second version of the plan.",
                3,
            ),
        ),
    ),
    Gathering(
        weeks=-84,
        away={"head": "apologies"},
        business=(
            OPENING,
            LAST_MINUTES,
            update(
                "Every child's case now had a named social worker. At the time of the inspection 61 "
                "had none. Four experienced practitioners had joined the Assessment teams on short "
                "contracts.",
                "C: The Cabinet Member was concerned that short contracts would end in the summer, "
                "when demand rises.",
            ),
        ),
    ),
    Gathering(
        weeks=-80,
        mode=VIRTUAL,
        business=(
            OPENING,
            LAST_MINUTES,
            Business(
                "The Multi-Agency Safeguarding Hub",
                purpose="To see how the front door works now",
                aim=Aim.DISCUSSION,
                presenter="Head of Public Protection",
                verbal=True,
                said=(
                    "Police, health and social care desks had been brought into one room. A meeting at "
                    "nine each morning took the contacts of the night, and another at two took those "
                    "of the day.",
                    "Q: The Headteacher asked how a school would learn what had become of a concern "
                    "that it had raised.",
                    "A: The hub manager said that it should hear within two working days, and that at "
                    "present it often did not.",
                    "P: The Head of Public Protection undertook that every school would have an answer "
                    "within two working days by the end of the term.",
                ),
                resolved="note: that the progress of the hub be noted",
            ),
        ),
        tasks=(
            Task(
                "Answer every school within two working days of its concern",
                "former_police",
                70,
                66,
                "Measured each week since: 94 in every hundred are answered in time.",
                3,
            ),
        ),
    ),
    Gathering(
        weeks=-76,
        away={"chief": "apologies", "voluntary": "absent"},
        business=(
            OPENING,
            LAST_MINUTES,
            Business(
                "What case audits show",
                purpose="To consider the results of the first full round of audits",
                aim=Aim.DISCUSSION,
                presenter="Interim Director of Children's Services",
                verbal=True,
                said=(
                    "Of 120 cases audited, 37 were judged inadequate. The Chair thanked the auditors "
                    "for an honest account.",
                    "C: Members were concerned that the same three causes came back in every team, and "
                    "that teams did not learn the results of audits of their own work.",
                ),
                resolved="request: that the results of each audit be discussed with the team within a week",
            ),
        ),
    ),
    Gathering(
        weeks=-72,
        guests=(DFE,),
        business=(
            OPENING,
            LAST_MINUTES,
            update(
                "The first monitoring visit would begin in the following fortnight and would look at "
                "the front door. The Interim Director would leave at the end of the month. Margaret "
                "Thornley had been appointed as Director.",
                "The Chair thanked Mr Lowe, who had taken on the service in its worst month and left "
                "it safer.",
            ),
        ),
    ),
    Gathering(
        weeks=-68,
        away={"former_police": "for: Detective Inspector Sunita Bhogal"},
        business=(
            OPENING,
            LAST_MINUTES,
            Business(
                "First monitoring visit",
                purpose="To consider the inspectors' feedback after their visit of {first_visit}",
                presenter="Director of Children's Services",
                verbal=True,
                said=(
                    "Inspectors had found the front door safer. Children at immediate risk were seen "
                    "the same day. The reasons for closing a contact were not always written down.",
                    "P: The Director would have every closed contact of the last month read again by a "
                    "second manager.",
                ),
                resolved=NOTED,
            ),
        ),
        tasks=(
            Task(
                ("Have every contact closed in the last month read again by a second manager"),
                ("director"),
                28,
                26,
                "All 412 were read. Nine were opened again, and in one of them a child needed protection.",
                3,
            ),
        ),
    ),
    Gathering(
        weeks=-64,
        business=(
            OPENING,
            LAST_MINUTES,
            chairs_report(
                "first",
                "The Chair presented her report. The front door was sound; the work behind it was slow "
                "and, in nearly a third of the cases audited, inadequate. She asked the Board to look "
                "next at the age of unfinished assessments.",
                "Q: The Chief Executive asked whether the plan had become too large to lead anybody.",
                "A: The Chair said that it had, and that the Director's first ten actions were the "
                "plan that teams could name.",
                "P: The Director would report each month how old the unfinished assessments were in "
                "each locality.",
                resolved=(
                    "note: that the report be noted;\n"
                    "that the age of unfinished assessments be reported each month"
                ),
            ),
            update(
                "Recruitment had brought eleven permanent social workers since the last meeting, "
                "seven of them newly qualified."
            ),
        ),
        tasks=(
            Task(
                "Report the age of unfinished assessments, locality by locality",
                "director",
                28,
                28,
                "First reported at the following meeting, and at each one since.",
                3,
            ),
        ),
    ),
    Gathering(
        weeks=-60,
        away={"hospital": "apologies", "cabinet": "apologies"},
        business=(
            OPENING,
            LAST_MINUTES,
            Business(
                "The age of unfinished assessments",
                purpose="To see how long children wait, as the Board asked in the last meeting",
                aim=Aim.DISCUSSION,
                presenter="Director of Children's Services",
                verbal=True,
                said=(
                    "Across the county 388 assessments were open, 71 of them for longer than 45 "
                    "working days. Forty of the 71 were in Stonebeck.",
                    "C: The Chief Nursing Officer was concerned that a child who waits 60 days has "
                    "usually been waiting for somebody to make a decision, and not for more "
                    "information.",
                ),
                resolved="note: that the figures be noted",
            ),
        ),
    ),
    Gathering(
        weeks=-56,
        business=(
            OPENING,
            LAST_MINUTES,
            Business(
                "The next year of the Board",
                purpose="To agree a new name, new terms of reference and how often the Board meets",
                aim=Aim.DECISION,
                presenter="Independent Chair",
                verbal=True,
                said=(
                    "The Chair proposed that the Board meet every other month, so that members had "
                    "time to visit teams, and that its name should say that it belonged to the county "
                    "and not to one department.",
                    "Q: The Cabinet Member asked whether fewer meetings would be taken as a sign that "
                    "the work was done.",
                    "A: The Chair said that it would be, unless members were seen in the teams. She "
                    "would publish who had visited whom.",
                ),
                resolved="approve: that the Board be called the Marlshire Children's Improvement Board;\n"
                "that it meet every other month from now on;\nthat its new terms of reference be agreed",
            ),
        ),
        tasks=(
            Task(
                "Visit at least two teams before the summer, and tell the Chair which",
                "cabinet",
                90,
                84,
                "Visited the Early Help team in Aldermere and the Assessment team in Wexcombe.",
                3,
            ),
        ),
    ),
    Gathering(
        weeks=-52,
        stage="planned",
        off=CalledOff(
            "The Board agreed on {previous} to meet every other month, so that its members have time to "
            "visit teams. Nothing was due to be decided this month.",
            weeks_before=54,
        ),
    ),
    Gathering(
        weeks=-48,
        away={"health": "apologies"},
        business=(
            OPENING,
            LAST_MINUTES,
            Business(
                "Supervision: two teams compared",
                purpose="To learn from what the Chair and two members saw",
                aim=Aim.DISCUSSION,
                presenter="Headteacher, Aldermere High School",
                verbal=True,
                said=(
                    "The Headteacher had sat in on supervision in Aldermere with the Chair. It had "
                    "begun with one child, chosen by the worker, and the conversation was the best he "
                    "had heard about a pupil in any setting.",
                    "In Stonebeck supervision had dealt with dates. Nobody had been unkind, and no "
                    "child had been named.",
                    "Q: The Chief Executive of the Voluntary and Community Alliance asked what stopped "
                    "Stonebeck from doing as Aldermere did.",
                    "A: The Director said that its managers had never seen it done, and that the "
                    "remedy was to show them.",
                    "P: The Director would have each manager in Stonebeck spend two days in Aldermere "
                    "before the next meeting.",
                ),
                resolved="note: that the members' account be noted, with thanks to both teams",
            ),
        ),
        tasks=(
            Task(
                ("Arrange for each manager in Stonebeck to spend two days with a manager in Aldermere"),
                ("director"),
                56,
                49,
                "All six went. Two have asked to go again.",
                3,
            ),
        ),
    ),
    Gathering(
        weeks=-40,
        guests=(DFE,),
        business=(
            OPENING,
            LAST_MINUTES,
            chairs_report(
                "second",
                "The Chair presented her report. Caseloads had fallen; quality had followed where "
                "managers used the time. The case recording system stood in the way of good workers.",
                "Q: The Head of Public Protection asked when the new recording system would be in use.",
                "A: The Director expected it within nine months. She would not promise a month until "
                "the trial in Cherwick had ended.",
                "C: The Named Doctor was concerned that nobody could see a child's earlier injuries on "
                "one page.",
                "P: The Director would bring dates for the new system to the next meeting.",
                resolved="note: that the report be noted;\n"
                "that the Director reports on the case recording system, with dates, to the next meeting;\n"
                "that each partner names the manager who answers for joint training",
            ),
            update(
                "The second monitoring visit had found the Assessment teams quicker and not yet "
                "consistent. Its letter contained nothing that the Board's own audits had not said."
            ),
        ),
        tasks=(
            Task(
                ("Bring dates for the new case recording system"),
                ("director"),
                56,
                55,
                ("Reported to the next meeting."),
                3,
            ),
            Task(
                "Name the manager who answers for joint training in each partner",
                "health",
                42,
                61,
                "All partners have named one, the last of them three weeks late.",
                3,
            ),
        ),
    ),
    Gathering(
        weeks=-32,
        mode=HYBRID,
        away={"chief": "for: Ruth Calloway, Deputy Chief Executive", "hospital": "came: 10:25"},
        business=(
            OPENING,
            LAST_MINUTES,
            Business(
                "The new case recording system",
                purpose="To receive the dates for which the Board asked",
                presenter="Director of Children's Services",
                verbal=True,
                said=(
                    "The trial in Cherwick had ended well. The whole county would change over one "
                    "weekend in four months' time, after two rehearsals. Workers had chosen what the "
                    "first page shows.",
                    "Q: The Chair asked what would happen if the second rehearsal failed.",
                    "A: The Director said that the weekend would then be put off by eight weeks, and "
                    "that she had already told the supplier so.",
                ),
                resolved=NOTED,
            ),
            Business(
                "Children placed outside the county",
                purpose="To receive a note from the Chair",
                presenter="Independent Chair",
                papers=("withdrawn",),
                said=(
                    (
                        "Members asked that the reviewing officers put to each review the question that the "
                        "Chair proposes."
                    ),
                ),
                resolved="receive: that the note be received",
            ),
        ),
    ),
    Gathering(
        weeks=-24,
        away={"voluntary": "apologies"},
        guests=(("Two members of the young people's advisory group", ""), DFE),
        business=(
            OPENING,
            LAST_MINUTES,
            Business(
                "What it is like to move",
                purpose="To hear two young people who have been in care in two of the county's localities",
                aim=Aim.DISCUSSION,
                presenter="Young people's advisory group",
                verbal=True,
                said=(
                    "The two speakers described what it had meant to change social workers when they "
                    "moved. Promises had not moved with them. They asked that nobody should have to "
                    "tell their story twice because of a boundary on a map.",
                    "P: The Chair would write to both of them within a month to say what had been done.",
                ),
                resolved="receive: that the contribution be received with the Board's thanks",
            ),
            chairs_report(
                "third",
                "The Chair presented her report, which had followed the agenda by a week so that the "
                "last quarter's figures could be used. She asked members to read the column on "
                "supervision first.",
                "C: The Chief Nursing Officer was concerned about Wexcombe, where health visiting was "
                "also short of staff, so that families saw neither service.",
                "Q: The Head of Public Protection asked who would lead the work in the two localities.",
                "A: The Director named the Aldermere locality manager for Stonebeck, for two days a "
                "week, and would name somebody for Wexcombe within a month.",
                resolved=(
                    "note: that the report be noted;\n"
                    "that the Director brings a plan for Stonebeck and Wexcombe, with names, to the next "
                    "meeting"
                ),
                late=True,
            ),
        ),
        tasks=(
            Task(
                "Write to the two young people who spoke to the Board",
                "chair",
                30,
                18,
                "Written on the eighteenth day; both have replied.",
                3,
            ),
            Task(
                "Bring a plan for Stonebeck and Wexcombe with names in it",
                "director",
                56,
                56,
                "The plan was agreed at the next meeting.",
                4,
            ),
        ),
    ),
    Gathering(
        weeks=-16,
        away={"head": "apologies", "hospital": "for: Dr Marcus Bell"},
        business=(
            OPENING,
            LAST_MINUTES,
            Business(
                "Plan for Stonebeck and Wexcombe",
                purpose="To agree the plan for which the Board asked",
                aim=Aim.DECISION,
                presenter="Director of Children's Services",
                verbal=True,
                said=(
                    "The plan named a lead for each locality, the days on which they would be there, "
                    "and three measures: supervision held on time, children seen alone within six "
                    "weeks, and permanent staff.",
                    "Q: The Chief Executive asked what would be given up so that the leads had the time.",
                    "A: The Director said that two countywide projects would stop until the spring. "
                    "She had told those who ran them before telling the Board.",
                    "C: The Cabinet Member was concerned that residents of Wexcombe had been told "
                    "before that help was coming.",
                ),
                resolved=(
                    "approve: that the plan be agreed;\nthat its three measures be reported at every meeting"
                ),
            ),
            update(
                "The new case recording system had been rehearsed for the second time, without a fault. "
                "The change would go ahead as planned."
            ),
        ),
        tasks=(
            Task(
                (
                    "Say how long children in the west of the county wait for a first mental health "
                    "appointment"
                ),
                ("health"),
                56,
                55,
                "Reported: nineteen weeks, against a standard of twelve.",
                3,
            ),
        ),
    ),
    Gathering(
        weeks=-8,
        guests=(DFE, ("Hannah Wragg", "Locality Manager, Wexcombe and the Forest of Harrowdene")),
        away={"voluntary": "for: Bethan Loosemore", "head": "came: 10:20", "cabinet": "left: 11:40"},
        interests=(
            Interest(
                "primary",
                "Early help in village schools",
                Interested.REGISTRABLE,
                "Governor of a school in which the early help pilot takes place.",
            ),
        ),
        business=(
            DECLARED,
            LAST_MINUTES,
            chairs_report(
                "fourth",
                "The Chair presented her report and the five questions in paragraph 4.3. She asked "
                "members to answer each for their own organisation before answering for the county.",
                "The Board recorded its answers. It was confident about the front door, about children "
                "in care and about what partners had promised in the spring. It was less confident "
                "that every child was seen alone, and that what children said made a difference.",
                "Q: The Chief Executive asked whether the worse audit round should have been told to "
                "inspectors.",
                "A: The Director said that it had been, in the week in which it was known.",
                "C: The Headteacher was concerned that schools were again waiting to hear what had "
                "become of a concern.",
                "P: The Head of Public Protection would see that the two working days promised to "
                "schools were kept again by the next meeting.",
                "P: The Chief Nursing Officer would bring a date by which the wait for a first "
                "appointment in the west of the county is below twelve weeks.",
                resolved=(
                    "note: that the report be noted, together with the Board's answers to its five "
                    "questions;\n"
                    "that the Chair presents the report to the Children and Families Scrutiny Committee"
                ),
            ),
            update(
                "The letter of the third monitoring visit had been published on {third_letter}. Staff "
                "had read it together in every office on the same morning. In Stonebeck supervision "
                "was on time for 89 in every hundred workers, and in Wexcombe for 81.",
                "P: Ms Wragg would invite every member of the Board to Wexcombe before the winter was out.",
            ),
            Business(
                "Early help in village schools",
                purpose="To hear what the first two terms of the pilot have shown",
                aim=Aim.DISCUSSION,
                presenter="Headteacher, Wexcombe Primary School",
                verbal=True,
                said=(
                    "There was no time left for this item. The Chair apologised to Ms Ashby, who had come "
                    "with the figures of the first two terms, and asked that it be taken early at the next "
                    "meeting.",
                ),
                outcome=Outcome.CARRIED,
                outcome_note="To be taken first after the standing items of the next meeting.",
            ),
        ),
        tasks=(
            Task(
                ("See that schools hear within two working days what became of a concern"),
                ("member"),
                28,
                item=3,
                words=(
                    Word(
                        20,
                        "member",
                        "Eighty-one in every hundred are answered in time again. The desk that answers "
                        "schools has been without one of its two clerks for a month.",
                    ),
                    Word(30, "secretariat"),
                ),
            ),
            Task(
                (
                    "Bring a date by which the wait for a first mental health appointment in the west of the "
                    "county is below twelve weeks"
                ),
                "health",
                28,
                item=3,
                words=(
                    Word(
                        30,
                        "secretariat",
                        "Ms Whitcombe-Fairweather has asked for more time: the recruitment panel meets this "
                        "month.",
                    ),
                ),
            ),
            Task(
                "Say what the Safeguarding Children Partnership would need to take on the Board's work",
                "director",
                100,
                item=4,
            ),
            Task(
                "Invite every member of the Board to Wexcombe",
                "director",
                42,
                20,
                "Invitations have gone out for three days; nine members have accepted.",
                4,
            ),
            Task(
                "Present the report to the Children and Families Scrutiny Committee",
                "chair",
                49,
                35,
                "Presented at the committee's last meeting.",
                3,
            ),
        ),
    ),
    Gathering(
        weeks=0,
        stage="drafted",
        template="board",
        mode=HYBRID,
        business=(
            Business(
                "Director's update",
                purpose="To tell the Board what has happened in the service since its last meeting",
                presenter="Director of Children's Services",
                verbal=True,
                takes=15,
            ),
            Business(
                "Report of the Independent Chair",
                purpose="To receive the Chair's account of what she has seen, and her view of progress",
                aim=Aim.DISCUSSION,
                presenter="Independent Chair",
                takes=20,
            ),
            Business(
                "Waiting times for children's mental health",
                purpose="To receive the date for which the Board asked at its last meeting",
                presenter="Chief Nursing Officer and Executive Lead for Safeguarding",
                takes=20,
                awaited="Waiting times in the west of the county: how twelve weeks will be reached",
            ),
            Business(
                "Stonebeck and Wexcombe: the three measures",
                purpose="To see where the two localities are against the plan",
                aim=Aim.DISCUSSION,
                presenter="Director of Children's Services",
                takes=5,
            ),
            Business(
                "Supervision held on time",
                presenter="Locality Manager, Aldermere",
                verbal=True,
                takes=10,
                is_sub_item=True,
            ),
            Business(
                "Children seen alone within six weeks",
                presenter="Locality Manager, Wexcombe and the Forest of Harrowdene",
                verbal=True,
                takes=10,
                is_sub_item=True,
            ),
            Business(
                "Permanent staff",
                presenter="Director of Children's Services",
                verbal=True,
                takes=5,
                is_sub_item=True,
            ),
            Business(
                "What follows the Board",
                purpose="To hear how the consultation of the seats stands; nothing is decided yet",
                presenter="Independent Chair",
                verbal=True,
                takes=10,
            ),
        ),
    ),
    Gathering(weeks=8, stage="planned"),
)
