"use client";

import { createElement, useRef, type ReactElement } from "react";

import {
  useGlossaryEvent,
  useGlossaryScript,
  type GlossaryProps,
  type GlossarySearchEvent,
  type GlossarySelectEvent,
} from "./glossary";

export interface GlossarySearchProps extends GlossaryProps {
  /** The maximum number of suggestions, 1 to 20. */
  limit?: number;
  placeholder?: string;
  /** What a suggestion opens: its page, or its definition under the box. */
  open?: "page" | "panel";
  /** Called when the form is submitted; `event.preventDefault()` keeps the page. */
  onSearch?: (event: GlossarySearchEvent) => void;
  /** Called when a suggestion is chosen; `event.preventDefault()` keeps the page. */
  onSelect?: (event: GlossarySelectEvent) => void;
}

/** The texts of the form, as those of the script. */
const TEXTS = {
  en: { label: "Search the glossary", search: "Search" },
  es: { label: "Buscar en el glosario", search: "Buscar" },
};

/** The search box of the glossary. Rendered on a server, it is a form that works before, and without, any script. */
export function GlossarySearch({ origin, className, onSearch, onSelect, ...attributes }: GlossarySearchProps): ReactElement {
  const element = useRef<HTMLElement>(null);
  useGlossaryScript(origin);
  useGlossaryEvent(element, "glossary-search", onSearch);
  useGlossaryEvent(element, "glossary-select", onSelect);
  const { label, search } = TEXTS[attributes.lang ?? "en"];
  const { lang } = attributes;
  const categories = attributes.category?.split(/[\s,]+/).filter(Boolean) ?? [];
  return createElement(
    "glossary-search",
    { ...attributes, class: className, ref: element },
    <form action={`${origin}/search`} target={attributes.target}>
      {categories.map((slug) => (
        <input key={slug} type="hidden" name="category" value={slug} />
      ))}
      {lang && <input type="hidden" name="lang" value={lang} />}
      <input type="search" name="q" aria-label={label} /> <button>{search}</button>
    </form>,
  );
}
