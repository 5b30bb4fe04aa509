"""Bar D8: a bomb ends the job, not the worker, and its author is told in a sentence."""

import os
import time
from pathlib import Path

import pytest

from reports.composed import paper_html
from reports.pdf.errors import TOO_LARGE, PdfUnavailable, RenderFailed
from reports.pdf.paper import render_paper_pdf
from reports.pdf.worker import render_in_subprocess
from tests.reports.pdf import sample

FLEX_BOMB = '<div style="display:flex">' * 38 + "x" + "</div>" * 38
MANY_CELLS = "<table>" + ("<tr>" + "<td>x</td>" * 20 + "</tr>") * 2_500 + "</table>"


def test_a_paper_comes_back_as_it_would_have_been_drawn_here() -> None:
    paper = sample.minutes()
    html = paper_html(paper)
    made = render_in_subprocess(html, title=paper.title, footer="Foot", council=sample.COUNCIL)
    assert made == render_paper_pdf(html, title=paper.title, footer="Foot", council=sample.COUNCIL)


@pytest.mark.parametrize("html", [FLEX_BOMB, MANY_CELLS], ids=["nested boxes", "too many cells"])
def test_a_bomb_of_time_ends_the_job(html: str) -> None:
    start = time.monotonic()
    with pytest.raises(RenderFailed, match="takes too long to draw as a PDF"):
        render_in_subprocess(html, title="Bomb", footer="Foot", seconds=2)
    assert time.monotonic() - start < 10
    assert render_in_subprocess("<h1>Next</h1>", title="Next", footer="Foot").startswith(b"%PDF-")


def test_a_bomb_of_memory_ends_the_job() -> None:
    with pytest.raises(RenderFailed) as refused:
        render_in_subprocess("<p>a</p>" * 50_000, title="Bomb", footer="Foot", memory=200 * 1024 * 1024)
    assert str(refused.value) == TOO_LARGE


def test_a_bomb_of_nesting_is_refused_before_it_is_drawn() -> None:
    start = time.monotonic()
    with pytest.raises(RenderFailed, match="nests lists or tables too deeply"):
        render_in_subprocess("<ul><li>" * 100_000, title="Bomb", footer="Foot")
    assert time.monotonic() - start < 3


def test_a_machine_without_pango_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "weasyprint.py").write_text("raise OSError(\"cannot load library 'libpango-1.0-0'\")")
    monkeypatch.setattr(
        "reports.pdf.worker._environment", lambda: {**os.environ, "PYTHONPATH": str(tmp_path)}
    )
    with pytest.raises(PdfUnavailable, match="PDFs are switched off on this machine"):
        render_in_subprocess("<h1>x</h1>", title="x", footer="x")


def test_no_secret_reaches_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    from reports.pdf.worker import _environment

    monkeypatch.setenv("SECRET_KEY", "canary")
    monkeypatch.setenv("DATABASE_URL", "postgres://canary")
    assert "canary" not in str(_environment())
    assert "PATH" in _environment()
