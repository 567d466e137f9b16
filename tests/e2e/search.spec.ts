// Search as people type: by pinyin, by initials, in the other script, by content; online and offline.
import { type Page } from "@playwright/test";

import * as entry from "./support/entry";
import * as phone from "./support/phone";
import { expect, test } from "./support/test";

const CHONGQING = "试排重庆城光有限公司";
const CHANGJIANG = "試排长江電子有限公司";

async function files(page: Page, name: string): Promise<void> {
  await page.goto("/customers/new");
  await page.getByRole("textbox", { name: "名称" }).fill(name);
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

async function finds(page: Page, typed: string, names: string[]): Promise<void> {
  await page.getByRole("searchbox").fill(typed);
  await expect(page.getByRole("list", { name: "客户" }).locator("p.font-medium"), typed).toHaveText(names);
}

test("a customer is found by pinyin, in either script and by follow-up text, also offline", async ({ arrives }) => {
  const lin = await arrives("lin");
  await files(lin, CHONGQING);
  await files(lin, CHANGJIANG);
  const visited = await entry.logsVisit(lin, "客户问起防爆認證的有效期，要我们下周答复");
  await phone.isInStep(lin);
  await phone.hasCharacters(lin);
  await phone.goesTo(lin, "客户");

  for (const isOnline of [true, false]) {
    if (!isOnline) {
      await phone.goesOffline(lin);
      await lin.reload();
    }
    // Sorted by pinyin: chang before chong, although 重 precedes 长 by code point.
    await finds(lin, "shipai", [CHANGJIANG, CHONGQING]);
    await finds(lin, "SPCQ", [CHONGQING]);
    await finds(lin, "zhongqingcg", [CHONGQING]);
    await finds(lin, "试排 电子", [CHANGJIANG]);
    await finds(lin, "防爆认证", [visited]);
    await expect(lin.getByRole("list", { name: "客户" }).getByRole("listitem").first()).toContainText(/跟进 .+：.*防爆認證的有效期/);
  }

  // The same search selects the customer of a record.
  await entry.opens(lin, "记录跟进");
  const customers = lin.getByRole("group", { name: "客户" });
  await customers.getByRole("searchbox").fill("spcj");
  await expect(customers.getByRole("listitem")).toHaveCount(1);
  await expect(customers.getByRole("listitem")).toContainText(CHANGJIANG);
});
