// A drill's steps and their clock: the quiet ones before recording, the spoken ones while it runs.

import { clock } from "./clock.js";

const root = document.querySelector("[data-drill]");
if (root) new Drill(root, document.querySelector("[data-recorder]"));

function Drill(root, recorder) {
  const steps = [...root.querySelectorAll("li")];
  const before = steps.filter((step) => !("aloud" in step.dataset));
  const aloud = steps.filter((step) => "aloud" in step.dataset);
  const left = root.querySelector("[data-left]");
  const say = root.querySelector("[data-say]");
  const start = root.querySelector("[data-start]");
  let timer = null;

  if (start) {
    start.hidden = false;
    start.addEventListener("click", think);
  }
  new MutationObserver(follow).observe(recorder, { attributeFilter: ["class"] });
  let recording = false;

  function think() {
    start.hidden = true;
    run(before, () => {
      announce("Now record it.");
      mark(aloud[0]);
      recorder.querySelector("[data-record]").focus();
    });
  }

  // The recorder says by its class when it hears.
  function follow() {
    const now = recorder.classList.contains("recording");
    if (now === recording) return;
    recording = now;
    if (start) start.hidden = true;
    if (recording) run(aloud, () => announce("That was the time. Stop when the sentence is done."));
    else clearInterval(timer);
  }

  function run(some, done) {
    clearInterval(timer);
    const ends = [];
    let total = 0;
    for (const step of some) ends.push(total += Number(step.dataset.seconds));
    const began = performance.now();
    let present = -1;
    const tick = () => {
      const seconds = (performance.now() - began) / 1000;
      const index = ends.findIndex((end) => seconds < end);
      if (index < 0) {
        clearInterval(timer);
        return done();
      }
      if (index !== present) {
        present = index;
        mark(some[index]);
        say.textContent = some[index].firstChild.textContent;
      }
      left.hidden = false;
      left.textContent = clock(Math.ceil(ends[index] - seconds));
    };
    timer = setInterval(tick, 200);
    tick();
  }

  function mark(step) {
    for (const [index, other] of steps.entries()) {
      other.classList.toggle("now", other === step);
      other.classList.toggle("over", index < steps.indexOf(step));
    }
  }

  function announce(text) {
    left.hidden = false;
    left.textContent = text;
    say.textContent = text;
  }
}
