// @ts-check
/* The widget's own texts by language. */

/**
 * @typedef {Record<"label" | "search" | "suggestions" | "close" | "more" | "loading" | "failed" | "helpful" | "yes" | "no"
 *   | "thanks" | "words", string> & { announcement: (count: number) => string, searchFor: (query: string) => string, also: (name: string) => string }} Texts
 */

/** @typedef {"en" | "es"} Language */

/** @type {Record<Language, Texts>} */
export const TEXTS = {
  en: {
    label: "Search the glossary", search: "Search", suggestions: "Suggestions", close: "Close", more: "Read more",
    loading: "Loading…", failed: "The explanation could not be loaded.",
    helpful: "Was this helpful?", yes: "Yes", no: "No", thanks: "Thank you.",
    words: "Words explained here:",
    announcement: announceInEnglish, searchFor: (query) => `Search for “${query}”`, also: (name) => `also ${name}`,
  },
  es: {
    label: "Buscar en el glosario", search: "Buscar", suggestions: "Sugerencias", close: "Cerrar", more: "Leer más",
    loading: "Cargando…", failed: "No se pudo cargar la explicación.",
    helpful: "¿Le resultó útil?", yes: "Sí", no: "No", thanks: "Gracias.",
    words: "Palabras que se explican aquí:",
    announcement: announceInSpanish, searchFor: (query) => `Buscar “${query}”`, also: (name) => `también ${name}`,
  },
};

/** @param {number} count */
function announceInEnglish(count) {
  const found = count === 1 ? "1 suggestion" : `${count || "No"} suggestions`;
  return count ? `${found}. Use the up and down arrows.` : `${found}. Press Enter to search.`;
}

/** @param {number} count */
function announceInSpanish(count) {
  const found = count === 1 ? "1 sugerencia" : `${count || "Ninguna"} sugerencia${count ? "s" : ""}`;
  return count ? `${found}. Use las flechas arriba y abajo.` : `${found}. Pulse Intro para buscar.`;
}

/**
 * Return the language that an element asks for with `lang`, or "" if it asks for none that has texts.
 * @param {Element} host
 * @returns {Language | ""}
 */
export function askedLanguage(host) {
  const asked = (host.getAttribute("lang") ?? "").slice(0, 2).toLowerCase();
  return asked in TEXTS ? /** @type {Language} */ (asked) : "";
}

/**
 * Return the language of an element's texts, English if it asks for none.
 * @param {Element} host
 */
export function language(host) {
  return askedLanguage(host) || "en";
}
