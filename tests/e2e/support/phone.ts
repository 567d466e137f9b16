// Phone events: the network goes and comes back, the app is closed and reopened, a thumb navigates.
import { type Locator, type Page, expect } from "@playwright/test";

/** How long a change may take to reach another device, on a machine that does other things too. */
export const SOON = { timeout: 20_000 };

/** The one word on the state of sync that is always in sight. */
export const badge = (page: Page): Locator => page.getByRole("banner").getByRole("link");

export async function goesOffline(page: Page): Promise<void> {
  await page.context().setOffline(true);
}

export async function comesOnline(page: Page): Promise<void> {
  await page.context().setOffline(false);
}

/** The longest pause after which a page does something by itself, in milliseconds, and a little more. */
const PAUSE = 150;

/** What the page began has happened: its timers run in the order in which they end, so those that it set earlier have run. */
export async function hasSettled(page: Page): Promise<void> {
  await page.evaluate((pause) => new Promise<void>((done) => setTimeout(() => requestAnimationFrame(() => done()), pause)), PAUSE);
}

/** Everything is sent and everything has arrived. */
export async function isInStep(page: Page): Promise<void> {
  await expect(badge(page)).toHaveText("已同步", SOON);
}

/** So many records are on this phone only. */
export async function isWaitingToSend(page: Page, n: number): Promise<void> {
  await expect(badge(page)).toHaveText(`${n} 条待上传`);
}

/** So many things need the person. */
export async function needsAttention(page: Page, n: number): Promise<void> {
  await expect(badge(page)).toHaveText(`${n} 条需要处理`, SOON);
}

/** The service worker has everything the app needs to start without a network. */
export async function isInstalled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
}

/** And the charts, which it fetches after everything else. */
export async function hasCharts(page: Page): Promise<void> {
  await hasKept(page, "dabiao-charts");
}

/** And the table of Chinese characters. */
export async function hasCharacters(page: Page): Promise<void> {
  await hasKept(page, "dabiao-han");
}

async function hasKept(page: Page, meta: string): Promise<void> {
  const isKept = async (name: string) => {
    const path = document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content;
    return !path || (await caches.match(path)) !== undefined;
  };
  await page.waitForFunction(isKept, meta, SOON);
}

/** The dock of a phone names a few places shorter than the rail of a desk. */
const PLACES = { 今日: /^今日$/, 客户: /^客户(管理)?$/, 业绩: /^业绩(分析)?$/, 我的: /我的$/, 人员: /^人员$/ };

/** To a place of the dock, or of the rail on a desk; what is the person's own lies behind 工作台 on a phone. */
export async function goesTo(page: Page, place: keyof typeof PLACES): Promise<void> {
  const here = page.getByRole("navigation", { name: "主导航" });
  await expect(here).toBeVisible();
  const workbench = here.getByRole("link", { name: "工作台" });
  if (place === "我的" && (await workbench.isVisible())) {
    await workbench.click();
    await page.getByRole("main").getByRole("link", { name: PLACES[place] }).click();
    return;
  }
  await here.getByRole("link", { name: PLACES[place] }).click();
}

/** Asks the server now; the loop would do so by itself a little later. */
export async function syncsNow(page: Page): Promise<void> {
  await goesTo(page, "我的");
  await page.getByRole("button", { name: "立即同步" }).click();
}

/** The names of the databases this phone holds. */
export async function stores(page: Page): Promise<string[]> {
  return page.evaluate(async () => (await indexedDB.databases()).map((it) => it.name ?? ""));
}
