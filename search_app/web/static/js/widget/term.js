/* <glossary-term slug="deductible">: a word of the page, and a card that explains it.

   The card comes when the mouse rests on the word, and when the word is pressed (by tap, click, Enter or Space). As
   WCAG 1.4.13 asks, Escape puts it away wherever the focus is, the pointer may move onto it, and it stays until the
   reader leaves it. The text is fetched when the card is first wanted. <glossary-terms> makes these elements. */

const REST = 350; // milliseconds of rest before it shows, so that crossing a word shows nothing
const GRACE = 300; // and to get from the word to the card

const HEARD = ["click", "keydown", "pointerenter"];
const HEARD_THEN = ["pointerleave", "focusout"]; // once one of those was heard: most words of an article are never touched
const BUTTON = element(
  "span", { class: "term", part: "term", role: "button", tabindex: "0", "aria-expanded": "false" }, element("slot"),
);

class GlossaryTerm extends HTMLElement {
  #word;
  #card;
  #timer = 0;
  #open; // the AbortController of what closes an open card

  connectedCallback() {
    if (this.shadowRoot) return;
    this.#word = BUTTON.cloneNode(true);
    dress(this).append(this.#word);
    for (const name of HEARD) this.addEventListener(name, this);
  }

  disconnectedCallback() {
    this.#close();
  }

  /* One listener for everything, since an article has hundreds of these. */
  handleEvent(event) {
    for (const name of HEARD_THEN) this.addEventListener(name, this);
    if (event.type === "pointerenter" && event.pointerType === "mouse") this.#later(() => this.#show(), REST);
    else if (event.type === "pointerleave" && !this.matches(":focus-within")) this.#later(() => this.#close(), GRACE);
    else if (event.type === "focusout" && event.relatedTarget && !this.contains(event.relatedTarget)) this.#close();
    else if (event.composedPath().includes(this.#word)) this.#press(event);
  }

  #later(action, pause) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(action, pause);
  }

  #press(event) {
    if (event.type === "keydown") {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
    } else if (event.type !== "click") return;
    if (this.#open) this.#close();
    else this.#show();
  }

  #show() {
    clearTimeout(this.#timer);
    if (this.#open || !this.isConnected) return;
    if (!this.#card) this.#build();
    const { signal } = (this.#open = new AbortController());
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.#close(), { signal, capture: true });
    document.addEventListener("pointerdown", (event) => event.composedPath().includes(this) || this.#close(), { signal });
    this.#card.hidden = false;
    this.#word.setAttribute("aria-expanded", "true");
    raise(this.#card, this.#word);
    this.#load();
  }

  #close() {
    clearTimeout(this.#timer);
    if (!this.#open) return;
    this.#open.abort();
    this.#open = null;
    lower(this.#card);
    this.#card.hidden = true;
    this.#word.setAttribute("aria-expanded", "false");
  }

  #build() {
    const slug = this.getAttribute("slug");
    const target = this.getAttribute("target");
    const texts = TEXTS[language(this)];
    this.#card = element(
      "div", { class: "card", id: "card", part: "card", role: "group", popover: "manual", lang: language(this), hidden: "" },
      element("p", { class: "name", lang: "en" }),
      element("p", { class: "text", role: "status", lang: "en" }),
      element("p", { class: "foot" }, element("a", { href: termUrl(slug), part: "link", ...(target && { target }) }, texts.more)),
    );
    this.#word.setAttribute("aria-controls", "card");
    this.shadowRoot.append(this.#card);
  }

  async #load() {
    const [name, text] = this.#card.children;
    const texts = TEXTS[language(this)];
    if (name.textContent) return;
    text.textContent = texts.loading;
    const term = await readTerm(this.getAttribute("slug")).catch(() => null);
    text.textContent = term?.summary ?? texts.failed;
    if (!term) return; // and the next time it is opened, it is fetched again
    name.textContent = term.name;
    this.#card.setAttribute("aria-label", term.name);
  }
}
