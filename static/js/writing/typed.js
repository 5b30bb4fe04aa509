// The paragraph as typed text, which is what is saved, and as the document that is edited: one into the other and back.
// Reading follows reports/typed.py (lines) and reports/markdown.py (marks). A block that nobody changed is written back
// exactly as it was read, so that only what was changed counts as changed.
import { DOMSerializer, Fragment, MarkdownIt } from "../../vendor/prosemirror/prosemirror-1.42.9.min.js";
import { LINK, MOST_COLUMNS, REFERENCE, bullet, bullets, cell, em, header, link, reference, row, schema, strong, table, words } from "./schema.js";

const BULLET = /^\s*[-*•◦▪‣·](?:\s+|$)(.*)$/s;
const TYPED_BULLET = /^([ \t]*)[•◦▪‣·][ \t]+/gm;
const UNSEEN = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\p{Cs}]/gu;
const PUNCTUATION = /[!-/:-@[-`{-~]/;
const LETTER = /[\p{L}\p{N}]/u;
const sources = new WeakMap(); // block -> the lines that it was read from

const markdown = build();

function build() {
  const reader = new MarkdownIt("zero", { html: false, linkify: false, maxNesting: 30 });
  reader.enable(["list", "table", "emphasis", "link", "escape"]);
  reader.validateLink = (address) => LINK.test(address) || REFERENCE.test(address);
  const table = rule(reader, "table");
  reader.block.ruler.at("table", (state, start, end, silent) => {
    const first = state.src.slice(state.bMarks[start], state.eMarks[start]);
    return first.split("|").length - 1 <= MOST_COLUMNS + 1 && table(state, start, end, silent);
  }, { alt: ["paragraph", "reference"] });
  const list = rule(reader, "list");
  reader.block.ruler.at("list", (state, start, end, silent) => {
    const first = state.src[state.bMarks[start] + state.tShift[start]] ?? "";
    return !/\d/.test(first) && state.level < 6 && list(state, start, end, silent);
  }, { alt: ["paragraph", "reference", "blockquote"] });
  return reader;
}

function rule(reader, name) {
  return reader.block.ruler.__rules__.find((each) => each.name === name).fn;
}

// ---- Reading -------------------------------------------------------------------------------------------------------------

// The paragraphs that one typed text holds: words after an empty line begin another one.
export function paragraphsIn(typed) {
  const found = [];
  let lines = [], points = [], blank = false;
  const end = () => found.push({ text: lines.join("\n"), points: points.filter(Boolean) });
  for (const line of typed.replace(/\r\n?/g, "\n").split("\n")) {
    if (!line.trim()) {
      blank = true;
      continue;
    }
    const point = BULLET.exec(line);
    if (!point && blank && (lines.length || points.length)) {
      end();
      [lines, points] = [[], []];
    }
    blank = false;
    if (point) points.push(point[1].trim());
    else if (points.length) points.push(`${points.pop()} ${line.trim()}`.trim());
    else lines.push(line.trim());
  }
  end();
  return found;
}

export function asTyped({ text, points }) {
  return [...(text ? [text] : []), ...points.map((point) => `- ${point}`)].join("\n");
}

// The document of one paragraph, or null where its text holds what cannot be shown: such a one is edited as it is typed.
export function read(typed) {
  const [first, ...more] = paragraphsIn(typed);
  const blocks = more.length ? null : blocksOf(first.text);
  if (!blocks) return null;
  const points = first.points.map((point) => kept(bullet.create(null, inline(lineTokens(point))), `- ${point}`));
  blocks.points.push(...points);
  const parts = [...blocks.words, ...blocks.tables, ...(blocks.points.length ? [bullets.create(null, blocks.points)] : [])];
  const doc = schema.node("doc", null, parts.length ? parts : [words.create()]);
  try {
    doc.check();
    return doc;
  } catch {
    return null;
  }
}

function kept(block, source) {
  sources.set(block, source);
  return block;
}

function tidy(text) {
  return text.replace(UNSEEN, "").replace(TYPED_BULLET, "$1- ");
}

function lineTokens(text) {
  return markdown.parseInline(tidy(text), {})[0].children;
}

function blocksOf(text) {
  const found = { words: [], tables: [], points: [] };
  if (!text) return found;
  const tokens = markdown.parse(tidy(text), {});
  const isAllWords = tokens.length === 3;
  let inList = 0;
  for (let place = 0; place < tokens.length; place++) {
    const { type, children, map } = tokens[place];
    if (type === "bullet_list_open") inList++;
    else if (type === "bullet_list_close") inList--;
    else if (type === "table_open") {
      if (inList) return null;
      const until = tokens.findIndex((token, at) => at > place && token.type === "table_close");
      found.tables.push(kept(tableOf(tokens.slice(place, until)), text.split("\n").slice(...map).join("\n")));
      place = until;
    } else if (type === "inline") {
      if (inList) found.points.push(bullet.create(null, inline(children)));
      else if (found.points.length || found.tables.length) return null;
      else found.words.push(kept(words.create(null, inline(children)), isAllWords ? text : text.split("\n").slice(...map).join("\n")));
    }
  }
  return found;
}

function tableOf(tokens) {
  const rows = [];
  for (const [place, token] of tokens.entries()) {
    if (token.type === "tr_open") rows.push([]);
    if (token.type !== "th_open" && token.type !== "td_open") continue;
    const facts = { figure: token.attrGet("style") === "text-align:right" };
    rows.at(-1).push((token.type === "th_open" ? header : cell).create(facts, inline(tokens[place + 1].children)));
  }
  return table.create(null, rows.map((cells) => row.create(null, cells)));
}

// Bold within bold says nothing, so marks are a set here as in reports/markdown.py.
function inline(tokens) {
  const nodes = [];
  const open = [];
  const add = (text) => {
    const marks = marksOf(open);
    const last = nodes.at(-1);
    if (last?.isText && areSame(last.marks, marks)) nodes[nodes.length - 1] = schema.text(last.text + text, marks);
    else if (text) nodes.push(schema.text(text, marks));
  };
  for (let place = 0; place < tokens.length; place++) {
    const token = tokens[place];
    if (token.type === "text" || token.type === "text_special") add(token.content.replace(/\s*\n\s*/g, " "));
    else if (token.type === "softbreak" || token.type === "hardbreak") add(" ");
    else if (token.type === "link_open" && REFERENCE.test(token.attrGet("href"))) {
      const until = tokens.findIndex((each, at) => at > place && each.type === "link_close");
      const label = tokens.slice(place, until).map((each) => each.content).join("");
      nodes.push(reference.create({ key: REFERENCE.exec(token.attrGet("href"))[1], label }, null, marksOf(open)));
      place = until;
    } else if (token.nesting === 1) open.push(token.type === "link_open" ? link.create({ href: token.attrGet("href") }) : token.type === "em_open" ? em.create() : strong.create());
    else if (token.nesting === -1) open.pop();
  }
  return Fragment.fromArray(nodes);
}

function marksOf(open) {
  return open.reduce((set, mark) => mark.addToSet(set), []);
}

// ---- Writing -------------------------------------------------------------------------------------------------------------

// The typed text of a document. Blocks that were read and not changed keep their text; "afresh" writes all of them anew.
export function write(doc, { afresh = false } = {}) {
  const lines = [];
  const source = (block, written) => lines.push((!afresh && sources.get(block)) || written(block));
  doc.forEach((block) => {
    if (block.type === table) source(block, tableText);
    else if (block.type === words) block.childCount && source(block, wordsText);
    else block.forEach((each) => each.childCount && source(each, bulletText));
  });
  return lines.filter((line) => line.trim() && line.trim() !== "-").join("\n");
}

function bulletText(block) {
  return `- ${inlineText(block).trim()}`;
}

function wordsText(block) {
  const text = inlineText(block).trim();
  return /^(?:[-*](?=\s|$)|\+(?=\s|$))/.test(text) ? `\\${text}` : text;
}

function tableText(block) {
  const lines = [];
  block.forEach((each) => {
    const cells = [];
    each.forEach((one) => cells.push(inlineText(one).trim().replaceAll("|", "\\|")));
    lines.push(`| ${cells.join(" | ")} |`);
  });
  const columns = [];
  block.firstChild.forEach((_, __, place) => columns.push(isFigures(block, place) ? "---:" : "---"));
  lines.splice(1, 0, `| ${columns.join(" | ")} |`);
  return lines.join("\n");
}

function isFigures(block, place) {
  let all = true;
  block.forEach((each) => (all &&= each.maybeChild(place)?.attrs.figure ?? true));
  return all;
}

// Stars say most of it; where they stand too close to be told apart, underscores or fewer marks do. Words are never lost.
const WAYS = [
  { star: "*" },
  { star: "_" },
  { star: "*", all: true },
  { star: "_", all: true },
  { star: "*", all: true, without: [em] },
  { star: "*", all: true, without: [em, strong] },
  { star: "*", all: true, without: [em, strong, link] },
];

function inlineText(block) {
  const wanted = runsOf(block);
  for (const way of WAYS) {
    const runs = way.without ? runsWithout(wanted, way.without) : wanted;
    const text = marked(runs, way);
    if (isSame(runs, lineTokens(text))) return text;
  }
  return marked(runsWithout(wanted, [em, strong, link]), WAYS.at(-1));
}

// Stretches of equal marks; spaces at the edge of bold and italic stand outside, where Markdown needs them.
function runsOf(block) {
  const runs = [];
  block.forEach((node) => {
    const text = node.isText ? node.text.replace(/[\r\n\t]+/g, " ").replace(UNSEEN, "") : "";
    if (node.isText && !text) return;
    runs.push({ text, marks: node.marks, reference: node.isText ? null : node.attrs });
  });
  for (const mark of [strong, em]) outside(runs, mark);
  return joined(trimmed(runs));
}

function outside(runs, mark) {
  for (let place = 0; place < runs.length; place++) {
    const run = runs[place];
    if (!mark.isInSet(run.marks) || run.reference) continue;
    const [, before, middle, after] = /^(\s*)(.*?)(\s*)$/s.exec(run.text);
    const starts = !mark.isInSet(runs[place - 1]?.marks ?? []);
    const ends = !mark.isInSet(runs[place + 1]?.marks ?? []);
    const bare = mark.removeFromSet(run.marks);
    if (!middle && (starts || ends)) run.marks = bare;
    else {
      const parts = [];
      if (starts && before) parts.push({ ...run, text: before, marks: bare });
      parts.push({ ...run, text: (starts ? "" : before) + middle + (ends ? "" : after) });
      if (ends && after) parts.push({ ...run, text: after, marks: bare });
      runs.splice(place, 1, ...parts);
      place += parts.length - 1;
    }
  }
}

function trimmed(runs) {
  while (runs.length && !runs[0].reference && !runs[0].text.trim()) runs.shift();
  while (runs.length && !runs.at(-1).reference && !runs.at(-1).text.trim()) runs.pop();
  if (runs.length && !runs[0].reference) runs[0] = { ...runs[0], text: runs[0].text.trimStart() };
  if (runs.length && !runs.at(-1).reference) runs[runs.length - 1] = { ...runs.at(-1), text: runs.at(-1).text.trimEnd() };
  return runs;
}

function joined(runs) {
  const found = [];
  for (const run of runs) {
    const last = found.at(-1);
    if (last && !last.reference && !run.reference && areSame(last.marks, run.marks)) last.text += run.text;
    else if (run.text || run.reference) found.push({ ...run });
  }
  return found;
}

function areSame(some, others) {
  return some.length === others.length && some.every((mark) => mark.isInSet(others));
}

function runsWithout(runs, types) {
  return joined(runs.map((run) => ({ ...run, marks: run.marks.filter((mark) => !types.includes(mark.type)) })));
}

function isSame(runs, tokens) {
  const content = inline(tokens);
  const found = [];
  content.forEach((node) => found.push({ text: node.isText ? node.text : "", marks: node.marks, reference: node.isText ? null : node.attrs }));
  const told = joined(found);
  return told.length === runs.length && told.every((run, place) =>
    run.text === runs[place].text && areSame(run.marks, runs[place].marks) && run.reference?.key === runs[place].reference?.key && run.reference?.label === runs[place].reference?.label);
}

function marked(runs, way) {
  let text = "";
  let open = [];
  const close = (mark) => (text += mark.type === link ? `](${address(mark.attrs.href)})` : sign(mark, way));
  for (const [place, run] of runs.entries()) {
    const staying = open.findIndex((mark) => !mark.isInSet(run.marks));
    if (staying >= 0) for (const mark of open.splice(staying).reverse()) close(mark);
    const opening = run.marks.filter((mark) => !mark.isInSet(open));
    opening.sort((one, other) => lasts(runs, place, other) - lasts(runs, place, one));
    for (const mark of opening) text += mark.type === link ? "[" : sign(mark, way);
    open.push(...opening);
    const inLink = run.marks.some((mark) => mark.type === link);
    if (run.reference) text += `[${escaped(run.reference.label, "", "", true, true)}](#key-${run.reference.key})`;
    else text += escaped(run.text, runs[place - 1]?.text.at(-1) ?? "", runs[place + 1]?.text[0] ?? "", inLink, way.all);
  }
  for (const mark of open.reverse()) close(mark);
  return text;
}

function sign(mark, way) {
  return mark.type === strong ? "**" : way.star;
}

function lasts(runs, place, mark) {
  let end = place;
  while (end < runs.length && mark.isInSet(runs[end].marks)) end++;
  return end;
}

// A backslash before what would be read as a mark, and only there: an author who looks at the text sees few of them.
function escaped(text, before, after, inLink, all) {
  return text.replace(/[\\*_[\]]/g, (sign, place) => {
    const [left, right] = [text[place - 1] ?? before, text[place + 1] ?? after];
    const isEdge = place === 0 || place === text.length - 1;
    if (all) return `\\${sign}`;
    if (sign === "\\") return !right || isEdge || PUNCTUATION.test(right) ? "\\\\" : sign;
    if (sign === "*") return !isEdge && /\s/.test(left) && /\s/.test(right) ? sign : "\\*";
    if (sign === "_") return !isEdge && LETTER.test(left) && LETTER.test(right) ? sign : "\\_";
    if (inLink) return `\\${sign}`;
    return sign === "]" && (isEdge || right === "(") ? "\\]" : sign;
  });
}

function address(href) {
  return href.replace(/[\\()<>*_]/g, "\\$&").replace(/&(?=[a-z0-9#]+;)/gi, "\\&");
}

// ---- Showing -------------------------------------------------------------------------------------------------------------

// The document as it is shown on the page when it is not being edited.
export function drawn(doc) {
  return DOMSerializer.fromSchema(schema).serializeFragment(doc.content);
}
