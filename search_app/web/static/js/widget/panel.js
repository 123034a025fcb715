/* What open="panel" shows under the search box: the definition, the way to the whole page, and whether it helped. */

const FEEDBACK = "/terms/{slug}/feedback";

class Panel {
  constructor({ slug, name, url, target, texts }) {
    Object.assign(this, { slug, texts });
    const close = element("button", { type: "button", class: "close", part: "close", "aria-label": texts.close }, "×");
    this.text = element("div", { role: "status", class: "text", lang: "en" }, texts.loading);
    this.link = element("a", { href: url, part: "link", ...(target && { target }) }, texts.more);
    this.foot = element("p", { class: "foot" }, this.link);
    this.element = element(
      "div", { class: "panel", part: "panel", role: "group", "aria-label": name, tabindex: "-1" },
      close, element("p", { class: "name", lang: "en" }, name), this.text, this.foot,
    );
    close.addEventListener("click", () => this.#close());
    this.element.addEventListener("keydown", (event) => event.key === "Escape" && this.#close());
    this.#load();
  }

  async #load() {
    const term = await readTerm(this.slug).catch(() => null);
    if (!term) return (this.text.textContent = this.texts.failed);
    const whole = term.sections[0]?.text ?? "";
    const rest = whole.startsWith(term.summary) ? whole.slice(term.summary.length).trim() : "";
    this.text.replaceChildren(...[term.summary, rest].filter(Boolean).map((text) => element("p", {}, text)));
    this.#offerFeedback();
  }

  /* Two buttons, where the glossary takes feedback: the API's own description says so. */
  async #offerFeedback() {
    const description = await ask("/api/v1/openapi.json").catch(() => null);
    if (!description?.paths[FEEDBACK]) return;
    const answer = (label, helpful) => {
      const button = element("button", { type: "button", class: "answer", part: "answer" }, label);
      button.addEventListener("click", () => this.#send(helpful, question));
      return button;
    };
    const { helpful, yes, no } = this.texts;
    const question = element("span", { class: "question" }, `${helpful} `, answer(yes, true), " ", answer(no, false));
    this.foot.append(question);
  }

  async #send(helpful, question) {
    const thanks = element("span", { role: "status" });
    question.replaceChildren(thanks);
    const path = `/api/v1${FEEDBACK.replace("{slug}", encodeURIComponent(this.slug))}`;
    const body = JSON.stringify({ helpful, comment: "" });
    const headers = { "Content-Type": "application/json" };
    const sent = await fetch(HOME + path, { method: "POST", credentials: "omit", headers, body }).catch(() => null);
    thanks.textContent = sent?.ok ? this.texts.thanks : "";
    this.element.focus(); // the button that had the focus is gone
  }

  #close() {
    this.element.remove();
    this.onclose?.();
  }
}
