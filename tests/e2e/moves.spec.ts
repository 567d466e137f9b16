// A move of a person is planned for a day, cancelled and brought back, and takes effect by itself, also on a phone without a network.
import { type Locator, type Page } from "@playwright/test";

import { findings } from "./support/axe";
import { NAME, signIn } from "./support/people";
import * as phone from "./support/phone";
import { Server } from "./support/server";
import { expect, test } from "./support/test";
import { Days } from "./support/time";

const listed = (page: Page, name: "计划中" | "已生效"): Locator => page.getByRole("list", { name }).getByRole("listitem");

async function plans(page: Page): Promise<void> {
  await page.getByRole("button", { name: "计划调动" }).click();
  const sheet = page.getByRole("dialog", { name: "计划调动" });
  const from = sheet.getByLabel("生效日期");
  await expect(from).toHaveValue("2026-06-09");
  // Everything that is missing, and the day that is too early, each at its field.
  await sheet.getByRole("button", { name: "保存计划" }).click();
  await expect(sheet.getByLabel("人员")).toHaveAttribute("aria-invalid", "true");
  await expect(sheet.getByLabel("小组")).toHaveAttribute("aria-invalid", "true");
  await sheet.getByLabel("人员").selectOption({ label: NAME.lin });
  await sheet.getByLabel("小组").selectOption({ label: "杭州组" });
  await from.fill("2026-06-08");
  await sheet.getByLabel("原因（可不填）").fill("支援杭州");
  await sheet.getByRole("button", { name: "保存计划" }).click();
  await expect(sheet).toContainText("不能早于");
  await expect(from).toHaveAttribute("aria-invalid", "true");
  await from.fill("2026-06-09");
  await sheet.getByRole("button", { name: "保存计划" }).click();
  await expect(sheet).toBeHidden();
}

test("a planned move is cancelled, brought back, and takes effect by itself on an offline phone", async ({ newPage }) => {
  test.setTimeout(180_000);
  const days = await Days.from("2026-06-08T20:50:00+08:00");
  const server = await Server.start({ toldAnew: true, env: { DABIAO_CLOCK_MOVED_BY: days.file } });
  try {
    const arrives = async (account: "admin" | "lin") => {
      const page = await days.live(await newPage({ baseURL: server.url }));
      await signIn(page, account);
      return page;
    };
    const admin = await arrives("admin");
    await admin.goto("/settings/people");
    await admin.getByRole("link", { name: "人员调动" }).click();
    await expect(admin.getByText("没有调动")).toBeVisible();
    await plans(admin);
    const planned = listed(admin, "计划中");
    await expect(planned).toHaveCount(1);
    for (const said of [NAME.lin, "2026年6月9日", "销售员 · 上海组", "销售员 · 杭州组", "支援杭州", NAME.admin]) await expect(planned).toContainText(said);
    expect(await findings(admin)).toEqual([]);
    await planned.getByRole("button", { name: "取消调动" }).click();
    await expect(planned).toHaveCount(0);
    await admin.getByRole("button", { name: "撤销" }).click();
    await expect(planned).toHaveCount(1);
    await phone.isInStep(admin);

    const lin = await arrives("lin");
    await lin.goto("/me");
    await expect(lin.getByRole("main")).toContainText("上海组");
    await phone.goesOffline(lin);
    await days.moveTo("2026-06-09T08:00:00+08:00");
    await expect(lin.getByRole("main")).toContainText("杭州组", phone.SOON);

    await expect(listed(admin, "已生效")).toContainText(NAME.lin, { timeout: 90_000 });
    await expect(planned).toHaveCount(0);
    await phone.comesOnline(lin);
    await phone.isInStep(lin);
    await expect(lin.getByRole("main")).toContainText("杭州组");
  } finally {
    await server.stop();
    await days.end();
  }
});

test("a manager plans moves within the department", async ({ arrives }) => {
  const manager = await arrives("manager");
  await manager.goto("/workbench");
  await manager.getByRole("link", { name: "人员调动" }).click();
  await manager.getByRole("button", { name: "计划调动" }).click();
  const sheet = manager.getByRole("dialog", { name: "计划调动" });
  await expect(sheet.getByLabel("角色").locator("option")).toHaveText(["销售员", "销售主管"]);
  await expect(sheet.getByLabel("小组").locator("option")).toHaveText(["请选择", "上海组", "杭州组"]);
  await manager.keyboard.press("Escape");

  const rep = await arrives("zhang");
  await rep.goto("/moves");
  await expect(rep.getByRole("main")).toContainText("没有查看权限");
});
