/* A form that could not be sent waits on this computer and is sent later, once: `_once` tells the server so. */
(() => {
  "use strict";
  const { say, person, settle, saveDraft, when } = window.fengqiao;
  const key = () => `fengqiao:${person()}:outbox`;
  const load = () => { try { return JSON.parse(localStorage.getItem(key())) || []; } catch { return []; } };
  let busy = false, held = null; /* a form with photographs waits on its page */

  function store(list) {
    if (list.length) localStorage.setItem(key(), JSON.stringify(list)); else localStorage.removeItem(key());
    show(list);
  }

  function keep(form, submitter) {
    saveDraft(form);
    const data = new FormData(form, submitter);
    if ([...data.values()].some((value) => value instanceof File && value.size)) {
      held = { form, submitter };
      say("网络不通，没有发出去。文字已保存在本机；照片还在这一页，请不要关闭，联网后自动再发。", "alert");
      return;
    }
    data.delete("csrfmiddlewaretoken");
    const once = data.get("_once");
    const entry = { once, url: form.action, page: location.href, title: form.dataset.draftTitle || document.title,
      at: Date.now(), body: new URLSearchParams([...data].filter(([, value]) => typeof value === "string")).toString(), why: "" };
    store([...load().filter((other) => other.once !== once), entry]);
    say("已保存在本机，联网后自动发送。可以接着办别的事。", "quiet");
  }

  async function post(entry) {
    const token = JSON.parse(document.querySelector("[hx-headers]")?.getAttribute("hx-headers") || "{}");
    const answer = await fetch(entry.url, { method: "POST", credentials: "same-origin",
      headers: { ...token, "Content-Type": "application/x-www-form-urlencoded", "X-Sent-Later": "1" }, body: entry.body });
    if (settle().includes(entry.once)) return "sent";
    if (answer.redirected) return "请先登录，登录后自动发送。";
    return answer.status >= 500 ? "服务器暂时不能接收，稍后自动再发。" : "没有被接收，请打开核对后再办理。";
  }

  function resubmit() {
    const { form, submitter } = held;
    if (form.dataset.sending) return; /* on its way */
    held = null;
    if (form.isConnected) form.requestSubmit(submitter?.isConnected ? submitter : undefined);
  }

  async function send() {
    if (busy || !navigator.onLine) return;
    if (held) resubmit();
    busy = true;
    for (const entry of load()) {
      let why;
      try { why = await post(entry); } catch { break; }
      if (why === "sent") say(`“${entry.title}”已发送。`);
      else store(load().map((other) => (other.once === entry.once ? { ...other, why } : other)));
    }
    busy = false;
  }

  function show(list = load()) {
    const box = document.getElementById("outbox");
    if (!box) return;
    box.hidden = !list.length;
    box.querySelector(".outbox-list").replaceChildren(...list.map((entry) => {
      const item = document.createElement("li"), open = document.createElement("a"), drop = document.createElement("button");
      Object.assign(open, { href: entry.page, textContent: `${entry.title}（${when(entry.at)}填写）` });
      Object.assign(drop, { type: "button", className: "button button--quiet button--small", textContent: "不发了" });
      drop.dataset.outboxDrop = entry.once;
      item.append(open, " ", entry.why, " ", drop);
      return item;
    }));
  }

  const draftForm = (event) => event.target.closest?.("form[data-draft]");
  document.addEventListener("submit", (event) => {
    const form = draftForm(event);
    if (!form) return;
    saveDraft(form);
    if (navigator.onLine) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    keep(form, event.submitter);
  }, true);
  for (const name of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(name, (event) => { const form = draftForm(event); if (form) keep(form); });
  }
  document.addEventListener("fengqiao:sent", (event) => store(load().filter((entry) => !event.detail.includes(entry.once))));
  document.addEventListener("click", (event) => {
    const drop = event.target.closest("[data-outbox-drop]");
    if (event.target.closest("[data-outbox-send]")) send();
    if (drop && confirm("不再发送这份表单？草稿仍保存在本机。")) store(load().filter((entry) => entry.once !== drop.dataset.outboxDrop));
  });
  addEventListener("online", send);
  addEventListener("load", () => { show(); send(); });
  document.addEventListener("htmx:afterSettle", () => show());
  setInterval(() => { if (held || load().length) send(); }, 60000);
  Object.assign(window.fengqiao, { keepForLater: keep });
})();
