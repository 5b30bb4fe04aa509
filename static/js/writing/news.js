// Two people in one report: what the other one saved appears here, but never over what is being typed.
import { announce } from "./announcing.js";
import { boxOf, drawnParagraph, form, numberOf, paragraphAt, renumber, versionOf } from "./boxes.js";
import { isClashing, isSameText, showClash } from "./clashes.js";
import { currentParagraph, currentView, edit, flush, setText } from "./editor.js";
import { follow, showHighlight } from "./moving.js";
import { hooks, isChanged, isUnsaved, nowSaved, say } from "./saving.js";

const EVERY = 5000;
const here = form.querySelector("[data-here]");
let since = form.dataset.since;
let waiting = 0;
let isClosed = false;

hooks.sent = () => ({ since });
hooks.took.push((told) => {
  since = told.at || since;
  take(told, { isOwn: true });
  for (const [key, clash] of Object.entries(told.clashes)) showClash(key, clash);
  for (const [key, sentence] of Object.entries(told.refused)) showRefusal(key, sentence);
});

export function watch() {
  document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(waiting) : ask()));
  waiting = setTimeout(ask, EVERY);
}

async function ask() {
  clearTimeout(waiting);
  if (document.hidden || isClosed) return;
  try {
    if (!isUnsaved()) await look();
  } catch {
    // offline: the line on top says so when something is to be saved
  }
  clearTimeout(waiting);
  waiting = setTimeout(ask, EVERY);
}

async function look() {
  const asked = new URLSearchParams({ since, order: form.elements.order.value });
  const answer = await fetch(`${form.dataset.news}?${asked}`, { redirect: "manual" });
  if (answer.status === 409) return close(await answer.json());
  if (answer.status !== 200 || isUnsaved()) return;
  const told = await answer.json();
  since = told.at;
  form.elements.order.value = told.order;
  const changed = take(told);
  showHere(told.here ?? []);
  if (changed.length) announce(changed.join(" "));
}

function close({ problem }) {
  isClosed = true;
  say(problem, true);
}

function showHere(names) {
  const text = names.length ? `${new Intl.ListFormat("en-GB").format(names)} ${names.length === 1 ? "is" : "are"} here too` : "";
  if (here.textContent !== text) here.textContent = text;
}

// Takes over paragraphs, headings and the order; answers sentences on what others did.
function take(told, { isOwn = false } = {}) {
  flush();
  const sentences = [];
  addMissing(told);
  if (told.outline) follow(told.outline);
  for (const [key, theirs] of Object.entries(told.paragraphs ?? {})) {
    if (takeParagraph(key, theirs, isOwn) && theirs.by) sentences.push([key, theirs.by]);
  }
  for (const [key, theirs] of Object.entries(told.headings ?? {})) takeHeading(key, theirs);
  renumber();
  return sentences.map(([key, by]) => `${by} changed ${paragraphAt(key) ? numberOf(paragraphAt(key)) : "a paragraph"}.`);
}

function addMissing({ outline, paragraphs = {} }) {
  for (const section of outline ?? []) {
    const place = form.querySelector(`[data-section="${CSS.escape(section.key)}"]`);
    for (const { key, version } of section.paragraphs) {
      if (!place || paragraphAt(key)) continue;
      const added = drawnParagraph(key);
      place.querySelector(".writing-add-section").before(added);
      versionOf(key).value = version;
      nowSaved(`text-${key}`, "");
      setText(added, paragraphs[key]?.typed ?? "");
      nowSaved(`text-${key}`, boxOf(added).value);
    }
  }
}

// Answers whether the page shows other words now.
function takeParagraph(key, theirs, isOwn) {
  const paragraph = paragraphAt(key);
  if (!paragraph) return false;
  const name = `text-${key}`;
  const box = boxOf(paragraph);
  if ("highlight" in theirs) showHighlight(paragraph, theirs.highlight);
  if (isSameText(box.value, theirs.typed)) {
    versionOf(key).value = theirs.version;
    if (!isClashing(key)) nowSaved(name, box.value);
    return false;
  }
  if (isChanged(name) || isClashing(key)) {
    if (!isOwn || Number(versionOf(key).value) !== theirs.version) showClash(key, { theirs: theirs.typed, by: theirs.by, version: theirs.version });
    return false;
  }
  const caret = paragraph === currentParagraph() ? currentView().state.selection.from : null;
  const hadFocus = caret !== null && currentView().hasFocus();
  setText(paragraph, theirs.typed);
  versionOf(key).value = theirs.version;
  nowSaved(name, theirs.typed);
  if (hadFocus) edit(paragraph, caret);
  else show(paragraph);
  return !isOwn;
}

// For a moment, what somebody else changed is marked.
function show(paragraph) {
  paragraph.classList.add("writing-paragraph--news");
  setTimeout(() => paragraph.classList.remove("writing-paragraph--news"), 6000);
}

function takeHeading(key, { heading, version }) {
  const field = form.elements[`heading-${key}`];
  if (!field) return;
  const name = field.name;
  if (field.value === heading) {
    versionOf(key).value = version;
    nowSaved(name, heading);
  } else if (isChanged(name) || field === document.activeElement) {
    if (Number(versionOf(key).value) !== version) showClash(key, { theirs: heading, by: "", version });
  } else {
    field.value = heading;
    versionOf(key).value = version;
    nowSaved(name, heading);
    field.dispatchEvent(new Event("retold", { bubbles: true }));
  }
}

function showRefusal(key, sentence) {
  const place = paragraphAt(key) ?? form.elements[`heading-${key}`]?.closest("[data-section]");
  if (!place) return;
  place.querySelector(".writing-refused")?.remove();
  const line = document.createElement("p");
  line.className = "govuk-error-message writing-refused";
  const kind = document.createElement("span");
  [kind.className, kind.textContent] = ["govuk-visually-hidden", "Error: "];
  line.append(kind, sentence);
  place.querySelector(".writing-box, .writing-heading").prepend(line);
}

hooks.before.push(() => {
  for (const line of form.querySelectorAll(".writing-refused")) line.remove();
});

