// A reopened form: an earlier choice is not a draft, and the person is asked before earlier text is shown.
import { type Page } from "@playwright/test";

import * as entry from "./support/entry";
import * as phone from "./support/phone";
import { expect, test } from "./support/test";

const QUESTION = "上次的记录还没写完";

test("choosing whom a form is about leaves nothing behind", async ({ arrives }) => {
  const zhang = await arrives("zhang");
  for (const [form, group] of [
    ["记录跟进", "客户"],
    ["录入订单", "客户"],
    ["登记回款", "订单"],
  ] as const) {
    await entry.opens(zhang, form);
    await entry.choosesFirst(zhang, group);
    await phone.goesTo(zhang, "客户");
    await entry.opens(zhang, form);
    await expect(zhang.getByRole("group", { name: group }).getByRole("listitem").first()).toBeVisible();
    await expect(zhang.getByText(QUESTION)).toBeHidden();
    await phone.goesTo(zhang, "客户");
  }
});

const FORMS: { form: Parameters<typeof entry.opens>[1]; field: string; words: string }[] = [
  { form: "记录跟进", field: "沟通内容", words: "写了一半的跟进" },
  { form: "登记回款", field: "备注", words: "写了一半的回款" },
  { form: "记录费用", field: "备注", words: "写了一半的费用" },
  { form: "新建客户", field: "名称", words: "写了一半的客户" },
];

for (const { form, field, words } of FORMS) {
  test(`${form}, left half-written, asks whether to go on`, async ({ arrives }) => {
    const zhang = await arrives("zhang");
    const typed = zhang.getByLabel(field).first();
    const leaves = async (page: Page) => {
      await phone.goesTo(page, "客户");
      await entry.opens(page, form);
      await expect(page.getByText(QUESTION)).toBeVisible();
      await expect(page.getByRole("main")).toContainText(words);
      await expect(typed).toBeHidden();
    };
    await entry.opens(zhang, form);
    await typed.fill(words);
    await leaves(zhang);
    await zhang.getByRole("button", { name: "继续上次" }).click();
    await expect(typed).toHaveValue(words);

    // A reload keeps the form as it was, because nobody opened it again.
    await zhang.reload();
    await expect(typed).toHaveValue(words);
    await leaves(zhang);
    await zhang.getByRole("button", { name: "新记录" }).click();
    await expect(typed).toHaveValue("");
    await phone.goesTo(zhang, "客户");
    await entry.opens(zhang, form);
    await expect(typed).toHaveValue("");
    await expect(zhang.getByText(QUESTION)).toBeHidden();
  });
}
