// The people of the sample company, and how they sign in.
import { type Page, expect } from "@playwright/test";

import * as phone from "./phone";

export const NAME = {
  admin: "管理员",
  director: "周总",
  manager: "马骏",
  feng: "冯雪",
  boss: "王强",
  sun: "孙丽",
  zheng: "郑伟",
  zhang: "小张",
  lina: "李娜",
  lin: "林晓",
  chen: "陈晨",
  qian: "钱多",
  huang: "黄海",
  he: "何静",
  wu: "吴杰",
  liu: "刘洋",
  hao: "郝刚",
} as const;

export type Account = keyof typeof NAME;

export const passwordOf = (account: Account) => `dabiao-${account}-demo`;

/** Fills in the door's form as it stands. */
export async function knocks(page: Page, account: string, password: string): Promise<void> {
  await page.getByLabel("账号").fill(account);
  await page.getByLabel("密码", { exact: true }).fill(password);
  await page.getByRole("button", { name: "登录", exact: true }).click();
}

/** From the door to Today, with everything she may see on the phone and the app installed. */
export async function signIn(page: Page, account: Account): Promise<void> {
  await page.goto("/");
  await knocks(page, account, passwordOf(account));
  await isIn(page);
  await phone.isInstalled(page);
  await phone.hasCharts(page);
}

/** Today shows, and the whole book has arrived. */
export async function isIn(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name: "今日" })).toBeVisible({ timeout: 20_000 });
  await phone.isInStep(page);
}

/** Leaves by the button on the page 我的; what the question said. */
export async function signOut(page: Page): Promise<string> {
  await phone.goesTo(page, "我的");
  await page.getByRole("button", { name: "退出登录" }).click();
  const question = page.getByRole("dialog", { name: "退出登录？" });
  const said = await question.getByRole("paragraph").innerText();
  await question.getByRole("button", { name: "退出登录" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "登录达标" })).toBeVisible();
  return said;
}
