// Quick entry: open a form from the middle of the dock, fill a few fields, save.
import { type Locator, type Page, expect } from "@playwright/test";

/** Opens one of the entries behind the ＋. */
export async function opens(page: Page, entry: "记录跟进" | "录入订单" | "登记回款" | "新建客户" | "记录费用" | "填报指标"): Promise<void> {
  await page.getByRole("button", { name: "录入", exact: true }).click();
  await page.getByRole("dialog", { name: "录入" }).getByRole("link", { name: entry }).click();
  await expect(page.getByRole("heading", { level: 1, name: entry })).toBeVisible();
}

/** Chooses among what is offered first; the name of the one chosen. */
export async function choosesFirst(page: Page, group: "客户" | "订单"): Promise<string> {
  const offer = page.getByRole("group", { name: group }).getByRole("listitem").getByRole("button").first();
  const name = (await offer.innerText()).split("\n")[0];
  await offer.click();
  await expect(page.getByRole("button", { name: "更换" })).toBeVisible();
  return name;
}

/** Sells so many of a product to the customer offered first and ends on the sheet after the save; the customer's name. */
export async function sells(page: Page, quantity: number, product = "A产品 · A-100 标准机"): Promise<string> {
  await opens(page, "录入订单");
  const customer = await choosesFirst(page, "客户");
  await page.getByLabel("产品", { exact: false }).first().selectOption({ label: product });
  await page.getByLabel("数量").first().fill(String(quantity));
  await page.getByRole("button", { name: "保存订单" }).click();
  await expect(saved(page)).toBeVisible();
  return customer;
}

/** The sheet after a save. */
export const saved = (page: Page): Locator => page.getByRole("dialog", { name: "已存本机" });

/** Done with what was saved: the sheet closes and the form is left, for the page before it. */
export async function isDone(page: Page): Promise<void> {
  await saved(page).getByRole("button", { name: "完成" }).click();
  await expect(saved(page)).toBeHidden();
  await expect(page).not.toHaveURL(/\/enter\//);
}

/** Logs a visit with the customer offered first and ends on the customer's page; the customer's name. */
export async function logsVisit(page: Page, content: string): Promise<string> {
  await opens(page, "记录跟进");
  const customer = await choosesFirst(page, "客户");
  await page.getByRole("button", { name: "拜访", exact: true }).click();
  await page.getByLabel("沟通内容").fill(content);
  await page.getByRole("button", { name: "保存跟进" }).click();
  await expect(saved(page)).toContainText(`${customer}：已保存，联网后自动上传`);
  await saved(page).getByRole("link", { name: "查看客户" }).click();
  await expect(page.getByRole("heading", { level: 1, name: customer })).toBeVisible();
  return customer;
}

/** What happened with the customer of this page, by what was written. */
export const happening = (page: Page, words: string): Locator =>
  page.getByRole("list", { name: "往来记录" }).getByRole("listitem").filter({ hasText: words });
