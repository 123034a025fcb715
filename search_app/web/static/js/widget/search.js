/* <glossary-search>: a search box with suggestions, around a real form that searches by itself.
   What stands between its tags is seen until this script runs, and where it never does. */

const MOST = 20; // suggestions the API gives

class GlossarySearch extends HTMLElement {
  static observedAttributes = ["category", "lang", "placeholder", "target"];
  #parts;
  #combobox;

  connectedCallback() {
    if (!this.shadowRoot) this.#build();
    this.#settle();
  }

  attributeChangedCallback() {
    if (this.#parts) this.#settle();
  }

  disconnectedCallback() {
    this.#combobox.close();
  }

  #build() {
    const input = element("input", {
      type: "search", name: "q", part: "input", maxlength: 300, enterkeyhint: "search",
      autocapitalize: "off", autocorrect: "off", spellcheck: "false",
    });
    const button = element("button", { part: "button" });
    const listbox = element("div", {
      id: "suggestions", class: "suggestions", part: "suggestions", popover: "manual", hidden: "",
    });
    const status = element("p", { class: "unseen", role: "status" });
    const chosen = element("span");
    const field = element("div", { class: "field", part: "field" }, input, button);
    const form = element("form", { action: `${HOME}/search`, part: "form" }, field, listbox, status, chosen);
    const box = element("div", { class: "box" }, form);
    this.#parts = { box, form, input, button, listbox, chosen };
    form.addEventListener("submit", (event) => this.#submit(event));
    dress(this, { delegatesFocus: true }).append(box);
    this.#combobox = new Combobox({
      input, listbox, status,
      suggest: (query, signal) => this.#suggest(query, signal),
      chosen: (suggestion, event) => this.#choose(suggestion, event),
      announcement: (count) => TEXTS[language(this)].announcement(count),
    });
    const shown = () => (listbox.hidden ? lower(listbox) : raise(listbox, field, { asWide: true }));
    new MutationObserver(shown).observe(listbox, { attributeFilter: ["hidden"] });
  }

  /* Puts into place what the attributes say. */
  #settle() {
    const { box, form, input, button, listbox, chosen } = this.#parts;
    const texts = TEXTS[language(this)];
    box.lang = language(this);
    input.placeholder = this.getAttribute("placeholder") ?? texts.label;
    input.setAttribute("aria-label", texts.label);
    listbox.setAttribute("aria-label", texts.suggestions);
    button.textContent = texts.search;
    form.target = this.#target;
    chosen.replaceChildren(
      ...categories(this).map(([name, value]) => element("input", { type: "hidden", name, value })),
    );
  }

  get #target() {
    return this.getAttribute("target") ?? "";
  }

  async #suggest(query, signal) {
    const limit = Math.min(Math.max(Number.parseInt(this.getAttribute("limit"), 10) || 7, 1), MOST);
    const found = await suggestions(`${HOME}/api/v1/suggest`, [["limit", limit], ["q", query], ...categories(this)], signal);
    return found.map((suggestion) => ({ ...suggestion, target: this.#target }));
  }

  #submit(event) {
    const detail = { query: this.#parts.input.value, categories: categories(this).map(([, slug]) => slug) };
    if (!this.#tell("glossary-search", detail)) event.preventDefault();
  }

  #choose({ slug, name, url }, event) {
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey; // in a new tab or window, as with every link
    if (!elsewhere && !this.#tell("glossary-select", { slug, name, url })) return event.preventDefault();
    tellOpened(`${HOME}/api/v1/searches`, this.#parts.input.value, slug);
    if (elsewhere || this.getAttribute("open") !== "panel") return;
    event.preventDefault();
    const panel = new Panel({ slug, name, url, target: this.#target, texts: TEXTS[language(this)] });
    panel.onclose = () => this.#parts.input.focus();
    this.#parts.box.querySelector(".panel")?.remove();
    this.#parts.box.append(panel.element);
    panel.element.focus();
  }

  /* Says what happens to whoever listens; false when one of them took it over with preventDefault(). */
  #tell(name, detail) {
    return this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: true }));
  }
}
