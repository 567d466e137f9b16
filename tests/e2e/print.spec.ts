// What is printed is what was read: each page that goes on paper is made into an A4 PDF, and its text compared.
import * as paper from "./support/paper";
import { DESK, expect, test } from "./support/test";

for (const { title, path, account, byColumn } of [
  { title: "订单跟踪表", path: "/order-track/table?late=1", account: "director", byColumn: true },
  // Its headings are wider than some of its columns, and are broken where the paper likes.
  { title: "每周客户跟进与业绩表", path: "/weekly", account: "boss", byColumn: false },
] as const) {
  test(`${title} lies across the paper with all its columns and its title`, async ({ arrives }) => {
    const page = await arrives(account, { ...DESK, colorScheme: "dark" });
    await page.goto(path);
    await expect(page.getByRole("table").getByRole("row").nth(1)).toBeVisible();
    const printed = await paper.prints(page);
    expect(printed.isWide).toBe(true);
    paper.isWhole(printed);
    if (byColumn) await paper.hasTable(printed, page);
    // The title stands above its table, not on a sheet of its own.
    const head = printed.words.filter((it) => it.sheet === 1).map((it) => it.text).join("");
    expect(head).toContain(title);
    expect(head).toContain("客户名称");
  });
}

test("the renewals are printed whole", async ({ arrives }) => {
  const page = await arrives("boss", DESK);
  await page.goto("/customers/renewals");
  await expect(page.getByRole("button", { name: "打印" })).toBeVisible();
  await expect(page.locator(".skeleton")).toHaveCount(0);
  const printed = await paper.prints(page);
  expect(printed.isWide).toBe(false);
  paper.isWhole(printed);
  await paper.hasAllOf(printed, page);
});
