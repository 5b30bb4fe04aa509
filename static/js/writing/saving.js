// The writing page saves by itself: a few seconds after a change, when a box is left and when the page is.
// What cannot be saved is kept in this browser and sent when it can be.
import { Keeper } from "../keep_typing.js";
import { form, versionOf } from "./boxes.js";

const PAUSE = 2500;
const AGAIN = 15000;
const isOneOfMany = /^(?:text|heading)-(.+)$/;
const says = form.querySelector("[data-saving]");
const keepsChangesOnly = "changesOnly" in form.dataset; // on a page that others write, too

// ---- What was changed ----------------------------------------------------------------------------------------------------

const saved = new Map(); // the name of a box -> its text as the server has it
if (keepsChangesOnly) for (const field of form.elements) if (isOneOfMany.test(field.name)) saved.set(field.name, field.defaultValue);

export const isChanged = (name) => normal(form.elements[name]?.value ?? "") !== normal(saved.get(name) ?? "");
export const changedNames = () => [...form.elements].map((field) => field.name).filter((name) => isOneOfMany.test(name) && isChanged(name));
export const nowSaved = (name, text) => saved.set(name, text);
export const nowGone = (name) => saved.delete(name);

function normal(text) {
  return text.replace(/\r\n?/g, "\n");
}

// Fields of boxes that nobody changed here are neither sent nor kept: they may be newer elsewhere.
function isToSend(name, changed) {
  const key = /^(?:text|heading|version|after)-(.+)$/.exec(name)?.[1];
  return !key || changed.has(key);
}

class ChangesKeeper extends Keeper {
  typed() {
    const typed = super.typed();
    if (!keepsChangesOnly || !saved.size) return typed;
    const changed = keysOf(changedNames());
    return Object.fromEntries(Object.entries(typed).filter(([name]) => isToSend(name, changed)));
  }
}

const keysOf = (names) => new Set(names.map((name) => isOneOfMany.exec(name)[1]));

// ---- The line that says how it stands ------------------------------------------------------------------------------------

export const keeper = new ChangesKeeper(form);
export const hooks = { before: [], took: [], held: () => new Set(), sent: () => ({}) };
let waiting = 0;
let saving = null;
let typedSince = false;

export function say(text, trouble = false) {
  says.textContent = text;
  says.classList.toggle("saving--not", trouble);
}

// When what is on its way to the server has arrived, or could not.
export const settled = () => saving?.catch(() => {});

export const isUnsaved = () => typedSince || Boolean(saving);

function saveSoon(pause = PAUSE) {
  clearTimeout(waiting);
  waiting = setTimeout(save, pause);
}

export function typed() {
  typedSince = true;
  saveSoon();
}

// Saves what was typed and, if a step is asked for, takes it; answers what the server told, or null.
export async function save(step = null) {
  clearTimeout(waiting);
  if (saving) {
    if (!step) return saveSoon();
    await saving.catch(() => {});
  }
  saving = send(step);
  try {
    return await saving;
  } finally {
    saving = null;
  }
}

async function send(step) {
  for (const prepare of hooks.before) prepare();
  typedSince = false;
  const kept = keeper.keep() ? " What you typed is kept in this browser." : " Copy what you typed before you leave this page.";
  const sent = bodyOf(step);
  if (!step && keepsChangesOnly && !sent.changed.size) {
    keeper.forget();
    return null;
  }
  say("Saving…");
  let answer;
  try {
    answer = await post(sent.body);
    if (isRefused(answer) && (await renewToken())) answer = await post(bodyOf(step).body);
  } catch {
    say(`Not saved: you are offline.${kept}`, true);
    saveSoon(AGAIN);
    return null;
  }
  if (answer.ok) return took(await answer.json(), sent.texts);
  if (isRefused(answer)) signedOut(kept);
  else if (answer.status === 409) say(`Not saved: ${form.dataset.closed ?? "this report is no longer a draft"}.${kept}`, true);
  else if (answer.status === 404) say(`Not saved: you can no longer open this page.${kept}`, true);
  else {
    say(`Not saved: the service has a problem.${kept}`, true);
    saveSoon(AGAIN);
  }
  return null;
}

function bodyOf(step) {
  const all = new FormData(form);
  const held = hooks.held();
  const changed = new Set([...keysOf(keepsChangesOnly ? changedNames() : [])].filter((key) => !held.has(key)));
  const body = new URLSearchParams();
  const texts = new Map();
  for (const [name, value] of all) {
    if (keepsChangesOnly && !isToSend(name, changed)) continue;
    body.append(name, value);
    if (isOneOfMany.test(name)) texts.set(name, value);
  }
  for (const [name, value] of Object.entries({ ...hooks.sent(), ...step })) body.set(name, value);
  return { body, changed, texts };
}

// Sent on to sign in, or the form's token is of an earlier sign-in.
function isRefused(answer) {
  return answer.type === "opaqueredirect" || answer.status === 403;
}

function post(body, keepalive = false) {
  return fetch(form.action, { method: "POST", body, headers: { "X-Autosave": "1" }, redirect: "manual", keepalive });
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

function took(told, texts) {
  const troubled = new Set([...Object.keys(told.refused), ...(Array.isArray(told.clashes) ? told.clashes : Object.keys(told.clashes))]);
  for (const [name, text] of texts) {
    const key = isOneOfMany.exec(name)[1];
    if (!troubled.has(key)) saved.set(name, text);
  }
  for (const [key, version] of Object.entries(told.versions)) {
    const field = versionOf(key);
    if (field) field.value = version;
  }
  form.elements.order.value = told.order;
  for (const hook of hooks.took) hook(told, texts);
  tell(told, troubled.size);
  if (typedSince) saveSoon();
  else if (!troubled.size) keeper.forget();
  return told;
}

function tell(told, trouble) {
  const boxes = trouble === 1 ? "one box" : `${trouble} boxes`;
  const help = form.dataset.trouble ?? "Press Save to see why.";
  if (trouble) say(`Saved ${told.saved}, but for ${boxes}. ${help}`, true);
  else if (told.problem) say(`Saved ${told.saved}. ${told.problem}`, true);
  else say(`Saved ${told.saved}`);
}

// ---- When --------------------------------------------------------------------------------------------------------------

form.addEventListener("focusout", () => typedSince && saveSoon(200));
form.addEventListener("submit", () => {
  clearTimeout(waiting);
  for (const prepare of hooks.before) prepare();
  keeper.keep(true);
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "s" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  typedSince = true;
  save();
});
window.addEventListener("online", () => typedSince || keeper.kept() ? save() : null);
window.addEventListener("pagehide", () => {
  if (!typedSince || keeper.kept()?.sent) return;
  for (const prepare of hooks.before) prepare();
  keeper.keep();
  post(bodyOf(null).body, true).catch(() => {}); // a large report is too much for a last message: it stays kept
});

// ---- What was kept ---------------------------------------------------------------------------------------------------

// Puts back what was kept of an earlier visit; "add" makes a paragraph that the server never got.
export function restore(add) {
  const kept = keeper.kept();
  if (!kept) return [];
  const added = [];
  for (const [name, [text = ""]] of Object.entries(kept.typed)) {
    const key = /^text-(.+)$/.exec(name)?.[1];
    if (!key || form.elements[name] || !text.trim()) continue;
    add(kept.typed[`after-${key}`]?.[0], text, key);
    added.push(key);
  }
  delete kept.typed.order;
  delete kept.typed.into;
  if (!(keeper.restore(kept.typed) || added.length)) {
    keeper.forget();
    return [];
  }
  keeper.announce(kept.at, () => {
    keeper.forget();
    typedSince = false;
    location.reload();
  });
  return Object.keys(kept.typed);
}
