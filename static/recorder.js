// The record button: microphone to blocks, level and clock, and the text as it comes.

import { clock } from "./clock.js";
import { Outbox } from "./outbox.js";
import * as store from "./store.js";

const SILENT_DB = -50;
const SILENT_SECONDS = 3;
const LONGEST_SECONDS = 30 * 60;
const BEHIND_SECONDS = 45;

const MESSAGES = {
  insecure: "The browser lets a page hear the microphone only at 127.0.0.1 or localhost. Open this page there.",
  NotAllowedError: "The browser was not allowed to use the microphone. Allow it beside the address, then press record again. Typing works too.",
  NotFoundError: "No microphone was found. Plug one in and press record again, or type your answer.",
  NotReadableError: "Another program holds the microphone. Close it and press record again.",
  silent: "Nothing is heard. Is the microphone muted, or is another one chosen?",
  gone: "The microphone stopped. What you said is saved; plug it in and record a new take.",
  elsewhere: "Another tab is recording. Stop there first.",
};

const root = document.querySelector("[data-recorder]");
if (root) new Recorder(root);

function Recorder(root) {
  const find = (name) => root.querySelector(`[data-${name}]`);
  const [button, label, elapsed, fill, status, saved, problem, ring, live, liveText, preparation, file] =
    ["record", "record-label", "elapsed", "target-fill", "status", "saved", "problem", "ring",
      "live-region", "live-text", "preparation", "file"].map(find);
  const target = Number(root.dataset.target);
  let state = "idle";
  let take = null;
  let committed = "";

  preparation.value = localStorage.getItem("preparation") ?? "0";
  preparation.addEventListener("change", () => localStorage.setItem("preparation", preparation.value));
  button.addEventListener("click", press);
  document.addEventListener("keydown", onKey);
  file.addEventListener("change", () => file.files[0] && upload(file.files[0]));
  window.addEventListener("beforeunload", (event) => state === "recording" && event.preventDefault());
  if (localStorage.getItem("live-text") === "hidden") live.classList.add("off");

  function onKey(event) {
    if (event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.code === "Space" && !event.target.closest("summary, a, button:not([data-record])")) {
      event.preventDefault();
      if (!event.repeat) press();
    } else if (event.key.toLowerCase() === "h" && state === "recording") toggleLive();
  }

  function press() {
    if (state === "idle") prepare();
    else if (state === "preparing") record();
    else if (state === "recording") stop();
  }

  // Preparation: a countdown that a press ends early.
  function prepare() {
    const seconds = Number(preparation.value);
    if (!seconds) return record();
    become("preparing");
    const began = performance.now();
    status.textContent = "Collect your first sentence. Press to begin at once.";
    const tick = () => {
      if (state !== "preparing") return;
      const left = seconds - (performance.now() - began) / 1000;
      if (left <= 0) return record();
      label.textContent = String(Math.ceil(left));
      ring.style.setProperty("--left", String(left / seconds));
      requestAnimationFrame(tick);
    };
    tick();
  }

  async function record() {
    become("starting");
    show(problem, "");
    if (!window.isSecureContext || !navigator.mediaDevices) return fail("insecure");
    try {
      const sound = await navigator.mediaDevices.getUserMedia({
        audio: { channelCount: 1, autoGainControl: false, noiseSuppression: false, echoCancellation: false },
      });
      await navigator.locks.request("recorder", { ifAvailable: true }, (lock) => {
        if (!lock) {
          sound.getTracks().forEach((track) => track.stop());
          return fail("elsewhere");
        }
        return run(sound);
      });
    } catch (error) {
      fail(error.name in MESSAGES ? error.name : null, error.message);
    }
  }

  // Everything between Record and the last byte on the server; the tab holds the lock meanwhile.
  async function run(sound) {
    const context = new AudioContext();
    await context.audioWorklet.addModule(root.dataset.worklet);
    const source = context.createMediaStreamSource(sound);
    const node = new AudioWorkletNode(context, "recorder", { numberOfOutputs: 0, channelCount: 1, channelCountMode: "explicit" });
    const answer = {
      id: crypto.randomUUID(), question: root.dataset.question, session: root.dataset.session,
      sampleRate: context.sampleRate, attempts: root.dataset.attempts,
    };
    await store.keepAnswer(answer);
    const outbox = new Outbox(answer, hear);
    take = { context, sound, node, outbox, began: performance.now(), loud: performance.now(), saved: 0 };
    node.port.onmessage = ({ data }) => onBlock(data);
    sound.getAudioTracks()[0].addEventListener("ended", () => { show(problem, MESSAGES.gone); stop(); });
    source.connect(node);
    committed = "";
    live.hidden = false;
    become("recording");
    const sent = outbox.run();
    tick();
    if (await sent) location.assign(`${answer.attempts}/${answer.id}`);
    else become("idle");
  }

  async function onBlock({ samples, last, missed }) {
    if (missed) status.dataset.missed = missed;
    if (samples.length) {
      meter(samples);
      take.outbox.add(samples.buffer).catch(() =>
        show(problem, "This browser has no room left to keep the sound. What is saved is safe; stop soon."));
    }
    if (last) {
      take.context.close();
      await take.outbox.close();
    }
  }

  function stop() {
    if (state !== "recording") return;
    become("sending");
    status.textContent = "Saving the last words…";
    take.sound.getTracks().forEach((track) => track.stop());
    take.node.port.postMessage("stop");
  }

  function tick() {
    if (state !== "recording") return;
    const seconds = (performance.now() - take.began) / 1000;
    elapsed.textContent = clock(seconds);
    fill.style.width = `${Math.min(100, (100 * seconds) / target)}%`;
    root.classList.toggle("past-target", seconds > target);
    if (seconds >= LONGEST_SECONDS) return stop();
    requestAnimationFrame(tick);
  }

  function meter(samples) {
    let sum = 0;
    for (const sample of samples) sum += sample * sample;
    const level = 10 * Math.log10(sum / samples.length / 32767 ** 2 + 1e-12);
    ring.style.setProperty("--level", String(Math.max(0, Math.min(1, (level + 60) / 50))));
    const now = performance.now();
    if (level > SILENT_DB) take.loud = now;
    show(problem, now - take.loud > SILENT_SECONDS * 1000 ? MESSAGES.silent : "");
  }

  // News from the outbox: what is safe, what was understood, what stands in the way.
  function hear({ saved: bytes, transcript, trouble }) {
    if (trouble) {
      status.textContent = trouble;
      return;
    }
    const safe = bytes / 2 / take.outbox.answer.sampleRate;
    if (bytes !== undefined && state === "recording") {
      announce("Recording.");
      // No part of the status: a screen reader would say it twice a second.
      saved.textContent = `Saved to ${clock(safe)}${lag(safe, transcript)}`;
    }
    if (transcript) write(transcript);
  }

  // A slow machine falls behind with the words, never with the sound.
  function lag(safe, transcript) {
    const behind = transcript && !transcript.waiting && safe - transcript.until > BEHIND_SECONDS;
    return behind ? `. Words so far up to ${clock(transcript.until)}; the rest follows after you stop.` : "";
  }

  function write({ segments, tail, waiting }) {
    if (waiting) return;
    committed += segments.map(({ text }) => `${text.trim()} `).join("");
    const open = document.createElement("span");
    open.className = "tail";
    open.textContent = tail;
    liveText.replaceChildren(committed, open);
    live.scrollTop = live.scrollHeight;
  }

  function toggleLive() {
    const off = live.classList.toggle("off");
    localStorage.setItem("live-text", off ? "hidden" : "shown");
  }

  // The fallback: a whole file, sent at once.
  async function upload(sound) {
    become("sending");
    status.textContent = "Sending the file…";
    const id = crypto.randomUUID();
    const { question, session, attempts } = root.dataset;
    const form = new URLSearchParams({ id, question, session, sample_rate: "48000" });
    try {
      const begun = await fetch(attempts, { method: "POST", body: form });
      const sent = begun.ok && await fetch(`${attempts}/${id}/recording`, { method: "PUT", body: sound });
      const refused = [begun, sent].find((response) => response && !response.ok);
      if (!refused) return location.assign(`${attempts}/${id}`);
      fail(null, (await refused.json()).detail);
      if (begun.ok) await fetch(`${attempts}/${id}`, { method: "DELETE" });
    } catch {
      fail(null, "The server does not answer. Your file is untouched; try again in a moment.");
    }
    file.value = "";
  }

  function announce(sentence) {
    if (status.textContent !== sentence) status.textContent = sentence;
  }

  function fail(key, otherwise) {
    show(problem, MESSAGES[key] ?? otherwise);
    become("idle");
  }

  function become(next) {
    state = next;
    root.classList.toggle("recording", next === "recording");
    root.classList.toggle("preparing", next === "preparing");
    document.body.classList.toggle("recording-now", next === "recording" || next === "sending");
    label.textContent = { recording: "Stop", sending: "…", starting: "…" }[next] ?? "Record";
    button.disabled = next === "starting" || next === "sending";
    if (next !== "recording") saved.textContent = "";
    if (next === "idle") status.textContent = "Press the button or the space bar, and say it aloud.";
  }

  function show(element, message) {
    if (element.textContent === message) return;
    element.textContent = message;
    element.hidden = !message;
  }
}
