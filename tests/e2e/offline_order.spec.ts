// A deal closed offline: its effect on the month, its number, its money.
import * as entry from "./support/entry";
import * as phone from "./support/phone";
import { expect, test } from "./support/test";

test("an order and its payment are entered without a network and settled with one", async ({ arrives }) => {
  const qian = await arrives("qian");
  await phone.goesOffline(qian);

  await entry.opens(qian, "录入订单");
  const customer = await entry.choosesFirst(qian, "客户");
  await qian.getByLabel("产品", { exact: false }).selectOption({ label: "A产品 · A-100 标准机" });
  await qian.getByLabel("数量").fill("2");
  await expect(qian.getByRole("status").filter({ hasText: "56,000" })).toBeVisible();
  await qian.getByRole("button", { name: "保存订单" }).click();
  const saved = entry.saved(qian);
  await expect(saved).toContainText(`${customer}：已保存`);
  await expect(saved).toContainText(/本月销售额完成率 [\d.,]+% → [\d.,]+%/);
  const [before, after] = (await saved.innerText()).replaceAll(",", "").match(/[\d.]+(?=%)/g)!.map(Number);
  expect(after).toBeGreaterThan(before);

  await saved.getByRole("link", { name: "查看订单" }).click();
  const title = qian.getByRole("heading", { level: 1 });
  await expect(title).toContainText("（待确认）");
  const main = qian.getByRole("main");
  await expect(main).toContainText("已存本机");

  await main.getByRole("link", { name: "登记回款" }).click();
  await expect(qian.getByLabel("金额")).toHaveValue("56000");
  await qian.getByLabel("金额").fill("20000");
  await qian.getByRole("button", { name: "保存回款" }).click();
  await expect(saved).toContainText(/本月回款金额完成率/);
  await saved.getByRole("link", { name: "查看订单" }).click();
  await expect(main).toContainText("部分回款");
  await expect(main).toContainText("36,000");
  await phone.isWaitingToSend(qian, 2);

  await phone.comesOnline(qian);
  await phone.isInStep(qian);
  await expect(title).not.toContainText("待确认");
  await expect(main).toContainText("已确认");
  const number = await title.innerText();

  const sun = await arrives("sun");
  await sun.goto(new URL(qian.url()).pathname);
  await expect(sun.getByRole("heading", { level: 1 })).toHaveText(number);
  await expect(sun.getByRole("main")).toContainText("36,000");
});
