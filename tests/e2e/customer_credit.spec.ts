// Overpayment: recorded offline, applied to another order, and the credit that a cancelled order leaves.
import * as entry from "./support/entry";
import * as phone from "./support/phone";
import { expect, test } from "./support/test";

test("an overpayment becomes the customer's credit and pays another order", async ({ arrives }) => {
  const qian = await arrives("qian");
  await phone.goesOffline(qian);
  const main = qian.getByRole("main");
  const sheet = qian.getByRole("dialog");
  // A new customer, because those of the sample may have credit already.
  await entry.opens(qian, "新建客户");
  await qian.getByLabel("名称").fill("宁波余款贸易有限公司");
  await qian.getByRole("button", { name: "保存" }).click();
  await expect(qian.getByRole("heading", { level: 1, name: "宁波余款贸易有限公司" })).toBeVisible();
  await main.getByRole("link", { name: "录入订单" }).click();
  await qian.getByLabel("产品", { exact: false }).first().selectOption({ label: "A产品 · A-100 标准机" });
  await qian.getByLabel("数量").first().fill("2");
  await qian.getByRole("button", { name: "保存订单" }).click();
  await entry.saved(qian).getByRole("link", { name: "查看订单" }).click();

  await main.getByRole("link", { name: "登记回款" }).click();
  await qian.getByLabel("金额").fill("60000");
  await expect(qian.getByRole("status").filter({ hasText: "客户余额" })).toContainText("4,000");
  await qian.getByRole("button", { name: "保存回款" }).click();
  await entry.saved(qian).getByRole("link", { name: "查看订单" }).click();
  await expect(main).toContainText("已全额回款");
  await expect(main).toContainText(/余额 ¥4,000/);
  const first = new URL(qian.url()).pathname;
  const number = (await qian.getByRole("heading", { level: 1 }).innerText()).replace(/（.*/, "");

  // Another order of the same customer.
  await main.locator("a[href^='/customers/']").first().click();
  await expect(main).toContainText(/余额 ¥4,000/);
  await main.getByRole("link", { name: "录入订单" }).click();
  await qian.getByLabel("产品", { exact: false }).first().selectOption({ label: "A产品 · A-100 标准机" });
  await qian.getByLabel("数量").first().fill("1");
  await qian.getByRole("button", { name: "保存订单" }).click();
  await entry.saved(qian).getByRole("link", { name: "查看订单" }).click();
  await main.getByRole("button", { name: /使用余额 ¥4,000/ }).click();
  await sheet.getByRole("button", { name: "使用客户余额" }).click();
  await expect(main).toContainText("部分回款");
  await expect(main).toContainText("24,000");
  await expect(main).toContainText(/来自 .+ 的余额/);

  // Cancelling the first order asks what to do with its money.
  await main.locator("a[href^='/customers/']").first().click();
  await main.getByRole("link", { name: number, exact: true }).first().click();
  await main.getByRole("button", { name: "取消订单" }).click();
  await sheet.getByLabel("原因").fill("项目取消");
  await sheet.getByRole("button", { name: "取消订单" }).click();
  await expect(sheet).toBeVisible();
  await sheet.getByRole("radio", { name: "退款给客户" }).check();
  await sheet.getByLabel(/^退款 \*/).fill("50000");
  await sheet.getByRole("button", { name: "取消订单" }).click();
  await expect(sheet).toBeHidden();
  await expect(main).toContainText("已取消");
  await expect(main).toContainText(/余额 ¥6,000/);
  await expect(main).toContainText(/退款 ¥50,000/);

  await phone.comesOnline(qian);
  await phone.isInStep(qian);
  const sun = await arrives("sun");
  await sun.goto(first);
  await expect(sun.getByRole("main")).toContainText(/余额 ¥6,000/);
});
