// @ts-check
/* The key `/` focuses the search box of a page of the site. A reader whose speech input types it by accident can turn it off
   (WCAG 2.1.4): that choice, and nothing else, is kept in this browser's local storage, and is never sent. */

const STORED = "shortcut";
const OFF = "off";

/** Let `/` focus the search box, unless it is turned off, and make the checkbox on the page "About" work. */
export function enableSearchShortcut() {
  const choice = /** @type {HTMLInputElement | null} */ (document.getElementById("shortcut"));
  // Read at each key: the choice may have been made in another tab, or on a later page of the history.
  const isOn = () => isStoredOn() && (!choice || choice.checked);
  document.addEventListener("keydown", (event) => isShortcut(event) && isOn() && focusSearchBox(event));
  if (!choice) return;
  choice.checked = isStoredOn();
  choice.addEventListener("change", () => store(choice.checked));
}

/** @param {KeyboardEvent} event */
function isShortcut(event) {
  const { key, ctrlKey, metaKey, altKey, isComposing, defaultPrevented } = event;
  if (key !== "/" || ctrlKey || metaKey || altKey || isComposing || defaultPrevented) return false;
  // Not event.target: for a text box in a shadow tree, that is the element around the tree.
  return !event.composedPath().some(takesText);
}

/** @param {EventTarget} target */
function takesText(target) {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches("input, textarea, select, [role=textbox], [role=combobox], [role=searchbox]");
}

/** @param {KeyboardEvent} event */
function focusSearchBox(event) {
  /** @type {HTMLInputElement | null} */
  const input = document.querySelector("form[data-suggest] input[name=q]");
  if (!input) return;
  event.preventDefault();
  input.focus();
  input.select();
}

function isStoredOn() {
  try {
    return localStorage.getItem(STORED) !== OFF;
  } catch {
    return true; // storage is forbidden
  }
}

/** @param {boolean} isOn */
function store(isOn) {
  try {
    if (isOn) localStorage.removeItem(STORED);
    else localStorage.setItem(STORED, OFF);
  } catch {
    // Storage is forbidden: the choice lasts as long as the page.
  }
}
