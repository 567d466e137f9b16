// The printed page equals the displayed one: each printable page is rendered as an A4 PDF, and its text is compared.
import { type Page } from "@playwright/test";

import { first } from "./support/pages";
import * as paper from "./support/paper";
import * as phone from "./support/phone";
import { DESK, expect, test } from "./support/test";

for (const { title, path, account } of [
  { title: "订单跟踪表", path: "/order-track/table?late=1", account: "director" },
  { title: "每周客户跟进与业绩表", path: "/weekly", account: "boss" },
] as const) {
  test(`${title} lies across the paper with all its columns and its title`, async ({ arrives }) => {
    const page = await arrives(account, { ...DESK, colorScheme: "dark" });
    await page.goto(path);
    await expect(page.getByRole("table").getByRole("row").nth(1)).toBeVisible();
    await phone.isInStep(page);
    const printed = await paper.prints(page);
    expect(printed.isWide).toBe(true);
    paper.isWhole(printed);
    await paper.hasTable(printed, page);
    // The title is above its table, not on a separate sheet.
    const head = printed.words.filter((it) => it.sheet === 1).map((it) => it.text).join("");
    expect(head).toContain(title);
    expect(head).toContain("客户名称");
  });
}

for (const { what, account, opens } of [
  { what: "the renewals", account: "boss", opens: async () => "/customers/renewals" },
  { what: "the targets", account: "boss", opens: async () => "/targets" },
  { what: "the parts of an order", account: "zhang", opens: (page: Page) => first(page, "/orders") },
] as const) {
  test(`${what} are printed whole`, async ({ arrives }) => {
    const page = await arrives(account, DESK);
    await phone.isInStep(page);
    await page.goto(await opens(page));
    await expect(page.getByRole("button", { name: "打印" })).toBeVisible();
    await expect(page.locator(".skeleton")).toHaveCount(0);
    const printed = await paper.prints(page);
    expect(printed.isWide).toBe(false);
    paper.isWhole(printed);
    await paper.hasAllOf(printed, page);
  });
}
