// The transcript of an answer: followed until it is complete, then shown with its marks and meters.

const box = document.querySelector("[data-heard]");

const LISTENS_MOST_SECONDS = 60;

if (box?.dataset.state === "transcribing") follow();

async function follow() {
  const status = box.querySelector("[data-transcript-status]");
  for (;;) {
    try {
      const response = await fetch(box.dataset.transcript, { headers: { Prefer: "wait=5" } });
      const transcript = await response.json();
      if (["ready", "failed"].includes(transcript.state)) {
        await complete();
        if (transcript.listening && transcript.text) await listened();
        return;
      }
      if (!transcript.waiting) {
        status.textContent = progress(transcript);
        box.querySelector("[data-words]").textContent = transcript.text;
      }
      if (transcript.waiting) await pause(5000);
    } catch {
      status.textContent = "The server does not answer just now. Your answer is saved.";
      await pause(2000);
    }
  }
}

// The same page once more, of which only this part is taken: what is typed meanwhile stays.
async function complete() {
  const page = await (await fetch(location.href, { headers: { Accept: "text/html" } })).text();
  const fresh = new DOMParser().parseFromString(page, "text/html").querySelector("[data-heard]");
  box.replaceChildren(...fresh.children);
  box.dataset.state = fresh.dataset.state;
  box.dispatchEvent(new Event("complete", { bubbles: true }));
}

// The words stand; filler sounds between them are found a moment later. What somebody is using
// just then is left as it is.
async function listened() {
  const status = box.querySelector("[data-transcript-status]");
  status.textContent = "Listening once more for um and uh…";
  for (let second = 0; second < LISTENS_MOST_SECONDS; second += 1) {
    await pause(1000);
    const transcript = await (await fetch(box.dataset.transcript)).json();
    if (transcript.listening) continue;
    const used = box.contains(document.activeElement) || box.querySelector("details[open]");
    if (!used) await complete();
    break;
  }
  status.textContent = "";
}

function progress({ until, seconds }) {
  const share = seconds ? Math.round((100 * until) / seconds) : 0;
  return `Writing down what you said… ${Math.min(share, 99)} %`;
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
