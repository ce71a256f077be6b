// Pages whose time runs faster, so that a test need not wait out what is only
// waited for: the rate limit, pauses before a retry, the delay of saving.

/** The time limit of a request is longer than this, and every other timer is shorter. */
const LONG_TIMER = 15_000;

/**
 * Lets the time of a page, or of all pages of a context, run faster.
 * @param {import("@playwright/test").Page | import("@playwright/test").BrowserContext} pages
 * @param {number} pace - how many times as fast
 * @param {object} options
 * @param {boolean} options.limits - whether the time limit of a request passes faster too, which a test that holds a
 *   request, or reads a long answer, cannot have
 */
export async function hurry(pages, pace, { limits = true } = {}) {
  await pages.addInitScript(({ pace, longest }) => {
    const [now, later] = [performance.now.bind(performance), setTimeout.bind(window)];
    performance.now = () => now() * pace;
    window.setTimeout = (then, ms = 0, ...rest) => later(then, ms > longest ? ms : ms / pace, ...rest);
  }, { pace, longest: limits ? Number.MAX_VALUE : LONG_TIMER });
}
