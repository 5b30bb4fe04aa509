// The buttons above the paper. They work on the paragraph that is being written, and say what holds at the caret.
import {
  addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable, isInTable, redo, redoDepth, toggleMark, undo, undoDepth, TextSelection,
} from "../../vendor/prosemirror/prosemirror-1.42.9.min.js";
import { announce } from "./announcing.js";
import { form } from "./boxes.js";
import { changed, childrenOf, currentView } from "./editor.js";
import { inBullets, toggleBullets } from "./keys.js";
import { askForLink, linkAt } from "./links.js";
import { askForReference } from "./references.js";
import { MOST_COLUMNS, bullets, cell, em, header, row, strong, table, words } from "./schema.js";

const bar = form.querySelector("[data-toolbar]");
const tools = form.querySelector("[data-table-tools]");
const buttons = [...bar.querySelectorAll("[data-tool]")];

const ACTS = {
  strong: toggleMark(strong),
  em: toggleMark(em),
  bullets: toggleBullets,
  link: () => askForLink(),
  table: (state, dispatch) => insertTable(state, dispatch),
  reference: () => askForReference(),
  undo,
  redo,
  "add-row": addRowAfter,
  "add-column": (state, dispatch) => addColumn(state, dispatch),
  "remove-row": (state, dispatch) => (childrenOf(tableAt(state)).length > 1 ? deleteRow : deleteTable)(state, dispatch),
  "remove-column": (state, dispatch) => (tableAt(state).firstChild.childCount > 1 ? deleteColumn : deleteTable)(state, dispatch),
  "remove-table": deleteTable,
  figures: (state, dispatch) => toFigures(state, dispatch),
};

const ASKS = new Set(["link", "reference"]); // these give the focus to a dialog

function act(name) {
  const view = currentView();
  if (!view) return;
  ACTS[name](view.state, view.dispatch, view);
  if (!ASKS.has(name)) currentView()?.focus();
}

for (const button of [...buttons, ...tools.querySelectorAll("[data-tool]")]) {
  button.addEventListener("mousedown", (event) => event.preventDefault()); // the caret stays where it is
  button.addEventListener("click", () => act(button.dataset.tool));
}

// ---- Tables --------------------------------------------------------------------------------------------------------------

const tableAt = (state) => childrenOf(state.doc).find((block) => block.type === table);

function insertTable(state, dispatch) {
  if (tableAt(state)) return announce("A paragraph holds one table. Begin another paragraph for the next one.", { isTrouble: true });
  const line = (type) => row.create(null, Array.from({ length: 3 }, () => type.create()));
  const made = table.create(null, [line(header), line(cell), line(cell)]);
  const blocks = childrenOf(state.doc);
  const before = blocks.filter((block) => block.type === words && block.childCount);
  const behind = blocks.filter((block) => block.type === bullets);
  const change = state.tr.replaceWith(0, state.doc.content.size, [...before, made, ...behind]);
  const place = before.reduce((size, block) => size + block.nodeSize, 0) + 3;
  dispatch(change.setSelection(TextSelection.create(change.doc, place)).scrollIntoView());
  return true;
}

function addColumn(state, dispatch) {
  if (tableAt(state).firstChild.childCount < MOST_COLUMNS) return addColumnAfter(state, dispatch);
  return announce(`A table has at most ${MOST_COLUMNS} columns: more would not fit on a page.`, { isTrouble: true });
}

// The column of the caret holds figures, which stand to the right, or no longer does.
function toFigures(state, dispatch) {
  const { $from } = state.selection;
  const at = $from.index(2);
  const isOn = !$from.node(3).attrs.figure;
  const change = state.tr;
  let place = $from.start(1);
  for (const each of childrenOf($from.node(1))) {
    let inRow = place + 1;
    for (const [index, one] of childrenOf(each).entries()) {
      if (index === at) change.setNodeMarkup(inRow, null, { ...one.attrs, figure: isOn });
      inRow += one.nodeSize;
    }
    place += each.nodeSize;
  }
  dispatch(change);
  return true;
}

// ---- What holds at the caret -----------------------------------------------------------------------------------------------

function refresh() {
  const view = currentView();
  for (const button of buttons) button.setAttribute("aria-disabled", String(!view || !isPossible(button.dataset.tool, view.state)));
  const isTable = Boolean(view && isInTable(view.state));
  tools.hidden = !isTable;
  for (const [name, isOn] of Object.entries(view ? holding(view.state, isTable) : { strong: false, em: false, bullets: false, link: false })) {
    const button = bar.querySelector(`[data-tool=${name}]`);
    if (button.hasAttribute("aria-pressed")) button.setAttribute("aria-pressed", String(isOn));
  }
}

function holding(state, isTable) {
  return { strong: hasMark(state, strong), em: hasMark(state, em), bullets: !isTable && inBullets(state), link: Boolean(linkAt(state)) };
}

function hasMark({ selection, storedMarks, doc }, mark) {
  if (selection.empty) return Boolean(mark.isInSet(storedMarks ?? selection.$from.marks()));
  return doc.rangeHasMark(selection.from, selection.to, mark);
}

function isPossible(name, state) {
  if (name === "undo") return undoDepth(state) > 0;
  if (name === "redo") return redoDepth(state) > 0;
  if (name === "bullets") return !isInTable(state);
  return name !== "table" || !isInTable(state);
}

// ---- Keys of the bar: the arrows go from button to button, Escape back to the words -----------------------------------------

let present = 0;

function rove(to) {
  present = (to + buttons.length) % buttons.length;
  for (const [place, button] of buttons.entries()) button.tabIndex = place === present ? 0 : -1;
}

bar.addEventListener("keydown", (event) => {
  const to = { ArrowRight: present + 1, ArrowLeft: present - 1, Home: 0, End: buttons.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  rove(to);
  buttons[present].focus();
});
bar.addEventListener("focusin", (event) => rove(Math.max(buttons.indexOf(event.target.closest("button")), 0)));
for (const place of [bar, tools]) {
  place.addEventListener("keydown", (event) => {
    if (event.key === "Escape") currentView()?.focus();
  });
}
document.addEventListener("keydown", (event) => {
  if (event.key !== "F10" || !event.altKey) return;
  event.preventDefault();
  (tools.hidden ? buttons[present] : tools.querySelector("button")).focus();
});

export function startToolbar() {
  changed.addEventListener("state", refresh);
  rove(0);
  refresh();
}
