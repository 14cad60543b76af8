// A second click on a button sends nothing while what the first one sent is on its way.

const LOST = 10_000; // milliseconds; by then the button works again

let sent = new WeakMap();

document.addEventListener("submit", (event) => {
  const { target: form, submitter, defaultPrevented } = event;
  if (defaultPrevented || form.getAttribute("method") !== "post") return;
  if (sent.has(form) && sent.get(form) === submitter) return event.preventDefault();
  sent.set(form, submitter);
  setTimeout(() => sent.delete(form), LOST);
});

addEventListener("pageshow", () => { sent = new WeakMap(); });
