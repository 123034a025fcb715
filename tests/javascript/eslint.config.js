import js from "@eslint/js";
import globals from "globals";

const IS_BROWSER_GLOBAL = `[id.name=/^(?:${Object.keys(globals.browser).join("|")})$/]`;
const TOP_LEVEL = ":matches(Program, Program > ExportNamedDeclaration) >";

export default [
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2025, sourceType: "module", globals: globals.browser },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: "error",
      "no-duplicate-imports": "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-undef": "error",
      "no-unused-vars": "error",
      "no-var": "error",
      "one-var": ["error", "never"],
      "prefer-const": "error",
      "no-restricted-properties": [
        "error",
        ...["innerHTML", "outerHTML", "insertAdjacentHTML", "setHTMLUnsafe", "createContextualFragment"].map((property) => ({
          property,
          message: "Create elements and set their text: the pages enforce Trusted Types.",
        })),
        { object: "document", property: "write", message: "Create elements and set their text." },
        { object: "document", property: "cookie", message: "The service sets no cookies." },
      ],
      "no-restricted-globals": [
        "error",
        ...["localStorage", "sessionStorage", "indexedDB"].map((name) => ({
          name,
          message: "Nothing is stored in the browser but the theme, the shortcut and that a language was offered.",
        })),
      ],
      // A bundle is one scope: a top-level name that equals a browser global would shadow it in every module of the bundle.
      "no-restricted-syntax": [
        "error",
        ...[
          `${TOP_LEVEL} :matches(FunctionDeclaration, ClassDeclaration)${IS_BROWSER_GLOBAL}`,
          `${TOP_LEVEL} VariableDeclaration > VariableDeclarator${IS_BROWSER_GLOBAL}`,
        ].map((selector) => ({ selector, message: "Rename this: it shadows a browser global in the whole bundle." })),
      ],
    },
  },
  {
    files: ["theme*", "shortcut", "language-offer"].map((name) => `search_app/web/site/static/${name}.js`),
    rules: { "no-restricted-globals": "off" },
  },
];
