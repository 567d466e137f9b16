// A total is the target set for it or the sum of its rows; a figure that cannot answer a question does not show zero; a running period is
// compared up to the same day.
import { type Locator, type Page } from "@playwright/test";

import * as performance from "./support/performance";
import * as phone from "./support/phone";
import { expect, test } from "./support/test";

const row = (page: Page, name: string): Locator =>
  page.getByRole("list", { name: "年度目标" }).getByRole("listitem").filter({ has: page.getByText(name, { exact: true }) });
const target = (page: Page, name: string): Locator => row(page, name).locator("[data-target]");

async function setsMonth(page: Page, month: number, n: number): Promise<void> {
  await page.getByRole("button", { name: `设置2090年${month}月目标` }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel(/^成交单数/).fill(String(n));
  await sheet.getByLabel(/^制定依据/).fill("年度计划");
  await sheet.getByRole("button", { name: "保存" }).click();
  await expect(sheet).toBeHidden();
  await expect(target(page, `${month}月`)).toHaveText(String(n));
}

test("a month target does not reduce the other months", async ({ arrives }) => {
  const manager = await arrives("manager");
  await manager.goto("/targets?metric=deals&year=2090");
  const owner = manager.getByLabel("归属");
  const department = await owner.inputValue();
  const person = (await owner.locator("option").last().getAttribute("value"))!;
  expect(person).toMatch(/^person:/);
  await owner.selectOption(person);
  await expect(manager).toHaveURL(/person=/);
  await setsMonth(manager, 11, 3);
  await setsMonth(manager, 12, 4);
  await expect(target(manager, "2090年")).toHaveText(/^7\s*汇总$/);

  await owner.selectOption(department);
  await expect(manager).not.toHaveURL(/person=/);
  await expect(target(manager, "2090年Q4")).toHaveText(/^7\s*汇总$/);
  await setsMonth(manager, 12, 10);
  await expect(target(manager, "11月")).toHaveText(/^3\s*汇总$/);
  await expect(target(manager, "2090年Q4")).toHaveText(/^13\s*汇总$/);
  await expect(target(manager, "2090年")).toHaveText(/^13\s*汇总$/);
  await phone.isInStep(manager);
});

test("under a product filter, figures without a product say so", async ({ arrives }) => {
  const feng = await arrives("feng");
  await performance.opens(feng, "销售额");
  await performance.looksAtLastYear(feng);
  const follow_ups = performance.card(feng, "跟进次数");
  await expect(follow_ups).not.toContainText("不适用");
  const lines = performance.figure(feng, /产品线$/);
  await lines.getByRole("button", { name: "表格" }).click();
  await lines.getByRole("row").nth(1).getByRole("button").click();
  const chip = feng.getByRole("button", { name: /^去掉筛选 产品线/ });
  await expect(chip).toBeVisible();
  for (const name of ["跟进次数", "销售费用", "回款率"]) {
    await expect(performance.card(feng, name)).toContainText(/不适用.*产品/);
    await expect(performance.card(feng, name)).not.toContainText("¥0");
  }
  await feng.getByRole("button", { name: "跟进次数", exact: true }).click();
  await expect(performance.figure(feng, /^业绩趋势/)).toBeHidden();
  await chip.click();
  await expect(performance.figure(feng, /^业绩趋势/)).toBeVisible();
  await expect(follow_ups).not.toContainText("不适用");
});

test("comparisons are named", async ({ arrives }) => {
  const feng = await arrives("feng");
  await performance.opens(feng, "销售额");
  await feng.goto("/performance?period=2026-W53");
  await expect(feng.getByRole("main")).toContainText(/同比对照 2025年.+（2025年没有第53周）/);
  // That week may span two years, so returns to this month first.
  await feng.goto("/performance");
  await performance.looksAtLastYear(feng);
  await expect(feng.getByRole("main")).toContainText(/同比对照 \d{4}年，环比对照 \d{4}年。/);
});
