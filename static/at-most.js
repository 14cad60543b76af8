// A form of check boxes that takes a limited number, and says how many are picked.

for (const form of document.querySelectorAll("[data-at-most]")) {
  const most = Number(form.dataset.atMost);
  const boxes = [...form.querySelectorAll("input[type=checkbox]")];
  const count = form.querySelector("[data-count]");

  const update = () => {
    const picked = boxes.filter((box) => box.checked).length;
    for (const box of boxes) box.disabled = picked >= most && !box.checked;
    count.textContent = picked === 0 ? "None picked yet"
      : picked === most ? `${picked} picked, that is the most` : `${picked} picked`;
  };

  form.addEventListener("change", update);
  update();
}
