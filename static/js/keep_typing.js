// Keeps what is typed into a form in this browser until it is saved, for each person by themselves.
//
//   <form data-keep-typing="name" data-keep-user="{{ user.pk }}">
//
// The name is the form's own (with the id of what it changes, if any). When the form has been saved, the view
// calls boards.saved.saved(response, name). Without this script a form works as ever.

const KEPT_DAYS = 14;
const NOT_KEPT = new Set(["csrfmiddlewaretoken"]);

export class Keeper {
  constructor(form) {
    this.form = form;
    this.name = form.dataset.keepTyping;
    this.key = `typed:${form.dataset.keepUser}:${this.name}`;
    this.drawn = this.typed();
    if (this.wasSaved()) this.forget();
  }

  // Every field with its values, as the form would send them; ticks that are off count as no value.
  typed() {
    const typed = {};
    for (const field of this.form.elements) if (isTyped(field)) typed[field.name] = [];
    for (const [name, value] of new FormData(this.form)) if (name in typed) typed[name].push(value);
    return typed;
  }

  kept() {
    try {
      const kept = JSON.parse(localStorage.getItem(this.key));
      return kept && Date.now() - kept.at < KEPT_DAYS * 864e5 ? kept : null;
    } catch {
      return null;
    }
  }

  keep(sent = false) {
    try {
      localStorage.setItem(this.key, JSON.stringify({ at: Date.now(), sent, typed: this.typed() }));
      return true;
    } catch {
      return false; // a browser that keeps nothing, or is full
    }
  }

  forget() {
    try {
      localStorage.removeItem(this.key);
    } catch {
      // nothing was kept
    }
  }

  // The server marks a saved form with a cookie; the mark counts once, for what was sent.
  wasSaved() {
    const mark = `saved-${this.name}`;
    if (!document.cookie.split("; ").some((cookie) => cookie.startsWith(`${mark}=`))) return false;
    document.cookie = `${mark}=; Max-Age=0; Path=/desk/; SameSite=Lax`;
    return this.kept()?.sent ?? false;
  }

  // Put what was kept back into the form; returns whether that changed anything.
  restore(typed) {
    let changed = false;
    const left = Object.fromEntries(Object.entries(typed).map(([name, values]) => [name, [...values]]));
    for (const field of this.form.elements) {
      if (!isTyped(field) || !(field.name in left)) continue;
      changed = put(field, left[field.name]) || changed;
    }
    return changed;
  }

  // Says that something was put back, with a way to have the page as it is saved.
  announce(at, discard) {
    const banner = document.createElement("div");
    banner.className = "kept";
    banner.setAttribute("role", "status");
    const text = document.createElement("p");
    text.textContent = `Restored what you typed ${moment(at)}. It is not saved yet.`;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link-button";
    button.textContent = "Discard what I typed";
    button.addEventListener("click", () => {
      discard();
      banner.remove();
    });
    banner.append(text, button);
    this.form.before(banner);
  }
}

function isTyped(field) {
  return field.name && !NOT_KEPT.has(field.name) && !["submit", "button", "file", "password", "reset"].includes(field.type);
}

function put(field, values) {
  if (field.type === "checkbox" || field.type === "radio") {
    const before = field.checked;
    field.checked = values.includes(field.value);
    return field.checked !== before;
  }
  const value = values.shift() ?? "";
  if (field.tagName === "SELECT" && ![...field.options].some((option) => option.value === value)) return false;
  if (normal(field.value) === normal(value)) return false;
  field.value = value;
  return field.type !== "hidden";
}

function normal(text) {
  return text.replace(/\r\n?/g, "\n");
}

export function clock(at) {
  return new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}

function moment(at) {
  const day = new Date(at);
  const isToday = day.toDateString() === new Date().toDateString();
  const date = day.toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long" });
  return isToday ? `at ${clock(at)}` : `on ${date} at ${clock(at)}`;
}

function keepPlainForm(form) {
  const keeper = new Keeper(form);
  const kept = keeper.kept();
  if (kept && keeper.restore(kept.typed)) {
    keeper.announce(kept.at, () => {
      keeper.restore(keeper.drawn);
      keeper.forget();
      form.dispatchEvent(new Event("restored"));
    });
    form.dispatchEvent(new Event("restored"));
  }
  let waiting = 0;
  const keepSoon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => keeper.keep(), 300);
  };
  form.addEventListener("input", keepSoon);
  form.addEventListener("change", keepSoon);
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    keeper.keep(true);
  });
  form.addEventListener("taken", () => {
    clearTimeout(waiting);
    waiting = 0;
    keeper.forget();
  });
  window.addEventListener("pagehide", () => {
    if (!waiting) return;
    clearTimeout(waiting);
    if (!keeper.kept()?.sent) keeper.keep();
  });
}

for (const form of document.querySelectorAll("form[data-keep-typing]:not([data-writing])")) keepPlainForm(form);
