// @ts-check
/* The front page is for searching: its search box has the focus, where the whole of it is in sight.

   The attribute `autofocus` would scroll to it, past the name of the site, in a small window or at 200 % zoom. */

/** Focus the search box of the front page, unless the reader is somewhere already. */
export function focusFrontSearch() {
  /** @type {HTMLInputElement | null} */
  const input = document.querySelector(".front .hero input[name=q]");
  if (!input || document.activeElement !== document.body || scrollY) return;
  if (input.getBoundingClientRect().bottom <= innerHeight) input.focus({ preventScroll: true });
}
