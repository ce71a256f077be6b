// Takes pictures of the pages and states of the built app, in two sizes and both
// color schemes, for a person to look at.
//
//   node shots.mjs --out DIR [--only guide]… [--width 1440]… [--theme light]… [--whole]
//   node shots.mjs --out DIR --paper [--only report]…
//
// `--whole` makes the window as tall as what it scrolls.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { startLifecycleFaults } from "../services/lifecycle-faults.mjs";
import { startPractice } from "../services/practice.mjs";
import { startSite } from "../services/site.mjs";
import { dist, launchOptions } from "./chromium.mjs";
import { hurry } from "./hurry.mjs";
import { keepsUsers, STATES } from "./states.mjs";

const HEIGHTS = { 360: 780, 390: 844, 768: 1024, 1440: 900, 1920: 1080 };
/** How many times as fast the time of the pages runs. */
const PACE = 5;

const { values } = parseArgs({
  options: {
    out: { type: "string" },
    only: { type: "string", multiple: true },
    width: { type: "string", multiple: true, default: ["1440", "390"] },
    theme: { type: "string", multiple: true, default: ["light", "dark"] },
    whole: { type: "boolean" },
    paper: { type: "boolean" },
  },
});
const { out, only = Object.keys(STATES), width: widths, theme: themes, whole, paper } = values;
const unknown = only.find((name) => !(name in STATES));
if (!out || unknown) {
  console.error(unknown ? `There is no state ${unknown}. The states are: ${Object.keys(STATES).join(", ")}.` : "Say where the pictures go with --out.");
  process.exit(1);
}

/** Services of its own, so that no state finds what another has left. */
async function services() {
  const token = "practice-token";
  const rate = 4 * PACE;
  const practice = await startPractice({ token, rate });
  const closed = await startPractice({ token, rate, cors: false });
  const keeping = await startLifecycleFaults({ token, fails: keepsUsers });
  return Object.fromEntries(Object.entries({ practice, closed, keeping }).map(([name, service]) => [name, { ...service, token }]));
}

/** Makes the window as tall as its tallest scrolled part needs. */
async function growWindow(page) {
  const { width, height } = page.viewportSize();
  const hidden = await page.evaluate(() => Math.max(0, ...[...document.querySelectorAll("body *")].filter((one) => one.clientHeight > 200 && getComputedStyle(one).overflowY !== "visible").map((one) => one.scrollHeight - one.clientHeight)));
  await page.setViewportSize({ width, height: height + hidden });
}

async function take(browser, site, name, viewport, colorScheme) {
  const context = await browser.newContext({ viewport, colorScheme, reducedMotion: "reduce", locale: "en-US", permissions: ["clipboard-read", "clipboard-write"] });
  const started = await services();
  try {
    await hurry(context, PACE, { limits: false });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    page.on("pageerror", (error) => console.error(`${name}: ${error}`));
    await STATES[name]({ page, site, ...started });
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    if (paper) {
      const path = join(out, `${name}.pdf`);
      await page.pdf({ path, format: "A4" });
      console.log(path);
      return;
    }
    if (whole) await growWindow(page);
    const path = join(out, `${name}-${viewport.width}-${colorScheme}.png`);
    await page.screenshot({ path });
    console.log(path);
  } finally {
    await context.close();
    await Promise.all(Object.values(started).map((service) => service.close()));
  }
}

await mkdir(out, { recursive: true });
const site = await startSite({ dir: dist });
const browser = await chromium.launch(launchOptions);
try {
  for (const name of only) {
    for (const width of paper ? [1440] : widths.map(Number)) {
      for (const theme of paper ? ["light"] : themes) {
        try {
          await take(browser, site, name, { width, height: HEIGHTS[width] ?? 900 }, theme);
        } catch (error) {
          console.error(`${name} at ${width} px, ${theme}: ${error.message}`);
          process.exitCode = 1;
        }
      }
    }
  }
} finally {
  await browser.close();
  await site.close();
}
