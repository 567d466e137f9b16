// Finding and changing customers.
import { type Page, expect } from "@playwright/test";

import * as phone from "./phone";

/** Opens the first customer of the list of a phone or the table of a desk; the address of the page. */
export async function opensFirst(page: Page): Promise<string> {
  await phone.goesTo(page, "客户");
  await page.getByRole("list", { name: "客户" }).or(page.getByRole("table", { name: "客户" })).getByRole("link").first().click();
  await expect(page.getByRole("list", { name: "往来记录" })).toBeVisible();
  return new URL(page.url()).pathname;
}

/** The address of the customer of this name. */
export async function addressOf(page: Page, name: string): Promise<string> {
  await phone.goesTo(page, "客户");
  await page.getByRole("searchbox").fill(name);
  await page.getByRole("list", { name: "客户" }).getByRole("link", { name }).first().click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  return new URL(page.url()).pathname;
}

/** Changes one field of the customer at this address. */
export async function amends(page: Page, address: string, field: string, words: string): Promise<void> {
  await page.goto(address);
  await page.getByRole("link", { name: "编辑" }).click();
  await page.getByLabel(field).fill(words);
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByRole("main")).toContainText(words);
}

/** Gives the customer of this page to somebody else. */
export async function handsOver(page: Page, to: string, reason: string): Promise<void> {
  await page.getByRole("button", { name: "转交" }).click();
  const sheet = page.getByRole("dialog", { name: "转交客户" });
  await sheet.getByLabel("转交给").selectOption({ label: to });
  await sheet.getByLabel("原因").fill(reason);
  await sheet.getByRole("button", { name: "转交" }).click();
  await expect(sheet).toBeHidden();
}
