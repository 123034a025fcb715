/* Runs before anything is painted: the reader's theme, and the word that scripts work.
   The choice stays in this browser (local storage); nothing is sent. Storage may be forbidden: then there is no choice. */

document.documentElement.classList.add("js");
try {
  const theme = localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // the system's theme is good
}
