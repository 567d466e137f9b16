// `test` for journeys: a server per worker, and people who come with a phone or a desk of their own.
import { type BrowserContextOptions, type Page } from "@playwright/test";

import { type Account, signIn } from "./people";
import { test as withServer } from "./server";

export const DESK: BrowserContextOptions = { viewport: { width: 1440, height: 900 }, isMobile: false, hasTouch: false, deviceScaleFactor: 1 };

type Arrives = (account: Account, options?: BrowserContextOptions) => Promise<Page>;

export const test = withServer.extend<{ newPage: (options?: BrowserContextOptions) => Promise<Page>; arrives: Arrives }>({
  /** A browser of its own, at the door. */
  newPage: async ({ browser, baseURL }, use) => {
    const contexts: { close(): Promise<void> }[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({ baseURL, reducedMotion: "reduce", ...options });
      contexts.push(context);
      return context.newPage();
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
