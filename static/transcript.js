// The transcript of an answer: fetched until it is complete, and each word can be heard.

const box = document.querySelector("[data-transcript]");
const status = document.querySelector("[data-transcript-status]");
const text = document.querySelector("[data-words]");
const player = document.querySelector("[data-player]");

if (box?.dataset.state === "transcribing") follow();
text?.addEventListener("click", (event) => hear(event.target.closest("[data-start]")));
player?.addEventListener("timeupdate", light);

async function follow() {
  for (;;) {
    try {
      const response = await fetch(box.dataset.transcript, { headers: { Prefer: "wait=5" } });
      const transcript = await response.json();
      show(transcript);
      if (["ready", "failed"].includes(transcript.state)) return;
      if (transcript.waiting) await pause(5000);
    } catch {
      status.textContent = "The server does not answer just now. Your answer is saved.";
      await pause(2000);
    }
  }
}

function show(transcript) {
  const words = transcript.segments.flatMap((segment) => segment.words);
  text.replaceChildren(...words.flatMap((heard) => [word(heard), " "]));
  document.querySelector("[data-hint]").hidden = transcript.segments.length === 0;
  if (transcript.waiting) return;
  if (transcript.state === "failed") location.reload();
  else if (transcript.state === "transcribing") status.textContent = progress(transcript);
  else status.textContent = transcript.text ? ""
    : "No speech heard. If you did speak, check that the right microphone is chosen.";
}

function progress({ until, seconds }) {
  const share = seconds ? Math.round((100 * until) / seconds) : 0;
  return `Writing down what you said… ${Math.min(share, 99)} %`;
}

function word({ word, start, end }) {
  const span = document.createElement("span");
  span.textContent = word;
  span.dataset.start = start;
  span.dataset.end = end;
  return span;
}

function hear(span) {
  if (!span || !player) return;
  player.currentTime = Number(span.dataset.start);
  player.play();
}

function light() {
  const now = player.currentTime;
  for (const span of text.children) {
    span.classList.toggle("heard", !player.paused && now >= span.dataset.start && now < span.dataset.end);
  }
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
