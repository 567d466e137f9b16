// O-01: the tracking table has its twelve columns on desk and phone, can be filtered, opens each order, and can be printed.
import * as phone from "./support/phone";
import { DESK, expect, test } from "./support/test";

const COLUMNS = [
  "订单号",
  "客户名称",
  "产品/服务",
  "下单时间",
  "订单金额(¥)",
  "销售负责人",
  "当前状态",
  "预计交付时间",
  "实际交付时间",
  "交付差异原因",
  "客户反馈",
  "异常记录",
];

test("the tracking table is read, narrowed, opened and printed", async ({ arrives }) => {
  const director = await arrives("director", DESK);
  await director.goto("/order-track");
  await director.getByRole("main").getByRole("link", { name: "订单跟踪表" }).click();
  await expect(director.getByRole("heading", { level: 1, name: "订单跟踪表" })).toBeVisible();
  const table = director.getByRole("table");
  await expect(table.locator("[data-column]")).toHaveText(COLUMNS);
  const sideways = await table.getByRole("rowgroup").nth(1).evaluate((it) => it.scrollWidth - it.clientWidth);
  expect(sideways, "all twelve are in sight at a desk").toBeLessThanOrEqual(0);

  // The table has every order; printed, it is a table of its own with the texts in full.
  const lines = table.getByRole("rowheader");
  const n = async () => Number(await table.getAttribute("aria-rowcount")) - 2;
  expect(await n()).toBeGreaterThan(100);
  const first = await lines.first().innerText();
  await director.evaluate(() => {
    window.print = () => document.body.setAttribute("data-printed", String(document.querySelectorAll("main tbody tr").length));
  });
  await director.getByRole("button", { name: "打印" }).click();
  await expect.poll(async () => Number(await director.locator("body").getAttribute("data-printed"))).toBeGreaterThan(100);
  await director.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  await expect(table.locator("[data-column]")).toHaveText(COLUMNS);

  // Filtered to orders with problems: each row names the problem and whether it is handled.
  const all = await n();
  await director.getByRole("button", { name: "有异常" }).click();
  await expect(director).toHaveURL(/anomaly=1/);
  const row = table.locator(".desk-row").first();
  await expect(row.getByRole("cell").last()).toContainText(" / ");
  expect(await n()).toBeLessThan(all);
  await director.getByRole("button", { name: "有异常" }).click();
  await director.getByLabel("当前状态").selectOption({ label: "已取消" });
  await expect(director).toHaveURL(/status=cancelled/);
  const at = 1 + COLUMNS.indexOf("当前状态");
  const statuses = () => table.locator(".desk-row").evaluateAll((rows, at) => rows.map((it) => it.children[at].textContent), at);
  await expect.poll(async () => (await statuses()).filter((it) => it !== "已取消")).toEqual([]);
  await director.getByRole("button", { name: "清除筛选" }).click();
  await expect.poll(n).toBe(all);

  // Searching for its number finds the row, which opens the order.
  await director.getByRole("searchbox").fill(first);
  await expect(lines).toHaveCount(1);
  await expect(director).toHaveURL(/search=/);
  await lines.first().getByRole("link").click();
  await expect(director.getByRole("heading", { level: 1, name: first })).toBeVisible();
});

test("offline on a phone each own order is a card with the twelve columns", async ({ arrives }) => {
  const zhang = await arrives("zhang");
  await phone.isInStep(zhang);
  await phone.goesOffline(zhang);
  await zhang.goto("/order-track/table");
  const cards = zhang.getByRole("main").locator("tbody").getByRole("row");
  await expect(cards.first()).toBeVisible();
  const card = cards.first();
  await expect(card.locator("th")).toHaveText(/\S/);
  expect(await card.locator("td").evaluateAll((all) => all.map((it) => it.getAttribute("data-label")))).toEqual(COLUMNS.slice(1));
  for (const owner of await zhang.locator('td[data-label="销售负责人"]').allInnerTexts()) expect(owner).toBe("小张");
  const overflow = await zhang.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow, "nothing scrolls sideways on a phone").toBeLessThanOrEqual(0);
  await zhang.getByRole("searchbox").fill("没有这样的客户");
  await expect(zhang.getByText("没有符合条件的订单")).toBeVisible();
  await phone.comesOnline(zhang);
});
