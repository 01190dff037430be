/* A panel beside a form: its buttons write what they propose into the form. The person still decides and sends. */
(() => {
  "use strict";
  function write(form, name, value) {
    const fields = [...form.querySelectorAll(`[name="${name}"]`)], wanted = [].concat(value);
    const choices = fields.filter((each) => each.type === "radio" || each.type === "checkbox");
    for (const each of choices) if (wanted.includes(each.value)) each.checked = true;
    if (fields.length && !choices.length) fields[0].value = value;
    for (const kind of ["input", "change"]) fields[0]?.dispatchEvent(new Event(kind, { bubbles: true }));
    return fields[0];
  }

  /* A row of people or articles: the first one whose first field nobody has filled, or a new one; several one after another. */
  function addRow(form, prefix, values) {
    if (Array.isArray(values)) return values.map((each) => addRow(form, prefix, each)).pop();
    const count = Number(form.querySelector(`[name="${prefix}-TOTAL_FORMS"]`).value), first = Object.keys(values)[0];
    const there = (n) => form.querySelector(`[name="${prefix}-${n}-${first}"]`);
    for (let n = 0; n < count; n += 1) if (there(n)?.value === values[first]) return there(n);
    let at = 0;
    while (at < count && there(at)?.value) at += 1;
    if (at === count) window.fengqiao.growRows(form, prefix, at + 1);
    return Object.entries(values).map(([name, value]) => write(form, `${prefix}-${at}-${name}`, value)).pop();
  }

  /* Behind what has been written, on a line of its own: what somebody typed is never lost. */
  function append(form, name, value) {
    const there = form.querySelector(`[name="${name}"]`)?.value.trimEnd() ?? "";
    return there.includes(value) ? form.querySelector(`[name="${name}"]`) : write(form, name, there ? `${there}\n${value}` : value);
  }

  const ways = { "+": addRow, ">": append };
  const fill = (form, name, value) => (ways[name[0]] ? ways[name[0]](form, name.slice(1), value) : write(form, name, value));

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-fill]"), form = document.querySelector("form[data-beside-form]");
    if (!button || !form) return;
    const all = Object.entries(JSON.parse(button.dataset.fill));
    const filled = all.map(([name, value]) => fill(form, name, value));
    Object.assign(button, { disabled: true, textContent: "已填入" });
    filled.pop()?.scrollIntoView({ block: "center" });
    window.fengqiao.say("已填入，请核对。");
  });

  /* On a phone the panel stands below the form: a line at the foot of the screen says how much is in it, and leads there. */
  document.addEventListener("htmx:afterSettle", (event) => {
    const told = event.target.querySelector?.("[data-beside-told]"), jump = document.querySelector("[data-beside-jump]");
    if (!event.target.matches?.("[data-beside]") || !jump) return;
    jump.hidden = !told;
    jump.textContent = told?.dataset.besideTold ?? "";
  });
})();
