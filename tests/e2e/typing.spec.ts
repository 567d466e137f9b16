// Typed input is read as intended or refused with the rule that it breaks, and never replaced.
import * as entry from "./support/entry";
import { expect, test } from "./support/test";

test("an amount is read in any notation, never guessed, and kept when an order is chosen", async ({ arrives }) => {
  const qian = await arrives("qian");
  await entry.opens(qian, "登记回款");
  const main = qian.getByRole("main");
  const amount = qian.getByLabel("金额");
  await amount.fill("1，２００元");
  await entry.choosesFirst(qian, "订单");
  await expect(amount).toHaveValue("1，２００元");

  for (const [typed, rule] of [
    ["12,50", "逗号只能每三位一组"],
    ["1200.005", "最多 2 位小数"],
    ["一千二", "请填写数字"],
  ]) {
    await amount.fill(typed);
    await qian.getByRole("button", { name: "保存回款" }).click();
    await expect(main.getByText(rule)).toBeVisible();
    await expect(amount).toHaveValue(typed);
  }
  await amount.fill("１２\u200b．５元");
  await qian.getByRole("button", { name: "保存回款" }).click();
  await expect(entry.saved(qian)).toBeVisible();
});

test("each of several numbers in one field can be dialled and found", async ({ arrives }) => {
  const lin = await arrives("lin");
  await entry.opens(lin, "新建客户");
  await lin.getByLabel("名称").first().fill("\u200b");
  await lin.getByLabel("联系电话").first().fill("１３８１２３４５６７８ / 021-62345678转801");
  await lin.getByRole("button", { name: "保存", exact: true }).click();
  await expect(lin.getByRole("main").getByText("请填写此项").first()).toBeVisible();

  await lin.getByLabel("名称").first().fill("⼴州⼭⽔贸易");
  await lin.getByRole("button", { name: "保存", exact: true }).click();
  await expect(lin.getByRole("heading", { level: 1, name: "⼴州⼭⽔贸易" })).toBeVisible();
  await expect(lin.locator("a[href='tel:+8613812345678']")).toBeVisible();
  await expect(lin.locator("a[href='tel:+862162345678;ext=801']")).toBeVisible();

  await lin.goto("/customers");
  for (const typed of ["广州山水", "+86 21 6234 5678", "021 6234", "138 1234"]) {
    await lin.locator("[data-search]").fill(typed);
    await expect(lin.getByRole("main").getByRole("link", { name: /⼴州⼭⽔贸易/ })).toBeVisible();
  }
});
