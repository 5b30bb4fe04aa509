// Lets the log open without a connection after it was opened once. It keeps nothing itself: the page keeps a plain
// copy of itself (static/js/waiting_entries.js), which sign-out takes away.
const LOG = "{% url "reports:log_activity" %}";
const LIST = "{% url "reports:activities" %}";
const PAGE_CACHE = "log-page";
const PATIENCE = 6000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (event.request.mode === "navigate" && url.pathname === LOG) event.respondWith(page(event.request));
  else if (event.request.mode === "navigate" && url.pathname === LIST) event.respondWith(list(event.request));
  else if (!url.pathname.startsWith("/desk/")) event.respondWith(asset(event.request));
});

// From the service; from this phone when that fails, or says nothing for some seconds.
async function page(request) {
  const kept = (await caches.open(PAGE_CACHE)).match(LOG);
  const asked = fetch(request).then(forgetIfRefused);
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE)).then(() => kept).then((found) => found ?? asked);
  return Promise.race([asked, late]).catch(async () => (await kept) ?? Response.error());
}

// What waits is on the log page as well, which opens where the list cannot.
async function list(request) {
  try {
    return await fetch(request);
  } catch (fault) {
    if (await (await caches.open(PAGE_CACHE)).match(LOG)) return Response.redirect(LOG);
    throw fault;
  }
}

// Somebody who is sent on to sign in, or who may not log, has no copy either.
async function forgetIfRefused(answer) {
  if (answer.type === "opaqueredirect" || answer.status === 403) await caches.delete(PAGE_CACHE);
  return answer;
}

async function asset(request) {
  try {
    return await fetch(request);
  } catch (fault) {
    const kept = await caches.match(request);
    if (kept) return kept;
    throw fault;
  }
}
