// FU-01: the weekly table fills itself from follow-ups, also offline, with exactly its ten fields, per rep and per team.
import * as entry from "./support/entry";
import { NAME } from "./support/people";
import * as phone from "./support/phone";
import { DESK, expect, test } from "./support/test";

const FIELDS = ["日期", "客户名称", "负责人", "客户类型", "沟通内容", "阶段", "本周关联销售额", "累计跟进次数", "下一步计划", "预计成交时间"];

test("the weekly table has what was logged this week, for the rep and for the team", async ({ arrives }) => {
  const lin = await arrives("lin");
  await phone.isInStep(lin);
  await phone.goesOffline(lin);
  const customer = await entry.logsVisit(lin, "周表里的一次拜访");
  await lin.goto("/weekly");
  await expect(lin.getByRole("heading", { level: 1, name: "每周客户跟进与业绩表" })).toBeVisible();
  const line = lin.getByRole("row").filter({ hasText: "周表里的一次拜访" });
  await expect(line).toContainText(customer);
  await expect(line).toContainText(NAME.lin);
  const overflow = await lin.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow, "nothing scrolls sideways on a phone").toBeLessThanOrEqual(0);
  await phone.comesOnline(lin);
  await phone.isInStep(lin);

  const boss = await arrives("boss", DESK);
  await boss.goto("/weekly");
  await expect(boss.getByRole("columnheader")).toHaveText(FIELDS);
  await expect(boss.getByRole("row").filter({ hasText: "周表里的一次拜访" })).toContainText(NAME.lin);
  // Printed: only the table, no buttons.
  await boss.emulateMedia({ media: "print" });
  await expect(boss.getByRole("button", { name: "打印" })).toBeHidden();
  await expect(boss.getByRole("table")).toBeVisible();
});
