// The alerts page: each alert as a card, including those grouped under one line.
import { type Locator, type Page, expect } from "@playwright/test";

const list = (page: Page): Locator => page.getByRole("list", { name: "预警与提醒" });

/** The alerts in sight, one card each; the line under which several are gathered is none. */
export const cards = (page: Page): Locator => list(page).locator("li:not(:has(> button[aria-expanded]))");

/** Brings every alert of the page into sight. */
export async function unfolds(page: Page): Promise<void> {
  await expect(list(page).getByRole("listitem").first()).toBeVisible();
  const more = page.getByRole("button", { name: /^再显示 \d+ 条$/ });
  while (await more.isVisible()) await more.click();
  const closed = list(page).locator(":scope > li > button[aria-expanded=false]");
  while (0 < (await closed.count())) await closed.first().click();
}
