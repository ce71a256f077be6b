// Time that a test controls.

/** Above the numbers of timers that were set before. */
const FIRST_TIMER = 1_000_000;

/**
 * Stops the time of a page, which only `page.clock` moves on from then.
 *
 * Playwright's timers have numbers above 2^31, of which a WebAssembly program sees only the lower half, so that it could
 * not clear any. Here they get numbers as a browser has them.
 * @param {import("@playwright/test").Page} page
 */
export async function pauseClock(page) {
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 10_000);
  await page.evaluate((first) => {
    const [timers, set, clear] = [new Map(), window.setTimeout, window.clearTimeout];
    window.setTimeout = (...rest) => {
      const number = first + timers.size;
      timers.set(number, set.apply(window, rest));
      return number;
    };
    window.clearTimeout = (number) => clear.call(window, timers.get(number) ?? number);
  }, FIRST_TIMER);
}
