"""A chair's report and a set of minutes of the fictional Marlshire County Council, as long as real ones."""

from datetime import date

from reports.composed import (
    ComposedBullet,
    ComposedPaper,
    ComposedParagraph,
    ComposedSection,
    CoverRow,
    PaperKind,
    paragraph_anchor,
    section_anchor,
)
from reports.markdown import plain_text, render_block, render_inline

COUNCIL = "Marlshire County Council"
FOOTER = "Progress report of the Improvement Board · Edition 2 · https://boards.marlshire.example/papers/progress/2/"

COVER = (
    ("Report title", "Progress report on the work of the Marlshire Improvement Board"),
    (
        "Purpose of report",
        "To brief the Committee on the work of the Board since May, to highlight progress and the areas "
        "where further work is required.",
    ),
    ("Is this for information or decision?", "For information"),
    ("Author", "Helen Ashdown, Independent Chair of the Improvement Board"),
    (
        "Key issues",
        "Progress in the work of the Board, the role of the Chair and the work across the partnership; "
        "developments within the service and in its performance; and the critical areas where progress is "
        "needed in order to secure lasting improvement.",
    ),
    (
        "Recommendations to the Committee",
        "- To note the report.\n- To invite the Director of Children's Services to report in January on the "
        "use of the additional senior capacity.",
    ),
    (
        "Financial/Resource implications",
        "There are no new financial implications directly contained within the report.",
    ),
)

REPORT = (
    (
        "Introduction",
        (
            "This report for the Children and Families Scrutiny Committee at its meeting on 10 October 2019 "
            "is substantially based upon the report to the Improvement Board of 24 September 2019.",
            "It has been amended to reflect information which was shared with the Board at its meeting, and "
            "a meeting with the Department for Education which took place two days later.",
            "It sets out my activity as Chair and my commentary on the progress being made. It is written "
            "in the knowledge that the service has now received what is expected to be its last monitoring "
            "visit. At the time of writing the letter from that visit has not been published; the *verbal* "
            "feedback given to the Director of Children's Services is reflected in [paragraph 3.2](#p-3-2).",
            "The key issue which the Committee has to address from this point is the full inspection to "
            "come. It needs to consider not only what further work the Council must do to achieve a "
            "positive outcome, but equally what **all of the partners** must do to achieve the same.",
            "The date of the inspection is unknown, however informed the speculation may be. The Board was "
            "therefore asked to give these matters detailed consideration and to ask itself some searching "
            "questions. This report sets out what those questions are and gives the Chair's view of the "
            "answers.",
        ),
    ),
    (
        "Activity programme",
        (
            "In the period since my last report in May my approach to the role has remained the same. I "
            "remain in close contact with the service, visiting offices and speaking directly with front "
            "line staff. That enables me to make my own assessment of whether improvements are being "
            "sustained and to gauge the morale of staff in the localities.",
            "I am also able to gain a sense of the operational issues facing staff and managers, and to "
            "reflect them in my conversations with senior leaders within the Council and beyond.",
            "In the period since my last report I have:\n"
            "- reported to the Children and Families Scrutiny Committee\n"
            "- met and held regular discussions with the Director of Children's Services\n"
            "- met the Cabinet Member and the Deputy Leader\n"
            "- held equivalent discussions with the Chief Executive\n"
            "- reported to and taken part in the review by the Department for Education\n"
            "- held a meeting with the Board member from the Clinical Commissioning Group\n"
            "- visited the Under 11s team in Aldermere, from which I gained useful insights into the flow "
            "of work and caseloads, which I have reflected back to the Director\n"
            "- visited the Westbrook office, holding conversations with social workers and their managers\n"
            "- seen the legal tracking system used by the Council, which I found to be comprehensive so "
            "long as the flow of information allows\n"
            "- visited the Early Help service in Westbrook and explored with them what appeared to be a "
            "strong model of partnership working, focused on prevention as well as on family support\n"
            "- met managers and staff at the Fenwick and Sallowby offices, including sitting in on a legal "
            "planning meeting\n"
            "- met the designated officer to examine how allegations are managed\n"
            "- met the quality assurance manager to discuss the development of the audit system\n"
            "- met the Chair of the safeguarding partnership.",
            "The scheduling of visits means that I am now able to visit some offices and services for the "
            "second time. I can therefore see whether progress has been continuous over the months, or "
            "where staffing or other factors have made the path less smooth.",
        ),
    ),
    (
        "Analysis",
        (
            "The general theme of successive reports has been that there is evidence of improvement in the "
            "service and that most of the key elements are in place to enable it; that there is no major "
            "step which senior leaders might have taken and have not; but that plans have not gained the "
            "traction to enable improvement to progress at a pace with which all are comfortable.",
            "To a large extent that remains the case. The recent visit would appear to recognise some "
            "further improvement, and some areas where the service can be reasonably confident that an "
            "acceptable standard is being achieved consistently, in particular in the multi-agency front "
            "door and in the work with children in care.",
            "The Board has been exercised for a number of months by the outcomes of case audits. It will be "
            "encouraged by the figures for July, and by a further reduction in August in the share of work "
            "found to be inadequate:\n\n"
            "| Month | Cases audited | Good or better | Requires improvement | Inadequate |\n"
            "|:--|--:|--:|--:|--:|\n"
            "| May 2019 | 62 | 21% | 47% | 32% |\n"
            "| June 2019 | 58 | 24% | 46% | 30% |\n"
            "| July 2019 | 66 | 29% | 50% | 21% |\n"
            "| August 2019 | 61 | 33% | 51% | 16% |\n\n"
            "It remains the case that the reported rate of inadequate work does not yet allow for comfort, "
            "and that any reversal of this movement would be a cause for concern.",
            "At its last meeting the Board heard a presentation about the work being done to bring casework "
            "found to be inadequate up to a satisfactory standard. I have explored this further with the "
            "manager involved, and it continues in a detailed and thorough way.",
            "There are two questions that need to be answered. Is this work moving sufficiently quickly? "
            "Are the specific remedies being translated at scale into a general raising of standards? The "
            "service needs to be able to give a clear answer to both. If there is insufficient evidence to "
            "give a clear answer in the positive, further action will be needed.",
            "It is clear that the quality of practice will be the determining factor in the inspection. In "
            "my view the most important complication is variability. It is clear both from monitoring "
            "visits and from my own observations that not all parts of the service, in particular local "
            "teams, are at the same level of development or achieving the same standards of practice.",
            "Some offices appear to have made consistent and steady progress over months, whereas this is "
            "not so everywhere. I have not yet visited a service which does not appear to be in a better "
            "position than on my previous visit, but that does not always reflect what might reasonably "
            "have been expected over the time. There are a number of possible reasons for this, not least "
            "changes in staff and in management. Both are real, but managers have to account for the degree "
            "to which improvement in practice is being driven.",
            "The Director of Children's Services has brought in additional senior capacity to give "
            "concerted attention to the task. I fully support this initiative. It is of paramount "
            "importance that there is no distraction from it, and that the whole system supports it. The "
            "role is described in the [**paper** to the Board of 24 September "
            "2019](https://boards.marlshire.example/papers/senior-capacity/).",
            "An interesting feature of recent months is the effectiveness of partnerships. There are clear "
            "positives, such as the new safeguarding arrangements and the process which brought them into "
            "being.",
            "Having recognised these, there remain some tensions between agencies at an operational level. "
            "A number of these occur within longer term work rather than at the front door, and this is "
            "also where some of the differences between localities are found.",
            "There is a clear need for consistency in the response of all agencies across the whole county, "
            "and for work on effective relationships at a local as well as at a strategic level.",
        ),
    ),
    (
        "Conclusion",
        (
            "The written report from the inspectors will be of great significance to the Committee and, "
            "assuming that it has been received, will no doubt be discussed with it by the Director.",
            "From the verbal feedback it seems unlikely to be sufficiently positive to enable the Board to "
            "feel as confident as might be expected at this stage. Much may therefore depend upon precisely "
            "when the inspection comes.",
            "The following questions need to be answered. The Board was asked to consider the level of "
            "assurance it has received on each:\n"
            "- How confident can the service be in the improvements in practice that the audits suggest?\n"
            "- Is the improvement sufficiently strong across each of the offices and teams?\n"
            "- Are all managers sufficiently focused upon this, without being deflected by concerns about "
            "demand?\n"
            "- Is there a clear plan for how the additional capacity is to be used?\n"
            "- Is there an appropriate balance between long term plans and short term imperatives?\n"
            "- Are all partners clear about what is being asked of them and, if so, are they ready to "
            "deliver?",
            "In my view these are legitimate questions, because the answers are not immediately clear. The "
            "answers to all are likely to be yes in good measure, but it may well be very small margins "
            "that make the critical difference at this stage.",
            "What is more important is achieving better outcomes for children and young people in Marlshire "
            "through improved practice. For any service, doing that well is likely to bring the outcome "
            "that it hopes for from an inspection.",
        ),
    ),
)

MINUTES = (
    ("1", "Apologies", (("", "Apologies were received from Councillor Rowe."),)),
    (
        "2",
        "Minutes of the last meeting",
        (("resolution", "Resolved: that the minutes of the meeting of 5 September 2019 be confirmed."),),
    ),
    (
        "23",
        "Progress report of the Improvement Board",
        (
            (
                "",
                "The Independent Chair of the Improvement Board introduced the report, which had been "
                "circulated. She drew attention to three matters:\n"
                "- the audit figures for July and August;\n"
                "- the variability between local teams; and\n"
                "- the additional senior capacity.",
            ),
            (
                "question",
                "A member asked how the Committee could be satisfied that the improvement in audit outcomes "
                "would be sustained once the additional capacity had gone.",
            ),
            (
                "answer",
                "The Director of Children's Services explained that the posts were funded until March 2021 "
                "and that team managers were being trained to carry out the same audits themselves.",
            ),
            (
                "concern",
                "Some members remained concerned at the differences between localities described in "
                "paragraph 3.6 of the report, and at the turnover of staff in Sallowby.",
            ),
            (
                "commitment",
                "The Director undertook to bring figures for each locality to the meeting in January.",
            ),
            (
                "action",
                "Director of Children's Services to circulate the audit timetable by 31 October 2019.",
            ),
            (
                "resolution",
                "Resolved: that the report be noted, and that the Director of Children's Services report to "
                "the Committee in January 2020 on the use of the additional senior capacity.",
            ),
        ),
    ),
    (
        "24",
        "Work programme",
        (
            ("", "The Committee considered its work programme for the rest of the municipal year."),
            ("resolution", "Resolved: that the work programme be agreed."),
        ),
    ),
)


def split_bullets(text: str) -> tuple[str, list[str]]:
    """The words before the bullets, and the bullets; only where the whole tail is bullets."""
    lead, mark, tail = text.partition(":\n- ")
    return (f"{lead}:", tail.split("\n- ")) if mark else (text, [])


def compose(
    kind: PaperKind, text: str, number: str, *, label: str = "", section: str = "", at: int = 0
) -> ComposedParagraph:
    lead, bullets = split_bullets(text)
    return ComposedParagraph(
        key=f"{kind}-{section}-{at}",
        number=number,
        anchor=paragraph_anchor(kind, number, section_number=section, position=at),
        html=render_block(lead),
        text=plain_text(lead),
        bullets=tuple(
            ComposedBullet(f"{kind}-{section}-{at}-{index}", render_inline(bullet), plain_text(bullet))
            for index, bullet in enumerate(bullets)
        ),
        kind=label,
    )


def report() -> ComposedPaper:
    sections = tuple(
        ComposedSection(
            key=f"section-{number}",
            number=str(number),
            heading=heading,
            anchor=section_anchor(str(number)),
            paragraphs=tuple(
                compose("report", text, f"{number}.{at}", section=str(number), at=at)
                for at, text in enumerate(texts, 1)
            ),
        )
        for number, (heading, texts) in enumerate(REPORT, 1)
    )
    return ComposedPaper(
        kind="report",
        title="Progress report on the work of the Marlshire Improvement Board",
        body_name="Children and Families Scrutiny Committee",
        meeting_date=date(2019, 10, 10),
        meeting_line="",
        edition=2,
        cover=tuple(CoverRow(label, render_block(text)) for label, text in COVER),
        sections=sections,
        signature=("Helen Ashdown", "Independent Chair of the Marlshire Improvement Board", "2 October 2019"),
        background_papers=(
            "Improvement Plan 2019 to 2021",
            "Letter of the fifth monitoring visit, July 2019",
        ),
        correction_reason="The August audit figures in paragraph 3.3 were given as 36 and 13 per cent.",
    )


def minutes() -> ComposedPaper:
    """Items 1 and 2 have no paragraph numbers, the others have."""
    sections = tuple(
        ComposedSection(
            key=f"item-{number}",
            number=number,
            heading=heading,
            anchor=section_anchor(number),
            paragraphs=tuple(
                compose(
                    "minutes",
                    text,
                    f"{number}.{at}" if len(number) > 1 else "",
                    label=label,
                    section=number,
                    at=at,
                )
                for at, (label, text) in enumerate(paragraphs, 1)
            ),
        )
        for number, heading, paragraphs in MINUTES
    )
    return ComposedPaper(
        kind="minutes",
        title="Minutes of the meeting of Thursday 10 October 2019",
        body_name="Children and Families Scrutiny Committee",
        meeting_date=date(2019, 10, 10),
        meeting_line="Thursday 10 October 2019, 10.00 am, Shire Hall, Aldermere",
        edition=1,
        cover=(
            CoverRow(
                "Present", render_inline("Councillors Marsh (Chair), Okafor, Pell, Sandhu and Whitlock")
            ),
            CoverRow("Apologies", render_inline("Councillor Rowe")),
            CoverRow(
                "In attendance", render_inline("The Director of Children's Services; the Independent Chair")
            ),
        ),
        sections=sections,
        signature=(),
        background_papers=None,
        correction_reason="",
    )
