"use client";

import { createElement, type ReactElement, type ReactNode } from "react";

import { useGlossaryScript, type GlossaryProps } from "./glossary";

export interface GlossaryTermsProps extends GlossaryProps {
  /** An id or a CSS selector of what is explained; without it, the children are. */
  for?: string;
  children?: ReactNode;
}

/** Explains the glossary's words in a part of the page, or in the children. */
export function GlossaryTerms({ origin, className, children, ...attributes }: GlossaryTermsProps): ReactElement {
  useGlossaryScript(origin);
  return createElement("glossary-terms", { ...attributes, class: className }, children);
}
