// Signed-in devices: a person signs a lost phone out, an administrator sees who signed in where. Unsent work survives both.
import { findings } from "./support/axe";
import * as entry from "./support/entry";
import { NAME, knocks, passwordOf } from "./support/people";
import * as phone from "./support/phone";
import { DESK, expect, test } from "./support/test";

test.use({ apart: true });

test("a person signs out another device, whose unsent work is sent after the next sign-in", async ({ arrives }) => {
  const lost = await arrives("he");
  await phone.goesOffline(lost);
  const customer = await entry.logsVisit(lost, "手机找回前写下的拜访");
  await phone.isWaitingToSend(lost, 1);

  const desk = await arrives("he", DESK);
  await phone.goesTo(desk, "我的");
  await desk.getByRole("link", { name: "登录的设备" }).click();
  await expect(desk.getByRole("heading", { level: 1, name: "登录的设备" })).toBeVisible();
  const devices = desk.getByRole("list", { name: "登录的设备" }).getByRole("listitem");
  await expect(devices).toHaveCount(2);
  await expect(devices.first()).toContainText("本机");
  await expect(devices.first()).toContainText("Chrome");
  await expect(devices.first().getByRole("button")).toHaveCount(0);
  expect(await findings(desk)).toEqual([]);

  await devices.nth(1).getByRole("button", { name: "退出" }).click();
  const question = desk.getByRole("dialog", { name: /^退出 / });
  await expect(question).toContainText("未上传的记录会保留");
  expect(await findings(desk)).toEqual([]);
  await question.getByRole("button", { name: "退出" }).click();
  await expect(devices).toHaveCount(1);

  // The phone learns it at its next request. Its page and its work stay.
  await phone.comesOnline(lost);
  await expect(lost.getByText("登录已过期，重新登录后继续上传。数据都在本机。")).toBeVisible(phone.SOON);
  await expect(lost.getByRole("heading", { level: 1, name: customer })).toBeVisible();
  await lost.getByRole("button", { name: "重新登录" }).click();
  await lost.getByLabel("密码").fill(passwordOf("he"));
  await lost.getByRole("button", { name: "登录", exact: true }).click();
  await phone.isInStep(lost);
  await expect(entry.happening(lost, "手机找回前写下的拜访")).toHaveCount(1);
});

test("an administrator sees a person's devices and sign-ins and signs them out everywhere", async ({ arrives, newPage }) => {
  const first = await newPage();
  await first.goto("/");
  await knocks(first, "lin", "not the password");
  await expect(first.getByRole("alert")).toContainText("账号或密码不正确");
  const other = await arrives("lin");
  const desk = await arrives("lin", DESK);

  const admin = await arrives("admin");
  await phone.goesTo(admin, "人员");
  await admin.getByRole("link", { name: `${NAME.lin} 的设备与登录记录` }).click();
  await expect(admin.getByRole("heading", { level: 1, name: `${NAME.lin} 的设备与登录记录` })).toBeVisible();
  const devices = admin.getByRole("list", { name: "登录的设备" }).getByRole("listitem");
  await expect(devices).toHaveCount(2);
  const history = admin.getByRole("list", { name: "登录记录" }).getByRole("listitem");
  await expect(history).toHaveCount(3);
  await expect(history.first()).toContainText("已登录");
  await expect(history.last()).toContainText("密码错误");
  await expect(history.last()).toContainText("来自 127.0.0.*");
  expect(await findings(admin)).toEqual([]);

  await phone.goesOffline(admin);
  await admin.getByRole("button", { name: "全部退出" }).click();
  const question = admin.getByRole("dialog", { name: "退出 2 台设备？" });
  await question.getByRole("button", { name: "全部退出" }).click();
  await expect(admin.getByRole("alert").filter({ hasText: "没有网络，联网后再试。" })).toBeVisible();
  await expect(devices).toHaveCount(2);
  await phone.comesOnline(admin);
  await admin.getByRole("button", { name: "全部退出" }).click();
  await question.getByRole("button", { name: "全部退出" }).click();
  await expect(admin.getByText("没有登录的设备")).toBeVisible();
  for (const page of [other, desk]) {
    await page.reload();
    await expect(page.getByText("登录已过期，重新登录后继续上传。数据都在本机。")).toBeVisible(phone.SOON);
  }
});

test("without a network the page says so, and others are refused", async ({ arrives }) => {
  const lin = await arrives("lin");
  await phone.goesTo(lin, "我的");
  const link = lin.getByRole("link", { name: "登录的设备" });
  await expect(link).toBeVisible();
  await phone.goesOffline(lin);
  await link.click();
  await expect(lin.getByText("设备与登录记录保存在服务器上，联网后再看。")).toBeVisible();
  expect(await findings(lin)).toEqual([]);
  await phone.comesOnline(lin);
  await expect(lin.getByRole("list", { name: "登录的设备" })).toContainText("本机");

  await lin.goto("/settings/people/00000000-0000-7000-8000-000000000001");
  await expect(lin.getByText("没有查看权限")).toBeVisible();
  await expect(lin.getByRole("list", { name: "登录的设备" })).toHaveCount(0);
});
