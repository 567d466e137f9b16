// The two screenshots of the README. Taken in every run, saved only with DABIAO_PICTURES=1.
import { join } from "node:path";

import { type Page } from "@playwright/test";

import * as people from "./support/people";
import * as performance from "./support/performance";
import { Server } from "./support/server";
import { DESK, expect, test as journey } from "./support/test";

/** A company nobody has worked in yet. */
const test = journey.extend<object, { server: Server }>({
  server: [
    async ({}, use) => {
      const server = await Server.start();
      await use(server);
      await server.stop();
    },
    { scope: "worker" },
  ],
});

async function picture(page: Page, name: string): Promise<void> {
  await page.evaluate(async () => void (await document.fonts.ready));
  const path = process.env.DABIAO_PICTURES === "1" ? join(__dirname, "pictures", `${name}.png`) : undefined;
  const bytes = await page.screenshot({ path, animations: "disabled", scale: "css" });
  expect(bytes.length).toBeGreaterThan(10_000);
}

test("Today on a phone", async ({ arrives }) => {
  const page = await arrives("lin", { colorScheme: "light" });
  await expect(page.getByRole("img", { name: /本月完成/ })).toBeVisible();
  await people.isIn(page);
  await picture(page, "today-phone");
});

test("Performance on a desk", async ({ arrives }) => {
  const page = await arrives("director", { ...DESK, colorScheme: "light" });
  await performance.opens(page, "销售额");
  await expect(page.locator("canvas, figure svg").first()).toBeVisible();
  await picture(page, "performance-desk");
});
