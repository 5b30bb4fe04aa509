// Lets the items of an agenda be dragged, and moves them without leaving the page.
// Both send what the "up", "down" and "to position" forms send, to the same address; without this script those forms work as they stand.

const list = () => document.querySelector("#agenda .agenda");
const live = document.createElement("p");
live.className = "govuk-visually-hidden";
live.setAttribute("role", "status");
document.querySelector("#agenda").after(live);

function announce(text) {
  live.textContent = "";
  window.setTimeout(() => { live.textContent = text; }, 50);
}

async function move(form, to) {
  const body = new FormData(form);
  body.set("to", to);
  let page;
  try {
    const answer = await fetch(form.action, { method: "POST", body });
    if (!answer.ok) throw new Error(answer.statusText);
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    announce("The item was not moved. Reload the page and try again.");
    return;
  }
  const agenda = page.querySelector("#agenda");
  if (!agenda) {
    window.location.reload();
    return;
  }
  document.querySelector("#agenda").replaceChildren(...agenda.childNodes);
  const missing = page.querySelector('[aria-label="State of this meeting"]');
  if (missing) document.querySelector('[aria-label="State of this meeting"]').replaceChildren(...missing.childNodes);
  makeDraggable();
  announce([...page.querySelectorAll(".govuk-notification-banner__heading")].map((each) => each.textContent.trim()).join(" "));
}

// The moved item's own button keeps the focus, or its neighbour when the item reached an end.
function refocus(id, label) {
  const item = document.getElementById(id);
  const buttons = [...item.querySelectorAll("[data-move] button")];
  const same = buttons.find((button) => button.firstChild.textContent === label);
  (same ?? buttons[0])?.focus();
}

document.querySelector("#agenda").addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-move]");
  if (!form) return;
  event.preventDefault();
  const button = event.submitter;
  const to = button?.name === "to" ? button.value : form.elements.to.value;
  if (!/^\s*[0-9]+\s*$/.test(to)) {
    announce("Enter the position as a whole number, such as 3.");
    form.elements.to.focus();
    return;
  }
  const id = form.closest("li").id;
  await move(form, to.trim());
  refocus(id, button?.firstChild.textContent);
});

let dragged = null;

function makeDraggable() {
  for (const item of list()?.querySelectorAll(":scope > li") ?? []) {
    if (item.querySelector("[data-move]")) item.draggable = true;
  }
}

function place(event) {
  const target = event.target.closest?.("#agenda .agenda > li");
  if (!dragged || !target || target === dragged) return null;
  const box = target.getBoundingClientRect();
  return { target, after: event.clientY > box.top + box.height / 2 };
}

function clearMarks() {
  for (const item of document.querySelectorAll(".drop-before, .drop-after, .dragged")) {
    item.classList.remove("drop-before", "drop-after", "dragged");
  }
}

const agenda = document.querySelector("#agenda");
agenda.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.(".agenda > li") ?? null;
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
  found.target.classList.add(found.after ? "drop-after" : "drop-before");
});
agenda.addEventListener("drop", (event) => {
  const found = place(event);
  if (!found) return;
  event.preventDefault();
  const was = Number(dragged.dataset.position);
  const beside = Number(found.target.dataset.position);
  const gap = found.after ? beside + 1 : beside;
  const form = dragged.querySelector("[data-move]");
  clearMarks();
  move(form, String(gap > was ? gap - 1 : gap));
});
agenda.addEventListener("dragend", () => {
  clearMarks();
  dragged = null;
});

makeDraggable();
