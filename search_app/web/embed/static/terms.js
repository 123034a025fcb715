// @ts-check
/* <glossary-terms for="article">: explains the glossary's words in a part of the page, or in its own content. The code that
   marks them is a part of the script of its own, loaded when such an element is on the page. */

import { loadMarking } from "./marking-part.js";

/** @import { Marking } from "./marking.js" */

/** Whether the browser can mark words without changing the page: Chromium 105, Safari 17.2, Firefox 140. */
const CAN_HIGHLIGHT = Boolean(globalThis.CSS?.highlights);

export class GlossaryTerms extends HTMLElement {
  static observedAttributes = ["category", "for", "lang", "marks"];
  /** @type {Marking | null} */
  #marking = null;

  connectedCallback() {
    if (!CAN_HIGHLIGHT) return; // the page stays as it is
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => this.#begin(), { once: true });
    else this.#begin();
  }

  disconnectedCallback() {
    this.#marking?.end();
    this.#marking = null;
  }

  attributeChangedCallback() {
    if (!this.#marking) return;
    this.disconnectedCallback();
    this.#begin();
  }

  async #begin() {
    const part = await loadMarking().catch(() => null);
    if (part && this.isConnected && !this.#marking) this.#marking = new part.Marking(this);
  }
}
