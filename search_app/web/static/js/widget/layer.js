/* Shows a panel over everything the page has: in the browser's top layer, where no z-index, overflow or transform of
   the page reaches it. The panel has the attribute popover="manual"; it follows its anchor while it is up. */

const GAP = 6; // pixels between anchor and panel
const EDGE = 8; // and at least so many to the edges of the window

const raised = new Map(); // panel -> AbortController of what moves it

function raise(panel, anchor, { asWide = false } = {}) {
  if (raised.has(panel)) return;
  panel.showPopover?.();
  const { signal } = raised.set(panel, new AbortController()).get(panel);
  const follow = () => place(panel, anchor, asWide);
  for (const event of ["scroll", "resize"]) addEventListener(event, follow, { capture: true, passive: true, signal });
  const sizes = new ResizeObserver(follow); // when its text arrives
  sizes.observe(panel);
  signal.addEventListener("abort", () => sizes.disconnect());
  follow();
}

function lower(panel) {
  raised.get(panel)?.abort();
  raised.delete(panel);
  if (panel.isConnected) panel.hidePopover?.();
}

/* Under the anchor, or over it when there is more room; never beyond the edges. */
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
