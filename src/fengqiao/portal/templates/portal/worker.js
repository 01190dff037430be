{% load static %}// Keeps the shell for a moment without a line: styles, scripts, one page that says so. Never an answer about a person.
const SHELL = "fq-shell-3";
const OFFLINE = "{% url 'portal-offline' %}";
const FILES = [OFFLINE, "{% static 'ui/css/tokens.css' %}", "{% static 'ui/css/base.css' %}", "{% static 'portal/portal.css' %}", "{% static 'portal/portal.js' %}", "{% static 'portal/icons.svg' %}", "{% static 'ui/mark.svg' %}"];

self.addEventListener("install", (event) => event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(FILES)).then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("fq-shell") && name !== SHELL).map((name) => caches.delete(name)))).then(() => self.clients.claim())));
self.addEventListener("fetch", (event) => {
  const request = event.request;
  if (request.method !== "GET") return;
  const path = new URL(request.url).pathname;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => caches.match(OFFLINE)));
  } else if (FILES.includes(path) && path !== OFFLINE) {
    event.respondWith(fetch(request).catch(() => caches.match(path)));
  }
});
