// Pages whose time runs faster, so that a test need not wait out what is only
// waited for: the rate limit, pauses before a retry, the delay of saving.
//
// A timer does not tell what it is for. Also hurried are therefore the time
// limits of a confined frame (1 s), of IndexedDB (10 s) and of an evaluation in
// the worker (2 s), and what a page counts as slow. What is that short only
// because the browser needs a moment for an event of its own, such as the
// report of a policy violation, stays as long as it is.

/** The time limit of a request is longer than this, and the timers that tests hurry are shorter. */
const LONG_TIMER = 15_000;

/** The patience for the browser's own events is shorter than this; what is left of a wait of ours is rarely so. */
const SHORT_TIMER = 100;

/**
 * Lets the time of a page, or of all pages of a context, run faster.
 * @param {import("@playwright/test").Page | import("@playwright/test").BrowserContext} pages
 * @param {number} pace - how many times as fast
 * @param {object} options
 * @param {boolean} options.limits - whether the time limit of a request passes faster too, which a test that holds a
 *   request, or reads a long answer, cannot have
 */
export async function hurry(pages, pace, { limits = true } = {}) {
  await pages.addInitScript(({ pace, shortest, longest }) => {
    const [now, later] = [performance.now.bind(performance), setTimeout.bind(window)];
    performance.now = () => now() * pace;
    window.setTimeout = (then, ms = 0, ...rest) => later(then, ms < shortest || ms > longest ? ms : ms / pace, ...rest);
  }, { pace, shortest: SHORT_TIMER, longest: limits ? Number.MAX_VALUE : LONG_TIMER });
}
