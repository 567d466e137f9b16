// The client is in several files. Each may be slow or fail, and the page says so.
import { type Page, type Route } from "@playwright/test";

import { findings } from "./support/axe";
import { type Account, isIn, knocks, passwordOf } from "./support/people";
import * as phone from "./support/phone";
import { expect, test } from "./support/test";

/** Without a service worker, which would answer from its cache. */
const FRESH = { serviceWorkers: "block" } as const;

const files = (group: string): RegExp => new RegExp(`/pkg/split_${group}\\.[0-9a-f]+\\.wasm$`);

const knocksAs = (page: Page, account: Account) => knocks(page, account, passwordOf(account));

test("the sign-in form is usable before the app has loaded", async ({ newPage }) => {
  const page = await newPage(FRESH);
  let pass = (): void => undefined;
  const held = new Promise<void>((resolve) => (pass = resolve));
  await page.route(files("inside"), async (route: Route) => {
    await held;
    await route.continue();
  });
  await page.goto("/");
  await knocksAs(page, "lin");
  await expect(page.getByRole("button", { name: "登录中…" })).toBeDisabled();
  pass();
  await expect(page.getByRole("heading", { level: 1, name: "今日" })).toBeVisible();
});

test("the sign-in page says that the app did not load and a retry works", async ({ newPage }) => {
  const page = await newPage(FRESH);
  await page.route(files("inside"), (route) => route.abort());
  await page.goto("/");
  await knocksAs(page, "lin");
  await expect(page.getByRole("heading", { level: 1, name: "这部分没有加载成功" })).toBeVisible();
  expect(await findings(page)).toEqual([]);
  await page.unroute(files("inside"));
  await page.getByRole("button", { name: "重试" }).click();
  await knocksAs(page, "lin");
  await isIn(page);
});

test("a page that does not load says so and loads after a retry", async ({ newPage }) => {
  const page = await newPage(FRESH);
  await page.goto("/");
  await knocksAs(page, "manager");
  await isIn(page);
  await page.route(files("analysis"), (route) => route.abort());
  await page.goto("/performance");
  const problem = page.getByRole("alert").getByText("这部分没有加载成功");
  await expect(problem).toBeVisible();
  expect(await findings(page)).toEqual([]);
  // Other pages go on.
  await page.getByRole("navigation", { name: "主导航" }).getByRole("link", { name: /^今日$/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "今日" })).toBeVisible();
  await page.goto("/performance");
  await expect(problem).toBeVisible();
  // Without a network the page tries again in place; with one it reloads, because it may be older than the server.
  await page.context().setOffline(true);
  await Promise.all([page.waitForRequest(files("analysis")), page.getByRole("button", { name: "重试" }).click()]);
  await expect(problem).toBeVisible();
  await page.context().setOffline(false);
  await page.unroute(files("analysis"));
  await page.getByRole("button", { name: "重试" }).click();
  const chart = page.getByRole("main").locator("figure").first();
  await expect(chart).toBeAttached();
  // The library of charts is fetched, and a chart drawn, only near the window.
  await expect(page.locator("main canvas")).toHaveCount(0);
  await chart.scrollIntoViewIfNeeded();
  await expect(chart.locator("canvas")).toBeVisible();
});

for (const [who, addresses] of [
  ["manager", ["/", "/workbench", "/enter/order", "/performance", "/targets"]],
  ["admin", ["/settings/people", "/settings/products", "/me"]],
] as const) {
  test(`pages of every file open without a network, for ${who}`, async ({ arrives }) => {
    const page = await arrives(who);
    await phone.goesOffline(page);
    for (const address of addresses) {
      await page.goto(address);
      await expect(page.locator("main h1"), address).toBeVisible();
      await expect(page.getByText("这部分没有加载成功"), address).toHaveCount(0);
    }
  });
}
