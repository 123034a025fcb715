/* The elements' names become known, once, however often the script is on the page; and frames get their height. */

const ELEMENTS = { "glossary-search": GlossarySearch, "glossary-term": GlossaryTerm, "glossary-terms": GlossaryTerms };

for (const [name, made] of Object.entries(ELEMENTS)) if (!customElements.get(name)) customElements.define(name, made);

/* A frame of ours says how high it is; one that the page gave a height in pixels by CSS keeps it. */
addEventListener("message", ({ origin, source, data }) => {
  if (origin !== HOME || data?.message !== "height" || !Number.isFinite(data.value)) return;
  for (const frame of document.querySelectorAll("iframe")) if (frame.contentWindow === source) frame.height = data.value;
});
