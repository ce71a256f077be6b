// One users file is read identically by Rust, bash and PowerShell: the table of
// cases, and generated files.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { bytesOf } from "./bytes.mjs";
import { generate } from "./generate.mjs";
import { kindOf, readers } from "./readers.mjs";

const cases = JSON.parse(readFileSync(new URL("cases.json", import.meta.url), "utf8"));
const FILES = 300;
const SEED = Number(process.env.USERS_FILES_SEED ?? 12);
const here = readers.filter((reader) => !reader.missing);
const nameOf = (index) => `${String(index).padStart(4, "0")}.csv`;

/** A folder with these files, for as long as the tests of a group run. */
function folderOf(files) {
  const folder = mkdtempSync(join(tmpdir(), "users-files-"));
  files.forEach((bytes, index) => writeFileSync(join(folder, nameOf(index)), bytes));
  return folder;
}

/** What the readers have to agree on. */
const compared = ({ users, error, line }) => (users ? { users } : { error, line: line ?? null });

for (const reader of readers) {
  describe(`${reader.name} reads the table of cases`, { skip: reader.missing }, () => {
    let folder;
    let results;
    before(() => {
      folder = folderOf(cases.map(bytesOf));
      results = reader.read(folder);
    });
    after(() => rmSync(folder, { recursive: true, force: true }));

    cases.forEach(({ name, users, count, error, line }, index) => {
      test(name, () => {
        const result = results.get(nameOf(index));
        if (count) {
          assert.equal(result.users?.length, count, result.message);
          return;
        }
        assert.deepEqual(compared(result), compared({ users, error, line }), result.message);
      });
    });

    test("messages name the file and end with a period", () => {
      for (const [name, { message }] of results) {
        if (message === undefined) continue;
        assert.ok(message.includes(name) && message.endsWith("."), message);
        assert.notEqual(kindOf(message).error, message);
      }
    });
  });
}

describe("generated files", { skip: here.length < 2 ? "there is only one reader here" : false }, () => {
  const files = Array.from({ length: FILES }, (_, index) => generate(SEED * 100_000 + index));
  let folder;
  let read;
  before(() => {
    folder = folderOf(files.map((file) => file.bytes));
    read = here.map((reader) => reader.read(folder));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  test(`are read identically by ${here.map((reader) => reader.name).join(", ")}`, () => {
    const differences = files.flatMap(({ text, encoding }, index) => {
      const results = read.map((results) => JSON.stringify(compared(results.get(nameOf(index)))));
      return new Set(results).size > 1 ? [{ seed: SEED * 100_000 + index, text, encoding, results }] : [];
    });
    assert.deepEqual(differences.slice(0, 10), [], `${differences.length} of ${FILES} files`);
  });

  test("are of every kind", () => {
    const kinds = new Set([...read[0].values()].map(({ error }) => error ?? "users"));
    assert.deepEqual([...kinds].sort(), ["cells", "encoding", "identifier", "no-column", "no-users", "quote", "users"]);
    const good = [...read[0].values()].filter(({ users }) => users).length;
    assert.ok(good > FILES / 4, `${good} files with users`);
  });
});
