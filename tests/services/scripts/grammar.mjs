// A grammar of PowerShell, for texts that are only read.

import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { Language, Parser } from "web-tree-sitter";

// V8 would optimize the whole grammar for seconds, for texts that are read in milliseconds.
setFlagsFromString("--liftoff-only");

/** A parser of PowerShell. */
export async function powershellParser() {
  await Parser.init();
  const grammar = fileURLToPath(import.meta.resolve("tree-sitter-powershell/tree-sitter-powershell.wasm"));
  return new Parser().setLanguage(await Language.load(grammar));
}
