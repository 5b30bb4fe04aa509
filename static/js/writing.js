// The writing page saves by itself: a few seconds after a change, when a box is left and when the page is.
// What cannot be saved is kept in this browser. Every button works without this script, too.
import { Keeper, clock } from "./keep_typing.js";

const PAUSE = 2500;
const AGAIN = 15000;
const NEW_KEY = "new-key";

const form = document.querySelector("form[data-writing]");
const says = form.querySelector("[data-saving]");
const template = document.getElementById("new-paragraph");
const canGrowByItself = CSS.supports("field-sizing", "content");

// ---- Boxes ---------------------------------------------------------------------------------------------------------

const boxes = () => [...form.querySelectorAll("[data-paragraph] textarea")];
const paragraphOf = (box) => box.closest("[data-paragraph]");

function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return [...bytes].map((byte, place) => ([4, 6, 8, 10].includes(place) ? "-" : "") + byte.toString(16).padStart(2, "0")).join("");
}

function addAfter(paragraph, text, key = newKey()) {
  const copy = document.createElement("div");
  copy.innerHTML = template.innerHTML.replaceAll(NEW_KEY, key);
  const added = copy.querySelector("[data-paragraph]");
  paragraph.after(added);
  form.elements[`after-${key}`].value = paragraph.dataset.paragraph;
  const box = added.querySelector("textarea");
  box.value = text;
  grow(box);
  return box;
}

function grow(box) {
  if (canGrowByItself) return;
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight + 2}px`;
}

// Words after an empty line become a paragraph of their own at once, with the caret where it was.
function divide(box) {
  if (!paragraphOf(box)) return;
  const text = box.value;
  const cut = /\n[^\S\n]*\n\s*(?![-*•◦▪‣·](?:\s|$))(?=\S)/.exec(text);
  if (!cut || !text.slice(0, cut.index).trim()) return;
  const rest = text.slice(cut.index + cut[0].length);
  const caret = box.selectionStart - cut.index - cut[0].length;
  box.value = text.slice(0, cut.index);
  grow(box);
  const added = addAfter(paragraphOf(box), rest);
  if (document.activeElement === box && caret >= 0) {
    added.focus();
    added.setSelectionRange(caret, caret);
  }
  divide(added);
  renumber();
}

// Numbers follow while one types, by the rule of reports/compose.py: an empty paragraph has none.
function renumber() {
  if (form.dataset.numberedBy === "server") return;
  for (const [place, section] of [...form.querySelectorAll("[data-section]")].entries()) {
    let count = 0;
    for (const box of section.querySelectorAll("[data-paragraph] textarea")) {
      const number = box.value.trim() ? `${place + 1}.${++count}` : "";
      show(paragraphOf(box), number);
    }
  }
}

// Minutes are numbered by the rule of their body, which only the server knows.
function showNumbers(numbers) {
  for (const [key, number] of Object.entries(numbers)) {
    const paragraph = form.querySelector(`[data-paragraph="${CSS.escape(key)}"]`);
    if (paragraph) show(paragraph, number);
  }
}

// Minutes have a line that says how many items are done, and a list of what stops publication.
function showProgress(told) {
  const [line, list] = ["[data-progress]", "[data-gaps]"].map((name) => form.querySelector(name));
  if (line) line.textContent = told.progress;
  if (!list) return;
  list.replaceChildren(...told.gaps.map(([sentence, address]) => {
    const entry = document.createElement("li");
    const link = entry.appendChild(document.createElement("a"));
    [link.className, link.href, link.textContent] = ["govuk-link", address, sentence];
    return entry;
  }));
  list.closest("details").hidden = !told.gaps.length;
}

function show(paragraph, number) {
  const [own, ...others] = paragraph.querySelectorAll("[data-number]");
  own.textContent = number || "new";
  for (const [place, other] of others.entries()) other.textContent = number || (place ? "" : "this one");
}

// ---- Saving --------------------------------------------------------------------------------------------------------

const keeper = new Keeper(form);
let waiting = 0;
let saving = null;
let typedSince = false;

function say(text, trouble = false) {
  says.textContent = text;
  says.classList.toggle("saving--not", trouble);
}

function saveSoon(pause = PAUSE) {
  clearTimeout(waiting);
  waiting = setTimeout(save, pause);
}

async function save() {
  clearTimeout(waiting);
  if (saving) return saveSoon();
  saving = send();
  try {
    await saving;
  } finally {
    saving = null;
  }
}

async function send() {
  typedSince = false;
  const isKept = keeper.keep();
  const kept = isKept ? " What you typed is kept in this browser." : " Copy what you typed before you leave this page.";
  say("Saving…");
  let answer;
  try {
    answer = await post();
    if (isRefused(answer) && (await renewToken())) answer = await post();
  } catch {
    say(`Not saved: you are offline.${kept}`, true);
    return saveSoon(AGAIN);
  }
  if (answer.ok) return took(await answer.json());
  if (isRefused(answer)) return signedOut(kept);
  if (answer.status === 409) return say(`Not saved: ${form.dataset.closed ?? "this report is no longer a draft"}.${kept}`, true);
  say(`Not saved: the service has a problem.${kept}`, true);
  saveSoon(AGAIN);
}

// Sent on to sign in, or the form's token is of an earlier sign-in.
function isRefused(answer) {
  return answer.type === "opaqueredirect" || answer.status === 403;
}

function post(keepalive = false) {
  return fetch(form.action, {
    method: "POST",
    body: new URLSearchParams(new FormData(form)),
    headers: { "X-Autosave": "1" },
    redirect: "manual",
    keepalive,
  });
}

// Signing in again changes the token that every form carries; the same page has the new one.
async function renewToken() {
  const answer = await fetch(form.action, { redirect: "manual" });
  if (!answer.ok) return false;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("form[data-writing]");
  if (!fresh || fresh.dataset.keepUser !== form.dataset.keepUser) return false;
  for (const token of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) {
    token.value = fresh.elements.csrfmiddlewaretoken.value;
  }
  return true;
}

function signedOut(kept) {
  say(`Not saved: you are signed out.${kept} `, true);
  const link = document.createElement("a");
  link.href = `/accounts/login/?next=${encodeURIComponent(location.pathname)}`;
  link.target = "_blank";
  link.className = "govuk-link";
  link.textContent = "Sign in in a new tab, then come back to this one";
  says.append(link);
  saveSoon(AGAIN);
}

function took(told) {
  for (const [key, version] of Object.entries(told.versions)) {
    const field = form.elements[`version-${key}`];
    if (field) field.value = version;
  }
  form.elements.order.value = told.order;
  if (form.dataset.numberedBy === "server") showNumbers(told.numbers);
  showProgress(told);
  const trouble = told.clashes.length + Object.keys(told.refused).length;
  if (trouble) return say(`Saved ${told.saved}, but for ${trouble === 1 ? "one box" : `${trouble} boxes`}. Press Save to see why.`, true);
  say(`Saved ${told.saved}`);
  if (typedSince) saveSoon();
  else keeper.forget();
}

// ---- What a person does ----------------------------------------------------------------------------------------------

form.addEventListener("input", (event) => {
  if (event.target.matches("textarea")) {
    grow(event.target);
    divide(event.target);
    renumber();
  }
  typedSince = true;
  saveSoon();
});
form.addEventListener("focusout", () => typedSince && saveSoon(200));
form.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=do]");
  if (!button?.value.startsWith("add-after:")) return;
  const paragraph = button.closest("[data-paragraph]");
  if (!paragraph) return;
  event.preventDefault();
  addAfter(paragraph, "").focus();
});
form.addEventListener("submit", () => {
  clearTimeout(waiting);
  keeper.keep(true);
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "s" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  save();
});
window.addEventListener("online", () => typedSince && save());
window.addEventListener("pagehide", () => {
  if (!typedSince || keeper.kept()?.sent) return;
  keeper.keep();
  post(true).catch(() => {}); // a large report is too much for a last message: it stays kept
});

// ---- What was kept ---------------------------------------------------------------------------------------------------

function restore() {
  const kept = keeper.kept();
  if (!kept) return;
  let changed = false;
  for (const [name, [text = ""]] of Object.entries(kept.typed)) {
    const key = /^text-(.+)$/.exec(name)?.[1];
    if (!key || form.elements[name] || !text.trim()) continue;
    addAfter(placeOf(kept.typed[`after-${key}`]?.[0]), text, key);
    changed = true;
  }
  delete kept.typed.order;
  delete kept.typed.into;
  if (!(keeper.restore(kept.typed) || changed)) return keeper.forget();
  renumber();
  keeper.announce(kept.at, () => {
    keeper.forget();
    typedSince = false;
    location.reload();
  });
}

function placeOf(after) {
  return form.querySelector(`[data-paragraph="${CSS.escape(after ?? "")}"]`) ?? [...form.querySelectorAll("[data-paragraph]")].at(-1);
}

restore();
for (const box of boxes()) grow(box);
document.getElementById(location.hash.slice(1))?.focus();
