// How the words of a page lie beside each other.
import { type Page } from "@playwright/test";

/** Badges that lie over other words, or are cut off by the row they stand in. */
export async function covered(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    for (const row of document.querySelectorAll("main [role=listitem], main li, main article")) {
      const cut = row.getBoundingClientRect();
      const words = [...row.querySelectorAll<HTMLElement>(".badge, p")].filter((it) => it.checkVisibility() && it.textContent?.trim());
      for (const badge of words.filter((it) => it.matches(".badge"))) {
        const box = badge.getBoundingClientRect();
        const lies = (it: DOMRect) => box.left + 1 < it.right && it.left + 1 < box.right && box.top + 1 < it.bottom && it.top + 1 < box.bottom;
        const over = words.find((it) => it !== badge && !it.contains(badge) && !badge.contains(it) && lies(it.getBoundingClientRect()));
        if (over) found.push(`${badge.textContent} over ${over.textContent?.slice(0, 40)}`);
        if (cut.right < box.right - 1 || cut.bottom < box.bottom - 1) found.push(`${badge.textContent} cut`);
      }
    }
    return found.slice(0, 5);
  });
}
