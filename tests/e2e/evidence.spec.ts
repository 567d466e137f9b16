// DQ-02, FU-09: a photo taken offline is kept, sent when the network returns, and seen by those who may see it.
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { type Page } from "@playwright/test";

import * as customers from "./support/customers";
import * as entry from "./support/entry";
import { NAME } from "./support/people";
import * as phone from "./support/phone";
import { expect, test } from "./support/test";

const PHOTO = {
  name: "现场.jpg",
  mimeType: "image/jpeg",
  buffer: readFileSync(join(__dirname, "../../app/domain/src/sample/pictures/visit.jpg")),
};

/** How the server answers this page when it asks for an address. */
const statusOf = (page: Page, address: string): Promise<number> =>
  page.evaluate(async (address) => (await fetch(address)).status, address);

/** How many things lie in the phone's database of files: of each file what is known of it, and its bytes. */
const nKept = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const name = (await indexedDB.databases()).map((it) => it.name ?? "").find((it) => it.includes("files"));
    if (!name) return 0;
    const opening = indexedDB.open(name);
    const opened = await new Promise<IDBDatabase>((resolve, reject) => {
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const counted = Array.from(opened.objectStoreNames).map((drawer) => {
      const counting = opened.transaction(drawer).objectStore(drawer).count();
      return new Promise<number>((resolve, reject) => {
        counting.onsuccess = () => resolve(counting.result);
        counting.onerror = () => reject(counting.error);
      });
    });
    const total = (await Promise.all(counted)).reduce((sum, it) => sum + it, 0);
    opened.close();
    return total;
  });

test("a photo taken offline is sent later and visible only to the supervisor", async ({ arrives }) => {
  const lin = await arrives("lin");
  const words = "看了仓库，拍了门头";
  await phone.isInStep(lin);
  await phone.goesOffline(lin);
  await entry.opens(lin, "记录跟进");
  const customer = await entry.choosesFirst(lin, "客户");
  await lin.getByRole("button", { name: "拜访", exact: true }).click();
  await lin.getByLabel("沟通内容").fill(words);
  await lin.getByRole("button", { name: "保存跟进" }).click();

  // The sheet that confirms the save offers the camera.
  await entry.saved(lin).getByLabel("拍照").setInputFiles(PHOTO);
  const thumbnail = entry.saved(lin).getByRole("button", { name: "打开 现场.jpg" });
  await expect(thumbnail).toContainText("已存本机");
  await expect(entry.saved(lin)).toContainText("照片 1/1 待传");
  await entry.saved(lin).getByRole("link", { name: "查看客户" }).click();
  await expect(lin.getByRole("heading", { level: 1, name: customer })).toBeVisible();
  const address = lin.url();

  // After a cold start offline the photo is still there and is displayed.
  await lin.reload();
  const visit = entry.happening(lin, words);
  await expect(visit.getByRole("img", { name: "现场.jpg" })).toBeVisible();
  await phone.isWaitingToSend(lin, 2);

  await phone.comesOnline(lin);
  await phone.isInStep(lin);
  await expect(visit).not.toContainText("待传", phone.SOON);
  const picture = visit.getByRole("img", { name: "现场.jpg" });
  await expect(picture).toHaveAttribute("src", /^\/api\/v1\/attachments\/[0-9a-f-]{36}$/, phone.SOON);
  const source = await picture.getAttribute("src");
  expect(await statusOf(lin, source!)).toBe(200);

  const boss = await arrives("boss");
  await boss.goto(address);
  const seen = entry.happening(boss, words).getByRole("button", { name: "打开 现场.jpg" });
  await expect(seen.getByRole("img")).toBeVisible(phone.SOON);
  await seen.click();
  const viewer = boss.getByRole("dialog", { name: "现场.jpg" });
  await expect(viewer.getByRole("img")).toBeVisible();
  await expect(viewer).toContainText("林晓");
  await boss.goBack();
  await expect(viewer).toBeHidden();

  const other = await arrives("huang");
  expect(await statusOf(other, source!), "another team's rep").toBe(404);
});

test("a withdrawn attachment stays on record and proves nothing", async ({ arrives }) => {
  const lin = await arrives("lin");
  await entry.logsVisit(lin, "补拍合同");
  const visit = entry.happening(lin, "补拍合同");
  await visit.getByLabel("选文件").setInputFiles(PHOTO);
  await visit.getByRole("button", { name: "打开 现场.jpg" }).click();
  const viewer = lin.getByRole("dialog", { name: "现场.jpg" });
  await viewer.getByRole("button", { name: "撤回附件" }).click();
  await viewer.getByRole("button", { name: "撤回附件" }).click();
  await expect(viewer).toContainText("请填写");
  await viewer.getByLabel("原因").fill("拍错了");
  await viewer.getByRole("button", { name: "撤回附件" }).click();
  await expect(viewer).toBeHidden();
  await expect(visit.getByRole("button", { name: "打开 现场.jpg" })).toHaveCount(0);
});

test("a waiting photo can be cancelled offline and is deleted from the phone", async ({ arrives }) => {
  const lin = await arrives("lin");
  await phone.goesOffline(lin);
  await entry.logsVisit(lin, "拍错了人的名片");
  const visit = entry.happening(lin, "拍错了人的名片");
  await visit.getByLabel("选文件").setInputFiles(PHOTO);
  await expect(visit.getByRole("button", { name: "打开 现场.jpg" })).toContainText("已存本机");
  await expect.poll(() => nKept(lin)).toBe(2);

  await phone.goesTo(lin, "我的");
  const stop = lin.getByRole("button", { name: "停止上传 现场.jpg" });
  await stop.click();
  const question = lin.getByRole("dialog", { name: "停止上传这个文件？" });
  await question.getByRole("button", { name: "取消" }).click();
  await expect(stop).toBeVisible();
  await stop.click();
  await question.getByRole("button", { name: "停止上传" }).click();
  await expect(stop).toHaveCount(0);
  await expect.poll(() => nKept(lin)).toBe(0);

  await phone.comesOnline(lin);
  await phone.syncsNow(lin);
  await phone.isInStep(lin);
  await expect(stop).toHaveCount(0);
});

test("a photo of a draft survives a restart and is sent with the record", async ({ arrives }) => {
  const lin = await arrives("lin");
  const words = "先拍照，后写字";
  await phone.goesOffline(lin);
  await entry.opens(lin, "记录跟进");
  const photos = lin.getByRole("group", { name: "照片和文件" });
  await photos.getByLabel("选文件").setInputFiles(PHOTO);
  const photo = photos.getByRole("img", { name: "现场.jpg" });
  await expect(photo).toBeVisible();
  // It is not attached to a record yet, so nothing waits to be sent.
  await expect.poll(() => nKept(lin)).toBe(2);

  await lin.reload();
  await expect(photo).toBeVisible();
  const customer = await entry.choosesFirst(lin, "客户");
  await lin.getByRole("button", { name: "拜访", exact: true }).click();
  await lin.getByLabel("沟通内容").fill(words);
  await lin.getByRole("button", { name: "保存跟进" }).click();
  await expect(entry.saved(lin).getByRole("button", { name: "打开 现场.jpg" })).toContainText("已存本机");
  await entry.saved(lin).getByRole("link", { name: "查看客户" }).click();
  await expect(lin.getByRole("heading", { level: 1, name: customer })).toBeVisible();
  await phone.isWaitingToSend(lin, 2);
  const address = lin.url();
  // The next form starts without the photo.
  await entry.opens(lin, "记录跟进");
  await expect(photos.getByLabel("选文件")).toBeAttached();
  await expect(photos.getByRole("listitem")).toHaveCount(0);

  await phone.comesOnline(lin);
  await phone.isInStep(lin);
  await lin.goto(address);
  const visit = entry.happening(lin, words);
  await expect(visit.getByRole("button", { name: "打开 现场.jpg" })).toBeVisible();
  await expect(visit).not.toContainText("待传", phone.SOON);
  await expect.poll(() => nKept(lin), phone.SOON).toBe(0);
});

test("the voucher of a payment entered offline is sent with it", async ({ arrives }) => {
  const lin = await arrives("lin");
  await phone.goesOffline(lin);
  await entry.opens(lin, "登记回款");
  const photos = lin.getByRole("group", { name: "进账凭证" });
  const photo = photos.getByRole("img", { name: "现场.jpg" });
  await photos.getByLabel("选文件").setInputFiles(PHOTO);
  await expect(photo).toBeVisible();
  await entry.choosesFirst(lin, "订单");
  await lin.getByLabel("金额").fill("1.23");
  await lin.getByRole("button", { name: "保存回款" }).click();
  await expect(entry.saved(lin).getByRole("button", { name: "打开 现场.jpg" })).toContainText("已存本机");
  await entry.saved(lin).getByRole("link", { name: "查看订单" }).click();
  const payment = lin.getByRole("region", { name: "回款记录" }).getByRole("listitem").filter({ hasText: "¥1.23" });
  await expect(payment.getByRole("button", { name: "打开 现场.jpg" })).toBeVisible();
  await phone.isWaitingToSend(lin, 2);

  await phone.comesOnline(lin);
  await phone.isInStep(lin);
  await expect(payment).not.toContainText("待传", phone.SOON);
  await expect.poll(() => nKept(lin), phone.SOON).toBe(0);
});

test("the photo of a name card is deleted with a dropped draft or sent with the customer", async ({ arrives }) => {
  const lin = await arrives("lin");
  await phone.goesOffline(lin);
  await entry.opens(lin, "新建客户");
  const photos = lin.getByRole("group", { name: "名片照片" });
  const photo = photos.getByRole("img", { name: "现场.jpg" });
  await photos.getByLabel("选文件").setInputFiles(PHOTO);
  await expect(photo).toBeVisible();
  await lin.reload();
  await expect(photo).toBeVisible();
  await lin.getByRole("button", { name: "放弃草稿" }).click();
  await expect(photo).toHaveCount(0);
  await expect.poll(() => nKept(lin)).toBe(0);

  await photos.getByLabel("选文件").setInputFiles(PHOTO);
  await expect(photo).toBeVisible();
  await lin.getByLabel("名称").fill("名片上的新客户");
  await lin.getByRole("button", { name: "保存", exact: true }).click();
  await expect(lin.getByRole("heading", { level: 1, name: "名片上的新客户" })).toBeVisible();
  await expect(lin.getByRole("main").getByRole("button", { name: "打开 现场.jpg" })).toContainText("已存本机");
  await phone.isWaitingToSend(lin, 2);
});

test("the photo of a refused visit is sent with the retry", async ({ arrives }) => {
  const [he, zheng] = await Promise.all([arrives("he"), arrives("zheng")]);
  const words = "量了机房，拍了铭牌";
  await phone.goesOffline(he);
  await entry.opens(he, "记录跟进");
  const photos = he.getByRole("group", { name: "照片和文件" });
  const photo = photos.getByRole("img", { name: "现场.jpg" });
  await photos.getByLabel("选文件").setInputFiles(PHOTO);
  await expect(photo).toBeVisible();
  const lost = await entry.choosesFirst(he, "客户");
  await he.getByRole("button", { name: "拜访", exact: true }).click();
  await he.getByLabel("沟通内容").fill(words);
  await he.getByRole("button", { name: "保存跟进" }).click();
  await entry.saved(he).getByRole("link", { name: "查看客户" }).click();
  await expect(he.getByRole("heading", { level: 1, name: lost })).toBeVisible();
  await phone.isWaitingToSend(he, 2);

  // Meanwhile the customer is handed over: neither the visit nor its photo is accepted.
  await zheng.goto(new URL(he.url()).pathname);
  await customers.handsOver(zheng, NAME.wu, "区域调整");
  await phone.isInStep(zheng);
  await phone.comesOnline(he);
  await phone.needsAttention(he, 2);
  await phone.badge(he).click();
  const card = he.getByRole("article").filter({ hasText: words });
  await card.getByRole("button", { name: "修改后重试" }).click();

  // The form reopens with the text and the photo and keeps both. The refused record was for another customer.
  await expect(he.getByLabel("沟通内容")).toHaveValue(words);
  await expect(photo).toBeVisible();
  await he.reload();
  await expect(photo).toBeVisible();
  const customer = await entry.choosesFirst(he, "客户");
  expect(customer).not.toBe(lost);
  await he.getByRole("button", { name: "保存跟进" }).click();
  await expect(entry.saved(he).getByRole("button", { name: "打开 现场.jpg" })).toBeVisible();
  await entry.saved(he).getByRole("link", { name: "查看客户" }).click();
  await expect(he.getByRole("heading", { level: 1, name: customer })).toBeVisible();
  const visit = entry.happening(he, words);
  await expect(visit.getByRole("button", { name: "打开 现场.jpg" })).toBeVisible();
  await expect(visit).not.toContainText("待传", phone.SOON);
  await expect.poll(() => nKept(he), phone.SOON).toBe(0);
});

test("a file that is no photo is refused with an explanation", async ({ arrives }) => {
  const lin = await arrives("lin");
  await entry.logsVisit(lin, "收到一份网页");
  const page = { name: "合同.jpg", mimeType: "image/jpeg", buffer: Buffer.from("<!doctype html><script>alert(1)</script>") };
  await entry.happening(lin, "收到一份网页").getByLabel("选文件").setInputFiles(page);
  await expect(lin.getByText("只接受照片")).toBeVisible();
});
