// What keys do in a paragraph, and what turns into bullets, bold or a reference while one types.
import {
  InputRule, Selection, TextSelection, addRowAfter, goToNextCell, inputRules, isInTable, keymap, redo, toggleMark, undo,
} from "../../vendor/prosemirror/prosemirror-1.42.9.min.js";
import { announce } from "./announcing.js";
import { beside, childrenOf, currentParagraph, divideInto, edit, editNew, insertBefore } from "./editor.js";
import { askForLink } from "./links.js";
import { joinUp, moveParagraph } from "./moving.js";
import { askForReference, keyNumbered } from "./references.js";
import { bullet, bullets, em, reference, strong, words } from "./schema.js";

export function keys() {
  return [
    keymap({
      "Mod-b": toggleMark(strong),
      "Mod-i": toggleMark(em),
      "Mod-k": ask(askForLink),
      "Mod-Shift-8": toggleBullets,
      "Mod-*": toggleBullets,
      "Mod-Shift-r": ask(askForReference),
      "Mod-z": undo,
      "Mod-y": redo,
      "Shift-Mod-z": redo,
      Enter: onEnter,
      "Shift-Enter": onEnter,
      "Mod-Enter": ask(editNew),
      Backspace: onBackspace,
      Delete: onDelete,
      Tab: onTab,
      "Shift-Tab": (state, dispatch) => isInTable(state) && goToNextCell(-1)(state, dispatch),
      ArrowUp: either(toCell(-1, "up"), goOut(-1, "up")),
      ArrowLeft: goOut(-1, "left"),
      ArrowDown: either(toCell(1, "down"), goOut(1, "down")),
      ArrowRight: goOut(1, "right"),
      "Alt-Shift-ArrowUp": ask(() => moveParagraph(currentParagraph(), "up")),
      "Alt-Shift-ArrowDown": ask(() => moveParagraph(currentParagraph(), "down")),
    }),
  ];
}

const ask = (act) => (_, dispatch) => {
  if (dispatch) act();
  return true;
};

// ---- Bullets -------------------------------------------------------------------------------------------------------------

export function inBullets(state) {
  return state.selection.$from.node(1)?.type === bullets;
}

// Words become a bullet; a bullet becomes words, which under a text are the next paragraph, as they will be numbered.
export function toggleBullets(state, dispatch) {
  const type = state.selection.$from.node(1)?.type;
  if (type !== words && type !== bullets) return false;
  if (!dispatch) return true;
  if (type === words) dispatch(wordsToBullets(state));
  else bulletToWords(state, dispatch);
  return true;
}

// All words that are marked, or the line of the caret; "cut" characters at its start are not taken over.
function wordsToBullets(state, cut = 0) {
  const { $from, $to } = state.selection;
  const blocks = childrenOf(state.doc);
  const [first, last] = [$from.index(0), $to.index(0)];
  const own = blocks.filter((block, index) => block.type === words && index >= first && index <= last);
  const list = blocks.find((block) => block.type === bullets);
  const made = own.map((block) => bullet.create(null, block.content.cut(cut)));
  const kept = blocks.filter((block) => !own.includes(block) && block !== list);
  const change = state.tr.replaceWith(0, state.doc.content.size, [...kept, bullets.create(null, [...made, ...(list ? childrenOf(list) : [])])]);
  const start = kept.reduce((size, block) => size + block.nodeSize, 0) + 2;
  return change.setSelection(TextSelection.create(change.doc, start + Math.max($from.parentOffset - cut, 0))).scrollIntoView();
}

function bulletToWords(state, dispatch) {
  const { $from } = state.selection;
  const list = childrenOf($from.node(1));
  const index = $from.index(1);
  const before = childrenOf(state.doc).slice(0, -1).filter((block) => block.type !== words || block.childCount);
  const kept = [...before, ...asList(list.slice(0, index))];
  const rest = [words.create(null, list[index].content), ...asList(list.slice(index + 1))];
  const caret = 1 + $from.parentOffset;
  if (kept.length) return divideInto(kept, rest, caret);
  const change = state.tr.replaceWith(0, state.doc.content.size, rest);
  dispatch(change.setSelection(TextSelection.create(change.doc, caret)).scrollIntoView());
}

const asList = (points) => (points.length ? [bullets.create(null, points)] : []);

// ---- Enter, Backspace, Delete, Tab ---------------------------------------------------------------------------------------

function onEnter(state, dispatch) {
  if (!dispatch) return true;
  if (isInTable(state)) return cellBelow(state, dispatch);
  const { $from, empty } = state.selection;
  const block = $from.parent;
  if (block.type === bullet && !block.childCount) bulletToWords(state, dispatch);
  else if (block.type === words && !block.childCount && empty) endHere(state, $from.index(0));
  else if (block.type === words && !$from.parentOffset && empty && !$from.index(0)) insertBefore(currentParagraph());
  else dispatch(splitLine(state));
  return true;
}

function splitLine(state) {
  const change = state.tr.deleteSelection();
  return change.split(change.selection.from).scrollIntoView();
}

// An empty line ends the paragraph; what stands below it goes into the next one.
function endHere(state, index) {
  const blocks = childrenOf(state.doc);
  if (index) divideInto(blocks.slice(0, index), [words.create(), ...blocks.slice(index + 1)]);
}

function cellBelow(state, dispatch) {
  const place = cellBeside(state, 1);
  if (place === null) editNew();
  else goIntoCell(state, dispatch, place);
  return true;
}

// Where the cell above or below the caret begins; null at the edge of the table.
function cellBeside(state, way) {
  const { $from } = state.selection;
  const rows = childrenOf($from.node(1));
  const to = $from.index(1) + way;
  if (!rows[to]) return null;
  const sizeOf = (nodes) => nodes.reduce((size, node) => size + node.nodeSize, 0);
  return $from.start(1) + sizeOf(rows.slice(0, to)) + sizeOf(childrenOf(rows[to]).slice(0, $from.index(2))) + 2;
}

function goIntoCell(state, dispatch, place) {
  dispatch(state.tr.setSelection(Selection.near(state.doc.resolve(place))).scrollIntoView());
}

// The arrows go from row to row, and at the edge of the table on to what stands above or below it.
function toCell(way, key) {
  return (state, dispatch, view) => {
    const { $from, empty } = state.selection;
    if (!isInTable(state) || !empty || !view.endOfTextblock(key)) return false;
    const place = cellBeside(state, way);
    const next = place === null && !childrenOf(state.doc)[$from.index(0) + way] ? beside(currentParagraph(), way) : null;
    if (!dispatch) return true;
    if (place !== null) goIntoCell(state, dispatch, place);
    else if (next) edit(next, way < 0 ? "end" : "start");
    else dispatch(state.tr.setSelection(Selection.near(state.doc.resolve(way < 0 ? $from.before(1) : $from.after(1)), way)).scrollIntoView());
    return true;
  };
}

const either = (one, other) => (...about) => one(...about) || other(...about);

function onBackspace(state, dispatch) {
  const { $from, empty } = state.selection;
  if (!empty || $from.parentOffset || isInTable(state)) return isInTable(state) && empty && !$from.parentOffset;
  if (!dispatch) return true;
  const [block, index] = [$from.node(1), $from.index(0)];
  if (block.type === words && !index) joinUp(currentParagraph());
  else if (block.type === words || $from.index(1)) joinLines(state, dispatch);
  else if (!index || isEmptyWords(state.doc.child(index - 1))) bulletToWords(state, dispatch);
  else if (state.doc.child(index - 1).type === words) joinFirstBullet(state, dispatch);
  return true;
}

const isEmptyWords = (block) => block.type === words && !block.childCount;

function joinLines(state, dispatch) {
  const { $from } = state.selection;
  const cut = $from.before();
  if (state.doc.resolve(cut).nodeBefore?.type !== $from.parent.type) return;
  dispatch(state.tr.join(cut).scrollIntoView());
}

function joinFirstBullet(state, dispatch) {
  const { $from } = state.selection;
  const index = $from.index(0);
  const blocks = childrenOf(state.doc);
  const [above, list] = [blocks[index - 1], childrenOf(blocks[index])];
  const gap = above.textContent && list[0].childCount ? [state.schema.text(" ")] : [];
  const one = words.create(null, above.content.append(words.create(null, gap).content).append(list[0].content));
  const change = state.tr.replaceWith(0, state.doc.content.size, [...blocks.slice(0, index - 1), one, ...asList(list.slice(1))]);
  const place = blocks.slice(0, index - 1).reduce((size, block) => size + block.nodeSize, 0) + 1 + above.content.size + gap.length;
  dispatch(change.setSelection(TextSelection.create(change.doc, place)).scrollIntoView());
}

function onDelete(state, dispatch) {
  const { $from, empty } = state.selection;
  if (!empty || isInTable(state) || $from.pos !== Selection.atEnd(state.doc).to) return false;
  const next = beside(currentParagraph(), 1);
  if (dispatch && next) joinUp(next);
  return true;
}

function onTab(state, dispatch, view) {
  if (!isInTable(state)) return Boolean(dispatch) && tellOfLevels(state);
  if (goToNextCell(1)(state, dispatch)) return true;
  if (dispatch) {
    addRowAfter(state, dispatch);
    goToNextCell(1)(view.state, view.dispatch);
  }
  return true;
}

// Whoever knows other editors expects a bullet within a bullet, and would type on into nothing: said once.
let isTold = false;
function tellOfLevels(state) {
  if (isTold || !inBullets(state)) return false;
  isTold = true;
  announce("Bullets have one level here. To leave the paragraph, press Tab once more.", { isTrouble: true });
  return true;
}

// The arrows go on into the paragraph above or below, as they would on one page.
function goOut(way, key) {
  return (state, dispatch, view) => {
    const { selection, doc } = state;
    const edge = way < 0 ? Selection.atStart(doc) : Selection.atEnd(doc);
    const isAtEdge = key === "left" || key === "right" ? selection.eq(edge) : selection.empty && selection.$head.sameParent(edge.$head) && view.endOfTextblock(key);
    const next = selection.empty && isAtEdge ? beside(currentParagraph(), way) : null;
    if (next && dispatch) edit(next, way < 0 ? "end" : "start");
    return Boolean(next);
  };
}

// ---- While one types -----------------------------------------------------------------------------------------------------

export function rules() {
  return inputRules({
    rules: [
      new InputRule(/^[-*•]\s$/, (state, _, start, end) => {
        const { $from } = state.selection;
        if ($from.parent.type === words) return wordsToBullets(state, end - start);
        return $from.parent.type === bullet ? state.tr.delete(start, end) : null;
      }),
      new InputRule(/\*\*([^*\s](?:[^*]*[^*\s])?)\*\*$/, (state, match, start, end) =>
        state.tr.replaceWith(start, end, state.schema.text(match[1], [strong.create()])).removeStoredMark(strong)),
      new InputRule(/\{\s?(\d{1,3}\.\d{1,4})\s?\}$/, (state, match, start, end) => {
        const key = keyNumbered(match[1]);
        return key ? state.tr.replaceWith(start, end, reference.create({ key, label: match[1] })) : null;
      }),
    ],
  });
}

