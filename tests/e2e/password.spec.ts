// A password set by the administrator only allows choosing one's own; after that everything is available.
import * as people from "./support/people";
import { NAME } from "./support/people";
import * as phone from "./support/phone";
import { DESK, expect, test } from "./support/test";

const OWN = "chosen by herself 7";

test.use({ apart: true });

test("a password set by the administrator is changed before anything else", async ({ arrives, newPage }) => {
  const admin = await arrives("admin", DESK);
  await phone.goesTo(admin, "人员");
  await admin.getByRole("button", { name: `重置 ${NAME.zheng} 的密码` }).click();
  const sheet = admin.getByRole("dialog", { name: "登录密码" });
  const given = await sheet.getByRole("textbox").inputValue();
  await sheet.getByRole("button", { name: "设置密码" }).click();
  await expect(sheet.getByText("密码已生效")).toBeVisible();

  const page = await newPage();
  const isTurnedAway = page.waitForResponse((it) => it.url().endsWith("/api/v1/sync/exchange") && it.status() === 403);
  await page.goto("/");
  await people.knocks(page, "zheng", given);
  await expect(page.getByRole("heading", { name: "修改密码" })).toBeVisible(phone.SOON);
  await expect(page.getByRole("main")).toContainText("请先修改再继续");
  await isTurnedAway;

  await page.getByLabel("当前密码", { exact: true }).fill(given);
  await page.getByLabel("新密码", { exact: true }).fill(OWN);
  await page.getByLabel("再次输入新密码", { exact: true }).fill(OWN);
  await page.getByRole("button", { name: "修改密码" }).click();
  await people.isIn(page);
});
