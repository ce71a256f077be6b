// The setup scripts as the tests of the crate `sync-schema` compare them with what it makes. One
// variant for each shell is stored whole, the others as what `diff -e` says of them.

import { existsSync, readFileSync, readdirSync } from "node:fs";

const folder = new URL("../../../crates/sync-schema/src/script/golden/", import.meta.url);
const read = (name) => readFileSync(new URL(name, folder), "utf8");
const edits = ".ed";

/** The names of all scripts. */
export const names = readdirSync(folder).map((name) => name.replace(/\.ed$/, ""));

/** The text of a script. */
export function golden(name) {
  if (!existsSync(new URL(name + edits, folder))) return read(name);
  return apply(read(name.endsWith(".ps1") ? "all.ps1" : "all-az.sh"), read(name + edits));
}

/** Applies an ed script, whose commands go from the last line to the first. */
function apply(text, script) {
  const lines = text.split("\n");
  const commands = script.split("\n");
  while (commands.length > 1) {
    const [, first, last, command] = /^(\d+)(?:,(\d+))?([acd])$/.exec(commands.shift());
    const added = command === "d" ? [] : commands.splice(0, commands.indexOf("."));
    if (command !== "d") commands.shift();
    const start = command === "a" ? Number(first) : first - 1;
    lines.splice(start, command === "a" ? 0 : (last ?? first) - first + 1, ...added);
  }
  return lines.join("\n");
}
