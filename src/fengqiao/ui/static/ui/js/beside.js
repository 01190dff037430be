/* A panel beside a form: its buttons write what they propose into the form. The person still decides and sends. */
(() => {
  "use strict";
  function write(form, name, value) {
    const fields = [...form.querySelectorAll(`[name="${name}"]`)];
    if (!fields.length) return null;
    const field = fields[0];
    if (field.type === "radio") {
      const wanted = fields.find((each) => each.value === value);
      if (wanted) wanted.checked = true;
      return told(wanted);
    }
    if (field.type === "checkbox") {
      for (const each of fields) if ([].concat(value).includes(each.value)) each.checked = true;
      return told(field);
    }
    field.value = value;
    return told(field);
  }

  function told(field) {
    for (const kind of ["input", "change"]) field?.dispatchEvent(new Event(kind, { bubbles: true }));
    return field;
  }

  /* A row of people: the first one nobody has named, or a new one. */
  function addRow(form, prefix, values) {
    const total = form.querySelector(`[name="${prefix}-TOTAL_FORMS"]`);
    let at = [...Array(Number(total.value)).keys()].find((n) => !form.querySelector(`[name="${prefix}-${n}-name"]`)?.value);
    if (at === undefined) { at = Number(total.value); window.fengqiao.growRows(form, prefix, at + 1); }
    let last = null;
    for (const [name, value] of Object.entries(values)) last = write(form, `${prefix}-${at}-${name}`, value);
    return last;
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-fill]");
    const form = document.querySelector("form[data-beside-form]");
    if (!button || !form) return;
    let last = null;
    for (const [name, value] of Object.entries(JSON.parse(button.dataset.fill))) {
      last = name.startsWith("+") ? addRow(form, name.slice(1), value) : write(form, name, value);
    }
    button.disabled = true;
    button.textContent = "已填入";
    last?.scrollIntoView({ block: "center" });
    window.fengqiao.say("已填入，请核对。");
  });
})();
