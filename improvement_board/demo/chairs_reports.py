"""What the demonstration's Chair writes to the board, report by report."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Correction:
    """A later edition, ``weeks`` before the board's next meeting: what it ``says`` instead."""

    weeks: int
    reason: str
    instead_of: str
    says: str


@dataclass(frozen=True)
class Carried:
    """What a report says of a highlight of the one before: the ``highlight`` by some of its words."""

    highlight: str
    verdict: str
    words: str


@dataclass(frozen=True)
class Rests:
    """What the paragraph with ``words`` rests on: entries of the log by week and weekday, a report before by
    its key and some of its words, or what an office ``said``, some weeks before the board's next meeting."""

    words: str
    visits: tuple[tuple[int, int], ...] = ()
    report: tuple[str, str] | None = None
    said: tuple[int, str] | None = None


@dataclass(frozen=True)
class ForTheCommittee:
    """The version for the committee's meeting of ``weeks``. ``leaves`` says why findings without a suggestion
    stay; ``reasons`` tell readers why a paragraph with these words was changed."""

    weeks: int
    leaves: str
    reasons: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ChairsReport:
    """``meeting`` is the board meeting it goes to, in weeks; ``sections`` hold paragraphs by heading.

    ``ends`` is how far it has come: "draft", "in-review" or "published". ``late`` means published two
    days before the meeting; ``returned`` is the note with which it came back once; ``notes`` still wait.
    """

    title: str
    meeting: int
    purpose: str
    key_issues: str
    recommendations: str
    sections: dict[str, tuple[str, ...]]
    financial: str = "There are no new financial implications directly contained within the report."
    background: str = "None"
    ends: str = "published"
    late: bool = False
    returned: str = ""
    notes: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = field(default=())
    withdrawn: tuple[int, str] | None = None
    highlights: tuple[str, ...] = ()
    carried: tuple[Carried, ...] = ()
    rests: tuple[Rests, ...] = ()
    for_the_committee: ForTheCommittee | None = None
    co_writer: str = ""


FIRST = ChairsReport(
    title="Report of the Independent Chair: the first seven months",
    meeting=-64,
    purpose=(
        "To give the Board the Chair's independent view of the first seven months of improvement work, and "
        "of what has to happen next."
    ),
    key_issues="The front door is safer than it was. Work behind it is still too slow, and too much of it is "
    "judged inadequate when it is audited. Staff know the plan but not yet what it asks of their team.",
    recommendations="That the report be noted\nThat the Board asks for a monthly account of the age of "
    "unfinished assessments, locality by locality",
    background="Letter of His Majesty's Chief Inspector after the first monitoring visit\nImprovement plan, "
    "second version",
    sections={
        "Introduction": (
            "This is my first written report to the Board since I was asked to chair it. The "
            "inspection report of {judged} described a service in which children waited too long for "
            "help, in which decisions were made without the information that partners held, and in "
            "which managers did not know what their own audits were telling them. I have tried to find "
            "out, by going to see for myself, how much of that description still holds.",
            "I am grateful to the teams who have had me in their offices, often at short notice and on "
            "days when they had better things to do. Nobody has told me that the inspectors were "
            "wrong. Several people told me that they had said the same things themselves for some time "
            "before anyone wrote them down. The Board should take that as encouragement and as a "
            "warning: knowledge was there, and it did not travel upwards.",
            "The first monitoring visit took place on {first_visit} and looked at the Multi-Agency "
            "Safeguarding Hub. Its letter says that children at immediate risk are now seen on the "
            "same day, and that the reasons for closing a contact are still not always written down. "
            "Both statements match what I saw.",
        ),
        "Activity programme": (
            "I set out to visit each locality once before writing this report and to meet every "
            "partner represented on the Board at least once in private. I have done so with one "
            "exception: I have not yet been to the Emergency Duty team, whose work falls at hours when "
            "committees do not meet. I shall put that right before my next report.",
        ),
        "Analysis": (
            "The strongest progress is at the front door. Police officers, health practitioners and "
            "social workers now sit in one room, and the daily meeting at which they share what they "
            "know starts on time and ends with decisions. In the three weeks of records I looked "
            "through with the hub manager, every contact that mentioned an injury to a child under two "
            "had been discussed by all three agencies within four hours.",
            "Behind the front door the picture is different. In the Assessment teams the average "
            "caseload is 26, and that average hides more than it shows: 34 workers hold more than 20 "
            "children each, and nine of them qualified within the last eighteen months. Assessments "
            "are being finished on time because managers are counting days, not because the work has "
            "become quicker or better. I was shown a number of assessments that had been signed off on "
            "the last permitted day with a plan of two lines.",
            "The audit programme is honest, and for that the service deserves credit. Just under a "
            "third of the cases audited in the last quarter were judged inadequate by the council's "
            "own auditors. The causes repeat themselves:",
            "Three causes account for most of the failures:\n"
            "- the child was not seen alone, or what the child said was not recorded\n"
            "- the history of earlier contacts was not read before the decision was made\n"
            "- supervision had been missed, or had dealt with the caseload but not with the children "
            "in it",
            "What the service does with these findings is less clear. A case that fails is put right, "
            "and I have seen the tracker that shows it. The team that produced it is not always told. "
            "An audit that mends one case and leaves the habit that spoiled it untouched will produce "
            "the same figure next quarter.",
            "Partners have come to the table. The police have moved two detective sergeants into the "
            "hub, and schools have agreed a single route for their concerns. Health is represented at "
            "every meeting, but the commissioners' reorganisation has twice changed who speaks for it. "
            "I ask the Board to be patient about the reorganisation and impatient about its effects.",
        ),
        "Conclusion": (
            "Seven months is not long, and the service is safer at the point where danger is first "
            "noticed. That matters more than any other single improvement. It is also the part of the "
            "work that responds most quickly to attention from the top. What remains depends on "
            "several hundred people doing ordinary things well on days when nobody is looking.",
            "I therefore ask the Board to turn its attention from the front door to the teams behind "
            "it, to ask each month how old the unfinished assessments are and not only how many are "
            "late, and to resist adding new priorities to the plan until the present ones have been "
            "carried through.",
        ),
    },
)
SECOND = ChairsReport(
    title="Report of the Independent Chair: quality of practice and the weight of caseloads",
    meeting=-40,
    purpose=(
        "To report on the Chair's activity since the last report, and on whether smaller caseloads have "
        "led to better work with children."
    ),
    key_issues=(
        "Caseloads have fallen. Quality has improved more slowly, and not everywhere. The case recording "
        "system takes time that the service had meant for families."
    ),
    recommendations=(
        "That the report be noted\n"
        "That the Director reports to the next meeting on the replacement of the case recording system, "
        "with dates\n"
        "That each partner names the manager who answers for its part in supervision and joint training"
    ),
    financial=(
        "The replacement of the case recording system is provided for in the capital programme. The report "
        "itself commits no further money."
    ),
    background=(
        "Letter of His Majesty's Chief Inspector after the second monitoring visit\n"
        "Audit reports of the last two quarters"
    ),
    returned=(
        "The figure for agency staff differs from the one in the Director's report. Please check it with "
        "her before this goes to the Board."
    ),
    sections={
        "Introduction": (
            "In my last report I asked the Board to look behind the front door. It has done so, and "
            "this report is in large part an account of what it found there. The second monitoring "
            "visit, on {second_visit}, examined the Assessment teams and came to much the same "
            "conclusions as the Board had reached from its own evidence. A service that is no longer "
            "surprised by its inspectors has made a real advance.",
            "The Board has also changed its own habits. It has a new name, new terms of reference and "
            "one meeting every other month in place of twelve a year. The time gained was meant for "
            "visits by members. I have been accompanied on four of mine, by the Headteacher, the Chief "
            "Nursing Officer and the Chief Executive of the Voluntary and Community Alliance, and I "
            "think that each of them saw something which no paper would have told them.",
        ),
        "Activity programme": (
            "I have continued to divide my time between teams I had not yet seen and teams I wanted to "
            "see again. A second visit is worth more than a first: people are less careful with what "
            "they say, and one can ask what became of the things they hoped for the last time.",
        ),
        "Analysis": (
            "The average caseload in the Assessment teams is now 21, and the number of workers with "
            "more than 20 children has fallen from 34 to 21. Vacancies are lower than they have been "
            "for three years. Agency staff fill 24 in every hundred posts, where they filled 38 when "
            "the Board first met. These are good figures, and they were won by patient work on "
            "recruitment and on the first year of newly qualified staff.",
            "The question the Board has asked from the beginning is whether smaller caseloads lead to "
            "better work. The answer so far is: where managers use the time. In Aldermere, where each "
            "supervision begins with one child chosen by the worker, the share of audits judged "
            "inadequate has halved. In Stonebeck, where caseloads have fallen just as far, it has not "
            "moved. I sat in on supervision in both places. The difference was not subtle.",
            "Across the county 22 in every hundred audited cases were inadequate in the last quarter, "
            "against 31 when I last reported. The direction is right. The rate is still one that no "
            "member of this Board would accept for a member of their own family, and I would ask "
            "members to keep that test in mind whenever a percentage is put before them.",
            "I have now spent the better part of two days watching social workers use the case "
            "recording system. It asks for the same facts up to four times, loses what was typed when "
            "a session runs out, and cannot show a child's history on one page. One experienced worker "
            "showed me the paper notebook in which she keeps what she really needs to know. The Board "
            "should regard that notebook as a finding. A system that good workers have to go round is "
            "not merely inconvenient: it hides what they know from whoever takes over the case.",
            "Partnership at the level of this Board is easy and good-humoured. On the ground it "
            "varies. Where practitioners from different agencies know each other by name, as in the "
            "Early Help team in Cherwick, disagreements about thresholds are settled by telephone in "
            "an afternoon. Elsewhere they become correspondence. The Board has heard of three such "
            "cases since my last report, each of them settled in the end by people who should not have "
            "had to be asked.",
        ),
        "Conclusion": (
            "The conditions for good practice are better than at any time since the inspection. That "
            "places the responsibility where it now belongs, with those who manage practice from day "
            "to day, and it takes away the explanation that has served the service, not unfairly, "
            "until now.",
            "I would ask the Board to put three questions to itself before the next monitoring visit:\n"
            "- Do we know which managers turn time into quality, and are the others learning from "
            "them?\n"
            "- Is the date for the new recording system one that we believe?\n"
            "- When an audit figure gets worse, as one day it will, shall we ask why before we ask who?",
        ),
    },
    corrections=(
        Correction(
            weeks=38,
            reason=(
                "The share of agency staff when the Board first met was given wrongly in paragraph 3.1. It "
                "was 34 in every hundred posts, not 38."
            ),
            instead_of="where they filled 38 when the Board first met",
            says="where they filled 34 when the Board first met",
        ),
    ),
)
THIRD = ChairsReport(
    title="Report of the Independent Chair: consistency between the four localities",
    meeting=-24,
    purpose=(
        "To report on the Chair's activity since the last report, and to compare the four localities on "
        "the measures that the Board follows."
    ),
    key_issues=(
        "The distance between the best and the weakest locality has become the main risk to the county's "
        "children and to the outcome of the next inspection."
    ),
    recommendations=(
        "That the report be noted\n"
        "That the Board asks the Director for a plan by which Stonebeck and Wexcombe reach the standard of "
        "Aldermere, with the names of those who will lead it"
    ),
    background=(
        "Performance report to the Board for the last two quarters\n"
        "Audit report: causes of failure by locality"
    ),
    late=True,
    highlights=("In Stonebeck I found a team that has had five managers",),
    rests=(
        Rests("In Stonebeck I found a team", visits=((37, 2),)),
        Rests(
            "The column to read first is supervision", report=("second", "The question the Board has asked")
        ),
        Rests(
            "Children themselves notice these differences",
            visits=((29, 2),),
        ),
    ),
    sections={
        "Introduction": (
            "A county is not one place. When the Board looks at an average for Marlshire it looks at "
            "the sum of four localities whose teams, managers and communities differ a great deal. "
            "This report sets the four side by side, because the question that inspectors will ask "
            "next is whether a child in Wexcombe and the Forest of Harrowdene can expect the same "
            "service as a child in Aldermere. At present the honest answer is no.",
            "I am conscious that comparisons can wound. I have shown the figures to the four locality "
            "managers before writing this report. None disputed them. Two told me that they were glad "
            "to see them in print.",
        ),
        "Activity programme": (
            "My visits in this period were chosen for comparison. I went to the same kind of team in "
            "each locality, asked the same questions and read the same kinds of record. I also spent "
            "an evening and part of a night with the Emergency Duty team, and I thank them for their "
            "patience with a visitor who asked for tea at two in the morning.",
        ),
        "Analysis": (
            "The Board's four measures stood as follows at the end of the last quarter. Caseload is "
            "the average in the Assessment team; audits are those judged inadequate in every hundred; "
            "supervision is the share held within the month.\n"
            "| Locality | Caseload | Audits | Supervision | Agency staff |\n"
            "|---|---:|---:|---:|---:|\n"
            "| Aldermere | 16 | 8 | 97 % | 9 % |\n"
            "| Cherwick | 18 | 13 | 91 % | 17 % |\n"
            "| Stonebeck | 19 | 21 | 74 % | 28 % |\n"
            "| Wexcombe and the Forest of Harrowdene | 22 | 19 | 70 % | 33 % |\n"
            "| Marlshire | 18 | 15 | 84 % | 21 % |",
            "The column to read first is supervision. It is the measure over which a manager has the "
            "most control, and the others follow it with a delay of about a quarter. Where supervision "
            "is regular, staff stay; where staff stay, children see the same face; and where children "
            "see the same face, the audits improve. I do not claim to have proved this. I have now "
            "watched it happen twice in Aldermere and once in Cherwick.",
            "Wexcombe has real difficulties that the other localities do not share. Its families are "
            "spread over six hundred square kilometres of forest and small villages, its office is an "
            "hour from the nearest hospital, and it competes for staff with two neighbouring counties "
            "that pay more. These facts explain a good deal. They were equally true in the year when "
            "Wexcombe had the best audits in the county.",
            "In Stonebeck I found a team that has had five managers in three years, and that has "
            "stopped expecting the present one to stay. She has been there for seven months and "
            "intends to. The most useful thing that the Board could do for Stonebeck is to let that be "
            "known.",
            "Children themselves notice these differences. Two young people who had moved between "
            "localities told the Board in the spring that the second social worker had not known what "
            "the first one had promised. They did not speak of thresholds or trajectories. They asked "
            "why it had to be them who told the story again.",
        ),
        "Conclusion": (
            "None of this takes away from the progress of the county as a whole. The rate of "
            "inadequate audits has fallen from 31 to 15 in every hundred since my first report, and "
            "the worst locality today is better than the average was then. It would be wrong to be "
            "discouraged, and it would be a mistake to be content.",
            "The task for this Board before the third monitoring visit is to see that what works in "
            "Aldermere is carried to Stonebeck and Wexcombe by people whom those teams have reason to "
            "trust. I recommend that the Director be asked for a plan with names in it, and that the "
            "Board looks at nothing else in such detail until it has been carried out.",
        ),
    },
    corrections=(
        Correction(
            weeks=23,
            reason=(
                "Amended before the Children and Families Scrutiny Committee reads it: the Board has met "
                "and agreed the recommendation, and paragraph 4.2 now says so."
            ),
            instead_of=(
                "I recommend that the Director be asked for a plan with names in it, and that the Board "
                "looks at nothing else in such detail until it has been carried out."
            ),
            says=(
                "The Board agreed at its meeting of {meeting} that the Director will bring a plan with "
                "names in it. The Committee may wish to ask her, when it next meets her, who those people "
                "are and how often they have been to Stonebeck and to Wexcombe."
            ),
        ),
    ),
)
FOURTH = ChairsReport(
    title="Report of the Independent Chair: ready to be inspected",
    meeting=-8,
    purpose=(
        "To brief the Board on the Chair's activity since the last report, on the findings of the third "
        "monitoring visit, and on what is needed before the full inspection."
    ),
    key_issues=(
        "The letter from the third monitoring visit is the most positive the council has received. One "
        "audit round since then was worse than the one before. The Board has to understand why before it "
        "can give assurance."
    ),
    recommendations=(
        "That the report be noted\n"
        "That the Board considers the five questions in paragraph 4.3 and records its answers"
    ),
    background=(
        "Letter of His Majesty's Chief Inspector after the third monitoring visit\n"
        "Audit report for the last quarter\n"
        "Plan for Stonebeck and Wexcombe, as agreed by the Board"
    ),
    highlights=("In the audit round that ended after the visit", "Two matters concern the partners"),
    carried=(
        Carried(
            "In Stonebeck I found a team",
            "better",
            "In my report on the four localities I wrote of a team in Stonebeck that had had five managers "
            "in three years. Since then this has become better: the manager is still there, and the team has "
            "begun to believe that she will stay.",
        ),
    ),
    rests=(
        Rests("I have read every one of the cases that failed", visits=((10, 4),)),
        Rests("The plan for Stonebeck and Wexcombe has names in it", visits=((15, 0), (20, 3))),
        Rests("The new case recording system was brought in", visits=((13, 3),)),
        Rests(
            "The third monitoring visit took place",
            said=(11, "Verbal feedback of the lead inspectors at the end of the third monitoring visit"),
        ),
    ),
    for_the_committee=ForTheCommittee(
        weeks=0,
        leaves="It tells the Committee what was said to the Board, in the words in which it was said.",
        reasons={
            "Two matters concern": "The Committee reads this after the Board has met, and does not meet its "
            "partners.",
        },
    ),
    sections={
        "Introduction": (
            "The third monitoring visit took place on {third_visit} and looked at children in care and "
            "at the Family Support teams. Its letter was published on {third_letter}. Inspectors found "
            "that children in care live in homes that suit them, that they see their social workers "
            "regularly and that their plans are kept up to date. They found the work of the Family "
            "Support teams more uneven, and said so in plain words.",
            "The date of the full inspection is not known and speculation about it serves no purpose. "
            "It may come within weeks. The Board should therefore ask itself today whether it could "
            "give an honest account of the service if inspectors arrived on Monday: what is good, what "
            "is not, how it knows, and what it is doing about it.",
            "This report sets out my own answer to those questions. It draws on my visits, on the "
            "letter, and on the audit round that ended after the inspectors had left.",
        ),
        "Activity programme": (
            "In this period I have returned to almost every team that I saw in my first year. I have "
            "found no team that was worse than at my first visit, and two that I would not have "
            "recognised.",
        ),
        "Analysis": (
            "I begin with what is secure. The front door is sound and has been for more than a year. "
            "Children who need protection tonight receive it tonight. Work with children in care has "
            "become a strength of the county: fewer of them live far from home, and the council now "
            "knows where each of them is expected to be living in a year's time. The LADO service "
            "answers within a day and keeps records that I would hold up as an example to anyone.",
            "The position on caseloads is the best that I have been able to report. The average in the "
            "Assessment teams is 17, and only nine workers hold more than 20 children. A year and a "
            "half ago there were 34.",
            "I turn to what is not secure. In the audit round that ended after the visit, 17 in every "
            "hundred cases were judged inadequate. In the round before it was 12. One round is not a "
            "trend, and the sample was small. It is nevertheless the first time since I took the chair "
            "that this figure has moved in the wrong direction, and the Board has said that it would "
            "ask why when that happened.",
            "I have read every one of the cases that failed. They fall into two groups. In the first, "
            "mostly from Wexcombe, children were seen and known, and the record did not show it; these "
            "are failures of recording, in the weeks after the move to the new system. In the second, "
            "from two Family Support teams, children had not been seen alone for longer than six weeks "
            "and nobody had noticed. The first group will mend itself. The second will not.",
            "The plan for Stonebeck and Wexcombe has names in it, and the people named are going "
            "there. Supervision in Stonebeck was held on time for 89 in every hundred workers last "
            "month, against 74 when I reported on the four localities. In Wexcombe the figure is 81. "
            "Each of these is a credit to the managers concerned.",
            "The new case recording system was brought in over one weekend, without losing a record, "
            "by people who had practised it twice. Workers in all four localities can now see a "
            "child's history on one page. I asked the worker who had shown me her notebook whether she "
            "still keeps it. She does, out of habit, she said; but it is nearly empty.",
            "Two matters concern the partners on this Board. The waiting time for a first appointment "
            "with the child and adolescent mental health service is again above eighteen weeks in the "
            "west of the county. And schools tell me that they are not always told what became of a "
            "concern that they reported. Neither is in the gift of the Director alone.",
        ),
        "Conclusion": (
            "If inspectors came on Monday they would find a service that knows itself, that has put "
            "right most of what was found to be wrong, and that is not yet consistent. I believe that "
            "they would say so. Whether that is enough to change the judgement depends on a small "
            "number of teams.",
            "What matters more than the judgement is whether a child in Marlshire who is frightened, "
            "or neglected, or waiting to be told where they will live, is better served than two years "
            "ago. Of that I have no doubt.",
            "I ask the Board to consider the following questions and to record its answers:\n"
            "- Do we know today which children have not been seen alone for six weeks?\n"
            "- Is the fall in the last audit round understood, and do the teams concerned agree with "
            "the explanation?\n"
            "- Would each locality manager give the same account of their service as the Director "
            "gives of the county?\n"
            "- Are partners doing what they said they would do at our meeting of last spring?\n"
            "- What shall we do differently on the day after the inspection, whatever its outcome?",
            "The answers to most of these will be yes in good measure. It is the measure that needs "
            "the Board's attention.",
        ),
    },
)
WITHDRAWN = ChairsReport(
    title="Note by the Independent Chair on children placed outside the county",
    meeting=-32,
    purpose="To tell the Board what the Chair learned about children in care who live outside Marlshire.",
    key_issues=(
        "Most children who live outside the county do so for good reasons. For some the reason has been "
        "forgotten."
    ),
    recommendations="That the note be received",
    sections={
        "Introduction": (
            "The Board asked in the spring why the number of children living outside the county had "
            "not fallen with the number of children in care. I looked into the question with the "
            "Children in Care teams of all four localities and with the Independent Reviewing "
            "Officers, who know these children best.",
        ),
        "Activity programme": (
            "I met the four team managers together and then each of them alone, and read the last "
            "review of every child who lives more than thirty kilometres from the county boundary.",
        ),
        "Analysis": (
            "Most of these children live with relatives, or near a school or hospital that they need. "
            "Their reviews say so, and the reason is as good today as when it was written. For a "
            "smaller number the reason given at the time no longer holds, and nobody has asked the "
            "question again.",
            "The Independent Reviewing Officers have agreed to put one question at the head of each "
            "review: if this child came into our care today, would we place them here? I think that it "
            "is the right question.",
        ),
        "Conclusion": (
            "No great programme is needed. The question has to be asked of each child, and the answer "
            "acted upon.",
        ),
    },
    withdrawn=(
        31,
        "The note allowed children in one locality, fewer than five in number, to be recognised. The "
        "Chair has reported the same findings to the Board without the figures by locality.",
    ),
)
NEXT = ChairsReport(
    title="Report of the Independent Chair: supervision and what children tell us",
    meeting=0,
    purpose=(
        "To report on the Chair's activity since the last meeting, and on whether children's own accounts "
        "reach the people who decide."
    ),
    key_issues=(
        "Supervision is now regular in three localities of four. What children say is recorded more often "
        "than it is acted upon."
    ),
    recommendations=(
        "That the report be noted\n"
        "That the young people's advisory group is asked to choose the theme of one meeting in each year"
    ),
    background="Audit report for the last quarter",
    ends="in-review",
    carried=(
        Carried(
            "In the audit round that ended after the visit",
            "better",
            "In my last report I said that 17 in every hundred audited cases had been judged inadequate, "
            "after 12 in the round before. Since then this has become better: in the round that has just "
            "ended it was 11.",
        ),
    ),
    rests=(
        Rests("In all but two of the cases", visits=((6, 1),)),
        Rests("The young people who advise the Board", visits=((4, 4),)),
    ),
    notes=(
        "Paragraph 3.1 says three localities of four. The figures that went to the Director on Friday "
        "show Wexcombe just above the mark as well. Which do we use?",
    ),
    sections={
        "Introduction": (
            "At its last meeting the Board recorded its answers to five questions about the service's "
            "readiness for inspection. Two of the answers were less confident than the others: whether "
            "every child is seen alone, and whether what they say makes a difference. This report "
            "follows those two answers into the teams.",
        ),
        "Activity programme": (
            "Most of my visits in this short period were to Family Support teams. In each I asked to "
            "be shown, for three children chosen on the spot, where the child's own words are written "
            "down.",
        ),
        "Analysis": (
            "Supervision is now held on time for more than 85 in every hundred workers in three "
            "localities of four. The managers who achieved this did not find more hours. They stopped "
            "cancelling.",
            "In all but two of the cases that I asked to see, the child's words were there, often "
            "vividly. In fewer than half could the worker show me a decision that had been different "
            "because of them. Workers did not find the question unfair. Several said that nobody had "
            "asked it before.",
            "The young people who advise the Board put it more briefly. They said: you write it down, "
            "and then what?",
        ),
        "Conclusion": (
            "The Board has spent two years making sure that children are seen and heard. It should "
            "spend the third making sure that this changes what happens next.",
        ),
    },
)
DRAFT = ChairsReport(
    title="Report of the Independent Chair: two years of the Improvement Board",
    meeting=8,
    purpose=(
        "To look back over two years of the Board, and to recommend how its work should be carried on when "
        "it ends."
    ),
    key_issues="",
    recommendations="",
    background="",
    ends="draft",
    co_writer="secretariat",
    sections={
        "Introduction": (
            "Two years after the Board first met it is right to ask what it has been for, and whether "
            "it is still needed. I shall try to answer the first question from the record and the "
            "second from what I have seen.",
        ),
        "Analysis": (
            "To be written after the visits to Wexcombe: what the teams themselves would keep, and "
            "what they would be glad to see the end of.",
        ),
    },
)

CHAIRS_REPORTS = {
    "first": FIRST,
    "second": SECOND,
    "third": THIRD,
    "fourth": FOURTH,
    "withdrawn": WITHDRAWN,
    "next": NEXT,
    "draft": DRAFT,
}
