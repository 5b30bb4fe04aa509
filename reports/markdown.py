"""The words of a paper: a small Markdown subset turned into clean HTML.

Authors write paragraphs, bullets, bold, italic, links and simple tables, and nothing else. Headings and
numbers belong to the paper, not to its text, and pictures and HTML would be ways in for script. This is the
one module that may mark text as safe: everything it returns has passed the allow-list of `clean`.
"""

import re
from collections.abc import Callable, Sequence
from html.parser import HTMLParser
from typing import Final

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.list import list_block
from markdown_it.rules_block.table import table
from markdown_it.token import Token

DEEPEST_LIST: Final = 3
LEVELS_PER_LIST: Final = 2  # markdown-it counts the list and its item
MOST_COLUMNS: Final = 12  # what an A4 page can still show
MOST_CLEANINGS: Final = 10

BLOCK_TAGS: Final = frozenset({"p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td"})
INLINE_TAGS: Final = frozenset({"strong", "em", "a"})
ALLOWED_TAGS: Final = BLOCK_TAGS | INLINE_TAGS
ALLOWED_LINK: Final = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f]+|#[pm]-[A-Za-z0-9-]+", re.IGNORECASE)
KEYED_LINK: Final = re.compile(r"#key-[0-9a-f-]{36}", re.IGNORECASE)
"""A cross-reference as a draft keeps it: on its writers' page only, never in a paper."""

TYPED_BULLET: Final = re.compile(r"^([ \t]*)[•◦▪‣·][ \t]+", re.MULTILINE)
AttributeFilter = Callable[[str, str, str], str | None]

CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def render_block(text: str) -> SafeString:
    """HTML of a paragraph's text: `p`, `ul` and `table` elements."""
    return _render(_MARKDOWN.parse(_tidy(text)))


def render_draft(text: str) -> SafeString:
    """HTML of a paragraph for those who write it: its cross-references are links to keys still."""
    return _render(_DRAFT.parse(_tidy(text)), _allowed_in_draft)


def render_inline(text: str) -> SafeString:
    """HTML of one line, such as a bullet: bold, italic and links only, no block around it."""
    return _render(_MARKDOWN.parseInline(_tidy(text)))


def plain_text(text: str) -> str:
    """The words without their marks: for search, comparison and the text record."""
    return text_of(render_block(text))


def clean(html: str, allowed: AttributeFilter | None = None) -> SafeString:
    """`html` reduced to the allow-list. Cleaning twice is the same as cleaning once.

    Dropping a tag can move what stood around it (text left in a table is put before it), so this cleans until
    nothing changes; markup that will not settle is shown as the text it is.
    """
    html = CONTROL.sub("", html)
    for _ in range(MOST_CLEANINGS):
        cleaned = _cleaned_once(html, allowed or _allowed_attribute)
        if cleaned == html:
            return mark_safe(cleaned)  # noqa: S308 - this is the place
        html = cleaned
    return mark_safe(escape(html))  # noqa: S308 - this is the place


def blocks_of(html: str) -> list[str]:
    """The text of each paragraph, bullet and table row of our own HTML, in reading order."""
    reader = _BlockReader()
    reader.feed(html)
    reader.close()
    return reader.finished()


def text_of(html: str) -> str:
    """The text of our own HTML, one block to a line."""
    return "\n".join(blocks_of(html))


def _cleaned_once(html: str, allowed: AttributeFilter) -> str:
    return nh3.clean(
        html,
        tags=set(ALLOWED_TAGS),
        attributes={"a": {"href"}, "th": {"scope"}},
        attribute_filter=allowed,
        allowed_classes={"th": {"figure"}, "td": {"figure"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )


def _tidy(text: str) -> str:
    """Line ends made one kind, control characters dropped, bullets pasted from Word made into list marks."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return TYPED_BULLET.sub(r"\1- ", CONTROL.sub("", lines))


def _render(tokens: Sequence[Token], allowed: AttributeFilter | None = None) -> SafeString:
    for place, token in enumerate(tokens):
        if token.type == "th_open":
            _head(token, *tokens[place + 1 : place + 3])
        if token.type in ("th_open", "td_open"):
            _align(token)
        if token.children:
            token.children = _without_nested(token.children)
    html = str(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}))
    return clean(html.strip(), allowed)


def _head(opening: Token, words: Token, closing: Token) -> None:
    """A heading without words heads nothing: the corner of a table is an ordinary cell."""
    if words.content.strip():
        opening.attrSet("scope", "col")
    else:
        opening.tag = closing.tag = "td"


def _align(token: Token) -> None:
    """A right-aligned column holds figures; alignment is a class, because inline styles are not allowed."""
    if token.attrs.pop("style", "") == "text-align:right":
        token.attrSet("class", "figure")


def _without_nested(tokens: Sequence[Token]) -> list[Token]:
    """Bold within bold says nothing, so it is dropped: that also caps how deep inline elements nest."""
    depth: dict[str, int] = {}
    kept = []
    for token in tokens:
        before = depth.get(token.tag, 0)
        depth[token.tag] = before + token.nesting
        if token.nesting == 0 or max(before, depth[token.tag]) == 1:
            kept.append(token)
    return kept


def _bullets_only(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Lists are bullets: "2019. A year" stays a paragraph, and a fourth level stays text of the third."""
    at = state.bMarks[start] + state.tShift[start]
    if state.src[at : at + 1].isdigit() or state.level >= DEEPEST_LIST * LEVELS_PER_LIST:
        return False
    return list_block(state, start, end, silent)


def _small_tables(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A table wider than the page stays text: a line of bars would otherwise grow into megabytes of cells."""
    header = state.src[state.bMarks[start] : state.eMarks[start]]
    if header.count("|") > MOST_COLUMNS + 1:
        return False
    return table(state, start, end, silent)


def _allowed_attribute(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "href":
        return value if ALLOWED_LINK.fullmatch(value) else None
    if attribute == "scope":
        return value if value in ("col", "row") else None
    return value if attribute == "class" else None  # nh3 would let "title" and "lang" pass everywhere


def _allowed_in_draft(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "href" and KEYED_LINK.fullmatch(value):
        return value
    return _allowed_attribute(tag, attribute, value)


def _is_allowed_link(url: str) -> bool:
    return ALLOWED_LINK.fullmatch(url) is not None


def _is_allowed_in_draft(url: str) -> bool:
    return _is_allowed_link(url) or KEYED_LINK.fullmatch(url) is not None


def _build(is_allowed: Callable[[str], bool]) -> MarkdownIt:
    markdown = MarkdownIt("zero", {"html": False, "linkify": False, "maxNesting": 30})
    markdown.enable(["list", "table", "emphasis", "link", "escape"])
    markdown.block.ruler.at("list", _bullets_only, {"alt": ["paragraph", "reference", "blockquote"]})
    markdown.block.ruler.at("table", _small_tables, {"alt": ["paragraph", "reference"]})
    markdown.validateLink = is_allowed  # type: ignore[method-assign, assignment]
    return markdown


_MARKDOWN: Final = _build(_is_allowed_link)
_DRAFT: Final = _build(_is_allowed_in_draft)


class _BlockReader(HTMLParser):
    """Collects text by block; cells of one table row share a line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("p", "ul", "li", "tr", "table"):
            self._end_line()

    def handle_endtag(self, tag: str) -> None:
        if tag in ("p", "ul", "li", "tr", "table"):
            self._end_line()
        elif tag in ("th", "td"):
            self._words.append(" | ")

    def handle_data(self, data: str) -> None:
        self._words.append(data)

    def finished(self) -> list[str]:
        self._end_line()
        return self._lines

    def _end_line(self) -> None:
        line = " ".join("".join(self._words).split()).removesuffix("|").strip()
        self._words = []
        if line:
            self._lines.append(line)
