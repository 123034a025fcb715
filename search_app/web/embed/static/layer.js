// @ts-check
/* Panels in the browser's top layer, where no z-index, overflow or transform of the page affects them. A panel has the
   attribute popover="manual" and follows its anchor while it is shown. */

const GAP = 6; // pixels between anchor and panel
const EDGE = 8; // pixels at least between panel and window

/** @type {Map<HTMLElement, AbortController>} of the listeners of each shown panel */
const shown = new Map();

/**
 * Show `panel` at `anchor`, optionally as wide as it.
 * @param {HTMLElement} panel
 * @param {Element | Range} anchor
 * @param {{ asWide?: boolean }} options
 */
export function showLayer(panel, anchor, { asWide = false } = {}) {
  if (shown.has(panel)) return;
  panel.showPopover?.();
  const controller = new AbortController();
  const { signal } = controller;
  shown.set(panel, controller);
  const follow = () => place(panel, anchor, asWide);
  for (const event of ["scroll", "resize"]) addEventListener(event, follow, { capture: true, passive: true, signal });
  const sizes = new ResizeObserver(follow); // when its text arrives
  sizes.observe(panel);
  signal.addEventListener("abort", () => sizes.disconnect());
  follow();
}

/**
 * Hide `panel`.
 * @param {HTMLElement} panel
 */
export function hideLayer(panel) {
  shown.get(panel)?.abort();
  shown.delete(panel);
  if (panel.isConnected) panel.hidePopover?.();
}

/**
 * Place the panel below its anchor, or above it where there is more room; never beyond the edges.
 * @param {HTMLElement} panel
 * @param {Element | Range} anchor
 * @param {boolean} asWide
 */
function place(panel, anchor, asWide) {
  const line = anchor.getClientRects()[0] ?? anchor.getBoundingClientRect();
  const { clientWidth } = document.documentElement;
  const under = innerHeight - line.bottom - GAP - EDGE;
  const over = line.top - GAP - EDGE;
  if (asWide) panel.style.width = `${line.width}px`;
  panel.style.maxHeight = `${Math.max(under, over)}px`;
  const height = panel.offsetHeight;
  const below = height <= under || under >= over;
  panel.style.top = `${below ? line.bottom + GAP : line.top - GAP - height}px`;
  panel.style.left = `${Math.max(EDGE, Math.min(line.left, clientWidth - panel.offsetWidth - EDGE))}px`;
}
