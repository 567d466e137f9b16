// FU-05, FU-06: a promised next step becomes a task on its day, also offline; the next contact completes it.
import * as entry from "./support/entry";
import { NAME } from "./support/people";
import * as phone from "./support/phone";
import { expect, test } from "./support/test";

test("a promise becomes a task that the next contact completes", async ({ arrives }) => {
  const lin = await arrives("lin");
  await phone.goesOffline(lin);
  await entry.opens(lin, "记录跟进");
  const customer = await entry.choosesFirst(lin, "客户");
  await lin.getByLabel("沟通内容").fill("客户询价，确认型号");
  await lin.getByLabel("客户反馈").fill("预算已批");
  await lin.getByLabel("下一步计划").fill("3日内提交报价单（一期）");
  await lin.getByRole("button", { name: /^设为 / }).click();
  await expect(lin.getByLabel("下次跟进日期", { exact: true }).and(lin.locator("input"))).not.toHaveValue("");
  await lin.getByRole("button", { name: "保存跟进" }).click();
  await entry.isDone(lin);

  // It is listed as pending before anything is sent.
  await lin.goto("/tasks");
  await expect(lin.getByRole("heading", { level: 1, name: "客户跟进" })).toBeVisible();
  const task = lin.getByRole("button", { name: "3日内提交报价单（一期）" });
  await expect(task).toContainText(customer);
  await expect(task).toContainText("待处理");

  await task.click();
  const sheet = lin.getByRole("dialog", { name: "跟进任务" });
  await expect(sheet).toContainText("跟进时约定");
  await sheet.getByRole("link", { name: "记录跟进" }).click();
  await lin.getByLabel("沟通内容").fill("报价单已发");
  // Not due yet, so the rep ticks it.
  await lin.getByRole("checkbox", { name: /3日内提交报价单（一期）/ }).check();
  await lin.getByRole("button", { name: "保存跟进" }).click();
  await entry.isDone(lin);
  await lin.goto("/tasks");
  await expect(lin.getByRole("heading", { level: 1, name: "客户跟进" })).toBeVisible();
  await expect(task).toHaveCount(0);

  // Once the network returns, the supervisor can read the notes.
  await phone.comesOnline(lin);
  await phone.isInStep(lin);
  const boss = await arrives("boss");
  await boss.goto("/weekly");
  await expect(boss.getByText("报价单已发")).toBeVisible();
});

test("a supervisor assigns a task and its owner finishes it", async ({ arrives }) => {
  const boss = await arrives("boss");
  await boss.goto("/tasks");
  await boss.getByRole("button", { name: "新建任务" }).click();
  const form = boss.getByRole("dialog", { name: "新建任务" });
  const customer = form.getByLabel(/^客户/);
  await customer.selectOption({ index: 1 });
  await form.getByLabel(/^跟进目标/).fill("解决售后问题（二期）");
  await form.getByLabel("由谁完成").selectOption({ label: NAME.lin });
  await form.getByRole("button", { name: "新建任务" }).click();
  await expect(form).toBeHidden();
  await phone.isInStep(boss);

  const lin = await arrives("lin");
  await lin.goto("/tasks");
  await lin.getByRole("button", { name: "解决售后问题（二期）" }).click();
  const sheet = lin.getByRole("dialog", { name: "跟进任务" });
  await expect(sheet).toContainText(`${NAME.boss} 安排`);
  await sheet.getByRole("button", { name: "完成任务" }).click();
  await expect(lin.getByRole("button", { name: "解决售后问题（二期）" })).toHaveCount(0);
});
