/* Speaks: one live region for what went well, one for what did not; failed htmx requests in words. */
(() => {
  "use strict";
  const WORDS = {
    403: "这件事没有办成：没有权限，或者登录已过期。请刷新页面再试；还不行，请联系本单位管理员。",
    404: "找不到要办的内容，可能已被移走。请回到列表刷新后再找。",
    409: "您填写期间别人改过这件事，请核对两边的内容。",
    413: "文件太大，没有传上去。请压缩后再传。",
    429: "操作太快，请稍等一分钟再试。",
  };
  const person = () => document.documentElement.dataset.person || "anyone";

  /* `manner`: "alert" for what went wrong, "quiet" for what the page already shows. */
  function say(text, manner) {
    const urgent = manner === "alert";
    const box = document.getElementById(urgent ? "live-alert" : "live-status");
    if (!box) return;
    box.classList.toggle("sr", manner === "quiet");
    box.textContent = text;
    clearTimeout(box.timer);
    box.timer = setTimeout(() => { box.textContent = ""; }, urgent ? 20000 : 8000);
  }

  function sentTokens() {
    const found = document.cookie.split("; ").find((part) => part.startsWith("ui_sent="));
    if (found) document.cookie = "ui_sent=; path=/; max-age=0; samesite=lax";
    return found ? found.slice(8).split(".") : [];
  }

  window.fengqiao = { say, person, sentTokens };

  document.addEventListener("say", (event) => say(event.detail.value));
  document.addEventListener("htmx:responseError", (event) => {
    const status = event.detail.xhr.status;
    say(WORDS[status] || `服务器出了问题（${status}），没有保存。已填内容还在，请稍后再试。`, "alert");
  });
  for (const name of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(name, (event) => {
      if (!event.target.closest("form[data-draft]")) say("网络不通，没有办成。请检查网络后再试一次。", "alert");
    });
  }
  const line = () => { document.getElementById("offline")?.toggleAttribute("hidden", navigator.onLine); };
  for (const name of ["online", "offline", "load"]) addEventListener(name, line);
  document.addEventListener("htmx:afterSettle", line);
})();
