// One paragraph at a time becomes an editor, when it gets the focus; all others are shown as they will look. What is typed
// goes into the paragraph's textarea as text, and from there it is saved.
import {
  EditorState, EditorView, Plugin, Selection, TextSelection, baseKeymap, history, keymap, tableEditing,
} from "../../vendor/prosemirror/prosemirror-1.42.9.min.js";
import { newKey } from "../new_key.js";
import {
  addAfter, boxOf, divide, drawnParagraph, form, grow, keyOf, paragraphAt, paragraphOf, paragraphs, placeAfter, renumber,
} from "./boxes.js";
import { typed as somethingTyped } from "./saving.js";
import { header, cell, schema, words } from "./schema.js";
import { drawn, paragraphsIn, read, write } from "./typed.js";

const IDLE = 120; // milliseconds from the last key until the text follows
const BULLET_BEGINS = /^[-*•◦▪‣·]\s?$/;

export const shownOf = (paragraph) => paragraph.querySelector("[data-shown]");
export const changed = new EventTarget(); // "state" of the caret, "text" of a paragraph, "drawn": it is drawn anew
const setting = { plugins: () => [], props: {} };

let current = null; // { paragraph, view, isDirty, timer }
const left = new Map(); // key -> { text, state }: an editor that was left, so that undo works when one comes back
let isSwitching = false;

// What keys do and what is pasted: given once, before anything is edited.
export function setUp({ plugins, props }) {
  Object.assign(setting, { plugins, props });
}

export const currentView = () => current?.view ?? null;
export const currentParagraph = () => current?.paragraph ?? null;

// ---- Showing -------------------------------------------------------------------------------------------------------------

// Draws a paragraph from its text; one that holds more than can be drawn stays as it is typed.
export function draw(paragraph) {
  const doc = read(boxOf(paragraph).value);
  paragraph.classList.toggle("writing-paragraph--plain", !doc);
  if (!doc) return grow(boxOf(paragraph));
  shownOf(paragraph).replaceChildren(drawn(doc));
  changed.dispatchEvent(new CustomEvent("drawn", { detail: paragraph }));
}

// Sets a text from elsewhere: another person's, or one that was joined.
export function setText(paragraph, text) {
  if (current?.paragraph === paragraph) leave({ keep: false });
  left.delete(keyOf(paragraph));
  boxOf(paragraph).value = text;
  draw(paragraph);
  changed.dispatchEvent(new CustomEvent("text", { detail: paragraph }));
}

// ---- Editing -------------------------------------------------------------------------------------------------------------

// "place": "start", "end", a position, a selection as { from, to }, or { left, top } in the window.
export function edit(paragraph, place = "start") {
  if (paragraph.classList.contains("writing-paragraph--plain")) return boxOf(paragraph).focus();
  if (current?.paragraph !== paragraph) {
    leave();
    if (!enter(paragraph)) return boxOf(paragraph).focus();
  }
  select(place);
  current.view.focus();
  changed.dispatchEvent(new Event("state"));
}

function enter(paragraph) {
  const text = boxOf(paragraph).value;
  const state = stateOf(paragraph, text);
  if (!state) {
    draw(paragraph);
    return false;
  }
  isSwitching = true;
  const shown = shownOf(paragraph);
  const view = new EditorView({ mount: shown }, {
    state,
    dispatchTransaction: dispatch,
    attributes: { spellcheck: "true" },
    handleScrollToSelection: scrollClear,
    ...setting.props,
  });
  current = { paragraph, view, isDirty: false, timer: 0 };
  paragraph.classList.add("writing-paragraph--open");
  isSwitching = false;
  return true;
}

function stateOf(paragraph, text) {
  const before = left.get(keyOf(paragraph));
  if (before?.text === text) return before.state;
  const doc = read(text);
  return doc && EditorState.create({ doc, plugins: plugins() });
}

const plugins = () => [...setting.plugins(), keymap(baseKeymap), history(), tableEditing(), new Plugin({ appendTransaction: tidied })];

// The first row of a table holds its headings, and no other row does.
function tidied(_, __, state) {
  const change = state.tr;
  state.doc.descendants((node, place) => {
    if (node.type.name !== "table") return false;
    node.forEach((row, offset, index) => row.forEach((each, inRow) => {
      const wanted = index ? cell : header;
      if (each.type !== wanted) change.setNodeMarkup(place + 1 + offset + 1 + inRow, wanted);
    }));
    return false;
  });
  return change.docChanged ? change : null;
}

function dispatch(change) {
  const view = this;
  view.updateState(view.state.apply(change));
  if (current?.view !== view) return;
  if (change.docChanged) {
    current.isDirty = true;
    clearTimeout(current.timer);
    current.timer = setTimeout(flush, IDLE);
    somethingTyped();
    if (!view.composing) divideWords();
    else view.dom.addEventListener("compositionend", () => setTimeout(divideWords), { once: true });
  }
  changed.dispatchEvent(new Event("state"));
}

// The text follows what was typed; also before anything is saved.
export function flush() {
  if (!current?.isDirty) return;
  clearTimeout(current.timer);
  current.isDirty = false;
  const box = boxOf(current.paragraph);
  const text = write(current.view.state.doc);
  if (box.value === text) return;
  const wasEmpty = !box.value.trim();
  box.value = text;
  if (wasEmpty !== !text.trim()) renumber();
  changed.dispatchEvent(new CustomEvent("text", { detail: current.paragraph }));
}

// Words on a line of their own are a paragraph of their own: what is seen while one types is what the paper will have.
function divideWords() {
  if (!current) return;
  const { doc, selection } = current.view.state;
  const blocks = childrenOf(doc);
  const index = blocks.findIndex((block, at) => at && block.type === words && block.childCount && !BULLET_BEGINS.test(block.textContent));
  if (index < 1) return;
  const place = blocks.slice(0, index).reduce((size, block) => size + block.nodeSize, 0);
  divideInto(blocks.slice(0, index), blocks.slice(index), Math.max(selection.from - place, 0));
}

export const childrenOf = (node) => Array.from({ length: node.childCount }, (_, place) => node.child(place));

// Divides the paragraph: "kept" blocks stay, "rest" becomes the next paragraph, with the caret in it.
export function divideInto(kept, rest, caret = "start") {
  const { view, paragraph } = current;
  const { state } = view;
  while (kept.length > 1 && kept.at(-1).type === words && !kept.at(-1).childCount) kept.pop();
  view.dispatch(state.tr.replaceWith(0, state.doc.content.size, kept.length ? kept : [words.create()]));
  flush();
  const doc = schema.node("doc", null, rest);
  const [added] = insertAfter(paragraph, [write(doc)]);
  left.set(keyOf(added), { text: boxOf(added).value, state: EditorState.create({ doc, plugins: plugins() }) });
  edit(added, caret);
}

// An empty paragraph after this one.
export function editNew() {
  flush();
  edit(insertAfter(current.paragraph, [""])[0]);
}

// An empty paragraph before this one, which keeps its words and all that is tied to them.
export function insertBefore(paragraph) {
  const section = paragraph.closest("[data-section]");
  const above = paragraph.previousElementSibling?.closest("[data-paragraph]");
  const added = paragraphOf(addAfter(paragraph, ""));
  form.elements[`after-${keyOf(added)}`].value = above ? keyOf(above) : section.dataset.section;
  paragraph.before(added);
  draw(added);
  renumber();
  somethingTyped();
}

// Many at once, as a long paste has them, are drawn first and come into the page together: one by one takes minutes.
export function insertAfter(paragraph, texts) {
  const added = texts.map((text) => drawnWith(text));
  paragraph.after(...added);
  for (const [place, each] of added.entries()) placeAfter(each, added[place - 1] ?? paragraph);
  for (const each of added) if (each.classList.contains("writing-paragraph--plain")) grow(boxOf(each));
  renumber();
  somethingTyped();
  return added;
}

function drawnWith(text) {
  const paragraph = drawnParagraph(newKey());
  boxOf(paragraph).value = text;
  draw(paragraph);
  return paragraph;
}

export function leave({ keep = true } = {}) {
  if (!current) return;
  flush();
  const { paragraph, view } = current;
  const { state } = view;
  current = null;
  if (keep) left.set(keyOf(paragraph), { text: boxOf(paragraph).value, state });
  isSwitching = true;
  view.destroy();
  isSwitching = false;
  const shown = shownOf(paragraph);
  for (const name of ["contenteditable", "translate", "spellcheck"]) shown.removeAttribute(name);
  shown.classList.remove("ProseMirror", "ProseMirror-focused", "ProseMirror-hideselection");
  paragraph.classList.remove("writing-paragraph--open");
  const text = boxOf(paragraph).value;
  if (paragraphsIn(text).length > 1) divide(boxOf(paragraph));
  draw(paragraph);
  changed.dispatchEvent(new Event("state"));
}

function select(place) {
  const { view } = current;
  const { state } = view;
  view.dispatch(state.tr.setSelection(selectionAt(place, view)).scrollIntoView());
}

function selectionAt(place, view) {
  const { doc } = view.state;
  if (place === "start") return Selection.atStart(doc);
  if (place === "end") return Selection.atEnd(doc);
  if (typeof place === "number") return Selection.near(doc.resolve(Math.min(place, doc.content.size)));
  if ("selection" in place) return view.state.selection;
  const [from, to] = [place.from ?? place, place.to ?? place.from ?? place].map((point) => {
    const found = view.posAtCoords(point);
    return doc.resolve(found ? found.pos : doc.content.size);
  });
  return from.pos === to.pos ? Selection.near(to) : TextSelection.between(from, to);
}

// The caret is brought into view clear of the bar on top.
function scrollClear(view) {
  const { top, bottom } = view.coordsAtPos(view.state.selection.head);
  const stuck = [...form.querySelectorAll(".writing-bar, .writing-toolbar-row")].find((each) => getComputedStyle(each).position === "sticky");
  const ceiling = Math.max(stuck?.getBoundingClientRect().bottom ?? 0, 0) + 8;
  const floor = (window.visualViewport?.height ?? innerHeight) - 56;
  if (top < ceiling) scrollBy({ top: top - ceiling });
  else if (bottom > floor) scrollBy({ top: Math.min(bottom - floor, top - ceiling) });
  return true;
}

// ---- How one comes to a paragraph ----------------------------------------------------------------------------------------

let pressed = null;

form.addEventListener("mousedown", (event) => {
  const shown = event.target.closest?.("[data-shown]");
  pressed = event.button === 0 && shown && shown !== current?.view.dom ? { shown, left: event.clientX, top: event.clientY } : null;
});

// A click puts the caret where it was; words that were marked stay marked. Marking over several paragraphs is for copying.
document.addEventListener("mouseup", (event) => {
  if (!pressed) return;
  const { shown, ...from } = pressed;
  pressed = null;
  const marked = getSelection();
  if (!marked.isCollapsed && !(shown.contains(marked.anchorNode) && shown.contains(marked.focusNode))) return;
  if (event.target.closest?.("a[href^='http'], a[href^='mailto']") && (event.ctrlKey || event.metaKey)) return;
  const to = { left: event.clientX, top: event.clientY };
  edit(paragraphOf(shown), marked.isCollapsed ? to : { from, to });
});

form.addEventListener("focusin", (event) => {
  const shown = event.target.closest?.("[data-shown]");
  if (shown && !pressed && !isSwitching && shown !== current?.view.dom) {
    edit(paragraphOf(shown), left.has(keyOf(paragraphOf(shown))) ? { selection: true } : "start");
  }
});

form.addEventListener("click", (event) => {
  const number = event.target.closest("label.number[for^='text-']");
  const link = event.target.closest("[data-shown] a");
  if (link && !(event.ctrlKey || event.metaKey)) event.preventDefault();
  if (!number || !form.classList.contains("writing--live")) return;
  event.preventDefault();
  edit(paragraphAt(keyOf(paragraphOf(number))));
});

// Left for another part of the page: what was typed is drawn as it will look, but not before a click has met its mark.
let isDown = false;
document.addEventListener("pointerdown", () => (isDown = true), true);
for (const kind of ["pointerup", "pointercancel", "dragend"]) document.addEventListener(kind, () => {
  isDown = false;
  setTimeout(leaveUnlessIn);
}, true);
document.addEventListener("focusin", () => isDown || leaveUnlessIn());

function leaveUnlessIn() {
  const focused = document.activeElement;
  if (!current || focused === document.body || current.view.dom.contains(focused)) return;
  if (!focused.closest("[data-toolbar], [data-table-tools], dialog")) leave();
}

export function beside(paragraph, way) {
  const all = paragraphs();
  return all[all.indexOf(paragraph) + way] ?? null;
}
