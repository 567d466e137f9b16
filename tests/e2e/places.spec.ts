// Navigation: the browser's title and the heading name the page, and going back takes as many steps as going there.
import * as customers from "./support/customers";
import * as entry from "./support/entry";
import * as people from "./support/people";
import * as phone from "./support/phone";
import { DESK, expect, test } from "./support/test";

test("each page has a title and focuses its heading", async ({ arrives }) => {
  const zhang = await arrives("zhang");
  await expect(zhang).toHaveTitle("今日 · 达标");
  await phone.goesTo(zhang, "客户");
  await expect(zhang).toHaveTitle("客户 · 达标");
  await expect(zhang.getByRole("heading", { level: 1, name: "客户" })).toBeFocused();
  // While someone types, the focus stays: the address changes, the page does not.
  await zhang.getByRole("searchbox").fill("a");
  await expect(zhang).toHaveURL(/q=a/);
  await expect(zhang.getByRole("searchbox")).toBeFocused();
});

test("a saved sheet leaves no entry in the history", async ({ arrives }) => {
  const zhang = await arrives("zhang");
  const customer = await customers.opensFirst(zhang);
  await zhang.getByRole("button", { name: "调整策略" }).click();
  const sheet = zhang.getByRole("dialog", { name: "调整策略" });
  await sheet.getByLabel("客户策略").fill("每月走访一次，先谈维保");
  await sheet.getByRole("textbox", { name: "原因" }).fill("合同明年到期");
  await sheet.getByRole("button", { name: "提交" }).click();
  await expect(sheet).toBeHidden();
  await expect.poll(() => zhang.evaluate(() => String(history.state))).not.toMatch(/^sheet-/);
  expect(new URL(zhang.url()).pathname).toBe(customer);
  await zhang.goBack();
  await expect(zhang).toHaveURL(/\/customers$/);
  await expect(zhang.getByRole("list", { name: "客户" })).toBeVisible();
});

test("opening the next sheet quickly stays on the page", async ({ arrives }) => {
  const qian = await arrives("qian");
  await phone.goesOffline(qian);
  await entry.sells(qian, 4);
  await entry.saved(qian).getByRole("link", { name: "查看订单" }).click();
  await expect(qian).toHaveURL(/\/orders\/./);
  const sheet = qian.getByRole("dialog");
  const place = new URL(qian.url()).pathname;
  const state = () => qian.evaluate(() => String(history.state));
  // Closing a saved sheet removes its history entry a moment later. The next sheet opens before that, or while the browser is navigating.
  for (const moment of ["before", "on the way"]) {
    await qian.getByRole("button", { name: "登记异常" }).click();
    await sheet.getByLabel("问题").fill("外包装破损");
    await qian.evaluate((moment) => {
      const open = () => ([...document.querySelectorAll("main button")].find((it) => it.textContent?.trim() === "登记退货") as HTMLElement).click();
      if (moment === "before") {
        const closes = new MutationObserver(() => {
          if (document.querySelector("dialog[open]") === null) {
            closes.disconnect();
            open();
          }
        });
        closes.observe(document.body, { subtree: true, attributeFilter: ["open"] });
        return;
      }
      Object.assign(window, { isBack: new Promise<void>((done) => addEventListener("popstate", () => done(), { once: true })) });
      for (const name of ["back", "go"] as const) {
        history[name] = (by?: number) => {
          History.prototype[name].call(history, by);
          Object.assign(history, { back: History.prototype.back, go: History.prototype.go });
          open();
        };
      }
    }, moment);
    await sheet.getByRole("button", { name: "保存" }).click();
    await expect(sheet).toContainText("最多 4");
    // The sheet has its own history entry, which the back button removes.
    await qian.evaluate(() => (window as { isBack?: Promise<void> }).isBack);
    await phone.hasSettled(qian);
    expect(await state()).toMatch(/^sheet-/);
    await qian.goBack();
    await expect(sheet).toBeHidden();
    await expect.poll(state).not.toMatch(/^sheet-/);
    expect(new URL(qian.url()).pathname).toBe(place);
  }
  // The next step back leaves the page.
  await qian.goBack();
  await expect(qian).not.toHaveURL(place);
});

test("reopening a new customer keeps its address and the way back", async ({ arrives }) => {
  const lin = await arrives("lin");
  const name = "温州返回阀门有限公司";
  await phone.goesTo(lin, "客户");
  await entry.opens(lin, "新建客户");
  await lin.getByLabel("名称").fill(name);
  await lin.getByRole("button", { name: "保存" }).click();
  const heading = lin.getByRole("heading", { level: 1, name });
  await expect(heading).toBeVisible();
  const address = lin.url();
  for (let i = 0; i < 2; i++) {
    await lin.goBack();
    await expect(lin).toHaveURL(/\/customers$/);
    await lin.getByRole("list", { name: "客户" }).getByRole("link", { name }).click();
    await expect(heading).toBeVisible();
    await expect(lin).toHaveURL(address);
  }
});

test("after saving a form, back leads to the page before it", async ({ arrives }) => {
  const zhang = await arrives("zhang");
  await phone.goesTo(zhang, "客户");
  await entry.opens(zhang, "记录跟进");
  await entry.choosesFirst(zhang, "客户");
  await zhang.getByLabel("沟通内容").fill("看了样机，下周报价");
  await zhang.getByRole("button", { name: "保存跟进" }).click();
  await entry.isDone(zhang);
  await expect(zhang).toHaveURL(/\/customers$/);
  await expect(zhang.getByRole("list", { name: "客户" })).toBeVisible();
  // Forward to the saved record and back: no empty form lies between.
  await entry.opens(zhang, "记录跟进");
  await entry.choosesFirst(zhang, "客户");
  await zhang.getByLabel("沟通内容").fill("约了下周二");
  await zhang.getByRole("button", { name: "保存跟进" }).click();
  await entry.saved(zhang).getByRole("link", { name: "查看客户" }).click();
  await expect(zhang).toHaveURL(/\/customers\/./);
  await zhang.goBack();
  await expect(zhang).toHaveURL(/\/customers$/);
  // Opening the form from its own sheet does not add a second entry, and closes the sheet.
  await entry.opens(zhang, "记录跟进");
  await entry.opens(zhang, "记录跟进");
  await expect(zhang.getByRole("dialog")).toBeHidden();
  await zhang.goBack();
  await expect(zhang).toHaveURL(/\/customers$/);
});

test("dismissing a file chooser leaves its sheet open", async ({ arrives }) => {
  const qian = await arrives("qian");
  await entry.sells(qian, 1);
  const sheet = entry.saved(qian);
  // The event that the browser sends when the camera is closed without a photo.
  await sheet.locator("input[type=file]").first().dispatchEvent("cancel", { bubbles: true });
  await phone.hasSettled(qian);
  await expect(sheet).toBeVisible();
  await qian.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
});

test("keyboard shortcuts are off while a sheet is open", async ({ arrives }) => {
  const zhang = await arrives("zhang", DESK);
  const customer = await customers.opensFirst(zhang);
  await zhang.getByRole("button", { name: "调整策略" }).click();
  const sheet = zhang.getByRole("dialog", { name: "调整策略" });
  await sheet.getByRole("button", { name: "关闭" }).focus();
  await zhang.keyboard.press("n");
  // A click on plain text leaves nothing focused.
  await zhang.evaluate(() => (document.activeElement as HTMLElement).blur());
  await zhang.keyboard.press("n");
  await phone.hasSettled(zhang);
  await expect(sheet).toBeVisible();
  await sheet.getByRole("button", { name: "关闭" }).click();
  await expect(sheet).toBeHidden();
  expect(new URL(zhang.url()).pathname).toBe(customer);
  await zhang.keyboard.press("n");
  await expect(zhang).toHaveURL(/\/enter\/follow-up/);
});

test("every area is two taps away on a phone, with how much waits in it", async ({ arrives }) => {
  test.slow();
  const boss = await arrives("boss");
  const dock = boss.getByRole("navigation", { name: "主导航" });
  await expect(dock.getByRole("link")).toHaveText(["今日", "客户", "业绩", "工作台"]);
  const names = ["客户跟进", "预警", "审核", "商机", "订单与回款", "订单跟踪", "目标与计划", "周表", "销售费用", "跟进要求", "我的"];
  for (const name of names) {
    await dock.getByRole("link", { name: "工作台" }).click();
    await expect(boss.getByRole("heading", { level: 1, name: "工作台" })).toBeVisible();
    await boss.getByRole("main").getByRole("link", { name: new RegExp(`^${name}`) }).first().click();
    await expect(boss.getByRole("heading", { level: 1, name: "工作台" })).toBeHidden();
    await expect(boss.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(dock.getByRole("link", { name: "工作台" })).toHaveClass(/text-primary/);
  }
  await dock.getByRole("link", { name: "工作台" }).click();
  await expect(boss.getByRole("main").getByRole("link", { name: /^审核/ })).toHaveText(/\d/);
});

test("an administrator's phone leads to the pages they maintain", async ({ arrives }) => {
  const admin = await arrives("admin");
  const dock = admin.getByRole("navigation", { name: "主导航" });
  await expect(dock.getByRole("link")).toHaveText(["今日", "人员", "组织", "工作台"]);
  await dock.getByRole("button", { name: "设置" }).click();
  await admin.getByRole("dialog", { name: "设置" }).getByRole("link", { name: "等级规则" }).click();
  await expect(admin.getByRole("heading", { level: 1, name: "等级规则" })).toBeVisible();
});

test("done and back lead to the previous page", async ({ arrives }) => {
  const zhang = await arrives("zhang");
  const customer = await customers.opensFirst(zhang);
  await phone.goesTo(zhang, "业绩");
  await expect(zhang).toHaveURL(/\/performance/);
  const here = zhang.url();

  await entry.opens(zhang, "录入订单");
  await zhang.getByRole("link", { name: "返回" }).click();
  await expect(zhang).toHaveURL(here);

  await entry.opens(zhang, "记录跟进");
  await entry.choosesFirst(zhang, "客户");
  await zhang.getByLabel("沟通内容").fill("回到原来的页面");
  await zhang.getByRole("button", { name: "保存跟进" }).click();
  await entry.saved(zhang).getByRole("button", { name: "完成" }).click();
  await expect(zhang).toHaveURL(here);

  // Saving a customer's changes leads back to its page, which is in the history once.
  await zhang.goto("/customers");
  await expect(zhang.getByRole("list", { name: "客户" })).toBeVisible();
  await zhang.goto(customer);
  await zhang.getByRole("main").getByRole("link", { name: "编辑" }).click();
  await zhang.getByLabel("备注").fill("改了一句");
  await zhang.getByRole("button", { name: "保存" }).click();
  await expect(zhang).toHaveURL(new RegExp(`${customer}$`));
  await zhang.getByRole("link", { name: "返回" }).click();
  await expect(zhang).toHaveURL(/\/customers$/);
});

test("a form that was opened directly leads on to the page above", async ({ newPage }) => {
  const page = await newPage();
  await page.goto("/enter/follow-up");
  await people.knocks(page, "lin", people.passwordOf("lin"));
  await expect(page.getByRole("heading", { level: 1, name: "记录跟进" })).toBeVisible({ timeout: 20_000 });
  await page.getByRole("link", { name: "返回" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "今日" })).toBeVisible();
});
