// Measures a first visit on two lines, at a quarter of this processor's speed: until the sign-in form can be used, and from there to Today.
// Prints `what <tab> milliseconds`.
import { chromium } from "@playwright/test";

const [url, account, password] = process.argv.slice(2);
const RUNS = 3;
const LINES = [
  { name: "1.6 Mbps, 150 ms", kbps: 1_600, latency: 150 },
  { name: "9 Mbps, 60 ms", kbps: 9_000, latency: 60 },
];

const browser = await chromium.launch({
  executablePath: process.env.DABIAO_CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

const median = (all) => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)];

const visit = async ({ kbps, latency }) => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: "zh-CN" });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", { offline: false, latency, downloadThroughput: (kbps * 1_000) / 8, uploadThroughput: (kbps * 1_000) / 8 });
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  const began = Date.now();
  await page.goto(url, { waitUntil: "commit" });
  await page.locator("input[name=account]").waitFor({ timeout: 120_000 });
  const door = Date.now() - began;
  await page.locator("input[name=account]").fill(account);
  await page.locator("input[name=password]").fill(password);
  const pressed = Date.now();
  await page.locator("button[type=submit]").click();
  await page.locator("main h1", { hasText: "今日" }).waitFor({ timeout: 120_000 });
  const today = Date.now() - pressed;
  await context.close();
  return { door, today };
};

try {
  for (const line of LINES) {
    const all = [];
    for (let run = 0; run < RUNS; run++) all.push(await visit(line));
    console.log(`first visit to a usable sign-in, ${line.name}, 4× slowdown\t${median(all.map((it) => it.door))}`);
    console.log(`  then to Today, signing in at once\t${median(all.map((it) => it.today))}`);
  }
} finally {
  await browser.close();
}
