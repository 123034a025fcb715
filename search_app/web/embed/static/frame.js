// @ts-check
/* The script of an embedded frame: adds suggestions to its search box and posts two kinds of messages to the embedding
   page, its height and the links to follow. Both have WordPress's format; our own script listens for the first too.

   WordPress ignores messages without the secret in the frame's address, `#?secret=...`. A card has a secret of ours,
   behind which WordPress appends its own if it does not know the glossary. It sandboxes such a frame, which can neither
   open pages nor submit forms, and opens what a `link` message asks for if that is on the frame's own host. */

import { closest, formUrl } from "../../runtime/static/dom.js";
import { suggestInSearchBoxes } from "../../site/static/suggestions.js";

const OWN_SECRET = "glossary"; // in oembed.py

const secret = location.hash.match(/.*secret=(\w+)/)?.[1] ?? null; // the last one
const isSandboxed = self.origin === "null";
const hasLinksFollowed = isSandboxed && secret !== null && secret !== OWN_SECRET;

/**
 * @param {"height" | "link"} message
 * @param {number | string} value
 */
function post(message, value) {
  if (parent !== window) parent.postMessage({ message, value, secret }, "*"); // any origin: nothing in it is confidential
}

const postHeight = () => post("height", Math.ceil(document.body.getBoundingClientRect().height));

/**
 * Have the embedding page open a link, where the frame itself cannot.
 * @param {MouseEvent} event
 */
function postLink(event) {
  const link = /** @type {HTMLAnchorElement | null} */ (closest(event, "a[href]"));
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  post("link", link.href);
}

/**
 * Search without submitting the form: have the embedding page open the results if it follows links, and otherwise show
 * them in this frame.
 * @param {HTMLFormElement} form
 */
function replaceSubmission(form) {
  if (hasLinksFollowed) {
    form.action = form.dataset.results ?? form.action;
    form.querySelector("input[name=theme]")?.remove(); // a parameter of frames only
  }
  form.requestSubmit = () => (hasLinksFollowed ? post("link", formUrl(form)) : location.assign(formUrl(form) + location.hash));
  // Enter in a text box clicks the form's button; in a sandbox no `submit` event follows.
  form.querySelector("button")?.addEventListener("click", (event) => {
    event.preventDefault();
    form.requestSubmit();
  });
}

/**
 * Keep the secret in the address of the results, whose messages need it too.
 * @param {SubmitEvent} event
 */
function keepSecret(event) {
  const form = /** @type {HTMLFormElement} */ (event.target);
  form.action = form.action.split("#")[0] + location.hash;
}

const form = document.querySelector("form");
if (isSandboxed && form) replaceSubmission(form);
else form?.addEventListener("submit", keepSecret);
if (hasLinksFollowed) document.addEventListener("click", postLink);

suggestInSearchBoxes();

new ResizeObserver(postHeight).observe(document.body);
addEventListener("load", postHeight);
addEventListener("message", ({ source, data }) => {
  if (source === parent && data?.message === "ready") postHeight(); // a listener that started late asks
});
