// Where one is: the browser's title and the heading say so, and the way back is as long as the way there.
import * as customers from "./support/customers";
import * as phone from "./support/phone";
import { expect, test } from "./support/test";

test("each page has its title, and reading starts at its heading", async ({ arrives }) => {
  const zhang = await arrives("zhang");
  await expect(zhang).toHaveTitle("今日 · 达标");
  await phone.goesTo(zhang, "客户");
  await expect(zhang).toHaveTitle("客户 · 达标");
  await expect(zhang.getByRole("heading", { level: 1, name: "客户" })).toBeFocused();
  // Somebody who types is left alone: the address follows, the page is the same.
  await zhang.getByRole("searchbox").fill("a");
  await expect(zhang).toHaveURL(/q=a/);
  await expect(zhang.getByRole("searchbox")).toBeFocused();
});

test("a sheet that was saved leaves nothing behind on the way back", async ({ arrives }) => {
  const zhang = await arrives("zhang");
  const customer = await customers.opensFirst(zhang);
  await zhang.getByRole("button", { name: "调整策略" }).click();
  const sheet = zhang.getByRole("dialog", { name: "调整策略" });
  await sheet.getByLabel("客户策略").fill("每月走访一次，先谈维保");
  await sheet.getByRole("textbox", { name: "原因" }).fill("合同明年到期");
  await sheet.getByRole("button", { name: "提交" }).click();
  await expect(sheet).toBeHidden();
  await expect.poll(() => zhang.evaluate(() => String(history.state))).not.toMatch(/^sheet-/);
  expect(new URL(zhang.url()).pathname).toBe(customer);
  await zhang.goBack();
  await expect(zhang).toHaveURL(/\/customers$/);
  await expect(zhang.getByRole("list", { name: "客户" })).toBeVisible();
});

test("an administrator's phone leads to what she keeps", async ({ arrives }) => {
  const admin = await arrives("admin");
  const dock = admin.getByRole("navigation", { name: "主导航" });
  await expect(dock.getByRole("link")).toHaveText(["今日", "人员", "组织", "我的"]);
  await dock.getByRole("button", { name: "设置" }).click();
  await admin.getByRole("dialog", { name: "设置" }).getByRole("link", { name: "等级规则" }).click();
  await expect(admin.getByRole("heading", { level: 1, name: "等级规则" })).toBeVisible();
});
