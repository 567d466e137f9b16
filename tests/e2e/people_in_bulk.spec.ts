// People in bulk: pasted from a spreadsheet with every mistake at its cell, added all or none, first passwords shown once, and disabled together.
import { findings } from "./support/axe";
import * as people from "./support/people";
import * as phone from "./support/phone";
import { DESK, expect, test } from "./support/test";

const COPYING = { ...DESK, permissions: ["clipboard-read", "clipboard-write"] };
const TITLES = ["姓名", "账号", "角色", "小组", "部门", "上级", "邮箱"];

/** Lines as a spreadsheet copies them. */
const sheet = (...lines: string[][]): string => [TITLES, ...lines].map((it) => it.join("\t")).join("\r\n");

test("people pasted from a spreadsheet are corrected cell by cell, added at once, and sign in with their first passwords", async ({ arrives, newPage }) => {
  const admin = await arrives("admin", COPYING);
  await phone.goesTo(admin, "人员");
  await admin.getByRole("link", { name: "批量添加人员" }).click();
  await expect(admin.getByRole("heading", { level: 1, name: "批量添加人员" })).toBeVisible();
  const main = admin.getByRole("main");
  const add = main.getByRole("button", { name: /^添加 \d+ 人$/ });
  await expect(add).toBeDisabled();

  const pasted = main.getByLabel("粘贴的内容");
  await pasted.fill(
    sheet(
      ["赵敏", "Zhao Min", "销售员", "", "", "王强", ""],
      ["钱进", "lin", "会计", "上海组", "", "", ""],
      ["孙毅", "sunyi", "销售员", "北京组", "", "", "sunyi"],
      ["周洁", "zhaomin", "协作人员", "", "物流部", "", ""],
    ),
  );
  const cell = (line: string, column: string) => main.getByRole("row").filter({ hasText: line }).locator(`[data-cell=${column}]`);
  await expect(cell("钱进", "account")).toContainText("已有人使用");
  await expect(cell("钱进", "role")).toContainText("应为：销售员");
  await expect(cell("孙毅", "team")).toContainText("没有这个小组");
  await expect(cell("孙毅", "email")).not.toHaveText("sunyi");
  await expect(cell("周洁", "account")).toContainText("在本表重复");
  await expect(main.getByText("5 处要改")).toBeVisible();
  await expect(add).toBeDisabled();
  expect(await findings(admin)).toEqual([]);

  await pasted.fill(
    sheet(
      ["赵敏", "Zhao Min", "销售员", "", "", "王强", ""],
      ["周洁", "zhoujie", "协作人员", "", "物流部", "", "zhoujie@example.com"],
    ),
  );
  await add.click();
  const passwords = main.getByRole("list", { name: "初始密码" });
  await expect(main.getByText("已设置 2 人的初始密码")).toBeVisible(phone.SOON);
  await expect(passwords.getByRole("listitem")).toHaveCount(2);
  await main.getByRole("button", { name: "复制账号和密码" }).click();
  await expect(admin.getByText("已复制，可粘贴到 Excel")).toBeVisible();
  const lines = (await admin.evaluate(() => navigator.clipboard.readText())).split("\n").map((it) => it.split("\t"));
  expect(lines.map((it) => it.slice(0, 2))).toEqual([["账号", "姓名"], ["zhaomin", "赵敏"], ["zhoujie", "周洁"]]);

  const zhao = await newPage();
  await zhao.goto("/");
  await people.knocks(zhao, "zhaomin", lines[1][2]);
  await expect(zhao.getByRole("heading", { name: /修改密码|设置新密码|密码/ }).first()).toBeVisible(phone.SOON);

  // The list of a desk has their place and superior; both leave together.
  await main.getByRole("link", { name: "返回人员" }).click();
  const row = (name: string) => admin.getByRole("row").filter({ hasText: name });
  await admin.getByRole("searchbox").fill("zhao");
  await expect(row("赵敏")).toContainText("王强");
  // A move keeps the former team with its days (A36).
  await row("赵敏").getByRole("button", { name: "编辑 赵敏" }).click();
  await admin.getByRole("dialog").getByLabel(/^小组/).selectOption({ label: "杭州组" });
  await admin.getByRole("dialog").getByRole("button", { name: "保存" }).click();
  await expect(row("赵敏")).toContainText("孙丽");
  await phone.isInStep(admin);
  await row("赵敏").getByRole("link", { name: "赵敏" }).click();
  const places = main.getByRole("list", { name: "小组与岗位变动" });
  await expect(places.getByRole("listitem").first()).toContainText("杭州组");
  await expect(places.getByRole("listitem").first()).toContainText(/\d日 起/);
  expect(await findings(admin)).toEqual([]);
  await admin.goBack();
  await admin.getByRole("searchbox").fill("zhoujie");
  await expect(row("周洁")).toContainText("物流部");
  await row("周洁").getByRole("checkbox").check();
  await admin.getByRole("searchbox").fill("zhaomin");
  await row("赵敏").getByRole("checkbox").check();
  await admin.getByRole("searchbox").fill("");
  await admin.getByRole("button", { name: "停用 2 人" }).click();
  const question = admin.getByRole("dialog", { name: "停用这些人？" });
  await expect(question).toContainText("客户、商机和任务不会丢失");
  expect(await findings(admin)).toEqual([]);
  await question.getByRole("button", { name: "停用 2 人" }).click();
  await expect(admin.getByText("已停用 2 人")).toBeVisible();
  await expect(row("赵敏")).toContainText("已停用");
  await expect(row("周洁")).toContainText("已停用");
});

test("on a phone a paste is checked line by line, and keeps its text", async ({ arrives }) => {
  const admin = await arrives("admin");
  await admin.goto("/settings/add-people");
  const main = admin.getByRole("main");
  await main.getByLabel("粘贴的内容").fill(sheet(["吴迪", "wudi", "销售员", "", "", "马骏", ""]));
  await expect(main.getByRole("listitem").filter({ hasText: "吴迪" })).toContainText("销售员和主管要有小组");
  await phone.hasSettled(admin);
  await admin.reload();
  await expect(main.getByRole("listitem").filter({ hasText: "吴迪" })).toContainText("wudi");
  expect(await findings(admin)).toEqual([]);
  await main.getByRole("button", { name: "放弃草稿" }).or(main.getByRole("button", { name: /丢弃|放弃|清空/ })).first().click();
  await expect(main.getByText("还没有粘贴内容")).toBeVisible();
});
