// The main job: a record made offline changes the supervisor's chart.
import * as entry from "./support/entry";
import { NAME } from "./support/people";
import * as performance from "./support/performance";
import * as phone from "./support/phone";
import { expect, test } from "./support/test";

test("a visit logged without a network survives cold starts and moves the supervisor's chart", async ({ arrives }) => {
  const boss = await arrives("boss");
  await performance.opens(boss, "跟进次数");
  const before = await performance.countOf(boss, NAME.lin);
  let loads = 0;
  boss.on("load", () => (loads += 1));

  const lin = await arrives("lin");
  await phone.goesOffline(lin);
  await entry.logsVisit(lin, "看了新产线，客户要两套样机");
  await phone.isWaitingToSend(lin, 1);
  await expect(entry.happening(lin, "看了新产线")).toContainText("已存本机");

  // Cold starts: a visited page, a page never visited, and a new page after the old one was closed.
  const address = lin.url();
  await lin.reload();
  await expect(entry.happening(lin, "看了新产线")).toContainText("已存本机");
  await lin.goto("/opportunities");
  await expect(lin.getByRole("heading", { level: 1, name: "商机" })).toBeVisible();
  await phone.isWaitingToSend(lin, 1);
  await lin.close();
  const again = await lin.context().newPage();
  await again.goto("/");
  await expect(again.getByRole("link", { name: "1 条已存本机，等待上传" })).toBeVisible();
  await again.goto(address);
  await expect(entry.happening(again, "看了新产线")).toContainText("已存本机");
  expect(await performance.countOf(boss, NAME.lin)).toBe(before);

  await phone.comesOnline(again);
  await phone.isInStep(again);
  await expect(entry.happening(again, "看了新产线")).not.toContainText("已存本机");
  await phone.goesTo(again, "我的");
  await expect(again.getByText("全部已确认")).toBeVisible();

  await expect.poll(() => performance.countOf(boss, NAME.lin), phone.SOON).toBe(before + 1);
  await boss.goto(address);
  await expect(entry.happening(boss, "看了新产线")).toContainText(NAME.lin);
  expect(loads, "only the visit to the customer's page loaded anything").toBe(1);
});
