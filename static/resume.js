// On every page: sends what an earlier page, closed or crashed, could not send any more.

import { clock } from "./clock.js";
import { Outbox } from "./outbox.js";
import * as store from "./store.js";

const notice = document.getElementById("resume");

async function resume() {
  for (const answer of await store.answers()) {
    const outbox = new Outbox(answer);
    await outbox.restore();
    answer.length ??= await lengthOf(outbox);
    say("An answer was broken off. What this browser kept is being sent…");
    const link = document.createElement("a");
    link.href = `${answer.attempts}/${answer.id}`;
    link.textContent = "Listen to it";
    const seconds = clock(answer.length / 2 / answer.sampleRate);
    if (await outbox.run()) say(`An answer that was broken off is safe, up to ${seconds}. `, link);
    else say("An answer that was broken off could not be sent: the server refused it. It stays in this browser.");
  }
}

// The whole length: what the browser still has, or what the server has.
async function lengthOf(outbox) {
  if (outbox.end) return outbox.end;
  const head = await fetch(outbox.address(), { method: "HEAD" });
  return Number(head.headers.get("Upload-Offset") ?? 0);
}

function say(...parts) {
  notice.replaceChildren(...parts);
  notice.hidden = false;
}

// The lock is held while a tab records: its answer is not broken off.
navigator.locks?.request("recorder", { ifAvailable: true }, async (lock) => {
  if (lock) await resume();
});
