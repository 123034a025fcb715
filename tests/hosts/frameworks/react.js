/* The pages as React renders them; the bundler decides which version of React it is. */

import { createElement, Fragment, useEffect } from "react";
import { flushSync } from "react-dom";
import { createRoot, hydrateRoot } from "react-dom/client";
import { renderToString } from "react-dom/server.browser";
import { drive } from "./drive.js";
import { pageOf } from "./pages.js";

function toElement(node, index) {
  if (!Array.isArray(node)) return node;
  const [tag, key, ...children] = node;
  return createElement(tag, { key }, ...children.map(toElement).map((child) => (Array.isArray(child) ? createElement(Fragment, { key: index }, ...child) : child)));
}

function Page({ state, ready }) {
  useEffect(() => ready?.(), []);
  return toElement(pageOf(state));
}

function handle(root) {
  return {
    set: (state) => flushSync(() => root.render(createElement(Page, { state }))),
    unmount: () => flushSync(() => root.unmount()),
  };
}

drive({
  mount: (container) => handle(createRoot(container)),
  hydrate: async (container, state, onRecoverableError) => {
    let root;
    await new Promise((ready) => (root = hydrateRoot(container, createElement(Page, { state, ready }), { onRecoverableError })));
    return handle(root);
  },
  toHtml: (state) => renderToString(createElement(Page, { state })),
});
