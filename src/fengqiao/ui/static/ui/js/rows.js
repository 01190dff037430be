/* Several rows of one kind: adds a row from the blank without asking the server. */
(() => {
  "use strict";
  function add(box) {
    const list = box.querySelector("[data-rows-list]");
    const total = box.querySelector(`[name="${box.dataset.rows}-TOTAL_FORMS"]`);
    const index = Number(total.value);
    const blank = box.querySelector("[data-rows-blank]");
    const row = document.createElement("template");
    row.innerHTML = blank.innerHTML.replaceAll("__prefix__", index);
    const item = row.content.firstElementChild;
    item.dataset.added = "";
    item.querySelector("[data-rows-number]").textContent = list.children.length + 1;
    list.append(item);
    total.value = index + 1;
    return item;
  }

  function grow(form, prefix, count) {
    const box = form.querySelector(`[data-rows="${prefix}"]`);
    while (box && box.querySelector(`[name="${prefix}-TOTAL_FORMS"]`).value < count) add(box);
  }

  function trim(form) {
    for (const box of form.querySelectorAll("[data-rows]")) {
      const added = box.querySelectorAll("[data-added]");
      box.querySelector(`[name="${box.dataset.rows}-TOTAL_FORMS"]`).value -= added.length;
      added.forEach((item) => item.remove());
    }
  }

  Object.assign(window.fengqiao, { growRows: grow, trimRows: trim });

  /* Enter in a field must press the form's own button, not 加一行, which stands before it. */
  const stepAside = () => document.querySelectorAll("[data-rows-add]").forEach((button) => { button.type = "button"; });
  document.addEventListener("DOMContentLoaded", stepAside);
  document.addEventListener("htmx:afterSettle", stepAside);

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-rows-add]");
    if (!button) return;
    event.preventDefault();
    const item = add(button.closest("[data-rows]"));
    item.querySelector("input:not([type=hidden], [type=checkbox]), select, textarea")?.focus();
    window.fengqiao.say("已加一行。");
  });
  document.addEventListener("change", (event) => {
    if (event.target.name?.endsWith("-DELETE")) {
      event.target.closest("[data-rows-row]")?.classList.toggle("is-dropped", event.target.checked);
    }
  });
})();
