// The commands that the page gives out, run as somebody runs them. The texts
// are those that the app's own tests compare with what it makes.

import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, readlinkSync } from "node:fs";
import { createServer } from "node:http";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { golden } from "./commands.mjs";
import { startPractice } from "./practice.mjs";

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

/**
 * Runs a program and gathers what it writes. `first` is typed at once, `typed`
 * when it asks for the token, `last` when its time has come.
 */
async function run(program, args, { env = {}, first, typed, last } = {}) {
  const child = spawn(program, args, { env: { PATH: process.env.PATH, HOME: "/nonexistent", TERM: "dumb", ...env } });
  let text = "";
  const gather = (part) => {
    text += part;
    // The command itself has these words too, within quotes.
    if (typed !== undefined && /(?<!')Secret token: /.test(text)) {
      const answer = `${typed}\n`;
      typed = undefined;
      void hushed(child.pid).then(() => child.stdin.write(answer));
    }
    if (last?.after.test(text)) {
      child.stdin.write(last.text);
      last = undefined;
    }
  };
  if (first !== undefined) child.stdin.write(first);
  child.stdout.setEncoding("utf8").on("data", gather);
  child.stderr.setEncoding("utf8").on("data", gather);
  const [code] = await once(child, "close");
  return { code, text };
}

/** Waits until the terminal of a process below this one does not show what is typed. A person needs longer anyway. */
async function hushed(parent) {
  const [child] = readFileSync(`/proc/${parent}/task/${parent}/children`, "utf8").split(" ");
  const terminal = readlinkSync(`/proc/${child}/fd/0`);
  for (;;) {
    const { stdout } = await promisify(execFile)("stty", ["-a", "-F", terminal]);
    if (/(^|\s)-echo\s/.test(stdout)) return;
  }
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

    test("reject a token that cannot be sent, and ask nothing", async () => {
      const asked = practice.requests.length;
      for (const unsendable of ["token-2\nX-Other: 1", "token-2\u00e9", "\u201ctoken-2\u201d"]) {
        const { code, text } = await run(shell, ["-c", command("posix-variable.sh")], { env: { SCIM_TOKEN: unsendable, LANG: "C.UTF-8" } });
        assert.equal(code, 1, text);
        assert.match(text, /^The token is empty, or it contains a line break/);
        assert.ok(!text.includes("token-2"), text);
      }
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

// What the example's user is called and has as its id, and what stands at the
// end of the example's address, so that a shell that read any of it would run
// it.
const HOSTILE_NAME = `o'b$(touch\${IFS}x)\`id\`;&|<>!*%PATH%’“@contoso.com`;
const HOSTILE_ID = `7'"$(id)\`id\`;&|<>!*\\%PATH%/’“`;
const HOSTILE_BASE = "http://127.0.0.1:8081/a;b&c=$(id)!d*/scim/v2";

/** A command of the lifecycle test, with another base address, and another id if the example's is to go. */
function removal(name, base, id) {
  let text = golden(name);
  assert.ok(text.includes(HOSTILE_BASE));
  text = text.replace(HOSTILE_BASE, () => base);
  return id === undefined ? text : text.replace("USER-ID", id);
}

/** Runs a command that asks for the token, in a terminal, and types it. */
function runTyped(shell, text) {
  return run("/usr/bin/script", ["-qec", `${shell} -c ${quoted(text)}`, "/dev/null"], { typed: token });
}

for (const shell of shells) {
  describe(`the commands that remove a test user, in ${shell}`, { skip: !terminal }, () => {
    test("find a user of the most hostile name, and delete it", async () => {
      const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/scim+json" };
      const schemas = ["urn:ietf:params:scim:schemas:core:2.0:User"];
      const body = JSON.stringify({ schemas, userName: HOSTILE_NAME, name: { givenName: "A", familyName: "B" } });
      const created = await (await fetch(`${practice.url}/Users`, { method: "POST", headers, body })).json();
      const found = await runTyped(shell, removal("look.sh", practice.url));
      assert.match(found.text, /"totalResults":1/);
      assert.ok(found.text.includes(created.id));
      assert.ok(!found.text.includes(token), found.text);
      const deleted = await runTyped(shell, removal("delete-found.sh", practice.url, created.id));
      assert.match(deleted.text, /HTTP\/1\.1 204 No Content/);
      assert.ok(!deleted.text.includes(token), deleted.text);
      assert.equal((await fetch(`${practice.url}/Users/${created.id}`, { headers })).status, 404);
      assert.match((await runTyped(shell, removal("look.sh", practice.url))).text, /"totalResults":0/);
    });

    test("take address, name and id for text, whatever is in them", async () => {
      const asked = [];
      const server = createServer((request, response) => {
        asked.push([request.method, request.url, request.headers.authorization]);
        response.end();
      });
      server.listen(0, "127.0.0.1");
      await once(server, "listening");
      const path = new URL(HOSTILE_BASE).pathname;
      const base = `http://127.0.0.1:${server.address().port}${path}`;
      for (const name of ["look.sh", "look-known.sh", "delete-known.sh"]) await runTyped(shell, removal(name, base));
      server.close();
      const filter = encodeURIComponent(JSON.stringify(HOSTILE_NAME)).replace(/[!'()*]/g, percent);
      const id = encodeURIComponent(HOSTILE_ID).replace(/[!'()*]/g, percent);
      assert.deepEqual(asked, [
        ["GET", `${path}/Users?filter=userName+eq+${filter}`, `Bearer ${token}`],
        ["GET", `${path}/Users/${id}`, `Bearer ${token}`],
        ["DELETE", `${path}/Users/${id}`, `Bearer ${token}`],
      ]);
    });

    test("ask for the path as it is, whatever stands in it", async () => {
      const asked = [];
      const server = createServer((request, response) => response.end(String(asked.push(request.url))));
      server.listen(0, "127.0.0.1");
      await once(server, "listening");
      const text = removal("delete-found.sh", `http://127.0.0.1:${server.address().port}/scim`, "..");
      await runTyped(shell, text);
      server.close();
      assert.deepEqual(asked, ["/scim/Users/.."]);
    });

    // A terminal without bracketed paste hands the lines over one by one, and
    // whatever asks for the token gets the next line unless it is read before.
    test("are read whole before they ask, typed line by line", { timeout: 15_000 }, async () => {
      const asked = practice.requests.length;
      const interactive = shell.endsWith("zsh") ? [shell, "-f", "-i"] : [shell, "--norc", "-i"];
      const { text } = await run("/usr/bin/script", ["-qec", interactive.join(" "), "/dev/null"], {
        first: removal("look.sh", practice.url),
        typed: token,
        last: { after: /"totalResults":\d+/, text: "exit\n" },
      });
      assert.match(text, /"totalResults":0/, text);
      assert.ok(!text.includes(token), text);
      assert.equal(practice.requests.length, asked + 1);
    });
  });
}

function percent(character) {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
