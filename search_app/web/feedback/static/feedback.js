// @ts-check
/* "Was this helpful?", answered in place. Without this script the form is submitted and a page confirms it. */

import { gettext } from "../../runtime/static/translation.js";

/** @typedef {{ id: string, helpful?: boolean, comment?: string }} Vote */

const SORRY = gettext("We could not save your answer just now. Please try again in a moment.");

/** Send the page's feedback forms without leaving the page. */
export function sendFeedbackInPlace() {
  /** @type {NodeListOf<HTMLFormElement>} */
  const forms = document.querySelectorAll(".feedback-form");
  forms.forEach(sendInPlace);
}

/** @param {HTMLFormElement} form */
function sendInPlace(form) {
  const [answers, status, more] = [".feedback-answers", ".feedback-status", ".feedback-more"].map(
    (selector) => /** @type {HTMLElement} */ (form.querySelector(selector)),
  );
  const comment = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem("comment"));
  /** @type {Vote} */
  const vote = { id: newIdentifier() }; // the same for the comment, and when a lost vote is sent again

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const pressed = /** @type {HTMLButtonElement} */ (event.submitter);
    const commenting = more.contains(pressed);
    if (commenting) vote.comment = comment.value;
    else vote.helpful = pressed.value === "yes";
    form.setAttribute("aria-busy", "true");
    const problem = await send(form.dataset.api ?? "", vote).catch(() => SORRY);
    form.removeAttribute("aria-busy");
    status.textContent = problem || gettext("Thank you.");
    if (problem) return;
    answers.hidden = true;
    more.hidden = commenting;
    if (!commenting) comment.focus();
  });
}

/**
 * Send a vote; return the problem in a sentence, or "".
 * @param {string} address
 * @param {Vote} vote
 * @returns {Promise<string>}
 */
async function send(address, vote) {
  const body = JSON.stringify(vote);
  const response = await fetch(address, { method: "POST", headers: { "Content-Type": "application/json" }, body });
  if (response.ok) return "";
  const problem = await response.json().catch(() => ({}));
  return problem.detail || SORRY;
}

/** Return a random UUID; crypto.randomUUID exists only on HTTPS pages, and an intranet may serve plain HTTP. */
function newIdentifier() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}
