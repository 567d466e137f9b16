// Other departments: sales assigns a node and an anomaly, logistics answers them without a network, and reads no amounts.
import { type Page } from "@playwright/test";

import { findings } from "./support/axe";
import * as entry from "./support/entry";
import { NAME } from "./support/people";
import * as phone from "./support/phone";
import { DESK, expect, test } from "./support/test";

const LIU = `${NAME.liu} · 物流部`;

/** Everything that is written on the page. */
const text = (page: Page): Promise<string> => page.getByRole("main").innerText();

test("logistics ships an order and solves an anomaly that a rep assigned, without a network", async ({ arrives }) => {
  const lin = await arrives("lin");
  const customer = await entry.sells(lin, 2);
  await entry.saved(lin).getByRole("link", { name: "查看订单" }).click();
  const main = lin.getByRole("main");
  const sheet = lin.getByRole("dialog");
  await main.getByRole("button", { name: "安排：已发货" }).click();
  await sheet.getByLabel("责任人").first().selectOption({ label: LIU });
  await sheet.getByRole("button", { name: "保存" }).click();
  await expect(main.locator("[data-node=shipped]")).toContainText(NAME.liu);
  // The closed sheet has taken its entry out of the history; before that it would take the next sheet with it.
  await expect(sheet).toBeHidden();
  await lin.waitForFunction(() => !String(history.state).startsWith("sheet-"));
  await main.getByRole("button", { name: "登记异常" }).click();
  await sheet.getByLabel(/^问题/).fill("木箱受潮，需换包装");
  await sheet.getByLabel("责任人").first().selectOption({ label: LIU });
  await sheet.getByRole("button", { name: "保存" }).click();
  await expect(main).toContainText("木箱受潮，需换包装");
  await phone.isInStep(lin);
  const number = await lin.getByRole("heading", { level: 1 }).innerText();

  // Today is the list, and nothing else of sales is in reach.
  const liu = await arrives("liu");
  const list = liu.getByRole("main");
  await expect(list.getByRole("heading", { level: 2, name: "待我办理" })).toBeVisible();
  const rows = list.getByRole("link").filter({ hasText: number });
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText(customer);
  await expect(liu.getByRole("navigation", { name: "主导航" }).getByRole("link")).toHaveText([/^\d*今日\d*$/, "同步异常", "我的"]);
  // What is due or waits is counted where it is always in sight.
  await expect(liu.getByRole("navigation", { name: "主导航" }).getByRole("link").first()).toHaveText(/\d/);
  expect(await findings(liu)).toEqual([]);

  await phone.goesOffline(liu);
  await rows.filter({ hasText: "发货" }).click();
  await expect(liu.getByRole("heading", { level: 1, name: number })).toBeVisible();
  expect(await text(liu)).not.toMatch(/¥|回款(?!和)|1[3-9]\d{9}/);
  await expect(liu.getByRole("button", { name: /安排|作废|登记异常|修改|退货/ })).toHaveCount(0);
  expect(await findings(liu)).toEqual([]);
  const answer = liu.getByRole("dialog");
  await list.getByRole("button", { name: "记录交付" }).click();
  await answer.getByLabel("物流信息").fill("德邦 DB2001");
  await answer.getByRole("button", { name: "保存" }).click();
  await expect(list).toContainText("德邦 DB2001");
  // The closed sheet has taken its entry out of the history; before that it would take the next sheet with it.
  await expect(answer).toBeHidden();
  await liu.waitForFunction(() => !String(history.state).startsWith("sheet-"));
  await phone.hasSettled(liu);
  await list.getByRole("button", { name: "处理异常" }).click();
  await answer.getByRole("button", { name: "保存" }).click();
  await expect(answer.getByText("必填").or(answer.getByText("请填写")).first()).toBeVisible();
  await answer.getByLabel(/^内容/).fill("已换木箱并复检");
  await answer.getByRole("button", { name: "保存" }).click();
  await expect(list).toContainText("这张订单没有需要你办理的事项了");
  await phone.isWaitingToSend(liu, 2);
  await phone.comesOnline(liu);
  await phone.isInStep(liu);

  // The rep reads the answer, with its author.
  await expect(main).toContainText("德邦 DB2001", phone.SOON);
  await expect(main).toContainText("已换木箱并复检");
  await expect(main).toContainText(NAME.liu);

  await liu.getByRole("navigation", { name: "主导航" }).getByRole("link").first().click();
  await list.getByText(/最近 30 天已办/).click();
  await expect(list.getByRole("link").filter({ hasText: number }).first()).toContainText("办结");
  for (const path of ["/customers", "/orders", "/performance", "/history"]) {
    await liu.goto(path);
    await expect(liu.getByText("没有查看权限").first()).toBeVisible();
  }
});

test("at a desk a supporting department has its list, and no module of sales", async ({ arrives }) => {
  const hao = await arrives("hao", DESK);
  const main = hao.getByRole("main");
  await expect(main.getByRole("link").filter({ hasText: "铭牌型号与合同不符" })).toBeVisible();
  await expect(hao.getByRole("navigation", { name: "主导航" }).getByRole("link")).toHaveText([/^\d*今日\d*$/, "同步异常", "我的"]);
  await main.getByRole("link").filter({ hasText: "铭牌型号与合同不符" }).click();
  await expect(main.getByRole("button", { name: "处理异常" }).first()).toBeVisible();
  expect(await text(hao)).not.toMatch(/¥|1[3-9]\d{9}/);
  expect(await findings(hao)).toEqual([]);
});
