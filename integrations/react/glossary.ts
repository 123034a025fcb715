"use client";

import { useEffect, type CSSProperties, type RefObject } from "react";

/** What both elements accept; docs/embedding.md describes the attributes. */
export interface GlossaryProps {
  /** The address of the glossary, without a slash at its end: `https://glossary.example.org`. */
  origin: string;
  /** Slugs of categories, separated by spaces. */
  category?: string;
  theme?: "auto" | "light" | "dark";
  /** The language of texts, terms and pages. */
  lang?: "en" | "es";
  target?: string;
  id?: string;
  className?: string;
  style?: CSSProperties;
}

/** `event.detail` of `glossary-search`: the form is submitted. */
export interface SearchDetail {
  query: string;
  categories: string[];
}

/** `event.detail` of `glossary-select`: a suggestion is chosen. */
export interface SelectDetail {
  slug: string;
  name: string;
  url: string;
}

export type GlossarySearchEvent = CustomEvent<SearchDetail>;
export type GlossarySelectEvent = CustomEvent<SelectDetail>;

interface GlossaryEvents {
  "glossary-search": GlossarySearchEvent;
  "glossary-select": GlossarySelectEvent;
}

declare global {
  interface HTMLElementEventMap extends GlossaryEvents {}
  interface DocumentEventMap extends GlossaryEvents {}
}

/** Load the glossary's script, once a page, after hydration. */
export function useGlossaryScript(origin: string): void {
  useEffect(() => {
    const src = `${origin}/widget/v1.js`;
    if (Array.from(document.scripts).some((script) => script.src === src)) return;
    document.head.append(Object.assign(document.createElement("script"), { src }));
  }, [origin]);
}

/** Listen to an event of the element: React 18 binds no handlers to events that it does not know. */
export function useGlossaryEvent<K extends keyof GlossaryEvents>(
  element: RefObject<HTMLElement | null>,
  name: K,
  handler: ((event: GlossaryEvents[K]) => void) | undefined,
): void {
  useEffect(() => {
    const target: HTMLElement | null = element.current;
    if (!target || !handler) return;
    const listener = (event: Event) => handler(event as GlossaryEvents[K]);
    target.addEventListener(name, listener);
    return () => target.removeEventListener(name, listener);
  }, [element, name, handler]);
}
