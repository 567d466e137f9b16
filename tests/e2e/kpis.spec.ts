// KPIs: an administrator adds one, a rep enters it without a network, the manager's target shows how far it is; formulas that cannot be computed
// are refused at the part that does not fit.
import { type Page } from "@playwright/test";

import { findings } from "./support/axe";
import * as entry from "./support/entry";
import { NAME } from "./support/people";
import * as performance from "./support/performance";
import * as phone from "./support/phone";
import { DESK, expect, test } from "./support/test";

/** The sheet of a new KPI. */
async function opensNew(admin: Page) {
  await admin.goto("/settings/kpis");
  await admin.getByRole("button", { name: "新增指标" }).click();
  const sheet = admin.getByRole("dialog", { name: "新增指标" });
  await expect(sheet).toBeVisible();
  return sheet;
}

test("a KPI that an administrator adds is entered offline and counts towards its target", async ({ arrives }) => {
  const [admin, lin, boss] = await Promise.all([arrives("admin", DESK), arrives("lin"), arrives("boss", DESK)]);
  // The rep is in a basement when the KPI is added.
  await phone.goesOffline(lin);
  const sheet = await opensNew(admin);
  await sheet.getByRole("button", { name: "保存" }).click();
  await expect(sheet.getByText("请填写此项").first()).toBeVisible();
  await sheet.getByLabel(/^名称/).fill("新用户注册量");
  await sheet.getByLabel("计量词").fill("户");
  await sheet.getByLabel("口径说明").fill("完成实名认证的新用户");
  await sheet.getByRole("button", { name: "保存" }).click();
  await expect(sheet).toBeHidden();
  await expect(admin.getByRole("row").filter({ hasText: "新用户注册量" })).toContainText("由人填报");

  await phone.comesOnline(lin);
  await phone.isInStep(lin);
  await entry.opens(lin, "填报指标");
  await expect(lin.getByLabel("指标").locator("option", { hasText: "新用户注册量" })).toHaveCount(1, phone.SOON);
  await phone.goesOffline(lin);
  await lin.getByLabel("指标").selectOption({ label: "新用户注册量" });
  await expect(lin.getByText("完成实名认证的新用户")).toBeVisible();
  const save = lin.getByRole("button", { name: "保存填报" });
  await lin.getByLabel("数值").fill("1,2");
  await save.click();
  await expect(lin.getByText("逗号只能每三位一组").first()).toBeVisible();
  await lin.getByLabel("数值").fill("12");
  await save.click();
  await expect(lin.getByRole("heading", { level: 1, name: "新用户注册量" })).toBeVisible();
  await expect(lin.getByRole("main")).toContainText("12 户");
  await phone.isWaitingToSend(lin, 1);

  // The supervisor sets her target before anything has arrived.
  await boss.goto("/targets");
  await boss.getByLabel("指标").selectOption({ label: "新用户注册量" });
  await boss.getByLabel("归属").selectOption({ label: NAME.lin });
  const month = await boss.evaluate(() => `${new Date().getFullYear()}年${new Date().getMonth() + 1}月`);
  await boss.getByRole("button", { name: `设置${month}目标` }).click();
  const target = boss.getByRole("dialog");
  await target.getByLabel(/新用户注册量/).fill("40");
  await target.getByLabel(/依据/).fill("新业务上线");
  await target.getByRole("button", { name: "保存" }).click();
  await expect(target).toBeHidden();

  await phone.comesOnline(lin);
  await phone.isInStep(lin);
  const line = boss.getByRole("row").filter({ hasText: "12 户" }).filter({ hasText: "40 户" });
  await expect(line.first()).toContainText("30%", phone.SOON);

  // A rate has a target of its own, in percent.
  await boss.getByLabel("指标").selectOption({ label: "赢单率" });
  await boss.getByRole("button", { name: `设置${month}目标` }).click();
  await target.getByLabel(/赢单率/).fill("35");
  await target.getByLabel(/依据/).fill("上月完成情况");
  await target.getByRole("button", { name: "保存" }).click();
  await expect(target).toBeHidden();
  await expect(boss.getByRole("row").filter({ hasText: "35%" }).first()).toBeVisible();

  // From the list of KPIs down to who entered it; a mistake is withdrawn and counts no more.
  await boss.goto("/kpis");
  await boss.getByRole("link", { name: /新用户注册量/ }).click();
  await expect(boss.getByRole("main")).toContainText("差额 −28 户");
  const entries = boss.getByRole("region", { name: "填报记录" });
  await expect(entries.getByRole("listitem").filter({ hasText: NAME.lin })).toContainText("12 户");
  await entries.getByRole("link").filter({ hasText: NAME.lin }).click();
  await boss.getByRole("main").getByRole("button", { name: "作废" }).click();
  const voiding = boss.getByRole("dialog", { name: "作废填报" });
  await voiding.getByLabel("原因").fill("重复填报");
  await voiding.getByRole("button", { name: "作废" }).click();
  await expect(voiding).toBeHidden();
  await boss.getByRole("main").getByRole("link", { name: "新用户注册量" }).first().click();
  await expect(boss.getByRole("main")).toContainText("0 户");
  await expect(entries).toContainText("已作废：重复填报");
});

test("a formula is refused at the part that does not fit, and a sound one computes at once", async ({ arrives }) => {
  const [admin, boss, zhang] = await Promise.all([arrives("admin", DESK), arrives("boss"), arrives("zhang")]);
  // A month may have begun today.
  await entry.sells(zhang, 1);
  await phone.isInStep(zhang);
  const sheet = await opensNew(admin);
  await sheet.getByLabel(/^名称/).fill("每次跟进的销售额");
  await sheet.getByLabel("怎么得出").selectOption({ label: "合计 A + B" });
  await sheet.getByLabel("A · 统计什么").selectOption({ label: "销售额" });
  await sheet.getByLabel("B · 统计什么").selectOption({ label: "跟进" });
  await sheet.getByRole("button", { name: "保存" }).click();
  await expect(sheet.getByText("单位不一致").first()).toBeVisible();
  await sheet.getByLabel("怎么得出").selectOption({ label: "比率 A ÷ B" });
  await expect(sheet).toContainText("销售额 ÷ 跟进");
  await expect(sheet).toContainText("结果单位：元");
  await sheet.getByRole("button", { name: "保存" }).click();
  await expect(sheet).toBeHidden();

  // Its own result within itself: refused.
  await admin.getByRole("button", { name: "修改「每次跟进的销售额」" }).click();
  const again = admin.getByRole("dialog", { name: "每次跟进的销售额" });
  await expect(again.getByLabel("A · 统计什么").locator("option", { hasText: "指标：每次跟进的销售额" })).toHaveCount(0);
  await again.getByRole("button", { name: "关闭" }).click();

  await boss.goto("/kpis");
  const link = boss.getByRole("link", { name: /每次跟进的销售额/ });
  await expect(link).toBeVisible(phone.SOON);
  await link.click();
  await expect(boss.getByRole("heading", { level: 1, name: "每次跟进的销售额" })).toBeVisible();
  await expect(boss.getByRole("region", { name: "公式" })).toContainText("销售额 ÷ 跟进");
  // Down to an order that it is computed from.
  await boss.getByRole("region", { name: /^销售额/ }).getByRole("link").first().click();
  await expect(boss).toHaveURL(/\/orders\//);
});

test("a formula is tried on real data before it is saved: by teams and people, with how many records it counts", async ({ arrives }) => {
  const [admin, director, zhang] = await Promise.all([arrives("admin", DESK), arrives("director"), arrives("zhang")]);
  // A month may have begun today.
  await entry.sells(zhang, 1);
  await phone.isInStep(zhang);
  const sheet = await opensNew(admin);
  const trial = sheet.getByRole("region", { name: "试算" });
  const tries = trial.getByRole("button", { name: /试算$/ });
  await sheet.getByLabel("怎么得出").selectOption({ label: "合计 A + B" });
  await sheet.getByLabel("A · 统计什么").selectOption({ label: "销售额" });
  // Incomplete, then of unlike units: said at the part, and nothing is computed.
  await tries.click();
  await expect(trial).toContainText("请先改正标出的字段");
  await sheet.getByLabel("B · 统计什么").selectOption({ label: "跟进" });
  await tries.click();
  await expect(sheet.getByText("单位不一致").first()).toBeVisible();
  await expect(sheet.getByLabel("B · 统计什么")).toHaveAttribute("aria-invalid", "true");
  await sheet.getByLabel("怎么得出").selectOption({ label: "一个数" });
  await tries.click();
  const table = trial.getByRole("table", { name: "归属" });
  await expect(table.getByRole("row").nth(1)).toContainText("合计", phone.SOON);
  await expect(table.getByRole("row").nth(1)).toContainText(/¥.*条记录/);
  await expect(table).toContainText("上海组");
  await expect(trial).toContainText("人员、月份相加等于合计");
  await expect(trial).toContainText("管理员看不到客户");
  const total = (await table.getByRole("row").nth(1).getByRole("cell").first().textContent()) ?? "";

  // Another formula or another choice: the result is no longer that of the draft.
  await trial.getByLabel("逐行列出").selectOption({ label: "人员" });
  await expect(trial).toContainText("公式或选项已改动");
  await tries.click();
  await expect(table).toContainText(NAME.zhang, phone.SOON);
  await expect(trial).not.toContainText("公式或选项已改动");
  await sheet.getByLabel("怎么得出").selectOption({ label: "人均 A ÷ 销售人数" });
  await tries.click();
  await expect(trial).toContainText("合计按公式重算，不相加", phone.SOON);
  await sheet.getByRole("button", { name: "关闭" }).click();

  // The director, who reads the rules and sees the records, gets the same total and what is behind it, also without a network.
  await phone.isInStep(director);
  await director.goto("/kpis");
  await director.getByRole("link", { name: "公式与口径" }).click();
  await director.getByRole("button", { name: "试算公式" }).click();
  const own = director.getByRole("dialog", { name: "试算公式" });
  await expect(own.getByRole("button", { name: "保存" })).toHaveCount(0);
  await own.getByLabel("怎么得出").selectOption({ label: "一个数" });
  await own.getByLabel("A · 统计什么").selectOption({ label: "销售额" });
  const result = own.getByRole("region", { name: "试算" });
  await result.getByRole("button", { name: /试算$/ }).click();
  const line = result.getByRole("table", { name: "归属" }).getByRole("row").nth(1);
  await expect(line.getByRole("cell").first()).toHaveText(total, phone.SOON);
  await result.getByText(/^计入的记录/).click();
  await expect(result.getByRole("listitem").first()).toContainText("¥");
  await phone.goesOffline(director);
  await result.getByRole("button", { name: /试算$/ }).click();
  await expect(result).toContainText("按本机数据计算");
  await expect(line.getByRole("cell").first()).toHaveText(total);
  expect(await findings(director)).toEqual([]);
});

test("a changed formula marks what is compared across it, and earlier periods can be seen by the present one", async ({ arrives }) => {
  const [admin, director, lin] = await Promise.all([arrives("admin", DESK), arrives("director", DESK), arrives("lin")]);
  const changes = async (shape: string, counted?: string): Promise<void> => {
    await admin.goto("/settings/kpis");
    await admin.getByRole("button", { name: "修改「试点客户数」" }).click();
    const sheet = admin.getByRole("dialog", { name: "试点客户数" });
    await sheet.getByLabel("怎么得出").selectOption({ label: shape });
    if (counted !== undefined) await sheet.getByLabel("A · 统计什么").selectOption({ label: counted });
    await sheet.getByRole("button", { name: "保存" }).click();
    await expect(sheet).toBeHidden();
    await phone.isInStep(admin);
  };
  await changes("一个数", "跟进");
  for (const page of [lin, director]) {
    await phone.isInStep(page);
    await page.goto("/kpis");
    await expect(page.getByRole("link", { name: /^试点客户数/ })).toContainText("口径变更", phone.SOON);
    await page.getByRole("link", { name: /^试点客户数/ }).click();
    const value = page.getByRole("note").first();
    await expect(value).toContainText("由「由人填报，按日累计」改为「跟进」");
    // The months before were entered, and stay so; by the present formula they are other numbers, marked as such.
    const months = page.getByRole("region", { name: /^最近 12 个月/ }).getByRole("note");
    await expect(months).toContainText("口径变更");
    // By quarters, for a month may have begun today.
    await page.getByRole("radio", { name: "季", exact: true }).check();
    const previous = page.getByText(/^上期/).first();
    const before = await previous.innerText();
    await page.getByRole("checkbox", { name: "按新口径重算" }).check();
    await expect(page.getByRole("status").filter({ hasText: "仅供查看" })).toBeVisible();
    await expect(previous).not.toHaveText(before);
    await expect(page.getByRole("note")).toHaveCount(0);
    expect(await findings(page)).toEqual([]);
    await page.getByRole("checkbox", { name: "按新口径重算" }).uncheck();
    await expect(previous).toHaveText(before);
  }
  await director.goto("/targets");
  await director.getByLabel("指标").selectOption({ label: "试点客户数" });
  await expect(director.getByRole("note")).toContainText("由「由人填报，按日累计」改为「跟进」");
  // As it was.
  await changes("由人填报");
  await phone.isInStep(director);
  await expect(director.getByRole("note")).toHaveCount(0, phone.SOON);
});

/** Shipped KPIs whose formulas the requirements give, by the group they are listed under. */
const FORMULAS = [
  ["结果指标", ["新增客户", "销售数量", "人均销售额", "平均订单金额", "回款率"]],
  ["质量指标", ["复购率", "方案响应时间"]],
  ["转化指标", ["客户跟进转化率", "方案转化率", "线索成交率", "转介绍成交率"]],
  ["订单指标", ["交付及时率", "订单满足率", "异常订单占比"]],
  ["客户与产品", ["新客户贡献度", "高价值客户留存率", "毛利率", "新客户开发周期"]],
  ["费用指标", ["销售费用占比", "新客户开发成本", "费用投入产出比"]],
] as const;

test("each position reads its KPIs in its own order, each with a value, its formula and its records", async ({ arrives }) => {
  const [lin, director] = await Promise.all([arrives("lin"), arrives("director", DESK)]);
  const groups = (page: Page) => page.getByRole("main").getByRole("heading", { level: 2 });
  await Promise.all([lin.goto("/kpis"), director.goto("/kpis")]);
  // What reps do comes first for them, what came of it for those above them.
  await expect(groups(lin).nth(1)).toHaveText("过程指标", phone.SOON);
  await expect(groups(director).nth(1)).toHaveText("结果指标", phone.SOON);

  // The last quarter is over, and there were customers before it.
  await director.getByRole("radio", { name: "季", exact: true }).check();
  await expect(director).toHaveURL(/period=\d{4}-Q\d(&|$)/);
  await director.getByRole("button", { name: "上一期" }).click();
  await expect(director.getByRole("button", { name: "下一期" })).toBeEnabled();
  for (const [group, names] of FORMULAS) {
    const section = director.locator("section").filter({ has: director.getByRole("heading", { name: group, exact: true }) });
    for (const name of names) {
      const line = section.getByRole("link", { name: new RegExp(`^${name}`) }).first();
      await expect(line).toHaveText(/\d/);
      await expect(line).not.toHaveText(/无数据|不适用/);
    }
  }
  const quarter = new URL(director.url()).searchParams.get("period");
  await director.getByRole("link", { name: /^复购率/ }).click();
  await expect(director.getByRole("heading", { level: 1, name: "复购率" })).toBeVisible();
  await expect(director.getByRole("region", { name: "公式" })).toContainText("÷");
  await director.getByRole("region", { name: /^成交/ }).first().getByRole("link").first().click();
  await expect(director).toHaveURL(/\/(orders|customers)\//);

  // The gap is written in the unit of what it is about.
  await director.goto(`/performance?period=${quarter}`);
  await expect(performance.card(director, "销售额")).toContainText(/差额\s*[+−]¥/);
  await expect(performance.card(director, "成交单数")).toContainText(/差额\s*[+−]\d/);
});
