// Measures the page of all KPIs offline after a change of owner and of period, in a real Chromium. Prints `what <tab> milliseconds`.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { chromium } from "@playwright/test";

import { echoOf, measureEchoes, say, sayAll } from "./echo.mjs";

const [url, account, password] = process.argv.slice(2);
const profile = await mkdtemp(join(tmpdir(), "dabiao-bench-profile-"));
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.DABIAO_CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update"],
  viewport: { width: 1440, height: 900 },
  locale: "zh-CN",
});
const CARDS = "main a[href*='/kpis/one']";

try {
  const page = await browser.newPage();
  await page.goto(`${url}/sign-in`);
  await page.locator("input[name=account]").fill(account);
  await page.locator("input[name=password]").fill(password);
  await page.locator("button[type=submit]").click();
  await page.getByText("已同步").first().waitFor({ timeout: 300_000 });
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await page.waitForFunction(async () => (await caches.keys()).length > 0);
  await browser.setOffline(true);
  const session = await browser.newCDPSession(page);
  for (const rate of [1, 4]) {
    await session.send("Emulation.setCPUThrottlingRate", { rate });
    const began = Date.now();
    await page.goto(`${url}/kpis`);
    await page.locator(CARDS).first().waitFor({ timeout: 120_000 });
    say(`all KPIs opened offline, ${rate}× slowdown`, Date.now() - began);
    await page.waitForTimeout(3_000);
    const n = await page.locator(CARDS).count();
    await measureEchoes(page);
    const earlier = page.getByRole("button", { name: "上一期" }).first();
    // The last month is whole, on whichever day this runs.
    await echoOf(page, () => earlier.click());
    const owner = page.getByLabel("范围");
    const options = await owner.locator("option").evaluateAll((all) => all.map((it) => it.value));
    const others = options.filter((it) => it.startsWith("team")).slice(0, 4);
    // Once first: what exists in a period only is found once.
    await echoOf(page, () => owner.selectOption(others[0]));
    const echoes = [];
    for (const other of others.slice(1).concat(others[0])) echoes.push(await echoOf(page, () => owner.selectOption(other)));
    sayAll(`${n} KPIs for another team, ${rate}× slowdown`, echoes);
    const taps = [];
    for (let at = 0; at < 4; at++) {
      taps.push(await echoOf(page, () => earlier.click()));
    }
    sayAll(`${n} KPIs for another period, ${rate}× slowdown`, taps);
  }
} finally {
  await browser.close();
  await rm(profile, { recursive: true, force: true });
}
