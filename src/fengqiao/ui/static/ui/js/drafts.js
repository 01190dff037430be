/* Forms marked data-draft keep what is typed on this computer, for the person signed in, for seven days.
   A draft goes only when the server says so (cookie ui_sent) or the person discards it. */
(() => {
  "use strict";
  const DAYS = 7 * 24 * 3600 * 1000;
  const { person, sentTokens, trimRows, growRows } = window.fengqiao;
  const prefix = () => `fengqiao:${person()}:draft:`;
  const keyOf = (form) => prefix() + form.dataset.draft;
  const kept = (el) => el.name && el.name !== "csrfmiddlewaretoken" && !el.closest("[data-nodraft]") &&
    !["file", "password", "submit", "button"].includes(el.type);
  let timer;
  const ticked = (el) => el.type === "checkbox" || el.type === "radio";

  function save(form) {
    clearTimeout(timer);
    if (!form.isConnected) return;
    const names = new Set(), values = [];
    for (const el of form.elements) {
      if (!kept(el)) continue;
      names.add(el.name);
      if (ticked(el) ? el.checked : true) {
        if (el.multiple) for (const option of el.selectedOptions) values.push([el.name, option.value]);
        else values.push([el.name, el.value]);
      }
    }
    const draft = { at: Date.now(), once: form.elements._once?.value, names: [...names], values };
    try { localStorage.setItem(keyOf(form), JSON.stringify(draft)); } catch { window.fengqiao.say("本机存储已满，草稿没有保存，请尽快办理。", "alert"); }
  }

  function read(key) {
    try {
      const draft = JSON.parse(localStorage.getItem(key));
      if (draft && Date.now() - draft.at < DAYS) return draft;
    } catch { /* not ours, or damaged */ }
    localStorage.removeItem(key);
    return null;
  }

  function fill(form, draft) {
    for (const [name, value] of draft.values) {
      if (name.endsWith("-TOTAL_FORMS")) growRows(form, name.slice(0, -12), Number(value));
    }
    const values = new Map(draft.names.map((name) => [name, []]));
    for (const [name, value] of draft.values) values.get(name)?.push(value);
    for (const el of form.elements) {
      if (!kept(el) || !values.has(el.name)) continue;
      const given = values.get(el.name);
      if (ticked(el)) el.checked = given.includes(el.value);
      else if (el.multiple) for (const option of el.options) option.selected = given.includes(option.value);
      else {
        if (el.type === "hidden") el.dataset.fresh ??= el.value;
        el.value = given.shift() ?? "";
      }
      if (el.name.endsWith("-DELETE")) el.closest("[data-rows-row]")?.classList.toggle("is-dropped", el.checked);
    }
  }

  function restore(form) {
    if (form.dataset.draftReady !== undefined) return;
    form.dataset.draftReady = "";
    const draft = "bound" in form.dataset ? null : read(keyOf(form));
    if (!draft) return;
    fill(form, draft);
    const notice = document.getElementById("draft-notice").content.cloneNode(true);
    notice.querySelector("[data-draft-when]").textContent = when(draft.at);
    form.prepend(notice);
  }

  function discard(form) {
    localStorage.removeItem(keyOf(form));
    form.querySelector(".draft-notice")?.remove();
    form.reset();
    trimRows(form);
    for (const el of form.querySelectorAll("[data-fresh]")) el.value = el.dataset.fresh;
    window.fengqiao.say("草稿已丢弃。");
  }

  const when = (at) => new Date(at).toLocaleString("zh-CN", { month: "long", day: "numeric", hour: "2-digit", minute: "2-digit" });

  function settle(tokens = sentTokens()) {
    for (const key of Object.keys(localStorage)) {
      if (!/^fengqiao:[^:]*:draft:/.test(key)) continue;
      const draft = read(key); /* drops what is older than seven days, whoever left it */
      if (key.startsWith(prefix()) && tokens.includes(draft?.once)) localStorage.removeItem(key);
    }
    if (tokens.length) document.dispatchEvent(new CustomEvent("fengqiao:sent", { detail: tokens }));
    return tokens;
  }

  /* Sent by htmx, a form stays on the page when the line breaks while it is on its way. */
  function boost(form) {
    if (!window.htmx || form.matches("[hx-boost], [hx-post]")) return;
    form.setAttribute("hx-boost", "true");
    window.htmx.process(form);
  }

  function start() {
    settle();
    for (const form of document.querySelectorAll("form[data-draft]")) { restore(form); boost(form); }
  }

  Object.assign(window.fengqiao, { saveDraft: save, settle, when });

  for (const name of ["input", "change"]) {
    document.addEventListener(name, (event) => {
      const form = event.target.form;
      if (form?.dataset.draft === undefined) return;
      clearTimeout(timer);
      timer = setTimeout(() => save(form), 300);
    });
  }
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-draft-drop]")) discard(event.target.closest("form"));
  });
  document.addEventListener("DOMContentLoaded", start);
  document.addEventListener("htmx:afterSettle", start);
})();
