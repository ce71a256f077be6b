// Measures how soon each page of the built site can be used, beside Leptos'
// counter in the same run, and what Lighthouse says of each page.
//
//   node start.mjs --dist DIST --counter DIR [--rounds 9] [--no-lighthouse]

import { readFileSync, readdirSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { brotliCompressSync, constants } from "node:zlib";
import lighthouse from "lighthouse";
import { chromium } from "playwright-core";

import { median, ratio, table } from "../report.mjs";

const text = { type: "string" };
const { dist, counter, rounds, "no-lighthouse": noLighthouse } = parseArgs({
  options: { dist: text, counter: text, rounds: { ...text, default: "9" }, "no-lighthouse": { type: "boolean" } },
}).values;

const PAGES = ["guide", "guide/2.12", "guide/report", "mappings", "mappings/active", "expressions", "connection", "preflight", "setups"];
/** Lighthouse's other runs of a page differ by a point or two. */
const LIGHTHOUSE_RUNS = 3;
const LIGHTHOUSE_PORT = 9333;
const TYPES = { html: "text/html", js: "text/javascript", css: "text/css", wasm: "application/wasm", svg: "image/svg+xml", webmanifest: "application/manifest+json" };

function* files(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* files(path);
    else yield path;
  }
}

/** Serves a folder as a static host does: compressed ahead of time with brotli. */
async function serve(folder) {
  const known = new Map();
  for (const path of files(folder)) {
    const bytes = readFileSync(path);
    const type = TYPES[path.split(".").pop()] ?? "text/plain";
    const packed = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
    known.set(`/${relative(folder, path)}`, { type, packed });
  }
  known.set("/", known.get("/index.html"));
  const server = createServer((request, response) => {
    const file = known.get(new URL(request.url, "http://localhost").pathname);
    if (!file) return response.writeHead(404).end();
    response.writeHead(200, { "Content-Type": file.type, "Content-Encoding": "br", "Cache-Control": "max-age=3600" });
    response.end(file.packed);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

/** Milliseconds from navigation until the heading is there and two frames have passed. */
async function usable(browser, url, cpu) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  if (cpu > 1) {
    const session = await context.newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: cpu });
  }
  await page.addInitScript(() => {
    const look = () => {
      const heading = document.querySelector("main h1, main h2, body > div h1");
      if (!heading) return requestAnimationFrame(look);
      requestAnimationFrame(() => requestAnimationFrame(() => (globalThis.usableAfter = performance.now())));
    };
    requestAnimationFrame(look);
  });
  await page.goto(url, { waitUntil: "commit" });
  const handle = await page.waitForFunction(() => globalThis.usableAfter, undefined, { timeout: 60_000 });
  const time = await handle.jsonValue();
  await context.close();
  return time;
}

const milliseconds = (number) => `${number.toFixed(0)} ms`;

async function starts(browser, site, peer) {
  for (const cpu of [1, 4]) {
    const times = new Map([["counter", []], ...PAGES.map((page) => [page, []])]);
    for (let round = -1; round < Number(rounds); round++) {
      for (const [page, list] of times) {
        const url = page === "counter" ? peer.url : `${site.url}#/${page}`;
        const time = await usable(browser, url, cpu);
        if (round >= 0) list.push(time);
      }
    }
    const base = times.get("counter");
    const rows = [...times].map(([page, list]) => [page, ratio(list.map((time, index) => time / base[index])), milliseconds(median(list))]);
    console.log(`usable after navigation, cold, processor ${cpu}× slower, median of ${rounds}`);
    console.log(table(["page", "ratio to the counter", "median"], rows));
  }
}

async function scores(site) {
  const rows = [];
  for (const page of PAGES) {
    const runs = [];
    for (let run = 0; run < LIGHTHOUSE_RUNS; run++) {
      const { lhr } = await lighthouse(`${site.url}#/${page}`, {
        port: LIGHTHOUSE_PORT,
        logLevel: "error",
        onlyCategories: ["performance", "accessibility", "best-practices", "seo"],
      });
      runs.push(lhr);
    }
    const score = (name) => String(Math.round(100 * median(runs.map((lhr) => lhr.categories[name].score))));
    const audit = (name) => median(runs.map((lhr) => lhr.audits[name].numericValue));
    rows.push([
      page,
      score("performance"),
      `${(audit("largest-contentful-paint") / 1000).toFixed(1)} s`,
      audit("cumulative-layout-shift").toFixed(3),
      milliseconds(audit("total-blocking-time")),
      score("accessibility"),
      score("best-practices"),
      score("seo"),
    ]);
  }
  console.log(`Lighthouse, mobile preset, brotli, median of ${LIGHTHOUSE_RUNS}`);
  console.log(table(["page", "performance", "LCP", "CLS", "blocking", "accessibility", "best practices", "SEO"], rows));
}

const site = await serve(dist);
const peer = await serve(counter);
const browser = await chromium.launch({
  executablePath: process.env.SCIMDESK_CHROMIUM,
  args: [`--remote-debugging-port=${LIGHTHOUSE_PORT}`],
});
try {
  await starts(browser, site, peer);
  if (!noLighthouse) await scores(site);
} finally {
  await browser.close();
  site.close();
  peer.close();
}
