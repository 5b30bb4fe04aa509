"""Bar D8: a bomb ends the job, not the worker, and its author is told in a sentence."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reports.composed import paper_html
from reports.pdf.errors import TOO_LARGE, PdfUnavailable, RenderFailed
from reports.pdf.paper import render_paper_pdf
from reports.pdf.running_press import PROJECT, RunningPress
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


def test_the_press_serves_one_paper_after_the_other() -> None:
    render_in_subprocess("<h1>One</h1>", title="One", footer="Foot")
    press = RunningPress._mine
    render_in_subprocess("<h1>Two</h1>", title="Two", footer="Foot")
    assert press is not None
    assert RunningPress._mine is press


def test_a_press_that_was_killed_is_replaced() -> None:
    render_in_subprocess("<h1>One</h1>", title="One", footer="Foot")
    press = RunningPress._mine
    assert press is not None
    os.kill(press.process.pid, signal.SIGKILL)
    press.process.wait()
    assert render_in_subprocess("<h1>Two</h1>", title="Two", footer="Foot").startswith(b"%PDF-")
    assert RunningPress._mine is not press


def test_the_press_ends_with_the_process_that_feeds_it() -> None:
    script = (
        "from reports.pdf.worker import render_in_subprocess as draw; import os;"
        "from reports.pdf.running_press import RunningPress as press;"
        "draw('<h1>One</h1>', title='One', footer='');"
        "print(press._mine.process.pid, flush=True); os._exit(1)"
    )
    started = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False, cwd=PROJECT)
    pid = int(started.stdout)
    until = time.monotonic() + 10
    while Path(f"/proc/{pid}").exists() and time.monotonic() < until:
        time.sleep(0.05)
    assert not Path(f"/proc/{pid}").exists()
