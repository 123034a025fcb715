// @ts-check
/* The contents of a term's page: the section being read is marked, and the list of a narrow page closes by itself. */

const BELOW = 64; // pixels below the place to which a link scrolls a section; the last to begin above this line is current

/** Mark the current section in the contents, and make the disclosure of a narrow page close when the reader leaves it. */
export function followContents() {
  const links = Array.from(document.querySelectorAll(".contents a"), (link) => /** @type {HTMLAnchorElement} */ (link));
  const sections = links.flatMap((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))) ?? []);
  if (!sections.length) return;

  let frame = 0;
  const markNextFrame = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => mark(links, currentSection(sections).id));
  };
  addEventListener("scroll", markNextFrame, { passive: true });
  addEventListener("resize", markNextFrame);
  markNextFrame();
  document.querySelectorAll(".contents details").forEach(closeOnLeaving);
}

/**
 * Return the last section that begins above the line; at the end of the page, the last one.
 * @param {HTMLElement[]} sections
 */
function currentSection(sections) {
  const root = document.documentElement;
  const atEnd = root.scrollTop > 0 && root.scrollTop + innerHeight >= root.scrollHeight - 2;
  const line = atEnd ? Infinity : parseFloat(getComputedStyle(sections[0]).scrollMarginBlockStart) + BELOW;
  return sections.filter((section) => section.getBoundingClientRect().top <= line).at(-1) ?? sections[0];
}

/**
 * @param {HTMLAnchorElement[]} links
 * @param {string} id of the current section
 */
function mark(links, id) {
  for (const link of links) {
    if (link.hash === `#${id}`) link.setAttribute("aria-current", "location");
    else link.removeAttribute("aria-current");
  }
}

/** @param {Element} element */
function closeOnLeaving(element) {
  const details = /** @type {HTMLDetailsElement} */ (element);
  const summary = details.querySelector("summary");
  /** @param {Event} event */
  const left = (event) => !details.contains(/** @type {Node} */ (event.target));
  document.addEventListener("focusin", (event) => left(event) && (details.open = false));
  document.addEventListener("click", (event) => {
    // A section that was chosen would be under the list.
    if (left(event) || /** @type {Element} */ (event.target).closest("a")) details.open = false;
  });
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    details.open = false;
    summary?.focus();
  });
}
