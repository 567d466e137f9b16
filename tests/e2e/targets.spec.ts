// Targets: many are typed or pasted as in a spreadsheet and saved in one act; a period that is over is a director's; every value stays with its
// author; cuts are parts of the whole.
import { type BrowserContext, type Page } from "@playwright/test";

import { NAME } from "./support/people";
import * as phone from "./support/phone";
import { DESK, expect, test } from "./support/test";

/** Nobody else plans this far ahead. */
const YEAR = 2041;

const cell = (page: Page, row: string, month: number) => page.getByRole("textbox", { name: `${row} ${YEAR}年${month}月`, exact: true });
const total = (page: Page, row: string) => page.getByRole("textbox", { name: `${row} 合计`, exact: true });
const sums = (page: Page) => page.locator("tfoot tr[data-row=sum] td");

/** Puts a text on the clipboard and pastes it into a cell with the keyboard. */
async function pastes(page: Page, into: ReturnType<typeof cell>, text: string) {
  await (page.context() as BrowserContext).grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate((it) => navigator.clipboard.writeText(it), text);
  await into.focus();
  await page.keyboard.press("Control+V");
}

/** The names of the rows below the owner's own, once the grid is that of this owner. */
async function members(page: Page, owner: string): Promise<string[]> {
  await expect(page.locator("tbody tr[data-row=whole] th")).toHaveText(`${owner}的目标`);
  return page.locator("tbody tr[data-row=line] th").allInnerTexts();
}

test("the targets of a team for a year are pasted from a spreadsheet, saved in one act and undone", async ({ arrives }) => {
  const manager = await arrives("manager", DESK);
  await manager.goto(`/targets?year=${YEAR}`);
  await manager.getByRole("link", { name: "批量设定" }).click();
  await expect(manager.getByRole("heading", { level: 1, name: "批量设定目标" })).toBeVisible();
  await manager.getByLabel("归属").selectOption({ label: "上海组" });
  await expect(manager.getByText("还没有改动")).toBeVisible();
  const people = await members(manager, "上海组");
  expect(people.length).toBeGreaterThan(2);
  const table = people.map((name, at) => [name, ...Array.from({ length: 12 }, (_, month) => `${(at + 1) * 10_000 + month * 100}`)].join("\t"));
  const months = ["姓名", ...Array.from({ length: 12 }, (_, it) => `${it + 1}月`)].join("\t");

  // Of a wrong paste nothing is taken.
  await pastes(manager, cell(manager, people[0], 12), "1\t2\n3\t4");
  await expect(manager.getByText("没有粘贴任何内容")).toBeVisible();
  await pastes(manager, cell(manager, people[0], 1), "100\t1,23");
  await expect(manager.getByText(`第 ${people[0]} 行第 2月 列「1,23」`)).toBeVisible();
  await pastes(manager, cell(manager, people[0], 1), [months, ...table, `赵六六${"\t1".repeat(12)}`].join("\n"));
  await expect(manager.getByText("表中没有「赵六六」")).toBeVisible();
  await expect(manager.getByText("还没有改动")).toBeVisible();

  // A whole table finds its rows by name, in any order.
  await pastes(manager, cell(manager, people[0], 1), [months, ...table.toReversed()].join("\r\n"));
  const n = people.length * 12;
  await expect(manager.getByText(`${n} 处改动`)).toBeVisible();
  await expect(cell(manager, people[1], 3)).toHaveValue("20200");
  const january = people.reduce((sum, _, at) => sum + (at + 1) * 10_000, 0);
  await expect(sums(manager).first()).toHaveText(january.toLocaleString("en-US"));

  // A reload loses nothing.
  await manager.reload();
  await expect(cell(manager, people[1], 3)).toHaveValue("20200");
  const save = manager.getByRole("button", { name: `保存 ${n} 个目标` });
  await save.click();
  await expect(manager.getByText("请填写此项")).toBeVisible();
  await manager.getByLabel(/依据/).fill("公司 2041 年战略分解");
  await save.click();
  const said = manager.getByText(`已设定 ${n} 个目标`);
  await expect(said).toBeVisible();
  await expect(manager.getByText("还没有改动")).toBeVisible();
  await expect(cell(manager, people[1], 3)).toHaveValue("20,200");

  // The people see it, with who set it and why.
  const boss = await arrives("boss");
  await boss.goto(`/targets?year=${YEAR}`);
  await expect(boss.getByRole("list", { name: "年度目标" }).getByRole("listitem").first()).toContainText("汇总", phone.SOON);

  await manager.getByRole("button", { name: "撤销" }).click();
  await expect(cell(manager, people[1], 3)).toHaveValue("");
  await expect(sums(manager).first()).toHaveText("—");
});

test("three people for three months are typed with the keyboard alone", async ({ arrives }) => {
  const boss = await arrives("boss", DESK);
  await boss.goto(`/targets/grid?year=${YEAR}&metric=deals`);
  const [first, second, third] = await members(boss, "上海组");
  const start = Date.now();
  await cell(boss, first, 1).focus();
  await boss.keyboard.type("12");
  await boss.keyboard.press("Control+R");
  await expect(cell(boss, first, 12)).toHaveValue("12");
  await boss.keyboard.press("ArrowDown");
  await boss.keyboard.type("1");
  await boss.keyboard.press("ArrowRight");
  await boss.keyboard.type("2");
  await boss.keyboard.press("ArrowRight");
  await boss.keyboard.type("3,4");
  await expect(cell(boss, second, 3)).toHaveAttribute("aria-invalid", "true");
  await expect(boss.getByText("1 处有误")).toBeVisible();
  await boss.keyboard.press("Escape");
  await boss.keyboard.type("3");
  await expect(cell(boss, second, 2)).toHaveValue("2");

  // A total is spread: 100 deals evenly are 9 and 8 a month.
  await total(boss, third).fill("100");
  await boss.keyboard.press("Tab");
  await expect(cell(boss, third, 1)).toHaveValue("9");
  await expect(cell(boss, third, 12)).toHaveValue("8");
  await expect(total(boss, third)).toHaveValue("100");
  await boss.getByLabel(/依据/).fill("在手商机");
  await boss.getByRole("button", { name: "保存 27 个目标" }).click();
  await expect(boss.getByText("已设定 27 个目标")).toBeVisible();
  expect(Date.now() - start, "three people for three months in thirty seconds").toBeLessThan(30_000);
});

test("a target is cut by new and old customers in percent, and its parts are compared with the whole", async ({ arrives }) => {
  const manager = await arrives("manager", DESK);
  await manager.goto(`/targets/grid?year=${YEAR}&columns=quarters`);
  await manager.getByLabel("归属").selectOption({ label: "上海组" });
  await manager.getByLabel("行").selectOption({ label: "新老客户" });
  const quarter = (row: string) => manager.getByRole("textbox", { name: `${row} ${YEAR}年Q3`, exact: true });
  const gap = manager.locator("tfoot tr[data-row=gap] td").nth(2);
  await quarter("上海组").fill("150万");
  await quarter("新客户").fill("60%");
  await expect(gap).toHaveText("−600,000");
  await quarter("老客户").fill("50%");
  await expect(gap).toHaveText("+150,000");
  await quarter("老客户").fill("40%");
  await expect(gap).toHaveText("正好");
  await manager.getByLabel(/依据/).fill("新客户开发年");
  await manager.getByRole("button", { name: "保存 3 个目标" }).click();
  await expect(manager.getByText("已设定 3 个目标")).toBeVisible();
  await expect(quarter("新客户")).toHaveValue("900,000");
  await expect(quarter("老客户")).toHaveValue("600,000");

  await manager.goto(`/targets?year=${YEAR}`);
  await manager.getByLabel("归属").selectOption({ label: "上海组" });
  const cuts = manager.getByRole("table", { name: `${YEAR}年细分目标` });
  await expect(cuts.getByRole("row").filter({ hasText: "新客户" })).toContainText("90");
  await expect(cuts.getByRole("row").filter({ hasText: "老客户" })).toContainText("60");

  // A week has a target of its own.
  await manager.goto(`/targets/grid?year=${YEAR}&columns=weeks-3`);
  await manager.getByLabel("归属").selectOption({ label: "上海组" });
  const week = manager.getByRole("textbox", { name: `上海组 ${YEAR}年第28周`, exact: true });
  await week.fill("10万");
  await manager.getByLabel(/依据/).fill("本周营收目标");
  await manager.getByRole("button", { name: "保存 1 个目标" }).click();
  await expect(manager.getByText("已设定 1 个目标")).toBeVisible();
  await expect(week).toHaveValue("100,000");
});

test("a period that is over is changed by a director with a reason, and every figure says so", async ({ arrives }) => {
  const [director, boss] = await Promise.all([arrives("director", DESK), arrives("boss", DESK)]);
  const over = await boss.evaluate(() => new Date(new Date().getFullYear(), new Date().getMonth() - 1, 1).toISOString());
  const then = new Date(new Date(over).getTime() + 24 * 3_600_000);
  const month = `${then.getFullYear()}年${then.getMonth() + 1}月`;
  const address = `/targets?year=${then.getFullYear()}&metric=visits`;
  await boss.goto(address);
  await boss.getByLabel("归属").selectOption({ label: NAME.lin });
  await expect(boss.getByRole("button", { name: `设置${month}目标` })).toHaveCount(0);
  await expect(boss.getByRole("button", { name: /^设置.*目标$/ }).first()).toBeVisible();

  await director.goto(address);
  await director.getByLabel("归属").selectOption({ label: NAME.lin });
  const sheet = director.getByRole("dialog");
  const sets = async (value: string, why: string) => {
    await director.getByRole("button", { name: `设置${month}目标` }).click();
    await sheet.getByLabel(/拜访/).first().fill(value);
    await sheet.getByLabel(/依据/).fill(why);
    await sheet.getByRole("button", { name: "保存" }).click();
  };
  await sets("30", "");
  await expect(sheet.getByText("请填写此项")).toBeVisible();
  await sheet.getByLabel(/依据/).fill("区域调整");
  await sheet.getByLabel("保底").fill("31");
  await sheet.getByRole("button", { name: "保存" }).click();
  await expect(sheet.getByText("保底 ≤ 目标 ≤ 冲刺 ≤ 挑战").first()).toBeVisible();
  await sheet.getByLabel("保底").fill("15");
  await sheet.getByRole("button", { name: "保存" }).click();
  await expect(sheet).toBeHidden();
  await sets("20", "再次调整");
  await expect(sheet).toBeHidden();

  const row = (page: Page) => page.getByRole("row").filter({ hasText: `${then.getMonth() + 1}月` }).first();
  await expect(row(boss)).toContainText("期后调整", phone.SOON);
  // 撤销: the earlier value is set again, and stays beside the later ones.
  await director.getByRole("button", { name: `设置${month}目标` }).click();
  const versions = sheet.getByRole("region", { name: "历次设定" }).getByRole("listitem");
  await expect(versions).toHaveCount(2);
  await expect(versions.last()).toContainText("区域调整");
  await expect(versions.last()).toContainText("保底 15");
  await versions.last().getByRole("button", { name: "恢复" }).click();
  await expect(sheet).toBeHidden();
  await expect(row(boss)).toContainText("30", phone.SOON);
});

test("a rep proposes a target offline and the supervisor adopts it", async ({ arrives }) => {
  const [lina, boss] = await Promise.all([arrives("lina"), arrives("boss", DESK)]);
  await lina.goto(`/targets?year=${YEAR}&metric=collected`);
  await expect(lina.getByRole("button", { name: `提议${YEAR}年2月目标` })).toBeVisible();
  await phone.goesOffline(lina);
  await lina.getByRole("button", { name: `提议${YEAR}年2月目标` }).click();
  const sheet = lina.getByRole("dialog");
  await sheet.getByRole("button", { name: "提交提议" }).click();
  await expect(sheet.getByText("请填写此项")).toHaveCount(2);
  await sheet.getByLabel(/（元）/).fill("8.8万");
  await sheet.getByLabel(/依据/).fill("三个老客户续约");
  await sheet.getByRole("button", { name: "提交提议" }).click();
  await expect(sheet).toBeHidden();
  await expect(lina.getByRole("main")).toContainText("提议 ¥8.8万");
  await phone.comesOnline(lina);
  await phone.isInStep(lina);

  await boss.goto("/");
  await boss.getByRole("region", { name: "目标提议（1）" }).getByRole("link", { name: new RegExp(NAME.lina) }).click(phone.SOON);
  await boss.getByRole("button", { name: `设置${YEAR}年2月目标` }).click();
  const setting = boss.getByRole("dialog");
  await expect(setting).toContainText("三个老客户续约");
  await setting.getByRole("button", { name: "采用" }).click();
  await setting.getByRole("button", { name: "保存" }).click();
  await expect(setting).toBeHidden();
  await expect(lina.getByRole("main")).not.toContainText("提议 ¥8.8万", phone.SOON);
  await expect(lina.getByRole("main")).toContainText("¥8.8万");
});

test("what happens in the market is written down offline and stands beside the target that is set", async ({ arrives }) => {
  const [lin, manager, boss] = await Promise.all([arrives("lin"), arrives("manager", DESK), arrives("boss", DESK)]);
  const address = `/targets?year=${YEAR}`;
  const notes = (page: Page) => page.getByRole("region", { name: `${YEAR}年 制定参考` });
  await lin.goto(address);
  await expect(notes(lin)).toContainText("还没有战略、竞争对手和市场需求的记录");
  await phone.goesOffline(lin);
  await notes(lin).getByRole("button", { name: "添加" }).click();
  const sheet = lin.getByRole("dialog");
  await expect(sheet.getByLabel("主题").getByRole("option", { name: "战略" })).toHaveCount(0);
  await sheet.getByRole("button", { name: "保存" }).click();
  await expect(sheet.getByText("请填写此项")).toBeVisible();
  await sheet.getByLabel("周期").selectOption({ label: `${YEAR}年Q2` });
  await sheet.getByLabel(/内容/).fill("竞品降价 8%");
  await sheet.getByRole("button", { name: "保存" }).click();
  await expect(sheet).toBeHidden();
  await expect(notes(lin)).toContainText("竞品降价 8%");
  await phone.comesOnline(lin);
  await phone.isInStep(lin);

  await manager.goto(address);
  await notes(manager).getByRole("button", { name: "添加" }).click();
  const writing = manager.getByRole("dialog");
  await writing.getByLabel("主题").selectOption({ label: "战略" });
  await writing.getByLabel("区域").selectOption({ label: "全部区域" });
  await writing.getByLabel(/内容/).fill("主推 A 产品");
  await writing.getByRole("button", { name: "保存" }).click();
  await expect(writing).toBeHidden();
  await expect(notes(manager)).toContainText("主推 A 产品");

  // Beside a month of that quarter stand both, beside one of another the strategy of the year alone.
  await boss.goto(address);
  await boss.getByLabel("归属").selectOption({ label: NAME.lin });
  await expect(notes(boss)).toContainText("主推 A 产品", phone.SOON);
  const setting = boss.getByRole("dialog");
  await boss.getByRole("button", { name: `设置${YEAR}年5月目标` }).click();
  await expect(setting).toContainText("竞品降价 8%");
  await expect(setting).toContainText("主推 A 产品");
  await boss.keyboard.press("Escape");
  await boss.getByRole("button", { name: `设置${YEAR}年8月目标` }).click();
  await expect(setting).toContainText("主推 A 产品");
  await expect(setting).not.toContainText("竞品降价 8%");
  await boss.keyboard.press("Escape");
  await expect(notes(boss).getByRole("button", { name: /^撤回/ })).toHaveCount(0);

  await notes(lin).getByRole("button", { name: "撤回：竞品降价 8%" }).click();
  await sheet.getByLabel(/原因/).fill("已恢复原价");
  await sheet.getByRole("button", { name: "撤回" }).click();
  await expect(sheet).toBeHidden();
  await expect(notes(lin)).not.toContainText("竞品降价 8%");
  await expect(notes(boss)).not.toContainText("竞品降价 8%", phone.SOON);
});

test("a year is spread by a season curve that the administrator saved", async ({ arrives }) => {
  const admin = await arrives("admin", DESK);
  await admin.goto("/settings/rhythm");
  const section = admin.getByRole("region", { name: "季节曲线" });
  const [name, months] = [section.getByLabel("曲线 1 的名称"), section.getByLabel(/^曲线 1：/)];
  await months.fill("5 5 6");
  await section.getByRole("button", { name: "保存" }).click();
  // Every mistake at once, at its field; nothing typed is lost.
  await expect(name).toHaveAttribute("aria-invalid", "true");
  await expect(section).toContainText("请填写 12 个数");
  await expect(months).toHaveValue("5 5 6");
  await name.fill("下半年旺季");
  await months.fill("5\t5\t6\t6\t8\t8\t9\t9\t10\t11\t11\t12");
  await section.getByRole("button", { name: "保存" }).click();
  await expect(section.getByRole("list", { name: "现在" })).toContainText("下半年旺季");
  await phone.isInStep(admin);

  const manager = await arrives("manager", DESK);
  await manager.goto(`/targets?year=${YEAR}`);
  await manager.getByRole("link", { name: "批量设定" }).click();
  await manager.getByLabel("归属").selectOption({ label: "上海组" });
  const [first] = await members(manager, "上海组");
  await manager.getByLabel("输入合计后按此分摊").selectOption({ label: "按曲线：下半年旺季" });
  await total(manager, first).fill("1200001");
  await manager.keyboard.press("Tab");
  // In whole yuan, to the last one.
  const cells = await Promise.all(Array.from({ length: 12 }, (_, it) => cell(manager, first, it + 1).inputValue()));
  const values = cells.map((it) => Number(it.replaceAll(",", "")));
  expect(values.reduce((sum, it) => sum + it, 0)).toBe(1_200_001);
  expect(values[11], "the yuan that is left goes to the month that lost most by rounding").toBe(144_001);
  expect(Math.abs(values[0] - 60_000)).toBeLessThanOrEqual(1);
  await manager.getByRole("button", { name: "放弃修改" }).click();

  await section.getByRole("list", { name: "历史" }).getByRole("button", { name: /^恢复/ }).last().click();
  await section.getByRole("button", { name: "保存" }).click();
  await expect(section.getByRole("list", { name: "现在" })).toContainText("与之前的规则相同");
  await phone.isInStep(admin);
});

test("somebody new is given their part of a team's target, and weeks their part of a month", async ({ arrives }) => {
  const year = YEAR + 1;
  const of = (page: Page, row: string, month: number) => page.getByRole("textbox", { name: `${row} ${year}年${month}月`, exact: true });
  const admin = await arrives("admin", DESK);
  const sheet = admin.getByRole("dialog");
  const joins = async (name: string, day: string) => {
    await admin.goto("/settings/people");
    await admin.getByRole("button", { name: `编辑 ${name}` }).click();
    await sheet.getByLabel("入职日期").fill(day);
    await sheet.getByRole("button", { name: "保存" }).click();
    await expect(sheet).toBeHidden();
    await phone.isInStep(admin);
  };
  await joins(NAME.lina, `${year}-03-01`);

  const manager = await arrives("manager", DESK);
  await manager.goto(`/targets?year=${year}`);
  await manager.getByRole("link", { name: "批量设定" }).click();
  await manager.getByLabel("归属").selectOption({ label: "上海组" });
  await manager.getByRole("button", { name: "分到各行" }).click();
  await expect(manager.getByText("上海组在这些周期没有设定过目标（斜体是汇总或折算），请先设定")).toBeVisible();
  for (const month of [2, 3, 4, 5, 6]) await of(manager, "上海组", month).fill("900001");
  await manager.getByRole("button", { name: "分到各行" }).click();
  const rows = manager.locator("tbody tr[data-row=line]");
  await expect(rows.filter({ hasText: NAME.lina })).toContainText(`入职 ${year}-03-01`);
  const number = async (text: Promise<string>) => Number((await text).replaceAll(",", ""));
  const newcomer = (month: number) => number(of(manager, NAME.lina, month).inputValue());
  const veteran = (month: number) => number(of(manager, NAME.lin, month).inputValue());
  // 0, 25 and 50 % in the first three months of employment, and nothing before them.
  expect([await newcomer(2), await newcomer(3)]).toEqual([0, 0]);
  expect(Math.abs((await newcomer(4)) * 4 - (await veteran(4)))).toBeLessThanOrEqual(4);
  expect(Math.abs((await newcomer(5)) * 2 - (await veteran(5)))).toBeLessThanOrEqual(2);
  expect(Math.abs((await newcomer(6)) - (await veteran(6)))).toBeLessThanOrEqual(1);
  const gaps = manager.locator("tfoot tr[data-row=gap] td");
  for (const month of [2, 3, 4, 5, 6]) await expect(gaps.nth(month - 1)).toHaveText("正好");
  await manager.getByLabel(/依据/).fill("新人爬坡");
  await manager.getByRole("button", { name: /^保存 \d+ 个目标$/ }).click();
  await expect(manager.getByText(/已设定 \d+ 个目标/)).toBeVisible();

  // The weeks of a quarter have the months' targets by working days, to the yuan and beyond.
  await manager.getByLabel("列", { exact: true }).selectOption("weeks-2");
  await expect(manager.getByRole("main")).toContainText("斜体的周目标由月目标按工作日折算");
  const week = manager.locator("[data-cell='0.2']");
  await expect(week).toHaveValue("");
  await expect(week).toHaveAttribute("placeholder", /^[1-9][\d,.万]+$/);

  await joins(NAME.lina, "");
});

test("the ramp of new people is a rule with its day", async ({ arrives }) => {
  const admin = await arrives("admin", DESK);
  await admin.goto("/settings/rhythm");
  const section = admin.getByRole("region", { name: "新人爬坡" });
  const months = section.getByLabel(/各月的百分比$/);
  await expect(months).toHaveValue("0 25 50");
  await months.fill("0 30 101");
  await section.getByRole("button", { name: "保存" }).click();
  await expect(months).toHaveAttribute("aria-invalid", "true");
  await expect(months).toHaveValue("0 30 101");
  await months.fill("0 30 60 90");
  await section.getByRole("button", { name: "保存" }).click();
  const now = section.getByRole("list", { name: "现在" });
  await expect(now).toContainText("0% 25% 50%→改为0% 30% 60% 90%");
  await section.getByRole("list", { name: "历史" }).getByRole("button", { name: /^恢复/ }).last().click();
  await section.getByRole("button", { name: "保存" }).click();
  await expect(now).toContainText("与之前的规则相同");
  await phone.isInStep(admin);
});
