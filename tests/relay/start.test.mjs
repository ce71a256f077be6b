// How the relay starts and stops, and what it prints.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { networkInterfaces } from "node:os";
import { before, describe, test } from "node:test";
import { promisify } from "node:util";
import { powershellParser } from "../services/scripts/grammar.mjs";
import { program as powershell } from "../services/scripts/pwsh.mjs";
import { ask, open, requestText } from "./http.mjs";
import { ORIGIN, argumentsOf, freePort, programs, run, startRelay } from "./relay.mjs";
import { newNonce } from "./session.mjs";
import { assertNoSecret, forEachProgram, forTest, SIDE_BY_SIDE, startService, TOKEN, withRelay } from "./suite.mjs";

const BASE = "https://api.talkdeskapp.eu/scim/v2";

// The arguments as for Node, and what the message says.
const REFUSED = [
  [[], /^Enter the Tenant URL of the SCIM service\./],
  [["--origin", ORIGIN], /^Enter the Tenant URL/],
  [[BASE], /^Enter the address of the page after --?origin\./i],
  // PowerShell takes a second word for the value of an option.
  [[BASE, BASE, "--origin", ORIGIN], /^The (relay takes one Tenant URL, |number after -Port must be )/],
  [["http://api.talkdeskapp.eu/scim/v2", "--origin", ORIGIN], /must begin with https:\/\//],
  [["http://127.0.0.1.evil.example/scim/v2", "--origin", ORIGIN], /must begin with https:\/\//],
  [["http://localhost.evil.example/scim/v2", "--origin", ORIGIN], /must begin with https:\/\//],
  [["ftp://localhost/scim/v2", "--origin", ORIGIN], /must begin with https:\/\//],
  [[`https://${TOKEN}@api.talkdeskapp.eu/scim/v2`, "--origin", ORIGIN], /must not contain a user name/],
  [[`https://ana:${TOKEN}@api.talkdeskapp.eu/scim/v2`, "--origin", ORIGIN], /must not contain a user name/],
  [[`${BASE}?token=${TOKEN}`, "--origin", ORIGIN], /must not contain .* query/],
  [[`${BASE}#${TOKEN}`, "--origin", ORIGIN], /must not contain .* fragment/],
  [["api.talkdeskapp.eu/scim/v2", "--origin", ORIGIN], /^The Tenant URL is not valid/],
  [["https:///scim/v2", "--origin", ORIGIN], /^The Tenant URL is not valid/],
  [["https://api.talkdeskapp.eu:0/scim/v2", "--origin", ORIGIN], /^The Tenant URL is not valid/],
  [["https://api.talkdeskapp.eu:65536/scim/v2", "--origin", ORIGIN], /^The Tenant URL is not valid/],
  [["https://t\u0430lkdeskapp.eu/scim/v2", "--origin", ORIGIN], /^The Tenant URL is not valid/],
  [["https://api.talkdeskapp.eu/scim/../v2", "--origin", ORIGIN], /^The Tenant URL is not valid/],
  [["https://api.talkdeskapp.eu/scim%2fv2", "--origin", ORIGIN], /^The Tenant URL is not valid/],
  [["https://api.talkdeskapp.eu//scim/v2", "--origin", ORIGIN], /^The Tenant URL is not valid/],
  [["https://api.talkdeskapp.eu/scim v2", "--origin", ORIGIN], /^The Tenant URL is not valid/],
  [[TOKEN, "--origin", ORIGIN], /^The Tenant URL is not valid/],
  [[BASE, "--origin", "null"], /^The address after --?origin is not valid/i],
  [[BASE, "--origin", "page.example"], /^The address after --?origin is not valid/i],
  [[BASE, "--origin", "file:///home/ana/page.html"], /^The address after --?origin is not valid/i],
  [[BASE, "--origin", "ftp://page.example"], /^The address after --?origin is not valid/i],
  [[BASE, "--origin", `https://${TOKEN}@page.example`], /^The address after --?origin is not valid/i],
  [[BASE, "--origin", "*"], /^The address after --?origin is not valid/i],
  [[BASE, "--origin", ORIGIN, "--port", "-1"], /^The (relay takes one Tenant URL, |number after -Port must be )/],
  ...["0", "65536", "8321x", "80.5.1", "1e3"].map((port) => [[BASE, "--origin", ORIGIN, "--port", port], /^The number after --?port must be from 1 to 65535\./i]),
];

/** Runs a program with each list of arguments, which it refuses; gives exit codes and outputs. */
async function runAll(program, lists) {
  if (program.name === "PowerShell") return runAllInPowerShell(program, lists);
  const results = [];
  for (const args of lists) {
    const { output, closed } = run(program, args);
    results.push({ code: await closed, output: output() });
  }
  return results;
}

// PowerShell takes a second to start, so it starts once for all.
async function runAllInPowerShell(program, lists) {
  const cases = lists.map((args) => {
    const at = (name) => args[args.indexOf(name) + 1];
    const named = Object.fromEntries(["origin", "port"].filter((name) => args.includes(`--${name}`)).map((name) => [name, at(`--${name}`)]));
    return { positional: args.slice(0, args.findIndex((word) => word.startsWith("--")) >>> 0), named };
  });
  const script = `
    foreach ($case in (ConvertFrom-Json $env:CASES)) {
      $positional = @($case.positional)
      $named = @{}
      foreach ($option in $case.named.PSObject.Properties) { $named[$option.Name] = $option.Value }
      & $env:SCRIPT @positional @named
      [Console]::Error.WriteLine("exit $LASTEXITCODE")
    }`;
  const env = { ...process.env, NO_COLOR: "1", SCRIPT: program.path, CASES: JSON.stringify(cases) };
  const { stdout, stderr } = await promisify(execFile)(powershell, ["-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-Command", script], { env });
  assert.equal(stdout, "");
  const outputs = stderr.split(/^exit (\d+)\r?\n/m);
  return lists.map((_args, index) => ({ code: Number(outputs[2 * index + 1]), output: outputs[2 * index] }));
}

forEachProgram("arguments", (program) => {
  let results;
  before(async () => (results = await runAll(program, REFUSED.map(([args]) => args))));

  REFUSED.forEach(([args, message], index) => {
    test(`${args.join(" ") || "(none)"} is explained`, () => {
      const { code, output } = results[index];
      assert.equal(code, 1, output);
      assert.match(output, message);
      assert.ok(output.includes(`  ${program.command} ${BASE} ${program.option("origin")} https://page.example`), output);
      assert.doesNotMatch(output, /Pairing code/);
      assertNoSecret(output);
    });
  });

  const ACCEPTED = [
    [{ base: "https://API.talkdeskapp.eu:443/scim/v2/", origin: "https://Page.Example:443/app/?a#b" }, BASE, "https://page.example"],
    [{ base: "http://localhost:8081/scim/v2", origin: "http://localhost:8080" }, "http://localhost:8081/scim/v2", "http://localhost:8080"],
    [{ base: "http://[::1]:80", origin: "http://127.0.0.1:80/" }, "http://[::1]", "http://127.0.0.1"],
  ];
  for (const [options, base, origin] of ACCEPTED) {
    test(`${options.base} for ${options.origin} are reduced to what counts`, async (t) => {
      const relay = await forTest(t, startRelay(program, options));
      await relay.stop();
      const shown = (label) => new RegExp(`^${label} +(.*?)\r?$`, "m").exec(relay.output())[1];
      assert.equal(shown("Sends to"), base);
      assert.equal(shown("For the page"), origin);
      assert.equal(shown("Listens on"), `http://localhost:${relay.port} (this computer only)`);
    });
  }

  test("without a port, it is 8321", async () => {
    const { child, output, closed } = run(program, argumentsOf(program, { base: BASE }));
    child.stdout.on("data", () => output().includes("Press Ctrl+C") && child.kill("SIGINT"));
    // Another relay can be running here.
    if (await closed === 2) assert.match(output(), /uses port 8321/);
    else assert.match(output(), /http:\/\/localhost:8321 /);
  });
});

/** Something else that listens on a port. */
async function occupy(port, address) {
  const server = createServer((socket) => socket.destroy());
  return new Promise((resolve) => {
    server.once("error", () => resolve(undefined));
    server.listen(port, address, () => resolve(server));
  });
}

forEachProgram("a port in use", (program) => {
  for (const address of ["127.0.0.1", "::1", "0.0.0.0"]) {
    test(`on ${address} is named, with a command that works`, async (t) => {
      const port = await freePort();
      const server = await occupy(port, address);
      if (!server) return t.skip(`this computer does not have ${address}`);
      const refused = run(program, argumentsOf(program, { base: BASE, port }));
      assert.equal(await refused.closed, 2, refused.output());
      const command = `${program.command} ${BASE} ${program.option("origin")} ${ORIGIN} ${program.option("port")} ${port + 1}`;
      assert.ok(refused.output().endsWith(`:\n  ${command}\n`), refused.output());
      assert.match(refused.output(), new RegExp(`^Another program uses port ${port}, `));
      assert.doesNotMatch(refused.output(), /Pairing code/);
      const { child, output, closed } = run(program, command.slice(program.command.length + 1).split(" "));
      child.stdout.on("data", () => output().includes("Press Ctrl+C") && child.kill("SIGINT"));
      assert.equal(await closed, 0, output());
      await new Promise((resolve) => server.close(resolve));
    });
  }

  test("by another relay leaves that relay as it is", async (t) => {
    const service = await forTest(t, startService());
    const relay = await forTest(t, startRelay(program, { base: service.url }));
    const second = run(program, argumentsOf(program, { base: service.url, port: relay.port }));
    assert.equal(await second.closed, 2);
    assert.equal((await ask(relay, {})).status, 200);
    await relay.stop();
  });
});

forEachProgram("addresses", (program) => {
  const it = withRelay({ program });
  const hasIpv6 = Object.values(networkInterfaces()).flat().some(({ address }) => address === "::1");
  const others = Object.values(networkInterfaces()).flat().filter(({ family, internal }) => family === "IPv4" && !internal);

  test("other computers cannot connect", { skip: others.length === 0 && "this computer has no other address" }, async () => {
    for (const { address } of others) {
      const { socket, response } = open(it.relay.port, address);
      socket.write(requestText(it.relay, {}));
      const { status } = await response;
      // Windows would take the connection and refuse the request.
      assert.equal(status, process.platform === "win32" && program.name === "PowerShell" ? 403 : undefined);
    }
    assert.deepEqual(it.service.requests, []);
  });

  test("both addresses of localhost work, where the listener has them", { skip: program.name !== "Node" && "the listener of .NET has one" }, async () => {
    for (const address of ["127.0.0.1", "::1"]) {
      const { socket, response } = open(it.relay.port, address);
      socket.write(requestText(it.relay, {}));
      assert.equal((await response).status, 200);
    }
  });

  test("no program can take the other address of localhost", { skip: !hasIpv6 && "this computer has no IPv6" }, async () => {
    for (const address of ["127.0.0.1", "::1"]) {
      const server = createServer();
      server.listen(it.relay.port, address);
      const error = await new Promise((resolve) => server.once("error", resolve).once("listening", resolve));
      server.close();
      assert.match(error?.code ?? "", /^(EADDRINUSE|EACCES)$/, address);
    }
  });
});

forEachProgram("the end", (program) => {
  test("comes with Ctrl+C at once, also during a request", async (t) => {
    let arrived;
    const arrival = new Promise((resolve) => (arrived = resolve));
    const service = await forTest(t, startService(arrived));
    const relay = await forTest(t, startRelay(program, { base: service.url }));
    const pending = ask(relay, {});
    await arrival;
    const started = performance.now();
    assert.equal(await relay.stop(), 0);
    assert.ok(performance.now() - started < 3000);
    assert.match(relay.output(), /\nThe relay has stopped\.\r?\n\s*$/);
    assert.notEqual((await pending).status, 200);
  });

  test("comes after the idle time, although a page looks for the relay", async (t) => {
    const relay = await forTest(t, startRelay(program, { base: BASE, idleMinutes: 0.03 }));
    let running = true;
    relay.closed.then(() => (running = false));
    const started = performance.now();
    while (running) {
      await ask(relay, { target: "/relay/status", headers: { "X-Relay-Request": undefined } });
      await ask(relay, { target: `/relay/status?nonce=${newNonce()}` });
      await ask(relay, { headers: { Origin: "https://evil.example" } });
      await ask(relay, { headers: { "X-Relay-Request": "wrong" } });
      assert.ok(performance.now() - started < 20_000, "it did not stop");
    }
    assert.equal(await relay.closed, 0);
    assert.match(relay.output(), /\nNo request for 0\.03 minutes\. The relay has stopped\.\r?\n\s*$/);
  });

  test("does not come while a request takes longer than the idle time", async (t) => {
    const idleMinutes = 0.06;
    const service = await forTest(t, startService((response) => setTimeout(() => response.end("late"), 1.5 * 60_000 * idleMinutes)));
    const relay = await forTest(t, startRelay(program, { base: service.url, idleMinutes }));
    assert.equal((await ask(relay, {})).text, "late", relay.output());
    assert.equal(await relay.closed, 0);
  });
}, SIDE_BY_SIDE);

forEachProgram("the log", (program) => {
  test("has one line for each request, and nothing that is secret", async (t) => {
    const service = await forTest(t, startService((response) => response.writeHead(404, { "X-Secret": "secret-header" }).end("secret-body")));
    const relay = await forTest(t, startRelay(program, { base: service.url }));
    const headers = { Authorization: `Bearer ${TOKEN}`, Cookie: "secret-cookie" };
    const sent = [
      [{ target: "/scim/Users/3f2a?filter=secret-query" }, "GET /scim/Users/3f2a 404"],
      [{ method: "POST", target: "/scim/Users", body: "secret-request" }, "POST /scim/Users 404"],
      [{ method: "OPTIONS", target: "/scim/Users" }, "OPTIONS /scim/Users 204"],
      [{ target: "/scim/Users", headers: { Origin: "https://secret-origin.example" } }, "GET /scim/Users 403"],
      [{ target: "/scim/Users", headers: { "X-Relay-Request": "secret-proof" } }, "GET /scim/Users 403"],
      [{ target: "/scim/../?secret-query" }, "GET /scim/../ 400"],
      [{ method: "PROPFIND", target: "/scim/Users" }, "PROPFIND /scim/Users 405"],
      [{ target: `http://localhost:${relay.port}/scim/secret-path` }, "GET (not a path) 400"],
      [{ target: `/scim/${"a".repeat(1000)}` }, `GET /scim/${"a".repeat(294)} 404`],
      [{ target: "/relay/status?nonce=secret-nonce" }, "GET /relay/status 400"],
    ];
    for (const [request] of sent) await ask(relay, { ...request, headers: { ...headers, ...request.headers } });
    await relay.stop();
    const lines = relay.output().split(/\r?\n/).filter((line) => /^\d\d:/.test(line));
    for (const line of lines) assert.match(line, /^\d\d:\d\d:\d\d .* \d+ ms$/);
    // The first one opened the session.
    assert.deepEqual(lines.map((line) => line.replace(/^\S+ | \d+ ms$/g, "")), ["GET /relay/status 200", ...sent.map(([, line]) => line)]);
    assertNoSecret(relay.output());
    assert.doesNotMatch(relay.output(), /secret/);
  });

  test("escapes what could move the cursor", async (t) => {
    const relay = await forTest(t, startRelay(program, { base: BASE }));
    for (const target of ["/\u001b[2J", "/a\u0007b", "/\u00e9\u009b1m", "/\u007f"]) await ask(relay, { target });
    await relay.stop();
    assert.doesNotMatch(relay.output().replaceAll("\n", "").replaceAll("\r", ""), /[^\x20-\x7e]/);
  });

  test("names a page that looks for the relay once, and once more when it is paired", async (t) => {
    const relay = await forTest(t, startRelay(program, { base: BASE }));
    for (const target of ["/relay/status", "/relay/status?nonce=", "/relay/status?nonce=", "/relay/status", "/scim/Users", "/scim/Users"]) await ask(relay, { target });
    await relay.stop();
    const lines = relay.output().split(/\r?\n/).filter((line) => /status|paired/.test(line));
    assert.deepEqual(lines.map((line) => line.replace(/^[\d:]+ | \d+ ms$/g, "")), ["GET /relay/status 200", "GET /relay/status 400", "GET /relay/status 200", "The page is paired."]);
  });
});

const CODES = [
  "proof_missing", "proof_wrong", "proof_used", "path_not_allowed", "header_not_allowed", "method_not_allowed", "request_too_large", "response_too_large", "busy",
  "timeout", "dns", "refused", "tls", "proxy", "redirect", "unreachable",
];

/** A message without the spelling of what is inserted into it. */
const plain = (message) => message.replace(/\$\{proxyName\}|The proxy \$ProxyName/, "PROXY").replace(/\$\{.*?\}|\$\((?:[^()]|\([^()]*\))*\)|\$[A-Za-z]+/g, "…");

describe("the texts of the programs", () => {
  test("are ASCII, because Windows PowerShell reads a script in the code page of the computer", () => {
    for (const { path } of programs) assert.match(readFileSync(path, "utf8"), /^[\x20-\x7e\n]*$/);
  });

  test("give a request up before the page does", () => {
    const page = readFileSync(new URL("../../crates/connection-test/src/http/outcome.rs", import.meta.url), "utf8");
    const limit = Number(/TIME_LIMIT_MS: u32 = ([0-9_]+);/.exec(page)[1].replaceAll("_", ""));
    const defaults = [/"timeout-seconds"\] \?\? "([0-9]+)"/, /\$TimeoutSeconds = '([0-9]+)'/];
    for (const [index, { path }] of programs.entries()) {
      const seconds = Number(defaults[index].exec(readFileSync(path, "utf8"))[1]);
      assert.ok(1000 * seconds <= limit - 5000, `${seconds} seconds`);
    }
  });

  test("have the same errors", () => {
    const [node, shell] = programs.map(({ path }) => readFileSync(path, "utf8"));
    const messages = [...node.matchAll(/^  ([a-z_]+): \[(\d{3}), ["`](.*)["`]\],$/gm)].map(([, code, status, message]) => [code, status, plain(message)]);
    assert.deepEqual(messages.map(([code]) => code), CODES);
    const theirs = [...shell.matchAll(/^    ([a-z_]+) = (\d{3}), ["'](.*)["']$/gm)].map(([, code, status, message]) => [code, status, plain(message)]);
    assert.deepEqual(theirs, messages);
  });

  test("parse as PowerShell, also where there is none", async () => {
    const parser = await powershellParser();
    const text = readFileSync(programs[1].path, "utf8");
    const broken = (node) => (node.isError || node.isMissing ? [`${node.startPosition.row + 1}: ${node.text.slice(0, 80)}`] : node.children.flatMap(broken));
    assert.deepEqual(broken(parser.parse(text).rootNode), []);
    assert.notDeepEqual(broken(parser.parse(`${text}\nif (`).rootNode), []);
  });

  // The parser knows where a newer version would read something else.
  test("are PowerShell that version 5.1 knows", { skip: powershell ? false : programs[1].skip }, async () => {
    const script = `
      $errors = $null; $tokens = $null
      $tree = [Management.Automation.Language.Parser]::ParseFile($env:SCRIPT, [ref]$tokens, [ref]$errors)
      $errors | ForEach-Object { "error: $($_.Message)" }
      $tokens | Where-Object { 'AndAnd','OrOr','QuestionMark','QuestionDot','QuestionLBracket','QuestionQuestion','QuestionQuestionEquals' -contains $_.Kind } | ForEach-Object { "operator: $($_.Text)" }
      $tree.FindAll({ param($node) $node -is [Management.Automation.Language.CommandAst] }, $true) | ForEach-Object { "command: $($_.GetCommandName())" } | Sort-Object -Unique
      $tree.FindAll({ param($node) $node -is [Management.Automation.Language.FunctionDefinitionAst] }, $true) | ForEach-Object { "function: $($_.Name)" } | Sort-Object -Unique`;
    const env = { ...process.env, SCRIPT: programs[1].path, NO_COLOR: "1" };
    const { stdout } = await promisify(execFile)(powershell, ["-NoProfile", "-NonInteractive", "-Command", script], { env });
    const lines = stdout.split(/\r?\n/).filter(Boolean);
    const named = (kind) => lines.filter((line) => line.startsWith(`${kind}: `)).map((line) => line.slice(kind.length + 2));
    assert.deepEqual([...named("error"), ...named("operator")], []);
    const known = ["Add-Type", "ConvertTo-Json", "ForEach-Object", "Get-Date", "New-Object", "Set-StrictMode", "Where-Object", "Write-Debug", "Write-Warning"];
    assert.deepEqual(named("command").filter((name) => !known.includes(name) && !named("function").includes(name)), []);
    assert.ok(named("function").length > 10);
  });
});
