/* Pages for telephones, without htmx: a form (data-send) is sent by itself and its answer takes the place of the page, so that it
   stays where it is when the line breaks on the way. Without this script the browser sends it. */
(() => {
  "use strict";
  const page = (root) => root.querySelector("[data-page]");
  const release = (form) => { delete form.dataset.sending; };

  function show(text, url, moved) {
    const answer = new DOMParser().parseFromString(text, "text/html"), fresh = page(answer);
    if (!fresh) { location.assign(url); return; }
    if (moved) history.pushState({ sent: true }, "", url);
    document.title = answer.title;
    page(document).replaceWith(document.adoptNode(fresh));
    scrollTo(0, 0);
    document.dispatchEvent(new CustomEvent("htmx:afterSettle", { detail: { boosted: true } })); /* what the other scripts listen to */
  }

  async function send(form, submitter) {
    form.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form, submitter), credentials: "same-origin" });
      const text = await answer.text();
      window.fengqiao.settle();
      if (answer.ok || [409, 422].includes(answer.status)) show(text, answer.url, answer.redirected);
      else form.dispatchEvent(new CustomEvent("htmx:responseError", { bubbles: true, detail: { xhr: { status: answer.status } } }));
    } catch {
      window.fengqiao.keepForLater(form, submitter);
    }
    form.removeAttribute("aria-busy");
    release(form);
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !form.matches("form[data-send]") || !window.fetch) return;
    event.preventDefault();
    send(form, event.submitter);
  });
  addEventListener("popstate", () => location.reload());
  const worker = document.querySelector("[data-worker]")?.dataset.worker;
  if (worker && navigator.serviceWorker && window.isSecureContext) navigator.serviceWorker.register(worker).catch(() => {});
})();
