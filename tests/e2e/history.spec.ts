// 变更记录: a rep changes an order and a customer; who may read what became of it.
import { type Page } from "@playwright/test";

import { findings } from "./support/axe";
import * as customers from "./support/customers";
import * as entry from "./support/entry";
import { NAME } from "./support/people";
import * as phone from "./support/phone";
import { DESK, expect, test } from "./support/test";

const log = (page: Page) => page.getByRole("list", { name: "变更记录" }).getByRole("listitem");

test("a supervisor reads who changed an order and a customer, when, from what to what", async ({ arrives }) => {
  const zhang = await arrives("zhang");
  const customer = await customers.opensFirst(zhang);
  await customers.amends(zhang, customer, "联系电话", "13900139007");
  await zhang.goto("/");
  await entry.sells(zhang, 2);
  await entry.saved(zhang).getByRole("link", { name: "查看订单" }).click();
  const order = new URL(zhang.url()).pathname;
  await zhang.getByRole("button", { name: "修改订单" }).click();
  const sheet = zhang.getByRole("dialog");
  await sheet.getByLabel("数量").first().fill("3");
  await sheet.getByRole("button", { name: "保存" }).click();
  await expect(sheet).toBeHidden();
  await phone.isInStep(zhang);

  // Her own record, from its page.
  await zhang.getByRole("link", { name: "变更记录" }).click();
  await expect(log(zhang).filter({ hasText: "产品明细" }).first()).toContainText(/× 2 × .*→.*× 3 × /s);
  expect(await findings(zhang)).toEqual([]);
  await zhang.getByRole("link", { name: "返回" }).click();
  await expect(zhang).toHaveURL(new RegExp(`${order}$`));

  const boss = await arrives("boss");
  await boss.goto(order);
  await boss.getByRole("link", { name: "变更记录" }).click();
  const lines = log(boss).filter({ hasText: "产品明细" }).first();
  await expect(lines).toContainText(NAME.zhang);
  await expect(lines).toContainText(/今天 \d\d:\d\d/);
  await expect(lines).toContainText(/× 2 × .*→.*× 3 × /s);
  await expect(log(boss).last()).toContainText("新建");

  // Everything of her on the page of all, narrowed to customers.
  await boss.getByRole("navigation", { name: "主导航" }).getByRole("link", { name: "工作台" }).click();
  await boss.getByRole("main").getByRole("link", { name: "变更记录" }).click();
  await boss.getByLabel("人员").selectOption({ label: NAME.zhang });
  await boss.getByLabel("记录类型").selectOption({ label: "客户" });
  const changed = log(boss).filter({ hasText: "联系电话" }).first();
  await expect(changed).toContainText(NAME.zhang);
  await changed.locator("summary").click();
  await expect(changed).toContainText("→ 13900139007");
  await expect(log(boss).filter({ hasText: "订单" })).toHaveCount(0);
  expect(await findings(boss)).toEqual([]);

  // Without a network nothing old is shown as new.
  await phone.goesOffline(boss);
  await expect(boss.getByText(/没有网络，以下是/)).toBeVisible();
  await boss.getByLabel("记录类型").selectOption({ label: "订单" });
  await expect(boss.getByText("变更记录保存在服务器上，联网后再看。")).toBeVisible();
  await phone.comesOnline(boss);
  await expect(log(boss).first()).toContainText("订单");

  // Somebody else's record and one that does not exist look the same.
  const lin = await arrives("lin");
  const ofOrder = `/history/order/${order.split("/").pop()}`;
  for (const path of [ofOrder, "/history/order/00000000-0000-7000-8000-00000000dead", "/history/weather/1"]) {
    await lin.goto(path);
    await expect(lin.getByText("没有查看权限")).toBeVisible();
  }
  await lin.close();

  // A director reads of the customer, but not whom to call.
  const director = await arrives("director");
  await director.goto(customer);
  await expect(director.getByRole("main")).toContainText("***07");
  await expect(director.getByRole("main")).not.toContainText("13900139007");
  await director.close();

  // At a desk: a table. An administrator sees that the order and the customer changed, not from what to what.
  const admin = await arrives("admin", DESK);
  await admin.getByRole("navigation", { name: "主导航" }).getByRole("link", { name: "变更记录" }).click();
  await admin.getByLabel("人员").selectOption({ label: NAME.zhang });
  const table = admin.getByRole("table", { name: "变更记录" });
  const rows = table.getByRole("rowgroup").filter({ has: admin.getByRole("link", { name: /订单/ }) });
  await expect(rows.first()).toContainText(`${NAME.zhang}`);
  await expect(rows.filter({ hasText: "产品明细" }).first()).toContainText("内容不显示");
  await expect(table).toContainText("联系电话");
  await expect(table).not.toContainText("13900139007");
  await expect(table).not.toContainText("¥");
  expect(await findings(admin)).toEqual([]);
});
