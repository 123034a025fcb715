// @ts-check
/* <glossary-search>: a search box with suggestions, in a form that works by itself. Its light content is the fallback
   until this script has run. */

import { Combobox } from "../../runtime/static/combobox.js";
import { readSuggestions, reportOpened } from "../../runtime/static/suggest.js";
import { BASE, categoryParameters, fetchIn, urlIn } from "./api.js";
import { keepTypedKeys } from "./keys.js";
import { hideLayer, showLayer } from "./layer.js";
import { Panel } from "./panel.js";
import { attachStyledShadow, element } from "./shadow.js";
import { TEXTS, askedLanguage, language } from "./texts.js";

/** @import { Suggestion } from "../../runtime/static/suggest.js" */

const MAX_SUGGESTIONS = 20; // the API's own limit

export class GlossarySearch extends HTMLElement {
  static observedAttributes = ["category", "lang", "placeholder", "target"];
  #box = element("div", { class: "box" });
  #form = element("form", { action: `${BASE}/search`, part: "form" });
  #input = element("input", {
    type: "search", name: "q", part: "input", maxlength: 300, enterkeyhint: "search",
    autocapitalize: "off", autocorrect: "off", spellcheck: "false",
  });
  #button = element("button", { part: "button" });
  #listbox = element("div", {
    id: "suggestions", class: "suggestions", part: "suggestions", popover: "manual", hidden: "",
  });
  #hiddenFields = element("span");
  /** @type {Combobox<Suggestion> | undefined} */
  #combobox;

  connectedCallback() {
    if (!this.shadowRoot) this.#build();
    this.#applyAttributes();
  }

  attributeChangedCallback() {
    if (this.#combobox) this.#applyAttributes();
  }

  disconnectedCallback() {
    this.#combobox?.close();
  }

  #build() {
    const field = element("div", { class: "field", part: "field" }, this.#input, this.#button);
    const status = element("p", { class: "unseen", role: "status" });
    const listbox = this.#listbox;
    this.#form.append(field, listbox, status, this.#hiddenFields);
    this.#form.addEventListener("submit", (event) => this.#submit(event));
    this.#box.append(this.#form);
    attachStyledShadow(this, { delegatesFocus: true }).append(this.#box);
    this.#combobox = new Combobox({
      input: this.#input, listbox, status,
      suggest: (query, signal) => this.#suggest(query, signal),
      chosen: (suggestion, event) => this.#choose(suggestion, event),
      announcement: (count) => TEXTS[language(this)].announcement(count),
      searchText: (query) => TEXTS[language(this)].searchFor(query),
    });
    keepTypedKeys(this.#input);
    const toggle = () => (listbox.hidden ? hideLayer(listbox) : showLayer(listbox, field, { asWide: true }));
    new MutationObserver(toggle).observe(listbox, { attributeFilter: ["hidden"] });
  }

  #applyAttributes() {
    const texts = TEXTS[language(this)];
    this.#box.lang = language(this);
    this.#input.placeholder = this.getAttribute("placeholder") ?? texts.label;
    this.#input.setAttribute("aria-label", texts.label);
    this.#listbox.setAttribute("aria-label", texts.suggestions);
    this.#button.textContent = texts.search;
    this.#form.target = this.#target;
    const lang = askedLanguage(this); // the glossary redirects to the page in this language, if it has one
    const hidden = [...categoryParameters(this), ...(lang ? [["lang", lang]] : [])];
    this.#hiddenFields.replaceChildren(...hidden.map(([name, value]) => element("input", { type: "hidden", name, value })));
  }

  get #target() {
    return this.getAttribute("target") ?? "";
  }

  /**
   * @param {string} query
   * @param {AbortSignal} signal
   * @returns {Promise<Suggestion[]>}
   */
  async #suggest(query, signal) {
    const wanted = Number.parseInt(this.getAttribute("limit") ?? "", 10) || 7;
    const limit = String(Math.min(Math.max(wanted, 1), MAX_SUGGESTIONS));
    const parameters = [["limit", limit], ["q", query], ...categoryParameters(this)];
    const response = await fetchIn("/api/v1/suggest", parameters, askedLanguage(this), { signal });
    const suggestions = await readSuggestions(response, TEXTS[language(this)].also);
    return suggestions.map((suggestion) => ({ ...suggestion, target: this.#target }));
  }

  /** @param {SubmitEvent} event */
  #submit(event) {
    const detail = { query: this.#input.value, categories: categoryParameters(this).map(([, slug]) => slug) };
    if (!this.#emit("glossary-search", detail)) event.preventDefault();
  }

  /**
   * @param {Suggestion} suggestion
   * @param {MouseEvent} event
   */
  #choose(suggestion, event) {
    const { slug, name, url } = suggestion;
    const lang = askedLanguage(this);
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey; // in a new tab or window, as with every link
    if (!elsewhere && !this.#emit("glossary-select", { slug, name, url })) return event.preventDefault();
    reportOpened(urlIn("/api/v1/searches", [], lang), this.#input.value, slug);
    if (elsewhere || this.getAttribute("open") !== "panel") return;
    event.preventDefault();
    const onClose = () => this.#input.focus();
    const panel = new Panel({ suggestion, lang, texts: TEXTS[language(this)], onClose });
    this.#box.querySelector(".panel")?.remove();
    this.#box.append(panel.element);
    panel.element.focus();
  }

  /**
   * Dispatch an event of the element's own; return false if a listener called preventDefault().
   * @param {string} name
   * @param {object} detail
   */
  #emit(name, detail) {
    return this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: true }));
  }
}
