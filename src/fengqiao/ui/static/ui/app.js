/* Keys, menus, focus, double presses, unsaved changes. Everything here is a comfort: pages work without it. */
(() => {
  "use strict";
  const typing = (el) => el.closest("input, textarea, select, [contenteditable]");
  const shown = (el) => el.getClientRects().length > 0;

  function move(step) {
    const rows = [...document.querySelectorAll("[data-open], .row-link")].filter(shown);
    if (!rows.length) return false;
    const here = document.activeElement?.closest("[data-row], tr");
    const at = rows.findIndex((row) => here?.contains(row));
    rows[at < 0 ? 0 : Math.min(Math.max(at + step, 0), rows.length - 1)].focus();
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape") closeMenus(true);
    if (typing(event.target)) return;
    const search = document.querySelector("[data-search]");
    if (event.key === "/" && search && shown(search)) { event.preventDefault(); search.focus(); search.select(); }
    if ((event.key === "j" || event.key === "k") && move(event.key === "j" ? 1 : -1)) event.preventDefault();
  });

  function closeMenus(refocus, except) {
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      if (menu === except) continue;
      menu.open = false;
      if (refocus) menu.querySelector("summary").focus();
    }
  }

  document.addEventListener("click", (event) => {
    closeMenus(false, event.target.closest("details[data-menu]"));
    const close = event.target.closest("[data-close-details]");
    if (close) { const box = close.closest("details"); box.open = false; box.querySelector("summary").focus(); }
  });

  /* One press is one deed. */
  const release = (form) => { delete form.dataset.sending; };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sending) { event.preventDefault(); event.stopImmediatePropagation(); return; }
    if (event.defaultPrevented || form.method !== "post") return;
    form.dataset.sending = "1";
    delete form.dataset.dirty;
    setTimeout(() => release(form), 10000);
  }, true);
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sending]").forEach(release));
  document.addEventListener("htmx:afterRequest", (event) => { const form = event.target.closest("form"); if (form) release(form); });

  /* Forms without a draft warn before the page is left. */
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form && "warn" in form.dataset) form.dataset.dirty = "1";
  });
  addEventListener("beforeunload", (event) => { if (document.querySelector("form[data-dirty]")) event.preventDefault(); });

  /* What was chosen to upload, in words. */
  document.addEventListener("change", (event) => {
    const list = event.target.closest("[data-upload]")?.querySelector("[data-upload-list]");
    if (!list || event.target.type !== "file") return;
    const lines = [...event.target.files].map((file) => Object.assign(document.createElement("li"),
      { textContent: `${file.name}（${(file.size / 1048576).toFixed(1)} MB）` }));
    list.replaceChildren(...lines);
    list.hidden = !lines.length;
  });

  /* A sentence to be pasted elsewhere. Pages of an office network are no "secure context": the old way works there, too. */
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    const text = button && document.getElementById(button.dataset.copy);
    if (!text) return;
    text.select();
    window.fengqiao?.say(document.execCommand("copy") ? "已复制，可以粘贴到别处。" : "没有复制成。文字已经选中，请按Ctrl+C复制。");
  });

  function settle(event) {
    const root = event?.target?.querySelectorAll ? event.target : document;
    root.querySelectorAll("[data-copy]").forEach((button) => { button.hidden = false; });
    root.querySelectorAll("[data-close-details]").forEach((button) => { button.hidden = false; });
    const wanted = root.querySelector("[data-focus]");
    const slot = root.closest?.(".action-slot")?.querySelector("input:not([type=hidden]), select, textarea");
    if (wanted) wanted.focus();
    else if (slot) { slot.focus(); slot.closest(".action-slot").scrollIntoView({ block: "nearest" }); }
    else if (event?.detail?.boosted) document.getElementById("main")?.focus();
  }
  document.addEventListener("DOMContentLoaded", () => settle());
  document.addEventListener("htmx:afterSettle", settle);
})();
