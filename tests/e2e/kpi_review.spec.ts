// DQ-01, DQ-02: a KPI that asks for evidence and a review. A value is entered and proven without a network, returned, amended and approved.
import { readFileSync } from "node:fs";
import { join } from "node:path";

import * as entry from "./support/entry";
import { NAME } from "./support/people";
import * as phone from "./support/phone";
import { DESK, expect, test } from "./support/test";

const PHOTO = {
  name: "签收单.jpg",
  mimeType: "image/jpeg",
  buffer: readFileSync(join(__dirname, "../../app/domain/src/sample/pictures/visit.jpg")),
};
const KPI = "样板店签约数";

test("a value of a KPI is proven and entered offline, returned, amended and approved", async ({ arrives }) => {
  const [admin, lin, boss] = await Promise.all([arrives("admin", DESK), arrives("lin"), arrives("boss", DESK)]);
  await admin.goto("/settings/kpis");
  await admin.getByRole("button", { name: "新增指标" }).click();
  const sheet = admin.getByRole("dialog", { name: "新增指标" });
  await sheet.getByLabel(/^名称/).fill(KPI);
  await sheet.getByLabel("计量词").fill("家");
  const asks = sheet.getByRole("group", { name: "填报要求" });
  await asks.getByRole("button", { name: "须附凭证" }).click();
  await asks.getByRole("button", { name: "须审核" }).click();
  await expect(sheet).toContainText("由人填报，按日累计；须附凭证、须审核");
  await sheet.getByRole("button", { name: "保存" }).click();
  await expect(sheet).toBeHidden();
  await expect(admin.getByRole("row").filter({ hasText: KPI })).toContainText("须附凭证、须审核");

  await phone.isInStep(lin);
  await entry.opens(lin, "填报指标");
  await expect(lin.getByLabel("指标").locator("option", { hasText: KPI })).toHaveCount(1, phone.SOON);
  await phone.goesOffline(lin);
  await lin.getByLabel("指标").selectOption({ label: KPI });
  await expect(lin.getByText("须附凭证：没有也能先保存")).toBeVisible();
  // Every mistake at once, at its field; nothing is lost.
  await lin.getByLabel(/^数值/).fill("3.5");
  await lin.getByLabel(/^日期/).fill("");
  await lin.getByRole("button", { name: "保存填报" }).click();
  await expect(lin.getByLabel(/^数值/)).toHaveAttribute("aria-invalid", "true");
  await expect(lin.getByLabel(/^日期/)).toHaveAttribute("aria-invalid", "true");
  await expect(lin.getByLabel(/^数值/)).toHaveValue("3.5");
  await lin.getByLabel(/^数值/).fill("3");
  const today = await lin.evaluate(() => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10));
  await lin.getByLabel(/^日期/).fill(today);
  await lin.getByRole("button", { name: "保存填报" }).click();
  await expect(lin.getByRole("heading", { level: 1, name: KPI })).toBeVisible();
  const main = lin.getByRole("main");
  await expect(main).toContainText("含未审核 3 家");
  const row = lin.getByRole("region", { name: "填报记录" }).getByRole("link").filter({ hasText: NAME.lin });
  await expect(row).toContainText("待审核");
  await expect(row).toContainText("待补凭证");

  // Proven on its page, still without a network.
  await row.click();
  await main.getByLabel("拍照").setInputFiles(PHOTO);
  await expect(main.getByRole("button", { name: "打开 签收单.jpg" })).toBeVisible();
  await expect(main).not.toContainText("待补凭证");
  await phone.isWaitingToSend(lin, 2);
  const address = new URL(lin.url()).pathname;
  await lin.reload();
  await expect(main).toContainText("3 家");
  await expect(main).toContainText("待审核");
  await phone.comesOnline(lin);
  await phone.isInStep(lin);

  // The supervisor finds it in the review list and returns it; without a reason it is refused.
  await boss.goto("/review");
  const waiting = boss.locator(`[data-record="${address.split("/").pop()}"]`);
  await expect(waiting).toContainText(KPI, phone.SOON);
  await expect(waiting).toContainText("3 家");
  await expect(waiting).not.toContainText("待补凭证", phone.SOON);
  await waiting.getByRole("link").click();
  await expect(boss.getByRole("button", { name: "打开 签收单.jpg" })).toBeVisible(phone.SOON);
  await boss.getByRole("main").getByRole("button", { name: "退回" }).click();
  const back = boss.getByRole("dialog", { name: "退回，说明原因" });
  await back.getByRole("button", { name: "退回" }).click();
  await expect(back).toContainText("请填写此项");
  await back.getByLabel("原因").fill("有一家还没签收");
  await back.getByRole("button", { name: "退回" }).click();
  await expect(back).toBeHidden();

  // It returns to her Today; she amends it offline, and a value of zero is refused at its field.
  await phone.goesTo(lin, "今日");
  const returned = lin.getByRole("link").filter({ hasText: "有一家还没签收" });
  await expect(returned).toContainText(KPI, phone.SOON);
  await phone.goesOffline(lin);
  await returned.click();
  await expect(main).toContainText("已退回");
  await main.getByRole("button", { name: "修改" }).click();
  const amending = lin.getByRole("dialog", { name: "修改填报" });
  await amending.getByLabel(/^数值/).fill("0");
  await amending.getByRole("button", { name: "保存" }).click();
  await expect(amending.getByLabel(/^数值/)).toHaveAttribute("aria-invalid", "true");
  await amending.getByLabel(/^数值/).fill("2");
  await amending.getByRole("button", { name: "保存" }).click();
  await expect(amending).toBeHidden();
  await expect(main).toContainText("2 家");
  await expect(main).toContainText("待审核");
  await phone.comesOnline(lin);
  await phone.isInStep(lin);

  await expect(boss.getByRole("main")).toContainText("2 家", phone.SOON);
  await boss.getByRole("main").getByRole("button", { name: "通过", exact: true }).click();
  await expect(main).toContainText("审核通过", phone.SOON);
  await main.getByRole("link", { name: KPI }).first().click();
  await expect(main).toContainText("2 家");
  await expect(main).not.toContainText("含未审核");

  // The change log tells what became of it.
  await lin.goto(`/history/kpi_entry/${address.split("/").pop()}`);
  await expect(main).toContainText("3 家 → 2 家", phone.SOON);
});
