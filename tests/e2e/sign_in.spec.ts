// Signing in, and the pages that each role finds afterwards.
import * as people from "./support/people";
import { expect, test } from "./support/test";

test("a wrong password is explained and the right one leads to Today", async ({ page }) => {
  await page.goto("/customers");
  await people.knocks(page, "lin", "dabiao-lin-wrong");
  await expect(page.getByRole("alert")).toHaveText("账号或密码不正确，请检查后重试。");
  await people.knocks(page, "lin", people.passwordOf("lin"));
  await expect(page.getByRole("heading", { level: 1, name: "客户" })).toBeVisible({ timeout: 20_000 });
  await page.goto("/");
  await people.isIn(page);
});

test("an empty form says what is missing", async ({ page }) => {
  await page.goto("/");
  await people.knocks(page, "", "");
  await expect(page.getByText("请输入账号")).toBeVisible();
  await people.knocks(page, "lin", "");
  await expect(page.getByText("请输入密码")).toBeVisible();
});

const MONTH = {
  lin: "我的本月业绩",
  boss: "本组本月业绩",
  manager: "本部门本月业绩",
  director: "全公司本月业绩",
} as const;

for (const [account, title] of Object.entries(MONTH) as [keyof typeof MONTH, string][]) {
  test(`Today of ${account} is about 「${title}」`, async ({ arrives }) => {
    const page = await arrives(account);
    await expect(page.getByRole("heading", { level: 2, name: title })).toBeVisible();
    await expect(page.getByRole("main")).toContainText("数据截至");
    await expect(page.getByRole("link", { name: "看分析" })).toBeVisible();
  });
}

test("Today of the administrator is about people, not customers", async ({ arrives }) => {
  const page = await arrives("admin");
  const main = page.getByRole("main");
  await expect(main.getByRole("link", { name: "人员" })).toContainText(/\d+ 人在岗/);
  await expect(main.getByRole("link", { name: "组织" })).toContainText("3 个小组");
  await page.goto("/customers");
  await expect(page.getByText("没有查看权限")).toBeVisible();
});

test("the sign-in page shows the missing network until it returns", async ({ newPage }) => {
  const page = await newPage();
  await page.goto("/");
  const notice = page.getByText("没有网络。首次登录需要联网");
  await expect(notice).toBeHidden();
  await page.context().setOffline(true);
  await expect(notice).toBeVisible();
  await people.knocks(page, "lin", people.passwordOf("lin"));
  await expect(page.getByRole("alert")).toHaveText("现在没有网络，连上后即可登录。");
  await page.context().setOffline(false);
  await expect(notice).toBeHidden();
  await expect(page.getByRole("alert")).toHaveText("");
  await people.knocks(page, "lin", people.passwordOf("lin"));
  await people.isIn(page);
  expect(await people.signOut(page)).toContain("再次登录需要网络");
});
