// A customer is handed over: its history stays with those of the time, or is read as its present owner's (A36).
import { type Page } from "@playwright/test";

import * as customers from "./support/customers";
import * as entry from "./support/entry";
import { NAME } from "./support/people";
import * as performance from "./support/performance";
import * as phone from "./support/phone";
import { expect, test } from "./support/test";

const chip = (page: Page) => page.getByRole("button", { name: /^去掉筛选 归属口径/ });

async function reads(page: Page, reading: "当时归属" | "当前归属"): Promise<void> {
  await page.getByRole("button", { name: "筛选", exact: true }).click();
  const sheet = page.getByRole("dialog", { name: "筛选" });
  await sheet.getByLabel("归属口径").selectOption({ label: reading });
  await sheet.getByRole("button", { name: "查看结果" }).click();
  await expect(sheet).toBeHidden();
}

const dealsOf = async (page: Page) => [await performance.countOf(page, NAME.lin), await performance.countOf(page, NAME.zhang)];

test("a customer's history stays with its owners of the time, or goes with it", async ({ arrives }) => {
  const lin = await arrives("lin");
  const customer = await entry.sells(lin, 2);
  await entry.saved(lin).getByRole("link", { name: "查看订单" }).click();
  const address = await lin.getByRole("main").getByRole("link", { name: customer, exact: true }).getAttribute("href");
  await phone.isInStep(lin);

  const boss = await arrives("boss");
  await performance.opens(boss, "成交单数");
  const then = await dealsOf(boss);
  expect(then[0]).toBeGreaterThan(0);
  await boss.goto(address!);
  await customers.handsOver(boss, NAME.zhang, "区域调整");
  await phone.isInStep(boss);

  await phone.goesOffline(boss);
  await performance.opens(boss, "成交单数");
  expect(await dealsOf(boss)).toEqual(then);
  await expect(chip(boss)).toHaveCount(0);
  await reads(boss, "当前归属");
  await expect(boss).toHaveURL(/credited=now/);
  await expect(chip(boss)).toHaveText("当前归属");
  await expect(boss.getByRole("main")).toContainText("目标是按当时的人员和团队定的");
  await expect(performance.card(boss, "成交单数")).not.toContainText("完成率");
  const now = await dealsOf(boss);
  expect(now[0]).toBeLessThan(then[0]);
  expect(now[1] - then[1]).toBe(then[0] - now[0]);

  // The reading goes down to the records.
  await boss.getByRole("link", { name: "明细" }).click();
  await expect(boss).toHaveURL(/records.*credited=now/);
  await expect(boss.getByRole("main")).toContainText("当前归属");
  await boss.goBack();
  await chip(boss).click();
  await expect(boss).not.toHaveURL(/credited=/);
  await expect.poll(() => dealsOf(boss)).toEqual(then);
});
