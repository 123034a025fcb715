// @ts-check
/* Fetches pages as documents.

   XMLHttpRequest parses the response into a document itself: no string becomes HTML in this page, which Trusted Types
   would refuse. */

/** @type {XMLHttpRequest | null} */
let latest = null;

/**
 * Fetch the page at `url`, cancelling the previous fetch; a cancelled fetch never settles.
 * @param {string} url
 * @returns {Promise<Document | null>} null for a response that is no document
 */
export function fetchDocument(url) {
  latest?.abort();
  const request = (latest = new XMLHttpRequest());
  return new Promise((resolve, reject) => {
    request.responseType = "document";
    request.onload = () => resolve(request.response);
    request.onerror = () => reject(new Error("the page could not be loaded"));
    request.open("GET", url);
    request.setRequestHeader("Accept", "text/html");
    request.send();
  });
}
