// Rules that hold from a day: planned with a reason, changed, cancelled and brought back, and an earlier version restored.
import { type BrowserContextOptions, type Locator, type Page } from "@playwright/test";

import { findings } from "./support/axe";
import * as phone from "./support/phone";
import { DESK, expect, test } from "./support/test";

/** A day by the page's clock, as the day field has it. */
async function dayIn(page: Page, days: number): Promise<string> {
  return page.evaluate((days) => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10), days);
}

const versions = (page: Page | Locator): Locator => page.locator("[data-versions]");
const planned = (page: Page | Locator): Locator => versions(page).getByRole("list", { name: "已排定" }).locator("> li");

/** At a desk the list is in sight, on a phone it unfolds. */
async function unfolds(page: Page | Locator): Promise<void> {
  await expect(versions(page)).toBeVisible();
  const button = versions(page).getByRole("button", { name: /^版本/ });
  if (await button.isVisible()) await button.click();
}

async function plans(page: Page, sizes: BrowserContextOptions | undefined, from: string, to: string): Promise<void> {
  await page.goto("/settings/grades");
  const amount = page.getByLabel("战略客户：年采购额至少");
  const day = page.getByLabel("生效日期");
  await expect(amount).toHaveValue("500000");

  // What is past was judged by the rules of then.
  await amount.fill("600000");
  await day.fill(await dayIn(page, -1));
  await page.getByRole("button", { name: "保存规则" }).click();
  await expect(page.locator("form")).toContainText("不能早于");
  await expect(day).toHaveAttribute("aria-invalid", "true");
  await expect(amount).toHaveValue("600000");

  const next = await dayIn(page, 30);
  await day.fill(next);
  await page.getByLabel("原因（可不填）").fill("明年提高门槛");
  await page.getByRole("button", { name: "保存规则" }).click();
  await unfolds(page);
  await expect(planned(page)).toHaveAttribute("data-from", next);
  for (const said of ["战略客户：年采购额至少", from, to, "管理员", "原因：明年提高门槛"]) await expect(planned(page)).toContainText(said);
  // Today's rules stay.
  await expect(amount).toHaveValue("500000");
  expect(await findings(page)).toEqual([]);
  await expect(page.locator("html")).toHaveJSProperty("scrollWidth", sizes?.viewport?.width ?? 390);
}

async function changesThePlan(page: Page): Promise<void> {
  await planned(page).getByRole("button", { name: /^修改/ }).click();
  const form = page.locator("form");
  // The form may lie far from the list.
  await expect(form.getByRole("status").filter({ hasText: "正在修改自" })).toBeInViewport();
  await expect(form.getByLabel("战略客户：年采购额至少")).toHaveValue("600000");
  await expect(form.getByLabel("原因（可不填）")).toHaveValue("明年提高门槛");
  await form.getByLabel("战略客户：年采购额至少").fill("650000");
  const later = await dayIn(page, 40);
  await form.getByLabel("生效日期").fill(later);
  await form.getByRole("button", { name: "保存规则" }).click();
  await expect(planned(page)).toHaveAttribute("data-from", later);
  await expect(planned(page)).toContainText("¥65万");
}

async function takesItBack(page: Page): Promise<void> {
  const takesBack = async () => {
    await planned(page).getByRole("button", { name: /^取消/ }).click();
    await page.getByRole("dialog").getByRole("button", { name: "取消安排" }).click();
    await expect(planned(page)).toHaveCount(0);
  };
  await takesBack();
  await page.getByRole("status").filter({ hasText: "已取消自" }).getByRole("button", { name: "撤销" }).click();
  await expect(planned(page)).toContainText("¥65万");
  await expect(planned(page)).toContainText("原因：明年提高门槛");
  await takesBack();
}

async function restoresEarlierRules(page: Page): Promise<void> {
  const quarters = page.getByLabel("连续达标季度数");
  await quarters.fill("4");
  await page.getByRole("button", { name: "保存规则" }).click();
  const now = versions(page).getByRole("list", { name: "现在" });
  await expect(now).toContainText("连续达标季度数");
  const past = versions(page).getByRole("list", { name: "历史" }).locator("> li").last();
  await expect(past).toContainText("默认规则");
  await past.getByRole("button", { name: /^恢复/ }).click();
  await expect(quarters).toHaveValue("2");
  await expect(page.locator("form")).toContainText("已填入以前的规则");
  await page.getByRole("button", { name: "保存规则" }).click();
  await expect(now).toContainText("与之前的规则相同");
  await expect(quarters).toHaveValue("2");
  // What the server stored is the same.
  await phone.isInStep(page);
  await page.reload();
  await unfolds(page);
  await expect(now).toContainText("与之前的规则相同");
}

for (const [place, sizes] of [["on a phone", undefined], ["at a desk", DESK]] as const) {
  test(`grade rules are planned, changed, cancelled and restored ${place}`, async ({ arrives }) => {
    const admin = await arrives("admin", sizes);
    await plans(admin, sizes, "¥50万", "¥60万");
    await changesThePlan(admin);
    await takesItBack(admin);
    await restoresEarlierRules(admin);
  });
}

test("a planned alert rule is changed, cancelled and restored, and others read its versions", async ({ arrives }) => {
  const admin = await arrives("admin", DESK);
  await admin.goto("/settings/alerts");
  const rule = admin.getByRole("listitem").filter({ hasText: "AL-02" });
  const sheet = admin.getByRole("dialog", { name: "客户回款严重逾期" });
  await rule.getByRole("button").click();
  await sheet.getByLabel(/^阈值/).fill("45");
  await sheet.getByLabel("生效日期").fill(await dayIn(admin, -1));
  await sheet.getByRole("button", { name: "保存" }).click();
  await expect(sheet).toContainText("不能早于");
  await sheet.getByLabel("生效日期").fill(await dayIn(admin, 20));
  await sheet.getByLabel("原因（可不填）").fill("春节付款慢");
  await sheet.getByRole("button", { name: "保存" }).click();
  await expect(sheet).toBeHidden();
  await expect(planned(admin)).toContainText("客户回款严重逾期");
  await expect(planned(admin)).toContainText("超过 45 自然日");
  await expect(planned(admin)).toContainText("原因：春节付款慢");
  // The list shows today's rules until the plan is opened.
  await expect(rule).toContainText("超过 30 自然日");
  await planned(admin).getByRole("button", { name: /^修改/ }).click();
  await expect(rule).toContainText("超过 45 自然日");
  await rule.getByRole("button").click();
  await expect(sheet.getByLabel("原因（可不填）")).toHaveValue("春节付款慢");
  await sheet.getByLabel(/^阈值/).fill("50");
  await sheet.getByRole("button", { name: "保存" }).click();
  await expect(planned(admin)).toContainText("超过 50 自然日");
  await admin.getByRole("button", { name: "回到现在" }).click();
  await expect(rule).toContainText("超过 30 自然日");
  expect(await findings(admin)).toEqual([]);
  await phone.isInStep(admin);

  const manager = await arrives("manager");
  await manager.goto("/settings/alerts");
  await unfolds(manager);
  await expect(planned(manager)).toContainText("超过 50 自然日", phone.SOON);
  await expect(planned(manager)).toContainText("管理员");
  await expect(planned(manager).getByRole("button")).toHaveCount(0);

  await planned(admin).getByRole("button", { name: /^取消/ }).click();
  await admin.getByRole("dialog").getByRole("button", { name: "取消安排" }).click();
  await expect(planned(admin)).toHaveCount(0);

  // All rules at once go back to earlier ones.
  await rule.getByRole("button").click();
  await sheet.getByLabel(/^阈值/).fill("36");
  await sheet.getByRole("button", { name: "保存" }).click();
  await expect(rule).toContainText("超过 36 自然日");
  await versions(admin).getByRole("list", { name: "历史" }).getByRole("button", { name: /^恢复/ }).last().click();
  const restore = admin.getByRole("dialog", { name: "恢复以前的规则" });
  await expect(restore).toContainText("超过 36 自然日");
  await expect(restore).toContainText("超过 30 自然日");
  await restore.getByRole("button", { name: "恢复" }).click();
  await expect(rule).toContainText("超过 30 自然日");
});

test("rules of records hold from a day and keep their versions beside them", async ({ arrives }) => {
  const admin = await arrives("admin", DESK);
  await admin.goto("/settings/records");
  const region = admin.getByRole("region", { name: "凭证要求" });
  await region.getByLabel("成交需凭证的金额").fill("很多");
  await region.getByLabel("生效日期").fill(await dayIn(admin, -3));
  await region.getByRole("button", { name: "保存" }).click();
  // Everything that is wrong is said at once.
  await expect(region).toContainText("格式不正确，请填写数字");
  await expect(region).toContainText("不能早于");
  await region.getByLabel("成交需凭证的金额").fill("80000");
  await region.getByRole("button", { name: "方案提交" }).click();
  await region.getByLabel("生效日期").fill(await dayIn(admin, 10));
  await region.getByRole("button", { name: "保存" }).click();
  const plan = region.getByRole("list", { name: "已排定" }).locator("> li");
  for (const said of ["¥5万", "¥8万", "进入这些阶段需要凭证"]) await expect(plan).toContainText(said);
  await expect(region.getByLabel("成交需凭证的金额")).toHaveValue("50000");
  // A draft of a change of the plan survives a restart.
  await plan.getByRole("button", { name: /^修改/ }).click();
  await region.getByLabel("成交需凭证的金额").fill("70000");
  await phone.hasSettled(admin);
  await admin.reload();
  await expect(region).toContainText("正在修改自");
  await expect(region.getByLabel("成交需凭证的金额")).toHaveValue("70000");
  await region.getByRole("button", { name: "保存" }).click();
  await expect(plan).toContainText("¥7万");
});

/** A page of rules that hold from a day: one of its fields, and what the list of versions says of a change. */
interface Rules {
  readonly address: string;
  readonly region: string;
  readonly field: RegExp;
  readonly typed: string;
  readonly said: readonly string[];
}

const RULES: readonly Rules[] = [
  { address: "/settings/rhythm", region: "跟进频率", field: /^普通客户/, typed: "3", said: ["普通客户", "2 个月", "3 个月"] },
  { address: "/settings/rhythm", region: "持续任务回顾", field: /^每隔多久回顾/, typed: "2", said: ["每隔多久回顾", "1 个月", "2 个月"] },
  {
    address: "/settings/pipeline",
    region: "阶段与停留天数",
    field: /^合作状态/,
    typed: "初次拜访\n样机测试",
    said: ["合作状态", "初次拜访 · 样机测试"],
  },
  { address: "/settings/dictionaries", region: "可选用词", field: /^本公司的活动/, typed: "路演", said: ["本公司的活动", "路演"] },
  { address: "/settings/products", region: "价格带", field: /^第 3 条分界/, typed: "200000", said: ["价格带", "→"] },
];

/** Refused for a past day with nothing lost, then planned, cancelled, and brought back. */
async function plansOn(page: Page, rules: Rules): Promise<void> {
  await page.goto(rules.address);
  const region = page.getByRole("region", { name: rules.region });
  const field = region.getByLabel(rules.field).first();
  const day = region.getByLabel("生效日期");
  await expect(field).toBeVisible();
  const before = await field.inputValue();
  await field.fill(rules.typed);
  await day.fill(await dayIn(page, -1));
  await region.getByLabel("原因（可不填）").fill("明年调整");
  await region.getByRole("button", { name: "保存" }).click();
  await expect(region).toContainText("不能早于");
  await expect(day).toHaveAttribute("aria-invalid", "true");
  await expect(field).toHaveValue(rules.typed);

  const next = await dayIn(page, 30);
  await day.fill(next);
  await region.getByRole("button", { name: "保存" }).click();
  await unfolds(region);
  await expect(planned(region)).toHaveAttribute("data-from", next);
  for (const said of [...rules.said, "管理员", "原因：明年调整"]) await expect(planned(region)).toContainText(said);
  // Today's rules stay.
  await expect(field).toHaveValue(before);

  await planned(region).getByRole("button", { name: /^取消/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "取消安排" }).click();
  await expect(planned(region)).toHaveCount(0);
  await page.getByRole("status").filter({ hasText: "已取消自" }).getByRole("button", { name: "撤销" }).click();
  await expect(planned(region)).toContainText("原因：明年调整");
  await planned(region).getByRole("button", { name: /^取消/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "取消安排" }).click();
  await expect(planned(region)).toHaveCount(0);
  await phone.isInStep(page);
}

for (const [place, sizes] of [["on a phone", undefined], ["at a desk", DESK]] as const) {
  test(`cadence, task review, sub-stages, words and price bands are planned, cancelled and brought back ${place}`, async ({ arrives }) => {
    const admin = await arrives("admin", sizes);
    for (const rules of RULES) {
      await plansOn(admin, rules);
      expect(await findings(admin)).toEqual([]);
      await expect(admin.locator("html")).toHaveJSProperty("scrollWidth", sizes?.viewport?.width ?? 390);
    }
  });
}

test("a word that holds from today can be chosen at once, and is gone when earlier words are restored", async ({ arrives }) => {
  const admin = await arrives("admin", DESK);
  await admin.goto("/settings/dictionaries");
  const activities = admin.getByLabel(/^本公司的活动/);
  await expect(activities).toBeVisible();
  const before = await activities.inputValue();
  await activities.fill(`${before}\n新品巡展`.trim());
  await admin.getByRole("button", { name: "保存" }).click();
  const now = versions(admin).getByRole("list", { name: "现在" });
  await expect(now).toContainText("新品巡展");
  await phone.isInStep(admin);

  const rep = await arrives("zhang");
  await rep.goto("/enter/follow-up");
  await rep.getByRole("button", { name: "活动", exact: true }).click();
  await expect(rep.getByRole("button", { name: "新品巡展" })).toBeVisible(phone.SOON);

  await versions(admin).getByRole("list", { name: "历史" }).getByRole("button", { name: /^恢复/ }).last().click();
  await expect(activities).toHaveValue(before);
  await admin.getByRole("button", { name: "保存" }).click();
  await expect(now).toContainText("与之前的规则相同");
  await phone.isInStep(admin);
});

test("a customer source and a contact method of the company are chosen on a phone without a network", async ({ arrives }) => {
  const admin = await arrives("admin", DESK);
  await admin.goto("/settings/dictionaries");
  const [sources, methods] = [admin.getByLabel(/^本公司的客户来源/), admin.getByLabel(/^本公司的跟进方式/)];
  await sources.fill("抖音直播");
  await methods.fill("钉钉超过十二个字的跟进方式");
  await admin.getByRole("button", { name: "保存" }).click();
  await expect(methods).toHaveAttribute("aria-invalid", "true");
  await expect(sources).toHaveValue("抖音直播");
  await methods.fill("钉钉");
  await admin.getByRole("button", { name: "保存" }).click();
  await expect(versions(admin).getByRole("list", { name: "现在" })).toContainText("抖音直播");
  await phone.isInStep(admin);

  const rep = await arrives("zhang");
  await phone.isInstalled(rep);
  await phone.hasSettled(rep);
  await phone.goesOffline(rep);
  await rep.goto("/customers/new");
  await rep.getByRole("textbox", { name: "名称" }).fill("直播间客户");
  await rep.getByLabel(/^客户来源/).selectOption({ label: "抖音直播" });
  await rep.getByRole("button", { name: "保存" }).click();
  await expect(rep.getByRole("heading", { level: 1, name: "直播间客户" })).toBeVisible();
  await expect(rep.getByText("抖音直播").first()).toBeVisible();
  await rep.goto("/enter/follow-up");
  await rep.getByRole("button", { name: "钉钉", exact: true }).click();
  await expect(rep.getByRole("button", { name: "钉钉", exact: true })).toHaveAttribute("aria-pressed", "true");
  await phone.comesOnline(rep);
  await phone.isInStep(rep);

  await admin.goto("/settings/dictionaries");
  await versions(admin).getByRole("list", { name: "历史" }).getByRole("button", { name: /^恢复/ }).last().click();
  await admin.getByRole("button", { name: "保存" }).click();
  await expect(versions(admin).getByRole("list", { name: "现在" })).toContainText("与之前的规则相同");
  await phone.isInStep(admin);
  // What was chosen is still there, and the list of customers is narrowed by it.
  await phone.isInStep(rep);
  await rep.goto(`/customers?source=${encodeURIComponent("抖音直播")}`);
  await expect(rep.getByText("直播间客户").first()).toBeVisible();
});
