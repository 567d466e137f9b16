// An order with two lines and a prepayment, tracked offline up to delivery, and read by the supervisor afterwards.
import * as entry from "./support/entry";
import * as phone from "./support/phone";
import { expect, test } from "./support/test";

test("an order moves from node to node offline and a return is netted", async ({ arrives }) => {
  const qian = await arrives("qian");
  await phone.goesOffline(qian);

  await entry.opens(qian, "录入订单");
  await entry.choosesFirst(qian, "客户");
  await qian.getByLabel("产品", { exact: false }).first().selectOption({ label: "A产品 · A-100 标准机" });
  await qian.getByLabel("数量").first().fill("2");
  await qian.getByRole("button", { name: "添加一行" }).click();
  const second = qian.getByRole("group", { name: "第 2 行" });
  await second.getByLabel("产品", { exact: false }).selectOption({ label: "A产品 · A-100 标准机" });
  await second.getByLabel("数量").fill("1");
  await second.getByLabel("折扣").fill("50");
  await expect(qian.getByRole("status").filter({ hasText: "70,000" })).toBeVisible();
  await qian.getByText("单号、交付、折扣、预付、备注").click();
  await qian.getByLabel("预付比例").fill("30");
  await qian.getByRole("button", { name: "保存订单" }).click();
  await entry.saved(qian).getByRole("link", { name: "查看订单" }).click();

  const main = qian.getByRole("main");
  await expect(main).toContainText("预付款");
  await expect(main).toContainText("21,000");
  await expect(main).toContainText("49,000");
  const node = (name: string) => main.locator(`[data-node=${name}]`);
  await expect(node("ordered")).toHaveAttribute("aria-current", "step");

  const sheet = qian.getByRole("dialog");
  await main.getByRole("button", { name: "推进到「生产中」" }).last().click();
  await sheet.getByRole("button", { name: "保存" }).click();
  await expect(node("production")).toHaveAttribute("aria-current", "step");

  await main.getByRole("button", { name: "记录交付" }).first().click();
  await sheet.getByLabel("物流信息").fill("顺丰 SF1001");
  await sheet.getByRole("button", { name: "保存" }).click();
  await expect(node("acceptance")).toHaveAttribute("aria-current", "step");
  await expect(main).toContainText("顺丰 SF1001");

  await main.getByRole("button", { name: "记录验收" }).first().click();
  await sheet.getByRole("button", { name: "保存" }).click();
  await expect(node("completed")).toHaveAttribute("aria-current", "step");

  await main.getByRole("button", { name: "登记投诉" }).click();
  await sheet.getByLabel("内容").fill("说明书缺页");
  await sheet.getByRole("button", { name: "保存" }).click();
  await expect(main).toContainText("待答复");

  await main.getByRole("button", { name: "登记退货" }).click();
  // The line without a discount.
  await sheet.getByLabel(/A-100.*成交单价 ¥28,000/).fill("1");
  await sheet.getByLabel("原因").fill("多订一台");
  await sheet.getByRole("button", { name: "登记退货" }).click();
  await expect(main).toContainText("冲减");
  await phone.isWaitingToSend(qian, 6);

  await phone.comesOnline(qian);
  await phone.isInStep(qian);
  const number = await qian.getByRole("heading", { level: 1 }).innerText();

  const sun = await arrives("sun");
  await sun.goto(new URL(qian.url()).pathname);
  await expect(sun.getByRole("heading", { level: 1 })).toHaveText(number);
  await expect(sun.getByRole("main")).toContainText("说明书缺页");
  await sun.goto("/order-track");
  await sun.getByRole("radio", { name: /已完成/ }).click();
  await expect(sun.getByRole("main")).toContainText(number);
});

test("returned goods are distinguished from undelivered goods", async ({ arrives }) => {
  const qian = await arrives("qian");
  await phone.goesOffline(qian);
  await entry.sells(qian, 4);
  await entry.saved(qian).getByRole("link", { name: "查看订单" }).click();

  const main = qian.getByRole("main");
  const sheet = qian.getByRole("dialog");
  const quantity = sheet.getByLabel("A-100", { exact: false });
  const which = sheet.getByRole("radiogroup", { name: "哪些货" });
  await main.getByRole("button", { name: "推进到「生产中」" }).last().click();
  await sheet.getByRole("button", { name: "保存" }).click();

  // Nothing is delivered yet, so the form does not ask which pieces are returned.
  await main.getByRole("button", { name: "登记退货" }).click();
  await expect(sheet).toContainText("最多 4");
  await expect(which).toHaveCount(0);
  await sheet.getByRole("button", { name: "关闭" }).click();

  await main.getByRole("button", { name: "记录交付" }).first().click();
  await quantity.fill("2");
  await sheet.getByRole("button", { name: "保存" }).click();
  await expect(sheet).toBeHidden();

  // Two are delivered and two are not: one undelivered piece is cancelled, and one fewer is to be delivered.
  await main.getByRole("button", { name: "登记退货" }).click();
  await which.getByRole("radio", { name: "未交付，不再要" }).check();
  await quantity.fill("3");
  await sheet.getByLabel("原因").fill("预算减少");
  await sheet.getByRole("button", { name: "登记退货" }).click();
  await expect(sheet.locator("[aria-invalid=true]")).toHaveCount(1);
  await quantity.fill("1");
  await sheet.getByRole("button", { name: "登记退货" }).click();
  await expect(sheet).toBeHidden();
  await expect(main).toContainText("预算减少");
  await main.getByRole("button", { name: "记录交付" }).first().click();
  await expect(sheet).toContainText("最多 1");
  await sheet.getByRole("button", { name: "关闭" }).click();

  // One delivered piece is returned: the number to be delivered does not change.
  await main.getByRole("button", { name: "登记退货" }).click();
  await expect(which.getByRole("radio", { name: "已交付，退回" })).toBeChecked();
  await quantity.fill("1");
  await sheet.getByLabel("原因").fill("外壳划伤");
  await sheet.getByRole("button", { name: "登记退货" }).click();
  await expect(sheet).toBeHidden();
  await expect(main).toContainText("外壳划伤");
  await main.getByRole("button", { name: "记录交付" }).first().click();
  await expect(sheet).toContainText("最多 1");
});
