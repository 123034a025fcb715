// @ts-check
/* Runs in <head>, before the first paint: applies the reader's theme, and marks the page as scripted.
   The choice stays in this browser (local storage); nothing is sent. */

document.documentElement.classList.add("js");
try {
  const theme = localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage is forbidden: the system's theme applies.
}
