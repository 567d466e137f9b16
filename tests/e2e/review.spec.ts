// Review by the supervisor: a deal waits, is returned with a reason, answered and approved; the figures show what is not approved.
import * as entry from "./support/entry";
import * as performance from "./support/performance";
import * as phone from "./support/phone";
import { DESK, expect, test } from "./support/test";

test("an order is sent back with a reason, answered and approved", async ({ arrives }) => {
  const [qian, sun] = await Promise.all([arrives("qian"), arrives("sun")]);

  const customer = await entry.sells(qian, 3);
  await entry.saved(qian).getByRole("link", { name: "查看订单" }).click();
  const order = qian.getByRole("main");
  await expect(order).toContainText("待审核");
  const address = new URL(qian.url()).pathname;
  await phone.isInStep(qian);

  // The supervisor finds it from Today, by its owner.
  const row = sun.locator(`[data-record="${address.split("/").pop()}"]`);
  await sun.getByRole("link", { name: /条待审核/ }).click();
  await expect(sun.getByRole("heading", { level: 1, name: "审核" })).toBeVisible();
  await expect(row).toContainText(customer, phone.SOON);
  await expect(row).toContainText("84,000");
  await row.getByRole("checkbox").check();
  await sun.getByRole("button", { name: "退回 1 条" }).click();
  const sheet = sun.getByRole("dialog", { name: "退回，说明原因" });
  await sheet.getByRole("button", { name: "退回" }).click();
  await expect(sheet).toContainText("请填写此项");
  await sheet.getByLabel("原因").fill("请核对数量");
  await expect(sheet).not.toContainText("请填写此项");
  // After a reload the reason is still there; the ticks must be set again.
  await sun.reload();
  await row.getByRole("checkbox").check();
  await sun.getByRole("button", { name: "退回 1 条" }).click();
  await expect(sheet.getByLabel("原因")).toHaveValue("请核对数量");
  await sheet.getByRole("button", { name: "退回" }).click();
  await expect(sheet).toBeHidden();
  await expect(row).toHaveCount(0);

  // It returns to its author's Today, with the reason.
  await phone.goesTo(qian, "今日");
  const back = qian.getByRole("link").filter({ hasText: "请核对数量" });
  await expect(back).toContainText("孙丽", phone.SOON);
  await back.click();
  await expect(order).toContainText("已退回");
  await order.getByRole("button", { name: "说明并重新提交" }).click();
  const answer = qian.getByRole("dialog", { name: "重新提交审核" });
  await answer.getByLabel("说明").fill("合同附件一共三台");
  await qian.reload();
  await order.getByRole("button", { name: "说明并重新提交" }).click();
  await expect(answer.getByLabel("说明")).toHaveValue("合同附件一共三台");
  await answer.getByRole("button", { name: "说明并重新提交" }).click();
  await expect(answer).toBeHidden();
  await expect(order).toContainText("待审核");

  // The supervisor reads the answer and approves on the record's page.
  await expect(row).toContainText("合同附件一共三台", phone.SOON);
  await row.getByRole("link").click();
  await sun.getByRole("main").getByRole("button", { name: "通过", exact: true }).click();
  await expect(sun.getByRole("main")).toContainText("孙丽 于");
  await expect(order).toContainText("孙丽 于", phone.SOON);
  await expect(order.getByRole("button", { name: "说明并重新提交" })).toHaveCount(0);
});

test("figures show the unapproved part and can exclude it", async ({ arrives }) => {
  // More than can have been returned this month, so that the unapproved amount is not zero.
  const qian = await arrives("qian");
  await entry.sells(qian, 90, "A产品 · A-300 旗舰机");
  await phone.isInStep(qian);
  const sun = await arrives("sun");
  await performance.opens(sun, "销售额");
  const card = performance.card(sun, "销售额");
  await expect(card).toContainText("含未审核");
  await sun.goto(`${new URL(sun.url()).pathname}?approved=1`);
  await expect(sun.getByRole("button", { name: /仅已审核/ })).toBeVisible();
  await expect(card).toBeVisible();
  await expect(card).not.toContainText("含未审核");
});

test("an administrator sets what is reviewed and when entries are late", async ({ arrives }) => {
  const admin = await arrives("admin", DESK);
  await admin.goto("/settings/records");
  const rules = admin.getByRole("region", { name: "审核规则" });
  const times = admin.getByRole("region", { name: "录入时限" });
  await rules.getByLabel("订单审核下限").fill("很多");
  await rules.getByRole("button", { name: "保存" }).click();
  await expect(rules).toContainText("格式不正确，请填写数字");
  await rules.getByLabel("订单审核下限").fill("0");
  await rules.getByLabel("回款审核下限").fill("1");

  // Saving one section keeps unsaved values in the other.
  await times.getByLabel("当天最晚录入").selectOption("19:30");
  await times.getByRole("button", { name: "保存" }).click();
  await expect(times.getByLabel("当天最晚录入")).toHaveValue("1170");
  await expect(rules.getByLabel("回款审核下限")).toHaveValue("1");
  await rules.getByRole("button", { name: "保存" }).click();
  await phone.isInStep(admin);
  await admin.reload();
  await expect(rules.getByLabel("回款审核下限")).toHaveValue("1");
  await expect(times.getByLabel("当天最晚录入")).toHaveValue("1170");
});
