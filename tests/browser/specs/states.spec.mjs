// Every page and state at a usual width in light and at the narrowest in dark:
// axe-core finds nothing, and nothing sticks out of the window. The other two
// combinations are in the specs of the pages.

import { startLifecycleFaults } from "../../services/lifecycle-faults.mjs";
import { startPractice } from "../../services/practice.mjs";
import { expect, expectAccessible, setTheme, test as base } from "../fixtures.mjs";
import { keepsUsers, STATES } from "../states.mjs";

const test = base.extend({
  pace: [5, { option: true }],

  /** A practice service that web pages may not read. */
  closed: async ({ guard, pace }, use) => {
    const token = "practice-token";
    const service = await startPractice({ token, rate: 4 * pace, cors: false });
    guard.allow(service.url);
    await use({ ...service, token });
    await service.close();
  },

  /** A service that deletes no user. */
  keeping: async ({ guard }, use) => {
    const token = "practice-token";
    const service = await startLifecycleFaults({ token, fails: keepsUsers });
    guard.allow(service.url);
    await use({ ...service, token });
    await service.close();
  },
});

/** Controls that end outside of the window, where nobody can reach them. Code and tabs scroll sideways. */
function cutOff() {
  const controls = [...document.querySelectorAll("main :is(a, button, input, select, textarea, summary)")];
  const outside = controls.filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 1 && !one.closest("pre, .code, .tabs"));
  const wide = document.documentElement.scrollWidth > innerWidth ? ["the page"] : [];
  return [...wide, ...outside.map((one) => one.textContent.trim() || one.ariaLabel || one.outerHTML)];
}

/** States that show what the app fetches when the browser is idle. */
const OF_IDLE = /^(guide|report|palette|setups|toast)/;

const states = Object.entries(STATES);
const check = ([name, open]) =>
  test(name, async ({ page, site, practice, closed, keeping, guard }) => {
    test.slow();
    guard.allow("https://api.talkdeskapp.eu");
    // Where a result looks for a relay.
    guard.allow("http://localhost:8321");
    await page.setViewportSize({ width: 1440, height: 900 });
    await open({ page, site, practice, closed, keeping });
    for (const [width, theme] of [[1440, "light"], [360, "dark"]]) {
      await page.setViewportSize({ width, height: 900 });
      await setTheme(page, theme);
      await expectAccessible(page);
      expect(await page.evaluate(cutOff), `what sticks out of a window of ${width}`).toEqual([]);
    }
  });

states.filter(([name]) => OF_IDLE.test(name)).forEach(check);

test.describe("without the chunks of other pages", () => {
  test.use({ idle: false });

  states.filter(([name]) => !OF_IDLE.test(name)).forEach(check);
});
