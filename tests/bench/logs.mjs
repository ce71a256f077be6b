// Measures provisioning logs in Chromium: 100,000 entries read and diagnosed in
// the app's worker, beside `JSON.parse` alone of the same file in the same
// worker.
//
//   node logs.mjs --script BENCH_JS --wasm BENCH_WASM --rustc VERSION

import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus, release, type } from "node:os";
import { parseArgs } from "node:util";

import { median, ratio } from "./report.mjs";

const COUNT = 100_000;
/** Rounds that count; one before them warms up. */
const ROUNDS = 5;

const text = { type: "string" };
const { script, wasm, rustc } = parseArgs({ options: { script: text, wasm: text, rustc: text } }).values;
const here = (path) => new URL(path, import.meta.url).pathname;

const files = {
  "/": ["text/html", '<!doctype html><title>bench</title><script type="module" src="page.mjs"></script>'],
  "/page.mjs": ["text/javascript", readFileSync(here("logs/page.mjs"))],
  "/ours.mjs": ["text/javascript", readFileSync(here("logs/ours.mjs"))],
  "/bench.js": ["text/javascript", readFileSync(script)],
  "/bench_bg.wasm": ["application/wasm", readFileSync(wasm)],
};

async function site() {
  const server = createServer((request, response) => {
    const found = files[request.url];
    if (!found) return response.writeHead(404).end();
    response.writeHead(200, { "Content-Type": found[0] }).end(found[1]);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

const milliseconds = (number) => `${number.toFixed(0)} ms`;

const require = createRequire(here("../browser/package.json"));
const { chromium } = require("@playwright/test");
const server = await site();
const { launchOptions } = await import("../browser/chromium.mjs");
const browser = await chromium.launch(launchOptions);
try {
  const page = await browser.newPage();
  page.on("pageerror", (error) => console.error(String(error)));
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  await page.waitForFunction(() => globalThis.bench);
  const call = (name, ...given) => page.evaluate(([name, given]) => globalThis.bench[name](...given), [name, given]);

  const { bytes, planted: [failed, skipped] } = await call("prepare", COUNT);
  const [own, parsed, withText, ratios] = [[], [], [], []];
  let last;
  for (let round = -1; round < ROUNDS; round += 1) {
    // Only parsing right before, so that whatever slows the machine slows both.
    const parse = await call("parse");
    last = await call("run");
    if (parse.entries !== COUNT || last.report.entries !== COUNT) throw new Error(`${parse.entries} entries parsed, ${last.report.entries} read.`);
    if (round < 0) continue;
    own.push(last);
    parsed.push(parse.took);
    withText.push(parse.withText);
    ratios.push(last.took / parse.took);
  }
  const { totals, sentence, causes } = last.report;
  if (totals.failed !== failed || totals.skipped !== skipped) throw new Error(`${totals.failed} failed and ${totals.skipped} skipped, planted were ${failed} and ${skipped}.`);
  const query = { cause: null, search: "", order: "Severity", start: 0, count: 100 };
  const listed = await call("ask", { Explain: { Users: query } });
  const searched = await call("ask", { Explain: { Users: { ...query, search: "user9999" } } });

  const longest = Math.max(...own.map((one) => one.longest));
  console.log(`machine    ${cpus()[0].model.trim()}, ${cpus().length} cores, ${type()} ${release()}`);
  console.log(`versions   Chromium ${browser.version()}, ${rustc}`);
  console.log(`file       ${COUNT} entries, ${(bytes / 1e6).toFixed(0)} MB; ${sentence} ${causes.length} causes; every planted failure and skip was counted`);
  console.log(`rounds     ${ROUNDS} after one to warm up, medians; ratios with least and most\n`);
  console.log(`read and diagnosed     ${milliseconds(median(own.map((one) => one.took)))}`);
  console.log(`JSON.parse alone       ${milliseconds(median(parsed))}    ours / JSON.parse ${ratio(ratios)}    goal: at most 2`);
  console.log(`with bytes to text     ${milliseconds(median(withText))}`);
  console.log(`longest task of page   ${longest.toFixed(0)} ms (0: none over 50 ms)    goal: none over 50 ms`);
  console.log(`afterwards             list users ${milliseconds(listed.took)}, search ${milliseconds(searched.took)}`);
  console.log("\ngoals (printed, not enforced)");
  for (const [goal, met] of [
    ["ours / JSON.parse: at most 2", median(ratios) <= 2],
    ["longest task of page: none over 50 ms", longest <= 50],
  ]) console.log(`${met ? "met   " : "missed"}     ${goal}`);
} finally {
  await browser.close();
  server.close();
}
