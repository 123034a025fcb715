/* Suggestions as the API gives them, made ready for the combobox. */

const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'", "#39": "'" };

/* Takes a name with <mark> apart without parsing HTML: the API escapes five characters and writes no other tag. */
function parts(nameHtml) {
  return nameHtml.split(/<\/?mark>/).map((escaped, number) => ({
    text: escaped.replace(/&(#?\w+);/g, (entity, name) => ENTITIES[name] ?? entity),
    marked: number % 2 === 1,
  })).filter(({ text }) => text);
}

function suggestion({ slug, name, name_html, url, matched }) {
  return { slug, name, url, parts: parts(name_html), note: matched.text === name ? "" : `also ${matched.text}` };
}

async function suggestions(address, parameters, signal) {
  const response = await fetch(`${address}?${new URLSearchParams(parameters)}`, { signal, credentials: "omit" });
  if (!response.ok) throw new Error(response.statusText);
  return (await response.json()).suggestions.map(suggestion);
}

/* Says which term was opened from the suggestions, since no results page was seen. Nothing of the reader goes along, and
   nothing at all when they ask not to be followed (docs/privacy.md). `keepalive` lets it outlive the page. */
function tellOpened(address, query, opened) {
  if (navigator.globalPrivacyControl || navigator.doNotTrack === "1") return;
  const headers = { "Content-Type": "application/json" };
  const body = JSON.stringify({ query, opened });
  fetch(address, { method: "POST", credentials: "omit", keepalive: true, headers, body }).catch(() => {}); // only a statistic
}
