// @ts-check
/* The widget's client of the glossary API, and the URLs it links to. */

/**
 * A term as the API returns it.
 * @typedef {{ name: string, summary: string, sections: { text: string }[] }} Term
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

/** @type {Map<string, Promise<any>>} responses by path */
const responses = new Map();

/**
 * Fetch JSON from the glossary; each path is fetched once per page, and again only if that failed.
 * @param {string} path
 * @returns {Promise<any>} a document whose type the caller knows
 */
export function fetchJson(path) {
  const known = responses.get(path);
  if (known) return known;
  const response = fetch(BASE + path, { credentials: "omit" }).then((received) => {
    if (!received.ok) throw new Error(`${path}: ${received.status}`);
    return received.json();
  });
  responses.set(path, response);
  response.catch(() => responses.delete(path));
  return response;
}

/**
 * @param {string} slug
 * @returns {Promise<Term>}
 */
export function fetchTerm(slug) {
  return fetchJson(`/api/v1/terms/${encodeURIComponent(slug)}`);
}

/**
 * Return the URL of the term's page.
 * @param {string} slug
 */
export function termUrl(slug) {
  return `${BASE}/terms/${encodeURIComponent(slug)}`;
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
