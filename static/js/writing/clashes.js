// Two people changed one paragraph: both texts stand on the page, and whoever sees it decides. Until then it is not saved.
import { announce } from "./announcing.js";
import { form, numberOf, paragraphAt, renumber, versionOf } from "./boxes.js";
import { edit, flush, setText, shownOf } from "./editor.js";
import { hooks, nowSaved, save } from "./saving.js";
import { asTyped, drawn, paragraphsIn, read } from "./typed.js";

const open = new Map(); // key -> { theirs, by, version }

hooks.held = () => new Set(open.keys());

export const isClashing = (key) => open.has(key);

export function showClash(key, clash) {
  const paragraph = paragraphAt(key);
  const heading = form.elements[`heading-${key}`];
  if (!paragraph && !heading) return;
  const isNew = !open.has(key);
  open.set(key, clash);
  (paragraph ?? heading.closest("[data-section]")).querySelector(":scope > .writing-clash, .writing-box > .writing-clash")?.remove();
  const name = paragraph ? numberOf(paragraph) : "this heading";
  const block = drawnClash(key, name, clash);
  if (paragraph) shownOf(paragraph).before(block);
  else heading.closest(".writing-heading").after(block);
  if (isNew) announce(`${clash.by || "Somebody"} changed ${name} while you were working on it. Both texts are shown: choose which to keep.`);
}

function drawnClash(key, name, { theirs, by }) {
  const block = document.createElement("div");
  block.className = "writing-clash";
  block.setAttribute("role", "group");
  block.setAttribute("aria-label", `Two versions of ${name}`);
  const sentence = document.createElement("p");
  const who = document.createElement("strong");
  who.textContent = `${by || "Somebody"} saved this while you were working on it:`;
  sentence.append(who);
  const text = document.createElement("div");
  text.className = "writing-clash-text text";
  const doc = theirs.trim() ? read(theirs) : null;
  if (doc) text.append(drawn(doc));
  else text.textContent = theirs.trim() ? theirs : "Nothing: it was emptied.";
  const yours = document.createElement("p");
  yours.textContent = "Yours is below, and not saved yet.";
  const buttons = document.createElement("p");
  buttons.className = "writing-clash-buttons";
  buttons.append(button("Keep mine", name, () => keepMine(key)), button("Take theirs", name, () => takeTheirs(key)));
  block.append(sentence, text, yours, buttons);
  return block;
}

function button(verb, name, act) {
  const made = document.createElement("button");
  [made.type, made.className, made.textContent] = ["button", "govuk-button govuk-button--secondary", verb];
  const hidden = document.createElement("span");
  hidden.className = "govuk-visually-hidden";
  hidden.textContent = `: ${name}`;
  made.append(hidden);
  made.addEventListener("click", act);
  return made;
}

function settle(key, name) {
  const { theirs, version } = open.get(key);
  open.delete(key);
  const place = paragraphAt(key) ?? form.elements[name].closest("[data-section]");
  place.querySelector(":scope > .writing-clash, .writing-box > .writing-clash")?.remove();
  versionOf(key).value = version;
  nowSaved(name, theirs);
  return theirs;
}

const nameOf = (key) => (paragraphAt(key) ? `text-${key}` : `heading-${key}`);

function keepMine(key) {
  flush();
  settle(key, nameOf(key));
  const paragraph = paragraphAt(key);
  if (paragraph) edit(paragraph, "end");
  else form.elements[nameOf(key)].focus();
  save();
}

function takeTheirs(key) {
  const theirs = settle(key, nameOf(key));
  const paragraph = paragraphAt(key);
  if (paragraph) {
    setText(paragraph, theirs);
    renumber();
    edit(paragraph, "end");
  } else {
    form.elements[nameOf(key)].value = theirs;
    form.elements[nameOf(key)].focus();
  }
  save();
}

export const isSameText = (one, other) =>
  JSON.stringify(paragraphsIn(one).map(asTyped)) === JSON.stringify(paragraphsIn(other).map(asTyped));
