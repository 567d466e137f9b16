// A company was filed twice. The supervisor merges the two; what a phone still wrote to the merged one arrives.
import { findings } from "./support/axe";
import * as phone from "./support/phone";
import { expect, test } from "./support/test";

test("a visit written offline to a merged customer arrives at the kept one", async ({ arrives }) => {
  const lina = await arrives("lina");
  await lina.goto("/customers/new");
  await lina.getByRole("textbox", { name: "名称" }).fill("合并测试甲公司");
  await lina.getByRole("button", { name: "保存" }).click();
  await expect(lina.getByRole("heading", { level: 1, name: "合并测试甲公司" })).toBeVisible();
  const kept = new URL(lina.url()).pathname;
  await lina.goto("/customers/new");
  await lina.getByRole("textbox", { name: "名称" }).fill("合并测试甲");
  await lina.getByRole("button", { name: "保存" }).click();
  await expect(lina.getByRole("heading", { level: 1, name: "合并测试甲" })).toBeVisible();
  const gone = new URL(lina.url()).pathname;
  await phone.isInStep(lina);

  await phone.goesOffline(lina);
  await lina.getByRole("link", { name: "记录跟进" }).first().click();
  await lina.getByRole("textbox", { name: /沟通内容/ }).fill("谈了二期的预算");
  await lina.getByRole("button", { name: "保存" }).click();
  await phone.isWaitingToSend(lina, 1);

  const boss = await arrives("boss");
  await boss.goto(kept);
  await boss.getByRole("button", { name: "合并重复客户" }).click();
  const sheet = boss.getByRole("dialog");
  await sheet.getByRole("searchbox").fill("合并测试甲");
  await sheet.getByRole("radio").first().check();
  await sheet.getByRole("textbox", { name: "原因" }).fill("重复建档");
  expect(await findings(boss)).toEqual([]);
  await sheet.getByRole("button", { name: "确认合并" }).click();
  await expect(boss.getByRole("main")).toContainText("并入客户");
  await phone.isInStep(boss);

  await phone.comesOnline(lina);
  await expect(phone.badge(lina)).toHaveText("1 条需要处理", phone.SOON);
  // The phone shows which customer it was merged into, and the text.
  await lina.goto("/attention");
  await expect(lina.getByRole("article")).toContainText("合并测试甲公司");
  await lina.goto(kept);
  await expect(lina.getByRole("main")).toContainText("谈了二期的预算", phone.SOON);
  await lina.goto(gone);
  await expect(lina.getByRole("main")).toContainText("该客户已合并到 合并测试甲公司");
});
