/* Long forms: shows a field only while it is asked, opens what is folded when something stands in it. Without this script
   every field is seen; the server ignores what was not asked. */
(() => {
  "use strict";
  function given(form, name) {
    const found = [];
    for (const el of form.elements) {
      if (el.name !== name) continue;
      if (el.type === "checkbox" || el.type === "radio") { if (el.checked) found.push(el.value); } else found.push(el.value);
    }
    return found;
  }

  function ask(form) {
    for (const box of form.querySelectorAll("[data-asked-by]")) {
      const wanted = box.dataset.askedWhen.split("|");
      box.hidden = !given(form, box.dataset.askedBy).some((value) => wanted.includes(value));
    }
  }

  const filled = (el) => !["hidden", "button", "submit"].includes(el.type) &&
    (el.type === "checkbox" || el.type === "radio" ? el.checked && !el.defaultChecked : el.value);

  function unfold(form) {
    for (const box of form.querySelectorAll("details.rows-more:not([open])")) {
      if ([...box.querySelectorAll("input, select, textarea")].some(filled)) box.open = true;
    }
  }

  function settle() {
    for (const form of document.querySelectorAll("form.form[method=post]")) { unfold(form); ask(form); }
  }

  document.addEventListener("change", (event) => {
    if (!event.target.form) return;
    ask(event.target.form);
    if (event.target.closest("details.rows-more")) unfold(event.target.form);
  });
  document.addEventListener("click", (event) => {
    const form = event.target.closest("[data-rows-add], [data-draft-drop]")?.closest("form");
    if (form) ask(form);
  });
  document.addEventListener("DOMContentLoaded", settle);
  document.addEventListener("htmx:afterSettle", settle);
})();
