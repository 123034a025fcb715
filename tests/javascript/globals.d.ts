// Types that the scripts need and TypeScript's own libraries lack.

// `import TEXT from "./file.css" with { type: "text" }`: https://github.com/tc39/proposal-import-text
declare module "*.css" {
  const text: string;
  export default text;
}

// Served from the tables in search_app/language: no such file exists.
declare module "*/language.json" {
  interface Rules {
    possessives: string[];
    plurals: [plural: string, singular: string, letters: number][];
    prefixes: string[];
  }
  const rules: Record<string, Rules> & { en: Rules };
  export default rules;
}

// Made from the part of the widget's script that marks words: no such file exists.
declare module "*/marking-part.json" {
  const part: { path: string; integrity: string };
  export default part;
}

interface HTMLElementTagNameMap {
  "glossary-term": HTMLElement;
}

interface Navigator {
  readonly globalPrivacyControl?: boolean; // https://w3c.github.io/gpc/
}
