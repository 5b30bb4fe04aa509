"""The meetings of the demonstration's scrutiny committee: their business, and what was said."""

from dataclasses import replace

from improvement_board.demo.business import (
    Aim,
    Business,
    CalledOff,
    Gathering,
    Interest,
    Interested,
    Outcome,
    Private,
    Task,
    Word,
)

DIRECTOR = ("Margaret Thornley", "Director of Children's Services")
INTERIM = ("Patrick Lowe", "Interim Director of Children's Services")
CABINET = ("Councillor Rupert Denholm", "Cabinet Member for Children and Families")
INDEPENDENT_CHAIR = ("Helen Ashdown", "Independent Chair of the Improvement Board")

OPENING = Business(
    "Apologies, substitutions and declarations of interest",
    standing="declarations",
    presenter="Chair of the committee",
    said=("Apologies were noted as recorded above. No member declared an interest in any item.",),
)
LAST_MINUTES = Business(
    "Minutes of the previous meeting",
    aim=Aim.DECISION,
    standing="minutes",
    presenter="Chair of the committee",
    said=("The committee considered the minutes of the meeting held on {previous}.",),
    resolved="approve: that the minutes of the meeting held on {previous} be approved as a correct record",
)
PROGRAMME = Business(
    "Work programme",
    purpose="To agree what the committee looks at next",
    aim=Aim.DECISION,
    presenter="Scrutiny Officer",
    said=(
        (
            "Members went through the work programme. Items on the improvement of children's social care "
            "remain at each second meeting."
        ),
    ),
    resolved="approve: that the work programme be agreed",
)


def item(
    title: str,
    purpose: str,
    *said: str,
    presenter: str = "Director of Children's Services",
    resolved: str = "note: that the update be noted",
    papers: tuple[str, ...] = (),
    urgent_because: str = "",
    documents: tuple[str, ...] = (),
    late_documents: tuple[str, ...] = (),
    outcome: str = Outcome.DONE,
) -> Business:
    return Business(
        title,
        purpose=purpose,
        aim=Aim.DISCUSSION,
        presenter=presenter,
        verbal=not (papers or documents),
        said=said,
        resolved=resolved,
        papers=papers,
        urgent_because=urgent_because,
        documents=documents,
        late_documents=late_documents,
        outcome=outcome,
    )


DECLARED = replace(
    OPENING,
    said=(
        "Apologies were noted as recorded above. Councillor Prowse declared a disclosable pecuniary "
        "interest in the item on the contract for the Quayside children's home and left the room while it "
        "was taken. Canon Starling declared another registrable interest in the same item.",
    ),
)
CONTRACT = "The contract for the Quayside children's home"
QUAYSIDE = Business(
    CONTRACT,
    purpose="To comment on the terms on which the contract is ended",
    aim=Aim.DISCUSSION,
    presenter="Director of Children's Services",
    verbal=True,
    said=(
        "The Director set out what the provider asked for and what the council was ready to pay.",
        "Q: Councillor Fenwick asked what a court might award if the two sides did not agree.",
        "A: The Director gave the figure that counsel had advised.",
    ),
    resolved="note: that the position be noted",
    private=Private(
        (3,),
        "The council is still agreeing with the provider what it pays. Known to the provider, the sum that "
        "the council would accept would cost the public money, which outweighs the interest in knowing it "
        "now.",
        "Members were told how the council and the provider of the home stand in ending their contract, and "
        "asked questions about the cost and the risk of a dispute. They noted the position. The outcome "
        "will be reported in public when the contract has ended.",
    ),
)

COMMITTEE_MEETINGS = (
    Gathering(
        weeks=-81,
        guests=(INTERIM, CABINET),
        away={"prowse": "apologies"},
        business=(
            OPENING,
            item(
                "Children's social care: the first hundred days of improvement",
                "To hear what has been done since the inspection report of {judged}",
                "The Interim Director described the first hundred days. Every child now had a named "
                "social worker, and the three agencies of the front door worked in one room.",
                "Q: Councillor Harrowby asked how members could tell whether the service was getting "
                "better, and not only busier.",
                "A: The Interim Director said that the share of audits judged inadequate was the "
                "figure to watch, and that it would probably rise before it fell because auditors had "
                "been told to be honest.",
                "C: Canon Starling was concerned that staff had been asked to change everything at once.",
                "P: The Interim Director undertook to send members the results of each audit round.",
                presenter="Interim Director of Children's Services",
            ),
            PROGRAMME,
        ),
        tasks=(
            Task(
                "Send members the results of each audit round",
                "clerk",
                60,
                52,
                "Sent after each round, with a page that explains the words used.",
                2,
            ),
        ),
    ),
    Gathering(
        weeks=-72,
        guests=(INTERIM,),
        away={"governor": "absent"},
        business=(
            OPENING,
            LAST_MINUTES,
            item(
                "Early help: what families are offered before a crisis",
                "To consider the early help offer in the four localities",
                "Members heard that waiting lists were shortest in Aldermere, where somebody "
                "telephoned every waiting family each week.",
                "Q: Councillor Fenwick asked why families in the Harrowdene villages had to travel to "
                "Wexcombe to be helped.",
                "A: The Interim Director said that a room had been found in two village halls and that "
                "the service would start there after the summer.",
                presenter="Interim Director of Children's Services",
                resolved=(
                    "recommend: that the Cabinet considers how early help can reach villages without a bus "
                    "service"
                ),
            ),
            PROGRAMME,
        ),
    ),
    Gathering(
        weeks=-63,
        guests=(DIRECTOR, CABINET),
        business=(
            OPENING,
            LAST_MINUTES,
            item(
                "First monitoring visit",
                "To consider the inspectors' letter after their visit of {first_visit}",
                "The Director introduced the letter. She had been in post for five weeks and thought "
                "that it was fair.",
                "Q: Councillor Brackley asked whether children had come to harm because contacts had "
                "been closed too soon.",
                "A: The Director said that every contact closed in the month of the visit had been "
                "read again. Nine had been reopened. In one of them a child had needed protection, and "
                "had received it.",
                "C: Members were concerned that nobody would have looked, had the inspectors not asked.",
            ),
            PROGRAMME,
        ),
    ),
    Gathering(
        weeks=-54,
        guests=(INDEPENDENT_CHAIR, DIRECTOR),
        away={"fenwick": "apologies"},
        business=(
            OPENING,
            LAST_MINUTES,
            item(
                "First report of the Independent Chair of the Improvement Board",
                "To hear the Independent Chair's view of the first months of improvement work",
                "The Independent Chair presented the report that she had made to the Board. The front "
                "door was safer; nearly a third of audited cases were still inadequate.",
                "Q: Councillor Harrowby asked whom the Independent Chair would tell if she found that "
                "the Board was being told less than the truth.",
                "A: The Independent Chair said that she would tell the Board, in public and in "
                "writing, and this committee at its next meeting.",
                "Q: Louise Garrick asked what a parent who was worried about a child should now expect.",
                "A: The Director said: to be answered on the same day, by a person, and to be told "
                "what would happen next.",
                "P: The Independent Chair undertook to report to the committee after each of her "
                "reports to the Board.",
                presenter="Independent Chair of the Improvement Board",
                papers=("first",),
                resolved="receive: that the report be received;\n"
                "that the Independent Chair be invited after each of her reports to the Board",
            ),
            PROGRAMME,
        ),
    ),
    Gathering(
        weeks=-45,
        guests=(DIRECTOR, CABINET),
        away={"church": "apologies", "whitlock": "absent"},
        business=(
            OPENING,
            LAST_MINUTES,
            item(
                "Recruiting and keeping social workers",
                "To examine how the council attracts social workers and why they leave",
                "Members heard that permanent staff had risen for three quarters running and that most "
                "who left went to a neighbouring county.",
                "Q: Councillor Prowse asked what those who left had said.",
                "A: The Director said that they had spoken of supervision first, of travelling second "
                "and of pay third.",
                "C: Councillor Whitlock had written to say that newly qualified workers were given too "
                "many children.",
                resolved="request: that the reasons given by those who leave be reported twice a year",
            ),
            PROGRAMME,
        ),
        tasks=(
            Task(
                "Report twice a year the reasons that social workers give for leaving",
                "clerk",
                182,
                170,
                "The first report was read by the committee six months later.",
                3,
            ),
        ),
    ),
    Gathering(
        weeks=-36,
        days=-20,
        extraordinary=(
            "The Cabinet takes its response to the inspectors' letter before the committee's next ordinary "
            "meeting."
        ),
        guests=(DIRECTOR, CABINET),
        away={"brackley": "apologies", "governor": "apologies"},
        short_notice=(
            "The inspectors' letter was published on the day before the agenda, and the Cabinet takes its "
            "response to the letter on the day after the meeting."
        ),
        business=(
            OPENING,
            item(
                "Second monitoring visit: the council's response",
                "To comment on the response before the Cabinet agrees it",
                "The Cabinet Member apologised for the short notice. The Assessment teams were quicker "
                "and not yet consistent, and the response said how each team would be brought to the "
                "standard of the best.",
                "C: Members were concerned that the response named no dates for the case recording system.",
                "P: The Cabinet Member undertook to add the date on which dates would be known.",
                presenter="Cabinet Member for Children and Families",
                resolved=(
                    "recommend: that the response says by when the dates for the case recording system "
                    "will be known"
                ),
            ),
        ),
    ),
    Gathering(
        weeks=-36,
        guests=(INDEPENDENT_CHAIR, DIRECTOR),
        business=(
            OPENING,
            LAST_MINUTES,
            item(
                "Second report of the Independent Chair: quality of practice and caseloads",
                "To hear whether smaller caseloads have led to better work with children",
                "The Independent Chair presented her report. Caseloads had fallen across the county; "
                "quality had followed where managers used the time that this gave them.",
                "Q: Councillor Brackley asked how many social workers still had more than twenty children.",
                "A: The Director said 21, of whom four were in their first two years. In the spring of "
                "the year before it had been 34.",
                "Q: Canon Starling asked about the notebook described in the report.",
                "A: The Independent Chair said that the worker who kept it was among the best she had "
                "met, and that the county should be ashamed that she needed it.",
                "P: The Director undertook to show members the new system before it was brought into use.",
                presenter="Independent Chair of the Improvement Board",
                papers=("second",),
                resolved=(
                    "note: that the report be noted;\n"
                    "that members see the new recording system before it is used"
                ),
            ),
            PROGRAMME,
        ),
        tasks=(
            Task(
                "Show members the new case recording system",
                "clerk",
                120,
                98,
                "Shown to seven members at Shire Hall; their questions and the answers were sent to all.",
                3,
            ),
        ),
    ),
    Gathering(
        weeks=-27,
        guests=(DIRECTOR,),
        away={"committee_chair": "apologies", "governor": "apologies"},
        in_the_chair="councillor",
        business=(
            OPENING,
            LAST_MINUTES,
            item(
                "Children in care: education and homes",
                "To examine how children in the council's care do at school and where they live",
                "Members heard that children in care had missed fewer days of school than in any year "
                "since 2016, and that two in three lived within thirty kilometres of their first home.",
                "Q: Councillor Prowse asked whether brothers and sisters were kept together.",
                "A: The Director said that four in five were. She knew the reason for each of the others.",
            ),
            PROGRAMME,
            item(
                "Closure of the Quayside children's home",
                "To hear why the home closed last week and where its children are",
                "The Director said that the provider had closed the home at four days' notice. The "
                "three children had moved together to another home in the county, and had kept their "
                "schools.",
                "Q: Councillor Prowse, in whose division the home stood, asked whether the council "
                "could have known.",
                "A: The Director said that there had been signs, and that providers would now be "
                "visited each month.",
                urgent_because=(
                    "The home closed after the agenda was published, and the committee does not meet again "
                    "until after the contract with the provider has to be ended or renewed."
                ),
            ),
        ),
    ),
    Gathering(
        weeks=-18,
        guests=(INDEPENDENT_CHAIR, DIRECTOR, CABINET),
        away={"brackley": "came: 14:20", "church": "left: 15:35"},
        interests=(
            Interest(
                "prowse",
                CONTRACT,
                Interested.PECUNIARY,
                "Her husband is a director of a company that leases its office from the provider of the "
                "home.",
                left_the_room=True,
                registered=16,
            ),
            Interest(
                "church",
                CONTRACT,
                Interested.REGISTRABLE,
                "Trustee of a charity that has visited children at the home.",
            ),
        ),
        business=(
            DECLARED,
            LAST_MINUTES,
            item(
                "Third report of the Independent Chair: the four localities",
                "To consider why children's experience differs from one locality to another",
                "The Independent Chair presented her report, amended since the Board had agreed its "
                "recommendation.",
                "Q: Councillor Fenwick asked how a family in Wexcombe was to understand that help was "
                "better in Aldermere.",
                "A: The Independent Chair said that she could not explain it to them, and that this "
                "was why she had put the four localities side by side.",
                "Q: Councillor Brackley asked whether the manager in Stonebeck would stay.",
                "A: The Director said that she had told her team so in writing.",
                "C: Members were concerned that a third of the posts in Wexcombe were filled by agency "
                "staff.",
                "P: The Director undertook to bring the plan for the two localities to the committee "
                "as well as to the Board.",
                presenter="Independent Chair of the Improvement Board",
                papers=("third",),
                resolved="recommend: that the plan for Stonebeck and Wexcombe be brought to this committee;\n"
                "that the Cabinet considers a supplement to pay in Wexcombe",
            ),
            QUAYSIDE,
            PROGRAMME,
        ),
    ),
    Gathering(
        weeks=-9,
        guests=(DIRECTOR,),
        away={"prowse": "apologies"},
        business=(
            OPENING,
            LAST_MINUTES,
            item(
                "Plan for Stonebeck and Wexcombe",
                "To consider the plan that the Improvement Board has agreed",
                "Members welcomed a plan that named people, days and three measures.",
                "Q: Councillor Harrowby asked what the committee would see if the plan was failing.",
                "A: The Director said that supervision would be the first figure to fall, and that it "
                "would fall within a month.",
                "P: The Director undertook to send the three measures to members every month.",
                resolved=(
                    "note: that the plan be noted;\nthat its three measures be sent to members each month"
                ),
            ),
            item(
                "Why social workers leave: second report",
                "To receive the reasons given by those who left in the last six months",
                "Fourteen social workers had left, against 23 in the six months before. Supervision "
                "was no longer the reason given most often; travelling was.",
            ),
            PROGRAMME,
        ),
        tasks=(
            Task(
                "Send the three measures of the plan to members every month",
                "clerk",
                35,
                item=3,
                words=(
                    Word(
                        33,
                        "clerk",
                        "Sent once. The figures of the second month come from the new recording system, and "
                        "are being checked.",
                    ),
                ),
            ),
        ),
    ),
    Gathering(
        weeks=0,
        guests=(INDEPENDENT_CHAIR, DIRECTOR),
        away={"governor": "apologies"},
        business=(
            OPENING,
            LAST_MINUTES,
            item(
                "Fourth report of the Independent Chair: ready to be inspected",
                "To consider the findings of the third monitoring visit and what remains before the "
                "full inspection",
                presenter="Independent Chair of the Improvement Board",
                papers=("fourth",),
                late_documents=("letter",),
            ),
            item(
                "Children's mental health: waiting times in the west of the county",
                "To hear from the Integrated Care Board why children wait",
                presenter="Chief Nursing Officer, Integrated Care Board",
                documents=("slides",),
            ),
            item(
                "Children's homes: the next contracts",
                "To comment on the way in which the next contracts are given, before the Cabinet decides",
                presenter="Director of Children's Services",
                documents=("quotations",),
                outcome="",
            ),
            PROGRAMME,
        ),
    ),
    Gathering(
        weeks=0,
        days=13,
        stage="called",
        template="committee",
        extraordinary="The Cabinet draws up its budget before the committee's next ordinary meeting.",
        business=(
            Business(
                "Pay supplement for social workers in Wexcombe and the Forest of Harrowdene: the Cabinet's "
                "answer to the committee's recommendation",
                purpose="To question the Cabinet Member about the answer before the budget is drawn up",
                aim=Aim.DISCUSSION,
                presenter="Cabinet Member for Children and Families",
                takes=40,
                awaited="Pay supplement in Wexcombe: what it costs, year by year",
            ),
            Business(
                "Report of the Independent Chair on the four localities: what has changed since",
                purpose="To compare the position now with the report that the committee read earlier",
                aim=Aim.DISCUSSION,
                presenter="Director of Children's Services",
                takes=30,
                papers=("third",),
            ),
        ),
    ),
    Gathering(
        weeks=9,
        stage="planned",
        off=CalledOff(
            "The Council Chamber is needed on this day for a meeting of the full council.",
            weeks_before=3,
            moved=7,
        ),
    ),
    Gathering(weeks=18, stage="planned"),
)
