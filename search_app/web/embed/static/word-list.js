// @ts-check
/* The words that are explained, as a list of buttons in the element's own shadow root: for the keyboard and for screen
   readers, because a highlight can be neither focused nor read. */

import LIST_STYLES from "./words.css" with { type: "text" };
import { element } from "./shadow.js";

/** @import { Mark } from "./mark.js" */
/** @import { Texts } from "./texts.js" */

const NAMED = 3; // words in the label of the list: several lists on a page need different labels

/** @type {CSSStyleSheet | undefined} */
let listStyles;

/** A list of buttons, one for each mark; `element` is to be put into the shadow root. */
export class WordList {
  #title = element("p");
  #list = element("ul");
  #press;
  #focus;
  element = element("section", { class: "box words", hidden: "" }, this.#title, this.#list);

  /** @param {{ press: (mark: Mark) => void, focus: (mark: Mark | null) => void }} listeners */
  constructor({ press, focus }) {
    this.#press = press;
    this.#focus = focus;
  }

  /** @param {ShadowRoot} root */
  addTo(root) {
    if (!listStyles) {
      listStyles = new CSSStyleSheet();
      listStyles.replaceSync(LIST_STYLES);
    }
    if (!root.adoptedStyleSheets.includes(listStyles)) root.adoptedStyleSheets.push(listStyles);
    root.append(this.element);
  }

  /**
   * Show `marks` in this order. Items that stay are not moved, so a focused button keeps the focus.
   * @param {Mark[]} marks
   * @param {Texts} texts
   */
  show(marks, texts) {
    const wanted = new Set(marks.map((mark) => (mark.item ??= this.#item(mark))));
    for (const item of [...this.#list.children]) if (!wanted.has(/** @type {HTMLLIElement} */ (item))) item.remove();
    let place = this.#list.firstElementChild;
    for (const item of wanted) {
      if (item === place) place = place.nextElementSibling;
      else this.#list.insertBefore(item, place);
    }
    this.#title.textContent = texts.words;
    const names = marks.slice(0, NAMED).map((mark) => mark.text);
    this.element.setAttribute("aria-label", `${texts.words} ${names.join(", ")}`);
    this.element.hidden = marks.length === 0;
  }

  /** @param {Mark} mark */
  #item(mark) {
    const button = element("button", { type: "button", value: mark.slug, "aria-expanded": "false" }, mark.text.trim());
    button.addEventListener("click", () => this.#press(mark));
    button.addEventListener("focus", () => this.#focus(mark));
    button.addEventListener("blur", () => this.#focus(null));
    return element("li", {}, button);
  }
}
