// A letter: copy it, and say when what goes to the mail program is not what stands on the page.

const form = document.querySelector("[data-letter]");
const body = form.elements.body;
const copy = form.querySelector("[data-copy]");
const copied = form.querySelector("[data-copied]");
const kept = document.querySelector("[data-kept]");
const unkept = document.querySelector("[data-unkept]");

const say = (words) => { copied.textContent = words; };

const copyLetter = async () => {
  try {
    await navigator.clipboard.writeText(body.value);
    say("Copied.");
  } catch {
    body.select();
    say("Selected. Copy it with the keyboard.");
  }
};

const compare = () => {
  const changed = [...form.elements].some((field) => "defaultValue" in field
    && field.name && field.value !== field.defaultValue);
  kept.hidden = changed;
  unkept.hidden = !changed;
  say("");
};

copy.hidden = false;
copy.addEventListener("click", copyLetter);
form.addEventListener("input", compare);
