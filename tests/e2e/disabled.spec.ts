// Somebody leaves the company: the phone learns it at its next word with the server, and keeps nothing.
import { NAME } from "./support/people";
import * as people from "./support/people";
import * as phone from "./support/phone";
import { DESK, expect, test } from "./support/test";

test("a disabled person's phone says so and holds nothing any more", async ({ arrives }) => {
  const wu = await arrives("wu");
  const held = await phone.stores(wu);
  expect(held.filter((it) => it.startsWith("dabiao"))).not.toEqual([]);

  const admin = await arrives("admin", DESK);
  await phone.goesTo(admin, "人员");
  const row = admin.getByRole("listitem").filter({ hasText: NAME.wu });
  await row.getByRole("button", { name: "编辑" }).click();
  const sheet = admin.getByRole("dialog", { name: NAME.wu });
  await sheet.getByLabel("可以登录").uncheck();
  await expect(sheet.getByRole("status")).toContainText("停用后无法登录");
  await sheet.getByRole("button", { name: "保存" }).click();
  await expect(row).toContainText("已停用");
  await phone.isInStep(admin);

  await expect(wu.getByRole("heading", { name: "账号已停用" })).toBeVisible(phone.SOON);
  await expect.poll(() => phone.stores(wu)).toEqual([]);
  const kept = await wu.evaluate(() => JSON.stringify({ ...localStorage }));
  expect(kept).not.toContain(NAME.wu);

  await wu.getByRole("button", { name: "用其他账号登录" }).click();
  await people.knocks(wu, "wu", people.passwordOf("wu"));
  await expect(wu.getByRole("alert")).toHaveText("账号已停用，请联系管理员");
});
