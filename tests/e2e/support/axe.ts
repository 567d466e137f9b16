// Accessibility checks with axe.
import AxeBuilder from "@axe-core/playwright";
import { type Page } from "@playwright/test";

/** What axe finds on the page as it stands, one line each. */
export async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap((it) => it.nodes.map((node) => `${it.impact} ${it.id}: ${node.html} ${node.any[0]?.message ?? ""}`));
}
