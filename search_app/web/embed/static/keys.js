// @ts-check
/* Keys typed in the widget's text box are kept from the page's shortcuts: outside of the shadow tree, their target seems to
   be an element that takes no text. Escape, Tab and keys with Ctrl, Alt or Meta reach the page, unless the box used them. */

// Characters, one long, and the keys that edit.
const TYPED = /^(.|Enter|Backspace|Delete|Dead|Home|End|(Arrow|Page).*)$/u;

/**
 * Stop the events of keys that `input` takes; add this after the listeners that use them.
 * @param {HTMLInputElement} input
 */
export function keepTypedKeys(input) {
  /** @type {Set<string>} keys that are down; what follows a kept event is kept */
  const kept = new Set();
  input.addEventListener("keydown", (event) => {
    if (!isTaken(event)) return kept.delete(event.key);
    kept.add(event.key);
    event.stopPropagation();
  });
  input.addEventListener("keypress", (event) => kept.has(event.key) && event.stopPropagation());
  input.addEventListener("keyup", (event) => kept.delete(event.key) && event.stopPropagation());
}

/** @param {KeyboardEvent} event */
function isTaken(event) {
  if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return true; // 229: a key of an input method
  // AltGr is reported as Ctrl and Alt, but types characters.
  const isModified = (event.ctrlKey || event.altKey || event.metaKey) && !event.getModifierState("AltGraph");
  return !isModified && TYPED.test(event.key);
}
