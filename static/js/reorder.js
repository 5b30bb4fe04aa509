// Lets the items of an agenda be dragged, and moves them without leaving the page.
// Both send what the "up", "down" and "to position" forms send, to the same address; without this script those forms work as they stand.

const agenda = document.querySelector("#agenda");
const live = document.createElement("p");
live.className = "govuk-visually-hidden";
live.setAttribute("role", "status");
agenda.after(live);

export function announce(text) {
  live.textContent = "";
  window.setTimeout(() => { live.textContent = text; }, 50);
}

// Takes over the agenda from a page that the server sent, and says what that page says has happened.
export function show(page) {
  agenda.replaceChildren(...page.querySelector("#agenda").childNodes);
  const state = '[aria-label="State of this meeting"]';
  const missing = page.querySelector(state);
  if (missing) document.querySelector(state).replaceChildren(...missing.childNodes);
  makeDraggable();
  announce([...page.querySelectorAll(".govuk-notification-banner__heading")].map((each) => each.textContent.trim()).join(" "));
}

export async function ask(address, options) {
  const answer = await fetch(address, options);
  if (!answer.ok) throw new Error(answer.statusText);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

async function move(form, to) {
  const open = agenda.querySelector("[data-in-place]");
  if (open) {
    announce("Save the item that you are editing first, or leave it as it was.");
    open.querySelector("input:not([type=hidden]), textarea").focus();
    return false;
  }
  const body = new FormData(form);
  body.set("to", to);
  let page;
  try {
    page = await ask(form.action, { method: "POST", body });
  } catch {
    announce("The item was not moved. Reload the page and try again.");
    return false;
  }
  if (!page.querySelector("#agenda")) {
    window.location.reload();
    return false;
  }
  show(page);
  return true;
}

// The moved item's own button keeps the focus, or its neighbour when the item reached an end.
function refocus(id, label) {
  const buttons = [...(document.getElementById(id)?.querySelectorAll(":scope > .handles > [data-move] button") ?? [])];
  const same = buttons.find((button) => button.firstChild.textContent === label);
  (same ?? buttons[0])?.focus();
}

agenda.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-move]");
  if (!form) return;
  event.preventDefault();
  const button = event.submitter;
  const to = button?.name === "to" ? button.value : form.elements.to.value;
  if (!/^\s*[0-9]+(\.[0-9]+)?\s*$/.test(to)) {
    announce("Enter the position as a whole number, such as 3.");
    form.elements.to.focus();
    return;
  }
  const id = form.closest("li").id;
  if (await move(form, to.trim())) refocus(id, button?.firstChild.textContent);
});

// ---- Dragging: an item among the items, a sub-item among the sub-items, under this item or another ----

let dragged = null;

function makeDraggable() {
  for (const item of agenda.querySelectorAll("li[data-number]")) {
    if (item.querySelector(":scope > .handles [data-move]")) item.draggable = true;
  }
}

const isSubItem = (item) => item.dataset.number.includes(".");

// Where a drop would put the dragged item: beside which one, before or after it.
function place(event) {
  if (!dragged) return null;
  let target = event.target.closest?.("#agenda li[data-number]");
  if (target && !isSubItem(dragged)) target = target.closest(".agenda > li");
  if (!target || target === dragged) return null;
  const box = target.getBoundingClientRect();
  const after = event.clientY > box.top + box.height / 2;
  if (isSubItem(dragged) && !isSubItem(target)) return { target, into: true };
  return { target, after };
}

// The number that a drop gives: among its own siblings an item leaves a gap behind it.
function numberAt({ target, after, into }) {
  if (into) return `${target.dataset.number}.1`;
  const [own, beside] = [dragged, target].map((item) => item.dataset.number.split(".").map(Number));
  const was = own.pop();
  const gap = beside.pop() + (after ? 1 : 0);
  const isSibling = own.join(".") === beside.join(".");
  return [...beside, isSibling && gap > was ? gap - 1 : gap].join(".");
}

function clearMarks() {
  for (const item of document.querySelectorAll(".drop-before, .drop-after, .dragged")) {
    item.classList.remove("drop-before", "drop-after", "dragged");
  }
}

agenda.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("li[data-number]") ?? null;
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.id);
  dragged.classList.add("dragged");
});
agenda.addEventListener("dragover", (event) => {
  const found = place(event);
  if (!found) return;
  event.preventDefault();
  for (const item of document.querySelectorAll(".drop-before, .drop-after")) item.classList.remove("drop-before", "drop-after");
  found.target.classList.add(found.after || found.into ? "drop-after" : "drop-before");
});
agenda.addEventListener("drop", (event) => {
  const found = place(event);
  if (!found) return;
  event.preventDefault();
  const to = numberAt(found);
  const form = dragged.querySelector(":scope > .handles [data-move]");
  clearMarks();
  move(form, to);
});
agenda.addEventListener("dragend", () => {
  clearMarks();
  dragged = null;
});

makeDraggable();
