/* A text box with suggestions: the ARIA combobox pattern with a listbox popup.
   https://www.w3.org/WAI/ARIA/apg/patterns/combobox/

   It knows nothing of the page around it: it is given its elements and a function that finds suggestions, so it works
   in a document and in a shadow root alike (all elements must share one, for ids to mean something).

     new Combobox({ input, listbox, status, suggest, chosen, announcement })

   input    <input type="search"> inside a form; without a suggestion chosen, Enter submits that form
   listbox  an empty, hidden element with an id; it becomes the popup
   status   an element with role="status", out of sight; it says how many suggestions there are
   suggest  (query, signal) => promise of [{ url, parts: [{ text, marked }], note, target }]; it may reject, which is silent
   chosen   (suggestion, event) => void, optional: a suggestion was clicked, tapped or chosen with Enter;
            event.preventDefault() keeps the browser from following its link
   announcement  count => what the status says of so many suggestions, optional; in English when not given

   Suggestions are links, so that they can be opened in a new tab, and hold text only: nothing is parsed as HTML. */

const PAUSE = 90; // milliseconds without a key before suggestions are asked for
const ANNOUNCEMENT_PAUSE = 700; // and before a screen reader, busy saying letters, is told how many there are

function inEnglish(count) {
  const found = count === 1 ? "1 suggestion" : `${count || "No"} suggestions`;
  return count ? `${found}. Use the up and down arrows.` : `${found}. Press Enter to search.`;
}

class Combobox {
  constructor({ input, listbox, status, suggest, chosen = () => {}, announcement = inEnglish }) {
    Object.assign(this, { input, listbox, status, suggest, chosen, announcement });
    this.suggestions = [];
    this.active = -1; // of the options; -1 is the text box itself
    this.asked = null; // the AbortController of the question on its way
    this.shownFor = null; // the query whose suggestions are listed
    this.#setRoles();
    this.#listen();
  }

  #setRoles() {
    this.listbox.setAttribute("role", "listbox");
    const attributes = {
      role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-haspopup": "listbox",
      "aria-expanded": "false", "aria-controls": this.listbox.id,
    };
    for (const [name, value] of Object.entries(attributes)) this.input.setAttribute(name, value);
  }

  #listen() {
    this.input.addEventListener("input", (event) => event.isComposing || this.#ask());
    this.input.addEventListener("compositionend", () => this.#ask());
    this.input.addEventListener("keydown", (event) => this.#key(event));
    this.input.addEventListener("blur", () => this.close());
    // Without this, pressing the mouse on a suggestion would blur the box and close the list before the click.
    this.listbox.addEventListener("mousedown", (event) => event.preventDefault());
    this.listbox.addEventListener("click", (event) => this.#click(event));
  }

  get isOpen() {
    return !this.listbox.hidden;
  }

  close() {
    this.#stopAsking();
    clearTimeout(this.announcing);
    this.listbox.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.status.textContent = "";
    this.#activate(-1);
  }

  #stopAsking() {
    clearTimeout(this.pause);
    this.asked?.abort();
  }

  #ask() {
    this.#stopAsking();
    if (!this.input.value.trim()) return this.close();
    this.pause = setTimeout(() => this.#load(this.input.value), PAUSE);
  }

  async #load(query) {
    const asked = (this.asked = new AbortController());
    try {
      const suggestions = await this.suggest(query, asked.signal);
      // A late answer, to what is no longer typed, is dropped even if the transport did not notice the abort.
      if (asked === this.asked && !asked.signal.aborted) this.#show(query, suggestions);
    } catch {
      // Aborted, offline or a failing server: suggestions are a help, and the form still searches.
      if (asked === this.asked && !asked.signal.aborted) this.close();
    }
  }

  #show(query, suggestions) {
    this.suggestions = suggestions;
    this.shownFor = query;
    this.listbox.replaceChildren(...suggestions.map((suggestion, number) => this.#option(suggestion, number)));
    this.#activate(-1);
    this.#open();
    clearTimeout(this.announcing);
    this.announcing = setTimeout(() => this.#announce(), ANNOUNCEMENT_PAUSE);
  }

  #open() {
    this.listbox.hidden = this.suggestions.length === 0;
    this.input.setAttribute("aria-expanded", String(this.isOpen));
  }

  #announce() {
    this.status.textContent = this.announcement(this.suggestions.length);
  }

  #option({ url, parts, note, target }, number) {
    const option = document.createElement("a");
    const name = document.createElement("span");
    for (const { text, marked } of parts) {
      const part = document.createElement(marked ? "mark" : "span");
      part.textContent = text;
      name.append(part);
    }
    option.append(name);
    if (note) {
      const side = document.createElement("span");
      side.className = "suggestion-note";
      side.textContent = note;
      option.append(" ", side);
    }
    option.id = `${this.listbox.id}-${number}`;
    option.className = "suggestion";
    option.setAttribute("part", "suggestion");
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.tabIndex = -1; // focus stays in the box; aria-activedescendant points here
    option.href = url;
    if (target) option.target = target;
    return option;
  }

  #activate(number) {
    this.listbox.children[this.active]?.setAttribute("aria-selected", "false");
    this.active = number;
    const option = this.listbox.children[number];
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView?.({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  #key(event) {
    if (event.isComposing || event.keyCode === 229) return; // the input method has the keys (229: in Safari, too late)
    if (event.ctrlKey || event.metaKey) return;
    const move = { ArrowDown: () => this.#move(1), ArrowUp: () => this.#move(-1) }[event.key];
    if (move) {
      event.preventDefault();
      if (event.altKey) event.key === "ArrowDown" ? this.#reopen() : this.close();
      else move();
    } else if (event.key === "Escape") {
      this.#escape(event);
    } else if (event.key === "Enter" && this.isOpen && this.active >= 0) {
      event.preventDefault();
      this.listbox.children[this.active].click();
    } else if (event.key === "Enter" || event.key === "Tab") {
      this.close();
    } else if (["Home", "End", "ArrowLeft", "ArrowRight"].includes(event.key)) {
      this.#activate(-1); // the caret moves in the text, as ever
    }
  }

  /* Down and up pass through the options and, between the last and the first, the text itself. Whoever chooses from
     the list keeps the list: an answer that is still on its way would take it away under their finger. */
  #move(step) {
    if (!this.isOpen) return this.#reopen();
    this.#stopAsking();
    const places = this.suggestions.length + 1;
    this.#activate(((this.active + 1 + step + places) % places) - 1);
  }

  #reopen() {
    if (this.shownFor === this.input.value && this.suggestions.length) this.#open();
    else this.#ask();
  }

  /* The first Escape closes the list; the next one empties the box. */
  #escape(event) {
    event.preventDefault();
    if (this.isOpen) return this.close();
    this.input.value = "";
    this.close();
  }

  #click(event) {
    const option = event.target.closest("[role=option]");
    if (!option) return;
    this.chosen(this.suggestions[Array.from(this.listbox.children).indexOf(option)], event);
    if (!event.ctrlKey && !event.metaKey) this.close();
  }
}
