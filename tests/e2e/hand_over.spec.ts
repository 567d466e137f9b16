// A customer is handed over while the old owner is offline and still writing.
import { findings } from "./support/axe";
import * as customers from "./support/customers";
import * as entry from "./support/entry";
import { NAME } from "./support/people";
import * as phone from "./support/phone";
import { expect, test } from "./support/test";

test("a late visit of the previous owner is refused with its text and the customer leaves the phone", async ({ arrives }) => {
  const lina = await arrives("lina");
  const boss = await arrives("boss");
  await phone.goesOffline(lina);
  const customer = await entry.logsVisit(lina, "约了下周看样机，带上报价");
  await phone.isWaitingToSend(lina, 1);

  await boss.goto(new URL(lina.url()).pathname);
  await customers.handsOver(boss, NAME.zhang, "区域调整");
  await phone.isInStep(boss);
  await expect(boss.getByRole("main")).toContainText(`负责人 ${NAME.zhang}`);

  await phone.comesOnline(lina);
  await phone.needsAttention(lina, 1);
  await expect(lina.getByRole("main")).toContainText("没有查看权限");
  await phone.badge(lina).click();
  const card = lina.getByRole("article").filter({ hasText: "未被接受" });
  await expect(card).toContainText("约了下周看样机，带上报价");
  await expect(card).toContainText("不在你的权限范围内");
  expect(await findings(lina)).toEqual([]);
  await phone.goesTo(lina, "客户");
  await lina.getByRole("searchbox").fill(customer);
  await expect(lina.getByText("没有符合条件的客户")).toBeVisible();

  // The text survives a restart and is deleted only on request.
  await lina.goto("/attention");
  await expect(card).toContainText("约了下周看样机，带上报价");
  await card.getByRole("button", { name: "放弃这条" }).click();
  await lina.getByRole("dialog", { name: "放弃这条记录？" }).getByRole("button", { name: "放弃这条" }).click();
  await expect(lina.getByText("暂无待处理事项")).toBeVisible();

  const zhang = await arrives("zhang");
  await zhang.goto(new URL(boss.url()).pathname);
  await expect(zhang.getByRole("heading", { level: 1, name: customer })).toBeVisible();
  await expect(zhang.getByText("约了下周看样机")).toHaveCount(0);
});

test("after a hand-over the previous owner's order names the customer and takes payments", async ({ arrives }) => {
  const lin = await arrives("lin");
  const customer = await entry.sells(lin, 2);
  await entry.saved(lin).getByRole("link", { name: "查看订单" }).click();
  const main = lin.getByRole("main");
  const its = main.getByRole("link", { name: customer, exact: true });
  const address = await its.getAttribute("href");
  await phone.isInStep(lin);
  await expect(lin.getByRole("heading", { level: 1 })).not.toContainText("待确认");
  const number = await lin.getByRole("heading", { level: 1 }).innerText();

  const boss = await arrives("boss");
  await boss.goto(address!);
  await customers.handsOver(boss, NAME.zhang, "区域调整");
  await phone.isInStep(boss);

  // The customer leaves the phone and the link to its page disappears; its name and the own actions remain.
  await expect(its).toHaveCount(0, phone.SOON);
  await expect(main).toContainText(customer);
  await expect(main.getByRole("button", { name: "修改订单" })).toBeVisible();
  await expect(main.getByRole("button", { name: "取消订单" })).toBeVisible();
  await main.getByRole("link", { name: "登记回款" }).click();
  await expect(lin.getByRole("group", { name: "订单" })).toContainText(customer);
  await lin.getByLabel("金额").fill("1000");
  await lin.getByRole("button", { name: "保存回款" }).click();
  await entry.saved(lin).getByRole("link", { name: "查看订单" }).click();
  await expect(main).toContainText("部分回款");
  await phone.isInStep(lin);

  await lin.goto(`/orders?search=${encodeURIComponent(customer)}`);
  const rows = main.getByRole("listitem").filter({ hasText: number });
  await expect(rows).toContainText(customer);

  const zhang = await arrives("zhang");
  await zhang.goto(address!);
  await expect(entry.happening(zhang, number).filter({ hasText: NAME.lin })).not.toHaveCount(0);
});

test("only the visible selected customers are handed over", async ({ arrives }) => {
  const sun = await arrives("sun");
  await sun.goto("/customers");
  // The actions of this page fit on one row of a phone, each large enough for a thumb.
  const main = sun.getByRole("main");
  const actions = [
    main.getByRole("link", { name: "客户续约分析" }),
    main.getByRole("button", { name: "批量转交" }),
    main.getByRole("link", { name: "新建客户" }),
  ];
  const sides = () => Promise.all(actions.map((it) => it.boundingBox()));
  await expect.poll(async () => new Set((await sides()).map((it) => Math.round(it!.y))).size).toBe(1);
  for (const it of await sides()) expect(Math.min(it!.width, it!.height)).toBeGreaterThanOrEqual(44);
  await actions[1].click();
  const boxes = sun.getByRole("list", { name: "客户" }).getByRole("checkbox");
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  const name = (await sun.getByRole("list", { name: "客户" }).getByRole("listitem").first().locator("p").first().innerText()).trim();
  await expect(sun.getByRole("button", { name: "转交 2 位客户" })).toBeEnabled();
  await sun.getByRole("searchbox").fill(name);
  await expect(sun.getByRole("button", { name: "转交 1 位客户" })).toBeVisible();
  await sun.getByRole("button", { name: "取消", exact: true }).click();
  await expect(boxes).toHaveCount(0);
});

test("a bulk hand-over can be stopped and keeps the rest selected with receiver and reason", async ({ arrives }) => {
  const sun = await arrives("sun");
  await phone.goesOffline(sun);
  await phone.goesTo(sun, "客户");
  await sun.getByRole("button", { name: "批量转交" }).click();
  await sun.getByRole("button", { name: /^全选 \d+ 位$/ }).click();
  await sun.getByRole("button", { name: /^转交 \d+ 位客户$/ }).click();
  const sheet = sun.getByRole("dialog", { name: "批量转交" });
  const to = sheet.getByLabel("转交给");
  // The second option: the first one only says that no one is chosen.
  const receiver = await to.locator("option").nth(1).innerText();
  await to.selectOption({ label: receiver });
  await sheet.getByLabel("原因").fill("试着转交");
  const give = sheet.getByRole("button", { name: /^转交 \d+ 位客户$/ });
  const nAll = Number(/\d+/.exec(await give.innerText())?.[0]);
  expect(nAll).toBeGreaterThan(2);

  // Presses the button as soon as it appears: a phone may be faster than the test.
  await sun.evaluate(() => {
    const watch = new MutationObserver(() => {
      const stop = Array.from(document.querySelectorAll("dialog[open] button")).find((it) => it.textContent?.trim() === "停下");
      if (stop instanceof HTMLButtonElement) {
        watch.disconnect();
        stop.click();
      }
    });
    watch.observe(document.body, { childList: true, subtree: true });
  });
  await give.click();
  await expect(sheet).toContainText("已停下", phone.SOON);
  const said = await sheet.getByRole("status").innerText();
  const [, nDone, nTold] = /已转交 (\d+) \/ (\d+) 位/.exec(said) ?? [];
  const nLeft = Number(/其余 (\d+) 位/.exec(said)?.[1]);
  expect(Number(nTold)).toBe(nAll);
  expect(nLeft).toBeGreaterThan(0);
  expect(Number(nDone) + nLeft).toBe(nAll);
  expect(await findings(sun)).toEqual([]);
  await sheet.getByRole("button", { name: "关闭" }).last().click();
  await expect(sheet).toBeHidden();

  // Customers already sent are with the receiver; the rest is one press away, with the text as typed.
  await sun.getByRole("button", { name: /^转交 \d+ 位客户$/ }).click();
  await expect(to.locator("option:checked")).toHaveText(receiver);
  await expect(sheet.getByLabel("原因")).toHaveValue("试着转交");
  await expect(give).toHaveText(`转交 ${nLeft} 位客户`);
});
