/* In a frame on somebody else's page: tells that page how high we are, and in WordPress, whose frames may open nothing,
   which link was followed. Both have the form that WordPress listens for; our own script on the page listens too. */

const secret = new URLSearchParams(location.hash.slice(2)).get("secret"); // WordPress adds #?secret=...

function tell(message, value) {
  if (parent !== window) parent.postMessage({ message, value, secret }, "*"); // the page is anybody's, and no secret is told
}

const tellHeight = () => tell("height", Math.ceil(document.body.getBoundingClientRect().height));

new ResizeObserver(tellHeight).observe(document.body);
addEventListener("load", tellHeight);
addEventListener("message", ({ data }) => data?.message === "ready" && tellHeight()); // a listener that came late asks

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (link && secret) tell("link", link.href);
});
