// Optimizes wasm files in place with Binaryen, one after the other in one
// process: what a fresh process costs is that V8 has to compile Binaryen.
//
// Arguments: Binaryen's library, "size" or "speed", and the files.

import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { pathToFileURL } from "node:url";

// Of a script that is given as text, the arguments begin right after the program.
const [library, goal, ...files] = process.argv.slice(1);
const { default: binaryen } = await import(pathToFileURL(library));

// What today's rustc emits.
const { Features } = binaryen;
const features =
  Features.BulkMemory |
  Features.BulkMemoryOpt |
  Features.CallIndirectOverlong |
  Features.NontrappingFPToInt |
  Features.SignExt |
  Features.MutableGlobals |
  Features.ReferenceTypes |
  Features.Multivalue;

// These are wasm-opt's -Oz and -O3.
const [optimizeLevel, shrinkLevel] = { size: [2, 2], speed: [3, 0] }[goal];
binaryen.setOptimizeLevel(optimizeLevel);
binaryen.setShrinkLevel(shrinkLevel);
binaryen.setGenerateStackIR(true);
binaryen.setOptimizeStackIR(true);
// The lowest kilobyte is the end of the stack, where nothing has an address.
binaryen.setLowMemoryUnused(goal === "size");

const kilobytes = ({ length }) => Math.round(length / 1000);

for (const file of files) {
  const before = readFileSync(file);
  const module = binaryen.readBinary(before, features);
  module.optimize();
  const after = module.emitBinary();
  module.dispose();
  writeFileSync(file, after);
  console.log(`wasm-opt made ${basename(file)} ${kilobytes(after)} kB instead of ${kilobytes(before)} kB.`);
}
