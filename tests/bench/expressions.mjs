// Measures our evaluator and the other languages on the same meanings and users, all in one process
// for each meaning: what a JavaScript engine learnt from one expression makes the same library up to
// three times slower for the next, and each language shall be measured at its best.
//
//   node expressions.mjs --wasm MODULE --native PROGRAM --rustc VERSION [--only KEY]

import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, release, tmpdir, type } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { MEANINGS, read, workload } from "./meanings.mjs";
import { Native } from "./native.mjs";
import { PEERS } from "./peers.mjs";
import { goal, median, ratio, table } from "./report.mjs";
import { users } from "./users.mjs";

/** Rounds that count. */
const ROUNDS = 15;
/** Rounds before them, in which compilers settle. */
const WARM_UP = 4;
/** Nanoseconds that a round should take; a single pass over all users is the least. */
const ROUND = 15e6;

const OURS = "ours, wasm";
const NATIVE = "ours, native";

const text = { type: "string" };
const { wasm, native, rustc, only } = parseArgs({ options: { wasm: text, native: text, rustc: text, only: text } }).values;

const people = users();
let Workload;
let inWasm;
let program;

/** Gives both builds of our evaluator the expressions and users. */
function start() {
  startWasm();
  const folder = mkdtempSync(join(tmpdir(), "scimdesk-bench-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "workload");
  const lines = workload(people);
  writeFileSync(file, lines);
  program = new Native(native, file);
}

function startWasm() {
  ({ Workload } = createRequire(import.meta.url)(wasm));
  inWasm = new Workload(workload(people));
}

/** Nanoseconds for one user: the median of some rounds, each of a few passes. */
function forOneUser(pass) {
  const times = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    const start = process.hrtime.bigint();
    for (let count = 0; count < 10; count += 1) pass();
    times.push(Number(process.hrtime.bigint() - start) / 10 / people.length);
  }
  return median(times.slice(WARM_UP)).toFixed(1);
}

/** What the table leaves out: getting users to where they are evaluated, and values back. */
function sayHandingOver() {
  startWasm();
  const text = workload(people);
  const columns = Object.keys(people[0]).length;
  const toWasm = forOneUser(() => new Workload(text).free());
  const toObjects = forOneUser(() => read(text));
  console.log(
    `handing over, ns for a user with ${columns} attributes out of one text: ` +
      `records in wasm ${toWasm}, plain objects ${toObjects}`,
  );
  const back = MEANINGS.map(({ key }, index) => {
    const alone = forOneUser(() => inWasm.run(index, 1));
    const handed = forOneUser(() => inWasm.values(index).split("\n"));
    return `${key} ${Math.max(0, handed - alone).toFixed(1)}`;
  });
  console.log(`handing back, ns for a value as one of the strings of one text: ${back.join(", ")}\n`);
}

/**
 * A loop of its own for each contestant: a shared one would see all their functions and be compiled
 * for none of them.
 */
function looped({ run }, later) {
  const body = later
    ? "return (async () => { let n = 0; for (let i = 0; i < passes; i++) for (const user of people) n += (await run(user)).length; return n; })();"
    : "let n = 0; for (let i = 0; i < passes; i++) for (const user of people) n += run(user).length; return n;";
  const loop = new Function("run", "people", "passes", body);
  return async (passes) => {
    const start = process.hrtime.bigint();
    await loop(run, people, passes);
    return Number(process.hrtime.bigint() - start);
  };
}

/** Everyone who can say a meaning: a measure of some passes in nanoseconds, and the values. */
function contestants(index) {
  const meaning = MEANINGS[index];
  const ours = {
    name: OURS,
    measure: async (passes) => {
      const start = process.hrtime.bigint();
      inWasm.run(index, passes);
      return Number(process.hrtime.bigint() - start);
    },
    values: async () => inWasm.values(index).split("\n").slice(0, -1),
  };
  const byNative = {
    name: NATIVE,
    measure: (passes) => program.measure(index, passes),
    values: () => program.values(index),
  };
  const peers = PEERS.filter((peer) => !peer.meanings[meaning.key].cannot).map((peer) => ({
    name: peer.name,
    measure: looped(peer.meanings[meaning.key], peer.later),
    values: async () => {
      const found = [];
      for (const user of people) found.push(await peer.meanings[meaning.key].run(user));
      return found;
    },
  }));
  return { ours, others: [byNative, ...peers] };
}

/** Ends the bench unless everyone gives what ours gives. */
async function compare(meaning, ours, others) {
  const expected = await ours.values();
  for (const other of others) {
    const found = await other.values();
    for (const [index, value] of expected.entries()) {
      if (found[index] !== value || found.length !== expected.length) {
        throw new Error(
          `${meaning.name}: ${other.name} gives ${JSON.stringify(found[index])} for user ${index} of ` +
            `${found.length}, and ours gives ${JSON.stringify(value)}.`,
        );
      }
    }
  }
}

/** Nanoseconds for one evaluation, with as many passes as a round has room for. */
async function calibrated(contestant) {
  let passes = 1;
  for (let round = 0; round < WARM_UP; round += 1) {
    const took = await contestant.measure(passes);
    passes = Math.max(1, Math.min(passes * 50, Math.round((passes * ROUND) / took)));
  }
  return async () => (await contestant.measure(passes)) / passes / people.length;
}

async function measured(index) {
  const { ours, others } = contestants(index);
  await compare(MEANINGS[index], ours, others);
  const measureOurs = await calibrated(ours);
  const measures = [];
  for (const other of others) measures.push(await calibrated(other));
  const results = others.map(({ name }) => ({ name, times: [], ratios: [] }));
  const own = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [place, measure] of measures.entries()) {
      // Ours right before each other, so that whatever slows the machine down slows both.
      const before = await measureOurs();
      const took = await measure();
      own.push(before);
      results[place].times.push(took);
      results[place].ratios.push(took / before);
    }
  }
  return { own: median(own), results };
}

function sayMachine() {
  const [{ model }] = cpus();
  console.log(`machine   ${model.trim()}, ${cpus().length} cores, ${type()} ${release()}`);
  console.log(`versions  node ${process.version}, ${rustc}, ${PEERS.map((peer) => `${peer.name} ${peer.version}`).join(", ")}`);
  console.log(`users     ${people.length}, the same for everyone; all values were equal to ours`);
  console.log(`rounds    ${ROUNDS} in a process for each meaning, ours right before each other one; medians, and ratios with least and most`);
  console.log("ours      wasm in the same process, as a browser's worker runs it; and native. Records are made");
  console.log("          beforehand, once for all mappings, and values stay in wasm; the other languages have");
  console.log("          plain objects that were made beforehand. What handing over costs stands below");
  console.log("times     nanoseconds for one evaluation; ratio: other / ours in wasm, above 1 we are faster\n");
}

/** Measures one meaning, and writes the results for the process that asked. */
async function measureOne() {
  start();
  try {
    const index = MEANINGS.findIndex(({ key }) => key === only);
    console.log(JSON.stringify(await measured(index)));
  } finally {
    program.end();
  }
}

function measureAll() {
  const rows = [];
  const standings = { [OURS]: [], [NATIVE]: [] };
  for (const meaning of MEANINGS) {
    const child = [...process.argv.slice(1), "--only", meaning.key];
    const output = execFileSync(process.execPath, child, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
    const { own, results } = JSON.parse(output);
    rows.push([`(${meaning.key}) ${meaning.name}`, OURS, own.toFixed(1), "", ""]);
    for (const peer of [{ name: NATIVE }, ...PEERS]) {
      const found = results.find((result) => result.name === peer.name);
      const { note, cannot } = peer.meanings?.[meaning.key] ?? {};
      const cells = found ? [median(found.times).toFixed(1), ratio(found.ratios)] : ["cannot", ""];
      rows.push(["", peer.name, ...cells, note ?? cannot ?? ""]);
    }
    const peers = results.filter(({ name }) => name !== NATIVE);
    const fastest = Math.min(...peers.map(({ times }) => median(times)));
    const byNative = median(results.find(({ name }) => name === NATIVE).times);
    standings[OURS].push([meaning.key, fastest / own]);
    standings[NATIVE].push([meaning.key, fastest / byNative]);
  }
  sayMachine();
  console.log(table(["", "", "ns", "ratio", "what the other one ran"], rows));
  sayHandingOver();
  for (const [name, found] of Object.entries(standings)) console.log(goal(name, found));
}

try {
  if (only) await measureOne();
  else measureAll();
} catch (error) {
  // A child has said itself what was wrong.
  if (error.status === undefined) console.error(error.message);
  process.exitCode = 1;
}
