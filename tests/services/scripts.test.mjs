// The setup scripts that the page hands out, run as an admin runs them, against
// a stand-in for Graph: one table of tests over all clients. The texts are those that the tests of the crate
// `sync-schema` compare with what it makes.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Language, Parser } from "web-tree-sitter";
import { clients } from "./scripts/clients.mjs";
import { golden, names } from "./scripts/golden.mjs";
import { members } from "./scripts/members.mjs";
import { setup } from "./scripts/setup.mjs";
import { has } from "./scripts/shell.mjs";
import { statusTable } from "./scripts/statuses.mjs";
import { users } from "./scripts/users.mjs";
import { closeWarm } from "./scripts/warm.mjs";

after(closeWarm);

describe("every script", () => {
  let parser;
  before(async () => {
    await Parser.init();
    const grammar = fileURLToPath(import.meta.resolve("tree-sitter-powershell/tree-sitter-powershell.wasm"));
    parser = new Parser().setLanguage(await Language.load(grammar));
  });

  for (const name of names.filter((name) => name.endsWith(".sh"))) {
    test(`${name} is sound bash`, { skip: !has("bash", "--version") }, () => {
      const { status, stderr } = spawnSync("bash", ["-n"], { input: golden(name), encoding: "utf8" });
      assert.equal(status, 0, stderr);
    });
    test(`${name} passes shellcheck`, { skip: !has("shellcheck", "--version") && "shellcheck is not installed" }, () => {
      const { status, stdout } = spawnSync("shellcheck", ["-"], { input: golden(name), encoding: "utf8" });
      assert.equal(status, 0, stdout);
    });
  }

  for (const name of names.filter((name) => name.endsWith(".ps1"))) {
    test(`${name} is sound PowerShell`, () => {
      const tree = parser.parse(golden(name));
      const wrong = tree.rootNode.descendantsOfType("ERROR").map((node) => `${node.startPosition.row + 1}: ${node.text.slice(0, 80)}`);
      assert.deepEqual(wrong, []);
      assert.ok(!tree.rootNode.hasError);
    });
  }

  // Parsed by PowerShell itself where there is one, and not run: the scripts
  // sign in with the modules of Microsoft Graph.
  const own = '$wrong = $null; [void][Management.Automation.Language.Parser]::ParseInput([Console]::In.ReadToEnd(), [ref]$null, [ref]$wrong); $wrong | ForEach-Object { "$_" }; exit @($wrong).Count';
  for (const name of names.filter((name) => name.endsWith(".ps1"))) {
    test(`${name} is sound to PowerShell's own parser`, { skip: !has("pwsh", "--version") && "pwsh is not installed" }, () => {
      const { status, stdout } = spawnSync("pwsh", ["-NoProfile", "-Command", own], { input: golden(name), encoding: "utf8" });
      assert.equal(status, 0, stdout);
    });
  }

  test("the check finds a mistake", () => {
    assert.ok(parser.parse(golden("all.ps1").replace("function New-Job {", "function New-Job (")).rootNode.hasError);
  });
});

for (const client of clients) {
  describe(`the script with ${client.name}`, { skip: client.skip, concurrency: 3 }, () => {
    for (const part of [setup, users, statusTable, members]) part(client);
  });
}
