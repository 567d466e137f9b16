// Every page fits its screen: no sideways scrolling from 320 px up, no field that makes a phone zoom, and at a desk no figure is broken.
import { type BrowserContextOptions, type Page } from "@playwright/test";

import { covered } from "./support/fit";
import { OF_AN_ADMINISTRATOR, OF_A_REP, OF_A_SUPERVISOR, OF_SUPPORT, recordsOf, turnsTo } from "./support/pages";
import { type Account } from "./support/people";
import * as phone from "./support/phone";
import { DESK, expect, test } from "./support/test";

const PHONES = [390, 360, 320];
const DESKS = [1920, 1440, 1024];
/** Type and height below which a phone zooms, or a thumb misses. */
const [LEAST_TYPE, LEAST_HEIGHT] = [16, 44];

const READERS: { account: Account; pages: string[]; hasRecords: boolean }[] = [
  { account: "zhang", pages: OF_A_REP, hasRecords: true },
  { account: "boss", pages: [...OF_A_SUPERVISOR, "/", "/performance", "/targets", "/orders", "/alerts", "/expenses"], hasRecords: false },
  { account: "admin", pages: OF_AN_ADMINISTRATOR, hasRecords: false },
  { account: "liu", pages: OF_SUPPORT, hasRecords: false },
];

// These tests write nothing, so workers may split this file.
test.describe.configure({ mode: "parallel" });

for (const { account, pages, hasRecords } of READERS) {
  const isAt = async (page: Page, look: (path: string) => Promise<void>): Promise<void> => {
    await phone.isInStep(page);
    const records = hasRecords ? await recordsOf(page) : [];
    for (const language of ["中文", "English"]) {
      await page.goto("/me");
      await page.getByRole("radio", { name: language }).check();
      for (const path of [...pages, ...records]) {
        await turnsTo(page, path);
        await look(`${path} (${language})`);
      }
    }
  };

  test(`the pages of ${account} fit every phone, and no field makes it zoom`, async ({ arrives }) => {
    test.setTimeout(600_000);
    const page = await arrives(account, { isMobile: false });
    await isAt(page, async (path) => {
      // Includes fields in collapsed parts.
      await page.evaluate(() => document.querySelectorAll("main details").forEach((it) => it.setAttribute("open", "")));
      for (const width of PHONES) {
        await page.setViewportSize({ width, height: 844 });
        expect.soft(await lasting(page, beyond), `${path} at ${width}`).toEqual([]);
        expect.soft(await lasting(page, covered), `${path} at ${width}`).toEqual([]);
      }
      expect.soft(await lasting(page, smallFields), path).toEqual([]);
      await page.setViewportSize({ width: 390, height: 844 });
    });
  });

  test(`at a desk the pages of ${account} break no figure and stand no name on end`, async ({ arrives }) => {
    test.setTimeout(600_000);
    const page = await arrives(account, DESK);
    await isAt(page, async (path) => {
      for (const width of DESKS) {
        await page.setViewportSize({ width, height: 900 });
        expect.soft(await lasting(page, broken), `${path} at ${width}`).toEqual([]);
        expect.soft(await lasting(page, beyond), `${path} at ${width}`).toEqual([]);
      }
    });
  });
}

test("the fields of sheets do not make a phone zoom", async ({ arrives }) => {
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

/** What is found and stays: a page takes a moment to follow its window. */
async function lasting(page: Page, find: (page: Page) => Promise<string[]>): Promise<string[]> {
  let found = await find(page);
  for (let more = 0; more < 10 && 0 < found.length; more++) {
    await page.waitForTimeout(100);
    found = await find(page);
  }
  return found;
}

/** What reaches beyond the right edge of the page, for want of a place to scroll of its own. */
async function beyond(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = window.innerWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const scrolls = (it: Element | null): boolean => !!it && (getComputedStyle(it).overflowX !== "visible" || scrolls(it.parentElement));
    const all = [...document.querySelectorAll("body *")].filter((it) => it.getBoundingClientRect().right > width + 0.5);
    const found = all.filter((it) => !scrolls(it.parentElement)).map((it) => it.outerHTML.slice(0, 160));
    return [`${document.documentElement.scrollWidth} px wide`, ...found.slice(0, 3)];
  });
}

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

/** Figures that lie on two lines, and words of which no line holds more than two characters. */
async function broken(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    // Digits after a letter are part of a name, not a figure: A-200.
    const figure = /(?<![A-Za-z]-?)(?<!\d)[¥+\-−▲▼]?\d[\d,.]*(?:[%‰万亿年月日天家单条次项周季笔人]|[KMB]\b)*(?:\/\d[\d,.]*[%万亿年月日天]*)*/gu;
    const linesOf = (range: Range): number => {
      const tops: number[] = [];
      for (const it of range.getClientRects()) {
        if (0 < it.width && !tops.some((top) => Math.abs(top - it.top) < it.height / 2)) tops.push(it.top);
      }
      return tops.length;
    };
    const found: string[] = [];
    const walker = document.createTreeWalker(document.querySelector("main")!, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent ?? "";
      const parent = node.parentElement!;
      if (!text.trim() || parent.offsetParent === null || parent.closest("svg, canvas, textarea, option")) continue;
      const range = document.createRange();
      for (const it of text.matchAll(figure)) {
        range.setStart(node, it.index);
        range.setEnd(node, it.index + it[0].length);
        if (1 < linesOf(range)) found.push(`${it[0]} of ${text.trim().slice(0, 60)}`);
      }
      range.selectNodeContents(node);
      const lines = linesOf(range);
      if (2 < lines && text.trim().length <= 2 * lines) found.push(`on end: ${text.trim()}`);
    }
    return found.slice(0, 5);
  });
}
