// The commands that the page gives out, run as somebody runs them. The texts
// are those that the app's own tests compare with what it makes.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { after, before, describe, test } from "node:test";
import { startPractice } from "./practice.mjs";

const golden = (name) => readFileSync(new URL(`../../src/connection/terminal/golden/${name}`, import.meta.url), "utf8");
const token = "terminal-test-token-1";
const shells = ["bash", "zsh"].flatMap((name) => [`/usr/bin/${name}`, `/bin/${name}`].filter((path) => existsSync(path)).slice(0, 1));
// On other systems the program that makes a terminal takes other options.
const terminal = process.platform === "linux" && existsSync("/usr/bin/script");
let practice;

before(async () => {
  practice = await startPractice({ token, rate: 1_000 });
});
after(() => practice.close());

/** The command with the address of a service in place of the example's. */
function command(name, url = practice.url) {
  const text = golden(name);
  assert.ok(text.includes("http://127.0.0.1:8081/scim/v2"));
  return text.replace("http://127.0.0.1:8081/scim/v2", url);
}

/** Runs a program and gathers what it writes. */
async function run(program, args, { env = {}, typed } = {}) {
  const child = spawn(program, args, { env: { PATH: process.env.PATH, HOME: "/nonexistent", TERM: "dumb", ...env } });
  let text = "";
  const gather = (part) => {
    text += part;
    if (typed !== undefined && text.includes("Secret token: ")) {
      child.stdin.write(`${typed}\n`);
      typed = undefined;
    }
  };
  child.stdout.setEncoding("utf8").on("data", gather);
  child.stderr.setEncoding("utf8").on("data", gather);
  const [code] = await once(child, "close");
  return { code, text };
}

const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;

for (const shell of shells) {
  describe(`the commands in ${shell}`, () => {
    test("ask what Entra asks, with the token from the variable", async () => {
      const { text } = await run(shell, ["-c", command("posix-variable.sh")], { env: { SCIM_TOKEN: token } });
      assert.match(text, /^HTTP\/1\.1 200 OK\r\n/);
      assert.match(text, /"totalResults":0/);
      assert.ok(text.endsWith("\n"), "the prompt stands on a line of its own");
      assert.equal(practice.requests.at(-1).path, "/scim/v2/Users?filter=userName+eq+%220-0%22");
    });

    test("print the answer to a wrong token too", async () => {
      const { text } = await run(shell, ["-c", command("posix-variable.sh")], { env: { SCIM_TOKEN: "another-token" } });
      assert.match(text, /^HTTP\/1\.1 401 Unauthorized\r\n/);
      assert.match(text, /"detail"/);
      assert.ok(!text.includes("another-token"));
    });

    test("say that the variable is not set, and ask nothing", async () => {
      const asked = practice.requests.length;
      const { code, text } = await run(shell, ["-c", command("posix-variable.sh")]);
      assert.notEqual(code, 0);
      assert.match(text, /SCIM_TOKEN: is not set/);
      assert.equal(practice.requests.length, asked);
    });

    test("ask for the token in a terminal and do not show it", { skip: !terminal }, async () => {
      const inner = `${shell} -c ${quoted(command("posix-prompt.sh"))}`;
      const { text } = await run("/usr/bin/script", ["-qec", inner, "/dev/null"], { typed: token });
      assert.match(text, /Secret token: /);
      assert.match(text, /HTTP\/1\.1 200 OK/);
      assert.ok(!text.includes(token), text);
    });

    test("take an address with everything in it for one word", async () => {
      const asked = [];
      const server = createServer((request, response) => response.end(String(asked.push(request.url))));
      server.listen(0, "127.0.0.1");
      await once(server, "listening");
      const { port } = server.address();
      const url = `http://127.0.0.1:${port}/a;b&c=$(echo%20x)!d*(e)~`;
      const text = command("posix-variable.sh", url);
      await run(shell, ["-c", text], { env: { SCIM_TOKEN: token } });
      server.close();
      assert.deepEqual(asked, ["/a;b&c=$(echo%20x)!d*(e)~/Users?filter=userName+eq+%220-0%22"]);
    });
  });
}
