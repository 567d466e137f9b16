// Configuration of the browser tests: one phone-sized Chromium, provided by xtask.
import { defineConfig } from "@playwright/test";

import { launched } from "./support/chromium";

export default defineConfig({
  testDir: ".",
  outputDir: "results",
  globalSetup: "./support/sample.ts",
  // Each worker has its own server, so specs run in parallel without affecting each other.
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: !!process.env.CI,
  reporter: [["list"]],
  use: {
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    serviceWorkers: "allow",
    // What was done and what the browser and the network said. A picture of the page before each step as well takes a third of the whole run.
    trace: { mode: "retain-on-failure", snapshots: false, screenshots: false },
    screenshot: "only-on-failure",
    launchOptions: launched(process.env.DABIAO_CHROMIUM_LIGHT ?? process.env.DABIAO_CHROMIUM),
  },
  projects: [{ name: "phone" }],
});
