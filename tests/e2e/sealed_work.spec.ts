// Two people on one phone: one person's unsent work stays sealed while the other works, and can be exported as a file.
import { readFile } from "node:fs/promises";

import * as entry from "./support/entry";
import * as people from "./support/people";
import * as phone from "./support/phone";
import { expect, test } from "./support/test";

test("the next person on the phone sees and sends no unsent work of the previous one", async ({ arrives }) => {
  const page = await arrives("he");
  await phone.goesOffline(page);
  await entry.logsVisit(page, "只有何静知道的话");
  await phone.isWaitingToSend(page, 1);
  const said = await people.signOut(page);
  expect(said).toContain("还有 1 条未上传，会封存在本机");
  await expect(page.getByText("何* 有 1 条未上传的记录封存在本机")).toBeVisible();

  await phone.comesOnline(page);
  const sent: string[] = [];
  page.on("request", (it) => sent.push(it.postData() ?? ""));
  await people.signIn(page, "huang");
  await phone.goesTo(page, "我的");
  await expect(page.getByText("全部已确认")).toBeVisible();
  await expect(page.getByText("只有何静知道的话")).toHaveCount(0);
  expect(sent.join("\n")).not.toContain("只有何静知道的话");
  await people.signOut(page);
  await expect(page.getByText("何* 有 1 条未上传的记录封存在本机")).toBeVisible();

  await people.signIn(page, "he");
  expect(sent.join("\n")).toContain("只有何静知道的话");
  await phone.goesTo(page, "客户");
  await people.signOut(page);
  await expect(page.getByText("未上传的记录封存在本机")).toHaveCount(0);
});

test("unsent work is exported to a file and imported on another phone once", async ({ arrives }) => {
  const old = await arrives("he");
  await phone.goesOffline(old);
  const customer = await entry.logsVisit(old, "送修前写下的拜访");
  const address = new URL(old.url()).pathname;
  await phone.goesTo(old, "我的");
  await old.getByText("导出 / 导入未上传的记录").click();
  const download = old.waitForEvent("download");
  await old.getByRole("button", { name: "下载未上传的记录" }).click();
  const file = await (await download).path();
  expect(await readFile(file, "utf8")).toContain("送修前写下的拜访");

  // Another person cannot read it.
  const lin = await arrives("lin");
  await phone.goesTo(lin, "我的");
  await lin.getByText("导出 / 导入未上传的记录").click();
  await lin.getByLabel("导入文件").setInputFiles(file);
  await expect(lin.getByText("这是其他人的记录，只能由其本人导入。")).toBeVisible();

  const fresh = await arrives("he");
  await phone.goesTo(fresh, "我的");
  await fresh.getByText("导出 / 导入未上传的记录").click();
  await fresh.getByLabel("导入文件").setInputFiles(file);
  await expect(fresh.getByText("已导入 1 条")).toBeVisible();
  await phone.isInStep(fresh);
  await fresh.goto(address);
  await expect(fresh.getByRole("heading", { level: 1, name: customer })).toBeVisible();
  await expect(entry.happening(fresh, "送修前写下的拜访")).toHaveCount(1);

  // The old phone returns from repair: its copy is the same record.
  await phone.comesOnline(old);
  await phone.isInStep(old);
  await old.goto(address);
  await expect(entry.happening(old, "送修前写下的拜访")).toHaveCount(1);
});
