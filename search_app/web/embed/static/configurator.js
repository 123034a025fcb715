// @ts-check
/* The page that generates embed code follows each choice at once: the page is fetched with the new choice, and its code
   and preview replace ours. Without this script the form has a button. */

import { byId, formUrl } from "../../runtime/static/dom.js";
import { fetchDocument } from "../../runtime/static/fetch-document.js";

/** Update the embed code and its preview when a choice changes. */
export function updateConfigurator() {
  const form = /** @type {HTMLFormElement | null} */ (document.getElementById("embed-form"));
  form?.addEventListener("change", () => update(formUrl(form)));
}

/** @param {string} url */
async function update(url) {
  const loaded = await fetchDocument(url).catch(() => null);
  if (!loaded?.getElementById("embed-code")) return location.assign(url);
  for (const id of ["embed-code", "embed-preview"]) {
    byId(id).replaceWith(document.adoptNode(/** @type {HTMLElement} */ (loaded.getElementById(id))));
  }
  const button = /** @type {HTMLElement} */ (document.querySelector("[data-copy-from=embed-code]"));
  button.dataset.copy = byId("embed-code").textContent ?? "";
  byId("page-status").textContent = "The code and the preview follow your choice.";
  history.replaceState(null, "", url);
}
