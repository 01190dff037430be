// Comforts for the citizens' pages; all of them work without it. Answers are kept on the person's own device if they say so,
// sending waits for a line and goes on by itself, photographs are made smaller first, pages can be read aloud.
"use strict";
(() => {
  const KEPT = "fq-draft", SHARED = "fq-shared", RETRY_MS = 8000, LONGEST_SIDE = 1600, DAYS = 7;
  const store = { get: (k) => { try { return localStorage.getItem(k); } catch { return null; } },
    set: (k, v) => { try { localStorage.setItem(k, v); } catch { /* full or forbidden: then without */ } },
    drop: (k) => { try { localStorage.removeItem(k); } catch { /* the same */ } } };
  const find = (what, within = document) => within.querySelector(what);
  const line = () => find("[data-line]");
  let waiting = null, timer = 0, shrunk = new Map();

  function say(text) {
    const box = line();
    if (!box) return;
    box.hidden = !text;
    box.textContent = text;
  }

  // Drafts --------------------------------------------------------------------------------------------------------------

  const ownDevice = () => store.get(SHARED) === "no";
  function draft() {
    try {
      const found = JSON.parse(store.get(KEPT) || "null");
      return found && Date.now() - found.at < DAYS * 864e5 ? found : null;
    } catch { return null; }
  }
  function typed(form) {
    const values = {};
    for (const field of form.elements) {
      if (!field.name || field.name.startsWith("_") || ["csrfmiddlewaretoken", "website", "code", "phone", "drop"].includes(field.name)) continue;
      if (field.type === "file" || field.tagName === "BUTTON") continue;
      if ((field.type === "radio" || field.type === "checkbox") && !field.checked) continue;
      values[field.name] = field.value;
    }
    return values;
  }
  function keep(form) {
    const flow = form.dataset.flow;
    if (!ownDevice() || "unkept" in form.dataset || !flow || !flow.startsWith("service:") || ["phone", "code"].includes(form.dataset.at)) return;
    const last = draft();
    const answers = last && last.flow === flow ? last.answers : {};
    store.set(KEPT, JSON.stringify({ flow, url: location.pathname + location.search, at: Date.now(), answers: { ...answers, ...typed(form) } }));
  }
  function fillIn(form) {
    const last = draft();
    if (!last || last.flow !== form.dataset.flow) return;
    for (const [name, value] of Object.entries(last.answers)) {
      for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
        if (field.type === "radio") { if (!form.querySelector(`[name="${CSS.escape(name)}"]:checked`) && field.value === value) field.checked = true; }
        else if (field.type !== "file" && !field.value) field.value = value;
      }
    }
  }

  // Sending -------------------------------------------------------------------------------------------------------------

  async function send(form, button) {
    const body = new FormData(form);
    if (button && button.name) body.set(button.name, button.value);
    for (const [input, files] of shrunk) {
      if (!input.isConnected || input.form !== form) continue;
      body.delete(input.name);
      files.forEach((file) => body.append(input.name, file, file.name));
    }
    waiting = { form, button };
    const next = button || find("[data-next]", form);
    if (next) next.setAttribute("aria-disabled", "true");
    try {
      const answer = await fetch(form.action, { method: "POST", body, credentials: "same-origin", headers: { "X-Fetched": "1" } });
      const text = await answer.text();
      if (!/<main[\s>]/.test(text)) {  // not our page: what stands before the machine answers in its place
        if (answer.status === 413) { stopped(next, "照片一次传得太多，没有传上去。写的都还在：去掉几张，再按一次。"); return; }
        if (answer.status >= 500) throw new Error("no answer");
      }
      waiting = null;
      say("");
      show(text, answer.url, answer.redirected);
    } catch {
      if (next) next.removeAttribute("aria-disabled");
      const how = navigator.onLine ? "现在连不上。" : "现在没有网络。";
      say(ownDevice() ? `${how}写的已经存在这台手机上，连上网会自动继续，请不要关掉这一页。` : `${how}连上网会自动继续，请不要关掉这一页。`);
      clearTimeout(timer);
      timer = setTimeout(again, RETRY_MS);
    }
  }
  function stopped(button, text) {
    waiting = null;
    if (button) button.removeAttribute("aria-disabled");
    say(text);
  }
  function again() {
    if (!waiting || !waiting.form.isConnected) return;
    send(waiting.form, waiting.button);
  }
  function show(text, url, moved) {
    const page = new DOMParser().parseFromString(text, "text/html");
    const main = find("main", page);
    if (!main) { location.href = url; return; }
    if (moved) {
      if (!find("[data-sent]", main) && !find("[data-poll]", main)) { location.href = url; return; }
      history.replaceState({}, "", url);
    } else {
      history.pushState({ step: true }, "");
    }
    shrunk = new Map();
    document.title = page.title;
    find("main").replaceWith(document.adoptNode(main));
    window.scrollTo(0, 0);
    begin();
    (find("[data-focus]") || find("main")).focus();
  }

  // Photographs ---------------------------------------------------------------------------------------------------------

  async function smaller(file) {
    if (!/^image\/(jpeg|png|webp|heic|heif)$/.test(file.type) || !window.createImageBitmap) return file;
    try {
      const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
      const part = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.width * part);
      canvas.height = Math.round(picture.height * part);
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.8));
      return blob ? new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" }) : file;
    } catch { return file; }
  }
  async function picked(input) {
    const list = find("[data-picked]", input.form);
    const files = await Promise.all([...input.files].map(smaller));
    shrunk.set(input, [...(input.id === "camera" ? shrunk.get(input) || [] : []), ...files]);
    list.replaceChildren(...[...shrunk.values()].flat().map((file) => {
      const item = document.createElement("li");
      item.textContent = `${file.name}（${Math.max(1, Math.round(file.size / 1024))} KB），按“下一步”传上去`;
      return item;
    }));
  }

  // Reading aloud -------------------------------------------------------------------------------------------------------

  function readAloud() {
    speechSynthesis.cancel();
    const words = [...document.querySelectorAll("main [data-say], main legend:not(.sr), main .cz-choice span, main .cz-errors li")].map((each) => each.textContent.trim()).filter(Boolean);
    const voice = new SpeechSynthesisUtterance(words.join("。"));
    voice.lang = "zh-CN";
    voice.rate = 0.9;
    speechSynthesis.speak(voice);
  }

  // Beginning a page ----------------------------------------------------------------------------------------------------

  function begin() {
    const form = find("[data-flow]");
    if (form) {
      fillIn(form);
      form.addEventListener("input", () => keep(form));
      find("[data-more]", form)?.setAttribute("hidden", "");  // several can be picked here; “下一步” sends them
      form.querySelectorAll("[data-shrink]").forEach((input) => input.addEventListener("change", () => picked(input)));
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        if (waiting && waiting.form === form && event.submitter === waiting.button && navigator.onLine && event.submitter?.getAttribute("aria-disabled")) return;
        keep(form);
        send(form, event.submitter);
      });
    }
    const shared = find("[data-shared]");
    if (shared && form && form.dataset.flow.startsWith("service:")) {
      shared.hidden = false;
      const no = find("[data-shared-no]"), yes = find("[data-shared-yes]");
      no.checked = ownDevice();
      yes.checked = store.get(SHARED) === "yes";
      no.addEventListener("change", () => { store.set(SHARED, "no"); keep(form); });
      yes.addEventListener("change", () => { store.set(SHARED, "yes"); store.drop(KEPT); });
    }
    const sent = find("[data-sent]");
    const last = draft();
    if (sent && last && last.flow === `service:${sent.dataset.sent}`) store.drop(KEPT);
    const resume = find("[data-resume]");
    if (resume && last) {
      resume.hidden = false;
      find("[data-resume-link]").href = last.url;
      find("[data-resume-drop]").addEventListener("click", () => { store.drop(KEPT); resume.hidden = true; });
    }
    poll();
  }
  function poll() {
    const box = find("[data-poll]:not([data-poll-done])");
    if (!box) return;
    setTimeout(async () => {
      if (!box.isConnected) return;
      try {
        const page = new DOMParser().parseFromString(await (await fetch(location.href, { credentials: "same-origin" })).text(), "text/html");
        const main = find("main", page);
        if (main && box.isConnected && find("main").innerHTML !== main.innerHTML) { document.title = page.title; find("main").replaceWith(document.adoptNode(main)); begin(); return; }
      } catch { /* no line: later */ }
      poll();
    }, 3000);
  }

  // Out at once: nothing stays on the device, and going back does not lead here -------------------------------------------

  function leave(event) {
    event.preventDefault();
    store.drop(KEPT);
    fetch(event.target.action, { method: "POST", body: new FormData(event.target), credentials: "same-origin", keepalive: true }).catch(() => {});
    document.body.replaceChildren();
    document.title = "";
    location.replace("about:blank");
  }

  // What is nearest: reckoned here from where the telephone says it is; nothing of it is sent ---------------------------------

  function kilometres([lon, lat], here) {
    const rad = (degrees) => degrees * Math.PI / 180;
    const a = Math.sin(rad(lat - here.latitude) / 2) ** 2 + Math.cos(rad(here.latitude)) * Math.cos(rad(lat)) * Math.sin(rad(lon - here.longitude) / 2) ** 2;
    return 12742 * Math.asin(Math.sqrt(a));
  }
  function nearest(here) {
    const list = find("[data-places]");
    const far = (place) => place.dataset.at ? kilometres(place.dataset.at.split(",").map(Number), here) : Infinity;
    const places = [...list.children].map((place) => [far(place), place]).sort((one, other) => one[0] - other[0]);
    places.forEach(([km, place]) => {
      if (km < Infinity) find("[data-far]", place).textContent = km < 1 ? `，约${Math.max(1, Math.round(km * 10))}00米` : `，约${km < 10 ? km.toFixed(1) : Math.round(km)}公里`;
      list.append(place);
    });
    find("[data-near-said]").textContent = "已经按直线距离从近到远排好，走的路会远一些。没有登记位置的排在最后。";
    list.scrollIntoView();
  }
  const near = find("[data-near]");
  if (near && navigator.geolocation && window.isSecureContext && find("[data-at]")) {
    near.hidden = false;
    find("[data-near-ask]").addEventListener("click", () => {
      find("[data-near-said]").textContent = "正在看您在哪里……";
      navigator.geolocation.getCurrentPosition((found) => nearest(found.coords), () => { find("[data-near-said]").textContent = "没有看到您在哪里（没有允许，或者没有信号）。可以点上面的乡镇找。"; }, { timeout: 15000, maximumAge: 600000 });
    });
  }

  document.documentElement.classList.add("cz-scripts");
  find("[data-leave]")?.addEventListener("submit", leave);
  window.addEventListener("online", () => { say(""); again(); });
  window.addEventListener("offline", () => say("现在没有网络。可以接着写，连上网再往下走。"));
  window.addEventListener("popstate", () => { const back = find("[data-back]"); if (back) back.click(); else location.reload(); });
  window.addEventListener("pagehide", () => { if (window.speechSynthesis) speechSynthesis.cancel(); });
  const read = find("[data-read]");
  if (read && window.speechSynthesis) { read.hidden = false; read.addEventListener("click", readAloud); }
  if (navigator.serviceWorker && window.isSecureContext) navigator.serviceWorker.register("/m/worker.js", { scope: "/m/" }).catch(() => {});
  begin();
})();
