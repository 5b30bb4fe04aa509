"""The printed paper: conformant, complete in its tags, the same every time, and reaching nothing outside."""

import hashlib
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

import page
import pikepdf
import pytest

from reports.composed import ComposedPaper, paper_html
from reports.markdown import render_block
from reports.pdf.check import check_pdf, outline_of_html
from reports.pdf.errors import RenderFailed
from reports.pdf.limits import DEEPEST, refuse_bombs
from reports.pdf.paper import render_paper_pdf
from tests.reports.pdf import sample
from tests.reports.pdf.object_index import misplaced_objects

PAPERS = {"report": sample.report, "minutes": sample.minutes}


@cache
def printed(name: str) -> tuple[ComposedPaper, str, bytes]:
    paper = PAPERS[name]()
    html = paper_html(paper)
    return (
        paper,
        html,
        render_paper_pdf(html, title=paper.title, footer=sample.FOOTER, council=sample.COUNCIL),
    )


def render(html: str, title: str = "A paper") -> bytes:
    return render_paper_pdf(
        f'<article class="paper"><h1>{title}</h1>{html}</article>', title=title, footer="Foot"
    )


def text_by_page(pdf: bytes) -> list[str]:
    """The words of each page, without its running head and foot."""
    from pypdf import PdfReader

    return [found.extract_text() for found in PdfReader(BytesIO(pdf)).pages]


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_conforms_to_pdf_ua(name: str) -> None:
    report = page.validate_pdf_bytes(printed(name)[2], profile="ua1")
    assert [failure.message for failure in report.failures] == []
    assert report.is_compliant


@pytest.mark.parametrize("name", PAPERS)
def test_the_tags_say_what_the_html_says(name: str) -> None:
    paper, html, pdf = printed(name)
    assert check_pdf(pdf, html, title=paper.title) == []


@pytest.mark.parametrize("name", PAPERS)
def test_every_object_is_where_the_index_says(name: str) -> None:
    assert misplaced_objects(printed(name)[2]) == []


def test_the_index_check_sees_what_a_lenient_reader_does_not() -> None:
    """An object freed by the finisher once put every later one out of step, and all pages were empty."""
    import pydyf

    pdf = pydyf.PDF()
    for word in ("one", "two", "three", "four"):
        pdf.add_object(pydyf.Dictionary({"Word": pydyf.String(word)}))
    pdf.objects[3].free = "f"
    made = BytesIO()
    pdf.write(made, version=b"1.7", compress=True)
    assert misplaced_objects(made.getvalue()) != []


def test_the_sample_has_something_to_count() -> None:
    outline = outline_of_html(printed("report")[1])
    assert outline.headings == ["h1", "h2", "h2", "h2", "h2", "h2"]
    assert outline.bullets == 24
    assert len(outline.links) == 31
    assert outline.row_headers == 7
    assert outline.column_headers == 5


def test_the_check_sees_what_is_missing() -> None:
    _, html, pdf = printed("report")
    more = html.replace(
        "</article>", '<h2>Lost</h2><ul><li>lost</li></ul><a href="#p-1-1">lost</a></article>'
    )
    problems = check_pdf(pdf, more, title="Another title", language="cy")
    assert [problem.split(":")[0] for problem in problems] == [
        "The language is not cy.",
        "The title is missing or wrong.",
        "The headings differ",
        "The bookmarks differ",
        "The bullets differ",
        "The links differ",
    ]


def test_the_check_sees_tags_that_were_thrown_away() -> None:
    paper, html, pdf = printed("minutes")
    with pikepdf.open(BytesIO(pdf)) as opened:
        document = opened.Root.StructTreeRoot.K[0]
        document.K = pikepdf.Array([])
        kept = BytesIO()
        opened.save(kept)
    problems = check_pdf(kept.getvalue(), html, title=paper.title)
    assert [problem.split(":")[0] for problem in problems] == [
        "The headings differ",
        "The bullets differ",
        "The links differ",
        "The row headers differ",
    ]


def test_links_are_described_in_words() -> None:
    with pikepdf.open(BytesIO(printed("report")[2])) as opened:
        words = [str(link.Contents) for found in opened.pages for link in found.get("/Annots", [])]
    assert words[:5] == [
        "1. Introduction",
        "2. Activity programme",
        "3. Analysis",
        "4. Conclusion",
        "Link to paragraph 1.1",
    ]
    assert "paper to the Board of 24 September 2019" in words


@pytest.mark.parametrize(
    "text",
    [
        "[**bold** *italic* **[again**](https://example.org/a) and more",
        "[a link so long that it is broken over two lines of the page, because it goes on and on until "
        "there is no room left for it](https://example.org/a)",
        "- [one](https://example.org/a)\n- [two](https://example.org/b)\n  - [three](#p-1-1)",
        "| A | B |\n|---|--:|\n| [x](https://example.org/a) | 1 |",
        "- a\n  - b\n    - c",
        "- a\n\n  more of a\n\n- b",
        "- " + "word " * 900,
        "|A|B|\n|-|-|\n" + "|x|y|\n" * 90,
        "|A|B|\n|-|-|\n|" + "word " * 700 + "|b|",
        "Arabic مرحبا, Welsh ŵŷ, maths ≤, dash –, quote “x”.",
    ],
)
def test_whatever_authors_may_write_conforms(text: str) -> None:
    html = f'<div class="paragraph" id="p-1-1"><div class="text">{render_block(text)}</div></div>'
    pdf = render(html)
    assert [failure.message for failure in page.validate_pdf_bytes(pdf, profile="ua1").failures] == []
    assert check_pdf(pdf, f"<h1>A paper</h1>{html}", title="A paper") == []


def test_the_same_words_give_the_same_bytes() -> None:
    paper, html, pdf = printed("report")
    render("<p>Another paper in between.</p>")
    again = render_paper_pdf(html, title=paper.title, footer=sample.FOOTER, council=sample.COUNCIL)
    assert hashlib.sha256(again).hexdigest() == hashlib.sha256(pdf).hexdigest()


def test_another_process_gives_the_same_bytes() -> None:
    program = (
        "import sys, hashlib; from reports.pdf.paper import render_paper_pdf; "
        "pdf = render_paper_pdf(sys.stdin.read(), title='T', footer='F'); "
        "print(hashlib.sha256(pdf).hexdigest())"
    )
    html = printed("minutes")[1]
    hashes = {
        subprocess.run(
            [sys.executable, "-c", program],
            input=html,
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    ours = hashlib.sha256(render_paper_pdf(html, title="T", footer="F")).hexdigest()
    assert hashes == {f"{ours}\n"}


def test_the_file_names_no_person_machine_or_time() -> None:
    pdf = printed("report")[2]
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert dict(opened.docinfo.items()) == {
            "/Title": sample.report().title,
            "/Producer": str(opened.docinfo["/Producer"]),
        }
        everything = pdf + b"".join(
            found.read_bytes() for found in opened.objects if isinstance(found, pikepdf.Stream)
        )
    for word in (
        os.sep + str(Path.cwd()).strip(os.sep),
        str(Path.home()),
        "/tmp/",
        "CreationDate",
        "ModDate",
    ):
        assert word.encode() not in everything


def test_head_and_foot_stand_on_every_page() -> None:
    pages = text_by_page(printed("report")[2])
    assert len(pages) == 6
    for number, text in enumerate(pages, 1):
        assert f"Page {number} of 6" in text
        assert "Marlshire County Council" in text
        assert "Edition 2" in text


def test_no_heading_and_no_number_is_left_alone_at_the_foot_of_a_page() -> None:
    """Push the same text down the page, line by line, and read what stands last on the first page."""
    html = (
        '<section><h2><span class="number">1.</span> Heading</h2>'
        '<div class="paragraph"><a class="number" href="#p-1-1">1.1</a>'
        f'<div class="text"><p>first words {"and more of them " * 20}</p></div></div></section>'
    )
    last_lines = set()
    for lines in range(27, 38):
        above = "<p>above</p>" * lines
        first = text_by_page(render(f"{above}{html}"))[0]
        body = [line for line in first.splitlines() if not re.search("Foot|Page|A paper", line)]
        last_lines.add(body[-1].strip().split(" ")[0])
    assert {"Heading", "1.", "1.1"}.isdisjoint(last_lines)
    assert "above" in last_lines
    assert len(last_lines) > 1


def test_a_number_stays_with_a_short_paragraph() -> None:
    html = (
        '<div class="paragraph"><a class="number" href="#p-1-1">1.1</a>'
        '<div class="text"><p class="kind">Question</p><p>short</p></div></div>'
    )
    seen_together = 0
    for lines in range(30, 42):
        first = text_by_page(render("<p>above</p>" * lines + html))[0]
        assert ("1.1" in first) == ("short" in first) == ("Question" in first)
        seen_together += "short" in first
    assert 0 < seen_together < 12


class Counting(BaseHTTPRequestHandler):
    asked: list[str] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"canary-from-the-network")

    def log_message(self, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def server() -> Iterator[str]:
    Counting.asked = []
    listening = ThreadingHTTPServer(("127.0.0.1", 0), Counting)
    thread = threading.Thread(target=listening.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.server_port}"
    listening.shutdown()
    listening.server_close()
    thread.join()


SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>x</title>'

REACHING_OUT = [
    '<img alt="x" src="{there}">',
    '<object data="{there}">x</object>',
    '<embed src="{there}">',
    '<link rel="stylesheet" href="{there}">',
    '<link rel="attachment" href="{there}">',
    '<a rel="attachment" href="{there}">x</a>',
    '<style>@import url("{there}");</style>',
    '<style>@font-face {{ font-family: x; src: url("{there}"); }} p {{ font-family: x; }}</style><p>x</p>',
    '<p style="background: url({there})">x</p>',
    '<ul style="list-style-image: url({there})"><li>x</li></ul>',
    '<p style="content: url({there})">x</p>',
    SVG + '<image href="{there}"/></svg>',
    SVG + '<use href="{there}#x"/></svg>',
    '<base href="{there}"><img alt="x" src="relative.png">',
]


@pytest.mark.parametrize("markup", REACHING_OUT)
def test_a_pdf_asks_nothing_of_the_network(server: str, markup: str) -> None:
    pdf = render(markup.format(there=f"{server}/beacon"))
    assert Counting.asked == []
    assert b"canary-from-the-network" not in every_stream(pdf)


@pytest.mark.parametrize("markup", REACHING_OUT)
def test_a_pdf_takes_no_file_from_the_disk(tmp_path: Path, markup: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("canary-from-the-disk")
    pdf = render(markup.format(there=secret.as_uri()))
    assert b"canary-from-the-disk" not in every_stream(pdf)
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert not opened.attachments


def test_the_server_in_these_tests_does_count(server: str) -> None:
    from urllib.request import urlopen

    with urlopen(f"{server}/beacon") as answer:
        assert answer.read() == b"canary-from-the-network"
    assert Counting.asked == ["/beacon"]


def every_stream(pdf: bytes) -> bytes:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return pdf + b"".join(
            found.read_bytes() for found in opened.objects if isinstance(found, pikepdf.Stream)
        )


def test_titles_and_footers_are_text() -> None:
    pdf = render_paper_pdf(
        "<h1>x</h1>", title="<b>T & T</b>", footer='"><script>x</script>', council="</body>{html}"
    )
    text = text_by_page(pdf)[0]
    assert '"><script>x</script>' in text
    assert "</body>{html}" in text
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert str(opened.docinfo["/Title"]) == "<b>T & T</b>"


@pytest.mark.parametrize(
    ("html", "sentence"),
    [
        ("<div>" * (DEEPEST + 1), "nests lists or tables too deeply"),
        ("<p>x" * (DEEPEST + 1), "nests lists or tables too deeply"),
        ("<br>" * 60_001, "too many paragraphs or table cells"),
        ("x" * 4_000_001, "too long for one PDF"),
    ],
)
def test_what_no_paper_contains_is_refused_in_words(html: str, sentence: str) -> None:
    with pytest.raises(RenderFailed, match=sentence):
        refuse_bombs(html)


def test_the_house_starts_without_the_library() -> None:
    """Importing the package loads neither WeasyPrint nor pikepdf."""
    program = (
        "import sys, reports.pdf.paper, reports.pdf.worker, reports.pdf.check, reports.pdf.child; "
        "print([name for name in ('weasyprint', 'pikepdf', 'django') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
