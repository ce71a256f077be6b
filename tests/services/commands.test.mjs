// The commands as somebody runs them: what they print, and that they end.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
let dir;

before(() => {
  dir = mkdtempSync(join(tmpdir(), "commands-test-"));
  writeFileSync(join(dir, "index.html"), "here");
});

after(() => rmSync(dir, { recursive: true }));

/** Starts a command and gathers what it writes. */
function run(command, args, stdin = "pipe") {
  const child = spawn(process.execPath, [here(command), ...args], { stdio: [stdin, "pipe", "pipe"] });
  const output = { text: "", errors: "" };
  child.stdout.setEncoding("utf8").on("data", (text) => (output.text += text));
  child.stderr.setEncoding("utf8").on("data", (text) => (output.errors += text));
  const ended = once(child, "close").then(([code]) => ({ code, ...output }));
  const listening = new Promise((resolve, reject) => {
    child.stdout.on("data", () => {
      const url = /^listening (\S+)\n/m.exec(output.text)?.[1];
      if (url) resolve(url);
    });
    ended.then((result) => reject(new Error(`ended before it listened: ${JSON.stringify(result)}`)));
  });
  listening.catch(() => {});
  return { child, listening, ended, output };
}

const commands = [
  ["practice.mjs", () => [], /\/scim\/v2$/],
  ["fault.mjs", () => ["--fault", "forbidden"], /\/scim\/v2$/],
  ["site.mjs", () => ["--dir", dir, "--base", "/sub path/"], /\/sub%20path\/$/],
];

for (const [command, args, address] of commands) {
  describe(command, () => {
    test("prints its address and ends when its standard input closes", async () => {
      const { child, listening, ended } = run(command, [...args(), "--port", "0"]);
      const url = await listening;
      assert.match(url, address);
      assert.ok((await fetch(url)).status > 0);
      child.stdin.end();
      assert.equal((await ended).code, 0);
    });

    for (const signal of ["SIGINT", "SIGTERM"]) {
      test(`ends on ${signal}, with a connection open`, async () => {
        const { child, listening, ended } = run(command, [...args(), "--port", "0"]);
        await fetch(await listening);
        child.kill(signal);
        assert.equal((await ended).code, 0);
      });
    }

    test("goes on without a standard input, unless told not to", async () => {
      const { child, listening, ended } = run(command, [...args(), "--port", "0"], "ignore");
      const url = await listening;
      await new Promise((resolve) => setTimeout(resolve, 200));
      assert.ok((await fetch(url)).status > 0);
      child.kill();
      await ended;
      const told = run(command, [...args(), "--port", "0", "--until-stdin-closes"], "ignore");
      assert.equal((await told.ended).code, 0);
    });

    test("says in one sentence that its port is in use", async () => {
      const other = createServer().listen(0, "127.0.0.1");
      await once(other, "listening");
      const { port } = other.address();
      const { code, text, errors } = await run(command, [...args(), "--port", String(port)]).ended;
      assert.deepEqual([code, text], [1, ""]);
      assert.equal(errors, `Port ${port} is in use by another program; choose another with --port.\n`);
      other.close();
    });

    for (const [wrong, sentence] of [
      [["--port", "80a"], /^--port takes a whole number from 0 to 65535, not "80a"\.\n$/],
      [["--port", "65536"], /^--port takes /],
      [["--nonsense"], /^Unknown option '--nonsense'\. Options: .*--port.*\.\n$/],
    ]) {
      test(`refuses ${wrong.join(" ")}`, async () => {
        const { code, errors } = await run(command, [...args(), ...wrong]).ended;
        assert.equal(code, 1);
        assert.match(errors, sentence);
      });
    }
  });
}

describe("practice.mjs", () => {
  const ask = (url, token) => fetch(`${url}/Users`, { headers: { Authorization: `Bearer ${token}`, Origin: "http://a.example" } });

  test("says that it is a stand-in, and names its own token only", async () => {
    const usual = run("practice.mjs", ["--port", "0"]);
    assert.equal((await ask(await usual.listening, "practice-token")).status, 200);
    assert.match(usual.output.text, /is not Talkdesk/);
    assert.match(usual.output.text, /practice-token/);
    usual.child.kill();
    assert.match((await usual.ended).text, /^GET \/scim\/v2\/Users 200$/m);

    const own = run("practice.mjs", ["--port", "0", "--token", "my-own", "--quiet", "--no-cors", "--rate", "2"]);
    const url = await own.listening;
    const answers = [await ask(url, "my-own"), await ask(url, "my-own"), await ask(url, "my-own")];
    assert.deepEqual(answers.map(({ status }) => status), [200, 200, 429]);
    assert.equal(answers[0].headers.get("Access-Control-Allow-Origin"), null);
    own.child.kill();
    const { text } = await own.ended;
    assert.doesNotMatch(text, /my-own|practice-token/);
    assert.equal(text.includes("GET"), false);
  });
});

describe("fault.mjs", () => {
  test("lists its faults, says which one it has, and asks for one", async () => {
    const listed = await run("fault.mjs", ["--list"]).ended;
    assert.equal(listed.code, 0);
    assert.match(listed.text, /^filter-ignored +answers every filter with all users\.$/m);
    const service = run("fault.mjs", ["--fault", "forbidden", "--port", "0"]);
    assert.equal((await fetch(`${await service.listening}/Users`)).status, 403);
    service.child.kill();
    assert.match((await service.ended).text, /^This service goes wrong on purpose: it answers 403\.$/m);
    const { code, errors } = await run("fault.mjs", []).ended;
    assert.deepEqual([code, errors], [1, "Say which fault it shall have with --fault; --list shows them all.\n"]);
    assert.match((await run("fault.mjs", ["--fault", "nonsense"]).ended).errors, /^There is no fault "nonsense"\. The faults are: /);
  });
});

describe("site.mjs", () => {
  test("asks for a folder", async () => {
    const { code, errors } = await run("site.mjs", []).ended;
    assert.deepEqual([code, errors], [1, "Say which folder to serve with --dir.\n"]);
  });

  test("names a folder that is not there", async () => {
    const { code, errors } = await run("site.mjs", ["--dir", join(dir, "nowhere")]).ended;
    assert.equal(code, 1);
    assert.match(errors, /no folder .*nowhere.*build the site first/);
  });
});
