/* Filters, sorting and paging without loading the whole page: the same address is fetched, and its #results replace ours.
   Each state is an address of its own, so back, forward, reload and sharing work; when anything fails, the browser
   simply goes to the address. */

const region = () => document.getElementById("results");
let request = null; // the XMLHttpRequest on its way

/* XMLHttpRequest parses the answer into a document by itself, so no string ever becomes HTML in this page. */
function load(url) {
  request?.abort();
  return new Promise((resolve, reject) => {
    request = new XMLHttpRequest();
    request.responseType = "document";
    request.onload = ({ target }) => resolve(target.response);
    request.onerror = () => reject(new Error("the page could not be loaded"));
    request.open("GET", url);
    request.setRequestHeader("Accept", "text/html");
    request.send();
  });
}

async function show(url, focus) {
  region().setAttribute("aria-busy", "true");
  const loaded = await load(url).catch(() => null);
  const fresh = loaded?.getElementById("results");
  if (!fresh) return location.assign(url);
  region().replaceWith(document.adoptNode(fresh));
  document.title = loaded.title;
  const box = document.querySelector("form[data-suggest] input[name=q]");
  box.value = loaded.querySelector("form[data-suggest] input[name=q]").value;
  announce();
  refocus(document.getElementById(focus));
}

/* Whoever changed a filter or the order stays at it; whoever turned a page begins at its top. */
function refocus(kept) {
  (kept ?? document.getElementById("results-heading")).focus({ preventScroll: true });
  if (!kept) scrollTo(0, 0);
}

/* A screen reader hears the count; emptied first, so that the same count twice is said twice. */
function announce() {
  const status = document.getElementById("page-status");
  status.textContent = "";
  setTimeout(() => (status.textContent = region().dataset.announcement), 100);
}

async function go(url, focus) {
  history.replaceState({ focus }, "");
  history.pushState({ focus }, "", url);
  await show(url, focus);
}

if (region()) {
  document.addEventListener("change", (event) => {
    const form = event.target.closest("#results form.facets");
    if (form) go(`${form.action}?${new URLSearchParams(new FormData(form))}`, event.target.id);
  });

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("#results form.facets")) return;
    event.preventDefault();
    go(`${event.target.action}?${new URLSearchParams(new FormData(event.target))}`, document.activeElement.id);
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("#results a[data-in-place]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(link.href, link.id);
  });

  addEventListener("popstate", (event) => show(location.href, event.state?.focus));
}
