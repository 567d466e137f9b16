// Industry averages: an administrator keeps them on a phone, figures show how far they are above or below, and the most specific one applies.
// Amounts show in the unit that the company or the person prefers.
import { type Page } from "@playwright/test";

import { NAME } from "./support/people";
import * as phone from "./support/phone";
import { DESK, expect, test } from "./support/test";

/** Last month, which is over: of a running one nothing may be judged yet. */
const lastMonth = (page: Page) =>
  page.evaluate(() => {
    const [year, month] = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai" }).format().split("-").map(Number);
    return month === 1 ? { period: `${year - 1}-12`, name: `${year - 1}年12月` } : { period: `${year}-${String(month - 1).padStart(2, "0")}`, name: `${year}年${month - 1}月` };
  });

test("figures are compared with the most specific industry average", async ({ arrives }) => {
  const [admin, boss] = await Promise.all([arrives("admin"), arrives("boss")]);
  const { period, name } = await lastMonth(admin);
  await admin.goto("/settings/benchmarks");
  await admin.getByRole("button", { name: "新增行业平均" }).click();
  const sheet = admin.getByRole("dialog", { name: "新增行业平均" });
  const save = sheet.getByRole("button", { name: "保存" });
  await save.click();
  await expect(sheet.getByText("请填写此项").first()).toBeVisible();
  await sheet.getByLabel("周期类型").selectOption({ label: "月度" });
  await sheet.getByLabel("周期", { exact: true }).selectOption(period);
  await sheet.getByLabel(/^行业平均/).fill("0");
  await sheet.getByLabel(/^来源/).fill("行业协会月报");
  await save.click();
  await expect(sheet.getByText("必须大于 0").first()).toBeVisible();
  await sheet.getByLabel(/^行业平均/).fill("90");
  await save.click();
  await expect(sheet).toBeHidden();
  const line = admin.getByRole("listitem").filter({ hasText: "销售额" }).filter({ hasText: name });
  await expect(line).toContainText("90%");

  // The month's average applies before the year's.
  await boss.goto(`/performance?period=${period}`);
  const main = boss.getByRole("main");
  await expect(main).toContainText(/行业平均完成率 90% · [+−]\d+\.\d 个百分点/, phone.SOON);
  await boss.goto(`/kpis?period=${period}`);
  await boss.getByRole("link", { name: /^销售额/ }).first().click();
  await expect(main).toContainText("行业平均完成率 90%");
  await expect(main).toContainText(`采用：全部区域 · ${name}`);
  await expect(main).toContainText("来源：行业协会月报");
  const points = async () => Number(/([+−]\d+\.\d) 个百分点/.exec(await main.innerText())?.[1].replace("−", "-"));
  const before = await points();

  // A higher average moves the difference by as many points, and the log says from which value to which.
  await line.getByRole("button").click();
  const opened = admin.getByRole("dialog");
  await opened.getByLabel(/^行业平均/).fill("95");
  await opened.getByRole("button", { name: "保存" }).click();
  await expect(opened).toBeHidden();
  await expect(main).toContainText("行业平均完成率 95%", phone.SOON);
  expect(await points()).toBeCloseTo(before - 5, 1);
  await phone.isInStep(admin);
  await line.getByRole("button").click();
  await opened.getByRole("link", { name: "变更记录" }).click();
  await expect(admin.getByRole("main")).toContainText("90%");
  await expect(admin.getByRole("main")).toContainText("95%");

  // Without it, that of the year applies, or none: the sample has one of this year.
  await admin.goto("/settings/benchmarks");
  await line.getByRole("button").click();
  await opened.getByRole("button", { name: "删除这个行业平均" }).click();
  await expect(opened).toBeHidden();
  await expect(line).toBeHidden();
  await expect(main).not.toContainText("行业平均完成率 95%", phone.SOON);
});

test("a rep sees the average and the ranking of her team only when the company shows them", async ({ arrives }) => {
  const [admin, lin] = await Promise.all([arrives("admin", DESK), arrives("lin")]);
  const { period } = await lastMonth(lin);
  await lin.goto(`/kpis/one?kpi=sales_amount&period=${period}`);
  const main = lin.getByRole("main");
  await expect(main).toContainText("完成率");
  await expect(main).not.toContainText("行业平均");
  await expect(lin.getByRole("region", { name: "团队排名" })).toBeHidden();

  await admin.goto("/settings/benchmarks");
  const rules = admin.getByRole("region", { name: "销售员可见的对比" });
  await rules.getByLabel("行业平均与团队排名").selectOption({ label: "对销售员显示" });
  await rules.getByRole("button", { name: "保存" }).click();
  const ranking = lin.getByRole("region", { name: "团队排名" });
  await expect(ranking).toContainText(/第 \d+ \/ \d+/, phone.SOON);
  await expect(ranking.getByRole("listitem").first()).toContainText(/1.*¥/);
  await expect(ranking.locator("[aria-current=true]")).toContainText(NAME.lin);
  expect(await ranking.getByRole("listitem").count()).toBeGreaterThan(1);

  // The server computes it, and without a network the page says so.
  await phone.goesOffline(lin);
  await lin.getByRole("button", { name: "上一期" }).click();
  await expect(ranking).toContainText("联网后显示");
  await phone.comesOnline(lin);
  await expect(ranking).toContainText(/第 \d+ \/ \d+/, phone.SOON);
});

test("only administrators keep industry averages", async ({ arrives }) => {
  const boss = await arrives("boss", DESK);
  await boss.goto("/settings/benchmarks");
  await expect(boss.getByRole("button", { name: "新增行业平均" })).toBeHidden();
});

test("amounts are shown in the preferred unit", async ({ arrives }) => {
  const [admin, boss] = await Promise.all([arrives("admin", DESK), arrives("boss")]);
  await admin.goto("/settings/organisation");
  const shows = async (unit: string) => {
    await admin.getByLabel("金额显示单位").selectOption({ label: unit });
    await admin.getByRole("region", { name: "公司" }).getByRole("button", { name: "保存" }).click();
  };
  await shows("元");
  await boss.goto("/performance");
  const main = boss.getByRole("main");
  await expect(main).toContainText(/¥\d{1,3}(,\d{3})+/, phone.SOON);
  await expect(main).not.toContainText(/¥[\d,.]+[万亿]/);
  await boss.goto("/me");
  await boss.getByRole("radio", { name: "万元", exact: true }).click();
  await boss.goto("/performance");
  await expect(main).toContainText(/¥[\d,.]+万/);
  // Other journeys read amounts as they come.
  await shows("自动");
  await phone.isInStep(admin);
});
