"""One paper: its finished HTML wrapped in the printed page and drawn as a tagged PDF."""

import re
from functools import cache
from html import escape
from importlib import resources
from typing import Any, Final

from reports.pdf.errors import PdfUnavailable
from reports.pdf.limits import refuse_bombs

DOCUMENT: Final = """<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
<style>:root {{ --brand: {brand} }}</style></head>
<body data-council="{council}" data-footer="{footer}">{html}</body></html>"""

BRAND: Final = "#14504b"
COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}")


def render_paper_pdf(
    html: str, *, title: str, footer: str, language: str = "en-GB", council: str = "", brand: str = BRAND
) -> bytes:
    """The PDF/UA-1 file of one paper. The same words give the same bytes, on one machine's fonts.

    `html` is the finished article of `reports.composed.paper_html`; `footer` stands at the foot of every page
    beside "Page 1 of 6". Raises PdfUnavailable without WeasyPrint, RenderFailed for what no paper contains.
    Takes a second or more and much memory: call it through `reports.pdf.worker`, not in a web request.
    """
    refuse_bombs(html)
    weasyprint = load_weasyprint()
    from reports.pdf.fetching import SafeFetcher
    from reports.pdf.finishing import finisher_for, link_labels

    page = document_html(html, title=title, footer=footer, language=language, council=council, brand=brand)
    document = weasyprint.HTML(string=page, url_fetcher=SafeFetcher())
    made: bytes = document.write_pdf(
        stylesheets=[_stylesheet()], pdf_variant="pdf/ua-1", finisher=finisher_for(link_labels(html))
    )
    return made


def document_html(html: str, *, title: str, footer: str, language: str, council: str, brand: str) -> str:
    """The whole printed document; everything but `html` is escaped here. `brand` is written as "#14504b"."""
    if not COLOUR.fullmatch(brand):
        raise ValueError("The brand colour is written as # and six hexadecimal digits.")
    return DOCUMENT.format(
        html=html,
        title=escape(title),
        footer=escape(footer),
        language=escape(language),
        council=escape(council),
        brand=brand,
    )


def load_weasyprint() -> Any:
    """WeasyPrint, or PdfUnavailable: it raises OSError when Pango is missing."""
    try:
        import weasyprint
    except (ImportError, OSError) as error:
        raise PdfUnavailable from error
    return weasyprint


@cache
def _stylesheet() -> Any:
    """The print stylesheet, parsed once for each process. It names installed fonts and loads none."""
    from reports.pdf.fetching import SafeFetcher

    css = resources.files("reports.pdf").joinpath("paper.css").read_text(encoding="utf-8")
    return load_weasyprint().CSS(string=css, url_fetcher=SafeFetcher())
