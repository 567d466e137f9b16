// Simulates days in minutes: moves the clocks of the server and all phones together, so that a journey is the same in every run.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type Page } from "@playwright/test";

export class Days {
  private pages: Page[] = [];
  /** How far everybody is from this machine's clock. */
  private movedBy: number;

  private constructor(
    private readonly folder: string,
    begin: string,
  ) {
    this.movedBy = Date.parse(begin) - Date.now();
  }

  /** Begins at this moment, for a server that is told of `file`. */
  static async from(begin: string): Promise<Days> {
    const days = new Days(await mkdtemp(join(tmpdir(), "dabiao-e2e-days-")), begin);
    await days.tellServer();
    return days;
  }

  get file(): string {
    return join(this.folder, "moved-by");
  }

  /** A phone that lives through these days; before it opens its first page. */
  async live(page: Page): Promise<Page> {
    await page.clock.install({ time: this.now() });
    this.pages.push(page);
    return page;
  }

  /** On to a later moment; what was to happen on the phones meanwhile happens now, as after a night in a drawer. */
  async moveTo(moment: string): Promise<void> {
    const by = Date.parse(moment) - this.now();
    if (by <= 0) throw new Error(`${moment} is not later`);
    this.movedBy += by;
    await this.tellServer();
    for (const page of this.pages) await page.clock.fastForward(by);
  }

  async end(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  private now(): number {
    return Date.now() + this.movedBy;
  }

  private async tellServer(): Promise<void> {
    await writeFile(this.file, String(Math.round(this.movedBy / 1000)));
  }
}
