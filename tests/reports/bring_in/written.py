"""A report and minutes of the fictional Marlshire, written as plain text, Word, HTML and PDF."""

import io
from html import escape
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

BODY = "Marlshire Children and Families Scrutiny Committee"
WATER = (
    "The flood of referrals that followed the closure of the Harrow Lane office has been met, and the front "
    "door now answers nine calls in ten within the hour, which it could not do a year ago and which partners "
    "in the police and the health service have both remarked upon in their own returns to the Board."
)
REPORT: dict[str, Any] = {
    "kind": "report",
    "cover": {
        "title": "Report of progress on the Marlshire improvement plan",
        "purpose": "To tell the Committee what the Board has seen since the spring, what has become better, "
        "and where work still has to be done before it can be assured.",
        "for": "discussion",
        "author": "Rowan Ashby - Independent Chair of the Improvement Board",
        "key_issues": "Practice is better in four of the six localities, and staffing remains the greatest "
        "risk to all that has been gained.",
        "recommendations": [
            "That the Committee notes the report.",
            "That the Committee asks for a further report.",
        ],
        "implications": {
            "financial": "There are none that are not in the budget for 2031.",
            "legal": "None.",
            "equalities": "An assessment was made and found no adverse effect.",
        },
    },
    "sections": [
        {
            "number": "1",
            "heading": "Introduction",
            "paragraphs": [
                {
                    "number": "1.1",
                    "text": "This report is for the Committee’s meeting on 9 October 2031.",
                    "bullets": [],
                },
                {"number": "1.2", "text": WATER, "bullets": []},
            ],
        },
        {
            "number": "2",
            "heading": "Activity since the last report",
            "paragraphs": [
                {
                    "number": "2.1",
                    "text": "Since my last report I have:",
                    "bullets": [
                        "Met the Director and the Cabinet Member",
                        "Visited the Upper Marl and Lower Marl teams, where multi-agency work with schools "
                        "has grown from a trial in one town to a service that covers half of the county",
                        "Sat in on two audits.",
                    ],
                },
                {"number": "2.2", "text": f"I have also read the case audits. {WATER}", "bullets": []},
                {"number": "2.3", "text": f"Some 3.5 million pounds were set aside. {WATER}", "bullets": []},
            ],
        },
        {
            "number": "3",
            "heading": "Conclusion",
            "paragraphs": [
                {"number": f"3.{n}", "text": f"Question {n} stays open. {WATER}", "bullets": []}
                for n in range(1, 12)
            ],
        },
    ],
    "signature": ["Rowan Ashby", "Independent Chair of the Improvement Board"],
}
LABELS = {
    "title": "Report Title",
    "purpose": "Purpose of Report",
    "for": "Is this report for information or decision?",
    "author": "Author",
    "key_issues": "Key Issues:",
    "recommendations": "Recommendation(s) to the Committee:",
    "financial": "Financial/Resource Implications:",
    "legal": "Legal Implications:",
    "equalities": "Equalities Implications:",
}
MINUTES: dict[str, Any] = {
    "kind": "minutes",
    "item": {"title": "Recruitment of social workers - Update", "purpose": "To receive a verbal update."},
    "paragraphs": [
        {
            "number": "46.1",
            "text": f"The Director told Members that recruitment was ahead of plan. {WATER}",
            "bullets": [],
        },
        {
            "number": "46.2",
            "text": "A Member asked about caseloads. The answer had three parts:",
            "bullets": [
                "averages hide the highest;",
                "twenty cases is the limit; and",
                "figures come monthly.",
            ],
        },
        {"number": "46.3", "text": "The Chair thanked the Director.", "bullets": []},
    ],
    "resolutions": ["That the update be received."],
    "supporting_documents": ["Recruitment dashboard", "Exit interviews, a summary"],
}


def cover_rows(report: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """The rows of a cover sheet: label and one text, or several under recommendations."""
    cover = report["cover"]
    texts = {**cover, **cover["implications"], "for": f"For {cover['for']}."}
    return [
        (label, texts[key] if key == "recommendations" else [texts[key]]) for key, label in LABELS.items()
    ]


def report_txt(report: dict[str, Any]) -> bytes:
    rows = [BODY]
    for label, texts in cover_rows(report):
        rows += (
            [f"{label}\t{texts[0]}\t"]
            if len(texts) == 1
            else [f"{label}\t", *(f"- {text}" for text in texts)]
        )
    for section in report["sections"]:
        rows += ["", f"{section['number']}. {section['heading']}", ""]
        for paragraph in section["paragraphs"]:
            rows.append(f"- {paragraph['number']}. {paragraph['text']}")
            rows += [f"  • {bullet}" for bullet in paragraph["bullets"]]
    return "\n".join([*rows, "", *report["signature"]]).encode()


def report_html(report: dict[str, Any]) -> bytes:
    return _page(
        f"<h1>{BODY}</h1>{_cover_html(report)}"
        + "".join(_section_html(section) for section in report["sections"])
        + "".join(f"<p>{escape(line)}</p>" for line in report["signature"])
    )


def report_pdf(report: dict[str, Any]) -> bytes:
    return _pdf(report_html(report).decode())


def report_docx(report: dict[str, Any], *, automatic: bool) -> bytes:
    """As Word has it: a table for the cover, and numbers typed or `automatic` ones from a multilevel list."""
    word = docx.Document()
    word.add_paragraph(BODY)
    _add_cover(word, report)
    number_id = _add_numbering(word) if automatic else 0
    for section in report["sections"]:
        if automatic:
            _add_numbered(word, section["heading"], number_id, 0, style="Heading 1")
        else:
            word.add_paragraph(f"{section['number']}.\t{section['heading']}", style="Heading 1")
        for paragraph in section["paragraphs"]:
            if automatic:
                _add_numbered(word, paragraph["text"], number_id, 1)
            else:
                word.add_paragraph(f"{paragraph['number']}\t{paragraph['text']}")
            for bullet in paragraph["bullets"]:
                word.add_paragraph(bullet, style="List Bullet")
    for line in report["signature"]:
        word.add_paragraph(line)
    return saved(word)


def minutes_txt(minutes: dict[str, Any]) -> bytes:
    rows = ["Agenda item", "", minutes["item"]["title"], "", minutes["item"]["purpose"], "\xa0", ""]
    for paragraph in minutes["paragraphs"]:
        rows += [f"{paragraph['number']}\xa0 {paragraph['text']}", "\xa0"]
        rows += [f"  • {bullet}" for bullet in paragraph["bullets"]]
    rows += ["", f"RESOLVED: {minutes['resolutions'][0]}", "", "Supporting documents:", ""]
    return "\n".join(rows + minutes["supporting_documents"]).encode()


def minutes_html(minutes: dict[str, Any]) -> bytes:
    blocks = [f"<h2>Agenda item</h2><h3>{minutes['item']['title']}</h3><p>{minutes['item']['purpose']}</p>"]
    blocks += [_paragraph_html(paragraph) for paragraph in minutes["paragraphs"]]
    blocks.append(f"<p>RESOLVED: {minutes['resolutions'][0]}</p><h3>Supporting documents:</h3>")
    blocks.append(
        f"<ul>{''.join(f'<li>{escape(name)}</li>' for name in minutes['supporting_documents'])}</ul>"
    )
    return _page("".join(blocks))


def minutes_pdf(minutes: dict[str, Any]) -> bytes:
    page = minutes_html(minutes).decode().replace("'Marlshire County Council'", "none")
    return _pdf(page)


def minutes_docx(minutes: dict[str, Any]) -> bytes:
    word = docx.Document()
    word.add_heading("Agenda item", 1)
    word.add_heading(minutes["item"]["title"], 2)
    word.add_paragraph(minutes["item"]["purpose"])
    for paragraph in minutes["paragraphs"]:
        word.add_paragraph(f"{paragraph['number']}\t{paragraph['text']}")
        for bullet in paragraph["bullets"]:
            word.add_paragraph(bullet, style="List Bullet")
    word.add_paragraph().add_run(f"RESOLVED: {minutes['resolutions'][0]}").bold = True
    word.add_paragraph("Supporting documents:")
    for name in minutes["supporting_documents"]:
        word.add_paragraph(name, style="List Bullet")
    return saved(word)


def saved(word: WordDocument) -> bytes:
    """The bytes of a Word document."""
    kept = io.BytesIO()
    word.save(kept)
    return kept.getvalue()


def _pdf(page: str) -> bytes:
    from weasyprint import HTML

    return bytes(HTML(string=page).write_pdf())


def _page(body: str) -> bytes:
    style = (
        "@page { size: A4; margin: 2.5cm; @top-left { content: 'Marlshire County Council' }"
        " @bottom-center { content: 'Page ' counter(page) ' of ' counter(pages) } }"
        " body { font-size: 11pt; hyphens: auto } th { text-align: left; width: 9em } "
        "td, th { vertical-align: top }"
    )
    head = f"<head><meta charset='utf-8'><title>Paper</title><style>{style}</style></head>"
    return f"<!doctype html><html lang='en-GB'>{head}<body>{body}</body></html>".encode()


def _cover_html(report: dict[str, Any]) -> str:
    rows = ""
    for label, texts in cover_rows(report):
        items = "".join(f"<li>{escape(text)}</li>" for text in texts)
        text = escape(texts[0]) if len(texts) == 1 else f"<ol>{items}</ol>"
        rows += f"<tr><th scope='row'>{escape(label)}</th><td>{text}</td></tr>"
    return f"<table>{rows}</table>"


def _section_html(section: dict[str, Any]) -> str:
    paragraphs = "".join(_paragraph_html(paragraph) for paragraph in section["paragraphs"])
    return f"<h2>{section['number']}. {escape(section['heading'])}</h2>{paragraphs}"


def _paragraph_html(paragraph: dict[str, Any]) -> str:
    items = "".join(f"<li>{escape(bullet)}</li>" for bullet in paragraph["bullets"])
    text = f"<p><span class='number'>{paragraph['number']}</span> {escape(paragraph['text'])}</p>"
    return text + (f"<ul>{items}</ul>" if items else "")


def _add_cover(word: WordDocument, report: dict[str, Any]) -> None:
    rows = cover_rows(report)
    table = word.add_table(rows=len(rows), cols=2)
    for row, (label, texts) in zip(table.rows, rows, strict=True):
        row.cells[0].paragraphs[0].add_run(label).bold = True
        if len(texts) == 1:
            row.cells[1].text = texts[0]
            continue
        for text in texts:
            row.cells[1].add_paragraph(text, style="List Number")


def _add_numbering(word: WordDocument) -> int:
    """A multilevel list as council templates have it: "1." for headings, "1.1." for paragraphs."""
    numbering = word.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:lvlText w:val="{shape}"/></w:lvl>'
        for level, shape in ((0, "%1."), (1, "%1.%2."), (2, "%1.%2.%3."))
    )
    abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>')
    numbering.insert(0, abstract)
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    return 77


def _add_numbered(
    word: WordDocument, text: str, number_id: int, level: int, style: str | None = None
) -> None:
    properties = word.add_paragraph(text, style=style)._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_numId().val = number_id
    properties.get_or_add_ilvl().val = level
