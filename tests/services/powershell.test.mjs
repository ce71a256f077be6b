// The commands for PowerShell, read by a grammar of its language, and run where
// there is a PowerShell. Where there is none nothing is run: then only this
// reading, the app's own tests of quoting and whoever knows the language vouch
// for them.

import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { Language, Parser } from "web-tree-sitter";
import { startPractice } from "./practice.mjs";

const places = ["terminal", "lifecycle"].map((place) => new URL(`../../src/connection/${place}/golden/`, import.meta.url));
const files = places.flatMap((place) => readdirSync(place).filter((name) => name.endsWith(".ps1")).map((name) => new URL(name, place)));
const texts = new Map(files.map((file) => [file.pathname.split("/").at(-1), readFileSync(file, "utf8")]));
const grammar = createRequire(import.meta.url).resolve("tree-sitter-powershell/tree-sitter-powershell.wasm");
let parser;

before(async () => {
  await Parser.init();
  parser = new Parser();
  parser.setLanguage(await Language.load(grammar));
});

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
      const known = /^(curl\.exe|Read-Host|New-Object|Invoke-WebRequest|Invoke-MgGraphRequest|Connect-MgGraph|ConvertTo-Json)$/;
      const commands = all(parse(text), "command_name").map((node) => node.text);
      assert.ok(commands.length > 0);
      for (const command of commands) assert.match(command, known);
      // What is read within double quotes is our own variables and nothing else.
      const read = all(parse(text), "expandable_string_literal").flatMap((node) => all(node, "variable", "braced_variable").map((variable) => variable.text));
      for (const variable of read) assert.match(variable, /^\$(\{name\}|name|token|answer|all|apps|jobs|status)$/);
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
    assert.deepEqual(addresses("graph-prompt.ps1"), ["https://graph.microsoft.com/v1.0/servicePrincipals", "http://127.0.0.1:8081/scim/v2"]);
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

const program = ["pwsh", "powershell"].find((name) => {
  try {
    execFileSync(name, ["-NoProfile", "-Command", "exit 0"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
});

describe("the commands in PowerShell", { skip: program ? false : "there is no PowerShell here" }, () => {
  const token = "powershell-test-token-1";
  let practice;
  before(async () => {
    practice = await startPractice({ token, rate: 1_000 });
  });
  after(() => practice.close());

  const ask = async (name, sent) => {
    const text = texts.get(name).replace("http://127.0.0.1:8081/scim/v2", practice.url);
    const { stdout } = await promisify(execFile)(program, ["-NoProfile", "-Command", text], { env: { ...process.env, SCIM_TOKEN: sent } });
    return stdout;
  };

  test("print a good answer as curl does", async () => {
    const text = await ask("powershell-variable.ps1", token);
    assert.match(text, /^HTTP\/1\.1 200 OK/);
    assert.match(text, /"totalResults":0/);
    assert.equal(practice.requests.at(-1).path, "/scim/v2/Users?filter=userName+eq+%220-0%22");
  });

  test("print the answer to a wrong token too, without the token", async () => {
    const text = await ask("powershell-variable.ps1", "another-token");
    assert.match(text, /^HTTP\/1\.1 401 Unauthorized/);
    assert.match(text, /"detail"/);
    assert.ok(!text.includes("another-token"));
  });
});
