/* What a link to another term would tell, shown at the link, as WCAG 1.4.13 asks: Escape puts it away, the pointer may
   move onto it, and it stays until the reader leaves. It comes with the mouse and the keyboard; a tap just follows the link. */

const PREVIEWED = ".passage a.term";
const DELAY = 350; // milliseconds of rest before it shows, so that crossing a link shows nothing
const GRACE = 250; // and to get from the link to the preview

const known = new Map(); // address -> promise of the term
const box = document.createElement("div");
box.className = "preview";
box.id = "preview";
box.role = "tooltip";
box.hidden = true;
let timer = 0;
let owner = null; // the link it belongs to

function term(link) {
  const address = `/api/v1${new URL(link.href).pathname}`;
  if (!known.has(address)) {
    known.set(address, fetch(address).then((response) => (response.ok ? response.json() : Promise.reject())));
    known.get(address).catch(() => known.delete(address)); // ask again next time
  }
  return known.get(address);
}

function later(action, delay) {
  clearTimeout(timer);
  timer = setTimeout(action, delay);
}

async function open(link) {
  const { name, summary } = await term(link).catch(() => ({}));
  if (!name || owner !== link) return; // nothing known, or the reader has gone on
  const title = document.createElement("strong");
  title.textContent = name;
  box.replaceChildren(title, summary);
  document.querySelector("main").append(box); // within a landmark
  box.hidden = false;
  link.setAttribute("aria-describedby", box.id);
  place(link);
}

/* Under the line of the link, or over it when there is no room; never beyond the edges. */
function place(link) {
  const line = link.getClientRects()[0];
  const left = Math.max(16, Math.min(line.left, document.documentElement.clientWidth - box.offsetWidth - 16));
  const below = line.bottom + box.offsetHeight + 8 < innerHeight || line.top < box.offsetHeight + 8;
  box.style.left = `${left + scrollX}px`;
  box.style.top = `${scrollY + (below ? line.bottom + 6 : line.top - box.offsetHeight - 6)}px`;
}

function close() {
  clearTimeout(timer);
  owner?.removeAttribute("aria-describedby");
  owner = null;
  box.hidden = true;
}

function enter(link, delay) {
  if (owner === link) return clearTimeout(timer);
  close();
  owner = link;
  later(() => open(link), delay);
}

document.addEventListener("pointerover", (event) => {
  if (event.pointerType !== "mouse") return;
  const link = event.target.closest(PREVIEWED);
  if (link) enter(link, DELAY);
  else if (box.contains(event.target)) clearTimeout(timer);
  else if (owner && owner !== document.activeElement) later(close, GRACE);
});
document.addEventListener("focusin", (event) => {
  const link = event.target.closest(PREVIEWED);
  if (link?.matches(":focus-visible")) enter(link, DELAY);
});
document.addEventListener("focusout", (event) => event.target === owner && close());
document.addEventListener("keydown", (event) => event.key === "Escape" && close());
