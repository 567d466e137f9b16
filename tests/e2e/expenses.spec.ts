// Expenses: entered offline, amended, shown in the supervisor's figures by channel, opened down to the record, withdrawn.
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { type Locator, type Page } from "@playwright/test";

import * as entry from "./support/entry";
import { covered } from "./support/fit";
import { NAME } from "./support/people";
import * as phone from "./support/phone";
import { expect, test } from "./support/test";

const RECEIPT = {
  name: "票据.jpg",
  mimeType: "image/jpeg",
  buffer: readFileSync(join(__dirname, "../../app/domain/src/sample/pictures/receipt.jpg")),
};

const spending = (page: Page): Locator => page.getByRole("region", { name: "销售费用" });
const channel = (page: Page, name: string): Locator => spending(page).getByRole("link", { name, exact: true });

/** What was spent on a channel this month, in fen; nothing where the table has no such row. */
async function spentOn(page: Page, name: string): Promise<number> {
  await expect(spending(page)).toBeVisible();
  const cell = spending(page).locator("tr").filter({ has: page.getByRole("link", { name, exact: true }) }).locator('td[data-label="销售费用"]');
  if ((await cell.count()) === 0) return 0;
  return Math.round(Number((await cell.innerText()).replace(/[^\d.-]/g, "")) * 100);
}

test("an expense entered offline is in the supervisor's figures", async ({ arrives }) => {
  const [boss, lin] = await Promise.all([arrives("boss"), arrives("lin")]);
  await phone.goesTo(boss, "业绩");
  const before = await spentOn(boss, "展会");

  await phone.goesOffline(lin);
  await entry.opens(lin, "记录费用");
  const kinds = lin.getByRole("group", { name: "费用类别" });
  const save = lin.getByRole("button", { name: "保存费用" });

  // All errors are shown at once, each next to its field.
  await kinds.getByRole("button", { name: "其他" }).click();
  await save.click();
  await expect(lin.getByText("请填写此项")).toHaveCount(2);

  // A fair preselects the channel of fairs and the purpose of new customers; both can be changed.
  await kinds.getByRole("button", { name: "展会" }).click();
  const channels = lin.getByRole("group", { name: "获客渠道" });
  await expect(channels.getByRole("button", { name: "展会" })).toHaveAttribute("aria-pressed", "true");
  await expect(lin.getByRole("group", { name: "用途" }).getByRole("button", { name: "新客户开发" })).toHaveAttribute("aria-pressed", "true");
  await lin.getByLabel("金额").fill("12345.67");
  await lin.getByLabel("备注").fill("行业展展位费");
  await save.click();

  await expect(lin.getByRole("heading", { level: 1, name: "销售费用" })).toBeVisible();
  const row = lin.getByRole("list", { name: "销售费用" }).getByRole("link").filter({ hasText: "行业展展位费" });
  await expect(row).toContainText("12,345.67");
  await row.click();
  const main = lin.getByRole("main");
  await expect(main).toContainText("已存本机");
  await lin.getByRole("button", { name: "修改" }).click();
  const sheet = lin.getByRole("dialog", { name: "修改费用" });
  await sheet.getByLabel("金额").fill("12000");
  await sheet.getByRole("button", { name: "保存" }).click();
  await expect(sheet).toBeHidden();
  await expect(main).toContainText("12,000.00");
  await phone.isWaitingToSend(lin, 2);
  const address = new URL(lin.url()).pathname;
  await lin.reload();
  await expect(main).toContainText("12,000.00");
  expect(await spentOn(boss, "展会"), "nothing has left the phone yet").toBe(before);

  await phone.comesOnline(lin);
  await phone.isInStep(lin);
  await expect(main).toContainText("已确认");
  await expect.poll(() => spentOn(boss, "展会"), phone.SOON).toBe(before + 1_200_000);

  // From the channel down to the record, which the supervisor withdraws.
  await channel(boss, "展会").click();
  await expect(boss.getByRole("heading", { level: 1, name: "展会：投入与产出" })).toBeVisible();
  await boss.getByRole("list", { name: "销售费用" }).getByRole("link").filter({ hasText: "行业展展位费" }).click();
  await expect(boss).toHaveURL(new RegExp(`${address}$`));
  await expect(boss.getByRole("main")).toContainText(NAME.lin);
  await boss.getByRole("button", { name: "作废" }).click();
  const taking = boss.getByRole("dialog", { name: "作废费用" });
  await taking.getByRole("button", { name: "作废" }).click();
  await expect(taking).toContainText("请填写此项");
  await taking.getByLabel("原因").fill("由市场部承担");
  await taking.getByRole("button", { name: "作废" }).click();
  await expect(taking).toBeHidden();
  await expect(boss.getByRole("main")).toContainText("已作废");
  await phone.goesTo(boss, "业绩");
  await expect.poll(() => spentOn(boss, "展会"), phone.SOON).toBe(before);
  await expect(main).toContainText(`${NAME.boss} 作废：由市场部承担`, phone.SOON);
  await expect(lin.getByRole("button", { name: "修改" })).toHaveCount(0);

  // Its row says all of it on the narrowest phone, in the longer language.
  await lin.goto("/me");
  await lin.getByRole("radio", { name: "English" }).check();
  await lin.goto("/expenses");
  await lin.setViewportSize({ width: 320, height: 844 });
  await expect(lin.getByRole("list", { name: "Expenses" }).getByRole("link").filter({ hasText: "行业展展位费" })).toContainText("Taken back");
  expect(await covered(lin)).toEqual([]);
});

test("an expense without a network gets its receipt and its customer, and the supervisor approves it", async ({ arrives }) => {
  const [qian, sun] = await Promise.all([arrives("qian"), arrives("sun")]);
  await phone.goesOffline(qian);
  await entry.opens(qian, "记录费用");
  await qian.getByRole("group", { name: "费用类别" }).getByRole("button", { name: "招待" }).click();
  await qian.getByLabel("金额").fill("486");
  await qian.getByLabel("备注").fill("技术交流晚餐");
  await qian.getByRole("button", { name: "保存费用" }).click();
  await qian.getByRole("list", { name: "销售费用" }).getByRole("link").filter({ hasText: "技术交流晚餐" }).click();
  const main = qian.getByRole("main");
  await expect(main).toContainText("待审核");

  // The receipt belongs to the expense, which has no customer yet.
  await main.getByLabel("拍照").setInputFiles(RECEIPT);
  await expect(main.getByRole("button", { name: "打开 票据.jpg" })).toContainText("已存本机");
  await main.getByRole("button", { name: "更正归属" }).click();
  const sheet = qian.getByRole("dialog", { name: "更正归属" });
  const field = sheet.getByLabel("关联客户（选填）");
  const customer = (await field.locator("option").nth(1).innerText()).trim();
  await field.selectOption({ label: customer });
  await sheet.getByRole("button", { name: "保存" }).click();
  await expect(sheet).toBeHidden();
  await expect(main.getByRole("link", { name: customer })).toBeVisible();
  const address = new URL(qian.url()).pathname;
  await qian.reload();
  await expect(main.getByRole("button", { name: "打开 票据.jpg" })).toBeVisible();

  await phone.comesOnline(qian);
  await phone.isInStep(qian);
  await sun.goto("/review");
  const row = sun.locator(`[data-record="${address.split("/").pop()}"]`);
  await expect(row).toContainText("技术交流晚餐", phone.SOON);
  await expect(row).toContainText(customer);
  await row.getByRole("link").click();
  await expect(sun.getByRole("main").getByRole("button", { name: "打开 票据.jpg" }).getByRole("img")).toBeVisible(phone.SOON);
  await sun.getByRole("main").getByRole("button", { name: "通过", exact: true }).click();
  await expect(main).toContainText(`${NAME.sun} 于`, phone.SOON);

  // After a change the expense waits for review again, and the approved version remains valid.
  await main.getByRole("button", { name: "修改", exact: true }).click();
  const amending = qian.getByRole("dialog", { name: "修改费用" });
  await amending.getByLabel("金额").fill("586");
  await amending.getByRole("button", { name: "保存" }).click();
  await expect(main).toContainText("已审核的内容保留为");
});
