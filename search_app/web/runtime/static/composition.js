// @ts-check
/* Text that an input method is composing: whether it can be read before it is committed.

   Phone keyboards compose each plain word (Gboard, Samsung), and its letters stay as they are. Chinese and Japanese input
   methods compose sounds, whose words the reader then chooses from a list of candidates: half of that is no query. */

// What conversion composes: its scripts and their punctuation, full-width forms, and Latin syllables with spaces (ni hao).
const CONVERTED = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Bopomofo}\uFF00-\uFFEF\s]/u;
const LATIN = /\p{sc=Latin}/u;

/** Follows the composition in a text box. */
export class Composition {
  #text = "";
  #isOnKeyboard = false;

  /** @param {HTMLInputElement} input */
  constructor(input) {
    input.addEventListener("compositionupdate", ({ data }) => (this.#text = data));
    input.addEventListener("compositionend", () => (this.#text = ""));
    // A screen keyboard names no physical key.
    input.addEventListener("keydown", ({ code }) => (this.#isOnKeyboard = code !== ""));
  }

  /** Whether the composed letters will be replaced. Latin ones on a physical keyboard are: they spell sounds. */
  get isConverting() {
    return CONVERTED.test(this.#text) || (this.#isOnKeyboard && LATIN.test(this.#text));
  }
}
