// What is pasted keeps its bullets, bold, italic, links and tables, also from Word; several paragraphs become several
// numbered ones. All else is dropped. Much too much is refused, and what was there stays.
import { Fragment, Slice } from "../../vendor/prosemirror/prosemirror-1.42.9.min.js";
import { announce } from "./announcing.js";
import { childrenOf, currentParagraph, edit, flush, insertAfter } from "./editor.js";
import { MOST_COLUMNS, bullet, bullets, cell, header, row, schema, table, words } from "./schema.js";
import { asTyped, paragraphsIn, read, write } from "./typed.js";

const MOST = 500_000; // characters of text that one paste may bring
const MOST_PARAGRAPHS = 500; // more would hold up the page and the save
const MOST_MARKUP = 20_000_000; // Word writes much around its words
const BLOCKS = "p, div, h1, h2, h3, h4, h5, h6, li, table, blockquote, pre, section, article, dt, dd, hr";
const DROPPED = "style, script, meta, link, title, xml, template, img, svg, object, iframe, input, button, select, textarea, del, [hidden], " +
  "[data-style*='mso-element:comment'], [data-style*='mso-hide'], .MsoCommentReference";
const WORD_MARK = "[data-style*='mso-list:Ignore'], [data-style*='mso-list: Ignore']";
const PARAGRAPH_NUMBER = /^\d{1,3}\.\d{1,4}(?:\.\d{1,4})*\.?$/; // Word's own 3.7: a paragraph, which is numbered here
const WORD_BULLET = /^[\s\u00a0]*(?:[·•◦▪‣§oØü\u00b7\uf0b7\uf0a7\uf0d8\uf0fc-]|\(?\d{1,3}[.)]|\(?[a-z][.)])[\s\u00a0]+/;

// Taken before the editor reads the clipboard itself, which knows nothing of Word's lists.
export const handleDOMEvents = {
  paste: (view, event) => take(view, event.clipboardData, event),
  drop: (view, event) => !view.dragging && view.posAtCoords({ left: event.clientX, top: event.clientY }) !== null && take(view, event.dataTransfer, event),
};

function take(view, data, event) {
  if (data?.types.includes("text/x-paragraph")) return false;
  const [html, text] = [data?.getData("text/html") ?? "", data?.getData("text/plain") ?? ""];
  event.preventDefault();
  if (!html && !text) return true; // a picture or a file: a paragraph has no place for it
  const length = text.length || html.replace(/<[^>]*>/g, "").length;
  if (length > MOST || html.length > MOST_MARKUP) return refuse(length);
  const documents = html ? documentsOf(html) : text.trim() ? documentsOfText(text) : [];
  if (documents.length > MOST_PARAGRAPHS) return refuse(documents.length, "paragraphs", MOST_PARAGRAPHS);
  put(view, documents);
  return true;
}

function refuse(length, what = "characters", most = MOST) {
  announce(
    `Not pasted: this is ${length.toLocaleString("en-GB")} ${what}, and ${most.toLocaleString("en-GB")} at a time is the most. ` +
      "Paste it in parts, or bring it in as a file. What was here is as it was.",
    { isTrouble: true },
  );
  return true;
}

// ---- Where it goes -------------------------------------------------------------------------------------------------------

function put(view, documents) {
  if (!documents.length) return;
  const only = documents.length === 1 ? documents[0] : null;
  const isLine = only?.childCount === 1 && only.firstChild.type === words;
  const { $from } = view.state.selection;
  if (isLine || $from.node(1)?.type === table) return putLine(view, isLine ? only.firstChild.content : allInline(documents));
  if (only?.childCount === 1 && only.firstChild.type === bullets && $from.node(1)?.type === bullets) return putBullets(view, only.firstChild);
  putBlocks(view, documents);
}

function putLine(view, content) {
  view.dispatch(view.state.tr.replaceSelection(new Slice(content, 0, 0)).scrollIntoView());
}

function allInline(documents) {
  const parts = [];
  for (const doc of documents) doc.descendants((node) => {
    if (!node.isTextblock) return true;
    if (parts.length && node.childCount) parts.push(schema.text(" "));
    node.forEach((each) => parts.push(each));
    return false;
  });
  return Fragment.fromArray(parts);
}

function putBullets(view, list) {
  const { state } = view;
  const { $from } = state.selection;
  const own = childrenOf($from.node(1));
  const index = $from.index(1);
  const kept = own[index].childCount ? own.slice(0, index + 1) : own.slice(0, index);
  const all = bullets.create(null, [...kept, ...childrenOf(list), ...own.slice(index + 1)]);
  view.dispatch(state.tr.replaceWith($from.before(1), $from.after(1), all).scrollIntoView());
}

// The words before the caret begin the first paragraph that was pasted; those behind it end the last one.
function putBlocks(view, documents) {
  const change = view.state.tr.deleteSelection();
  if (change.docChanged) view.dispatch(change);
  const { doc, selection } = view.state;
  const at = selection.from;
  const before = trimmedBlocks(doc.cut(0, at));
  const behind = trimmedBlocks(doc.cut(at));
  const parts = documents.map((each) => childrenOf(each));
  const chunks = [...join(before, parts[0]), ...parts.slice(1)];
  if (behind.length) chunks.splice(-1, 1, ...join(chunks.at(-1), documents.length > 1 ? apart(behind) : behind));
  const [first, ...others] = chunks.map((blocks) => schema.node("doc", null, blocks));
  view.dispatch(view.state.tr.replaceWith(0, view.state.doc.content.size, first.content).scrollIntoView());
  flush();
  if (!others.length) return;
  const added = insertAfter(currentParagraph(), others.map((each) => write(each)));
  announce(`Pasted as ${documents.length} paragraphs.`);
  edit(added.at(-1), "end");
}

function trimmedBlocks(doc) {
  return childrenOf(doc).filter((block) => block.type !== words || block.textContent.trim() || block.childCount);
}

// The last of several paragraphs that were pasted and the words behind them are two words.
function apart([first, ...others]) {
  if (first.type !== words || /^\s/.test(first.textContent)) return [first, ...others];
  return [words.create(null, Fragment.from(schema.text(" ")).append(first.content)), ...others];
}

// Blocks after blocks as one paragraph where that can be, else as two.
function join(above, below) {
  if (!above.length || !below.length) return [above.length ? above : below];
  const [last, first] = [above.at(-1), below[0]];
  if (last.type === words && first.type === words) {
    return [[...above.slice(0, -1), words.create(null, last.content.append(first.content)), ...below.slice(1)]];
  }
  if (last.type === bullets && first.type === bullets && below.length === 1) {
    return [[...above.slice(0, -1), bullets.create(null, [...childrenOf(last), ...childrenOf(first)])]];
  }
  const order = [words, table, bullets];
  return order.indexOf(last.type) < order.indexOf(first.type) ? [[...above, ...below]] : [above, below];
}

// ---- What it is ----------------------------------------------------------------------------------------------------------

// Plain text: an empty line or a line end begins the next paragraph, as line ends do in Word's own text.
function documentsOfText(text) {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "");
  const looksTyped = /^\|.*\|$/m.test(lines);
  const spaced = looksTyped ? lines : lines.replace(/\n(?!\s*[-*•◦▪‣·]\s)/g, "\n\n");
  return paragraphsIn(spaced).filter((each) => each.text || each.points.length)
    .map((each) => (looksTyped ? read(asTyped(each)) : null) ?? literal(each));
}

// Stars and brackets in pasted text are what they are.
function literal({ text, points }) {
  const line = (type, said) => type.create(null, said ? schema.text(said.replace(/\s+/g, " ")) : null);
  return schema.node("doc", null, [
    ...(text ? [line(words, text)] : []),
    ...(points.length ? [bullets.create(null, points.map((point) => line(bullet, point)))] : []),
  ]);
}

export function documentsOf(html) {
  const page = new DOMParser().parseFromString(inert(html), "text/html");
  for (const mark of page.querySelectorAll(WORD_MARK)) {
    if (PARAGRAPH_NUMBER.test(mark.textContent.trim())) mark.closest("p")?.setAttribute("data-numbered", "");
  }
  for (const each of page.querySelectorAll(`${DROPPED}, ${WORD_MARK}`)) each.remove();
  const blocks = [];
  collect(page.body, blocks);
  return grouped(blocks);
}

// Styles become plain data and what could act is left out before it is read: the page's policy would only complain of it.
function inert(html) {
  return html.replace(/<(style|script)\b[\s\S]*?<\/\1\s*>/gi, "")
    .replace(/<[^>]*>/g, (tag) => tag.replace(/\sstyle=/gi, " data-style=").replace(/\son[a-z]+=/gi, " data-not="));
}

// The blocks of a page in their order: words, bullets, tables.
function collect(place, blocks) {
  let run = [];
  const end = () => {
    const content = inlineOf(run);
    if (content.size) blocks.push({ type: "words", content });
    run = [];
  };
  for (const node of place.childNodes) {
    if (node.nodeType === Node.ELEMENT_NODE && (node.matches(BLOCKS) || node.matches("ul, ol") || node.querySelector(`${BLOCKS}, ul, ol`))) {
      end();
      collectElement(node, blocks);
    } else if (node.nodeName === "BR") end();
    else if (node.nodeType === Node.ELEMENT_NODE || node.nodeType === Node.TEXT_NODE) run.push(node);
  }
  end();
}

function collectElement(node, blocks) {
  if (node.matches("table")) return blocks.push({ type: "table", element: node });
  if (isWordBullet(node)) {
    const content = inlineOf([...node.childNodes], WORD_BULLET);
    return content.size && blocks.push({ type: "bullet", content });
  }
  const start = blocks.length;
  collect(node, blocks);
  if (!node.matches("li")) return null;
  if (blocks[start]?.type === "words") blocks[start].type = "bullet";
  return null;
}

function isWordBullet(node) {
  const style = node.dataset.style ?? "";
  if ("numbered" in node.dataset) return false;
  return /MsoListParagraph|MsoListBullet/i.test(node.className) ? true : /mso-list:\s*l\d/i.test(style) && !/^h\d$/i.test(node.nodeName);
}

// Bold, italic and links, as elements or as styles; a mark that Word typed itself before a list's words is left out.
function inlineOf(nodes, typedMark = null) {
  const parts = [];
  const walk = (node, marks) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const text = node.data.replace(/[\s\u00a0]+/g, " ");
      if (text) parts.push({ text, marks });
      return;
    }
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    const isApart = node.matches(`${BLOCKS}, br`); // two paragraphs in one cell are two words apart
    if (isApart) parts.push({ text: " ", marks });
    for (const child of node.childNodes) walk(child, marksOf(node, marks));
    if (isApart) parts.push({ text: " ", marks });
  };
  for (const node of nodes) walk(node, []);
  const told = parts.map((part) => part.text).join("");
  let cut = typedMark?.exec(told)?.[0].length ?? 0;
  const content = [];
  let endsInSpace = true;
  for (const part of parts) {
    const skipped = Math.min(cut, part.text.length);
    cut -= skipped;
    let text = part.text.slice(skipped);
    if (endsInSpace) text = text.trimStart();
    if (!text) continue;
    endsInSpace = text.endsWith(" ");
    content.push(schema.text(text, part.marks));
  }
  const last = content.at(-1);
  if (last?.text.endsWith(" ")) content.splice(-1, 1, ...(last.text.trimEnd() ? [schema.text(last.text.trimEnd(), last.marks)] : []));
  return Fragment.fromArray(content);
}

function marksOf(node, marks) {
  const style = node.dataset.style ?? "";
  const add = (name, facts) => (marks = schema.marks[name].create(facts).addToSet(marks));
  const drop = (name) => (marks = marks.filter((mark) => mark.type.name !== name));
  if (node.matches("b, strong")) add("strong");
  if (node.matches("i, em")) add("em");
  const weight = /(?:^|;)\s*font-weight:\s*(\w+)/i.exec(style)?.[1];
  if (weight) /^(?:bold|bolder|[6-9]00)$/i.test(weight) ? add("strong") : drop("strong");
  const slant = /(?:^|;)\s*font-style:\s*(\w+)/i.exec(style)?.[1];
  if (slant) /^(?:italic|oblique)$/i.test(slant) ? add("em") : drop("em");
  const href = node.matches("a[href]") ? node.getAttribute("href").trim() : "";
  if (/^(?:https?:\/\/|mailto:)[^\s\x00-\x1f]+$/i.test(href)) add("link", { href });
  return marks;
}

// ---- As paragraphs -------------------------------------------------------------------------------------------------------

// Words begin a paragraph; bullets and a table belong to the one before them.
function grouped(blocks) {
  const documents = [];
  let open = null;
  const begin = () => documents.push((open = { words: null, table: null, points: [] }));
  for (const block of blocks) {
    if (block.type === "words" || !open) begin();
    if (block.type === "words") open.words = words.create(null, block.content);
    else if (block.type === "bullet") open.points.push(bullet.create(null, block.content));
    else addTable(block.element, () => {
      if (open.table || open.points.length) begin();
      return open;
    }, documents);
  }
  return documents.map(asDocument).filter(Boolean);
}

function asDocument(parts) {
  const blocks = [parts.words, parts.table, parts.points.length ? bullets.create(null, parts.points) : null].filter(Boolean);
  return blocks.length ? schema.node("doc", null, blocks) : null;
}

// A table of one cell is a frame, and one too wide for the page is told row by row.
function addTable(element, room, documents) {
  const rows = cellsOf([...element.rows]);
  const width = Math.max(0, ...rows.map((each) => each.length));
  if (!width) return;
  const content = (one) => (one ? inlineOf([...one.childNodes]) : Fragment.empty);
  if (width > MOST_COLUMNS || (width === 1 && rows.length === 1)) {
    for (const each of rows) documents.push({ words: words.create(null, allCells(Array.from(each, content))), table: null, points: [] });
    return;
  }
  const made = rows.map((each, place) => row.create(null, Array.from({ length: width }, (_, at) => (place ? cell : header).create(null, content(each[at])))));
  room().table = table.create(null, made);
}

// Each cell under its own heading: one over several columns or rows leaves the others that it covers empty.
function cellsOf(rows) {
  const places = rows.map(() => []);
  for (const [at, line] of rows.entries()) for (const one of line.cells) {
    let column = 0;
    while (column in places[at]) column++;
    const last = one.rowSpan ? at + one.rowSpan : rows.length;
    const width = Math.min(one.colSpan, MOST_COLUMNS);
    for (const covered of places.slice(at, last)) for (let each = column; each < column + width; each++) covered[each] = null;
    places[at][column] = one;
  }
  return places;
}

function allCells(contents) {
  const parts = [];
  for (const content of contents) {
    if (parts.length && content.size) parts.push(schema.text(" "));
    content.forEach((each) => parts.push(each));
  }
  return Fragment.fromArray(parts);
}

