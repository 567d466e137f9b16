// 试算: other rules are tried on today's records before they are published. An administrator gets counts, a director names.
import { type BrowserContextOptions, type Locator, type Page } from "@playwright/test";

import { findings } from "./support/axe";
import * as phone from "./support/phone";
import { DESK, expect, test } from "./support/test";

const simulation = (page: Page): Locator => page.getByRole("region", { name: "试算" });
const simulate = (page: Page): Locator => simulation(page).getByRole("button", { name: /试算$/ });

/** A day by the page's clock, as the day field has it. */
async function dayIn(page: Page, days: number): Promise<string> {
  return page.evaluate((days) => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10), days);
}

/** Lowers the threshold of 潜力 and raises that of 战略, and says how many customers change. */
async function triesThresholds(page: Page): Promise<number> {
  await page.getByLabel("潜力客户：年采购额至少").fill("10000");
  await page.getByLabel("战略客户：年采购额至少").fill("5000000");
  await simulate(page).click();
  const said = simulation(page).getByText(/家客户中，.*家的预计等级会变化/);
  await expect(said).toBeVisible(phone.SOON);
  const n = Number(/(\d+) 家的预计等级/.exec(await said.innerText())?.[1]);
  expect(n).toBeGreaterThan(0);
  // The rows add up to it.
  const counts = await simulation(page).getByRole("table", { name: "等级变化" }).getByRole("cell").allInnerTexts();
  expect(counts.map(Number).reduce((sum, it) => sum + it)).toBe(n);
  return n;
}

async function plansAndTakesBack(page: Page): Promise<void> {
  const day = await dayIn(page, 30);
  await page.getByLabel("生效日期").fill(day);
  await page.getByRole("button", { name: "保存规则" }).click();
  const versions = page.locator("[data-versions]");
  const unfold = versions.getByRole("button", { name: /^版本/ });
  if (await unfold.isVisible()) await unfold.click();
  const planned = versions.getByRole("list", { name: "已排定" }).locator("> li");
  await expect(planned).toHaveAttribute("data-from", day);
  await planned.getByRole("button", { name: /^取消/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "取消安排" }).click();
  await expect(planned).toHaveCount(0);
  await phone.isInStep(page);
}

async function fits(page: Page, sizes: BrowserContextOptions | undefined): Promise<void> {
  expect(await findings(page)).toEqual([]);
  await expect(page.locator("html")).toHaveJSProperty("scrollWidth", sizes?.viewport?.width ?? 390);
}

for (const [place, sizes] of [["on a phone", undefined], ["at a desk", DESK]] as const) {
  test(`grade rules are tried before they are planned, by counts and by names ${place}`, async ({ arrives }) => {
    const admin = await arrives("admin", sizes);
    await admin.goto("/settings/grades");
    await expect(admin.getByLabel("战略客户：年采购额至少")).toHaveValue("500000");
    // Today's rules change nothing.
    await simulate(admin).click();
    await expect(simulation(admin)).toContainText("没有客户的预计等级会变化", phone.SOON);

    // What is wrong is said at its field.
    await admin.getByLabel("连续达标季度数").fill("9");
    await expect(simulation(admin)).toContainText("规则已改动");
    await simulate(admin).click();
    await expect(simulation(admin)).toContainText("请先改正标出的字段");
    await expect(admin.getByLabel("连续达标季度数")).toHaveAttribute("aria-invalid", "true");
    await admin.getByLabel("连续达标季度数").fill("2");

    const n = await triesThresholds(admin);
    await expect(simulation(admin)).toContainText("管理员看不到客户");
    await expect(simulation(admin).getByRole("link")).toHaveCount(0);
    await fits(admin, sizes);
    await admin.getByLabel("战略客户：年采购额至少").fill("6000000");
    await expect(simulation(admin)).toContainText("规则已改动");
    await plansAndTakesBack(admin);

    // The director, who sees all customers, reads the same count, and opens one by its name.
    const director = await arrives("director", sizes);
    await director.goto("/settings/grades");
    expect(await triesThresholds(director)).toBe(n);
    await simulation(director).getByText(`涉及的客户（${n}）`).click();
    const first = simulation(director).getByRole("listitem").first();
    await expect(first).toContainText("→");
    await fits(director, sizes);
    const name = await first.getByRole("link").innerText();
    await first.getByRole("link").click();
    await expect(director.getByRole("heading", { level: 1, name })).toBeVisible();

    // A manager's counts and names are those of the department.
    const manager = await arrives("manager", sizes);
    await manager.goto("/settings/grades");
    expect(await triesThresholds(manager)).toBeLessThanOrEqual(n);
    await expect(simulation(manager)).toContainText("仅你可见范围");
  });
}

test("without a network a director tries rules on the device, and an administrator is told to wait", async ({ arrives }) => {
  const director = await arrives("director");
  await director.goto("/settings/grades");
  const n = await triesThresholds(director);
  await phone.goesOffline(director);
  await simulate(director).click();
  await expect(simulation(director)).toContainText("按本机数据计算");
  await expect(simulation(director)).toContainText(`${n} 家的预计等级会变化`);

  const admin = await arrives("admin");
  await admin.goto("/settings/grades");
  await expect(admin.getByLabel("战略客户：年采购额至少")).toHaveValue("500000");
  await phone.goesOffline(admin);
  await simulate(admin).click();
  await expect(simulation(admin)).toContainText("试算需要网络");
  expect(await findings(admin)).toEqual([]);
  await phone.comesOnline(admin);
  await expect(simulation(admin)).not.toContainText("试算需要网络", phone.SOON);
  await simulate(admin).click();
  await expect(simulation(admin)).toContainText("没有客户的预计等级会变化", phone.SOON);
});

test("an alert rule and a cadence are tried by what they raise and cost", async ({ arrives }) => {
  const director = await arrives("director");
  await director.goto("/settings/alerts");
  const rule = director.getByRole("listitem").filter({ hasText: "AL-06" });
  await rule.getByRole("button", { name: /^试算/ }).click();
  const sheet = director.getByRole("dialog");
  // Those who only read the rules save nothing.
  await expect(sheet.getByRole("button", { name: "保存" })).toHaveCount(0);
  await sheet.getByLabel(/^阈值/).fill("366");
  await simulate(director).click();
  await expect(simulation(director)).toContainText(/新增 0 条，解除 [1-9]\d* 条/, phone.SOON);
  for (const table of ["预警规则", "小组"]) await expect(simulation(director).getByRole("table", { name: table })).toContainText("→");
  await simulation(director).getByText(/^变化的预警/).click();
  await expect(simulation(director).getByRole("listitem").first()).toContainText("解除：提醒");
  await fits(director, undefined);

  const admin = await arrives("admin", DESK);
  await admin.goto("/settings/rhythm");
  await admin.getByLabel(/^普通客户/).fill("1");
  await simulate(admin).click();
  await expect(simulation(admin)).toContainText(/每周约 [\d.,]+ → [\d.,]+ 次跟进/, phone.SOON);
  await expect(simulation(admin).getByRole("table", { name: "小组（客户数）" })).toContainText("→");
  await expect(simulation(admin)).toContainText("管理员看不到客户");
  await fits(admin, DESK);
  await admin.getByLabel(/^普通客户/).fill("0");
  await simulate(admin).click();
  await expect(admin.getByLabel(/^普通客户/)).toHaveAttribute("aria-invalid", "true");
});
