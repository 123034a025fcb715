// @ts-check
/* The page that generates embed code follows each choice at once: the page is fetched with the new choice, and its code
   and preview replace ours. Without this script the form has a button. */

import { byId, formUrl } from "../../runtime/static/dom.js";
import { fetchDocument } from "../../runtime/static/fetch-document.js";
import { gettext } from "../../runtime/static/translation.js";

const FIELDS = ["accent", "selector"]; // whose text may be refused

/** Update the embed code and its preview when a choice changes. */
export function updateConfigurator() {
  const form = /** @type {HTMLFormElement | null} */ (document.getElementById("embed-form"));
  form?.addEventListener("change", () => update(formUrl(form)));
  if (form) applyAccent();
}

/** @param {string} url */
async function update(url) {
  const loaded = await fetchDocument(url).catch(() => null);
  if (!loaded?.getElementById("embed-code")) return location.assign(url);
  for (const id of ["embed-code", "embed-preview", ...FIELDS.map((name) => `${name}-fault`)]) {
    byId(id).replaceWith(document.adoptNode(/** @type {HTMLElement} */ (loaded.getElementById(id))));
  }
  applyAccent();
  const faults = FIELDS.filter(markFault).map((name) => byId(`${name}-fault`).textContent);
  const button = /** @type {HTMLElement} */ (document.querySelector("[data-copy-from=embed-code]"));
  button.dataset.copy = byId("embed-code").textContent ?? "";
  byId("page-status").textContent = faults.join(" ") || gettext("The code and the preview follow your choice.");
  history.replaceState(null, "", url);
}

/** The policy of our pages forbids style attributes, but not that a script sets a property. */
function applyAccent() {
  const preview = byId("embed-preview");
  const [name, value] = (preview.dataset.accent ?? "").split(": ");
  if (value) preview.style.setProperty(name, value);
}

/**
 * Mark a field as invalid if its text was refused; return whether it was.
 * @param {string} name
 */
function markFault(name) {
  const isFaulty = Boolean(byId(`${name}-fault`).textContent);
  byId(name).setAttribute("aria-invalid", String(isFaulty));
  return isFaulty;
}
