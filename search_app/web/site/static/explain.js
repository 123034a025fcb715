// @ts-check
/* The page "Explain my letter": the text is searched here and never sent. The names and explanations of all terms are
   fetched, whatever the text is; once they are there, the page works without a network. */

import { Vocabulary } from "../../embed/static/vocabulary.js";
import { byId } from "../../runtime/static/dom.js";
import { gettext, ngettext } from "../../runtime/static/translation.js";
import { explainedTerms } from "./explained-terms.js";

/** @import { Mention, NamedTerm } from "../../embed/static/vocabulary.js" */
/** @import { FoundTerm, ListedTerm } from "./explained-terms.js" */

const UNAVAILABLE = gettext(
  "The words of the glossary could not be loaded. Check your connection and try again; your text was not sent.",
);

const form = /** @type {HTMLFormElement} */ (byId("letter"));
const input = /** @type {HTMLTextAreaElement} */ (byId("text"));
const explained = byId("explained");
const heading = byId("explained-heading");

/** @type {Promise<{ vocabulary: Vocabulary, listed: ListedTerm[] }> | null} */
let glossary = null;

/**
 * @param {Element | DocumentFragment} root
 * @param {string} name
 */
function part(root, name) {
  return /** @type {HTMLElement} */ (root.querySelector(`[data-part="${name}"]`));
}

/** Fetch names and explanations, once; again after a failure. */
function loadGlossary() {
  glossary ??= Promise.all([fetchTerms(`${form.dataset.api}/vocabulary`), fetchTerms(`${form.action}/terms.json`)]).then(
    ([named, listed]) => ({
      vocabulary: new Vocabulary(/** @type {NamedTerm[]} */ (named), document.documentElement.lang),
      listed,
    }),
  );
  glossary.catch(() => (glossary = null));
  return glossary;
}

/**
 * @param {string} path
 * @returns {Promise<any[]>}
 */
async function fetchTerms(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return (await response.json()).terms;
}

async function explain() {
  const text = input.value.replace(/\r\n/g, "\n").trim();
  const { empty = "", long = "", maxWords, maxCharacters } = form.dataset;
  if (!text) return refuse(empty);
  if (text.length > Number(maxCharacters) || text.split(/\s+/).length > Number(maxWords)) return refuse(long);
  const loaded = await loadGlossary().catch(() => null);
  if (!loaded) return refuse(UNAVAILABLE);
  refuse("");
  const mentions = loaded.vocabulary.mentions(text);
  show(text, mentions, explainedTerms(text, mentions, loaded.listed));
}

/**
 * Show why the text cannot be explained, or nothing.
 * @param {string} problem
 */
function refuse(problem) {
  const notice = byId("letter-problem");
  notice.textContent = problem;
  notice.hidden = !problem;
  input.toggleAttribute("aria-invalid", Boolean(problem));
  if (!problem) return;
  input.setAttribute("aria-invalid", "true");
  input.focus();
}

/**
 * @param {string} text
 * @param {Mention[]} mentions
 * @param {FoundTerm[]} found
 */
function show(text, mentions, found) {
  part(explained, "text").replaceChildren(marked(text, mentions));
  fillGroup("key", found.filter(({ isKey }) => isKey));
  fillGroup("others", found.filter(({ isKey }) => !isKey));
  part(explained, "none").hidden = found.length > 0;
  heading.textContent = title(found.length);
  explained.hidden = false;
  heading.focus({ preventScroll: true });
  heading.scrollIntoView({ block: "start" });
  byId("page-status").textContent = found.length ? announcement(found.length) : title(0);
}

/** @param {number} count */
function title(count) {
  return count ? ngettext("{count} word explained", "{count} words explained", count) : gettext("No words to explain");
}

/** @param {number} count */
function announcement(count) {
  return ngettext(
    "{count} word explained. They are listed after your text.",
    "{count} words explained. They are listed after your text.",
    count,
  );
}

/**
 * Return the text with its mentions marked; the first of each term links to its explanation.
 * @param {string} text
 * @param {Mention[]} mentions
 */
function marked(text, mentions) {
  const content = document.createDocumentFragment();
  const seen = new Set();
  let end = 0;
  for (const mention of mentions) {
    content.append(text.slice(end, mention.start), mark(text.slice(mention.start, mention.end), mention.slug, seen.has(mention.slug)));
    seen.add(mention.slug);
    end = mention.end;
  }
  content.append(text.slice(end));
  return content;
}

/**
 * @param {string} written
 * @param {string} slug
 * @param {boolean} isAgain
 */
function mark(written, slug, isAgain) {
  const element = document.createElement("mark");
  if (isAgain) {
    element.textContent = written;
    return element;
  }
  const link = document.createElement("a");
  link.href = `#word-${slug}`;
  link.textContent = written;
  element.id = `mark-${slug}`;
  element.append(link);
  return element;
}

/**
 * @param {string} name
 * @param {FoundTerm[]} found
 */
function fillGroup(name, found) {
  const group = part(explained, name);
  group.hidden = !found.length;
  /** @type {HTMLElement} */ (group.querySelector("ol")).replaceChildren(...found.map(item));
}

/** @param {FoundTerm} found */
function item({ term, written, mentions }) {
  const { content } = /** @type {HTMLTemplateElement} */ (byId("explained-term"));
  const copy = /** @type {DocumentFragment} */ (content.cloneNode(true));
  const element = /** @type {HTMLElement} */ (copy.firstElementChild);
  element.id = `word-${term.slug}`;
  const name = /** @type {HTMLAnchorElement} */ (part(copy, "name"));
  name.href += encodeURIComponent(term.address ?? term.slug); // the template has the address of all terms
  name.textContent = term.name;
  const first = part(copy, "written");
  /** @type {HTMLAnchorElement} */ (first.parentElement).href = `#mark-${term.slug}`;
  first.textContent = written;
  part(copy, "times").textContent = mentions > 1 ? ngettext(", {count} time", ", {count} times", mentions) : "";
  part(copy, "summary").textContent = term.summary;
  return element;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  explain();
});
form.addEventListener("focusin", () => loadGlossary().catch(() => null), { once: true });
form.addEventListener("reset", () => {
  refuse("");
  explained.hidden = true;
  part(explained, "text").replaceChildren();
  for (const name of ["key", "others"]) fillGroup(name, []);
  byId("page-status").textContent = gettext("The text is cleared.");
  input.defaultValue = "";
  input.focus();
});
part(explained, "print").addEventListener("click", () => print());
for (const button of [part(explained, "print"), part(form, "clear")]) button.hidden = false;
part(form, "sent").hidden = true;
part(form, "local").hidden = false;
