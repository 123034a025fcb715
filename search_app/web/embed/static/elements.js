// @ts-check
/* The widget: defines its elements, and sizes the glossary's frames on the page. */

import { BASE } from "./api.js";
import { GlossarySearch } from "./search.js";
import { GlossaryTerms } from "./terms.js";

const ELEMENTS = { "glossary-search": GlossarySearch, "glossary-terms": GlossaryTerms };

// A page may load the script twice; a name can be defined only once.
for (const [name, type] of Object.entries(ELEMENTS)) if (!customElements.get(name)) customElements.define(name, type);

const GLOSSARY = new URL(BASE).origin;

// Frames post their height; CSS of the page that sets one in pixels wins over the attribute.
addEventListener("message", ({ origin, source, data }) => {
  if (origin !== GLOSSARY || data?.message !== "height" || !Number.isFinite(data.value)) return;
  for (const frame of document.querySelectorAll("iframe")) if (frame.contentWindow === source) frame.height = data.value;
});

// Those that were loaded before this script did so too early, and do it again.
for (const frame of document.querySelectorAll("iframe"))
  if (frame.src.startsWith(`${GLOSSARY}/`)) frame.contentWindow?.postMessage({ message: "ready" }, "*");
