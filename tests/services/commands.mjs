// The shell commands that the tests of the crate `connection-test` compare with what it makes. One
// for each shell is stored whole, the others as what to replace in its text.

import { readFileSync, readdirSync } from "node:fs";

const folder = new URL("../../crates/connection-test/src/shell_commands/golden/", import.meta.url);
const read = (name) => readFileSync(new URL(name, folder), "utf8");
const variants = JSON.parse(read("variants.json"));

/** The names of all commands. */
export const names = [...readdirSync(folder).filter((name) => name !== "variants.json"), ...Object.keys(variants)];

/** The text of a command. */
export function golden(name) {
  if (!(name in variants)) return read(name);
  const { base, replace } = variants[name];
  return Object.entries(replace).reduce((text, [from, to]) => text.replace(from, () => to), read(base));
}
