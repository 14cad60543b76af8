// Sends an answer's sound to the server, block by block, until the server has every byte.

import * as store from "./store.js";

const LARGEST = 1024 * 1024;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 10000;

export class Outbox {
  // `answer`: {id, question, session, sampleRate, attempts, length?}; length once it is complete.
  // `tell`: called with {saved, transcript} and {trouble} as they happen.
  constructor(answer, tell = () => {}) {
    this.answer = answer;
    this.tell = tell;
    this.queue = [];
    this.end = 0;
    this.saved = 0;
    this.known = 0;
    this.created = false;
    this.wake = () => {};
  }

  // Take up what an earlier page left in the store.
  async restore() {
    for (const { offset, bytes } of await store.blocks(this.answer.id)) {
      this.queue.push({ offset, bytes });
      this.end = offset + bytes.byteLength;
    }
  }

  // A new block: kept in the browser, and sent as soon as possible.
  async add(bytes) {
    const offset = this.end;
    this.end += bytes.byteLength;
    this.queue.push({ offset, bytes });
    this.wake();
    await store.keepBlock(this.answer.id, offset, bytes);
  }

  // Nothing more comes; `run` ends once the server has it all.
  async close() {
    this.answer.length = this.end;
    await store.keepAnswer(this.answer);
    this.wake();
  }

  // Runs until the answer is complete on the server, or is refused for good.
  async run() {
    let pause = FIRST_PAUSE;
    for (;;) {
      try {
        const done = await this.step();
        pause = FIRST_PAUSE;
        if (done) return true;
      } catch (error) {
        if (error instanceof Refused) {
          this.tell({ trouble: error.message, refused: true });
          return false;
        }
        this.tell({ trouble: error.message });
        await wait(pause);
        pause = Math.min(pause * 2, LONGEST_PAUSE);
      }
    }
  }

  async step() {
    if (!this.created) return this.create();
    const body = this.next();
    if (body) return this.send(body);
    if (this.answer.length !== undefined) return this.complete();
    await new Promise((resolve) => { this.wake = resolve; });
    return false;
  }

  async create() {
    const { id, question, session, sampleRate, attempts } = this.answer;
    const form = new URLSearchParams({ id, question, sample_rate: sampleRate });
    if (session) form.set("session", session);
    await check(await ask(attempts, { method: "POST", body: form }));
    this.created = true;
    const head = await check(await ask(this.address(), { method: "HEAD" }));
    await this.acknowledge(Number(head.headers.get("Upload-Offset")));
    return false;
  }

  next() {
    if (!this.enough()) return null;
    const parts = [];
    let size = 0;
    for (const { bytes } of this.queue) {
      if (size && size + bytes.byteLength > LARGEST) break;
      parts.push(bytes);
      size += bytes.byteLength;
    }
    return { offset: this.queue[0].offset, blob: new Blob(parts) };
  }

  // Half a second at a time, 2 bytes a sample: a server that listens too has less to do then.
  enough() {
    if (!this.queue.length) return false;
    return this.answer.length !== undefined || this.end - this.queue[0].offset >= this.answer.sampleRate;
  }

  async send({ offset, blob }) {
    const response = await ask(`${this.address()}?after=${this.known}`, {
      method: "PATCH", body: blob, headers: { "Upload-Offset": String(offset) },
    });
    if (response.status === 409) {
      const held = response.headers.get("Upload-Offset");
      if (held === null || Number(held) < this.queue[0].offset) throw new Refused(await sentence(response));
      await this.acknowledge(Number(held));
      return false;
    }
    if (response.status === 404) {
      this.created = false;
      return false;
    }
    await check(response);
    const { offset: saved, transcript } = await response.json();
    this.known = transcript.after + transcript.segments.length;
    await this.acknowledge(saved);
    this.tell({ saved, transcript });
    return false;
  }

  async acknowledge(saved) {
    this.saved = saved;
    while (this.queue.length && this.queue[0].offset + this.queue[0].bytes.byteLength <= saved) {
      this.queue.shift();
    }
    // Only a part of a block arrived: the rest of it is sent next.
    const first = this.queue[0];
    if (first && first.offset < saved) {
      first.bytes = first.bytes.slice(saved - first.offset);
      first.offset = saved;
    }
    this.tell({ saved });
    await store.forgetBlocksBefore(this.answer.id, saved);
  }

  async complete() {
    const headers = { "Upload-Length": String(this.answer.length) };
    const response = await ask(`${this.address()}/completion`, { method: "POST", headers });
    if (response.status === 409) throw new Refused(await sentence(response));
    await check(response);
    await store.forgetAnswer(this.answer.id);
    return true;
  }

  address() {
    return `${this.answer.attempts}/${this.answer.id}/recording`;
  }
}

export class Refused extends Error {}

async function ask(address, options) {
  try {
    return await fetch(address, options);
  } catch {
    throw new Error("The server does not answer just now. Your sound is kept in this browser and sent as soon as it does.");
  }
}

async function check(response) {
  if (response.ok) return response;
  const message = await sentence(response);
  if ([400, 401, 403, 413, 422].includes(response.status)) throw new Refused(message);
  throw new Error(message);
}

async function sentence(response) {
  try {
    return (await response.json()).detail;
  } catch {
    return `The server answered ${response.status}.`;
  }
}

function wait(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
