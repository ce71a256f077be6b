// The commands for PowerShell, read by a grammar of its language, and run where
// there is a PowerShell. Where there is none nothing is run: then only this
// reading, the app's own tests of quoting and whoever knows the language vouch
// for them.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { golden, names as commands } from "./commands.mjs";
import { startPractice } from "./practice.mjs";
import { powershellParser } from "./scripts/grammar.mjs";
import { program, pwsh, quietly } from "./scripts/pwsh.mjs";
import { Home, runOnce } from "./scripts/run.mjs";
import { has } from "./scripts/shell.mjs";
import { closeWarm, runWarm } from "./scripts/warm.mjs";

const { skip } = pwsh;

const texts = new Map(commands.filter((name) => name.endsWith(".ps1")).map((name) => [name, golden(name)]));
let parser;

before(async () => (parser = await powershellParser()));

const parse = (text) => parser.parse(text).rootNode;
const all = (root, ...types) => root.descendantsOfType(types);

/** What a text in single quotes says: two quotes in it are one. */
const said = (node) => node.text.slice(1, -1).replaceAll(/(['‘’‚‛])['‘’‚‛]/g, "$1");

describe("each PowerShell command", () => {
  test("is there", () => {
    assert.equal(texts.size, 10);
  });

  for (const [name, text] of texts) {
    test(`${name} is one statement without a mistake`, () => {
      const root = parse(text);
      assert.equal(root.hasError, false, root.toString());
      // A prompt runs a statement when it is whole, so a second one would be
      // taken for the token.
      const [list] = root.namedChildren;
      assert.deepEqual([root.namedChildren.length, list.namedChildren.length], [1, 1]);
    });

    test(`${name} makes no command of what stands in an address or a name`, () => {
      const known = /^(curl\.exe|Set-PSDebug|Read-Host|New-Object|Invoke-WebRequest|Invoke-MgGraphRequest|Connect-MgGraph|Get-MgContext|ConvertTo-Json|ConvertFrom-Json)$/;
      const commands = all(parse(text), "command_name").map((node) => node.text);
      assert.ok(commands.length > 0);
      for (const command of commands) assert.match(command, known);
      // What is read within double quotes is our own variables and nothing else.
      const read = all(parse(text), "expandable_string_literal").flatMap((node) => all(node, "variable", "braced_variable").map((variable) => variable.text));
      for (const variable of read) assert.match(variable, /^\$(\{name\}|name|token|answer|all|apps|jobs|status|_)$/);
    });

    test(`${name} never makes a word of a command of the token`, () => {
      for (const words of all(parse(text), "command_elements")) {
        const loose = words.namedChildren.filter((word) => all(word, "variable").some((variable) => variable.text === "$token"));
        assert.deepEqual(loose.map((word) => word.text), []);
      }
    });
  }

  test("has the address and the hostile parts in it as they are", () => {
    const addresses = (name) => all(parse(texts.get(name)), "verbatim_string_characters").map(said).filter((one) => one.startsWith("http"));
    assert.deepEqual(addresses("curl-exe-prompt.ps1"), ["http://127.0.0.1:8081/scim/v2/Users?filter=userName+eq+%220-0%22"]);
    assert.deepEqual(addresses("graph-prompt.ps1"), ["http://127.0.0.1:8081/scim/v2"]);
    const id = encodeURIComponent(`7'"$(id)\`id\`;&|<>!*\\%PATH%/’“`).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
    for (const name of ["look-known.ps1", "delete-known.ps1"]) {
      assert.deepEqual(addresses(name), [`http://127.0.0.1:8081/a;b&c=$(id)!d*/scim/v2/Users/${id}`]);
    }
  });
});

test("a text that ends early is found out by this reading", () => {
  assert.equal(parse("& {\n  $a = 'it's'\n}\n").hasError, true);
  assert.equal(parse("& {\n  $a = @{ b = 1\n}\n").hasError, true);
});

/** What a command prints in a PowerShell: one that is started for it, or one that is there already. */
async function printed(text, env, alone) {
  let [output, errors] = ["", ""];
  const onOutput = (stream, part) => (stream === "stdout" ? (output += part) : (errors += part));
  await (alone ? runOnce : runWarm)({ program, args: ["-NoProfile", "-NonInteractive", "-Command", text], env, stdin: "", folder: tmpdir() }, onOutput);
  return { output, errors };
}

describe("the commands in PowerShell", { skip }, () => {
  after(closeWarm);
  const token = "powershell-test-token-1";
  let practice, folder;
  before(async () => {
    practice = await startPractice({ token, rate: 1_000 });
    folder = mkdtempSync(join(tmpdir(), "powershell-test-"));
    // Stands for the curl of Windows, which reads the header from its input.
    if (process.platform !== "win32") writeFileSync(join(folder, "curl.exe"), "#!/bin/sh\nexec curl \"$@\"\n", { mode: 0o755 });
  });
  after(() => {
    practice.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** What a command prints, with lines of PowerShell before it. */
  async function run(name, sent, { before = "", alone = false } = {}) {
    const text = texts.get(name).replace("http://127.0.0.1:8081/scim/v2", practice.url);
    const env = { ...quietly({ home: folder, temp: folder }), PATH: [folder, process.env.PATH].join(delimiter), SCIM_TOKEN: sent };
    const { output, errors } = await printed(`${before}\n${text}`, env, alone);
    if (sent) assert.ok(!(output + errors).includes(sent.slice(0, 9)), output + errors);
    return output;
  }
  const names = ["powershell-variable.ps1", ...(process.platform === "win32" || has("curl", "--version") ? ["curl-exe-variable.ps1"] : [])];

  for (const name of names) {
    test(`${name} prints a good response as curl does`, async () => {
      const text = await run(name, token, { alone: true });
      assert.match(text, /^HTTP\/1\.1 200 OK/);
      assert.match(text, /"totalResults":0/);
      assert.equal(practice.requests.at(-1).path, "/scim/v2/Users?filter=userName+eq+%220-0%22");
    });

    test(`${name} prints the response to a wrong token too, without the token`, async () => {
      const text = await run(name, "another-token");
      assert.match(text, /^HTTP\/1\.1 401 Unauthorized/);
      assert.match(text, /"detail"/);
    });

    for (const preference of ["$DebugPreference = $VerbosePreference = 'Continue'", "Set-PSDebug -Trace 2"]) {
      test(`${name} does not print the token after ${preference}`, async () => {
        assert.match(await run(name, token, { before: preference, alone: /PSDebug/.test(preference) }), /HTTP\/1\.1 200 OK/);
      });
    }

    for (const [what, sent] of [["a line break", "a-secret-\n1"], ["a typographic quotation mark", "a-secret-\u2019"], ["an accent", "a-secret-\u00e9"], ["a carriage return", "a-secret-\r"]]) {
      test(`${name} rejects a token with ${what} and sends nothing`, async () => {
        const sentBefore = practice.requests.length;
        assert.match(await run(name, sent), /^The token is empty, or it contains a line break or a character that cannot be sent, [^\n]*\n$/);
        assert.equal(practice.requests.length, sentBefore);
      });
    }

    test(`${name} says in a sentence that the variable is not set`, async () => {
      assert.match(await run(name, ""), /^The variable SCIM_TOKEN is not set\.\r?\n$/);
    });
  }

  describe("for Microsoft Graph", () => {
    let home;
    before(async () => {
      home = await Home.make(pwsh, (tenant) => {
        tenant.apps.push({ id: "1f6c0d53-0000-4a6e-9a54-6f7d2f3c0001", displayName: "Bob\u2019s \"App\" 'x'" });
        tenant.jobs.push({ id: "scim.9b0cfe0d5d9a4c02b6a05a0c6a1f0002.x", templateId: "scim" });
      });
    });
    after(() => home.close());

    for (const preference of ["", "$DebugPreference = $VerbosePreference = 'Continue'", "Set-PSDebug -Trace 2"]) {
      test(`tests the credentials without printing the token${preference && ` after ${preference}`}`, async () => {
        const { env } = pwsh.invocation({ ...home.place, path: "" });
        const text = `${preference}\n${texts.get("graph-variable.ps1")}`;
        const { output, errors } = await printed(text, { ...env, SCIM_TOKEN: token }, !/Preference/.test(preference));
        assert.match(output, /validateCredentials answered 204\r?\n$/);
        assert.ok(!(output + errors).includes(token), output);
      });
    }

    for (const [what, failure, expected] of [
      ["a rejected token", { method: "POST", path: /validateCredentials$/, status: 400, error: { code: "InvalidCredentials", message: `Not ${token}.` } }, /^validateCredentials answered 400\r?\n\{.*"InvalidCredentials".*Not \(token\)\..*\}\r?\n$/],
      ["a missing permission", { method: "GET", path: /^\/servicePrincipals$/, status: 403, error: { code: "Authorization_RequestDenied" } }, /^Microsoft Graph answered 403\r?\n\{.*"Authorization_RequestDenied".*\}\r?\n$/],
      ["too many requests", { method: "GET", path: /\/jobs$/, status: 429 }, /^Stopped: [^\r\n]*\r?\n$/],
    ]) {
      test(`reports ${what} without the token and without headers`, async () => {
        home.tenant.failures = [failure];
        const { env } = pwsh.invocation({ ...home.place, path: "" });
        const { output, errors } = await printed(texts.get("graph-variable.ps1"), { ...env, SCIM_TOKEN: token }, false);
        home.tenant.failures = [];
        assert.match(output, expected);
        assert.ok(!(output + errors).includes(token), output + errors);
      });
    }
  });
});
