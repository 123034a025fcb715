// @ts-check
/* Runs in <head>, before the first paint: applies the reader's theme, marks the page as scripted, and offers it in
   another language. The choice stays in this browser (local storage); nothing is sent. */

import { offerLanguage } from "./language-offer.js";

document.documentElement.classList.add("js");
try {
  const theme = localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage is forbidden: the system's theme applies.
}

offerLanguage();
