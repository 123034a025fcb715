// @ts-check
/* The search boxes of the site and its frames: suggestions from the API, and `/` to focus the box. */

import { Combobox } from "../../runtime/static/combobox.js";
import { closest } from "../../runtime/static/dom.js";
import { fetchSuggestions, reportOpened } from "../../runtime/static/suggest.js";

const LIMIT = "7"; // suggestions

/** Add suggestions to the page's search boxes, and the shortcut that focuses the first one. */
export function suggestInSearchBoxes() {
  /** @type {NodeListOf<HTMLFormElement>} */
  const forms = document.querySelectorAll("form[data-suggest]");
  forms.forEach(addSuggestions);
  document.addEventListener("keydown", focusOnSlash);
}

/** @param {HTMLFormElement} form */
function addSuggestions(form) {
  const input = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
  const address = form.dataset.suggest ?? "";
  const categories = Array.from(form.querySelectorAll("input[name=category]"), (field) => [
    "category", /** @type {HTMLInputElement} */ (field).value,
  ]);
  new Combobox({
    input,
    listbox: /** @type {HTMLElement} */ (form.querySelector(".suggestions")),
    status: /** @type {HTMLElement} */ (form.querySelector("[role=status]")),
    suggest: (query, signal) => fetchSuggestions(address, [["limit", LIMIT], ["q", query], ...categories], signal),
    chosen: ({ slug }) => reportOpened("/api/v1/searches", input.value, slug),
  });
  catchUp(input);
}

/**
 * On a slow connection people type before this script runs: suggest for that text as if it were typed now.
 * @param {HTMLInputElement} input
 */
function catchUp(input) {
  if (input === document.activeElement && input.value !== input.defaultValue) input.dispatchEvent(new Event("input"));
}

/** @param {KeyboardEvent} event */
function focusOnSlash(event) {
  const typing = closest(event, "input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  /** @type {HTMLInputElement | null} */
  const input = document.querySelector("form[data-suggest] input[name=q]");
  if (!input) return;
  event.preventDefault();
  input.focus();
  input.select();
}
