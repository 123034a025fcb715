// @ts-check
/* When a reader leaves a popup. A blur alone is no sign of it: screen readers on phones take the focus away from a text box
   while they read its list, and give it to nothing or to an option. */

/**
 * Call `leave` when the focus moves outside of `elements`, when the reader presses something outside of them, and when
 * the window loses the focus, until `signal` aborts.
 * @param {HTMLElement[]} elements
 * @param {() => void} leave
 * @param {AbortSignal} signal
 */
export function watchLeaving(elements, leave, signal) {
  const isInside = (/** @type {EventTarget} */ target) =>
    target instanceof Node && elements.some((element) => element.contains(target));
  const leaveIfOutside = (/** @type {Event} */ event) => isInside(event.composedPath()[0]) || leave();
  const moved = (/** @type {FocusEvent} */ { relatedTarget }) => relatedTarget && !isInside(relatedTarget) && leave();
  // A finger that scrolls the page presses it too; its pointer is cancelled and never goes up.
  const pressed = (/** @type {PointerEvent} */ event) =>
    (event.type === "pointerdown") === (event.pointerType === "mouse") && leaveIfOutside(event);

  for (const element of elements) element.addEventListener("focusout", moved, { signal });
  document.addEventListener("focusin", leaveIfOutside, { signal });
  for (const name of /** @type {const} */ (["pointerdown", "pointerup"])) {
    document.addEventListener(name, pressed, { signal, capture: true });
  }
  addEventListener("blur", leave, { signal });
}
