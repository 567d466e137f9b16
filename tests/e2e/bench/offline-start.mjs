// Measures the first pull into IndexedDB and a warm start offline, in a real Chromium. Prints `what <tab> milliseconds`.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { chromium } from "@playwright/test";

import { echoOf, measureEchoes, say, sayAll } from "./echo.mjs";

const [url, account, password, expected] = process.argv.slice(2);
const profile = await mkdtemp(join(tmpdir(), "dabiao-bench-profile-"));
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.DABIAO_CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  viewport: { width: 390, height: 844 },
  locale: "zh-CN",
});
try {
  const page = await browser.newPage();
  await page.goto(`${url}/sign-in`);
  await page.locator("input[name=account]").fill(account);
  await page.locator("input[name=password]").fill(password);
  // The first pull: from the first exchange request to the end of the last page. Observes the whole browser, because the service worker may send
  // requests for the page.
  const begun = [];
  const ended = [];
  browser.on("request", (it) => it.url().includes("sync/exchange") && begun.push(Date.now()));
  browser.on("requestfinished", (it) => it.url().includes("sync/exchange") && ended.push(Date.now()));
  await page.locator("button[type=submit]").click();
  while (ended.length === 0 || Date.now() - ended.at(-1) < 2_000) await page.waitForTimeout(50);
  // The last exchange brings nothing: it compares digests, once the screen has been drawn.
  say(`first pull of ${expected} records into IndexedDB`, ended.at(-2) - begun[0]);
  say(`  drawn and compared with the server`, ended.at(-1) - begun[0]);
  await page.goto(`${url}/customers`);
  await page.getByText("有限公司").first().waitFor({ timeout: 60_000 });

  // Once the service worker has cached the shell, goes offline and slows the processor down to a phone's.
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await page.waitForFunction(async () => (await caches.keys()).length > 0);
  // A phone hides the page before it closes it.
  await page.goto("about:blank");
  await page.close();
  await browser.setOffline(true);
  for (const slowdown of [1, 4]) {
    const cold = await browser.newPage();
    const session = await browser.newCDPSession(cold);
    await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    const began = Date.now();
    await cold.goto(`${url}/customers`);
    await cold.getByText("有限公司").first().waitFor({ timeout: 120_000 });
    say(`warm start offline, list usable, ${slowdown}× slowdown`, Date.now() - began);
    const [readable] = await cold.evaluate(() => performance.getEntriesByName("last-screen").map((it) => it.startTime));
    say(`  last screen readable, ${slowdown}× slowdown`, readable ?? NaN);
    await measureEchoes(cold);
    const search = cold.locator("input[type=search]").first();
    await search.click();
    const echoes = [];
    for (const key of "江苏电子12") {
      echoes.push(await echoOf(cold, () => cold.keyboard.insertText(key)));
    }
    sayAll(`keystroke in a search of the customers, ${slowdown}× slowdown`, echoes);
    await search.fill("");
    const spelled = [];
    for (const key of "jiangsudz") {
      spelled.push(await echoOf(cold, () => cold.keyboard.insertText(key)));
    }
    sayAll(`keystroke of pinyin in the same search, ${slowdown}× slowdown`, spelled);
    await cold.goto(`${url}/performance`);
    await cold.locator("main figure").first().waitFor({ timeout: 120_000 });
    await cold.waitForTimeout(2_000);
    await measureEchoes(cold);
    const taps = [];
    for (let n = 0; n < 4; n++) {
      const earlier = cold.getByRole("button", { name: /^(上一|前一|Previous|Earlier)/ }).first();
      taps.push(await echoOf(cold, () => earlier.click()));
    }
    sayAll(`another period on Performance, ${slowdown}× slowdown`, taps);
    await cold.close();
  }
} finally {
  await browser.close();
  await rm(profile, { recursive: true, force: true });
}
