// Edits an item of an agenda where it stands. The form is the one of the item's own page, sent to the same address;
// without this script the "Edit" link leads to that page.
import { announce, ask, show } from "./reorder.js";

const agenda = document.querySelector("#agenda");
const NAMES_IDS = ["id", "for", "aria-describedby", "aria-labelledby", "aria-controls"];
const FIRST_FIELD = "input:not([type=hidden]), textarea";

let drawn = "";

const open = () => agenda.querySelector("[data-in-place]");
const typed = (form) => JSON.stringify([...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken"));

// The page has a form of its own with the same ids.
function renameIds(part) {
  for (const element of part.querySelectorAll("*")) {
    for (const name of NAMES_IDS) {
      const said = element.getAttribute(name);
      if (said) element.setAttribute(name, said.split(/\s+/).map((id) => `edit-${id}`).join(" "));
    }
    if (element.getAttribute("href")?.startsWith("#")) element.setAttribute("href", `#edit-${element.getAttribute("href").slice(1)}`);
  }
}

// The form of the item's page with what stands above it: the errors, and what somebody else saved meanwhile.
function partsOf(page, address) {
  const form = page.querySelector("main form:has(input[name=version])");
  if (!form) return null;
  form.action = address;
  const box = document.createElement("div");
  box.dataset.inPlace = "";
  box.className = "in-place";
  for (const part of page.querySelectorAll("main .govuk-error-summary, main section[aria-labelledby=theirs]")) box.append(part);
  box.append(form);
  renameIds(box);
  const back = box.querySelector(".govuk-button-group a");
  back.dataset.leave = "";
  back.textContent = "Leave it as it was";
  return box;
}

function put(item, box) {
  open()?.remove();
  item.classList.add("editing");
  item.draggable = false;
  item.querySelector(":scope > h3").after(box);
  drawn = typed(box.querySelector("form"));
  const errors = box.querySelector(".govuk-error-summary");
  if (errors) errors.tabIndex = -1;
  (errors ?? box.querySelector(FIRST_FIELD)).focus();
}

function leave(item) {
  open()?.remove();
  item.classList.remove("editing");
  item.draggable = true;
  item.querySelector(":scope > .handles [data-edit]").focus();
}

async function edit(link) {
  if (open()) {
    announce("Save the item that you are editing first, or leave it as it was.");
    open().querySelector(FIRST_FIELD).focus();
    return;
  }
  try {
    const box = partsOf(await ask(link.href), link.href);
    if (!box) throw new Error("no form");
    put(link.closest("li"), box);
  } catch {
    window.location.assign(link.href);
  }
}

async function save(form) {
  const item = form.closest("li");
  let page;
  try {
    page = await ask(form.action, { method: "POST", body: new FormData(form) });
  } catch {
    announce("The item is not saved. What you typed is still here: try again.");
    return;
  }
  if (page.querySelector("#agenda")) {
    drawn = "";
    show(page);
    document.getElementById(item.id)?.querySelector("[data-edit]")?.focus();
    return;
  }
  const box = partsOf(page, form.action);
  if (box) put(item, box);
  else announce("The item is not saved: you are signed out. What you typed is still here. Sign in in another tab, then save again.");
}

agenda.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  if ("edit" in link.dataset) {
    event.preventDefault();
    edit(link);
  } else if ("leave" in link.dataset) {
    event.preventDefault();
    leave(link.closest("li"));
  }
});
agenda.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-in-place] form");
  if (!form) return;
  event.preventDefault();
  save(form);
});
agenda.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !event.target.closest("[data-in-place]")) return;
  if (typed(open().querySelector("form")) === drawn) leave(event.target.closest("li"));
});
window.addEventListener("beforeunload", (event) => {
  const form = open()?.querySelector("form");
  if (form && typed(form) !== drawn) event.preventDefault();
});
