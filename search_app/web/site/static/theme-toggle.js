// @ts-check
/* The button that switches between the dark and the light theme. */

/** Make the theme buttons work. */
export function enableThemeToggle() {
  document.querySelectorAll(".theme-toggle").forEach(enable);
}

/** @param {Element} button */
function enable(button) {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  const show = () => button.setAttribute("aria-pressed", String(isDark()));

  button.addEventListener("click", () => {
    const dark = !isDark();
    const theme = dark === system.matches ? null : dark ? "dark" : "light";
    remember(theme);
    if (theme) root.dataset.theme = theme;
    else delete root.dataset.theme;
    show();
  });
  system.addEventListener("change", show);
  show();
}

/**
 * Store the reader's theme; null, for one that equals the system's, removes it, and the page follows the system again.
 * @param {"dark" | "light" | null} theme
 */
function remember(theme) {
  try {
    if (theme) localStorage.setItem("theme", theme);
    else localStorage.removeItem("theme");
  } catch {
    // Storage is forbidden: the choice lasts as long as the page.
  }
}
