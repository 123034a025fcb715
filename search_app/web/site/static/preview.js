// @ts-check
/* A preview of a linked term beside its link, as WCAG 1.4.13 requires: Escape dismisses it, the pointer may move onto it,
   and it stays until the reader leaves. It opens for the mouse and the keyboard; a tap follows the link. */

import { closest } from "../../runtime/static/dom.js";

/** @typedef {{ name: string, summary: string }} Preview */

const PREVIEWED = ".passage a.term";
const DELAY = 350; // milliseconds over a link before its preview opens; crossing a link opens none
const GRACE = 250; // milliseconds to get from the link to the preview

/** @type {Map<string, Promise<Preview>>} by address */
const previews = new Map();
const box = document.createElement("div");
let timer = 0;
/** @type {HTMLAnchorElement | null} the link whose preview is open or about to open */
let owner = null;

/** Show previews of the terms that the page's text links to. */
export function previewTerms() {
  box.className = "preview";
  box.id = "preview";
  box.role = "tooltip";
  box.dir = "auto";
  box.hidden = true;
  document.addEventListener("pointerover", pointerMoved);
  document.addEventListener("focusin", (event) => {
    const link = previewedLink(event);
    if (link?.matches(":focus-visible")) enter(link);
  });
  document.addEventListener("focusout", (event) => event.target === owner && closePreview());
  document.addEventListener("keydown", (event) => event.key === "Escape" && closePreview());
}

/** @param {PointerEvent} event */
function pointerMoved(event) {
  if (event.pointerType !== "mouse") return;
  const link = previewedLink(event);
  if (link) enter(link);
  else if (box.contains(/** @type {Node} */ (event.target))) clearTimeout(timer);
  else if (owner && owner !== document.activeElement) later(closePreview, GRACE);
}

/** @param {Event} event */
function previewedLink(event) {
  return /** @type {HTMLAnchorElement | null} */ (closest(event, PREVIEWED));
}

/**
 * @param {() => void} action
 * @param {number} delay
 */
function later(action, delay) {
  clearTimeout(timer);
  timer = setTimeout(action, delay);
}

/** @param {HTMLAnchorElement} link */
function enter(link) {
  if (owner === link) return clearTimeout(timer);
  closePreview();
  owner = link;
  later(() => openPreview(link), DELAY);
}

/** @param {HTMLAnchorElement} link */
async function openPreview(link) {
  const preview = await fetchPreview(link).catch(() => null);
  if (!preview?.name || owner !== link) return; // the fetch failed, or the reader has moved on
  const title = document.createElement("strong");
  title.textContent = preview.name;
  title.dir = "auto";
  box.replaceChildren(title, preview.summary);
  document.querySelector("main")?.append(box); // within a landmark
  box.hidden = false;
  link.setAttribute("aria-describedby", box.id);
  placeAt(link);
}

function closePreview() {
  clearTimeout(timer);
  owner?.removeAttribute("aria-describedby");
  owner = null;
  box.hidden = true;
}

/**
 * Fetch the linked term once; again only if that failed.
 * @param {HTMLAnchorElement} link
 */
function fetchPreview(link) {
  const address = new URL(link.href).pathname.replace(/\/terms\/[^/]+$/, "/api/v1$&"); // there may be a path prefix
  const known = previews.get(address);
  if (known) return known;
  const preview = fetch(address).then((response) => (response.ok ? response.json() : Promise.reject(response.status)));
  preview.catch(() => previews.delete(address));
  previews.set(address, preview);
  return preview;
}

/**
 * Place the preview below the line of the link, or above it where there is no room; never beyond the edges.
 * @param {HTMLAnchorElement} link
 */
function placeAt(link) {
  const line = link.getClientRects()[0];
  const left = Math.max(16, Math.min(line.left, document.documentElement.clientWidth - box.offsetWidth - 16));
  const below = line.bottom + box.offsetHeight + 8 < innerHeight || line.top < box.offsetHeight + 8;
  box.style.left = `${left + scrollX}px`;
  box.style.top = `${scrollY + (below ? line.bottom + 6 : line.top - box.offsetHeight - 6)}px`;
}
