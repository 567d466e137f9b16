// Dashboards use the phone's own book: the same figures online and offline, with links down to the records.
import * as performance from "./support/performance";
import * as phone from "./support/phone";
import { expect, test } from "./support/test";

test("figures are the same offline and online", async ({ arrives }) => {
  const feng = await arrives("feng");
  await performance.opens(feng, "回款金额");
  const shown = await performance.everything(feng);
  expect(shown.length).toBeGreaterThan(8);
  await phone.goesOffline(feng);
  await feng.reload();
  await expect(performance.figure(feng, /^业绩趋势/)).toBeVisible();
  await expect.poll(() => performance.everything(feng)).toEqual(shown);
  await expect(feng.getByRole("main")).toContainText(/数据截至 .+ · 仅你可见范围/);
});

test("every press narrows the figures in the URL and back undoes it", async ({ arrives }) => {
  const feng = await arrives("feng");
  await phone.goesOffline(feng);
  await performance.opens(feng, "销售额");
  await performance.looksAtLastYear(feng);
  const whole = feng.url();
  const year = await performance.card(feng, "销售额").innerText();

  const lines = performance.figure(feng, /产品线$/);
  await lines.getByRole("button", { name: "表格" }).click();
  await lines.getByRole("row").nth(1).getByRole("button").click();
  const chip = feng.getByRole("button", { name: /^去掉筛选 产品线/ });
  await expect(chip).toBeVisible();
  await expect(feng).not.toHaveURL(whole);
  const narrowed = feng.url();
  await expect(performance.card(feng, "销售额")).not.toHaveText(year);

  await feng.getByRole("link", { name: "明细" }).click();
  await expect(feng.getByRole("heading", { level: 1, name: "销售额" })).toBeVisible();
  const records = feng.getByRole("list", { name: "销售额" }).getByRole("link");
  await expect(records).not.toHaveCount(0);
  await records.first().click();
  await expect(feng.getByRole("heading", { level: 2, name: "概况" })).toBeVisible();

  await feng.goBack();
  await expect(feng.getByRole("heading", { level: 1, name: "销售额" })).toBeVisible();
  await feng.goBack();
  await expect(feng).toHaveURL(narrowed);
  await expect(chip).toBeVisible();
  await feng.goBack();
  await expect(feng).toHaveURL(whole);
  await expect(chip).toBeHidden();

  // The address alone restores the filtered view.
  await feng.goto(narrowed);
  await expect(chip).toBeVisible();
});
