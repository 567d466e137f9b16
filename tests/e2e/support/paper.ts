// Renders a page on A4 paper and reads the result.
import { type Page, expect } from "@playwright/test";

import { hasSettled } from "./phone";

/** Points of a PDF in a pixel of CSS, and pixels in the margin of `@page`. */
const [POINT, MARGIN] = [0.75, 45.35];

type Word = { text: string; sheet: number; left: number; right: number };
type Column = { title: string; left: number; right: number; cells: string[] };
export type Paper = { words: Word[]; sheets: number; width: number; isWide: boolean };

/** Radicals that a font draws like a character, and the character: Chromium may write either, and NFKC does not know these. */
const RADICALS = "戶户⺟母⺠民⺮竹⻁虎⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟";
const CHARACTERS = new Map(Array.from(RADICALS.matchAll(/(.)(.)/gu), ([, radical, character]) => [radical, character]));

/** One form for what the page says and what the paper says; how words are spaced out does not matter. */
const plain = (text: string): string =>
  Array.from(text.normalize("NFKC").replace(/\s/gu, ""), (it) => CHARACTERS.get(it) ?? it).join("");

/** Prints the page as its reader would. */
export async function prints(page: Page): Promise<Paper> {
  const bytes = await page.pdf({ format: "A4", preferCSSPageSize: true });
  const { getDocumentProxy } = await import("unpdf");
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const words: Word[] = [];
  let [width, height] = [0, 0];
  for (let sheet = 1; sheet <= pdf.numPages; sheet++) {
    const it = await pdf.getPage(sheet);
    ({ width, height } = it.getViewport({ scale: 1 }));
    for (const item of (await it.getTextContent()).items) {
      if (!("str" in item) || !item.str.trim()) continue;
      const left = item.transform[4] as number;
      words.push({ text: plain(item.str), sheet, left, right: left + item.width });
    }
  }
  return { words, sheets: pdf.numPages, width, isWide: height < width };
}

/** All of it, without spaces. */
export const text = (paper: Paper): string => paper.words.map((it) => it.text).join("");

/** Nothing reaches into the margin, and nothing to press or to skip is on the paper. */
export function isWhole(paper: Paper): void {
  const edge = paper.width - MARGIN * POINT + 1;
  expect(paper.words.filter((it) => edge < it.right || it.left < MARGIN * POINT - 1).map((it) => it.text)).toEqual([]);
  for (const words of ["跳到正文", "工作台", "打印"]) expect(text(paper)).not.toContain(words);
}

/** Every word of the page that is meant to be read is on the paper. */
export async function hasAllOf(paper: Paper, page: Page): Promise<void> {
  const said = await asOnPaper(page, paper, () => {
    const words: string[] = [];
    const walker = document.createTreeWalker(document.querySelector("main")!, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const isRead = node.parentElement!.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !node.parentElement!.closest(".sr-only, [data-title], option");
      if (isRead && node.textContent?.trim()) words.push(node.textContent);
    }
    return words;
  });
  const all = text(paper);
  expect(said.length).toBeGreaterThan(5);
  expect(said.filter((it) => !all.includes(plain(it)))).toEqual([]);
}

/** Column by column, the table of the page stands on the paper: its heading and each cell, below each other and within the column. */
export async function hasTable(paper: Paper, page: Page): Promise<void> {
  const columns = await asOnPaper(page, paper, () => {
    const table = document.querySelector("main table")!;
    const rows = [...table.querySelectorAll("tbody tr")];
    return [...table.querySelectorAll("thead th")].map((it, at): Column => {
      const { left, right } = it.getBoundingClientRect();
      return { title: it.textContent!, left, right, cells: rows.map((row) => (row.children[at] as HTMLElement).innerText) };
    });
  });
  for (const { title, left, right, cells } of columns) {
    const isWithin = (it: Word) => left - 1 <= it.left / POINT - MARGIN && it.right / POINT - MARGIN <= right + 1;
    const band = paper.words.filter(isWithin).map((it) => it.text).join("");
    // PDF text extraction joins headings that are close together.
    const isHere = (it: Word) => left < it.right / POINT - MARGIN && it.left / POINT - MARGIN < right;
    const around = paper.words.filter(isHere).map((it) => it.text).join("");
    expect(around, title).toContain(plain(title));
    let at = Math.max(0, band.indexOf(plain(title)));
    for (const cell of cells.map(plain)) {
      const found = band.indexOf(cell, at);
      expect(found, `${title}: ${cell} after ${band.slice(at, at + 80)}`).toBeGreaterThanOrEqual(0);
      at = found + cell.length;
    }
  }
  expect(columns.length * (columns[0]?.cells.length ?? 0)).toBeGreaterThan(0);
}

/** Looks at the page as it is laid out on that paper. */
async function asOnPaper<T>(page: Page, paper: Paper, look: () => T): Promise<T> {
  const before = page.viewportSize()!;
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: Math.round(paper.width / POINT - 2 * MARGIN), height: 1_000 });
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  await hasSettled(page);
  const seen = await page.evaluate(look);
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  await page.emulateMedia({ media: null });
  await page.setViewportSize(before);
  return seen as T;
}
