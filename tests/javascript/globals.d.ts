// Types that the scripts need and TypeScript's own libraries lack.

// `import TEXT from "./file.css" with { type: "text" }`: https://github.com/tc39/proposal-import-text
declare module "*.css" {
  const text: string;
  export default text;
}

interface HTMLElementTagNameMap {
  "glossary-term": HTMLElement;
}

interface Navigator {
  readonly globalPrivacyControl?: boolean; // https://w3c.github.io/gpc/
}
