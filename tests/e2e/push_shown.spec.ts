// A push message on a phone. Only the whole Chromium shows notifications, not its headless shell.
import { launched } from "./support/chromium";
import { signIn } from "./support/people";
import { expect, test } from "./support/test";

test.use({ launchOptions: launched(process.env.DABIAO_CHROMIUM) });

test("a push is shown in the person's language and only once", async ({ newPage, server }) => {
  const page = await newPage();
  await page.context().grantPermissions(["notifications"], { origin: server.url });
  await signIn(page, "lin");
  const devtools = await page.context().newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    devtools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const ours = registrations.find((it) => it.scopeURL.startsWith(server.url));
      if (ours) resolve(ours.registrationId);
    });
  });
  await devtools.send("ServiceWorker.enable");
  const registrationId = await registered;
  const data = JSON.stringify({ title: "1 条新预警", body: "交付延迟：恒通机械", lang: "zh-CN", tag: "a", place: "/alerts" });
  for (let times = 0; times < 2; times += 1) {
    await devtools.send("ServiceWorker.deliverPushMessage", { origin: server.url, registrationId, data });
  }
  const shown = () =>
    page.evaluate(async () => (await (await navigator.serviceWorker.ready).getNotifications()).map((it) => `${it.title}: ${it.body}`));
  await expect.poll(shown).toEqual(["1 条新预警: 交付延迟：恒通机械"]);
});
