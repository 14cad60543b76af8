// Collects the microphone's sound into blocks of a quarter of a second, as 16-bit samples.

const BLOCKS_A_SECOND = 4;

class Recorder extends AudioWorkletProcessor {
  constructor() {
    super();
    this.block = new Int16Array(Math.round(sampleRate / BLOCKS_A_SECOND));
    this.filled = 0;
    this.next = null;
    this.missed = 0;
    this.port.onmessage = () => this.flush(true);
  }

  process([input]) {
    const channel = input[0];
    if (!channel) return true;
    // A jump in the frame count means that the machine was too busy: it is reported, not hidden.
    if (this.next !== null && currentFrame > this.next) this.missed += currentFrame - this.next;
    this.next = currentFrame + channel.length;
    for (const sample of channel) {
      const clipped = Math.max(-1, Math.min(1, sample));
      this.block[this.filled++] = Math.round(clipped * 32767);
      if (this.filled === this.block.length) this.flush(false);
    }
    return true;
  }

  flush(last) {
    const samples = this.block.slice(0, this.filled);
    this.filled = 0;
    this.port.postMessage({ samples, last, missed: this.missed }, [samples.buffer]);
  }
}

registerProcessor("recorder", Recorder);
