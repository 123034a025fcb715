// @ts-check
/* Typed access to the page that the templates render. */

/**
 * Return the element with `id`, which the page is known to contain.
 * @param {string} id
 */
export function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/**
 * Return the target of `event` or its closest ancestor that matches `selector`.
 * @param {Event} event
 * @param {string} selector
 * @returns {HTMLElement | null}
 */
export function closest(event, selector) {
  return event.target instanceof Element ? event.target.closest(selector) : null;
}

/**
 * Return the URL that submitting `form` with GET would load.
 * @param {HTMLFormElement} form
 */
export function formUrl(form) {
  const fields = Array.from(new FormData(form), ([name, value]) => [name, String(value)]);
  return `${form.action}?${new URLSearchParams(fields)}`;
}
