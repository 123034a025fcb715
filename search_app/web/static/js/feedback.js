// "Was this helpful?", answered in place. Without this script the form is sent and a page says thanks.
{
  const SORRY = "Your answer could not be kept just now. Please try again in a moment.";

  // crypto.randomUUID exists on secure pages only; a glossary may be served over plain HTTP inside a house.
  function newIdentifier() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return digits.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
  }

  async function send(address, vote) {
    const body = JSON.stringify(vote);
    const response = await fetch(address, { method: "POST", headers: { "Content-Type": "application/json" }, body });
    if (response.ok) return "";
    const problem = await response.json().catch(() => ({}));
    return problem.detail || SORRY;
  }

  function improve(form) {
    const answers = form.querySelector(".feedback-answers");
    const status = form.querySelector(".feedback-status");
    const more = form.querySelector(".feedback-more");
    const comment = form.elements.comment;
    const vote = { id: newIdentifier() }; // the same for the comment, and when a lost answer is sent again

    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const pressed = event.submitter;
      const commenting = more.contains(pressed);
      if (!commenting) vote.helpful = pressed.value === "yes";
      if (commenting) vote.comment = comment.value;
      form.setAttribute("aria-busy", "true");
      const problem = await send(form.dataset.api, vote).catch(() => SORRY);
      form.removeAttribute("aria-busy");
      status.textContent = problem || "Thank you.";
      if (problem) return;
      answers.hidden = true;
      more.hidden = commenting;
      if (!commenting) comment.focus();
    });
  }

  document.querySelectorAll(".feedback-form").forEach(improve);
}
