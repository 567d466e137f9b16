// Only in `cargo xtask dev`: when the site on disk changes, clears the service worker and its caches and reloads.
let seen;
setInterval(async () => {
  const answer = await fetch("/dev.json", { cache: "no-store" }).catch(() => undefined);
  if (!answer?.ok) return; // the server is being restarted
  const now = await answer.text();
  if (seen !== undefined && now !== seen) {
    for (const worker of (await navigator.serviceWorker?.getRegistrations()) ?? []) await worker.unregister();
    for (const name of await caches.keys()) await caches.delete(name);
    location.reload();
  }
  seen = now;
}, 1000);
