// @ts-check
/* Client of the suggestion API: fetches suggestions for a combobox and reports which one was opened. */

/** @import { Option, Part } from "./combobox.js" */

/**
 * A suggestion as the API returns it.
 * @typedef {{ slug: string, name: string, name_html: string, url: string, category_name: string, summary: string,
 *   matched: { field: string, text: string } }} Suggested
 */

/**
 * A suggested term, as an option of a combobox.
 * @typedef {Option & { slug: string, name: string }} Suggestion
 */

/** @type {Record<string, string>} */
const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'", "#39": "'" };

/**
 * Split a name at its <mark> tags without parsing HTML: the API escapes five characters and writes no other tag.
 * @param {string} nameHtml
 * @returns {Part[]}
 */
function splitAtMarks(nameHtml) {
  return nameHtml.split(/<\/?mark>/).map((escaped, index) => ({
    text: escaped.replace(/&(#?\w+);/g, (entity, name) => ENTITIES[name] ?? entity),
    marked: index % 2 === 1,
  })).filter(({ text }) => text);
}

/**
 * @param {Suggested} suggested
 * @param {(name: string) => string} also
 * @returns {Suggestion}
 */
function toSuggestion({ slug, name, name_html, url, category_name, summary, matched }, also) {
  const asked = matched.field === "asked_as";
  const nameNote = matched.field === "vocabulary" ? matched.text : also(matched.text);
  return {
    slug, name, url, parts: splitAtMarks(name_html), sentence: summary,
    note: asked || matched.text === name ? category_name : nameNote,
    question: asked ? matched.text : "",
  };
}

/**
 * Fetch suggestions; reject on any status but success.
 * @param {string} address of the suggestion API
 * @param {string[][]} parameters pairs of a name and a value
 * @param {AbortSignal} signal
 * @param {(name: string) => string} also returns the remark beside a term that another of its names found
 * @returns {Promise<Suggestion[]>}
 */
export async function fetchSuggestions(address, parameters, signal, also) {
  return readSuggestions(await fetch(`${address}?${new URLSearchParams(parameters)}`, { signal, credentials: "omit" }), also);
}

/**
 * Return the suggestions of a response; reject on any status but success.
 * @param {Response} response
 * @param {(name: string) => string} also
 * @returns {Promise<Suggestion[]>}
 */
export async function readSuggestions(response, also) {
  if (!response.ok) throw new Error(response.statusText);
  /** @type {{ suggestions: Suggested[] }} */
  const { suggestions } = await response.json();
  const lang = response.headers.get("Content-Language") ?? "";
  return suggestions.map((suggested) => ({ ...toSuggestion(suggested, also), lang }));
}

/**
 * Report which term was opened from the suggestions, because no results page is requested. The report identifies nobody,
 * and is not sent for readers who opt out of tracking (docs/privacy.md). `keepalive` lets it outlive the page.
 * @param {string} address of the search log API
 * @param {string} query
 * @param {string} opened the slug of the term
 */
export function reportOpened(address, query, opened) {
  if (navigator.globalPrivacyControl || navigator.doNotTrack === "1") return;
  const headers = { "Content-Type": "application/json" };
  const body = JSON.stringify({ query, opened });
  // A lost report changes a statistic only.
  fetch(address, { method: "POST", credentials: "omit", keepalive: true, headers, body }).catch(() => {});
}
