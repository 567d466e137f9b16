// A phone that was away while the rules changed is told once, and a refusal names the rules that made the difference.
import { type Locator, type Page } from "@playwright/test";

import { findings } from "./support/axe";
import * as phone from "./support/phone";
import { DESK, expect, test } from "./support/test";

const news = (page: Page): Locator => page.getByRole("region", { name: "规则有变化" });
const names = (page: Page): Locator => page.getByRole("group", { name: "意向客户" }).getByLabel(/^合作状态/);

async function fits(page: Page, width: number): Promise<void> {
  expect(await findings(page)).toEqual([]);
  await expect(page.locator("html")).toHaveJSProperty("scrollWidth", width);
}

test("a phone that was offline when a rule changed is told once, and its refusal names the rule", async ({ arrives }) => {
  const zhang = await arrives("zhang");
  await expect(zhang.getByRole("heading", { level: 1, name: "今日" })).toBeVisible();
  await expect(news(zhang)).toHaveCount(0);
  await phone.isInstalled(zhang);
  await phone.hasSettled(zhang);
  await phone.goesOffline(zhang);
  await zhang.goto("/opportunities/new");
  await zhang.getByLabel(/^客户/).selectOption({ index: 1 });
  await zhang.getByLabel(/^阶段/).selectOption({ label: "意向客户" });
  await zhang.getByLabel(/^主题/).fill("换装二期");
  await zhang.getByLabel(/^合作状态/).selectOption({ label: "需求调研" });

  // Meanwhile an administrator takes the sub-stage away, from today on.
  const admin = await arrives("admin", DESK);
  await admin.goto("/settings/pipeline");
  const before = await names(admin).inputValue();
  expect(before).toContain("需求调研");
  await zhang.getByRole("button", { name: "保存" }).click();
  await phone.isWaitingToSend(zhang, 1);
  await names(admin).fill("样机测试");
  await admin.getByLabel("原因（可不填）").fill("合并两步");
  await admin.getByRole("button", { name: "保存" }).click();
  await expect(admin.getByRole("list", { name: "现在" })).toContainText("样机测试");
  await phone.isInStep(admin);

  await phone.comesOnline(zhang);
  await phone.needsAttention(zhang, 1);
  await zhang.goto("/attention");
  const refused = zhang.getByRole("article").filter({ hasText: "换装二期" });
  await expect(refused).toContainText("记录之后规则变了：商机阶段");
  await expect(refused).toContainText("管理员 设定");
  await fits(zhang, 390);

  // Today says what changed, from when, by whom and why, and leads to the rules.
  await phone.goesTo(zhang, "今日");
  await expect(news(zhang)).toContainText("商机阶段：自");
  for (const said of ["管理员", "原因：合并两步"]) await expect(news(zhang)).toContainText(said);
  await fits(zhang, 390);
  await news(zhang).getByRole("link", { name: /^商机阶段：自/ }).click();
  await expect(zhang).toHaveURL(/\/rules\?of=pipeline_versions/);
  const rules = zhang.getByRole("region", { name: "商机阶段" });
  await expect(rules).toContainText("样机测试");
  await expect(rules.getByRole("list", { name: "现在" })).toContainText("需求调研");
  // Who only reads the rules changes nothing.
  await expect(rules.getByRole("button", { name: /^恢复|^取消/ })).toHaveCount(0);
  await fits(zhang, 390);

  // Once.
  await phone.goesTo(zhang, "今日");
  await news(zhang).getByRole("button", { name: "知道了" }).click();
  await expect(news(zhang)).toHaveCount(0);
  await zhang.reload();
  await expect(zhang.getByRole("heading", { level: 1, name: "今日" })).toBeVisible();
  await expect(news(zhang)).toHaveCount(0);
  // One's own act is no news.
  await admin.goto("/");
  await expect(admin.getByRole("heading", { level: 1, name: "今日" })).toBeVisible();
  await expect(news(admin)).toHaveCount(0);

  await zhang.goto("/attention");
  await refused.getByRole("button", { name: "不再提示" }).or(refused.getByRole("button").last()).first().click();
  await zhang.getByRole("dialog").getByRole("button").last().click();
  await admin.goto("/settings/pipeline");
  await admin.getByRole("list", { name: "历史" }).getByRole("button", { name: /^恢复/ }).last().click();
  await expect(names(admin)).toHaveValue(before);
  await admin.getByRole("button", { name: "保存" }).click();
  await phone.isInStep(admin);
});

test("at a desk a planned rule is news, and so is its cancellation", async ({ arrives }) => {
  const manager = await arrives("manager", DESK);
  await expect(manager.getByRole("heading", { level: 1, name: "今日" })).toBeVisible();
  const admin = await arrives("admin", DESK);
  await admin.goto("/settings/records");
  const region = admin.getByRole("region", { name: "录入时限" });
  const next = await admin.evaluate(() => new Date(Date.now() + 8 * 3_600_000 + 20 * 86_400_000).toISOString().slice(0, 10));
  await region.getByLabel(/下班前|当天|录入/).first().selectOption({ index: 3 });
  await region.getByLabel("生效日期").fill(next);
  await region.getByRole("button", { name: "保存" }).click();
  const planned = region.getByRole("list", { name: "已排定" }).locator("> li");
  await expect(planned).toHaveAttribute("data-from", next);
  await phone.isInStep(admin);
  await expect(news(manager)).toContainText("录入时限：自", phone.SOON);
  await fits(manager, 1440);
  await news(manager).getByRole("button", { name: "知道了" }).click();
  await expect(news(manager)).toHaveCount(0);

  await planned.getByRole("button", { name: /^取消/ }).click();
  await admin.getByRole("dialog").getByRole("button", { name: "取消安排" }).click();
  await phone.isInStep(admin);
  await expect(news(manager)).toContainText("的安排已取消", phone.SOON);
  await news(manager).getByRole("link").first().click();
  await expect(manager.getByRole("heading", { level: 1, name: "公司规则" })).toBeVisible();
  await fits(manager, 1440);
});
