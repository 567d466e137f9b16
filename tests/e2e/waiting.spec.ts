// A waiting item shows what it is and whom it is about, and links there; a wrong clock is corrected and reported.
import { findings } from "./support/axe";
import * as entry from "./support/entry";
import * as phone from "./support/phone";
import { expect, test } from "./support/test";

test("unsent work is listed and leads to its customer", async ({ arrives }) => {
  const lin = await arrives("lin");
  await phone.goesOffline(lin);
  const customer = await entry.logsVisit(lin, "量了三号车间的尺寸");
  await phone.isWaitingToSend(lin, 1);
  await phone.badge(lin).click();
  const waiting = lin.getByRole("main").getByRole("link", { name: `· ${customer}` });
  await expect(waiting).toBeVisible();
  expect(await findings(lin)).toEqual([]);
  await waiting.click();
  await expect(lin.getByRole("heading", { level: 1, name: customer })).toBeVisible();

  await phone.comesOnline(lin);
  await phone.isInStep(lin);
  // With nothing waiting, the badge leads to the sync status, not to an empty page.
  await phone.badge(lin).click();
  await expect(lin.getByRole("heading", { name: "同步状态" })).toBeVisible();
});

test("a phone whose clock is behind proposes the right day and says so", async ({ arrives }) => {
  const lin = await arrives("lin");
  await phone.isInStep(lin);
  const today = await lin.evaluate(() => new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date()));
  const now = await lin.evaluate(() => Date.now());
  await lin.context().clock.setSystemTime(now - 400 * 24 * 3600 * 1000);
  await lin.reload();
  await phone.isInStep(lin);
  await entry.opens(lin, "登记回款");
  await entry.choosesFirst(lin, "订单");
  await expect(lin.getByLabel("回款日期")).toHaveValue(today);
  await expect(lin.locator("[data-clock-note]").first()).toContainText("慢了 400 天");
});
