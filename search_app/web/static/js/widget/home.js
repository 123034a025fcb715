/* What the widget's elements share: where the glossary is, how they look, and how they are made.

   Nothing here is parsed as HTML or runs as code: elements are made one by one, texts are set as text and styles come as
   a constructed sheet. So a page may forbid inline styles and eval, and enforce Trusted Types. */

const script = document.currentScript ?? document.querySelector("script[src*='/widget/']");
const HOME = script?.src ? new URL(script.src).origin : location.origin;

let styles; // one sheet, shared by all elements on the page

/* Gives an element its shadow root, dressed. `all: initial` on .box and .card keeps the page's styles out of it. */
function dress(host, options = {}) {
  if (!styles) {
    styles = new CSSStyleSheet();
    styles.replaceSync(STYLES);
  }
  const root = host.attachShadow({ mode: "open", ...options });
  root.adoptedStyleSheets = [styles];
  return root;
}

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/* The slugs in a `category` attribute, as parameters. */
function categories(host) {
  const slugs = (host.getAttribute("category") ?? "").split(/[\s,]+/).filter(Boolean);
  return slugs.map((slug) => ["category", slug]);
}

const answers = new Map(); // address -> promise; every question is asked once a page

function ask(path) {
  if (!answers.has(path)) {
    const answer = fetch(HOME + path, { credentials: "omit" }).then((response) => {
      if (!response.ok) throw new Error(`${path}: ${response.status}`);
      return response.json();
    });
    answers.set(path, answer);
    answer.catch(() => answers.delete(path)); // and again when it failed
  }
  return answers.get(path);
}

function readTerm(slug) {
  return ask(`/api/v1/terms/${encodeURIComponent(slug)}`);
}

function termUrl(slug) {
  return `${HOME}/terms/${encodeURIComponent(slug)}`;
}
