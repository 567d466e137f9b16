// Two people change the same text while one of them is offline.
import { findings } from "./support/axe";
import * as customers from "./support/customers";
import { NAME } from "./support/people";
import * as phone from "./support/phone";
import { expect, test } from "./support/test";

test("a conflict shows both values and the own value can be taken", async ({ arrives }) => {
  const zhang = await arrives("zhang");
  const boss = await arrives("boss");
  const address = await customers.opensFirst(zhang);

  await phone.goesOffline(zhang);
  await customers.amends(zhang, address, "需求类型", "两条产线的视觉检测");
  await phone.isWaitingToSend(zhang, 1);
  await customers.amends(boss, address, "需求类型", "整厂数字化");
  await phone.isInStep(boss);

  await phone.comesOnline(zhang);
  await phone.needsAttention(zhang, 1);
  await phone.badge(zhang).click();
  const card = zhang.getByRole("article").filter({ hasText: "与他人同时修改" });
  await expect(card).toContainText("两条产线的视觉检测");
  await expect(card).toContainText("整厂数字化");
  await expect(card).toContainText(NAME.boss);
  expect(await findings(zhang)).toEqual([]);

  // The answer waits for the network like any command; the conflict disappears once it is confirmed.
  await phone.goesOffline(zhang);
  await card.getByRole("button", { name: "采用我的" }).click();
  await expect(card.getByRole("status")).toHaveText(/已采用你的内容/);
  await phone.isWaitingToSend(zhang, 1);
  await phone.comesOnline(zhang);
  await expect(boss.getByRole("main")).toContainText("两条产线的视觉检测", phone.SOON);
  await expect(zhang.getByText("暂无待处理事项")).toBeVisible();
  await phone.isInStep(zhang);
});
