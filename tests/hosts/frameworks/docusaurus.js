/* The pages in the shape of a Docusaurus site: the whole page is rendered on a server and hydrated, parts appear only in
   the browser, tabs hide panels, and following a link replaces the document in the article. Docusaurus itself takes more
   than a minute to install, so React renders its shape here. */

import { createElement as h, Fragment, useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { createRoot, hydrateRoot } from "react-dom/client";
import { renderToString } from "react-dom/server.browser";
import { drive } from "./drive.js";

function BrowserOnly({ children }) {
  const [isBrowser, setBrowser] = useState(false);
  useEffect(() => setBrowser(true), []);
  return isBrowser ? children : "Loading… ";
}

function Tabs({ word, chosen }) {
  const panels = ["plan", word].map((name, index) => h("div", { key: name, role: "tabpanel", hidden: index !== chosen }, h("p", null, "The ", name, ".")));
  return h("div", { className: "tabs" }, h("ul", { role: "tablist" }, h("li", { role: "tab" }, "Plan"), h("li", { role: "tab" }, word)), panels);
}

function Doc({ state: { word, other, amount, isNote, isLoud, items, lead, depth } }) {
  return h(Fragment, null,
    h("header", null, h("h1", null, "About ", word)),
    h("p", null, lead, "Your ", h("strong", null, word), " of $", amount, " and ", other, "."),
    h(BrowserOnly, null, h("p", null, "In the browser, a premium of ", amount, ".")),
    isNote && h("div", { className: "admonition" }, h("p", null, "Note: an ", h("a", { href: "#hmo" }, "HMO"), ", an HMO.")),
    h(Tabs, { word: other || "none", chosen: depth % 2 }),
    h("pre", null, h("code", null, `${word} = ${amount}`)),
    h("ul", null, items.map((item) => h("li", { key: item }, item, isLoud ? "!" : "."))),
    h("details", { open: isLoud }, h("summary", null, "More ", word), h("div", null, h("p", null, "A coinsurance of ", depth, " %."))),
  );
}

function Site({ state, ready }) {
  useEffect(() => ready?.(), []);
  return h("div", { id: undefined, className: "main-wrapper" },
    h("nav", null, h("a", { href: "#" }, "Copay")),
    h("article", { key: state.kind + state.depth }, h(Doc, { state })),
  );
}

function handle(root) {
  return {
    set: (state) => flushSync(() => root.render(h(Site, { state }))),
    unmount: () => flushSync(() => root.unmount()),
  };
}

drive({
  mount: async (container, state) => {
    const page = handle(createRoot(container));
    page.set(state);
    return page;
  },
  hydrate: async (container, state, onRecoverableError) => {
    let root;
    await new Promise((ready) => (root = hydrateRoot(container, h(Site, { state, ready }), { onRecoverableError })));
    return handle(root);
  },
  toHtml: (state) => renderToString(h(Site, { state })),
});
