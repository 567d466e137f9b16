// A rep requests a grade offline; the manager decides it, and later the review after the quarter.
import { findings } from "./support/axe";
import * as entry from "./support/entry";
import * as phone from "./support/phone";
import { expect, test } from "./support/test";

const GRADES = { strategic: "战略客户", key: "重点客户" };

test("a grade requested offline is granted by a manager and reported to the rep", async ({ arrives }) => {
  const lina = await arrives("lina");
  const customer = await entry.logsVisit(lina, "全年预计 30 万，客户希望签框架协议");
  await phone.isInStep(lina);
  const address = new URL(lina.url()).pathname;
  await phone.goesOffline(lina);
  await lina.getByRole("button", { name: "调整等级" }).click();
  const sheet = lina.getByRole("dialog");
  await sheet.getByRole("button", { name: "提交" }).click();
  await expect(sheet).toContainText("请填写此项");
  const grade = sheet.getByRole("combobox", { name: "调整为" });
  // Counting does not wait for the sheet.
  await expect(grade).toBeVisible();
  const asked = (await grade.locator("option[value=key]").count()) === 0 ? "strategic" : "key";
  await grade.selectOption(asked);
  await sheet.getByRole("textbox", { name: "原因" }).fill("已签三年框架协议");
  await sheet.getByRole("button", { name: "提交" }).click();
  await expect(lina.getByRole("main")).toContainText("已签三年框架协议");
  await expect(lina.getByRole("main")).toContainText("需部门经理审批");
  await phone.comesOnline(lina);
  await phone.isInStep(lina);

  const manager = await arrives("manager");
  await manager.goto("/grades");
  const request = manager.getByRole("article").filter({ hasText: "已签三年框架协议" });
  await expect(request).toBeVisible();
  expect(await findings(manager)).toEqual([]);
  await request.getByRole("button", { name: "同意", exact: true }).click();
  await manager.getByRole("dialog").getByRole("button", { name: "同意", exact: true }).click();
  await expect(request).toHaveCount(0);
  await phone.isInStep(manager);
  await manager.goto(address);
  await expect(manager.getByRole("heading", { level: 1, name: customer })).toBeVisible();
  // Granted: the grade is the requested one, nothing waits any more, and the history shows it.
  const standing = manager.getByRole("region", { name: "等级与策略" });
  await expect(standing.locator("span.badge").first()).toHaveText(GRADES[asked]);
  await expect(standing.locator("[data-request]")).toHaveCount(0);
  await expect(manager.getByRole("list", { name: "往来记录" })).toContainText(`→ ${GRADES[asked]}`);
});

test("a proposed grade is declined only with a reason", async ({ arrives }) => {
  const manager = await arrives("manager");
  await manager.goto("/grades");
  const proposal = manager.locator("[data-proposal]").filter({ has: manager.getByRole("button", { name: "不同意" }) }).first();
  await expect(proposal).toBeVisible();
  const number = await proposal.getAttribute("data-proposal");
  await proposal.getByRole("button", { name: "不同意" }).click();
  const sheet = manager.getByRole("dialog");
  await sheet.getByRole("button", { name: "不同意" }).click();
  await expect(sheet).toContainText("请填写此项");
  await sheet.getByRole("textbox", { name: "说明" }).fill("下季度有大单");
  await sheet.getByRole("button", { name: "不同意" }).click();
  await manager.getByText("已处理", { exact: true }).click();
  await expect(manager.locator(`[data-proposal="${number}"]`)).toContainText("下季度有大单");
});

test("a half-typed decision survives incoming changes and a restart", async ({ arrives }) => {
  const [manager, lin] = await Promise.all([arrives("manager"), arrives("lin")]);
  await manager.goto("/grades");
  const first = manager.locator("[data-proposal]").filter({ has: manager.getByRole("button", { name: "不同意" }) }).first();
  const number = await first.getAttribute("data-proposal");
  const decline = manager.locator(`[data-proposal="${number}"]`).getByRole("button", { name: "不同意" });
  await decline.click();
  const words = manager.getByRole("dialog").getByRole("textbox", { name: "说明" });
  await words.fill("客户说下半年");

  // A request from someone else arrives behind the sheet.
  await entry.logsVisit(lin, "谈到明年的框架协议");
  await lin.getByRole("button", { name: "调整等级" }).click();
  const asking = lin.getByRole("dialog");
  const grade = asking.getByRole("combobox", { name: "调整为" });
  // Counting does not wait for the sheet.
  await expect(grade).toBeVisible();
  await grade.selectOption((await grade.locator("option[value=key]").count()) === 0 ? "strategic" : "key");
  await asking.getByRole("textbox", { name: "原因" }).fill("已谈妥明年的框架");
  await asking.getByRole("button", { name: "提交" }).click();
  await expect(asking).toBeHidden();
  await phone.isInStep(lin);
  await expect(manager.locator("[data-request]").filter({ hasText: "已谈妥明年的框架" })).toHaveCount(1, phone.SOON);

  // The sheet was not rebuilt: typing continues where it was.
  await expect(words).toBeFocused();
  await words.pressSequentially("再看");
  await expect(words).toHaveValue("客户说下半年再看");
  await manager.reload();
  await decline.click();
  await expect(words).toHaveValue("客户说下半年再看");
});
