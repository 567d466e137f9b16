// Pages fit their screen: no field of a sheet makes a phone zoom, and a table uses a wide desk.
import { type BrowserContextOptions, type Page } from "@playwright/test";

import * as phone from "./support/phone";
import { DESK, expect, test } from "./support/test";

/** Type and height below which a phone zooms, or a thumb misses. */
const [LEAST_TYPE, LEAST_HEIGHT] = [16, 44];

test("the fields of sheets make no phone zoom either", async ({ arrives }) => {
  const boss = await arrives("boss");
  const sheet = boss.locator("dialog[open]");
  const opens: [string, string][] = [
    ["/tasks", "新建任务"],
    ["/quotas", "下达跟进要求"],
    ["/performance", "筛选"],
  ];
  for (const [path, button] of opens) {
    await boss.goto(path);
    await boss.getByRole("main").getByRole("button", { name: button }).first().click();
    await expect(sheet.locator("input, select, textarea").first()).toBeVisible();
    expect.soft(await smallFields(boss), path).toEqual([]);
  }
});

test("a table uses a wide screen", async ({ arrives }) => {
  const wide: BrowserContextOptions = { ...DESK, viewport: { width: 1920, height: 1080 } };
  const boss = await arrives("boss", wide);
  await phone.isInStep(boss);
  for (const path of ["/order-track/table", "/weekly"]) {
    await boss.goto(path);
    await expect.poll(async () => (await boss.getByRole("table").first().boundingBox())?.width ?? 0, path).toBeGreaterThan(1_500);
  }
});

/** Fields in sight that are set smaller, or lower, than a phone wants them. */
async function smallFields(page: Page): Promise<string[]> {
  return page.evaluate(
    ([type, height]) => {
      const fields = [...document.querySelectorAll<HTMLElement>("input, select, textarea")];
      const isTyped = (it: HTMLElement) => !["checkbox", "radio", "file", "hidden", "range"].includes(it.getAttribute("type") ?? "");
      const isSmall = (it: HTMLElement) => parseFloat(getComputedStyle(it).fontSize) < type || it.getBoundingClientRect().height < height - 0.5;
      return fields.filter((it) => isTyped(it) && it.offsetParent !== null && isSmall(it)).map((it) => it.outerHTML.slice(0, 160));
    },
    [LEAST_TYPE, LEAST_HEIGHT],
  );
}
