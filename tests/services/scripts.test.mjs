// The setup scripts that the page hands out, run as an admin runs them, against
// a stand-in for Graph: one table of tests over all clients. The texts are those that the tests of the crate
// `sync-schema` compare with what it makes.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { after, before, describe, test } from "node:test";
import { clients } from "./scripts/clients.mjs";
import { golden, names } from "./scripts/golden.mjs";
import { powershellParser } from "./scripts/grammar.mjs";
import { members } from "./scripts/members.mjs";
import { printedBy, pwsh } from "./scripts/pwsh.mjs";
import { setup } from "./scripts/setup.mjs";
import { has } from "./scripts/shell.mjs";
import { statusTable } from "./scripts/statuses.mjs";
import { users } from "./scripts/users.mjs";
import { closeWarm, quoted } from "./scripts/warm.mjs";

after(closeWarm);

describe("every script", () => {
  let parser;
  before(async () => (parser = await powershellParser()));

  for (const name of names.filter((name) => name.endsWith(".sh"))) {
    test(`${name} is sound bash`, { skip: !has("bash", "--version") }, () => {
      const { status, stderr } = spawnSync("bash", ["-n"], { input: golden(name), encoding: "utf8" });
      assert.equal(status, 0, stderr);
    });
    // The code of the others is in these, by the comparisons below.
    if (name !== "all-curl.sh" && /^hostile|curl/.test(name)) continue;
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
  const mistakes = (text) => printedBy(`$wrong = $null; [void][Management.Automation.Language.Parser]::ParseInput(${quoted(text)}, [ref]$null, [ref]$wrong); $wrong | ForEach-Object { "$_" }`);
  for (const name of names.filter((name) => name.endsWith(".ps1"))) {
    test(`${name} is sound to PowerShell's own parser`, { skip: pwsh.skip }, async () => {
      assert.equal(await mistakes(golden(name)), "");
      assert.match(await mistakes(`${golden(name)}\n{`), /Missing closing '\}'/);
    });
  }

  for (const name of names.filter((name) => name.endsWith(".sh"))) {
    test(`${name} does not tell a member that is omitted from one that is null`, () => {
      const text = golden(name).replace(/# Read the users file \(begin\)[^]*# Read the users file \(end\)/, "");
      assert.doesNotMatch(text, /\b(has\(|(keys|keys_unsorted|to_entries|with_entries|map_values|paths(?!\.txt)|tostream|leaf_paths)\b)/);
    });
  }

  // What the tables run with one of these two only rests on this.
  for (const name of names.filter((name) => name.endsWith("-az.sh"))) {
    test(`${name} and the script for curl differ only in how they send a request`, () => {
      const common = (text) => {
        const parts = /^# Needs: [^\n]*\n|^( {4}401\) printf [^\n]*|(#[^\n]*\n)*(send|no_response|sign_in)\(\) \{\n[^]*?^\})\n/gm;
        assert.equal(text.match(parts).length, 5, text);
        return text.replace(parts, "");
      };
      assert.equal(common(golden(name)), common(golden(name.replace("-az.sh", "-curl.sh"))));
    });
  }

  for (const client of ["az", "curl"]) {
    test(`hostile-all-${client}.sh and the script with usual names differ only in their plan`, () => {
      const code = (text) => {
        const plan = /^cat >"\$work\/plan\.json" <<'PLAN'\n(\{\n[^]*?\n\})\nPLAN\n/m;
        JSON.parse(plan.exec(text)[1]);
        return text.replace(plan, "");
      };
      assert.equal(code(golden(`hostile-all-${client}.sh`)), code(golden(`all-${client}.sh`)));
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
