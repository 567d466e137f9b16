// Everybody can use every page: axe finds nothing, on phone and desk, light and dark, in both languages.
import AxeBuilder from "@axe-core/playwright";
import { type Page } from "@playwright/test";

import * as customers from "./support/customers";
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

const OF_A_REP = [
  "/",
  "/customers",
  "/customers/new",
  "/opportunities",
  "/opportunities/new",
  "/orders",
  "/performance",
  "/performance/records",
  "/targets",
  "/enter/follow-up",
  "/enter/order",
  "/enter/payment",
  "/attention",
  "/me",
  "/me/password",
  "/nowhere",
];
const OF_AN_ADMINISTRATOR = ["/", "/settings/people", "/settings/organisation", "/settings/products", "/customers"];

for (const dress of DRESSES) {
  const { language, theme, desk } = dress;
  test.describe(`${desk ? "desk" : "phone"}, ${theme}, ${language}`, () => {
    test("at the door", async ({ newPage }) => {
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
      test.slow();
      const page = await arrives("zhang", desk ? DESK : {});
      const customer = await customers.opensFirst(page);
      const [order, opportunity] = [await first(page, "/orders"), await first(page, "/opportunities")];
      await puts(page, dress);
      for (const path of [...OF_A_REP, customer, `${customer}/edit`, order, opportunity]) await isClean(page, path);
    });

    test("for an administrator", async ({ arrives }) => {
      const page = await arrives("admin", desk ? DESK : {});
      await puts(page, dress);
      for (const path of OF_AN_ADMINISTRATOR) await isClean(page, path);
    });
  });
}

async function puts(page: Page, { language, theme }: Dress): Promise<void> {
  await phone.goesTo(page, "我的");
  await page.getByRole("radio", { name: theme }).check();
  await page.getByRole("radio", { name: language }).check();
}

/** The page of the first record of a list. */
async function first(page: Page, list: string): Promise<string> {
  await page.goto(list);
  const link = page.getByRole("main").locator(`a[href^="${list}/"]:not([href*="/new"])`).first();
  const path = await link.getAttribute("href");
  expect(path).not.toBeNull();
  return path!;
}

async function isClean(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect.soft(await findings(page), path).toEqual([]);
}

/** What axe finds, one line each. */
async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap((it) => it.nodes.map((node) => `${it.impact} ${it.id}: ${node.html} ${node.any[0]?.message ?? ""}`));
}
