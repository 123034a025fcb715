// @ts-check
/* The texts of the scripts of the site and its frames. English is in the scripts; a page in another language has the
   translations in a <script type="application/json" id="texts">, by the English text. */

const texts = document.getElementById("texts");
/** @type {Record<string, string | Record<string, string>>} texts with a number by plural category */
const TRANSLATIONS = JSON.parse(texts?.textContent || "{}");
const LANGUAGE = texts?.lang || "en-US";
const PLURALS = new Intl.PluralRules(LANGUAGE);

/**
 * Return the translation of an English text with its `{placeholders}` filled.
 * @param {string} text
 * @param {Record<string, string>} [values]
 */
export function gettext(text, values = {}) {
  return fill(String(TRANSLATIONS[text] ?? text), values);
}

/**
 * Return the translation in the plural form of a number, with `{count}` replaced by it.
 * @param {string} singular
 * @param {string} plural
 * @param {number} count
 */
export function ngettext(singular, plural, count) {
  const translations = Object(TRANSLATIONS[singular] ?? { one: singular, other: plural });
  const text = translations[PLURALS.select(count)] ?? translations.other ?? plural;
  return fill(text, { count: count.toLocaleString(LANGUAGE) });
}

/**
 * @param {string} text
 * @param {Record<string, string>} values
 */
function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (placeholder, name) => values[name] ?? placeholder);
}
