// E-06, E-07, SA-08, C-22: sales by price band and by origin open down to their orders; common traits of buyers open down to the buyers.
import * as performance from "./support/performance";
import * as phone from "./support/phone";
import { expect, test } from "./support/test";

test("the mix by price band and the mix by origin narrow down to the orders", async ({ arrives }) => {
  const feng = await arrives("feng");
  await phone.goesOffline(feng);
  await performance.opens(feng, "销售额");
  await performance.looksAtLastYear(feng);
  await feng.getByRole("radio", { name: "价格带" }).check();
  await expect(feng).toHaveURL(/products=price_band/);
  const bands = performance.figure(feng, /价格带$/);
  await bands.getByRole("button", { name: "表格" }).click();
  await expect(bands.getByRole("row").nth(1)).toContainText(/以下|及以上/);
  await bands.getByRole("row").nth(1).getByRole("button").click();
  await expect(feng).toHaveURL(/band=/);
  const of_band = feng.getByRole("button", { name: /^去掉筛选 价格带/ });
  await expect(of_band).toBeVisible();
  await expect(performance.figure(feng, /产品型号$/)).toBeVisible();
  await of_band.click();
  await expect(of_band).toBeHidden();
  await feng.getByRole("radio", { name: "功能模块" }).check();
  await expect(performance.figure(feng, /功能模块$/)).toContainText(/加工|采集|控制|运维/);

  const origins = performance.figure(feng, /业绩来源$/);
  await origins.getByRole("button", { name: "表格" }).click();
  await expect(origins.getByRole("row").nth(1)).toContainText(/新客户开发|老客户复购|渠道转介绍/);
  await origins.getByRole("row").nth(1).getByRole("button").click();
  const of_origin = feng.getByRole("button", { name: /^去掉筛选 业绩来源/ });
  const origin = (await of_origin.innerText()).trim();
  await feng.getByRole("link", { name: "明细" }).click();
  const records = feng.getByRole("list", { name: "销售额" }).getByRole("link");
  await expect(records).not.toHaveCount(0);
  for (const record of await records.allInnerTexts()) expect(record).toContain(origin);

  // The order shows both its origin and its price band.
  await records.first().click();
  const main = feng.getByRole("main");
  await expect(main).toContainText(origin);
  await expect(main.locator('td[data-label="价格带"]').first()).toHaveText(/以下|及以上/);
  await expect(main.locator('td[data-label="功能模块"]').first()).toHaveText(/加工|采集|控制|运维/);
  await phone.comesOnline(feng);
});

test("the administrator draws the price bands, and what is over keeps the bands of its time", async ({ arrives }) => {
  const admin = await arrives("admin");
  await admin.goto("/settings/products");
  const form = admin.locator("form").filter({ hasText: "第 1 条分界" });
  const line = (n: number) => form.getByLabel(`第 ${n} 条分界`);
  await expect(line(3)).toHaveValue("100000");
  await line(2).fill("500");
  await line(4).fill("一百");
  await form.getByRole("button", { name: "保存" }).click();
  await expect(line(4)).toHaveAttribute("aria-invalid", "true");
  await line(4).fill("");
  await expect(line(2)).toHaveAttribute("aria-invalid", "true");
  await expect(form).toContainText("1,000.01");
  await line(2).fill("30000");
  await form.getByRole("button", { name: "保存" }).click();
  const versions = admin.locator("[data-versions]");
  await versions.getByRole("button", { name: /^版本/ }).click();
  await expect(versions.getByRole("list", { name: "现在" })).toContainText("¥3万 至 ¥10万 以下");
  await phone.isInStep(admin);

  const director = await arrives("director");
  await performance.opens(director, "销售额");
  await performance.looksAtLastYear(director);
  await director.getByRole("radio", { name: "价格带" }).check();
  const bands = performance.figure(director, /价格带$/);
  await bands.getByRole("button", { name: "表格" }).click();
  await expect(bands).toContainText("¥1万 至 ¥10万 以下", phone.SOON);
  await expect(bands).not.toContainText("¥3万");
  // What can be asked for are the bands of today.
  await director.getByRole("button", { name: /^筛选/ }).click();
  await expect(director.getByLabel("价格带").getByRole("option", { name: "¥3万 至 ¥10万 以下" })).toBeAttached();
});

test("the traits of buyers open to the buyers", async ({ arrives }) => {
  const feng = await arrives("feng");
  await phone.goesOffline(feng);
  await phone.goesTo(feng, "业绩");
  const traits = feng.locator("section").filter({ has: feng.getByRole("heading", { name: "成交客户特征" }) });
  await expect(traits.getByRole("table")).toHaveCount(3);
  const first = traits.getByRole("table", { name: "行业" }).locator("tbody").getByRole("row").first();
  const industry = (await first.getByRole("rowheader").innerText()).trim();
  const said = await first.getByRole("cell").first().innerText();
  const n = Number(/(\d+) 家/.exec(said)![1]);
  expect(n).toBeGreaterThan(0);
  await first.getByRole("cell").first().getByRole("link").click();
  await expect(feng).toHaveURL(/bought=1/);
  await expect(feng.getByRole("main")).toContainText(`找到 ${n} 家`);
  await expect(feng.getByRole("list", { name: "客户" }).getByRole("listitem").first()).toContainText(industry);
  await phone.comesOnline(feng);
});

test("customers are filtered by tier and by ABC, which names its scope", async ({ arrives }) => {
  const feng = await arrives("feng");
  await phone.goesTo(feng, "客户");
  const list = feng.getByRole("list", { name: "客户" });
  await expect(list).toBeVisible();
  await feng.getByText("筛选", { exact: true }).click();
  await feng.getByLabel("价值分层").selectOption({ label: "高价值" });
  await expect(feng).toHaveURL(/tier=high/);
  await expect.poll(async () => (await list.getByRole("listitem").allInnerTexts()).filter((it) => !/战略|重点/.test(it))).toEqual([]);
  await feng.getByRole("button", { name: "清除筛选" }).click();
  await feng.getByText("筛选", { exact: true }).click();
  await feng.getByLabel("ABC 分类").selectOption({ label: "A 类" });
  await expect(feng).toHaveURL(/abc=a/);
  await expect(feng.getByText("ABC 按你能看到的客户近 12 个月的成交额划分")).toBeVisible();
  await list.getByRole("link").first().click();
  await expect(feng.getByRole("main")).toContainText("A 类客户");
});

test("fulfilment is shown beside the figures and opens to its orders", async ({ arrives }) => {
  const director = await arrives("director");
  await phone.goesTo(director, "业绩");
  await performance.looksAtLastYear(director);
  for (const [name, made] of [
    ["交付及时率", /^交付及时率 [\d.]+% = 及时 [\d,]+ ÷ 应交付 [\d,]+$/],
    ["成交周期", /^成交周期 \d+ 天 = 天数 [\d,]+ ÷ [\d,]+ 单$/],
    ["毛利率", /^毛利率 -?[\d.]+% = 毛利 .+ ÷ 金额 .+$/],
  ] as const) {
    await director.getByRole("link", { name: new RegExp(name) }).click();
    await expect(director.getByRole("heading", { level: 1, name })).toBeVisible();
    await expect(director.getByRole("main").getByText(made)).toBeVisible();
    const records = director.getByRole("list", { name }).getByRole("link");
    await expect(records).not.toHaveCount(0);
    if (name === "毛利率") await expect(records.first()).toContainText("成本");
    await director.goBack();
  }
});

test("the win rate opens to the opportunities that ended in the period", async ({ arrives }) => {
  const director = await arrives("director");
  await phone.goesTo(director, "业绩");
  await performance.looksAtLastYear(director);
  const year = new URL(director.url()).searchParams.get("period") ?? "";
  expect(year).toMatch(/^\d{4}$/);
  await director.goto(`/performance/records?period=${year}&figure=win_rate`);
  await expect(director.getByRole("main").getByText(/^赢单率 [\d.]+% = 赢单 [\d,]+ ÷ （赢单 [\d,]+ \+ 输单 [\d,]+）$/)).toBeVisible();
  const days = await director.getByRole("list", { name: "赢单率" }).getByRole("link").allInnerTexts();
  expect(days.length).toBeGreaterThan(0);
  for (const line of days) expect(line).toContain(year);
});
