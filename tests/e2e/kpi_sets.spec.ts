// KPIs by role. The weights must make 100 %; the people of the role read their KPIs in that order, with the weighted attainment.
import { findings } from "./support/axe";
import * as entry from "./support/entry";
import { NAME } from "./support/people";
import * as phone from "./support/phone";
import { DESK, expect, test } from "./support/test";

test("an administrator sets the KPIs of a role with weights, and its people see them in their order with the weighted attainment", async ({
  arrives,
}) => {
  const [admin, lin, boss] = await Promise.all([arrives("admin", DESK), arrives("lin"), arrives("boss", DESK)]);
  await phone.goesOffline(lin);
  await admin.goto("/settings/kpi-sets");
  const main = admin.getByRole("main");
  const turns = (kpi: string) => main.getByRole("checkbox", { name: `销售员 · ${kpi}`, exact: true }).check();
  const weighs = (kpi: string, weight: string) => main.getByLabel(`销售员 · ${kpi} · 权重 %`, { exact: true }).fill(weight);
  for (const kpi of ["成交单数", "客户拜访量", "投诉率"]) await turns(kpi);
  // Every mistake at once, each at its cell, with what would be right.
  await weighs("成交单数", "六十");
  await weighs("投诉率", "10");
  await main.getByRole("button", { name: "保存" }).click();
  await expect(main.getByLabel("销售员 · 成交单数 · 权重 %")).toHaveAttribute("aria-invalid", "true");
  await expect(main.getByRole("table", { name: "岗位 KPI" }).locator("tfoot")).toContainText("合计须为 100%，现在是 10%");
  await weighs("成交单数", "60");
  await weighs("客户拜访量", "30");
  await main.getByRole("button", { name: "保存" }).click();
  // A KPI of which less is better has no weight.
  await expect(main.getByLabel("销售员 · 投诉率 · 权重 %")).toHaveAttribute("aria-invalid", "true");
  await weighs("投诉率", "");
  await main.getByRole("button", { name: "保存" }).click();
  await expect(main.locator("tfoot")).toContainText("合计须为 100%，现在是 90%");
  await weighs("客户拜访量", "40");
  // Visits come first.
  const place = main.getByLabel("销售员 · 客户拜访量 · 顺序", { exact: true });
  await place.fill("1");
  await place.press("Tab");
  await expect(main.getByLabel("销售员 · 成交单数 · 顺序", { exact: true })).toHaveValue("2");
  await main.getByRole("button", { name: "保存" }).click();
  await phone.isInStep(admin);
  await expect(main).toContainText("客户拜访量 40%、成交单数 60%、投诉率");

  // A rep who was away has the set with the next sync: her KPIs in its order and nothing else.
  await phone.comesOnline(lin);
  await phone.isInStep(lin);
  await lin.goto("/kpis");
  const kpis = lin.getByRole("main");
  await expect(kpis.getByRole("heading", { level: 2 })).toHaveText(["岗位 KPI"], phone.SOON);
  await expect(kpis.locator("section a")).toHaveCount(3);
  await expect(kpis.locator("section a").nth(0)).toContainText("客户拜访量");
  await expect(kpis.locator("section a").nth(1)).toContainText("成交单数");
  const card = kpis.locator("[data-weighted]");
  await expect(card).toContainText("2 个指标没有目标，权重 100% 未计入");

  // With a target for one of them, it counts with its weight, offline too.
  await boss.goto("/targets");
  await boss.getByLabel("指标").selectOption({ label: "成交单数" });
  await boss.getByLabel("归属").selectOption({ label: NAME.lin });
  const month = await boss.evaluate(() => `${new Date().getFullYear()}年${new Date().getMonth() + 1}月`);
  await boss.getByRole("button", { name: `设置${month}目标` }).click();
  const target = boss.getByRole("dialog");
  await target.getByLabel(/成交单数/).first().fill("1");
  await target.getByLabel(/依据/).fill("年度计划");
  await target.getByRole("button", { name: "保存" }).click();
  await expect(target).toBeHidden();
  await expect(card).toContainText("1 个指标没有目标，权重 40% 未计入：客户拜访量", phone.SOON);
  await phone.goesOffline(lin);
  await entry.sells(lin, 1);
  await lin.goto("/kpis");
  await expect(card).toContainText("60%");
  await card.locator("summary").click();
  await expect(card.getByRole("listitem").filter({ hasText: "成交单数" })).toContainText("60%");
  await card.getByRole("link", { name: /成交单数/ }).click();
  await expect(lin.getByRole("heading", { level: 1, name: "成交单数" })).toBeVisible();

  // Everybody reads the rule with its day, and the plan can be taken back.
  await lin.goto("/rules");
  await expect(kpis).toContainText("岗位 KPI");

  // Who adds a KPI is told whom the set decides for.
  await admin.goto("/settings/kpis");
  await admin.getByRole("button", { name: "新增指标" }).click();
  await expect(admin.getByRole("dialog", { name: "新增指标" })).toContainText("销售员按「岗位 KPI」中的设置");
  await admin.goto("/settings/kpi-sets");

  // Other journeys share the company: its reps have every KPI again.
  const versions = admin.locator("[data-versions]");
  const fold = versions.getByRole("button", { name: /^版本/ });
  if (await fold.isVisible()) await fold.click();
  await versions.getByRole("list", { name: "历史" }).getByRole("button", { name: /^恢复/ }).last().click();
  await main.getByRole("button", { name: "保存" }).click();
  await expect(versions.getByRole("list", { name: "现在" })).toContainText("与之前的规则相同");
  await phone.isInStep(admin);
});

test("on a phone the KPIs are set for one role at a time, from a day, and a plan is taken back", async ({ arrives }) => {
  const admin = await arrives("admin");
  await admin.goto("/settings/kpi-sets");
  const main = admin.getByRole("main");
  await main.getByRole("radio", { name: "销售主管" }).check();
  await main.getByRole("checkbox", { name: "销售主管 · 回款率", exact: true }).check();
  // What is chosen comes first.
  await expect(main.getByRole("listitem").first()).toContainText("回款率");
  await main.getByLabel("销售主管 · 回款率 · 权重 %", { exact: true }).fill("99");
  await main.getByRole("button", { name: "保存" }).click();
  await expect(main).toContainText("合计须为 100%，现在是 99%");
  // The draft is kept on the device.
  await admin.reload();
  await main.getByRole("radio", { name: "销售主管" }).check();
  const weight = main.getByLabel("销售主管 · 回款率 · 权重 %", { exact: true });
  await expect(weight).toHaveValue("99");
  await weight.fill("100");
  const later = await admin.evaluate(() => new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10));
  await main.getByLabel("生效日期").fill(later);
  await main.getByLabel("原因（可不填）").fill("主管看回款");
  await main.getByRole("button", { name: "保存" }).click();
  const versions = admin.locator("[data-versions]");
  await expect(versions).toBeVisible();
  const fold = versions.getByRole("button", { name: /^版本/ });
  if (await fold.isVisible()) await fold.click();
  const planned = versions.getByRole("list", { name: "已排定" }).locator("> li");
  for (const said of ["回款率 100%", "全部指标", "原因：主管看回款"]) await expect(planned).toContainText(said);
  expect(await findings(admin)).toEqual([]);
  await planned.getByRole("button", { name: /^取消/ }).click();
  await admin.getByRole("dialog").getByRole("button", { name: "取消安排" }).click();
  await expect(planned).toHaveCount(0);
});
