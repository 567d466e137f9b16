// an administrator decides which roles see contact details, costs and amounts. Phones drop what their person may no longer see, also one that
// was offline when the rule was set, and nothing that they wrote is lost.
import { type BrowserContextOptions, type Page } from "@playwright/test";

import { findings } from "./support/axe";
import * as customers from "./support/customers";
import * as entry from "./support/entry";
import { type Account, signIn } from "./support/people";
import * as phone from "./support/phone";
import { Server } from "./support/server";
import { DESK, expect, test } from "./support/test";

async function fits(page: Page, width: number): Promise<void> {
  expect(await findings(page)).toEqual([]);
  await expect(page.locator("html")).toHaveJSProperty("scrollWidth", width);
}

/** Chooses who sees a group of fields, from today on. */
async function sets(admin: Page, what: string, choices: Record<string, "可见" | "不可见">): Promise<void> {
  const group = admin.getByRole("group", { name: what });
  for (const [role, is] of Object.entries(choices)) await group.getByLabel(role, { exact: true }).selectOption({ label: is });
}

async function saves(admin: Page, why: string): Promise<void> {
  await admin.getByLabel("原因（可不填）").fill(why);
  await admin.getByRole("button", { name: "保存" }).click();
  const versions = admin.locator("[data-versions]");
  const button = versions.getByRole("button", { name: /^版本/ });
  if (await button.isVisible()) await button.click();
  await expect(versions.getByRole("list", { name: "现在" })).toContainText(why);
  await phone.isInStep(admin);
}

const call = (page: Page) => page.getByRole("main").locator("a[href^='tel:']");

/** Whether the browser keeps these characters in any of its stores. */
async function keeps(page: Page, text: string): Promise<boolean> {
  return page.evaluate(async (text) => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const all = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
    for (const { name } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name ?? ""));
      for (const store of database.objectStoreNames) {
        all.push(JSON.stringify(await done(database.transaction(store).objectStore(store).getAll())));
      }
      database.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const kept = await cache.match(request);
        if (kept?.headers.get("content-type")?.includes("text")) all.push(await kept.text());
      }
    }
    return all.some((it) => it.includes(text));
  }, text);
}

test("who sees contacts and costs is decided by the company, and phones follow", async ({ newPage }) => {
  test.setTimeout(150_000);
  const server = await Server.start();
  try {
    const arrives = async (account: Account, options: BrowserContextOptions = {}) => {
      const page = await newPage({ baseURL: server.url, ...options });
      await signIn(page, account);
      return page;
    };
    // A rep files a customer with a number; the supervisor can call it.
    const lin = await arrives("lin");
    await lin.goto("/customers/new");
    await lin.getByRole("textbox", { name: "名称" }).fill("敏感电子");
    await lin.getByLabel("联系人", { exact: true }).fill("赵敏");
    await lin.getByLabel("联系电话").first().fill("13712345678");
    await lin.getByRole("button", { name: "保存" }).click();
    await expect(lin.getByRole("heading", { level: 1, name: "敏感电子" })).toBeVisible();
    await phone.isInStep(lin);
    const boss = await arrives("boss");
    const address = await customers.addressOf(boss, "敏感电子");
    await boss.goto(address);
    await expect(call(boss).first()).toHaveAttribute("href", "tel:+8613712345678");
    expect(await keeps(boss, "13712345678")).toBe(true);

    // The supervisor goes offline and writes; meanwhile the rule is set.
    await phone.goesOffline(boss);
    await entry.logsVisit(boss, "规则变化时的拜访");
    const admin = await arrives("admin");
    await admin.goto("/settings/sensitive");
    await sets(admin, "联系方式", { 销售主管: "不可见" });
    await sets(admin, "成本", { 销售员: "不可见" });
    await fits(admin, 390);
    await saves(admin, "客户资料保护");
    await expect(admin.locator("[data-versions]")).toContainText("联系方式 · 销售主管");

    // Online again, the copy on the phone is masked and the number is gone from the disk; the visit was taken.
    await phone.comesOnline(boss);
    await phone.isInStep(boss);
    await boss.goto(address);
    await expect(boss.getByText("联系方式已脱敏").first()).toBeVisible();
    await expect(call(boss)).toHaveCount(0);
    await expect(boss.getByRole("main")).toContainText("***78");
    await expect.poll(() => keeps(boss, "13712345678")).toBe(false);
    await fits(boss, 390);
    // All else can be amended, offline too, and the number stays what it was.
    await phone.goesOffline(boss);
    await boss.goto(`${address}/edit`);
    await expect(boss.getByText("联系方式已脱敏，在此不能修改")).toBeVisible();
    await expect(boss.getByLabel("联系电话")).toHaveCount(0);
    await boss.getByLabel("所属行业").fill("精密电子");
    await fits(boss, 390);
    await boss.getByRole("button", { name: "保存" }).click();
    await phone.comesOnline(boss);
    await phone.isInStep(boss);

    // The rep sees the change, the number, and no costs.
    await lin.bringToFront();
    await lin.goto(address);
    await expect(lin.getByRole("main")).toContainText("精密电子");
    await expect(call(lin).first()).toHaveAttribute("href", "tel:+8613712345678");
    await entry.opens(lin, "录入订单");
    await lin.getByText("单号、交付、折扣、预付、备注").click();
    await expect(lin.getByRole("textbox", { name: "编号" })).toBeVisible();
    await expect(lin.getByLabel("单位成本")).toHaveCount(0);
    await lin.goto("/kpis");
    await expect(lin.getByRole("main")).toContainText("成交率");
    await expect(lin.getByRole("main")).not.toContainText("毛利率");

    // At a desk it is taken back, and the supervisor's phone has the number again.
    const desk = await arrives("admin", DESK);
    await desk.goto("/settings/sensitive");
    await sets(desk, "联系方式", { 销售主管: "可见" });
    await sets(desk, "成本", { 销售员: "可见" });
    await fits(desk, 1440);
    await saves(desk, "恢复可见");
    await boss.goto(address);
    await expect(call(boss).first()).toHaveAttribute("href", "tel:+8613712345678", phone.SOON);
  } finally {
    await server.stop();
  }
});
