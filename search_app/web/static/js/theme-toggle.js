/* The button that turns the page dark or light. A choice that equals the system's is forgotten, and follows it again. */

for (const button of document.querySelectorAll(".theme-toggle")) {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  const show = () => button.setAttribute("aria-pressed", String(isDark()));

  const choose = (dark) => {
    const theme = dark ? "dark" : "light";
    try {
      if (dark === system.matches) localStorage.removeItem("theme");
      else localStorage.setItem("theme", theme);
    } catch {
      // not remembered, but done
    }
    if (dark === system.matches) delete root.dataset.theme;
    else root.dataset.theme = theme;
    show();
  };

  button.addEventListener("click", () => choose(!isDark()));
  system.addEventListener("change", show);
  show();
}
