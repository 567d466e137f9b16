// Reads the dashboards through the tables behind their charts.
import { type Locator, type Page, expect } from "@playwright/test";

import * as phone from "./phone";

export const figure = (page: Page, name: string | RegExp): Locator => page.getByRole("figure", { name });

/** Opens the dashboards on one figure. */
export async function opens(page: Page, name: string): Promise<void> {
  await phone.goesTo(page, "业绩");
  const card = page.getByRole("button", { name, exact: true });
  await card.click();
  await expect(card).toHaveAttribute("aria-pressed", "true");
}

/** The cell 实际 of somebody's row in the ranking. */
export const placeOf = (page: Page, who: string): Locator =>
  figure(page, /^排行/).getByRole("row").filter({ hasText: who }).getByRole("cell").first();

/** How much the ranking counts for somebody; who is not in it has nothing yet. */
export async function countOf(page: Page, who: string): Promise<number> {
  await expect(figure(page, /^业绩趋势/)).toBeVisible();
  const place = placeOf(page, who);
  return (await place.count()) === 0 ? 0 : Number(await place.innerText());
}

/** Looks at last year, which is over and has its records on any day of this one. */
export async function looksAtLastYear(page: Page): Promise<void> {
  await page.getByRole("radio", { name: "年", exact: true }).check();
  await expect(page).toHaveURL(/period=\d{4}(&|$)/);
  const year = Number(/period=(\d{4})/.exec(page.url())![1]);
  await page.getByRole("button", { name: "上一期" }).click();
  await expect(page).toHaveURL(new RegExp(`period=${year - 1}(&|$)`));
}

/** What a card says, as one line. */
export const card = (page: Page, name: string): Locator => page.getByRole("button", { name, exact: true }).locator("..");

/** Every figure and every table of the page, as text. */
export async function everything(page: Page): Promise<string[]> {
  const figures = page.getByRole("main").getByRole("figure");
  await expect(figures).not.toHaveCount(0);
  const tables = await figures.getByRole("table").allTextContents();
  const cards = await page.getByRole("main").locator("[aria-pressed]").locator("..").allTextContents();
  return [...cards, ...tables];
}
