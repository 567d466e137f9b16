// How long a page takes to answer, and how that is printed: `what <tab> milliseconds`.

export const say = (what, ms) => console.log(`${what}\t${ms.toFixed(1)}`);

export const sayAll = (what, all) => {
  const sorted = [...all].sort((a, b) => a - b);
  say(`${what}, median of ${all.length}`, sorted[Math.floor(sorted.length / 2)]);
  say(`  worst of them`, sorted.at(-1));
};
// Measures from an input, a choice or a click to the end of the last frame that changed the content of `main`, by the page's clock. Elements around it
// (sync status, alert counts) update independently and do not count.
export const measureEchoes = (page) =>
  page.evaluate(() => {
    let began;
    window.echo = undefined;
    const frame = () =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => began !== undefined && (window.echo = performance.now() - began);
        port2.postMessage(0);
      });
    const start = () => {
      began = performance.now();
      window.echo = undefined;
      // Measures a frame even if nothing changes.
      frame();
    };
    addEventListener("input", start, true);
    addEventListener("change", start, true);
    addEventListener("click", start, true);
    new MutationObserver(frame).observe(document.querySelector("main"), { subtree: true, childList: true, characterData: true, attributes: true });
  });
export const echoOf = async (page, act) => {
  await act();
  await page.waitForFunction(() => window.echo !== undefined, undefined, { timeout: 60_000 });
  // Waits for later changes, which count too.
  await page.waitForTimeout(700);
  return page.evaluate(() => window.echo);
};
