// Rendered by the server from the files it serves. The shell and its files belong together: a page never gets one from this version and the
// other from the next. So a new version waits until the page tells it to take over.
const VERSION = __VERSION__;
const FIRST = __FIRST__;
const LATER = __LATER__;
const SHELL = "/";
const ICON = __ICON__ ?? undefined;
const KEPT = new Set([...FIRST, ...LATER]);

// A name with a hash in it always means the same bytes.
const isLasting = (path) => path.startsWith("/pkg/");

async function keep(cache, path) {
  if (await cache.match(path)) return;
  const before = isLasting(path) ? await caches.match(path) : undefined;
  const response = before ?? (await fetch(path, { cache: isLasting(path) ? "default" : "reload" }));
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  await cache.put(path, response);
}

async function keepLater() {
  const cache = await caches.open(VERSION);
  // A missing network is not a failure: the next navigation tries again.
  await Promise.allSettled(LATER.map((path) => keep(cache, path)));
}

self.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(VERSION);
      await Promise.all(FIRST.map((path) => keep(cache, path)));
    })(),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) {
        if (name.startsWith("dabiao-") && name !== VERSION) await caches.delete(name);
      }
      await self.clients.claim();
    })(),
  );
  keepLater();
});

self.addEventListener("message", (event) => {
  if (event.data === "skipWaiting") self.skipWaiting();
});

async function shell(request) {
  const cache = await caches.open(VERSION);
  return (await cache.match(SHELL)) ?? (await fetch(request));
}

async function file(path, request) {
  const cache = await caches.open(VERSION);
  const kept = await cache.match(path);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) await cache.put(path, response.clone());
  return response;
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin || url.pathname.startsWith("/api/")) return;
  if (request.mode === "navigate") {
    // A file opened in its own tab is answered with the file, not the shell.
    if (url.pathname === SHELL || !KEPT.has(url.pathname)) {
      if (["/healthz", "/readyz"].includes(url.pathname)) return;
      event.respondWith(shell(request));
      event.waitUntil(keepLater());
      return;
    }
  }
  if (KEPT.has(url.pathname) && url.pathname !== SHELL) event.respondWith(file(url.pathname, request));
});

// Shows a push notice, also while no page is open. A notice that arrives twice has the same tag and is shown once.
self.addEventListener("push", (event) => {
  let said = {};
  try {
    said = event.data?.json() ?? {};
  } catch {
    // Not in our form. Show a notice anyway: browsers require one for every push.
  }
  const { title = "达标", body, lang, tag, place = "/" } = said;
  event.waitUntil(self.registration.showNotification(title, { body, lang, tag, icon: ICON, badge: ICON, data: { place } }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const place = new URL(event.notification.data?.place ?? SHELL, self.location.origin);
  if (place.origin !== self.location.origin) return;
  event.waitUntil(
    (async () => {
      const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
      const page = pages.find((it) => it.visibilityState === "visible") ?? pages[0];
      try {
        await page.focus();
        await page.navigate(place.href);
      } catch {
        // No page is open, or the browser does not let us navigate it.
        await self.clients.openWindow(place.href);
      }
    })(),
  );
});

// The browser replaced its push subscription: send it to the server, or this device gets no more push messages.
self.addEventListener("pushsubscriptionchange", (event) => {
  event.waitUntil(
    (async () => {
      const options = event.oldSubscription?.options;
      const subscription = event.newSubscription ?? (options && (await self.registration.pushManager.subscribe(options)));
      if (!subscription) return;
      const { endpoint, keys } = subscription.toJSON();
      await fetch("/api/v1/delivery/subscribe", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ subscription: { endpoint, p256dh: keys.p256dh, auth: keys.auth }, language: "" }),
      });
    })(),
  );
});
