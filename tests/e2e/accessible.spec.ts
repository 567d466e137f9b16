// Accessibility: axe finds nothing on any page, on phone and desk, light and dark, in both languages.
import { type Page } from "@playwright/test";

import { findings } from "./support/axe";
import * as customers from "./support/customers";
import { OF_AN_ADMINISTRATOR, OF_A_REP, OF_A_SUPERVISOR, recordsOf } from "./support/pages";
import * as performance from "./support/performance";
import * as phone from "./support/phone";
import { DESK, expect, test } from "./support/test";

type Dress = { language: "中文" | "English"; theme: "浅色" | "深色"; desk: boolean };

/** Every pair of language, theme and size once. */
const DRESSES: Dress[] = [
  { language: "中文", theme: "浅色", desk: false },
  { language: "English", theme: "深色", desk: false },
  { language: "中文", theme: "深色", desk: true },
  { language: "English", theme: "浅色", desk: true },
];

// These tests write nothing, so workers may split this file.
test.describe.configure({ mode: "parallel" });

for (const dress of DRESSES) {
  const { language, theme, desk } = dress;
  test.describe(`${desk ? "desk" : "phone"}, ${theme}, ${language}`, () => {
    test("on the sign-in page", async ({ newPage }) => {
      const page = await newPage({
        ...(desk ? DESK : {}),
        locale: language === "中文" ? "zh-CN" : "en-GB",
        colorScheme: theme === "浅色" ? "light" : "dark",
      });
      await page.goto("/");
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      expect(await findings(page)).toEqual([]);
    });

    test("for a rep", async ({ arrives }) => {
      test.setTimeout(600_000);
      const page = await arrives("zhang", desk ? DESK : {});
      const records = await recordsOf(page);
      await puts(page, dress);
      for (const path of [...OF_A_REP, ...records]) await isClean(page, path);
    });

    test("for a supervisor", async ({ arrives }) => {
      test.slow();
      const page = await arrives("boss", desk ? DESK : {});
      await puts(page, dress);
      for (const path of OF_A_SUPERVISOR) await isClean(page, path);
    });

    test("for an administrator", async ({ arrives }) => {
      test.slow();
      const page = await arrives("admin", desk ? DESK : {});
      await puts(page, dress);
      for (const path of OF_AN_ADMINISTRATOR) await isClean(page, path);
    });
  });
}

test("layers above a page", async ({ arrives }) => {
  test.slow();
  const boss = await arrives("boss");
  await boss.getByRole("button", { name: "录入", exact: true }).click();
  await expect(boss.getByRole("dialog", { name: "录入" })).toBeVisible();
  expect.soft(await findings(boss)).toEqual([]);
  await boss.getByRole("button", { name: "关闭" }).click();

  await performance.opens(boss, "销售额");
  await boss.getByRole("button", { name: "筛选" }).click();
  await expect(boss.getByRole("dialog", { name: "筛选" })).toBeVisible();
  expect.soft(await findings(boss)).toEqual([]);
  await boss.goBack();
  await expect(boss.getByRole("dialog", { name: "筛选" })).toBeHidden();
  const charts = boss.getByRole("button", { name: "表格" });
  while (0 < (await charts.count())) await charts.first().press("Enter");
  expect.soft(await findings(boss)).toEqual([]);

  await customers.opensFirst(boss);
  await boss.getByRole("button", { name: "转交" }).click();
  await expect(boss.getByRole("dialog", { name: "转交客户" })).toBeVisible();
  expect.soft(await findings(boss)).toEqual([]);
});

async function puts(page: Page, { language, theme }: Dress): Promise<void> {
  await phone.goesTo(page, "我的");
  await page.getByRole("radio", { name: theme }).check();
  await page.getByRole("radio", { name: language }).check();
}

async function isClean(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect.soft(await findings(page), path).toEqual([]);
}
