// `test` for journeys: a server per worker, and people with their own phone or desk.
import { type BrowserContextOptions, type Page } from "@playwright/test";

import { type Account, signIn } from "./people";
import { test as withServer } from "./server";

export const DESK: BrowserContextOptions = { viewport: { width: 1440, height: 900 }, isMobile: false, hasTouch: false, deviceScaleFactor: 1 };

type Arrives = (account: Account, options?: BrowserContextOptions) => Promise<Page>;

/**
 * A sheet that has just closed takes its entry out of the history a moment later. Nobody types an address, reloads or presses "back" that
 * quickly, and a script that did would be called back.
 */
function unhurried(page: Page): Page {
  const rest = async (): Promise<void> => {
    const isAtRest = () => document.querySelector("dialog[open]") !== null || !String(history.state).startsWith("sheet-");
    // A leftover entry (after a reload, for example) remains: then there is nothing to wait for.
    await page.waitForFunction(isAtRest, undefined, { timeout: 1_000 }).catch(() => undefined);
  };
  const { goto, reload, goBack } = page;
  page.goto = async (...to) => rest().then(() => goto.apply(page, to));
  page.reload = async (...how) => rest().then(() => reload.apply(page, how));
  page.goBack = async (...how) => rest().then(() => goBack.apply(page, how));
  return page;
}

export const test = withServer.extend<{ newPage: (options?: BrowserContextOptions) => Promise<Page>; arrives: Arrives }>({
  /** A browser of its own, at the door. */
  newPage: async ({ browser, baseURL }, use) => {
    const contexts: { close(): Promise<void> }[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({ baseURL, reducedMotion: "reduce", ...options });
      contexts.push(context);
      const movedBy = Number(process.env.DABIAO_E2E_MOVED_BY ?? 0);
      if (movedBy !== 0) await context.clock.install({ time: Date.now() + movedBy });
      return unhurried(await context.newPage());
    });
    await Promise.all(contexts.map((it) => it.close()));
  },
  /** Somebody signs in with a browser of their own; a phone unless said otherwise. */
  arrives: async ({ newPage }, use) => {
    await use(async (account, options) => {
      const page = await newPage(options);
      await signIn(page, account);
      return page;
    });
  },
});

export { expect } from "@playwright/test";
