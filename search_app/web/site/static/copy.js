// @ts-check
/* Buttons that copy a text: <button data-copy="text" data-copy-from="id of the element that shows it">. */

import { byId } from "../../runtime/static/dom.js";
import { gettext } from "../../runtime/static/translation.js";

const CONFIRMED_FOR = 2500; // milliseconds

/** Make the page's copy buttons work. */
export function enableCopyButtons() {
  /** @type {NodeListOf<HTMLButtonElement>} */
  const buttons = document.querySelectorAll("button[data-copy]");
  for (const button of buttons) {
    const label = button.textContent;
    button.addEventListener("click", () => copy(button, label));
  }
}

/**
 * @param {HTMLButtonElement} button
 * @param {string | null} label
 */
async function copy(button, label) {
  const done = await navigator.clipboard.writeText(button.dataset.copy ?? "").then(() => true, () => false);
  button.textContent = done ? gettext("Copied") : gettext("Press Ctrl+C");
  if (!done) select(button);
  byId("page-status").textContent = done ? gettext("Copied") : gettext("Selected. Press Ctrl and C to copy.");
  setTimeout(() => (button.textContent = label), CONFIRMED_FOR);
}

/**
 * Select the text for the reader to copy: browsers offer no clipboard without HTTPS.
 * @param {HTMLButtonElement} button
 */
function select(button) {
  const source = document.getElementById(button.dataset.copyFrom ?? "");
  if (source) getSelection()?.selectAllChildren(source);
}
