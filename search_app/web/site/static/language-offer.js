// @ts-check
/* The offer of a page in the language that the reader's browser prefers, once: later the link in the header is enough. That
   it was made, and nothing else, is kept in this browser's local storage, and is never sent. It is made before the first
   paint: an offer that came later would move the page. */

const OFFERED = "language-offered";

/** Show the offer of a language as soon as all offers, which precede the main part, are in the document. */
export function offerLanguage() {
  const parsing = new MutationObserver(() => {
    if (!document.getElementById("main")) return;
    parsing.disconnect();
    showOffer();
  });
  parsing.observe(document.documentElement, { childList: true, subtree: true });
}

/** Show the offer of the first language that the browser prefers to that of the page. */
function showOffer() {
  const offers = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".language-offer"));
  const preferred = preferredOf([document.documentElement.lang, ...[...offers].map((offer) => offer.lang)]);
  const offer = [...offers].find((each) => each.lang === preferred);
  if (!offer || wasOffered()) return;
  offer.hidden = false;
  offer.querySelector("button")?.addEventListener("click", () => {
    offer.hidden = true;
    document.getElementById("main")?.focus();
  });
}

/**
 * Return the language that comes first among those the browser prefers.
 * @param {string[]} languages
 */
function preferredOf(languages) {
  const preferred = navigator.languages.map((tag) => tag.split("-")[0] ?? "");
  return preferred.find((language) => languages.includes(language));
}

/** Return whether the offer was made before, and note that it is made now. */
function wasOffered() {
  try {
    const before = localStorage.getItem(OFFERED);
    localStorage.setItem(OFFERED, "1");
    return before !== null;
  } catch {
    return true; // storage is forbidden: the offer would come back on every page
  }
}
