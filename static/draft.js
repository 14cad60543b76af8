// Keeps what is being typed in this browser until it is sent, so that a closed tab loses nothing.

for (const field of document.querySelectorAll("[data-draft]")) {
  const key = `draft/${field.dataset.draft}`;
  const kept = localStorage.getItem(key);
  if (kept && !field.value) {
    field.value = kept;
    field.closest("details")?.setAttribute("open", "");
  }
  field.addEventListener("input", () => localStorage.setItem(key, field.value));
  field.form.addEventListener("submit", () => localStorage.removeItem(key));
}
