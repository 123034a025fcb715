/* The pages as Vue renders them. */

import { createSSRApp, createApp, h, nextTick, shallowRef } from "vue";
import { renderToString } from "@vue/server-renderer";
import { drive } from "./drive.js";
import { pageOf } from "./pages.js";

function toNode(node) {
  if (!Array.isArray(node)) return node || null;
  const [tag, key, ...children] = node;
  return h(tag, { key }, children.map(toNode));
}

function handle(create, container, first) {
  const state = shallowRef(first);
  const app = create({ render: () => toNode(pageOf(state.value)) });
  app.mount(container);
  return {
    set: async (next) => {
      state.value = next;
      await nextTick();
    },
    unmount: () => app.unmount(),
  };
}

drive({
  mount: (container, state) => handle(createApp, container, state),
  hydrate: async (container, state) => handle(createSSRApp, container, state),
  toHtml: (state) => renderToString(createSSRApp({ render: () => toNode(pageOf(state)) })),
});
