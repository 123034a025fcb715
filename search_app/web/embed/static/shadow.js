// @ts-check
/* Shadow roots of the widget's elements, and their content.

   Nothing is parsed as HTML or evaluated: elements are created one by one, texts are set as text, and styles are a
   constructed style sheet. A page may therefore forbid inline styles and eval, and enforce Trusted Types. */

import STYLES from "./widget.css" with { type: "text" };

/** @type {CSSStyleSheet | undefined} shared by all elements on the page */
let styleSheet;

/**
 * Attach a shadow root with the widget's styles.
 * @param {Element} host
 * @param {Partial<ShadowRootInit>} options
 */
export function attachStyledShadow(host, options = {}) {
  if (!styleSheet) {
    styleSheet = new CSSStyleSheet();
    styleSheet.replaceSync(STYLES);
  }
  const root = host.attachShadow({ mode: "open", ...options });
  root.adoptedStyleSheets = [styleSheet];
  return root;
}

/**
 * Create an element with its attributes and children.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {Record<string, string | number>} attributes
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function element(name, attributes = {}, ...children) {
  const created = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) created.setAttribute(key, String(value));
  created.append(...children);
  return created;
}
