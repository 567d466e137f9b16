// A person leaves the company: the phone learns it at its next contact with the server and deletes its data.
import { findings } from "./support/axe";
import { NAME } from "./support/people";
import * as people from "./support/people";
import * as phone from "./support/phone";
import { DESK, expect, test } from "./support/test";

test.use({ apart: true });

test("the phone of a disabled person says so and deletes its data", async ({ arrives }) => {
  const wu = await arrives("wu");
  const held = await phone.stores(wu);
  expect(held.filter((it) => it.startsWith("dabiao"))).not.toEqual([]);

  const admin = await arrives("admin", DESK);
  await phone.goesTo(admin, "人员");
  const row = admin.getByRole("row").filter({ hasText: NAME.wu });
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

test("data whose deletion failed is deleted at the next start", async ({ arrives, newPage }) => {
  const qian = await newPage();
  // A browser that fails to delete a database until it is restarted.
  await qian.addInitScript(() => {
    if (sessionStorage.getItem("restarted")) return;
    IDBFactory.prototype.deleteDatabase = () => {
      throw new DOMException("the disk fails", "UnknownError");
    };
  });
  await people.signIn(qian, "qian");

  const admin = await arrives("admin", DESK);
  await phone.goesTo(admin, "人员");
  const row = admin.getByRole("row").filter({ hasText: NAME.qian });
  await row.getByRole("button", { name: "编辑" }).click();
  const sheet = admin.getByRole("dialog", { name: NAME.qian });
  await sheet.getByLabel("可以登录").uncheck();
  await sheet.getByRole("button", { name: "保存" }).click();

  await expect(qian.getByRole("heading", { name: "账号已停用" })).toBeVisible(phone.SOON);
  expect(await phone.stores(qian)).not.toEqual([]);
  await qian.evaluate(() => sessionStorage.setItem("restarted", "yes"));
  await qian.reload();
  await expect(qian.getByRole("heading", { level: 1, name: "登录达标" })).toBeVisible();
  await expect.poll(() => phone.stores(qian)).toEqual([]);
});

test("all customers of a leaver go to a colleague at once", async ({ arrives }) => {
  const admin = await arrives("admin", DESK);
  await phone.goesTo(admin, "人员");
  const row = admin.getByRole("row").filter({ hasText: NAME.huang });
  await row.getByRole("button", { name: "编辑" }).click();
  const person = admin.getByRole("dialog", { name: NAME.huang });
  await person.getByLabel("可以登录").uncheck();
  await person.getByRole("button", { name: "保存" }).click();
  await expect(row).toContainText("已停用");
  await phone.isInStep(admin);

  const zheng = await arrives("zheng");
  await zheng.goto("/customers");
  const left = zheng.getByRole("status").filter({ hasText: `${NAME.huang} 已停用` });
  await expect(left).toBeVisible(phone.SOON);
  const n = Number(/还有 (\d+) 位/.exec(await left.innerText())?.[1]);
  expect(n).toBeGreaterThan(0);
  await left.getByRole("button", { name: "转交其客户" }).click();
  const customer = zheng.getByRole("list", { name: "客户" }).getByRole("listitem").first().locator("p").first();
  const name = (await customer.innerText()).trim();
  await zheng.getByRole("button", { name: `转交 ${n} 位客户` }).click();
  const sheet = zheng.getByRole("dialog", { name: "批量转交" });
  // Nothing happens until a receiver is chosen.
  await sheet.getByRole("button", { name: `转交 ${n} 位客户` }).click();
  await expect(sheet).toContainText("请填写此项");
  await sheet.getByLabel("转交给").selectOption({ label: NAME.he });
  await expect(sheet).not.toContainText("请填写此项");
  await sheet.getByLabel("原因").fill("离职交接");
  await expect(sheet).toContainText(`${n} 位客户、`);
  await expect(sheet).toContainText(`转给${NAME.he}`);
  expect(await findings(zheng)).toEqual([]);
  await sheet.getByRole("button", { name: `转交 ${n} 位客户` }).click();
  await expect(sheet).toContainText(`已转交 ${n} / ${n} 位`, phone.SOON);
  await sheet.getByRole("button", { name: "关闭" }).last().click();
  await expect(left).toHaveCount(0);
  await phone.isInStep(zheng);

  // The history of each customer shows the hand-over.
  await zheng.goto("/customers");
  await zheng.getByRole("searchbox").fill(name);
  await zheng.getByRole("list", { name: "客户" }).getByRole("link").first().click();
  await expect(zheng.getByRole("main")).toContainText(`负责人 ${NAME.he}`);
  await expect(zheng.getByRole("list", { name: "往来记录" })).toContainText("离职交接");
});
