// The badge of a customer in the list: only the most urgent item, and nothing if there is none.
import { type Locator, type Page } from "@playwright/test";

import * as entry from "./support/entry";
import * as phone from "./support/phone";
import { expect, test } from "./support/test";

const CUSTOMER = "徽标阀门有限公司";

/** Its row in the list. */
async function row(page: Page): Promise<Locator> {
  await phone.goesTo(page, "客户");
  await page.getByRole("searchbox").fill(CUSTOMER);
  const found = page.getByRole("list", { name: "客户" }).getByRole("listitem").filter({ hasText: CUSTOMER });
  await expect(found).toHaveCount(1);
  return found;
}

/** An order over the amount that needs a contract; `past` puts it so many days back, due after ten. */
async function sells(page: Page, past?: number): Promise<void> {
  await (await row(page)).getByRole("link").click();
  await page.getByRole("main").getByRole("link", { name: "录入订单" }).click();
  await page.getByLabel("产品", { exact: false }).first().selectOption({ label: "A产品 · A-100 标准机" });
  await page.getByLabel("数量").first().fill("3");
  if (past !== undefined) {
    const day = page.getByLabel("成交日期");
    const today = Date.parse(await day.inputValue());
    const back = (days: number): string => new Date(today - days * 86_400_000).toISOString().slice(0, 10);
    await day.fill(back(past));
    await page.getByText("单号、交付、折扣、预付、备注").click();
    await page.getByLabel("应收日期").fill(back(past - 10));
  }
  await page.getByRole("button", { name: "保存订单" }).click();
  await entry.isDone(page);
}

test("a customer's row shows overdue money before a missing contract", async ({ arrives }) => {
  const qian = await arrives("qian");
  await phone.goesOffline(qian);
  await entry.opens(qian, "新建客户");
  await qian.getByLabel("名称").fill(CUSTOMER);
  await qian.getByRole("button", { name: "保存" }).click();
  await expect(qian.getByRole("heading", { level: 1, name: CUSTOMER })).toBeVisible();
  await expect(await row(qian)).not.toContainText(/待补凭证|逾期/);

  await sells(qian);
  await expect(await row(qian)).toContainText("待补凭证");

  await sells(qian, 25);
  await expect(await row(qian)).toContainText("逾期 15 天");
  await expect(await row(qian)).not.toContainText("待补凭证");
});
