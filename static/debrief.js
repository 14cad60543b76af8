// Keys of a debrief: inside a question 1 to 4 say how it went, A goes to the next suggested area, or
// to the list of all when none is suggested.

const typing = (target) => target.closest("input:not([type=radio], [type=checkbox]), textarea, select");

document.addEventListener("keydown", (event) => {
  const asked = event.target.closest?.("[data-asked]");
  if (!asked || typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key.toLowerCase() === "a") nextArea(asked);
  else if (/^[1-4]$/.test(event.key)) asked.querySelector(`[name$="-rating"][value="${event.key}"]`).click();
  else return;
  event.preventDefault();
});

// A chosen area and one picked from the whole list exclude each other.
for (const areas of document.querySelectorAll("[data-areas]")) {
  const other = areas.querySelector("select");
  const radios = [...areas.querySelectorAll("input")];
  other.addEventListener("change", () => {
    if (other.value) for (const radio of radios) radio.checked = radio.value === other.value;
  });
  for (const radio of radios) radio.addEventListener("change", () => { other.value = ""; });
}

function nextArea(asked) {
  const radios = [...asked.querySelectorAll('[name$="-area"]')];
  if (!radios.length) return asked.querySelector('[name$="-other"]').focus();
  const present = radios.findIndex((radio) => radio.checked);
  radios[(present + 1) % radios.length].click();
}
