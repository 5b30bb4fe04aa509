// The writing page of a report: one calm page, in which a paragraph is edited where it stands.
// Without this script, the same form is filled in box by box, and its buttons do what they say.
import { announce } from "./announcing.js";
import { addAfter, boxes, divide, form, paragraphAt, paragraphOf, paragraphs, renumber, sections } from "./boxes.js";
import { draw, edit, flush, insertAfter, setUp } from "./editor.js";
import { keys, rules } from "./keys.js";
import { isKnown, joinUp, markHighlight, moveParagraph, moveSection } from "./moving.js";
import { startCounting } from "./counts.js";
import { startFinding } from "./find.js";
import { countHelps } from "./helps.js";
import { watch } from "./news.js";
import { handleDOMEvents } from "./paste.js";
import { followed, referenceView, startReferences } from "./references.js";
import { changedNames, isUnsaved, restore, save, settled, typed } from "./saving.js";
import { startToolbar } from "./toolbar.js";

// ---- Buttons that need no new page -----------------------------------------------------------------------------------------

const STEPS = {
  "add-after": (paragraph) => edit(insertAfter(paragraph, [""])[0]),
  "move-up": (paragraph) => moveParagraph(paragraph, "up"),
  "move-down": (paragraph) => moveParagraph(paragraph, "down"),
  "merge-up": (paragraph) => joinUp(paragraph),
  highlight: (paragraph) => markHighlight(paragraph, true),
  "no-highlight": (paragraph) => markHighlight(paragraph, false),
};
const SECTION_STEPS = { "section-up": "up", "section-down": "down" };

form.addEventListener("click", async (event) => {
  const button = event.target.closest("button[name=do]");
  if (!button) return;
  const verb = button.value.split(":")[0];
  const paragraph = button.closest("[data-paragraph]");
  const section = button.closest("[data-section]");
  const act = paragraph ? STEPS[verb] && (() => STEPS[verb](paragraph)) : SECTION_STEPS[verb] && (() => moveSection(section, SECTION_STEPS[verb]));
  if (!act) return;
  event.preventDefault();
  await act();
  if (verb !== "add-after" && verb !== "merge-up" && button.isConnected) button.focus();
});

// Only what was changed here is sent: the rest may be newer on the server.
form.addEventListener("formdata", ({ formData }) => {
  const changed = new Set(changedNames().map((name) => name.replace(/^(?:text|heading)-/, "")));
  for (const name of [...formData.keys()]) {
    const key = /^(?:text|heading|version|after)-(.+)$/.exec(name)?.[1];
    if (key && !changed.has(key)) formData.delete(name);
  }
});

// Links that lead on: what was typed is saved first.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-after-saving]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  flush();
  const key = link.closest("[data-paragraph]")?.dataset.paragraph;
  if (!isUnsaved() && (!key || isKnown(key))) return;
  event.preventDefault();
  await settled();
  await save();
  if (key && !isKnown(key)) announce("Write this paragraph first: nothing of it is saved yet.", { isTrouble: true });
  else location.assign(link.href);
});

// One list of choices is open at a time, and it closes with what was chosen.
form.addEventListener("toggle", (event) => {
  if (!event.target.matches(".writing-more[open]")) return;
  for (const other of form.querySelectorAll(".writing-more[open]")) if (other !== event.target) other.open = false;
}, true);
document.addEventListener("click", (event) => {
  const within = event.target.closest(".writing-more");
  for (const open of form.querySelectorAll(".writing-more[open]")) if (open !== within || event.target.closest(".writing-more ul")) open.open = false;
});
form.addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && event.target.closest(".writing-more[open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});

// ---- Headings and boxes that stay plain ------------------------------------------------------------------------------------

form.addEventListener("input", (event) => {
  if (event.target.matches("[data-paragraph] textarea")) {
    divide(event.target);
    renumber();
    typed();
  } else if (event.target.matches(".writing-heading-box")) {
    showContents();
    typed();
  }
});
form.addEventListener("retold", showContents);
form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches(".writing-heading-box")) return;
  event.preventDefault();
  const first = event.target.closest("[data-section]").querySelector("[data-paragraph]");
  if (first) edit(first);
});

// The list of sections and the numbers of sections follow headings and order.
function showContents() {
  const list = form.querySelector("[data-contents]");
  const entries = new Map([...list.querySelectorAll("[data-entry]")].map((entry) => [entry.dataset.entry, entry]));
  let last = null;
  for (const [place, section] of sections().entries()) {
    const entry = entries.get(section.dataset.section);
    if (!entry) continue;
    const text = `${place + 1}. ${section.querySelector(".writing-heading-box").value.trim() || "No heading yet"}`;
    if (entry.firstElementChild.textContent !== text) entry.firstElementChild.textContent = text;
    if (last ? last.nextElementSibling !== entry : list.firstElementChild !== entry) last ? last.after(entry) : list.prepend(entry);
    last = entry;
    for (const number of section.querySelectorAll("[data-section-number]")) number.textContent = place + 1;
  }
}

form.addEventListener("renumbered", showContents);

// ---- References and dialogs ---------------------------------------------------------------------------------------------------

form.addEventListener("click", (event) => {
  const link = event.target.closest("[data-shown] a[href^='#key-']");
  if (link && (event.ctrlKey || event.metaKey)) followed(link);
});
for (const cancel of document.querySelectorAll("[data-cancel]")) cancel.addEventListener("click", () => cancel.closest("dialog").close(""));

// ---- Start -------------------------------------------------------------------------------------------------------------------

setUp({
  plugins: () => [rules(), ...keys()],
  props: { handleDOMEvents, nodeViews: { reference: referenceView } },
});
startReferences();
form.addEventListener("paragraph-added", ({ detail }) => draw(detail));

const put = restore((after, text, key) => {
  const beside = paragraphAt(after ?? "") ?? form.querySelector(`[data-section="${CSS.escape(after ?? "")}"] [data-paragraph]`) ?? paragraphs().at(-1);
  addAfter(beside, text, key);
});
for (const box of boxes()) if (box.value !== box.defaultValue || paragraphOf(box).querySelector("th:empty")) draw(paragraphOf(box));
form.querySelector("[data-overview]").open = matchMedia("(min-width: 63.75rem)").matches;
form.classList.add("writing--live");
renumber();
startToolbar();
startCounting();
startFinding();
countHelps();
watch();
if (put.length) typed();

// Where the address leads: again when all has arrived, because the browser goes there by itself and drops the focus.
function arrive() {
  const place = document.getElementById(location.hash.slice(1));
  const paragraph = place?.matches(":is(textarea, [data-shown])") ? paragraphOf(place) : null;
  if (paragraph) return edit(paragraph, "end");
  place?.focus();
  place?.scrollIntoView({ block: "start" });
}

arrive();
if (location.hash && document.readyState !== "complete") addEventListener("load", () => setTimeout(arrive), { once: true });
