// @ts-check
/* A text box with suggestions: the ARIA combobox pattern with a listbox popup.
   https://www.w3.org/WAI/ARIA/apg/patterns/combobox/

   It knows nothing of the page around it: it takes its elements and a function that fetches suggestions, and works in a
   document and in a shadow root alike (all elements must be in the same one, because ids are resolved within it).

   Suggestions are links, which can be opened in a new tab, and contain text only: nothing is parsed as HTML. The last
   option searches for the typed text. */

import { Composition } from "./composition.js";
import { formUrl } from "./dom.js";
import { watchLeaving } from "./leaving.js";

/**
 * A piece of a suggestion's name; `marked` pieces match the query.
 * @typedef {{ text: string, marked: boolean }} Part
 */

/**
 * An option of the list: a link, its `target` and the language of its texts, a name in pieces, a remark beside it, and
 * under it the question that matched and a sentence. Screen readers leave out the sentence, and the remark where there is
 * a question.
 * @typedef {{ url: string, parts: Part[], note?: string, question?: string, sentence?: string, target?: string, lang?: string }} Option
 */

/**
 * @template {Option} T
 * @typedef {object} ComboboxSetup
 * @property {HTMLInputElement} input a search box inside a form; without an active suggestion, Enter submits that form
 * @property {HTMLElement} listbox an empty, hidden element with an id; it becomes the popup
 * @property {HTMLElement} status a visually hidden element with role="status"; it announces the number of suggestions
 * @property {(query: string, signal: AbortSignal) => Promise<T[]>} suggest fetches suggestions; a rejection is silent
 * @property {(suggestion: T, event: MouseEvent) => void} [chosen] called when a suggestion is clicked, tapped or chosen
 *   with Enter; event.preventDefault() keeps the browser from following its link
 * @property {(count: number) => string} announcement returns the text of the status
 * @property {(query: string) => string} searchText returns the text of the last option, which submits the form
 */

const PAUSE = 90; // milliseconds without a key before suggestions are fetched
const ANNOUNCEMENT_PAUSE = 700; // longer, because a screen reader speaks each letter before it can announce the number

/**
 * Turns a text box and an empty listbox into a combobox.
 * @template {Option} T
 */
export class Combobox {
  #input;
  #listbox;
  #status;
  #suggest;
  #chosen;
  #announcement;
  #searchText;
  #composition;
  /** @type {T[]} */
  #suggestions = [];
  #active = -1; // index of the active option; -1 is the text box itself
  /** @type {AbortController | null} of the request in flight */
  #request = null;
  /** @type {string | null} the text whose suggestions were asked for last */
  #askedFor = null;
  /** @type {string | null} the query whose suggestions are listed */
  #shownFor = null;
  /** @type {AbortController | null} of the listeners that close an open list */
  #leaving = null;
  #pause = 0; // timer of the next request
  #announcing = 0; // timer of the next announcement

  /** @param {ComboboxSetup<T>} setup */
  constructor(setup) {
    const { input, listbox, status, suggest, announcement, searchText, chosen = () => {} } = setup;
    this.#input = input;
    this.#listbox = listbox;
    this.#status = status;
    this.#suggest = suggest;
    this.#chosen = chosen;
    this.#announcement = announcement;
    this.#searchText = searchText;
    this.#composition = new Composition(input);
    this.#setRoles();
    this.#listen();
  }

  #setRoles() {
    this.#listbox.setAttribute("role", "listbox");
    const attributes = {
      role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-haspopup": "listbox",
      "aria-expanded": "false", "aria-controls": this.#listbox.id,
    };
    for (const [name, value] of Object.entries(attributes)) this.#input.setAttribute(name, value);
  }

  #listen() {
    for (const name of ["input", "compositionend"]) this.#input.addEventListener(name, () => this.#typed());
    this.#input.addEventListener("keydown", (event) => this.#key(event));
    this.#listbox.addEventListener("focusin", (event) => this.#focused(event));
    this.#listbox.addEventListener("keydown", (event) => this.#keyInList(event));
    // Without this, pressing the mouse on a suggestion would blur the box and close the list before the click.
    this.#listbox.addEventListener("mousedown", (event) => event.preventDefault());
    this.#listbox.addEventListener("click", (event) => this.#click(event));
  }

  get isOpen() {
    return !this.#listbox.hidden;
  }

  /** Close the list and cancel the request in flight. A focus in the list returns to the text box. */
  close() {
    this.#cancel();
    this.#leaving?.abort();
    clearTimeout(this.#announcing);
    if (this.#listbox.matches(":focus-within")) this.#input.focus();
    this.#listbox.hidden = true;
    this.#input.setAttribute("aria-expanded", "false");
    this.#status.textContent = "";
    this.#activate(-1);
  }

  #cancel() {
    clearTimeout(this.#pause);
    this.#request?.abort();
  }

  /** Ask for the text, unless an input method is about to replace it; committing what was asked for changes nothing. */
  #typed() {
    if (this.#composition.isConverting) this.#forget();
    else if (this.#input.value !== this.#askedFor) this.#ask();
  }

  #forget() {
    this.#cancel();
    this.#askedFor = null;
  }

  #ask() {
    this.#cancel();
    this.#askedFor = this.#input.value;
    if (!this.#input.value.trim()) return this.close();
    this.#pause = setTimeout(() => this.#load(this.#input.value), PAUSE);
  }

  /** @param {string} query */
  async #load(query) {
    const request = (this.#request = new AbortController());
    // A late response to an outdated query is dropped even if the transport ignored the abort.
    const isCurrent = () => request === this.#request && !request.signal.aborted;
    try {
      const suggestions = await this.#suggest(query, request.signal);
      if (isCurrent()) this.#show(query, suggestions);
    } catch {
      // Aborted, offline or a failing server: suggestions are optional, and the form still searches.
      if (isCurrent()) this.close();
    }
  }

  /**
   * @param {string} query
   * @param {T[]} suggestions
   */
  #show(query, suggestions) {
    this.#suggestions = suggestions;
    this.#shownFor = query;
    const options = [...suggestions, this.#searchOption(query.trim())];
    this.#listbox.replaceChildren(...options.map((option, index) => this.#element(option, index)));
    this.#activate(-1);
    this.#open();
    clearTimeout(this.#announcing);
    this.#announcing = setTimeout(() => this.#announce(), ANNOUNCEMENT_PAUSE);
  }

  #open() {
    this.#listbox.hidden = false;
    this.#input.setAttribute("aria-expanded", "true");
    this.#leaving?.abort();
    this.#leaving = new AbortController();
    watchLeaving([this.#input, this.#listbox], () => this.close(), this.#leaving.signal);
  }

  #announce() {
    this.#status.textContent = this.#announcement(this.#suggestions.length);
  }

  /**
   * Return the last option, a link to the results page of `query`.
   * @param {string} query
   * @returns {Option}
   */
  #searchOption(query) {
    const form = /** @type {HTMLFormElement} */ (this.#input.form);
    return { url: formUrl(form), parts: [{ text: this.#searchText(query), marked: false }], target: form.target };
  }

  /**
   * @param {Option} option
   * @param {number} index
   */
  #element({ url, parts, note, question, sentence, target, lang }, index) {
    const option = document.createElement("a");
    const name = append(option, "name", "");
    for (const { text, marked } of parts) {
      const part = document.createElement(marked ? "mark" : "span");
      part.textContent = text;
      name.append(part);
    }
    if (note) append(option, "note", note, Boolean(question));
    if (question) append(option, "question", `“${question}”`);
    if (sentence) append(option, "sentence", sentence, true);
    option.id = `${this.#listbox.id}-${index}`;
    option.className = "suggestion";
    option.setAttribute("part", "suggestion");
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.tabIndex = -1; // focus stays in the box; aria-activedescendant points here
    option.href = url;
    if (target) option.target = target;
    if (lang) option.lang = lang;
    return option;
  }

  /** @param {number} index */
  #optionAt(index) {
    return /** @type {HTMLElement | undefined} */ (this.#listbox.children[index]);
  }

  /**
   * Return the index of the option that `event` is about, or -1.
   * @param {Event} event
   */
  #indexOf(event) {
    const option = /** @type {Element} */ (event.target).closest("[role=option]");
    return option ? Array.from(this.#listbox.children).indexOf(option) : -1;
  }

  /** @param {number} index */
  #activate(index) {
    this.#optionAt(this.#active)?.setAttribute("aria-selected", "false");
    this.#active = index;
    const option = this.#optionAt(index);
    if (!option) return this.#input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView?.({ block: "nearest" });
    this.#input.setAttribute("aria-activedescendant", option.id);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing || event.keyCode === 229) return; // keys of an input method (Safari sends 229 after its end)
    if (event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.#arrow(event.key === "ArrowDown", event.altKey);
    } else if (event.key === "Escape") {
      this.#escape(event);
    } else if (event.key === "Enter" && this.isOpen && this.#active >= 0) {
      event.preventDefault();
      this.#optionAt(this.#active)?.click();
    } else if (event.key === "Enter" || event.key === "Tab") {
      this.close();
    } else if (["Home", "End", "ArrowLeft", "ArrowRight"].includes(event.key)) {
      this.#activate(-1); // the caret moves in the text, as without suggestions
    }
  }

  /**
   * Activate the option to which a screen reader moves the focus. As in `#move`, the list stays as it is.
   * @param {FocusEvent} event
   */
  #focused(event) {
    this.#cancel();
    this.#activate(this.#indexOf(event));
  }

  /**
   * Return to the text box with its keys; others belong to the option, which is a link.
   * @param {KeyboardEvent} event
   */
  #keyInList(event) {
    if (!["ArrowDown", "ArrowUp", "Escape"].includes(event.key)) return;
    this.#input.focus();
    this.#key(event);
  }

  /**
   * Move through the list; with Alt, open or close it.
   * @param {boolean} down
   * @param {boolean} alt
   */
  #arrow(down, alt) {
    if (!alt) return this.#move(down ? 1 : -1);
    if (down) this.#reopen();
    else this.close();
  }

  /**
   * Activate the next or previous option; between the last and the first comes the text box itself. The request in
   * flight is cancelled: its response would replace the list while the reader is choosing from it.
   * @param {1 | -1} step
   */
  #move(step) {
    if (!this.isOpen) return this.#reopen();
    this.#cancel();
    const places = this.#listbox.children.length + 1;
    this.#activate(((this.#active + 1 + step + places) % places) - 1);
  }

  #reopen() {
    if (this.#shownFor === this.#input.value) this.#open();
    else this.#ask();
  }

  /**
   * Close the list or, if it is closed, empty the box; in an empty box the key is left to a dialog around it.
   * @param {KeyboardEvent} event
   */
  #escape(event) {
    if (!this.isOpen && !this.#input.value) return;
    event.preventDefault();
    if (this.isOpen) return this.close();
    this.#input.value = "";
    this.#forget();
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const index = this.#indexOf(event);
    if (index < 0) return;
    const suggestion = this.#suggestions[index];
    if (suggestion) this.#chosen(suggestion, event);
    else this.#submit(event);
    if (!event.ctrlKey && !event.metaKey) this.close();
  }

  /**
   * Submit the form, unless the click opens its link in a new tab or window.
   * @param {MouseEvent} event
   */
  #submit(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.#input.form?.requestSubmit();
  }
}

/**
 * Append a part of an option after a space, and return it.
 * @param {HTMLElement} option
 * @param {"name" | "note" | "question" | "sentence"} kind
 * @param {string} text
 * @param {boolean} unread whether screen readers leave it out
 */
function append(option, kind, text, unread = false) {
  const part = document.createElement("span");
  part.dir = "auto"; // a name may be Arabic in an English list
  part.className = `suggestion-${kind}`;
  part.textContent = text;
  if (unread) part.setAttribute("aria-hidden", "true");
  option.append(option.childNodes.length ? " " : "", part);
  return part;
}
