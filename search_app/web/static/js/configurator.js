/* The page that writes the code for embedding follows each choice at once: the same page is fetched with the new choice,
   and its code and preview replace ours. Without this script the form has a button. */

const embedForm = document.getElementById("embed-form");

embedForm?.addEventListener("change", async () => {
  const url = `${embedForm.action}?${new URLSearchParams(new FormData(embedForm))}`;
  const loaded = await load(url).catch(() => null);
  if (!loaded?.getElementById("embed-code")) return location.assign(url);
  for (const id of ["embed-code", "embed-preview"]) {
    document.getElementById(id).replaceWith(document.adoptNode(loaded.getElementById(id)));
  }
  document.querySelector("[data-copy-from=embed-code]").dataset.copy = document.getElementById("embed-code").textContent;
  document.getElementById("page-status").textContent = "The code and the preview follow your choice.";
  history.replaceState(null, "", url);
});
