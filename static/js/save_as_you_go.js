// Saves the form after each answer, by sending what its button sends to the same address.
// Without this script, or when something is wrong, the button saves.

const form = document.querySelector("form[data-save-as-you-go]");
const status = document.createElement("p");
status.className = "govuk-body quiet saved";
status.setAttribute("role", "status");
form?.append(status);

let running = false;
let again = false;
let pressed = null; // the button that waits for the answer that is being saved

const time = () => new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

// Somebody who sends a substitute is only half answered until the name is there.
function halfAnswered(row) {
  const sends = row?.querySelector('[value="substitute"]:checked');
  return Boolean(sends) && !row.querySelector(".substitute input").value.trim();
}

// The version to save from, the quorum, and who is in the chair: an absent chair was dropped, a substitute has a name.
function take(page) {
  form.elements.version.value = page.querySelector('[name="version"]').value;
  const quorum = page.querySelector("[data-quorum]");
  if (quorum) document.querySelector("[data-quorum]")?.replaceChildren(...quorum.childNodes);
  if (again) return;
  for (const choice of page.querySelectorAll('[name="chair"]')) {
    const here = document.getElementById(choice.id);
    if (!here) continue;
    here.checked = choice.checked;
    here.labels[0].textContent = page.querySelector(`label[for="${choice.id}"]`).textContent;
  }
}

async function save() {
  if (running) {
    again = true;
    return;
  }
  running = true;
  status.textContent = "Saving";
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fault = page.querySelector(".govuk-error-summary__list");
    if (answer.redirected && new URL(answer.url).pathname === new URL(form.action).pathname) {
      take(page);
      status.textContent = `Saved at ${time()}`;
    } else if (fault) {
      status.textContent = `Not saved: ${fault.textContent.trim().replace(/\s+/g, " ").replace(/\.$/, "")}. Mend it, or press the button to see more.`;
    } else {
      status.textContent = "Not saved. Press the button to see why.";
    }
  } catch {
    status.textContent = "Not saved: there is no connection. What you chose is still here; press the button to try again.";
  }
  running = false;
  if (pressed) {
    again = false;
    form.requestSubmit(pressed);
  } else if (again) {
    again = false;
    save();
  }
}

// A last answer is on its way when its button, or Enter, follows at once: two savings of one version would take
// each other for somebody else's.
form?.addEventListener("submit", (event) => {
  if (!running) return;
  event.preventDefault();
  pressed = event.submitter;
});

form?.addEventListener("change", (event) => {
  if (halfAnswered(event.target.closest("li"))) {
    status.textContent = "Not saved yet: enter who came instead.";
    return;
  }
  save();
});
