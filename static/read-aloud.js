// Reads the question aloud, with voices of this machine only: others would send it elsewhere.

const button = document.querySelector("[data-read-aloud]");

const localVoice = () => {
  const voices = speechSynthesis.getVoices().filter((voice) => voice.localService);
  return voices.find((voice) => voice.lang.startsWith("en")) ?? voices[0];
};

const offer = () => { button.hidden = !localVoice(); };

const read = () => {
  if (speechSynthesis.speaking) return speechSynthesis.cancel();
  const question = document.getElementById(button.dataset.readAloud);
  const speech = new SpeechSynthesisUtterance(question.textContent);
  speech.voice = localVoice();
  speechSynthesis.speak(speech);
};

if (button && "speechSynthesis" in window) {
  button.addEventListener("click", read);
  speechSynthesis.addEventListener?.("voiceschanged", offer);
  offer();
}
