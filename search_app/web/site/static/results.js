// @ts-check
/* Filters, sorting and paging without reloading the page: the URL of the new state is fetched, and its #results replace
   ours. Each state has a URL, which keeps back, forward, reload and sharing working; on any failure the browser loads
   that URL instead. */

import { byId, closest, formUrl } from "../../runtime/static/dom.js";
import { fetchDocument } from "../../runtime/static/fetch-document.js";

const FACETS = "#results form.facets";
const SEARCH_BOX = "form[data-suggest] input[name=q]";
const OTHER_LANGUAGES = ".languages a, .language-offer a";

/** Update the results in place when a filter, the order or the page changes. */
export function updateResultsInPlace() {
  if (!document.getElementById("results")) return;

  document.addEventListener("change", (event) => {
    const form = /** @type {HTMLFormElement | null} */ (closest(event, FACETS));
    if (form) visit(formUrl(form), /** @type {Element} */ (event.target).id);
  });

  document.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (!form.matches(FACETS)) return;
    event.preventDefault();
    visit(formUrl(form), document.activeElement?.id ?? "");
  });

  document.addEventListener("click", (event) => {
    const link = /** @type {HTMLAnchorElement | null} */ (closest(event, "#results a[data-in-place]"));
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    visit(link.href, link.id);
  });

  addEventListener("popstate", (event) => show(location.href, event.state?.focus ?? ""));
}

/**
 * @param {string} url
 * @param {string} focus the id of the control that was used
 */
async function visit(url, focus) {
  history.replaceState({ focus }, "");
  history.pushState({ focus }, "", url);
  await show(url, focus);
}

/**
 * @param {string} url
 * @param {string} focus the id of the element to focus
 */
async function show(url, focus) {
  byId("results").setAttribute("aria-busy", "true");
  const loaded = await fetchDocument(url).catch(() => null);
  const fresh = loaded?.getElementById("results");
  if (!loaded || !fresh) return location.assign(url);
  byId("results").replaceWith(document.adoptNode(fresh));
  document.title = loaded.title;
  searchBox(document).value = searchBox(loaded).value;
  readdressLanguages(loaded);
  announceCount();
  refocus(document.getElementById(focus));
}

/** @param {Document} page */
function searchBox(page) {
  return /** @type {HTMLInputElement} */ (page.querySelector(SEARCH_BOX));
}

/**
 * Have the links to other languages lead to the results that are shown now.
 * @param {Document} loaded
 */
function readdressLanguages(loaded) {
  const fresh = otherLanguages(loaded);
  otherLanguages(document).forEach((link, place) => (link.href = fresh[place]?.href ?? link.href));
}

/** @param {Document} page */
function otherLanguages(page) {
  return /** @type {HTMLAnchorElement[]} */ ([...page.querySelectorAll(OTHER_LANGUAGES)]);
}

/**
 * Focus the control that was used, if it is still there; after paging it is not, and reading begins at the top.
 * @param {HTMLElement | null} control
 */
function refocus(control) {
  (control ?? byId("results-heading")).focus({ preventScroll: true });
  if (!control) scrollTo(0, 0);
}

/** Announce the count to screen readers; emptied first, because an unchanged text is not announced again. */
function announceCount() {
  const status = byId("page-status");
  status.textContent = "";
  setTimeout(() => (status.textContent = byId("results").dataset.announcement ?? ""), 100);
}
