// Moving and joining paragraphs and sections, by keys, buttons and mouse. Each is a step that the server takes, so that
// two people's reports stay one; the page follows the order that it answers.
import { announce } from "./announcing.js";
import { boxOf, form, keyOf, numberOf, paragraphAt, paragraphs, renumber, sections, versionOf } from "./boxes.js";
import { currentParagraph, currentView, edit, flush, leave, setText, shownOf } from "./editor.js";
import { joined } from "./references.js";
import { hooks, isChanged, nowGone, nowSaved, save, settled, typed } from "./saving.js";
import { bullets, table } from "./schema.js";
import { asTyped, paragraphsIn, read } from "./typed.js";

const BESIDE_A_TABLE = "A table ends its paragraph, so these two cannot be joined.";
const OFFLINE = "Not done: it could not be sent. What you typed is kept in this browser.";

export const isKnown = (key) => Number(versionOf(key)?.value ?? 0) > 0;
const paper = form.querySelector(".writing-paper");

// Saves, takes the step and follows; answers what the server told, or null.
export async function step(verb, key, more = {}) {
  flush();
  const told = await save({ do: `${verb}:${key}`, ...more });
  if (!told) announce(OFFLINE, { isTrouble: true });
  else if (told.problem) announce(told.problem, { isTrouble: true });
  return told && !told.problem ? told : null;
}

// ---- Following the order of the server -----------------------------------------------------------------------------------

// Puts sections and paragraphs where they stand now. What was typed here and is not saved stays on the page.
export function follow(outline) {
  const view = currentView();
  const hadFocus = view?.hasFocus();
  const places = sections().find((section) => section)?.parentElement ?? paper;
  let last = null;
  for (const { key, paragraphs: entries } of outline) {
    const section = form.querySelector(`[data-section="${CSS.escape(key)}"]`);
    if (!section) return location.reload(); // a section that somebody added: what was typed is kept and put back
    put(places, section, last, "[data-section]");
    last = section;
    followSection(section, entries);
  }
  const kept = new Set(outline.flatMap((each) => [each.key, ...each.paragraphs.map((entry) => entry.key)]));
  for (const paragraph of paragraphs()) if (!kept.has(keyOf(paragraph))) dropUnlessTyped(paragraph);
  for (const section of sections()) if (!kept.has(section.dataset.section) && !section.querySelector("[data-paragraph]")) section.remove();
  renumber();
  if (view && hadFocus && currentView() === view) view.focus();
}

function followSection(section, entries) {
  let last = null;
  for (const { key } of entries) {
    const paragraph = paragraphAt(key);
    if (!paragraph) continue; // comes with the news of its words
    const isBehind = last ? nextKnown(last) === paragraph : firstKnown(section) === paragraph;
    if (!isBehind) last ? last.after(paragraph) : firstPlace(section).before(paragraph);
    last = paragraph;
  }
}

function put(places, element, last, kind) {
  const present = last ? nextOf(last, kind) : places.querySelector(kind);
  if (present === element) return;
  if (last) last.after(element);
  else places.querySelector(kind).before(element);
}

function nextOf(element, kind) {
  let next = element.nextElementSibling;
  while (next && !next.matches(kind)) next = next.nextElementSibling;
  return next;
}

// Paragraphs that only this page has yet keep their place behind the one that they stand after.
function nextKnown(paragraph) {
  let next = nextOf(paragraph, "[data-paragraph]");
  while (next && !isKnown(keyOf(next))) next = nextOf(next, "[data-paragraph]");
  return next;
}

const firstKnown = (section) => [...section.querySelectorAll("[data-paragraph]")].find((each) => isKnown(keyOf(each))) ?? null;
const firstPlace = (section) => section.querySelector("[data-paragraph]") ?? section.querySelector(".writing-add-section");

function dropUnlessTyped(paragraph) {
  const key = keyOf(paragraph);
  if (!isKnown(key) || paragraph === currentParagraph() || isChanged(`text-${key}`)) return;
  drop(paragraph);
}

function drop(paragraph) {
  if (paragraph === currentParagraph()) leave();
  nowGone(`text-${keyOf(paragraph)}`);
  paragraph.remove();
}

// ---- Paragraphs that only this page has ------------------------------------------------------------------------------------

// Each comes after one that the server knows or is told of in the same save.
hooks.before.push(() => {
  flush();
  for (const section of sections()) {
    let after = section.dataset.section;
    for (const paragraph of section.querySelectorAll("[data-paragraph]")) {
      const key = keyOf(paragraph);
      if (!isKnown(key)) form.elements[`after-${key}`].value = after;
      if (isKnown(key) || isChanged(`text-${key}`)) after = key;
    }
  }
});

// ---- Joining -------------------------------------------------------------------------------------------------------------

let isBusy = false;
let typedMeanwhile = ""; // while two are being joined: it goes in where they meet

// Joins a paragraph to the one before it, with the caret where they meet.
export async function joinUp(paragraph) {
  if (isBusy) return;
  isBusy = true;
  currentView()?.setProps({ editable: () => false });
  try {
    await joinToAbove(paragraph);
  } finally {
    isBusy = false;
    const view = currentView();
    view?.setProps({ editable: () => true });
    if (view && typedMeanwhile) view.dispatch(view.state.tr.insertText(typedMeanwhile).scrollIntoView());
    typedMeanwhile = "";
  }
}

document.addEventListener("keydown", (event) => {
  if (!isBusy || currentView()?.editable !== false || !currentView().dom.contains(event.target)) return;
  if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  typedMeanwhile += event.key;
}, true);

async function joinToAbove(paragraph) {
  await settled(); // a paragraph that is just being sent is one that the server knows
  flush();
  const above = nextAbove(paragraph);
  if (!above) return announce("This is the first paragraph of its section: there is none before it to join.");
  const [upper, lower] = [above, paragraph].map((each) => boxOf(each).value);
  if (isBesideTable(upper, lower)) return announce(BESIDE_A_TABLE, { isTrouble: true });
  const caret = upper.trim() ? endOf(upper) : "start";
  const heir = upper.trim() || !lower.trim() ? above : paragraph;
  const absorbed = heir === above ? paragraph : above;
  const together = asOne(upper, lower);
  if (isKnown(keyOf(absorbed)) && !(await joinOnServer(paragraph, above))) return;
  leave();
  if (isKnown(keyOf(absorbed))) joined(keyOf(absorbed), keyOf(heir));
  if (absorbed.isConnected) drop(absorbed);
  if (boxOf(heir).value !== together && isKnown(keyOf(absorbed))) setText(heir, boxOf(heir).value || together);
  else if (boxOf(heir).value !== together) {
    setText(heir, together);
    typed();
  }
  renumber();
  edit(heir, caret);
}

function joinOnServer(paragraph, above) {
  if (!isKnown(keyOf(above))) nowSaved(`text-${keyOf(above)}`, "\0"); // an empty one that is told of, to be joined
  return step("merge-up", keyOf(paragraph));
}

const nextAbove = (paragraph) => {
  let above = paragraph.previousElementSibling;
  while (above && !above.matches("[data-paragraph]")) above = above.previousElementSibling;
  return above;
};

function isBesideTable(upper, lower) {
  const [one, two] = [read(upper), read(lower)];
  if (!one || !two) return false;
  const has = (doc, type) => doc.content.content.some((block) => block.type === type);
  const startsWithWords = two.firstChild.type !== bullets && two.firstChild.content.size > 0;
  return (has(one, table) && !has(one, bullets) && startsWithWords) || (has(one, bullets) && has(two, table));
}

const endOf = (text) => read(text)?.content.size ?? "end";

// As reports/typed.py joins two.
function asOne(upper, lower) {
  const [above, below] = [paragraphsIn(upper)[0], paragraphsIn(lower)[0]];
  if (above.points.length && below.text) {
    const last = `${above.points.at(-1)} ${below.text.split(/\s+/).join(" ")}`;
    return asTyped({ text: above.text, points: [...above.points.slice(0, -1), last, ...below.points] });
  }
  const text = [above.text, below.text].filter(Boolean).join(below.text.includes("|") ? "\n" : " ");
  return asTyped({ text, points: [...above.points, ...below.points] });
}

// ---- Moving --------------------------------------------------------------------------------------------------------------

export async function moveParagraph(paragraph, way) {
  flush();
  if (isBusy || !isKnownOrTyped(paragraph)) return;
  isBusy = true;
  const told = await step(`move-${way}`, keyOf(paragraph)).finally(() => (isBusy = false));
  if (told) arrived(paragraph);
}

const isKnownOrTyped = (paragraph) => isKnown(keyOf(paragraph)) || boxOf(paragraph).value.trim();

export async function moveParagraphAfter(paragraph, key) {
  if (await step("move-to", keyOf(paragraph), { to: key })) arrived(paragraph);
}

export async function moveSection(section, way) {
  if (await step(`section-${way}`, section.dataset.section)) sectionArrived(section);
}

export async function moveSectionAfter(section, key) {
  if (await step("section-to", section.dataset.section, { to: key })) sectionArrived(section);
}

function arrived(paragraph) {
  announce(`It is paragraph ${numberOf(paragraph)} now.`);
  shownOf(paragraph).scrollIntoView({ block: "nearest" });
}

function sectionArrived(section) {
  announce(`It is section ${sections().indexOf(section) + 1} now.`);
  section.querySelector(".writing-heading").scrollIntoView({ block: "nearest" });
}

export async function markHighlight(paragraph, isWanted) {
  const told = await step(isWanted ? "highlight" : "no-highlight", keyOf(paragraph));
  if (!told) return;
  showHighlight(paragraph, isWanted);
  announce(isWanted ? `${numberOf(paragraph)} will be followed up in the next report.` : `${numberOf(paragraph)} will not be followed up.`);
}

export function showHighlight(paragraph, isOn) {
  paragraph.classList.toggle("writing-paragraph--highlight", isOn);
  paragraph.querySelector("[data-highlight]").hidden = !isOn;
  const button = paragraph.querySelector("[data-to-highlight]");
  button.value = `${isOn ? "no-highlight" : "highlight"}:${keyOf(paragraph)}`;
  button.textContent = isOn ? "Do not follow this up in the next report" : "Follow this up in the next report";
}

// The heading's own keys: a section moves from its heading as a paragraph does from its words.
form.addEventListener("keydown", (event) => {
  if (!event.altKey || !event.shiftKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
  if (!event.target.matches(".writing-heading-box")) return;
  event.preventDefault();
  const heading = event.target;
  moveSection(heading.closest("[data-section]"), event.key === "ArrowUp" ? "up" : "down").then(() => heading.focus());
});

// ---- By mouse: one handle, beside the number of what the mouse is over ------------------------------------------------------

const handle = document.createElement("span");
handle.className = "writing-handle";
handle.draggable = true;
handle.title = "Drag to move";
handle.setAttribute("aria-hidden", "true");
let dragged = null;

form.addEventListener("pointerover", (event) => {
  if (event.pointerType !== "mouse" || dragged || event.buttons) return; // a quick hand is elsewhere before the drag begins
  const place = event.target.closest?.("[data-paragraph], .writing-heading");
  if (place && handle.parentElement !== place) place.prepend(handle);
});

handle.addEventListener("dragstart", (event) => {
  dragged = handle.closest("[data-paragraph]") ?? handle.closest("[data-section]");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/x-paragraph", "moved");
  event.dataTransfer.setDragImage(dragged, 10, 10);
  dragged.classList.add("dragged");
});

// Where a drop would put it: beside which one, before or after it.
function placeAt(event) {
  if (!dragged) return null;
  const isParagraph = dragged.matches("[data-paragraph]");
  const target = event.target.closest?.(isParagraph ? "[data-paragraph], [data-section]" : "[data-section]");
  if (!target || target === dragged || dragged.contains(target)) return null;
  const box = target.getBoundingClientRect();
  const isInto = isParagraph && target.matches("[data-section]");
  return { target, isInto, isAfter: isInto || event.clientY > box.top + box.height / 2 };
}

function clearMarks() {
  for (const each of document.querySelectorAll(".drop-before, .drop-after, .dragged")) each.classList.remove("drop-before", "drop-after", "dragged");
}

form.addEventListener("dragover", (event) => {
  const found = placeAt(event);
  if (!found) return;
  event.preventDefault();
  for (const each of document.querySelectorAll(".drop-before, .drop-after")) each.classList.remove("drop-before", "drop-after");
  found.target.classList.add(found.isAfter ? "drop-after" : "drop-before");
}, true);

form.addEventListener("drop", (event) => {
  const found = placeAt(event);
  if (!found) return;
  event.preventDefault();
  event.stopPropagation();
  const moved = dragged;
  clearMarks();
  dragged = null;
  if (moved.matches("[data-paragraph]")) moveParagraphAfter(moved, keyBefore(found));
  else moveSectionAfter(moved, sectionBefore(found, moved));
}, true);

// The key of what it comes after: a paragraph, or the section where it is to be the first.
function keyBefore({ target, isInto, isAfter }) {
  if (isInto) return keyOf([...target.querySelectorAll("[data-paragraph]")].at(-1) ?? target) ?? target.dataset.section;
  if (isAfter) return keyOf(target);
  const above = nextAbove(target);
  return above ? keyOf(above) : target.closest("[data-section]").dataset.section;
}

function sectionBefore({ target, isAfter }, moved) {
  if (isAfter) return target.dataset.section;
  const all = sections();
  return (all[all.indexOf(target) - 1] ?? moved).dataset.section;
}

document.addEventListener("dragend", () => {
  clearMarks();
  dragged = null;
});

