// Measures Preflight in Chromium: 100,000 users with the mapping set of
// Talkdesk's guide in the app's worker, beside only parsing the same file in
// the same worker, and beside the same job with other libraries in a worker;
// and how much memory a million users take.
//
//   node preflight.mjs --script BENCH_JS --wasm BENCH_WASM --rustc VERSION

import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus, release, type } from "node:os";
import { parseArgs } from "node:util";

import { build } from "esbuild";

import { median, ratio } from "./report.mjs";

/** Rounds that count; one before them warms up. */
const ROUNDS = 5;
/** The slower ones are run less often. */
const PEER_ROUNDS = 2;

const text = { type: "string" };
const { script, wasm, rustc } = parseArgs({ options: { script: text, wasm: text, rustc: text } }).values;
const here = (path) => new URL(path, import.meta.url).pathname;

async function site() {
  const { outputFiles } = await build({
    entryPoints: [here("preflight/peer.mjs")],
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    write: false,
  });
  const page = '<!doctype html><title>bench</title><script type="module" src="page.mjs"></script>';
  const files = {
    "/": ["text/html", page],
    "/page.mjs": ["text/javascript", readFileSync(here("preflight/page.mjs"))],
    "/ours.mjs": ["text/javascript", readFileSync(here("preflight/ours.mjs"))],
    "/peer.mjs": ["text/javascript", outputFiles[0].contents],
    "/bench.js": ["text/javascript", readFileSync(script)],
    "/bench_bg.wasm": ["application/wasm", readFileSync(wasm)],
  };
  const server = createServer((request, response) => {
    const found = files[request.url];
    // Isolated, so that the page may measure its memory.
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cross-Origin-Embedder-Policy", "require-corp");
    if (!found) return response.writeHead(404).end();
    response.writeHead(200, { "Content-Type": found[0] }).end(found[1]);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

const milliseconds = (number) => `${number.toFixed(0)} ms`;
const megabytes = (number) => `${(number / 1e6).toFixed(0)} MB`;

const codeOf = (kind) => kind.replace(/(?<!^)[A-Z]/g, "-$&").toLowerCase();
const needed = (names) => names.map(({ name, users }) => [name, users]);

/** Fails unless exactly what was planted was found, code by code. */
function compare(who, found, planted) {
  const wrong = [...new Set([...Object.keys(planted), ...Object.keys(found)])]
    .filter((code) => (planted[code] ?? 0) !== (found[code] ?? 0))
    .map((code) => `${code}: ${found[code] ?? 0} found, ${planted[code] ?? 0} planted.`);
  if (wrong.length > 0) throw new Error(`${who}: ${wrong.join(" ")}`);
}

/** Fails unless a peer's report has the same findings, outcomes, roles and teams. */
function comparePeer(peer, found, report, planted) {
  compare(peer, found.counts, planted);
  for (const [what, users] of Object.entries(found.totals)) {
    if (users !== report.totals[what]) throw new Error(`${peer}: ${users} users ${what}, Preflight has ${report.totals[what]}.`);
  }
  for (const kind of ["roles", "teams"]) {
    const sorted = (names) => JSON.stringify([...names].sort());
    if (sorted(found[kind]) !== sorted(needed(report[kind]))) throw new Error(`${peer} needs other ${kind}.`);
  }
}

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

  const { bytes, planted: lines } = await call("prepare");
  const planted = Object.fromEntries(lines.trim().split("\n").map((line) => line.split("\t")).map(([code, count]) => [code, Number(count)]));
  const own = [];
  const parsed = { rows: [], cells: [] };
  const ratios = { rows: [], cells: [] };
  let last;
  for (let round = -1; round < ROUNDS; round += 1) {
    // Only parsing right before, so that whatever slows the machine slows both.
    const rows = await call("parse", false);
    const cells = await call("parse", true);
    last = await call("run");
    if (round < 0) continue;
    own.push(last);
    parsed.rows.push(rows.took);
    parsed.cells.push(cells.took);
    ratios.rows.push(last.took / rows.took);
    ratios.cells.push(last.took / cells.took);
  }
  compare("Preflight", Object.fromEntries(last.report.findings.map(({ kind, users }) => [codeOf(kind), users])), planted);
  const took = median(own.map((one) => one.took));
  const peers = {};
  for (const language of ["jexl", "jsonata"]) {
    peers[language] = { times: [], ratios: [] };
    for (let round = 0; round < PEER_ROUNDS; round += 1) {
      const beside = await call("run");
      const found = await call("peer", language);
      comparePeer(language, found, beside.report, planted);
      peers[language].times.push(found.took);
      peers[language].ratios.push(found.took / beside.took);
    }
  }
  const query = { outcome: null, severity: null, kind: null, search: "", sort: "Name", descending: false, start: 0, count: 50 };
  const sorted = await call("ask", { Preflight: { Users: query } });
  const searched = await call("ask", { Preflight: { Users: { ...query, search: "silva9" } } });
  const opened = await call("ask", { Preflight: { Open: { user: 54321 } } });
  const saved = await call("ask", { Preflight: { Save: "FindingsCsv" } });
  const memory = await call("memory");
  const large = await call("large");

  const versions = (name) => JSON.parse(readFileSync(here(`node_modules/${name}/package.json`))).version;
  console.log(`machine    ${cpus()[0].model.trim()}, ${cpus().length} cores, ${type()} ${release()}`);
  console.log(`versions   Chromium ${browser.version()}, ${rustc}, ${["papaparse", "jexl", "jsonata"].map((name) => `${name} ${versions(name)}`).join(", ")}`);
  console.log(`file       ${last.report.totals.users} users, ${megabytes(bytes)}; every planted fault was found and nothing else`);
  console.log(`rounds     ${ROUNDS} after one to warm up, medians; ratios with least and most\n`);
  console.log(`preflight              ${milliseconds(took)}, first result after ${milliseconds(median(own.map((one) => one.first)))}`);
  console.log(`only parsing, rows     ${milliseconds(median(parsed.rows))}    preflight / parsing ${ratio(ratios.rows)}`);
  console.log(`only parsing, cells    ${milliseconds(median(parsed.cells))}    preflight / parsing ${ratio(ratios.cells)}    goal: at most 3`);
  for (const [language, { times, ratios }] of Object.entries(peers)) {
    const name = `papaparse + ${language}`.padEnd(22);
    console.log(`${name} ${milliseconds(median(times))}    other / preflight ${ratio(ratios)}    goal: at least 5`);
  }
  console.log("                       each peer found the same: every code as often, the same outcomes, roles and teams");
  console.log(`longest task of page   ${Math.max(...own.map((one) => one.longest)).toFixed(0)} ms (0: none over 50 ms)    goal: none over 50 ms`);
  console.log(`memory                 ${megabytes(last.report.memory)} of wasm at its peak${memory ? `, ${megabytes(memory)} of page and workers afterwards` : ""}`);
  for (const [name, what, { took, report, bytes }] of [
    ["a million users", "", large.single],
    ["and other files", " with a second file and a list of Talkdesk of as many", large.joined],
  ]) {
    console.log(`${name.padEnd(22)} ${milliseconds(took)}, ${megabytes(report.memory)} of wasm at its peak, for ${megabytes(bytes)} of files: ${report.totals.users} users${what}`);
  }
  console.log(`afterwards             sort by name ${milliseconds(sorted.took)}, search ${milliseconds(searched.took)}, open one ${milliseconds(opened.took)}, save findings ${milliseconds(saved.took)}`);

  // The goal about parsing means parsing that reads every cell, as Preflight does.
  const longest = Math.max(...own.map((one) => one.longest));
  const goals = [
    ["preflight / only parsing, cells: at most 3", median(ratios.cells) <= 3],
    ...Object.entries(peers).map(([language, { ratios }]) => [`papaparse + ${language} / preflight: at least 5`, median(ratios) >= 5]),
    ["longest task of page: none over 50 ms", longest <= 50],
  ];
  console.log("\ngoals (printed, not enforced)");
  for (const [goal, met] of goals) console.log(`${met ? "met   " : "missed"}     ${goal}`);
} finally {
  await browser.close();
  server.close();
}
