/* The site's own search boxes: suggestions from the API, and `/` puts the caret into the box. */

const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'", "#39": "'" };

/* Takes a name with <mark> apart without parsing HTML: the API escapes five characters and writes no other tag. */
function parts(nameHtml) {
  return nameHtml.split(/<\/?mark>/).map((escaped, number) => ({
    text: escaped.replace(/&(#?\w+);/g, (entity, name) => ENTITIES[name] ?? entity),
    marked: number % 2 === 1,
  })).filter(({ text }) => text);
}

function suggestion({ name, name_html, url, matched }) {
  return { url, parts: parts(name_html), note: matched.text === name ? "" : `also ${matched.text}` };
}

async function suggestions(address, query, signal) {
  const response = await fetch(`${address}?limit=7&q=${encodeURIComponent(query)}`, { signal });
  if (!response.ok) throw new Error(response.statusText);
  return (await response.json()).suggestions.map(suggestion);
}

for (const form of document.querySelectorAll("form[data-suggest]")) {
  new Combobox({
    input: form.elements.q,
    listbox: form.querySelector(".suggestions"),
    status: form.querySelector("[role=status]"),
    suggest: (query, signal) => suggestions(form.dataset.suggest, query, signal),
  });
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const box = document.querySelector("form[data-suggest] input[name=q]");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});
