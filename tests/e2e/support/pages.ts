// All pages, by the roles that use them.
import { type Page, expect } from "@playwright/test";

import * as customers from "./customers";

export const OF_A_REP = [
  "/",
  "/customers",
  "/customers/new",
  "/opportunities",
  "/opportunities/new",
  "/orders",
  "/performance",
  "/performance/records",
  "/kpis",
  "/kpis/one?kpi=visits",
  "/kpis/one?kpi=kpi:00000000-0000-7000-8000-00000000044d",
  "/targets",
  "/enter/follow-up",
  "/enter/order",
  "/enter/payment",
  "/enter/expense",
  "/enter/kpi",
  "/expenses",
  "/performance/channel?channel=online",
  "/alerts",
  "/attention",
  "/tasks",
  "/tasks?view=month",
  "/weekly",
  "/quotas",
  "/order-track",
  "/order-track/table",
  "/grades",
  "/customers/renewals",
  "/history",
  "/workbench",
  "/me",
  "/me/devices",
  "/me/password",
  "/nowhere",
  "/rules",
];
export const OF_A_SUPERVISOR = [
  "/targets/grid",
  "/review",
  "/grades",
  "/order-track",
  "/order-track/table",
  "/customers/renewals",
  "/tasks",
  "/weekly",
  "/history",
  "/quotas",
  "/customers",
];
export const OF_SUPPORT = ["/", "/attention", "/me", "/me/devices", "/workbench", "/orders", "/customers"];
export const OF_AN_ADMINISTRATOR = [
  "/",
  "/settings/people",
  "/moves",
  "/settings/organisation",
  "/settings/products",
  "/settings/alerts",
  "/settings/rhythm",
  "/settings/pipeline",
  "/settings/dictionaries",
  "/settings/calendar",
  "/settings/sensitive",
  "/settings/fiscal",
  "/settings/grades",
  "/settings/kpis",
  "/settings/kpi-sets",
  "/settings/benchmarks",
  "/history",
  "/settings/records",
  "/settings/orders",
  "/settings/notices",
  "/workbench",
  "/customers",
];

/** The pages of one customer, one order and one opportunity of hers, and the form that changes the customer. */
export async function recordsOf(page: Page): Promise<string[]> {
  const customer = await customers.opensFirst(page);
  return [customer, `${customer}/edit`, await first(page, "/orders"), await first(page, "/opportunities")];
}

/** The page of the first record of a list. */
export async function first(page: Page, list: string): Promise<string> {
  await page.goto(list);
  const link = page.getByRole("main").locator(`a[href^="${list}/"]:not([href*="/new"])`).first();
  const path = await link.getAttribute("href");
  expect(path).not.toBeNull();
  return path!;
}

/** Turns to another page inside the app, and waits until it is there: to load the app again for each of many pages takes minutes. */
export async function turnsTo(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    // Each page sets its own title; a change of the query alone keeps it.
    if (new URL(to, location.href).pathname !== location.pathname) document.title = "";
    history.pushState(null, "", to);
    dispatchEvent(new PopStateEvent("popstate", { state: null }));
  }, path);
  await expect(page).toHaveTitle(/./);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.locator(".skeleton")).toHaveCount(0);
}
