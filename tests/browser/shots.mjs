// Takes a picture of every place of the built app, in two sizes and both
// colour schemes, for a person to look at.
//
//   node shots.mjs --out DIR [--only guide]…

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { startSite } from "../services/site.mjs";
import { dist, launchOptions } from "./chromium.mjs";
import { gotoPlace } from "./fixtures.mjs";

const PLACES = {
  guide: "#/guide",
  report: "#/guide/report",
  mappings: "#/mappings",
  schema: "#/mappings/schema",
  scripts: "#/mappings/scripts",
  expressions: "#/expressions",
  connection: "#/connection",
  preflight: "#/preflight",
  setups: "#/setups",
  "not-found": "#/nowhere",
};
const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

const { out, only = Object.keys(PLACES) } = parseArgs({ options: { out: { type: "string" }, only: { type: "string", multiple: true } } }).values;
const unknown = only.find((place) => !(place in PLACES));
if (!out || unknown) {
  console.error(unknown ? `There is no place ${unknown}. The places are: ${Object.keys(PLACES).join(", ")}.` : "Say where the pictures go with --out.");
  process.exit(1);
}

await mkdir(out, { recursive: true });
const site = await startSite({ dir: dist });
const browser = await chromium.launch(launchOptions);
try {
  for (const viewport of SIZES) {
    for (const colorScheme of ["light", "dark"]) {
      const context = await browser.newContext({ viewport, colorScheme, reducedMotion: "reduce" });
      const page = await context.newPage();
      page.on("console", (message) => {
        if (message.type() === "error") console.error(`${page.url()}: ${message.text()}`);
      });
      for (const place of only) {
        await gotoPlace(page, site, PLACES[place]);
        const path = join(out, `${place}-${viewport.width}-${colorScheme}.png`);
        await page.screenshot({ path, fullPage: true });
        console.log(path);
      }
      await context.close();
    }
  }
} finally {
  await browser.close();
  await site.close();
}
