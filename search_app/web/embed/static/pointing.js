// @ts-check
/* The pointer on marked words. A highlight receives no events, so those of the page are compared with the marks: the
   event's target has to be the parent of the marked text, and the point has to be in one of the word's boxes. */

/** @import { Mark } from "./mark.js" */

const TAP = 500; // milliseconds; a longer press selects text
const REACH = 10; // pixels between pressing and releasing, at most

/** Reports which mark the mouse is on, and presses of a mark. */
export class Pointing {
  #find;
  #hover;
  #down;
  #press;
  /** @type {{ mark: Mark | null, event: PointerEvent } | null} */
  #pressed = null;
  /** @type {Event | null} */
  #seen = null;

  /**
   * @param {{ find: (event: PointerEvent) => Mark | null, hover: (mark: Mark | null, event: PointerEvent) => void,
   *   down: () => void, press: (mark: Mark | null, event: PointerEvent) => void }} listeners
   */
  constructor({ find, hover, down, press }) {
    this.#find = find;
    this.#hover = hover;
    this.#down = down;
    this.#press = press;
  }

  /**
   * Listen to `root`, and to the document around it, until `signal` aborts.
   * @param {Document | ShadowRoot} root
   * @param {AbortSignal} signal
   */
  listen(root, signal) {
    for (const target of new Set([root, document])) {
      for (const type of ["pointermove", "pointerdown", "pointerup"]) {
        target.addEventListener(type, (event) => this.#once(/** @type {PointerEvent} */ (event)), { signal, passive: true });
      }
    }
    document.documentElement.addEventListener("pointerleave", (event) => this.#hover(null, event), { signal });
  }

  /** @param {PointerEvent} event a shadow root's events reach the document too, where they have lost their target */
  #once(event) {
    if (event === this.#seen) return;
    this.#seen = event;
    if (event.type === "pointermove") {
      if (event.pointerType === "mouse" && !event.buttons) this.#hover(this.#find(event), event);
    } else if (event.type === "pointerdown") {
      this.#pressed = { mark: event.isPrimary && event.button === 0 ? this.#find(event) : null, event };
      this.#down();
    } else this.#released(event);
  }

  /** @param {PointerEvent} event */
  #released(event) {
    const down = this.#pressed;
    this.#pressed = null;
    if (!down || !event.isPrimary || event.button !== 0) return;
    const moved = Math.hypot(event.clientX - down.event.clientX, event.clientY - down.event.clientY);
    const isShort = event.timeStamp - down.event.timeStamp < TAP;
    const isTap = moved <= REACH && (event.pointerType === "mouse" ? getSelection()?.isCollapsed !== false : isShort);
    const isModified = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!isTap) return;
    this.#press(isModified || event.defaultPrevented ? null : down.mark, event);
  }
}
