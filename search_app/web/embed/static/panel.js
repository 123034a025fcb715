// @ts-check
/* The panel that open="panel" shows below the search box: the definition, a link to its page, and a feedback question. */

import { fetchJson, fetchTerm, urlIn } from "./api.js";
import { element } from "./shadow.js";

/** @import { Suggestion } from "../../runtime/static/suggest.js" */
/** @import { Texts } from "./texts.js" */

const FEEDBACK = "/terms/{slug}/feedback"; // a path of the API, as its description writes it

/** A panel about one term; `element` is to be put into the page. */
export class Panel {
  #slug;
  #lang;
  #texts;
  #onClose;
  #text;
  #foot;

  /** @param {{ suggestion: Suggestion, lang: string, texts: Texts, onClose: () => void }} setup `lang` is asked for */
  constructor({ suggestion: { slug, name, url, target, lang: found = "" }, lang, texts, onClose }) {
    this.#slug = slug;
    this.#lang = lang;
    this.#texts = texts;
    this.#onClose = onClose;
    this.#text = element("div", { role: "status", class: "text", lang: found }, texts.loading);
    this.#foot = element("p", { class: "foot" }, element("a", { href: url, part: "link", ...(target && { target }) }, texts.more));
    const close = element("button", { type: "button", class: "close", part: "close", "aria-label": texts.close }, "×");
    this.element = element(
      "div", { class: "panel", part: "panel", role: "group", "aria-label": name, tabindex: "-1" },
      close, element("p", { class: "name", lang: found }, name), this.#text, this.#foot,
    );
    close.addEventListener("click", () => this.#close());
    this.element.addEventListener("keydown", (event) => this.#key(event));
    this.#load();
  }

  async #load() {
    const term = await fetchTerm(this.#slug, this.#lang).catch(() => null);
    if (!term) return (this.#text.textContent = this.#texts.failed);
    const whole = term.sections[0]?.text ?? "";
    const rest = whole.startsWith(term.summary) ? whole.slice(term.summary.length).trim() : "";
    this.#text.replaceChildren(...[term.summary, rest].filter(Boolean).map((text) => element("p", {}, text)));
    this.#offerFeedback();
  }

  /** Ask whether the term helped, if the API's description says that the glossary accepts feedback. */
  async #offerFeedback() {
    const description = await fetchJson("/api/v1/openapi.json").catch(() => null);
    if (!description?.paths[FEEDBACK]) return;
    const { helpful, yes, no } = this.#texts;
    const question = element("span", { class: "question" }, `${helpful} `);
    question.append(this.#answer(yes, true, question), " ", this.#answer(no, false, question));
    this.#foot.append(question);
  }

  /**
   * @param {string} label
   * @param {boolean} helpful
   * @param {HTMLElement} question
   */
  #answer(label, helpful, question) {
    const button = element("button", { type: "button", class: "answer", part: "answer" }, label);
    button.addEventListener("click", () => this.#send(helpful, question));
    return button;
  }

  /**
   * @param {boolean} helpful
   * @param {HTMLElement} question
   */
  async #send(helpful, question) {
    const thanks = element("span", { role: "status" });
    question.replaceChildren(thanks);
    const path = `/api/v1${FEEDBACK.replace("{slug}", encodeURIComponent(this.#slug))}`;
    const body = JSON.stringify({ helpful, comment: "" });
    const headers = { "Content-Type": "application/json" };
    const url = urlIn(path, [], this.#lang);
    const sent = await fetch(url, { method: "POST", credentials: "omit", headers, body }).catch(() => null);
    thanks.textContent = sent?.ok ? this.#texts.thanks : "";
    this.element.focus(); // the focused button is gone
  }

  /**
   * Escape closes the panel alone, not the dialog of a page around it.
   * @param {KeyboardEvent} event
   */
  #key(event) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    this.#close();
  }

  #close() {
    this.element.remove();
    this.#onClose();
  }
}
