// @ts-check
/* The search boxes of the site and its frames: suggestions from the API. */

import { Combobox } from "../../runtime/static/combobox.js";
import { fetchSuggestions, reportOpened } from "../../runtime/static/suggest.js";
import { gettext, ngettext } from "../../runtime/static/translation.js";

const LIMIT = "7"; // suggestions

/** Add suggestions to the page's search boxes. */
export function suggestInSearchBoxes() {
  /** @type {NodeListOf<HTMLFormElement>} */
  const forms = document.querySelectorAll("form[data-suggest]");
  forms.forEach(addSuggestions);
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
    suggest: (query, signal) => fetchSuggestions(address, [["limit", LIMIT], ["q", query], ...categories], signal, also),
    announcement,
    searchText: (query) => gettext("Search for “{query}”", { query }),
    chosen: ({ slug }) => reportOpened(address.replace(/suggest$/, "searches"), input.value, slug),
  });
  catchUp(input);
}

/** @param {string} name */
function also(name) {
  return gettext("also {name}", { name });
}

/** @param {number} count */
function announcement(count) {
  if (!count) return gettext("No suggestions. Press Enter to search.");
  return ngettext("{count} suggestion. Use the up and down arrows.", "{count} suggestions. Use the up and down arrows.", count);
}

/**
 * On a slow connection people type before this script runs: suggest for that text as if it were typed now.
 * @param {HTMLInputElement} input
 */
function catchUp(input) {
  if (input === document.activeElement && input.value !== input.defaultValue) input.dispatchEvent(new Event("input"));
}
