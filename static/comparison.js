// Plays the first take and then the latest one.

const [then, now] = document.querySelectorAll("audio");
const button = document.querySelector("[data-one-after-the-other]");

if (then && now && button) {
  button.hidden = false;
  button.addEventListener("click", () => {
    then.currentTime = now.currentTime = 0;
    then.addEventListener("ended", () => now.play(), { once: true });
    now.pause();
    then.play();
  });
}
