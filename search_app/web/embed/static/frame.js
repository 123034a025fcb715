// @ts-check
/* The script of an embedded frame: adds suggestions to its search box, posts its height to the embedding page and, in
   WordPress, whose frames may not open pages, the link that was followed. Both messages have WordPress's format, which our own script listens for too. */

import { closest } from "../../runtime/static/dom.js";
import { suggestInSearchBoxes } from "../../site/static/suggestions.js";

const secret = new URLSearchParams(location.hash.slice(2)).get("secret"); // WordPress adds #?secret=...

/**
 * @param {"height" | "link"} message
 * @param {number | string} value
 */
function post(message, value) {
  if (parent !== window) parent.postMessage({ message, value, secret }, "*"); // any origin: nothing in it is confidential
}

suggestInSearchBoxes();

const postHeight = () => post("height", Math.ceil(document.body.getBoundingClientRect().height));

new ResizeObserver(postHeight).observe(document.body);
addEventListener("load", postHeight);
addEventListener("message", ({ data }) => data?.message === "ready" && postHeight()); // a listener that started late asks

document.addEventListener("click", (event) => {
  const link = /** @type {HTMLAnchorElement | null} */ (closest(event, "a[href]"));
  if (link && secret) post("link", link.href);
});
