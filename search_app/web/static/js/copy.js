/* Buttons that copy a text: <button data-copy="what">, and say so. */

for (const button of document.querySelectorAll("button[data-copy]")) {
  const label = button.textContent;
  button.addEventListener("click", async () => {
    const done = await navigator.clipboard.writeText(button.dataset.copy).then(() => true, () => false);
    button.textContent = done ? "Copied" : "Press Ctrl+C";
    if (!done) select(button);
    document.getElementById("page-status").textContent = done ? "Copied" : "Selected. Press Ctrl and C to copy.";
    setTimeout(() => (button.textContent = label), 2500);
  });
}

/* Where the clipboard is out of reach (no HTTPS), the text is selected for the reader to copy. */
function select(button) {
  const source = document.getElementById(button.dataset.copyFrom);
  if (source) getSelection().selectAllChildren(source);
}
