// Notices outside the app: a person enables push on their phone, the administrator manages the quiet hours and a chat group's robot.
import { signIn } from "./support/people";
import * as phone from "./support/phone";
import { DESK, expect, test } from "./support/test";

/** A browser maker's push service that gives out an address without a network. The keys are a real point of P-256 and 16 bytes. */
const fakePush = () => {
  let subscription: object | null = null;
  Object.defineProperty(Notification, "permission", { get: () => "granted" });
  Notification.requestPermission = async () => "granted";
  PushManager.prototype.getSubscription = async () => subscription as PushSubscription | null;
  PushManager.prototype.subscribe = async () => {
    const keys = {
      p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
      auth: "BTBZMqHH6r4Tts7J_aSIgg",
    };
    const unsubscribe = async () => {
      subscription = null;
      return true;
    };
    subscription = { toJSON: () => ({ endpoint: "https://push.example.com/e2e", keys }), unsubscribe };
    return subscription as PushSubscription;
  };
};

test("a person enables and disables push", async ({ newPage }) => {
  const page = await newPage();
  await page.addInitScript(fakePush);
  await signIn(page, "lin");
  await page.goto("/me");
  const card = page.getByRole("region", { name: "提醒方式" });
  await expect(card).toContainText("这台服务器没有配置发信。");
  await expect(card).toContainText("21:00 至 08:00 为免打扰时段");
  await card.getByRole("button", { name: "开启" }).click();
  await expect(card.getByText("已开启")).toBeVisible();
  await page.reload();
  await expect(card.getByText("已开启")).toBeVisible();
  await card.getByRole("button", { name: "关闭" }).click();
  await expect(card.getByText("已开启")).toBeHidden();
});

test("a person sets own quiet hours and returns to the company's", async ({ arrives }) => {
  const lin = await arrives("lin");
  await lin.goto("/me");
  const card = lin.getByRole("region", { name: "提醒方式" });
  await expect(card).toContainText("21:00 至 08:00 为免打扰时段");
  const own = card.getByLabel("用我自己的时段，不用公司的");
  await own.check();
  await card.getByLabel("免打扰开始").selectOption("23:00");
  await card.getByLabel("免打扰结束").selectOption("06:30");
  await card.getByRole("button", { name: "保存" }).click();
  await expect(card).toContainText("23:00 至 06:30 为免打扰时段");
  await lin.reload();
  await expect(own).toBeChecked();
  await expect(card.getByLabel("免打扰开始")).toHaveValue("1380");
  await own.uncheck();
  await card.getByRole("button", { name: "保存" }).click();
  await expect(card).toContainText("21:00 至 08:00 为免打扰时段");
});

test("the administrator sets quiet hours and robots, and a robot's address is never shown again", async ({ arrives }) => {
  const admin = await arrives("admin", DESK);
  await admin.goto("/settings/notices");
  const rules = admin.getByRole("region", { name: "提醒规则" });
  await rules.getByLabel("免打扰开始").selectOption("22:00");
  await rules.getByRole("button", { name: "保存" }).click();
  await expect(admin.getByText("已存本机").first()).toBeVisible();
  await phone.isInStep(admin);
  // Checks the values that the server stored, not the selected ones.
  await admin.reload();
  await expect(rules.getByLabel("免打扰开始")).toHaveValue("1320");

  // The state of each channel in words: this server has no mail server to send through.
  const ways = admin.getByRole("region", { name: "发送情况" });
  await expect(ways.getByRole("listitem")).toHaveCount(3);
  await expect(ways.getByRole("listitem").filter({ hasText: "邮件提醒" })).toContainText("这台服务器没有配置发信。");

  const robots = admin.getByRole("region", { name: "群机器人" });
  await expect(robots).toContainText("还没有群机器人");
  await robots.getByRole("button", { name: "添加机器人" }).click();
  const sheet = admin.getByRole("dialog", { name: "添加机器人" });
  await sheet.getByLabel("名称").fill("华东一组群");
  await sheet.getByLabel("平台").selectOption("钉钉");
  await sheet.getByLabel("Webhook 地址").fill("http://10.0.0.8/robot/send?access_token=s3cret");
  await sheet.getByLabel("加签密钥").fill("SECs3cret");
  await sheet.getByRole("button", { name: "保存" }).click();
  await expect(sheet.getByText(/^格式不正确/).first()).toBeVisible();
  await sheet.getByLabel("Webhook 地址").fill("https://oapi.dingtalk.com/robot/send?access_token=s3cret");
  await sheet.getByRole("button", { name: "保存" }).click();
  await expect(robots.getByRole("listitem")).toContainText("钉钉 · oapi.dingtalk.com");

  await robots.getByRole("button", { name: "编辑 华东一组群" }).click();
  const kept = admin.getByRole("dialog", { name: "华东一组群" });
  await expect(kept.getByLabel("Webhook 地址")).toHaveValue("");
  await expect(kept.getByLabel("加签密钥")).toHaveValue("");
  expect(await admin.content()).not.toContain("s3cret");
  await kept.getByRole("button", { name: "删除" }).click();
  await admin.getByRole("dialog", { name: "删除这个机器人？" }).getByRole("button", { name: "删除" }).click();
  await expect(robots).toContainText("还没有群机器人");
});
