// A week of a rep's work on a phone that is mostly offline, read by the supervisor: every figure, alert and task is the same on both phones, on
// both databases. The dates are fixed, so that working days, months and due days are the same in every run.
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { type Locator, type Page } from "@playwright/test";

import { cards, unfolds } from "./support/alerts";
import * as customers from "./support/customers";
import * as entry from "./support/entry";
import { NAME, signIn } from "./support/people";
import * as performance from "./support/performance";
import * as phone from "./support/phone";
import { Server } from "./support/server";
import { expect, test } from "./support/test";
import { Days } from "./support/time";

const picture = (name: string) => ({
  name,
  mimeType: "image/jpeg",
  buffer: readFileSync(join(__dirname, "../../app/domain/src/sample/pictures/visit.jpg")),
});

/** An empty database on the PostgreSQL that xtask started. */
const POSTGRES = process.env.DABIAO_TEST_POSTGRES;

const CUSTOMER = "新苗精密";
const PROMISE = "3日内提交报价单";

for (const [database, env] of [
  ["SQLite", {}],
  ["PostgreSQL", { DATABASE_URL: POSTGRES }],
] as const) {
  test(`one week, ${database}`, async ({ newPage }) => {
    if (database === "PostgreSQL") expect(POSTGRES, "DABIAO_TEST_POSTGRES names an empty database; cargo xtask test makes one").toBeTruthy();
    test.setTimeout(300_000);
    const days = await Days.from("2026-06-08T08:50:00+08:00");
    const moved = { DABIAO_CLOCK_MOVED_BY: days.file };
    const server = await Server.start({ toldAnew: true, env: { ...env, ...moved } as Record<string, string> });
    try {
      const arrives: Arrives = async (account) => {
        const page = await days.live(await newPage({ baseURL: server.url }));
        await signIn(page, account);
        return page;
      };
      await week(arrives, days);
    } finally {
      await server.stop();
      await days.end();
    }
  });
}

type Arrives = (account: "lin" | "boss" | "zhang") => Promise<Page>;

async function week(arrives: Arrives, days: Days): Promise<void> {
  const [lin, boss] = [await arrives("lin"), await arrives("boss")];
  const main = lin.getByRole("main");
  const sheet = lin.getByRole("dialog");
  await month(lin, NOTHING_YET);
  await month(boss, NOTHING_YET);

  await phone.goesOffline(lin);
  await test.step("Monday: a new customer with a card photo, a visit, a promise", async () => {
    await lin.getByRole("button", { name: "录入", exact: true }).click();
    await sheet.getByRole("link", { name: "新建客户" }).click();
    await lin.getByLabel("名称").fill(CUSTOMER);
    await lin.getByLabel("联系人", { exact: true }).first().fill("方圆");
    await lin.getByLabel("联系电话").first().fill("13912345678");
    await lin.getByRole("button", { name: "保存" }).click();
    await expect(lin.getByRole("heading", { level: 1, name: CUSTOMER })).toBeVisible();
    await papers(lin).getByLabel("拍照").setInputFiles(picture("名片.jpg"));
    await expect(papers(lin).getByRole("button", { name: "打开 名片.jpg" })).toContainText("已存本机");

    await main.getByRole("link", { name: "记录跟进" }).click();
    await lin.getByRole("button", { name: "拜访", exact: true }).click();
    await lin.getByLabel("沟通内容").fill("看了车间，想换两台标准机");
    await lin.getByLabel("下一步计划").fill(PROMISE);
    await lin.getByRole("button", { name: /^设为 / }).click();
    await lin.getByRole("button", { name: "保存跟进" }).click();
    await entry.isDone(lin);
    // A cold start offline loses nothing.
    await lin.reload();
    await expect(entry.happening(lin, "看了车间")).toBeVisible();
    await tasks(lin, 1);
  });
  const customer = await customers.addressOf(lin, CUSTOMER);

  await test.step("Tuesday morning: the supervisor reads what was written", async () => {
    await days.moveTo("2026-06-09T08:30:00+08:00");
    await phone.comesOnline(lin);
    await phone.isInStep(lin);
    await boss.goto(customer);
    await expect(entry.happening(boss, "看了车间")).toBeVisible(phone.SOON);
    await expect(papers(boss).getByRole("img", { name: "名片.jpg" })).toBeVisible(phone.SOON);
    await tasks(boss, 1);
    await phone.goesOffline(lin);
  });

  await test.step("Tuesday: the proposal, as promised", async () => {
    await lin.goto(customer);
    await main.getByRole("link", { name: "新建商机" }).click();
    await lin.getByLabel("主题").fill("标准机两台");
    await lin.getByLabel("阶段", { exact: true }).selectOption({ label: "方案提交" });
    await lin.getByLabel("金额").fill("97400");
    await lin.getByLabel("预计成交时间").fill("2026-06-12");
    await lin.getByRole("button", { name: "保存" }).click();
    await expect(lin.getByRole("heading", { level: 1, name: "标准机两台" })).toBeVisible();
    await main.getByLabel("选文件").setInputFiles(picture("报价单.jpg"));
    await expect(main.getByRole("button", { name: "打开 报价单.jpg" })).toContainText("已存本机");

    await lin.goto(customer);
    await main.getByRole("link", { name: "记录跟进" }).click();
    await lin.getByRole("button", { name: "方案", exact: true }).click();
    await lin.getByLabel("沟通内容").fill("报价单当面交给采购");
    await lin.getByRole("checkbox", { name: new RegExp(PROMISE) }).check();
    await lin.getByRole("button", { name: "保存跟进" }).click();
    await entry.isDone(lin);
    await tasks(lin, 0);
  });

  let order = "";
  await test.step("Wednesday: won, with three lines, a contract and a prepayment", async () => {
    await days.moveTo("2026-06-10T10:00:00+08:00");
    await lin.goto(customer);
    await entry.happening(lin, "标准机两台").getByRole("link").first().click();
    await main.getByRole("link", { name: "赢单，录入订单" }).click();
    await line(lin, 1, "A产品 · A-100 标准机", "2", "28000");
    await lin.getByRole("button", { name: "添加一行" }).click();
    await line(lin, 2, "B产品 · B-10 传感套件", "3");
    await lin.getByRole("button", { name: "添加一行" }).click();
    await line(lin, 3, "C服务 · C-1 年度维保", "1");
    await expect(lin.getByRole("status").filter({ hasText: "97,400" })).toBeVisible();
    await lin.getByText("单号、交付、折扣、预付、备注").click();
    await lin.getByLabel("预计交付").fill("2026-06-11");
    await lin.getByLabel("预付比例").fill("30");
    await lin.getByLabel("应收日期").fill("2026-06-12");
    await lin.getByRole("button", { name: "保存订单" }).click();
    await entry.saved(lin).getByLabel("拍照").setInputFiles(picture("合同.jpg"));
    await expect(entry.saved(lin).getByRole("button", { name: "打开 合同.jpg" })).toContainText("已存本机");
    await entry.saved(lin).getByRole("link", { name: "查看订单" }).click();
    await expect(main.getByText("29,220")).toBeVisible();
    await expect(main.getByText("68,180")).toBeVisible();
    order = new URL(lin.url()).pathname;

    await pay(lin, "29220");
    await lin.goto(order);
    await main.getByRole("button", { name: "推进到「生产中」" }).last().click();
    await sheet.getByRole("button", { name: "保存" }).click();
    await expect(main.locator("[data-node=production]")).toHaveAttribute("aria-current", "step");

    await month(lin, { 销售额: "¥9.7万", 成交单数: "1", 回款金额: "¥2.9万" });
    await phone.comesOnline(lin);
    await phone.isInStep(lin);
    await month(boss, { 销售额: "¥9.7万", 成交单数: "1", 回款金额: "¥2.9万" });
    await phone.goesOffline(lin);
  });

  await test.step("the next Monday: late, on both phones alike", async () => {
    await days.moveTo("2026-06-15T09:00:00+08:00");
    const late = [/交付延迟/, /超过约定交付 4 天/];
    const owed = [/应收逾期/, /逾期 3 天.*6\.8万/];
    for (const page of [lin, boss]) {
      await alert(page, late, 1);
      await alert(page, owed, 1);
    }
    await boss.goto("/alerts");
    await unfolds(boss);
    await alerts(boss, late).getByRole("button", { name: "处理", exact: true }).click();
    const plan = boss.getByRole("dialog", { name: "处理预警" });
    await plan.getByLabel("原因分类").selectOption({ label: "客观：客户内部流程" });
    await plan.getByLabel("改进措施").fill("今天改派车辆");
    await plan.getByRole("button", { name: "保存" }).click();
    await expect(plan).toBeHidden();
    await phone.isInStep(boss);
  });

  await test.step("the anomaly is handled, the goods come, the rest is paid late", async () => {
    await lin.goto(order);
    await main.getByRole("button", { name: "登记异常" }).click();
    await sheet.getByLabel("问题").fill("送货车辆故障");
    await sheet.getByRole("button", { name: "保存" }).click();
    await main.getByRole("button", { name: "处理异常" }).click();
    await sheet.getByLabel("内容").fill("改派车辆，今日送达");
    await sheet.getByRole("button", { name: "保存" }).click();
    await expect(main).toContainText("已解决");
    await main.getByRole("button", { name: "记录交付" }).first().click();
    await sheet.getByRole("button", { name: "保存" }).click();
    await expect(main.locator("[data-node=acceptance]")).toHaveAttribute("aria-current", "step");
    await main.getByRole("button", { name: "填写交付差异原因" }).click();
    await sheet.getByLabel("交付差异原因").fill("物流延误");
    await sheet.getByRole("button", { name: "保存" }).click();
    await main.getByRole("button", { name: "记录验收" }).first().click();
    await sheet.getByRole("button", { name: "保存" }).click();
    await expect(main.locator("[data-node=completed]")).toHaveAttribute("aria-current", "step");

    await pay(lin, "68180", "水单.jpg");
    await lin.goto(order);
    await expect(main).toContainText("已全额回款");
    await alert(lin, [/交付延迟/], 0);
    await alert(lin, [/应收逾期/], 0);
    await month(lin, { 销售额: "¥9.7万", 成交单数: "1", 回款金额: "¥9.7万" });

    await phone.comesOnline(lin);
    await phone.isInStep(lin);
    await month(boss, { 销售额: "¥9.7万", 成交单数: "1", 回款金额: "¥9.7万" });
    await alert(boss, [/交付延迟/], 0);
    await alert(boss, [/应收逾期/], 0);
  });

  await test.step("the supervisor reviews and hands the customer over", async () => {
    await boss.goto("/review");
    const rows = boss.locator(`[data-record="${order.split("/").pop()}"]`);
    // The rows of the order and its two payments.
    await expect(rows).toHaveCount(3);
    for (const row of await rows.all()) await row.getByRole("checkbox").check();
    await boss.getByRole("button", { name: "通过 3 条" }).click();
    await expect(rows).toHaveCount(0);
    const his = await readMonth(boss, NAME.zhang);
    await boss.goto(customer);
    await customers.handsOver(boss, NAME.zhang, "区域调整");
    await phone.isInStep(boss);

    const zhang = await arrives("zhang");
    await zhang.goto(customer);
    for (const words of ["看了车间", "报价单当面交给采购", "97,400", "68,180"]) {
      await expect(entry.happening(zhang, words).first()).toBeVisible();
    }
    await expect(papers(zhang).getByRole("img", { name: "名片.jpg" })).toBeVisible(phone.SOON);
    await phone.goesTo(lin, "客户");
    await lin.getByRole("searchbox").fill(CUSTOMER);
    await expect(lin.getByText("没有符合条件的客户")).toBeVisible(phone.SOON);

    // The sales stay credited to the rep on every phone; none moves to the new owner.
    await phone.goesOffline(lin);
    await lin.reload();
    await month(lin, { 销售额: "¥9.7万", 成交单数: "1", 回款金额: "¥9.7万" });
    await month(boss, { 销售额: "¥9.7万", 成交单数: "1", 回款金额: "¥9.7万" });
    await month(zhang, his, NAME.zhang);
    await lin.goto(order);
    await expect(main).toContainText(`${NAME.boss} 于`);
  });
}

type Month = Record<"销售额" | "成交单数" | "回款金额", string>;

const NOTHING_YET: Month = { 销售额: "¥0", 成交单数: "0", 回款金额: "¥0" };

/** What the ranking says of somebody's month in one figure; who is not in it has nothing. */
async function placed(page: Page, name: keyof Month, who: string): Promise<string> {
  await expect(performance.figure(page, /^业绩趋势/)).toBeVisible();
  const place = performance.placeOf(page, who);
  return (await place.count()) === 0 ? NOTHING_YET[name] : place.innerText();
}

const FIGURES = Object.keys(NOTHING_YET) as (keyof Month)[];

async function readMonth(page: Page, who: string): Promise<Month> {
  const said = { ...NOTHING_YET };
  for (const name of FIGURES) {
    await performance.opens(page, name);
    await expect(performance.placeOf(page, NAME.lin)).toBeVisible();
    said[name] = await placed(page, name, who);
  }
  return said;
}

/** That this is what the ranking says. */
async function month(page: Page, expected: Month, who: string = NAME.lin): Promise<void> {
  for (const name of FIGURES) {
    await performance.opens(page, name);
    await expect.poll(() => placed(page, name, who), { message: `${name} of ${who}`, ...phone.SOON }).toBe(expected[name]);
  }
}

const papers = (page: Page): Locator => page.getByRole("region", { name: "名片与资料" });

/** So many tasks are what she promised. */
async function tasks(page: Page, n: number): Promise<void> {
  await page.goto("/tasks");
  await expect(page.getByRole("heading", { level: 1, name: "客户跟进" })).toBeVisible();
  await expect(page.getByRole("button", { name: PROMISE }).filter({ hasText: CUSTOMER })).toHaveCount(n, phone.SOON);
}

/** The alerts about this customer that say all of this. */
const alerts = (page: Page, words: RegExp[]): Locator =>
  words.reduce(
    (found, it) => found.filter({ hasText: it }),
    cards(page).filter({ hasText: CUSTOMER }),
  );

async function alert(page: Page, words: RegExp[], n: number): Promise<void> {
  await page.goto("/alerts");
  await unfolds(page);
  await expect(alerts(page, words)).toHaveCount(n, phone.SOON);
}

/** One line of the sale; the price is the list price unless said. */
async function line(page: Page, n: number, product: string, quantity: string, price?: string): Promise<void> {
  const of = n === 1 ? page.getByRole("main") : page.getByRole("group", { name: `第 ${n} 行` });
  await of.getByLabel("产品", { exact: false }).first().selectOption({ label: product });
  await of.getByLabel("数量").first().fill(quantity);
  if (price !== undefined) await of.getByLabel("单价").first().fill(price);
}

/** A payment of the order on this page, with the voucher where there is one. */
async function pay(page: Page, amount: string, voucher?: string): Promise<void> {
  await page.getByRole("main").getByRole("link", { name: "登记回款" }).click();
  await page.getByLabel("金额").fill(amount);
  await page.getByRole("button", { name: "保存回款" }).click();
  if (voucher !== undefined) {
    await entry.saved(page).getByLabel("拍照").setInputFiles(picture(voucher));
    await expect(entry.saved(page).getByRole("button", { name: `打开 ${voucher}` })).toContainText("已存本机");
  }
  await entry.isDone(page);
}
