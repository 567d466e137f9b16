// Alerts: the superior records cause, plan and deadline; a rep dismisses a reminder offline; the administrator changes a threshold.
import { cards, unfolds } from "./support/alerts";
import { findings } from "./support/axe";
import * as phone from "./support/phone";
import { DESK, expect, test } from "./support/test";

test("a supervisor handles an alert and the assigned person sees the plan", async ({ arrives }) => {
  const boss = await arrives("boss");
  const counted = boss.getByRole("link", { name: /^与我有关（\d+）$/ });
  const said = await counted.innerText();
  await counted.click();
  await expect(boss.getByRole("heading", { level: 1, name: "预警与提醒" })).toBeVisible();
  // The page shows the same count as Today.
  await expect(boss.getByRole("radio", { name: said.trim() })).toBeChecked();
  expect(await findings(boss)).toEqual([]);

  // Among all alerts in scope there is always one that the supervisor can handle.
  await boss.getByRole("radio", { name: /^范围内全部（\d+）$/ }).check();
  await expect(boss).not.toHaveURL(/mine=1/);
  await unfolds(boss);
  const open = cards(boss).filter({ has: boss.getByRole("button", { name: "处理", exact: true }) }).first();
  await expect(open).toBeVisible();
  await open.getByRole("button", { name: "处理", exact: true }).click();
  const sheet = boss.getByRole("dialog", { name: "处理预警" });
  await sheet.getByRole("button", { name: "保存" }).click();
  await expect(sheet).toContainText("请填写此项");
  await sheet.getByLabel("原因分类").selectOption({ label: "主观：客户跟进不及时或不足" });
  await sheet.getByLabel("改进措施").fill("每周三下午与客户电话沟通一次");
  expect(await findings(boss)).toEqual([]);
  await sheet.getByRole("button", { name: "保存" }).click();
  await expect(sheet).toBeHidden();

  const taken = cards(boss).filter({ hasText: "每周三下午与客户电话沟通一次" });
  await expect(taken).toContainText("处理中");
  await expect(taken).toContainText("原因：主观：客户跟进不及时或不足");
  await expect(taken.getByRole("button", { name: "更新措施" })).toBeVisible();
  await phone.isInStep(boss);

  // The manager above sees the same plan.
  const manager = await arrives("manager", DESK);
  await manager.goto("/alerts");
  await unfolds(manager);
  await expect(cards(manager).filter({ hasText: "每周三下午与客户电话沟通一次" })).toContainText("处理中", phone.SOON);
});

test("a rep dismisses a reminder with a reason, without a network", async ({ arrives }) => {
  const zhang = await arrives("zhang");
  await zhang.goto("/alerts?level=reminder");
  await unfolds(zhang);
  const first = cards(zhang).filter({ has: zhang.getByRole("button", { name: "忽略" }) }).first();
  await expect(first).toBeVisible();
  await phone.goesOffline(zhang);
  await first.getByRole("button", { name: "忽略" }).click();
  const sheet = zhang.getByRole("dialog", { name: "忽略预警" });
  await sheet.getByRole("button", { name: "忽略" }).click();
  await expect(sheet).toContainText("请填写此项");
  await sheet.getByLabel("忽略原因").fill("客户本周搬迁，下周再联系");
  await sheet.getByRole("button", { name: "忽略" }).click();
  await expect(sheet).toBeHidden();

  await zhang.getByRole("tab", { name: "已忽略" }).click();
  await unfolds(zhang);
  await expect(cards(zhang).filter({ hasText: "客户本周搬迁，下周再联系" })).toHaveCount(1);
  await expect(cards(zhang).filter({ hasText: "客户本周搬迁，下周再联系" })).toContainText("小张忽略");
  await phone.comesOnline(zhang);
  await phone.isInStep(zhang);
});

test("an administrator moves a threshold, and a director reads the rule in plain words", async ({ arrives }) => {
  const admin = await arrives("admin", DESK);
  await admin.goto("/settings/alerts");
  const rule = admin.getByRole("listitem").filter({ hasText: "AL-04" });
  await expect(rule).toContainText("交付晚于约定日期超过 3 自然日：红色预警");
  await rule.getByRole("button").click();
  const sheet = admin.getByRole("dialog", { name: "交付延迟" });
  await sheet.getByLabel(/^阈值/).fill("400");
  await sheet.getByRole("button", { name: "保存" }).click();
  await expect(sheet).toContainText("应在 0 到 366 之间");
  await sheet.getByLabel(/^阈值/).fill("5");
  await expect(sheet).toContainText("交付晚于约定日期超过 5 自然日");
  expect(await findings(admin)).toEqual([]);
  await sheet.getByRole("button", { name: "保存" }).click();
  await expect(sheet).toBeHidden();
  await expect(rule).toContainText("超过 5 自然日");
  await phone.isInStep(admin);

  const director = await arrives("director");
  await director.goto("/settings/alerts");
  const read = director.getByRole("listitem").filter({ hasText: "AL-04" });
  await expect(read).toContainText("超过 5 自然日", phone.SOON);
  await expect(director.getByText("只有管理员可以修改，你可以试算")).toBeVisible();
  await expect(read.getByRole("button", { name: /^修改/ })).toHaveCount(0);
});

test("an administrator's rule on a KPI raises alerts that lead to its value and are handled like others", async ({ arrives }) => {
  const [admin, boss] = await Promise.all([arrives("admin", DESK), arrives("boss")]);
  await admin.goto("/settings/alerts");
  await admin.getByRole("button", { name: "新增指标预警" }).click();
  const sheet = admin.getByRole("dialog", { name: "新增指标预警" });
  await sheet.getByRole("button", { name: "保存" }).click();
  await expect(sheet.getByLabel(/^指标/)).toHaveAttribute("aria-invalid", "true");
  await sheet.getByLabel(/^指标/).selectOption({ label: "成交单数" });
  await sheet.getByLabel("什么时候预警").selectOption({ label: "一期结束后数值低于" });
  await sheet.getByLabel(/^界限/).fill("0");
  await sheet.getByRole("button", { name: "保存" }).click();
  await expect(sheet.getByLabel(/^界限/)).toHaveAttribute("aria-invalid", "true");
  await sheet.getByLabel(/^界限/).fill("999");
  await expect(sheet).toContainText("每名销售每月的「成交单数」低于 999：红色预警");
  // What it would raise is tried before it holds.
  const trial = sheet.getByRole("region", { name: "试算" });
  await trial.getByRole("button", { name: /试算$/ }).click();
  await expect(trial).toContainText(/新增 [1-9]\d* 条，解除 0 条/, phone.SOON);
  expect(await findings(admin)).toEqual([]);
  await sheet.getByRole("button", { name: "保存" }).click();
  await expect(sheet).toBeHidden();
  const rule = admin.getByRole("listitem").filter({ hasText: "每名销售每月的「成交单数」低于 999" });
  await expect(rule.first()).toBeVisible();
  await phone.isInStep(admin);

  // The supervisor sees it for each of the people, and handles one.
  await phone.isInStep(boss);
  await boss.goto("/alerts?rule=kpi");
  await unfolds(boss);
  const raised = cards(boss).filter({ hasText: "低于 999" });
  await expect(raised.first()).toContainText(/「成交单数」.*月 \d+，低于 999/, phone.SOON);
  await raised.first().getByRole("button", { name: "处理", exact: true }).click();
  const handling = boss.getByRole("dialog", { name: "处理预警" });
  await handling.getByLabel("改进措施").fill("每周一起过一遍商机");
  await handling.getByRole("button", { name: "保存" }).click();
  await expect(handling).toBeHidden();
  await expect(cards(boss).filter({ hasText: "每周一起过一遍商机" })).toContainText("处理中");
  expect(await findings(boss)).toEqual([]);

  // It leads to the KPI of that person in that month, with the records behind it.
  await raised.first().getByRole("link").first().click();
  await expect(boss).toHaveURL(/\/kpis\/one\?.*kpi=deals/);
  await expect(boss).toHaveURL(/person=/);
  await expect(boss.getByRole("heading", { level: 1, name: "成交单数" })).toBeVisible();
  await expect(boss.getByRole("region", { name: /^成交/ }).first()).toBeVisible();

  // Taken away, and brought back by mistake once: nothing is raised any more.
  const remove = rule.first().getByRole("button", { name: /^删除/ });
  await remove.click();
  await expect(rule).toHaveCount(0);
  await admin.getByRole("button", { name: "撤销" }).click();
  await expect(rule.first()).toBeVisible();
  await remove.click();
  await expect(rule).toHaveCount(0);
  await phone.isInStep(admin);
  await boss.goto("/alerts?rule=kpi");
  await expect(cards(boss).filter({ hasText: "低于 999" })).toHaveCount(0, phone.SOON);
});
