// Turns the list of places into a box to type into: two letters bring up the places that have them. Without this
// script the list stays, grouped by locality.
const LEAST = 2;
const MOST = 30;
const START = "Type two letters of its name";

const select = document.querySelector("form[data-log] select[name=place]");
const knowsVisits = !("logKept" in select.form.dataset); // the page kept on a phone tells of no visits
const choices = [...select.options].filter((option) => option.value).map(read);

function read(option) {
  const [name, ...seen] = option.textContent.trim().split(", last seen ");
  const whole = option.parentElement.label ?? "";
  const shown = name === `${whole} as a whole` ? whole : `${name}, ${whole}`;
  const unseen = knowsVisits ? "not seen yet" : "";
  return { value: option.value, shown, seen: seen.length ? `last seen ${seen[0]}` : unseen, words: shown.toLowerCase() };
}

const box = document.createElement("input");
const list = document.createElement("ul");
const told = document.createElement("div");
let found = [];
let active = -1;

function build() {
  const id = select.id;
  const picker = document.createElement("div");
  picker.className = "picker";
  Object.assign(box, { id, type: "text", className: select.className.replace("govuk-select", "govuk-input"), autocomplete: "off" });
  const about = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": `${id}-list`, autocapitalize: "none", spellcheck: "false" };
  for (const [name, value] of Object.entries(about)) box.setAttribute(name, value);
  Object.assign(told, { id: `${id}-told`, className: "picker-told", textContent: START });
  told.setAttribute("role", "status");
  box.setAttribute("aria-describedby", [select.getAttribute("aria-describedby"), told.id].filter(Boolean).join(" "));
  if (select.getAttribute("aria-invalid")) box.setAttribute("aria-invalid", "true");
  Object.assign(list, { id: `${id}-list`, className: "picker-list", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Places");
  select.id = `${id}-chosen`;
  select.hidden = true;
  select.after(picker);
  picker.append(box, list, told);
  showChosen();
}

function showChosen() {
  box.value = choices.find((choice) => choice.value === select.value)?.shown ?? "";
}

// Every word typed begins a word of the place; in the middle of a word will do from three letters on.
function matches(typed) {
  const parts = typed.toLowerCase().split(/[\s,]+/).filter(Boolean);
  return choices.filter(({ words }) => parts.every((part) => words.split(/[\s,()-]+/).some((word) => word.startsWith(part)) || (part.length > 2 && words.includes(part))));
}

function open() {
  const typed = box.value.trim();
  found = typed.length < LEAST ? [] : matches(typed).slice(0, MOST);
  active = -1;
  list.replaceChildren(...found.map(line));
  list.hidden = !found.length;
  box.setAttribute("aria-expanded", String(!list.hidden));
  box.removeAttribute("aria-activedescendant");
  told.textContent = typed.length < LEAST ? START : found.length ? `${found.length} ${found.length === 1 ? "place" : "places"}` : "No place has these letters";
}

function line(choice, place) {
  const entry = document.createElement("li");
  entry.id = `${list.id}-${place}`;
  entry.setAttribute("role", "option");
  entry.setAttribute("aria-selected", "false");
  const seen = document.createElement("span");
  seen.className = "quiet";
  seen.textContent = choice.seen;
  entry.append(choice.shown, " ", seen);
  entry.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus
  entry.addEventListener("click", () => choose(choice));
  return entry;
}

function close() {
  list.hidden = true;
  active = -1;
  box.setAttribute("aria-expanded", "false");
  box.removeAttribute("aria-activedescendant");
}

function choose(choice) {
  set(choice.value);
  box.value = choice.shown;
  told.textContent = choice.seen ? `${choice.seen.charAt(0).toUpperCase()}${choice.seen.slice(1)}` : "";
  close();
}

function set(value) {
  if (select.value === value) return;
  select.value = value;
  select.dispatchEvent(new Event("input", { bubbles: true }));
}

function step(by) {
  if (list.hidden) open();
  if (!found.length) return;
  list.children[active]?.setAttribute("aria-selected", "false");
  active = (active + by + found.length + (active < 0 && by < 0 ? 1 : 0)) % found.length;
  const entry = list.children[active];
  entry.setAttribute("aria-selected", "true");
  entry.scrollIntoView({ block: "nearest" });
  box.setAttribute("aria-activedescendant", entry.id);
}

// What stands in the box when it is left is a place, or the box is empty: a single match is meant, others are not.
function settle() {
  const typed = box.value.trim().toLowerCase();
  const meant = choices.filter((choice) => choice.words === typed);
  const only = meant.length ? meant : typed.length < LEAST ? [] : matches(typed);
  if (!typed) set("");
  else if (only.length === 1) choose(only[0]);
  else showChosen();
  close();
}

box.addEventListener("input", (event) => {
  event.stopPropagation(); // the form follows what is chosen, not what is typed on the way
  open();
});
box.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    step(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter" && !list.hidden) {
    event.preventDefault();
    if (found[Math.max(active, 0)]) choose(found[Math.max(active, 0)]);
  } else if (event.key === "Escape" && !list.hidden) {
    event.preventDefault();
    close();
  }
});
box.addEventListener("blur", settle);
select.form.addEventListener("restored", showChosen);
select.form.addEventListener("reset", () => setTimeout(showChosen));
build();
