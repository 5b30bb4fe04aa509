// Marks in the contents of a paper the section that is being read. Without this script the contents are plain links.
const PART_READ = 0.25; // the line that a section's heading has to reach, from the top of the window

const contents = document.querySelector(".paper-contents");
const links = new Map(); // each section, in the order of the paper, and its link
let present = null;
let sentTo = null; // where a link led, until the reader moves on: a short last section never reaches the line
let waits = false;

for (const link of contents?.querySelectorAll("a[href^='#']") ?? []) {
  const section = targetOf(link.hash);
  if (section) links.set(section, link);
}

function targetOf(hash) {
  try {
    return document.getElementById(decodeURIComponent(hash.slice(1)));
  } catch {
    return null; // not an address that this page can have
  }
}

// The last section that begins before this element, or with it.
function sectionOf(element) {
  const begun = (section) => section === element || section.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING;
  return [...links.keys()].findLast(begun);
}

function readNow() {
  if (sentTo && Math.abs(scrollY - sentTo.at) < 2) return sentTo.section;
  sentTo = null;
  const isAtEnd = scrollY > 0 && innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
  const line = isAtEnd ? innerHeight : innerHeight * PART_READ;
  return [...links.keys()].findLast((section) => section.getBoundingClientRect().top <= line);
}

function mark() {
  waits = false;
  const link = links.get(readNow()) ?? null;
  if (link === present) return;
  present?.removeAttribute("aria-current");
  link?.setAttribute("aria-current", "true");
  present = link;
  if (link) bringIntoView(link);
}

// Within long contents only, and not while somebody is in them.
function bringIntoView(link) {
  if (contents.matches(":hover, :focus-within")) return;
  const [box, all] = [link.getBoundingClientRect(), contents.getBoundingClientRect()];
  if (box.top < all.top || box.bottom > all.bottom) contents.scrollTop += box.top - all.top - all.height / 2;
}

function markSoon() {
  if (waits) return;
  waits = true;
  requestAnimationFrame(mark);
}

function arrive() {
  const target = location.hash && targetOf(location.hash);
  const section = target && sectionOf(target);
  sentTo = section ? { section, at: scrollY } : null;
  markSoon();
}

if (links.size) {
  addEventListener("scroll", markSoon, { passive: true });
  addEventListener("resize", markSoon);
  addEventListener("hashchange", arrive);
  if (document.readyState === "complete") arrive();
  else addEventListener("load", arrive);
}
