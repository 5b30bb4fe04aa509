// Links: asked for in a small dialog, which keeps to the addresses that a paper may have.
import { Selection } from "../../vendor/prosemirror/prosemirror-1.42.9.min.js";
import { currentView } from "./editor.js";
import { LINK, link } from "./schema.js";

const dialog = document.getElementById("link-dialog");
const field = dialog.querySelector("#link-address");
const error = dialog.querySelector("#link-error");

export function askForLink() {
  const view = currentView();
  if (!view) return;
  const present = linkAt(view.state);
  field.value = present?.mark.attrs.href ?? "";
  dialog.querySelector("[data-remove]").hidden = !present;
  complain("");
  dialog.showModal();
  field.select();
}

// The link around the caret with the stretch of words that it has.
export function linkAt({ selection, doc }) {
  const { $from } = selection;
  if (!$from.parent.inlineContent) return null;
  let [found, place] = [null, $from.start()];
  $from.parent.forEach((node, offset) => {
    const mark = link.isInSet(node.marks);
    const [from, to] = [place + offset, place + offset + node.nodeSize];
    if (mark && found?.mark.eq(mark) && found.to === from) found.to = to;
    else if (mark && (!found || found.to < $from.pos)) found = { mark, from, to };
  });
  return found && found.from <= $from.pos && $from.pos <= found.to && doc ? found : null;
}

// What somebody types as an address, as a paper may have it; null when it may not.
function asAddress(typed) {
  const text = typed.trim();
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(text)) return `mailto:${text}`;
  const whole = /^(?:[a-z][a-z0-9+.-]*:|#)/i.test(text) ? text : `https://${text}`;
  if (!LINK.test(whole)) return null;
  return /^https?:/i.test(whole) && !URL.canParse(whole) ? null : whole;
}

function complain(sentence) {
  error.textContent = sentence;
  error.hidden = !sentence;
  field.toggleAttribute("aria-invalid", Boolean(sentence));
  field.classList.toggle("govuk-input--error", Boolean(sentence));
}

dialog.querySelector("form").addEventListener("submit", (event) => {
  if (event.submitter?.value !== "set" || asAddress(field.value)) return;
  event.preventDefault();
  complain("Enter an address that begins with https://, or an e-mail address.");
  field.focus();
});
dialog.addEventListener("close", () => {
  const view = currentView();
  if (view && dialog.returnValue === "set") set(view, asAddress(field.value));
  if (view && dialog.returnValue === "remove") remove(view);
  dialog.returnValue = "";
  view?.focus();
});

function set(view, href) {
  const { state } = view;
  const mark = link.create({ href });
  const present = linkAt(state);
  if (state.selection.empty && !present) {
    return view.dispatch(state.tr.replaceSelectionWith(state.schema.text(href.replace(/^mailto:/, ""), [mark]), false));
  }
  const { from, to } = state.selection.empty ? present : state.selection;
  const change = state.tr.removeMark(from, to, link).addMark(from, to, mark);
  view.dispatch(change.setSelection(Selection.near(change.doc.resolve(to), -1)));
}

function remove(view) {
  const present = linkAt(view.state);
  if (present) view.dispatch(view.state.tr.removeMark(present.from, present.to, link));
}
