// @ts-check
/* The widget's client of the glossary API, and the URLs it links to. */

/**
 * A term as the API returns it; `lang` is the language of its texts.
 * @typedef {{ name: string, url: string, lang: string, summary: string, sections: { text: string }[] }} Term
 */

const script = document.currentScript ?? document.querySelector("script[src*='/widget/']");

/** The widget's script on the page. */
export const SCRIPT = script instanceof HTMLScriptElement && script.src ? script : null;

/** The URL of the glossary, without a slash at its end: that of the widget's script, which may have a path prefix. */
export const BASE = SCRIPT ? baseOf(new URL(SCRIPT.src)) : location.origin;

/** @param {URL} url of the script */
function baseOf({ origin, pathname }) {
  return origin + (pathname.match(/^(.*)\/widget\/[^/]+$/)?.[1] ?? "");
}

/** @type {Map<string, Promise<any>>} documents by URL */
const documents = new Map();

/** @type {Set<string>} languages that the glossary turned out not to have */
const missing = new Set();

/**
 * Return the URL of a path with parameters, and with the language unless that is "" or missing.
 * @param {string} path
 * @param {string[][]} parameters
 * @param {string} lang
 */
export function urlIn(path, parameters, lang) {
  const query = String(new URLSearchParams([...parameters, ...(lang && !missing.has(lang) ? [["lang", lang]] : [])]));
  return BASE + path + (query && `?${query}`);
}

/**
 * Fetch from the glossary in a language, or in its own if it does not have that one.
 * @param {string} path
 * @param {string[][]} parameters
 * @param {string} lang
 * @param {RequestInit} [options]
 */
export async function fetchIn(path, parameters, lang, options) {
  const [url, without] = [urlIn(path, parameters, lang), urlIn(path, parameters, "")];
  const request = (/** @type {string} */ address) => fetch(address, { credentials: "omit", ...options });
  const received = await request(url);
  if (received.status !== 400 || url === without) return received;
  const again = await request(without);
  if (again.ok) missing.add(lang);
  return again;
}

/**
 * Fetch JSON from the glossary; each URL is fetched once per page, and again only if that failed.
 * @param {string} path
 * @param {string[][]} [parameters]
 * @param {string} [lang]
 * @returns {Promise<any>} a document whose type the caller knows, and its language as `lang`
 */
export function fetchJson(path, parameters = [], lang = "") {
  const url = urlIn(path, parameters, lang);
  const known = documents.get(url);
  if (known) return known;
  const found = fetchIn(path, parameters, lang).then(async (received) => {
    if (!received.ok) throw new Error(`${path}: ${received.status}`);
    return { ...(await received.json()), lang: received.headers.get("Content-Language") ?? "en" };
  });
  documents.set(url, found);
  found.catch(() => documents.delete(url));
  return found;
}

/**
 * @param {string} slug
 * @param {string} lang
 * @returns {Promise<Term>}
 */
export function fetchTerm(slug, lang) {
  return fetchJson(`/api/v1/terms/${encodeURIComponent(slug)}`, [], lang);
}

/**
 * Return the URL of the term's page, which the glossary redirects to that of the language.
 * @param {string} slug
 * @param {string} lang
 */
export function termUrl(slug, lang) {
  return urlIn(`/terms/${encodeURIComponent(slug)}`, [], lang);
}

/**
 * Return the slugs in an element's `category` attribute as query parameters.
 * @param {Element} host
 * @returns {string[][]}
 */
export function categoryParameters(host) {
  const slugs = (host.getAttribute("category") ?? "").split(/[\s,]+/).filter(Boolean);
  return slugs.map((slug) => ["category", slug]);
}
