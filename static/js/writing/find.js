// Find in report: marks every place where the words stand, says how many there are, and goes from one to the next.
import { form, paragraphOf, paragraphs } from "./boxes.js";
import { changed, edit, leave, shownOf } from "./editor.js";

const panel = form.querySelector("[data-find]");
const field = panel.querySelector("input");
const says = panel.querySelector("[data-found]");
const steps = panel.querySelector("[data-find-steps]");
const canMark = "highlights" in CSS;
const BLOCKS = "p, li, th, td";
let places = [];
let present = -1;

function look() {
  const wanted = field.value.trim().toLowerCase();
  places = wanted ? paragraphs().flatMap((paragraph) => placesIn(paragraph, wanted)) : [];
  present = Math.min(present, places.length - 1);
  mark();
  tell(wanted);
}

// Words may go on from plain to bold: each block is searched as one text.
function placesIn(paragraph, wanted) {
  const found = [];
  for (const block of shownOf(paragraph).querySelectorAll(BLOCKS)) {
    const text = block.textContent.toLowerCase();
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) found.push(rangeOf(block, at, at + wanted.length));
  }
  return found;
}

function rangeOf(block, from, to) {
  const range = new Range();
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let seen = 0;
  let started = false;
  for (let node = walker.nextNode(); node; seen += node.length, node = walker.nextNode()) {
    if (!started && seen + node.length > from) {
      range.setStart(node, from - seen);
      started = true;
    }
    if (seen + node.length >= to) {
      range.setEnd(node, to - seen);
      break;
    }
  }
  return range;
}

function mark() {
  if (!canMark) return;
  CSS.highlights.set("found", new Highlight(...places));
  CSS.highlights.set("found-now", new Highlight(...(places[present] ? [places[present]] : [])));
}

function tell(wanted) {
  steps.hidden = places.length < 1;
  if (!wanted) says.textContent = "";
  else if (!places.length) says.textContent = "Nothing found.";
  else says.textContent = present < 0 ? `${places.length} found` : `${present + 1} of ${places.length}, in ${nameOf(places[present])}`;
}

const nameOf = (range) => paragraphOf(range.startContainer.parentElement).querySelector("[data-number]").textContent;

function go(way) {
  if (!places.length) return;
  present = present < 0 && way < 0 ? places.length - 1 : (present + way + places.length) % places.length;
  mark();
  tell(field.value.trim());
  const box = places[present].getBoundingClientRect();
  scrollBy({ top: box.top - innerHeight / 2 });
}

// To the found words themselves, marked, to write on from there.
function goTo() {
  const range = places[present];
  if (!range) return;
  const paragraph = paragraphOf(range.startContainer.parentElement);
  const box = range.getBoundingClientRect();
  edit(paragraph, { from: { left: box.left + 1, top: box.top + box.height / 2 }, to: { left: box.right - 1, top: box.top + box.height / 2 } });
}

export function startFinding() {
  panel.hidden = false;
  field.addEventListener("input", () => {
    present = -1;
    look();
    if (places.length) go(1);
  });
  field.addEventListener("focus", () => {
    leave();
    look();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      go(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape" && places[present]) {
      event.preventDefault();
      goTo();
    }
  });
  steps.addEventListener("click", (event) => {
    const way = event.target.closest("[data-find-step]")?.dataset.findStep;
    if (way) go(Number(way));
  });
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || !event.shiftKey || event.key.toLowerCase() !== "f") return;
    event.preventDefault();
    const marked = getSelection().toString().trim();
    if (marked && !marked.includes("\n")) field.value = marked;
    panel.closest("details").open = true;
    field.focus();
    field.select();
    field.dispatchEvent(new Event("input"));
  });
  changed.addEventListener("text", () => field.value && setTimeout(look));
}
