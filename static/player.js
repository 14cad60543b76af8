// Listening: the waveform with its pauses and fillers, the word being heard, speed, and the keys.

import WaveSurfer from "./vendor/wavesurfer-8.0.1/wavesurfer.esm.js";
import Regions from "./vendor/wavesurfer-8.0.1/regions.esm.js";

const SPEEDS = [0.75, 1, 1.25, 1.5];
const JUMP = 3;
const LEAD = 0.3;

const box = document.querySelector("[data-player-box]");
const player = document.querySelector("[data-player]");
const heard = document.querySelector("[data-heard]");
const speed = document.querySelector("#speed");
let timed = [];

if (player) start();

function start() {
  document.querySelector("[data-speed]").hidden = false;
  speed.addEventListener("change", () => { player.playbackRate = Number(speed.value); });
  document.addEventListener("click", (event) => hear(event.target.closest("[data-start]")));
  document.addEventListener("keydown", onKey);
  player.addEventListener("timeupdate", light);
  player.addEventListener("play", () => requestAnimationFrame(follow));
  collect();
  draw();
}

async function draw() {
  const response = await fetch(box.dataset.peaks);
  if (!response.ok) return;
  const { peaks, seconds } = await response.json();
  if (!peaks.length) return;
  const style = getComputedStyle(document.documentElement);
  const color = (name) => style.getPropertyValue(name).trim();
  const regions = Regions.create();
  WaveSurfer.create({
    container: box.querySelector("[data-waveform]"), media: player, peaks: [peaks], duration: seconds,
    height: 72, normalize: true, cspNonce: box.dataset.nonce, waveColor: color("--soft"),
    progressColor: color("--accent"), cursorColor: color("--ink"), barWidth: 2, barGap: 1,
    plugins: [regions],
  });
  const show = () => mark(regions, color);
  heard?.addEventListener("complete", () => { collect(); show(); });
  show();
}

function mark(regions, color) {
  regions.clearRegions();
  for (const { element, start, end } of timed) {
    const tint = { pause: "--line", filler: "--accent" }[element.className];
    if (!tint) continue;
    regions.addRegion({ start, end, drag: false, resize: false, color: `color-mix(in srgb, ${color(tint)} 55%, transparent)` });
  }
}

function collect() {
  timed = [...document.querySelectorAll("[data-words] [data-start]")].map((element) => ({
    element, start: Number(element.dataset.start), end: Number(element.dataset.end),
  }));
}

function hear(element) {
  if (!element) return;
  player.currentTime = Math.max(0, Number(element.dataset.start) - LEAD);
  player.play();
}

function follow() {
  light();
  if (!player.paused) requestAnimationFrame(follow);
}

function light() {
  const now = player.currentTime;
  for (const { element, start, end } of timed) {
    element.classList.toggle("lit", !player.paused && now >= start && now < end);
  }
}

function onKey(event) {
  if (event.target.closest("input, textarea, select, audio, button, a, summary")) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const act = {
    " ": () => (player.paused ? player.play() : player.pause()),
    ArrowLeft: () => { player.currentTime -= JUMP; },
    ArrowRight: () => { player.currentTime += JUMP; },
    "-": () => step(-1), "+": () => step(1), "=": () => step(1),
  }[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

function step(direction) {
  const next = SPEEDS[SPEEDS.indexOf(Number(speed.value)) + direction];
  if (!next) return;
  speed.value = String(next);
  player.playbackRate = next;
}
