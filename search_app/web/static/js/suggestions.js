/* The site's own search boxes: suggestions from the API, and `/` puts the caret into the box. */

for (const form of document.querySelectorAll("form[data-suggest]")) {
  new Combobox({
    input: form.elements.q,
    listbox: form.querySelector(".suggestions"),
    status: form.querySelector("[role=status]"),
    suggest: (query, signal) => suggestions(form.dataset.suggest, { limit: 7, q: query }, signal),
    chosen: ({ slug }) => tellOpened("/api/v1/searches", form.elements.q.value, slug),
  });
  catchUp(form.elements.q);
}

/* On a slow line people type before this script is there: the keys count as if they were pressed now. */
function catchUp(box) {
  if (box === document.activeElement && box.value !== box.defaultValue) box.dispatchEvent(new Event("input"));
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
