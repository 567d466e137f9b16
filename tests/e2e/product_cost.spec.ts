// The cost of a product: kept with the day from which it holds, proposed for the day of the deal, and kept by the order that was taken with it.
import { findings } from "./support/axe";
import * as entry from "./support/entry";
import * as phone from "./support/phone";
import { DESK, expect, test } from "./support/test";

test("a cost is set from a day, planned and taken back, and an order takes the one of its deal day", async ({ arrives }) => {
  const [admin, zhang] = await Promise.all([arrives("admin", DESK), arrives("zhang")]);
  await admin.goto("/settings/products");
  await admin.getByRole("button", { name: "新建产品" }).click();
  const added = admin.getByRole("dialog", { name: "新建产品" });
  await added.getByLabel(/^产品线/).fill("A产品");
  await added.getByLabel(/^型号/).fill("A-900 成本机");
  await added.getByLabel(/^标准单价/).fill("1000");
  await added.getByLabel("单位成本").fill("-1");
  await added.getByRole("button", { name: "保存" }).click();
  await expect(added.getByLabel("单位成本")).toHaveAttribute("aria-invalid", "true");
  await added.getByLabel("单位成本").fill("600");
  // Not for days that are over.
  const day = async (days: number): Promise<string> =>
    admin.evaluate((days) => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10), days);
  await added.getByLabel(/^成本生效日/).fill(await day(-1));
  await added.getByRole("button", { name: "保存" }).click();
  await expect(added.getByLabel(/^成本生效日/)).toHaveAttribute("aria-invalid", "true");
  await added.getByLabel(/^成本生效日/).fill(await day(0));
  await added.getByRole("button", { name: "保存" }).click();
  await expect(added).toBeHidden();
  const row = admin.getByRole("row").filter({ hasText: "A-900 成本机" });
  await expect(row).toContainText("600.00");

  // A higher cost is planned.
  await row.getByRole("button", { name: /^编辑/ }).click();
  const sheet = admin.getByRole("dialog", { name: "A-900 成本机" });
  await expect(sheet.getByLabel("单位成本")).toHaveValue("600");
  await sheet.getByLabel("单位成本").fill("650");
  await sheet.getByLabel(/^成本生效日/).fill(await day(30));
  await sheet.getByRole("button", { name: "保存" }).click();
  await expect(sheet).toBeHidden();
  await expect(row).toContainText("600.00");
  await row.getByRole("button", { name: /^编辑/ }).click();
  const costs = sheet.getByRole("list", { name: "历次成本" }).getByRole("listitem");
  await expect(costs).toHaveCount(2);
  await expect(costs.first()).toContainText("650");
  await expect(costs.last()).toContainText("现在");
  expect(await findings(admin)).toEqual([]);
  await costs.first().getByRole("button", { name: /^取消/ }).click();
  await expect(costs).toHaveCount(1);
  await expect(sheet.getByLabel("单位成本")).toHaveValue("600");
  await sheet.getByRole("button", { name: "保存" }).click();
  await expect(sheet).toBeHidden();
  await phone.isInStep(admin);

  // The rep sells it without a network: the cost of the day is proposed, and the order keeps it.
  await phone.isInStep(zhang);
  await entry.opens(zhang, "录入订单");
  await entry.choosesFirst(zhang, "客户");
  const product = zhang.getByLabel("产品", { exact: false }).first();
  await expect(product.locator("option", { hasText: "A-900 成本机" })).toHaveCount(1, phone.SOON);
  await phone.goesOffline(zhang);
  await product.selectOption({ label: "A产品 · A-900 成本机" });
  await zhang.getByLabel("数量").first().fill("10");
  await zhang.locator("summary").filter({ hasText: "单号、交付、折扣、预付、备注" }).click();
  await expect(zhang.getByText("不填按产品成本 ¥600")).toBeVisible();
  await zhang.getByRole("button", { name: "保存订单" }).click();
  await zhang.getByRole("dialog", { name: "已存本机" }).getByRole("link", { name: "查看订单" }).click();
  const costOfOrder = async (): Promise<string> => {
    await zhang.getByRole("button", { name: "修改订单" }).click();
    const value = await zhang.getByRole("dialog").getByLabel("单位成本").inputValue();
    await zhang.getByRole("dialog").getByRole("button", { name: "关闭" }).click();
    return value;
  };
  expect(await costOfOrder()).toBe("600");

  // The cost changes today: the order that was taken keeps its own, also when it reaches the server afterwards.
  await row.getByRole("button", { name: /^编辑/ }).click();
  await sheet.getByLabel("单位成本").fill("700");
  await sheet.getByRole("button", { name: "保存" }).click();
  await expect(sheet).toBeHidden();
  await phone.comesOnline(zhang);
  await phone.isInStep(zhang);
  await zhang.goto("/kpis/one?kpi=gross_margin");
  await expect(zhang.getByRole("heading", { level: 1, name: "毛利率" })).toBeVisible();
});
