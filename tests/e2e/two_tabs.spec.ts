// One person with two tabs: one talks to the server, both show everything.
import * as entry from "./support/entry";
import { NAME } from "./support/people";
import * as performance from "./support/performance";
import * as phone from "./support/phone";
import { expect, test } from "./support/test";

const EXCHANGE = "**/api/v1/sync/exchange";

test("commands written offline in two tabs arrive once", async ({ arrives }) => {
  const sun = await arrives("sun");
  await performance.opens(sun, "跟进次数");
  const before = await performance.countOf(sun, NAME.chen);

  const one = await arrives("chen");
  const two = await one.context().newPage();
  await two.goto("/");
  await phone.isInStep(two);
  await phone.goesOffline(one);
  await entry.logsVisit(one, "第一个页面里的拜访");
  await entry.logsVisit(two, "第二个页面里的拜访");
  await phone.isWaitingToSend(one, 2);
  await phone.isWaitingToSend(two, 2);

  await phone.comesOnline(one);
  await phone.isInStep(one);
  await phone.isInStep(two);
  await expect.poll(() => performance.countOf(sun, NAME.chen), phone.SOON).toBe(before + 2);
  await expect(entry.happening(one, "第一个页面里的拜访")).toHaveCount(1);
  await expect(entry.happening(two, "第二个页面里的拜访")).toHaveCount(1);
});

test("a tab closed in the middle of an exchange hands sync over", async ({ arrives }) => {
  const one = await arrives("chen");
  const two = await one.context().newPage();
  await two.goto("/");
  await phone.isInStep(two);

  // The first tab's exchange never ends, so it keeps the lock.
  let isHeld = false;
  await one.route(EXCHANGE, () => void (isHeld = true));
  await phone.syncsNow(one);
  await expect.poll(() => isHeld).toBe(true);
  await entry.logsVisit(two, "前一个页面卡住时的拜访");
  await phone.isWaitingToSend(two, 1);

  await one.close();
  await phone.isInStep(two);
  await expect(entry.happening(two, "前一个页面卡住时的拜访")).not.toContainText("已存本机");
});
