// A43: an administrator shifts the fiscal year and the week. Everything that names a week, a quarter or a year follows, also on a phone that was
// offline meanwhile and is offline again.
import { type BrowserContextOptions, type Page } from "@playwright/test";

import { findings } from "./support/axe";
import * as entry from "./support/entry";
import { type Account, signIn } from "./support/people";
import * as phone from "./support/phone";
import { Server } from "./support/server";
import { DESK, expect, test } from "./support/test";

/** Year and quarter of today by the page's clock, in a calendar whose years begin with this month. */
async function todayIn(page: Page, firstMonth: number): Promise<{ year: number; quarter: number }> {
  const [year, month] = await page.evaluate(() => new Date(Date.now() + 8 * 3_600_000).toISOString().split("-").map(Number));
  const since = (month - firstMonth + 12) % 12;
  return { year: firstMonth <= month ? year : year - 1, quarter: Math.floor(since / 3) + 1 };
}

async function dayIn(page: Page, days: number): Promise<string> {
  return page.evaluate((days) => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10), days);
}

async function fits(page: Page, width: number): Promise<void> {
  expect(await findings(page)).toEqual([]);
  await expect(page.locator("html")).toHaveJSProperty("scrollWidth", width);
}

/** The period that the dashboards show. */
const shown = (page: Page) => page.getByRole("main").locator("p[aria-live=polite]").first();

async function looksAt(page: Page, length: "周" | "季" | "年"): Promise<void> {
  await page.getByRole("radio", { name: length, exact: true }).check();
}

/** The company has a server of its own: others would see its years move. */
test("the fiscal year and the week are shifted, and a phone that was offline follows", async ({ newPage }) => {
  test.setTimeout(120_000);
  const server = await Server.start();
  try {
    const arrives = async (account: Account, options: BrowserContextOptions = {}) => {
      const page = await newPage({ baseURL: server.url, ...options });
      await signIn(page, account);
      return page;
    };
    const lin = await arrives("lin");
    const natural = await todayIn(lin, 1);
    const fiscal = await todayIn(lin, 4);
    await phone.goesOffline(lin);
    await entry.logsVisit(lin, "换财年那天的拜访");
    await phone.goesTo(lin, "业绩");
    await looksAt(lin, "季");
    await expect(shown(lin)).toHaveText(`${natural.year}年Q${natural.quarter}`);

    const admin = await arrives("admin");
    await admin.goto("/settings/fiscal");
    const preview = admin.getByRole("region", { name: /属于$/ });
    await expect(preview).toContainText(`${natural.year}年Q${natural.quarter}`);
    await expect(preview).not.toContainText("财年");
    await admin.getByLabel("财年首月").selectOption({ label: "4月" });
    await admin.getByLabel("每周第一天").selectOption({ label: "周日" });
    // Before and after, with the days.
    await expect(preview).toContainText(`${natural.year}年Q${natural.quarter}`);
    await expect(preview).toContainText(`${fiscal.year}财年Q${fiscal.quarter}`);
    await expect(preview).toContainText(`${fiscal.year}财年（4月起）${fiscal.year}年4月1日`);
    await expect(preview).toContainText("（周日起）");
    await fits(admin, 390);
    // Not for days that are over; nothing typed is lost.
    await admin.getByLabel("生效日期").fill(await dayIn(admin, -1));
    await admin.getByRole("button", { name: "保存" }).click();
    await expect(admin.locator("form")).toContainText("不能早于");
    await expect(admin.getByLabel("财年首月")).toHaveValue("4");
    await admin.getByLabel("生效日期").fill(await dayIn(admin, 0));
    await admin.getByLabel("原因（可不填）").fill("随集团财年");
    await admin.getByRole("button", { name: "保存" }).click();
    const versions = admin.locator("[data-versions]");
    const button = versions.getByRole("button", { name: /^版本/ });
    if (await button.isVisible()) await button.click();
    await expect(versions.getByRole("list", { name: "现在" })).toContainText("随集团财年");
    await phone.isInStep(admin);

    // The phone does not know yet; then it learns it with its next sync, and its visit is taken.
    await lin.reload();
    await expect(shown(lin)).toHaveText(`${natural.year}年Q${natural.quarter}`);
    await phone.comesOnline(lin);
    await phone.isInStep(lin);
    await phone.goesTo(lin, "今日");
    const news = lin.getByRole("region", { name: "规则有变化" });
    await expect(news).toContainText("财年与周的起始：自");
    await expect(news).toContainText("原因：随集团财年");

    await phone.goesOffline(lin);
    await phone.goesTo(lin, "业绩");
    await looksAt(lin, "季");
    await expect(shown(lin)).toHaveText(`${fiscal.year}财年Q${fiscal.quarter}`);
    await expect(lin).toHaveURL(new RegExp(`period=FY${fiscal.year}-04-Q${fiscal.quarter}`));
    await looksAt(lin, "年");
    await expect(shown(lin)).toHaveText(`${fiscal.year}财年（4月起）`);
    await lin.getByRole("button", { name: "上一期" }).click();
    await expect(shown(lin)).toHaveText(`${fiscal.year - 1}财年（4月起）`);
    await lin.reload();
    await expect(shown(lin)).toHaveText(`${fiscal.year - 1}财年（4月起）`);
    await looksAt(lin, "周");
    await expect(shown(lin)).toContainText("（周日起）");
    await fits(lin, 390);

    // Targets offer the fiscal year; the visit is in the week from Sunday; a month begins its rows with Sunday.
    await lin.goto("/targets");
    const plan = lin.getByRole("list", { name: "年度目标" });
    for (const name of [`${fiscal.year}财年（4月起）`, `${fiscal.year}财年Q1`, `${fiscal.year}财年Q4`]) await expect(plan).toContainText(name);
    await expect(plan.getByRole("listitem").filter({ hasText: /^\s*4月/ }).first()).toBeVisible();
    await fits(lin, 390);
    // What was set for a calendar year stays in reach.
    await lin.getByRole("button", { name: "自然年" }).click();
    await expect(plan).toContainText(`${natural.year}年Q4`);
    await lin.getByRole("button", { name: "财年", exact: true }).click();
    await expect(plan).toContainText(`${fiscal.year}财年Q1`);
    await lin.goto("/weekly");
    await expect(shown(lin)).toContainText("（周日起）");
    await expect(lin.getByRole("row").filter({ hasText: "换财年那天的拜访" })).toBeVisible();
    await fits(lin, 390);
    await lin.goto("/tasks?view=month");
    await expect(lin.getByRole("main").locator(".grid-cols-7 > span").first()).toHaveText("周日");

    // At a desk the administrator plans the next change and takes it back.
    const desk = await arrives("admin", DESK);
    await desk.goto("/settings/fiscal");
    await desk.getByLabel("财年首月").selectOption({ label: "7月" });
    await desk.getByLabel("生效日期").fill(await dayIn(desk, 30));
    await desk.getByRole("button", { name: "保存" }).click();
    const planned = desk.locator("[data-versions]").getByRole("list", { name: "已排定" }).locator("> li");
    await expect(planned).toContainText("7月");
    await fits(desk, 1440);
    await planned.getByRole("button", { name: /^取消/ }).click();
    await desk.getByRole("dialog").getByRole("button", { name: "取消安排" }).click();
    await expect(planned).toHaveCount(0);
    await phone.isInStep(desk);
  } finally {
    await server.stop();
  }
});
