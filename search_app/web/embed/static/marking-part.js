// @ts-check
/* Loads the part of the script that marks words. A page that pins the script with its hash has pinned the part too: the
   browser checks the part's hash, which the script contains, when it preloads the module. */

import { BASE, SCRIPT, categoryParameters, fetchJson, fetchTerm, termUrl } from "./api.js";
import { hideLayer, showLayer } from "./layer.js";
import PART from "./marking-part.json" with { type: "json" };
import { attachStyledShadow, element } from "./shadow.js";
import { TEXTS, askedLanguage, language } from "./texts.js";

/** The names of this script that the part needs. */
const SHARED = {
  TEXTS, askedLanguage, attachStyledShadow, categoryParameters, element, fetchJson, fetchTerm, hideLayer, language,
  showLayer, termUrl,
};

/** @type {Promise<typeof import("./marking.js")> | undefined} */
let loading;

/** Return the exports of marking.js, loaded once; a failed attempt can be repeated. */
export function loadMarking() {
  loading ??= load();
  loading.catch(() => (loading = undefined));
  return loading;
}

async function load() {
  const url = BASE + PART.path;
  await preload(url);
  return (await import(url)).default(SHARED);
}

/**
 * Fetch a module and check its integrity; `import` then finds the checked one.
 * @param {string} href
 */
async function preload(href) {
  const link = element("link", { rel: "modulepreload", href, integrity: PART.integrity, crossorigin: "anonymous" });
  if (SCRIPT?.nonce) link.nonce = SCRIPT.nonce;
  await new Promise((resolve, reject) => {
    link.addEventListener("load", resolve);
    link.addEventListener("error", reject);
    document.head.append(link);
  }).finally(() => link.remove());
}
