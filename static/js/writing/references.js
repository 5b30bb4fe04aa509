// References to other paragraphs: they show the number of now, and say in words when they lead nowhere.
import { boxOf, form, keyOf, numberOf, paragraphAt, paragraphs } from "./boxes.js";
import { changed, currentView, edit } from "./editor.js";
import { REFERENCE, reference } from "./schema.js";

const heirs = new Map(); // the key of a joined paragraph -> the key of the one that has its words now

export function joined(key, heir) {
  heirs.set(key, heir);
}

// The paragraph that a reference means, through those that were joined to another; null when it is gone or empty.
function meant(key) {
  const followed = new Set();
  while (!followed.has(key)) {
    followed.add(key);
    const paragraph = paragraphAt(key);
    if (paragraph && boxOf(paragraph).value.trim()) return paragraph;
    if (!heirs.has(key)) return null;
    key = heirs.get(key);
  }
  return null;
}

export function keyNumbered(number) {
  const found = paragraphs().find((paragraph) => numberOf(paragraph) === number);
  return found ? keyOf(found) : null;
}

// ---- How they look -------------------------------------------------------------------------------------------------------

function refreshReferences(within = form) {
  for (const link of within.querySelectorAll("[data-shown] a[href^='#key-']")) show(link);
  if (within === form) tellBroken();
}

function show(link) {
  link.dataset.label ??= link.textContent;
  const key = REFERENCE.exec(link.getAttribute("href"))?.[1];
  const paragraph = key && meant(key);
  const text = paragraph ? numberOf(paragraph) : `${link.dataset.label} (no such paragraph)`;
  if (link.textContent !== text) link.textContent = text;
  link.classList.toggle("writing-ref--broken", !paragraph);
}

export function referenceView(node) {
  const dom = document.createElement("a");
  dom.href = `#key-${node.attrs.key}`;
  dom.dataset.label = node.attrs.label;
  dom.textContent = node.attrs.label;
  show(dom);
  return { dom, ignoreMutation: () => true };
}

export function startReferences() {
  changed.addEventListener("drawn", ({ detail }) => refreshReferences(detail));
  form.addEventListener("renumbered", () => refreshReferences());
}

// In the left column: which paragraphs refer to nothing.
function tellBroken() {
  const place = form.querySelector("[data-broken]");
  const found = paragraphs().filter((paragraph) => paragraph.querySelector(".writing-ref--broken"));
  place.hidden = !found.length;
  if (!found.length) return;
  const text = document.createElement("p");
  text.append(`${found.length === 1 ? "One paragraph refers" : `${found.length} paragraphs refer`} to one that is gone: `);
  for (const [index, paragraph] of found.entries()) {
    const link = document.createElement("a");
    [link.href, link.textContent] = [`#shown-${keyOf(paragraph)}`, numberOf(paragraph)];
    text.append(index ? ", " : "", link);
  }
  place.replaceChildren(text);
}

// ---- Asking for one ------------------------------------------------------------------------------------------------------

const dialog = document.getElementById("reference-dialog");
const filter = dialog.querySelector("#reference-filter");
const list = dialog.querySelector("#reference-list");
const found = dialog.querySelector("[data-found]");

export function askForReference() {
  if (!currentView()) return;
  filter.value = "";
  drawChoices();
  dialog.showModal();
}

function drawChoices() {
  const wanted = filter.value.trim().toLowerCase();
  const rows = paragraphs().filter((paragraph) => boxOf(paragraph).value.trim());
  const fitting = rows.filter((paragraph) => `${numberOf(paragraph)} ${wordsOf(paragraph)}`.toLowerCase().includes(wanted));
  list.replaceChildren(...fitting.map((paragraph, place) => {
    const choice = document.createElement("li");
    choice.id = `choice-${keyOf(paragraph)}`;
    choice.setAttribute("role", "option");
    choice.setAttribute("aria-selected", String(!place));
    choice.dataset.choice = keyOf(paragraph);
    const number = document.createElement("strong");
    number.textContent = numberOf(paragraph);
    choice.append(number, ` ${wordsOf(paragraph).slice(0, 90)}`);
    return choice;
  }));
  choose(list.firstElementChild);
  found.textContent = fitting.length ? "" : "No paragraph has this number or these words.";
}

const wordsOf = (paragraph) => paragraph.querySelector("[data-shown]").textContent.replace(/\s+/g, " ").trim();
const chosen = () => list.querySelector("[aria-selected=true]");

function choose(choice) {
  chosen()?.setAttribute("aria-selected", "false");
  choice?.setAttribute("aria-selected", "true");
  choice?.scrollIntoView({ block: "nearest" });
  if (choice) filter.setAttribute("aria-activedescendant", choice.id);
  else filter.removeAttribute("aria-activedescendant");
}

filter.addEventListener("input", drawChoices);
filter.addEventListener("keydown", (event) => {
  const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
  if (!step) return;
  event.preventDefault();
  choose(chosen()?.[step] ?? chosen());
});
list.addEventListener("click", (event) => {
  choose(event.target.closest("[data-choice]") ?? chosen());
  dialog.close("set");
});
dialog.addEventListener("close", () => {
  const view = currentView();
  const choice = chosen();
  if (view && dialog.returnValue === "set" && choice) {
    const key = choice.dataset.choice;
    view.dispatch(view.state.tr.replaceSelectionWith(reference.create({ key, label: numberOf(paragraphAt(key)) }), false).scrollIntoView());
  }
  dialog.returnValue = "";
  view?.focus();
});

// A reference that is followed leads to its paragraph on this page.
export function followed(link) {
  const key = REFERENCE.exec(link.getAttribute("href") ?? "")?.[1];
  const paragraph = key && meant(key);
  if (paragraph) edit(paragraph);
}
