// Problems of the phone's store lose no work: no space, another tab that keeps it open, a newer schema.
import { type Page } from "@playwright/test";

import * as entry from "./support/entry";
import * as phone from "./support/phone";
import { expect, test } from "./support/test";

/** The database with the person's records. */
async function book(page: Page): Promise<string> {
  const names = await phone.stores(page);
  const name = names.find((it) => it.startsWith("dabiao-") && !it.startsWith("dabiao-files-"));
  if (name === undefined) throw new Error(`no book among ${names}`);
  return name;
}

/** A page of the same origin on which none of our code runs. */
async function bare(page: Page): Promise<Page> {
  const other = await page.context().newPage();
  await other.goto("/healthz");
  return other;
}

/** Tries to write a byte of its own; the name of the error if there is no room. */
const probes = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<string | undefined>((answer) => {
        const opening = indexedDB.open("probe");
        opening.onupgradeneeded = () => opening.result.createObjectStore("bytes", { autoIncrement: true });
        opening.onerror = () => answer(opening.error?.name);
        opening.onsuccess = () => {
          const writing = opening.result.transaction("bytes", "readwrite");
          writing.objectStore("bytes").add(0);
          writing.oncomplete = () => (opening.result.close(), answer(undefined));
          writing.onabort = () => (opening.result.close(), answer(writing.error?.name));
        };
      }),
  );

/** Leaves the phone without room, until what it returns is called. */
async function hasNoRoom(page: Page): Promise<() => Promise<void>> {
  expect(await probes(page)).toBeUndefined();
  const session = await page.context().newCDPSession(page);
  await session.send("Storage.overrideQuotaForOrigin", { origin: new URL(page.url()).origin, quotaSize: 1 });
  // Chromium goes on for up to 30 seconds with the room that it knew of.
  await expect.poll(() => probes(page), { timeout: 60_000 }).toBe("QuotaExceededError");
  // Not by ending the session: Chromium then also ends what Playwright set for the page, such as that it is offline.
  return async () => {
    await session.send("Storage.overrideQuotaForOrigin", { origin: new URL(page.url()).origin });
    await expect.poll(() => probes(page), { timeout: 60_000 }).toBeUndefined();
  };
}

/** A visit typed in, not saved. */
async function typesVisit(page: Page, content: string): Promise<string> {
  await entry.opens(page, "记录跟进");
  const customer = await entry.choosesFirst(page, "客户");
  await page.getByRole("button", { name: "拜访", exact: true }).click();
  await page.getByLabel("沟通内容").fill(content);
  return customer;
}

const saves = (page: Page) => page.getByRole("button", { name: "保存跟进" }).click();

test("a full phone says so, keeps typed text and saves it once there is space", async ({ arrives }) => {
  test.setTimeout(120_000);
  const qian = await arrives("qian");
  await phone.goesOffline(qian);
  const content = "空间不够时写下的拜访";
  const customer = await typesVisit(qian, content);
  const free = await hasNoRoom(qian);
  await saves(qian);
  await expect(qian.getByRole("alert").filter({ hasText: "设备存储空间已满" })).toBeVisible();
  await expect(qian.getByLabel("沟通内容")).toHaveValue(content);
  await expect(phone.badge(qian)).not.toContainText("待上传");

  await free();
  await saves(qian);
  await expect(entry.saved(qian)).toContainText(customer);
  await phone.isWaitingToSend(qian, 1);
  await phone.comesOnline(qian);
  await phone.isInStep(qian);
});

test("while another tab holds the store the app says what to do and loses nothing", async ({ arrives }) => {
  test.slow();
  const qian = await arrives("qian");
  const [deaf, eager] = [await bare(qian), await bare(qian)];
  await phone.goesOffline(qian);
  await entry.logsVisit(qian, "标签页占用之前的拜访");
  await phone.isWaitingToSend(qian, 1);
  const name = await book(qian);

  // One page holds the store and ignores requests; a second one waits to upgrade it. Another page now has to wait for both.
  await deaf.evaluate(
    (name) => new Promise<void>((done) => (indexedDB.open(name).onsuccess = (event) => {
      Object.assign(window, { held: (event.target as IDBOpenDBRequest).result });
      done();
    })),
    name,
  );
  const again = await qian.context().newPage();
  await qian.close();
  await eager.evaluate((name) => new Promise<void>((done) => (indexedDB.open(name, 99).onblocked = () => done())), name);

  await again.goto("/");
  await expect(again.getByRole("heading", { level: 1, name: "无法打开本机存储" })).toBeVisible({ timeout: 30_000 });
  await expect(again.getByRole("alert")).toContainText("请关闭其他标签页后重试");

  await eager.close();
  await deaf.close();
  await again.getByRole("button", { name: "重试" }).click();
  await expect(again.getByRole("heading", { level: 1, name: "今日" })).toBeVisible();
  await phone.isWaitingToSend(again, 1);
  await phone.comesOnline(again);
  await phone.isInStep(again);
});

test("an older page releases the store to a newer release and says so", async ({ arrives }) => {
  const qian = await arrives("qian");
  const content = "新版本接管时写下的拜访";
  await typesVisit(qian, content);
  const newer = await bare(qian);
  const outcome = await newer.evaluate(
    (name) =>
      new Promise<string>((done) => {
        const request = indexedDB.open(name, 99);
        request.onblocked = () => done("blocked");
        request.onsuccess = () => done("opened");
      }),
    await book(qian),
  );
  expect(outcome, "the app's page did not stand in the way").toBe("opened");

  await saves(qian);
  await expect(qian.getByRole("alert").filter({ hasText: "此页面版本较旧" })).toBeVisible();
  await expect(qian.getByLabel("沟通内容")).toHaveValue(content);

  await qian.reload();
  await expect(qian.getByRole("heading", { level: 1, name: "无法打开本机存储" })).toBeVisible();
  await expect(qian.getByRole("alert")).toContainText("此页面版本较旧");
});
