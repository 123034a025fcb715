/* What the widget itself says, by language; the terms are in the glossary's own. */

const TEXTS = {
  en: {
    label: "Search the glossary", search: "Search", suggestions: "Suggestions", close: "Close", more: "Read more",
    loading: "Loading…", failed: "The explanation could not be loaded.",
    helpful: "Was this helpful?", yes: "Yes", no: "No", thanks: "Thank you.",
    announcement: inEnglish,
  },
  es: {
    label: "Buscar en el glosario", search: "Buscar", suggestions: "Sugerencias", close: "Cerrar", more: "Leer más",
    loading: "Cargando…", failed: "No se pudo cargar la explicación.",
    helpful: "¿Le resultó útil?", yes: "Sí", no: "No", thanks: "Gracias.",
    announcement: (count) => {
      const found = count === 1 ? "1 sugerencia" : `${count || "Ninguna"} sugerencia${count ? "s" : ""}`;
      return count ? `${found}. Use las flechas arriba y abajo.` : `${found}. Pulse Intro para buscar.`;
    },
  },
};

/* The texts for an element: its `lang` decides, and English where that is a language we do not speak. */
function language(host) {
  const asked = (host.getAttribute("lang") ?? "").slice(0, 2).toLowerCase();
  return asked in TEXTS ? asked : "en";
}
