// Keys of an answer's page: 1 to 4 rate it, N goes on, Space plays.

const typing = (target) => target.closest?.("input, textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  const rating = document.querySelector(`[data-ratings] button[value="${CSS.escape(event.key)}"]`);
  if (rating) rating.click();
  else if (event.key.toLowerCase() === "n") document.querySelector("[data-next]")?.click();
});

document.querySelector("[data-complete]")?.addEventListener("click", async (event) => {
  const { complete, length } = event.target.dataset;
  const response = await fetch(complete, { method: "POST", headers: { "Upload-Length": length } });
  if (response.ok) location.reload();
  else event.target.after((await response.json()).detail);
});
