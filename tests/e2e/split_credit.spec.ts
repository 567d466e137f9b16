// Two people win one order: their supervisor splits its credit offline, and each figure opens down to its part (A37).
import { type Page } from "@playwright/test";

import * as entry from "./support/entry";
import { NAME } from "./support/people";
import * as phone from "./support/phone";
import { expect, test } from "./support/test";

const yuan = (text: string) => Math.round(Number(text.replace(/[¥,]/g, "")) * 100);
const tenThousands = (fen: number) => `¥${(fen / 1_000_000).toFixed(1)}万`;
const section = (page: Page) => page.getByRole("region", { name: "业绩分成" });
const sheet = (page: Page) => page.getByRole("dialog", { name: "业绩分成" });

/** The sales of this month, opened down to their records. */
async function opensSales(page: Page): Promise<void> {
  await page.goto("/kpis/one?kpi=sales_amount");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

test("a supervisor splits an order offline and each has their part", async ({ arrives }) => {
  const [lin, zhang, boss] = await Promise.all([arrives("lin"), arrives("zhang"), arrives("boss")]);
  await entry.sells(lin, 3);
  await entry.saved(lin).getByRole("link", { name: "查看订单" }).click();
  await phone.isInStep(lin);
  const number = await lin.getByRole("heading", { level: 1 }).innerText();
  const address = new URL(lin.url()).pathname;
  // It touches their pay: they do not split it themselves.
  await expect(lin.getByRole("button", { name: "设置业绩分成" })).toHaveCount(0);

  await boss.goto(address);
  await expect(boss.getByRole("heading", { level: 1, name: number })).toBeVisible(phone.SOON);
  await phone.goesOffline(boss);
  await boss.getByRole("button", { name: "设置业绩分成" }).click();
  await expect(sheet(boss).getByLabel("第 1 人", { exact: true }).locator("option:checked")).toContainText(NAME.lin);
  await sheet(boss).getByLabel("第 1 人比例 %").fill("70");
  await sheet(boss).getByLabel("第 2 人", { exact: true }).selectOption({ label: `${NAME.zhang} · 上海组` });
  await sheet(boss).getByLabel("第 2 人比例 %").fill("20");
  await expect(sheet(boss)).toContainText("合计 90%，还差 10%");
  await sheet(boss).getByRole("button", { name: "保存" }).click();
  // The sum and the reason at once.
  await expect(sheet(boss).getByText("请填写此项")).toBeVisible();
  await expect(sheet(boss)).toContainText("业绩分成：");
  await sheet(boss).getByLabel("第 2 人比例 %").fill("30");
  await sheet(boss).getByLabel(/原因/).fill("共同签下");
  await sheet(boss).getByRole("button", { name: "保存" }).click();
  await expect(sheet(boss)).toBeHidden();
  const parts = section(boss).getByRole("listitem");
  await expect(parts).toHaveCount(2);
  await expect(parts.nth(1)).toContainText(`${NAME.zhang}30%`);
  const amounts = await Promise.all([0, 1].map((it) => parts.nth(it).locator("span").last().innerText()));
  const [first, second] = amounts.map(yuan);
  expect(first * 3, "70 to 30").toBe(second * 7);
  await phone.comesOnline(boss);
  await phone.isInStep(boss);

  // The colleague's phone holds the order, and the sales open down to 30 % of it.
  await zhang.goto(address);
  await expect(section(zhang)).toContainText(`${NAME.lin}70%`, phone.SOON);
  await expect(zhang.getByRole("button", { name: /分成$/ })).toHaveCount(0);
  await phone.goesOffline(zhang);
  await opensSales(zhang);
  const row = zhang.getByRole("link").filter({ hasText: number });
  await expect(row).toContainText(tenThousands(second));
  await phone.comesOnline(zhang);
  await opensSales(lin);
  await expect(lin.getByRole("link").filter({ hasText: number })).toContainText(tenThousands(first));

  // The change is in the order's history, and is taken back.
  await boss.goto(address);
  await section(boss).getByRole("button", { name: "修改分成" }).click();
  await sheet(boss).getByLabel(/原因/).fill("登记错误");
  await sheet(boss).getByRole("button", { name: "全部归负责人" }).click();
  await expect(sheet(boss)).toBeHidden();
  await expect(section(boss)).toHaveCount(0);
  await phone.isInStep(boss);
  await boss.getByRole("link", { name: "变更记录" }).click();
  const history = boss.getByRole("main");
  await expect(history).toContainText(`${NAME.lin} 70% · ${NAME.zhang} 30%（共同签下）`, phone.SOON);
  await expect(history).toContainText("全部归负责人（登记错误）");
});
