// Lists at a desk are tables: sorted, arranged, selected, copied into a spreadsheet, and walked through with the keyboard.
import { type Locator, type Page } from "@playwright/test";

import { findings } from "./support/axe";
import * as phone from "./support/phone";
import { DESK, expect, test } from "./support/test";

const COPYING = { ...DESK, permissions: ["clipboard-read", "clipboard-write"] };

const table = (page: Page): Locator => page.getByRole("table");
const head = (page: Page, title: string): Locator => table(page).getByRole("columnheader", { name: title });
const titles = (page: Page): Promise<string[]> => table(page).locator("[data-column]").allInnerTexts();
const names = (page: Page): Promise<string[]> => table(page).getByRole("rowheader").allInnerTexts();
const box = (page: Page, at: number): Locator => table(page).getByRole("checkbox", { name: /^选择 / }).nth(at);

/** The lines of cells on the clipboard, once something was copied. */
async function copied(page: Page): Promise<string[][]> {
  await expect(page.getByText(/^已复制 \d+ 行/).first()).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  return text.split("\n").map((it) => it.split("\t"));
}

/** How many whole rows lie between the head and the foot of the table. */
async function rowsInSight(page: Page): Promise<number> {
  return table(page).evaluate((it) => {
    const strips = [...it.querySelectorAll<HTMLElement>("[role=rowgroup]")].map((strip) => strip.getBoundingClientRect());
    const [top, bottom] = [strips[0].bottom, Math.min(strips[2].top, window.innerHeight)];
    const rows = [...it.querySelectorAll<HTMLElement>(".desk-row")].map((row) => row.getBoundingClientRect());
    return rows.filter((row) => top - 1 <= row.top && row.bottom <= bottom + 1).length;
  });
}

test("the customers are sorted, arranged, selected, copied and opened at a desk", async ({ arrives }) => {
  const director = await arrives("director", COPYING);
  await phone.goesTo(director, "客户");
  await expect(table(director)).toHaveAttribute("aria-label", "客户");
  expect(await findings(director)).toEqual([]);

  // 25 rows fill the window of 900 pixels once the table is scrolled to its head; head and totals stay.
  await table(director).evaluate((it) => {
    const bar = document.querySelector("[data-top-bar]")!.clientHeight;
    window.scrollTo(0, it.getBoundingClientRect().top + window.scrollY + 1 - bar);
  });
  await expect.poll(() => rowsInSight(director)).toBeGreaterThanOrEqual(25);
  await expect(head(director, "名称")).toBeInViewport();
  await expect(table(director).getByText(/^合计（\d+ 家）$/)).toBeInViewport();

  // Ascending, descending, then the order of the list; the address keeps it.
  const before = await names(director);
  const sold = head(director, "近 12 个月成交");
  await sold.getByRole("button").click();
  await expect(sold).toHaveAttribute("aria-sort", "ascending");
  await expect(director).toHaveURL(/sort=sold/);
  await sold.getByRole("button").click();
  await expect(sold).toHaveAttribute("aria-sort", "descending");
  await expect(director).toHaveURL(/sort=-sold/);
  await director.reload();
  await expect(sold).toHaveAttribute("aria-sort", "descending");
  const most = await names(director);
  await sold.getByRole("button").click();
  await expect(sold).not.toHaveAttribute("aria-sort");
  await expect.poll(async () => (await names(director))[0]).toBe(before[0]);

  // Columns are chosen, moved and sized; the device keeps them.
  await director.getByRole("button", { name: "列", exact: true }).click();
  const sheet = director.getByRole("dialog", { name: "显示哪些列" });
  await sheet.getByRole("checkbox", { name: "联系人" }).uncheck();
  await sheet.getByRole("checkbox", { name: "区域" }).check();
  await sheet.getByRole("button", { name: "负责人前移" }).click();
  await sheet.getByRole("button", { name: "客户等级变宽" }).click();
  expect(await findings(director)).toEqual([]);
  await sheet.getByRole("button", { name: "关闭" }).click();
  await expect(sheet).toBeHidden();
  const chosen = await titles(director);
  expect(chosen).toContain("区域");
  expect(chosen).not.toContain("联系人");
  expect(chosen.indexOf("负责人")).toBe(chosen.indexOf("联系电话") - 1);
  const edge = head(director, "负责人").locator(".desk-edge");
  const wide = (await head(director, "负责人").boundingBox())!.width;
  const grip = (await edge.boundingBox())!;
  await director.mouse.move(grip.x + 4, grip.y + 4);
  await director.mouse.down();
  await director.mouse.move(grip.x + 64, grip.y + 4, { steps: 4 });
  await director.mouse.up();
  const sized = (await head(director, "负责人").boundingBox())!.width;
  expect(sized).toBeGreaterThan(wide + 40);
  await director.reload();
  await expect.poll(() => titles(director)).toEqual(chosen);
  expect(Math.abs((await head(director, "负责人").boundingBox())!.width - sized)).toBeLessThan(2);

  // A range is selected and copied: cells, plain numbers, the titles above.
  await box(director, 1).click();
  await box(director, 4).click({ modifiers: ["Shift"] });
  await expect(director.getByText("已选 4 行")).toBeVisible();
  for (const at of [1, 2, 3, 4]) await expect(box(director, at)).toBeChecked();
  expect(await findings(director)).toEqual([]);
  await director.keyboard.press("Control+c");
  const cells = await copied(director);
  expect(cells[0]).toEqual(chosen);
  expect(cells.slice(1).map((it) => it[0])).toEqual((await names(director)).slice(1, 5));
  for (const line of cells.slice(1)) {
    expect(line).toHaveLength(chosen.length);
    for (const title of ["近 12 个月成交", "待回款"]) expect(line[chosen.indexOf(title)]).toMatch(/^-?\d+\.\d\d$/);
  }
  await director.getByRole("button", { name: "取消选择" }).click();
  await expect(director.getByText("已选 4 行")).toBeHidden();

  // The keyboard walks, selects and opens; back returns to the same order.
  await director.goto("/customers?sort=-sold");
  await expect.poll(async () => (await names(director))[0]).toBe(most[0]);
  for (const key of ["j", "j", "ArrowDown", "k", "x"]) await director.keyboard.press(key);
  await expect(table(director).getByRole("link", { name: most[1] })).toBeFocused();
  await expect(director.getByText("已选 1 行")).toBeVisible();
  await director.keyboard.press("Enter");
  await expect(director.getByRole("heading", { level: 1, name: most[1] })).toBeVisible();
  await director.goBack();
  await expect(sold).toHaveAttribute("aria-sort", "descending");

  // The end of the table is a key away, however many rows lie between.
  await expect(table(director)).toBeVisible();
  await phone.hasSettled(director);
  for (const key of ["j", "End"]) await director.keyboard.press(key);
  const n = Number(await table(director).getAttribute("aria-rowcount")) - 2;
  await expect(table(director).locator(`[data-row="${n - 1}"]`)).toBeFocused();
  await expect(table(director).locator(`[data-row="${n - 1}"]`)).toBeInViewport();
});

test("the totals of the orders are the sums of what is copied, under every filter", async ({ arrives }) => {
  const director = await arrives("director", COPYING);
  await director.goto("/orders");
  for (const standing of [null, "部分回款"]) {
    if (standing) await director.getByRole("button", { name: standing }).click();
    await expect(table(director).getByRole("rowheader").first()).toBeVisible();
    const foot = table(director).getByRole("rowgroup").last();
    await director.getByRole("button", { name: "复制", exact: true }).click();
    const [title, ...lines] = await copied(director);
    const counted = lines.filter((it) => it[title.indexOf("当前状态")] !== "已取消");
    await expect(foot).toContainText(`合计（${counted.length} 单`);
    for (const column of ["订单金额", "已回款", "待回款"]) {
      const at = title.indexOf(column);
      const cents = counted.reduce((sum, it) => sum + Math.round(Number(it[at]) * 100), 0);
      await expect(foot.getByTitle(`${(cents / 100).toLocaleString("en", { minimumFractionDigits: 2 })}`).first(), column).toBeVisible();
    }
    await expect(director.getByText(/^已复制/)).toHaveCount(0);
  }
  expect(await findings(director)).toEqual([]);
});

test("only the selected customers in sight are handed over from the table", async ({ arrives }) => {
  const sun = await arrives("sun", DESK);
  await phone.goesTo(sun, "客户");
  await box(sun, 0).check();
  await box(sun, 1).check();
  await expect(sun.getByRole("button", { name: "转交 2 位客户" })).toBeEnabled();
  await sun.getByRole("searchbox").fill((await names(sun))[0]);
  await expect(sun.getByRole("button", { name: "转交 1 位客户" })).toBeVisible();
  await sun.getByRole("button", { name: "转交 1 位客户" }).click();
  await expect(sun.getByRole("dialog", { name: "批量转交" })).toBeVisible();
});
