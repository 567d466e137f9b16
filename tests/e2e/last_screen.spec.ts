// While the app opens, the screen shows as the person left it. It is a picture: it does nothing, says so, and is gone with the sign-in.
import { type Page, type Route } from "@playwright/test";

import { isIn, knocks, passwordOf, signOut } from "./support/people";
import { expect, test } from "./support/test";

/** Without a service worker, so that the files of the app can be held back. */
const FRESH = { serviceWorkers: "block" } as const;
const INSIDE = /\/pkg\/split_inside\.[0-9a-f]+\.wasm$/;

const picture = (page: Page) => page.locator("#last-screen");

/** The words of the picture. It is closed to the page and to locators. */
async function wordsOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const { root } = await session.send("DOM.getDocument", { depth: -1, pierce: true });
  type Node = typeof root;
  const words = (node: Node): string => [node.nodeValue, ...[...(node.children ?? []), ...(node.shadowRoots ?? [])].map(words)].join(" ");
  const find = (node: Node): Node | undefined =>
    node.attributes?.includes("last-screen") ? node : (node.children ?? []).map(find).find((it) => it !== undefined);
  const host = find(root);
  return host === undefined ? "" : words(host);
}

/** Holds the app back until the returned function is called. */
async function holdsBack(page: Page): Promise<() => void> {
  let pass = (): void => undefined;
  const held = new Promise<void>((resolve) => (pass = resolve));
  await page.route(INSIDE, async (route: Route) => {
    await held;
    await route.continue();
  });
  return pass;
}

test("the last screen is shown until the app has loaded", async ({ newPage }) => {
  const page = await newPage(FRESH);
  await page.goto("/");
  await knocks(page, "lin", passwordOf("lin"));
  await isIn(page);
  await page.goto("/customers");
  const first = page.getByRole("main").getByRole("listitem").first().getByRole("link").first();
  await expect(first).toBeVisible();
  const name = (await first.innerText()).split("\n")[0] ?? "";
  expect(name).not.toBe("");

  const pass = await holdsBack(page);
  await page.reload({ waitUntil: "commit" });
  await expect(picture(page)).toBeAttached();
  await expect.poll(() => wordsOf(page)).toContain(name);
  expect(await wordsOf(page)).toContain("离开时的画面，正在打开…");
  // Whether it is in sync, it does not say.
  expect(await wordsOf(page)).not.toContain("已同步");
  // It takes no tap and no focus.
  await expect(picture(page)).toHaveJSProperty("inert", true);
  pass();
  await expect(first).toBeVisible();
  await expect(picture(page)).toHaveCount(0);
});

test("no saved picture is shown for a page not left on this phone", async ({ newPage }) => {
  const page = await newPage(FRESH);
  await page.goto("/");
  await knocks(page, "lin", passwordOf("lin"));
  await isIn(page);
  const pass = await holdsBack(page);
  await page.goto("/tasks", { waitUntil: "commit" });
  await expect(page.getByRole("main")).toHaveAttribute("aria-busy", "true");
  await expect(picture(page)).toHaveCount(0);
  pass();
});

test("an app that does not load says so above the saved picture", async ({ newPage }) => {
  const page = await newPage(FRESH);
  await page.goto("/");
  await knocks(page, "lin", passwordOf("lin"));
  await isIn(page);
  await page.route(INSIDE, (route) => route.abort());
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "这部分没有加载成功" })).toBeVisible();
  await expect(picture(page)).toHaveCount(0);
});

test("signing out takes the pictures off the phone", async ({ newPage }) => {
  const page = await newPage(FRESH);
  const kept = () => page.evaluate(() => localStorage.getItem("dabiao.screens"));
  await page.goto("/");
  await knocks(page, "lin", passwordOf("lin"));
  await isIn(page);
  await page.reload();
  await isIn(page);
  expect(await kept()).toContain("今日");
  await signOut(page);
  expect(await kept()).toBeNull();
  // Nor is the sign-in page kept when it is left.
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "登录达标" })).toBeVisible();
  expect(await kept()).toBeNull();
});

test("a picture from another person's tab is not saved for the signed-in person", async ({ newPage }) => {
  const page = await newPage(FRESH);
  await page.goto("/");
  await knocks(page, "lin", passwordOf("lin"));
  await isIn(page);
  const other = await page.context().newPage();
  await other.goto("/customers");
  const first = other.getByRole("main").getByRole("listitem").first().getByRole("link").first();
  await expect(first).toBeVisible();
  const name = (await first.innerText()).split("\n")[0] ?? "";
  expect(name).not.toBe("");

  await signOut(page);
  await page.goto("/");
  await knocks(page, "qian", passwordOf("qian"));
  await isIn(page);
  await expect(first).toBeVisible();
  await other.reload();
  const isKept = await page.evaluate((it) => localStorage.getItem("dabiao.screens")?.includes(it) ?? false, name);
  expect(isKept).toBe(false);
});
