// What only the setup script for PowerShell has: streams that could show the
// token, versions and clouds of the module, a real prompt. The table that it
// shares with bash is in scripts.test.mjs.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { printedBy, pwsh } from "./scripts/pwsh.mjs";
import { inHome, token } from "./scripts/run.mjs";
import { inTerminal, skip as terminalSkip } from "./scripts/terminal.mjs";
import { closeWarm, quoted } from "./scripts/warm.mjs";

/** The beginning of the token, which no escaping changes. */
const secret = token.slice(0, 14);

/** The client with other variables, or started from PowerShell after some commands. */
const changed = ({ env = {}, before, after = "", flags = "" }) => ({
  ...pwsh,
  invocation(options) {
    const made = pwsh.invocation(options);
    const args = before === undefined ? made.args : ["-NoProfile", "-NonInteractive", "-Command", `${before}; & ${quoted(options.path)} ${flags}; $code = $LASTEXITCODE; ${after}; exit $code`];
    return { ...made, args, env: { ...made.env, ...env } };
  },
});

after(closeWarm);

describe("a PowerShell that is warm", { skip: pwsh.skip }, () => {
  for (const [what, text, shown] of [
    ["an error that it goes on after", "Get-Item -LiteralPath nowhere; 'after'", /Cannot find path [^]*after/],
    ["an error that ends it", "throw 'no' + 'where'; 'after'", /nowhere(?![^]*after)/],
    ["what was written to the debug stream", "$DebugPreference = 'Continue'; Write-Debug nowhere", /^DEBUG: nowhere/],
    ["what was written to the verbose stream", "$VerbosePreference = 'Continue'; Write-Verbose nowhere", /^VERBOSE: nowhere/],
    ["a warning", "Write-Warning nowhere", /^WARNING: nowhere/],
    ["information", "Write-Information nowhere -InformationAction Continue", /^nowhere/],
    ["what was written to the host", "Write-Host nowhere", /^nowhere/],
    ["a trace", "Set-PSDebug -Trace 2\n$null = 'nowhere'", /^DEBUG: +2\+ .*nowhere/m],
  ]) {
    test(`shows ${what}`, async () => assert.match(await printedBy(text), shown));
  }

  for (const [line, expected] of [["exit 3", 3], ["throw 3", 1], ["3", 0]]) {
    test(`gives the exit code of a script: ${line}`, inHome({ ...pwsh, golden: () => `${line}\n` }, async (home) => {
      home.check = () => {};
      assert.equal((await home.run()).code, expected);
    }));
  }

  test("has nothing of the job before", async () => {
    const left = "$env:LEFT $left $(Get-Command Get-Left -ErrorAction Ignore) $(Get-Module Left) $DebugPreference $($Error.Count)";
    const state = `"[${left}] $PWD"`;
    const first = await printedBy(state);
    await printedBy(`$env:LEFT = 1; $global:left = 2; function global:Get-Left {}; New-Module Left {} | Import-Module; $global:DebugPreference = 'Continue'; Set-Location /; Set-PSDebug -Trace 2; Get-Item nowhere -ErrorAction SilentlyContinue`);
    assert.equal(await printedBy(state), first);
  });
});

describe("the setup script in PowerShell", { skip: pwsh.skip, concurrency: 3 }, () => {
  // Home.check asserts that no output has the token.
  for (const [name, before, flags, after] of [
    ["-Debug", "", "-Debug"],
    ["-Verbose and -Debug", "", "-Verbose -Debug"],
    ["$DebugPreference", "$DebugPreference = $VerbosePreference = $InformationPreference = 'Continue'", ""],
    ["the global $DebugPreference", "$global:DebugPreference = 'Continue'", ""],
    ["a trace", "Set-PSDebug -Trace 2", ""],
    ["a transcript", "$null = Start-Transcript transcript.txt -IncludeInvocationHeader", "-Debug", "$null = Stop-Transcript"],
    ["the list of errors", "", "-Debug", "$Error | Format-List * -Force | Out-String -Width 4000; $Error | ForEach-Object { $_.InvocationInfo | Format-List * -Force | Out-String; $_.InvocationInfo.BoundParameters | ConvertTo-Json -Depth 5 }"],
  ]) {
    const client = changed({ before, flags, after });
    // These are about PowerShell as a whole, and not about one script in it.
    const alone = /trace|transcript/.test(name);
    test(`shows no token with ${name}`, inHome(client, async (home) => {
      // These print the script itself, and its errors.
      if (/trace|errors/.test(name)) home.check = ({ output }) => assert.ok(!output.includes(secret), output);
      const { code, output } = await home.run("all", { alone });
      assert.equal(code, 0, output);
      assert.equal(home.tenant.secrets[1].value, token);
      if (name === "a transcript") {
        const transcript = home.read("transcript.txt");
        assert.match(transcript, /Credentials: saved/);
        assert.ok(!transcript.includes(secret), transcript);
      }
      // Rejected credentials show it no more than accepted ones.
      if (!flags) return;
      home.tenant.badToken = token;
      const rejected = await home.run("all", { alone });
      assert.equal(rejected.code, 1, rejected.output);
      assert.match(rejected.stderr, /^Stopped: Entra reports that Talkdesk rejected the token or the Tenant URL \(InvalidCredentials\)\. [^\n]*\n$/);
    }));
  }

  test("shows no token where an old module throws for rejected credentials", inHome(changed({ env: { GRAPH_MODULE: "old" }, before: "", flags: "-Debug", after: "$Error | ForEach-Object { $_.InvocationInfo.BoundParameters | ConvertTo-Json -Depth 5 }" }), async (home) => {
    home.check = ({ output }) => assert.ok(!output.includes(secret), output);
    home.tenant.badToken = token;
    const { code, stderr } = await home.run();
    assert.equal(code, 1);
    assert.match(stderr, /^Stopped: Entra reports that Talkdesk rejected the token or the Tenant URL \(InvalidCredentials\)\. [^\n]*\n$/);
  }));

  for (const [what, typed, sentence] of [
    ["quotes", '"secret-token-2"', "it is in quotes"],
    ["typographic quotes", "\u2018secret-token-2\u2019", "it is in quotes"],
    ["an accent", "secret-token-2\u00e9", "there are characters in it that cannot be sent, such as accented letters"],
    ["a typographic quotation mark", "secret-\u2019token-2", "there are characters in it that cannot be sent, such as accented letters"],
    ["spaces before it", " secret-token-2", "there are spaces before or after it"],
    ["the word Bearer", "bearer secret-token-2", "the word Bearer is before it"],
    ["an invisible character", "secret-\u200btoken-2", "there are invisible characters in it"],
    ["a line separator", "secret-\u2028token-2", "there is a line break in it"],
    ["8,193 characters", `secret-token-2${"x".repeat(8_179)}`, "it is longer than 8,192 characters"],
  ]) {
    test(`rejects a token with ${what} before it creates anything`, inHome(pwsh, async (home) => {
      const { code, output, stderr } = await home.run("all", { token: typed });
      assert.equal(code, 1);
      assert.equal(stderr, `Stopped: this token cannot be used: ${sentence}. Copy it again from Talkdesk.\n`);
      assert.ok(!output.includes("token-2"), output);
      assert.deepEqual(home.writes, []);
    }));
  }

  for (const module of ["new", "old"]) {
    test(`does the whole setup with the ${module} module in another cloud`, inHome(changed({ env: { GRAPH_MODULE: module, GRAPH_CLOUD: "https://graph.microsoft.us" } }), async (home) => {
      home.write("users.csv", "ana@contoso.com\nold@contoso.com\nnobody@contoso.com\n");
      home.tenant.assigned.push({ principalId: "id-of-somebody" });
      const { code, output } = await home.run();
      assert.equal(code, 0, output);
      assert.match(output, /Users: 1 assigned, 1 already assigned, 1 not found, 0 failed\n/);
      assert.equal(home.count("GET", /appRoleAssignedTo\?page=2/), 1);
    }));
  }

  test("follows no page outside Microsoft Graph v1.0", inHome(changed({ env: { GRAPH_PAGES: "beta" } }), async (home) => {
    home.write("users.csv", "ana@contoso.com\n");
    const { code, stderr } = await home.run();
    assert.equal(code, 1);
    assert.match(stderr, /^Stopped: the list of assigned users continues at an address outside Microsoft Graph v1\.0\.\n$/);
    assert.equal(home.count("POST", /appRoleAssignedTo|start/), 0);
  }));

  test("waits for an old module that hides the status", inHome(changed({ env: { GRAPH_MODULE: "old" } }), async (home) => {
    home.write("users.csv", "ana@contoso.com\n");
    home.tenant.failures = [{ method: "GET", path: /^\/users\/ana/, status: 429, times: 4 }];
    const { code, output, waits } = await home.run();
    assert.equal(code, 0, output);
    assert.match(output, /Microsoft Graph is busy \(status 429\)\. Waiting 5 seconds\n/);
    assert.deepEqual(waits, [5]);
  }));

  test("says in a sentence that the sign-in failed", inHome(changed({ env: { GRAPH_SIGN_IN: "fails" } }), async (home) => {
    const { code, stderr } = await home.run();
    assert.deepEqual([code, stderr], [1, "Stopped: the sign-in failed (User canceled authentication. Trace ID: 1). Run the script again.\n"]);
    assert.deepEqual(home.tenant.requests, []);
  }));

  test("says in a sentence that the module is missing", inHome(changed({ env: { PSModulePath: "/nowhere" } }), async (home) => {
    const { code, stderr } = await home.run("all", { alone: true });
    assert.equal(code, 1);
    assert.match(stderr, /^Stopped: the module Microsoft\.Graph\.Authentication is missing\. [^\n]*\n$/);
  }));

  test("asks for the token in a terminal and does not show it", { skip: terminalSkip }, inHome(pwsh, async (home) => {
    const path = join(home.place.home, pwsh.fileName);
    writeFileSync(path, pwsh.golden("all"));
    const made = pwsh.invocation({ ...home.place, path });
    const args = made.args.filter((word) => word !== "-NonInteractive");
    const { code, output } = await inTerminal({ ...made, args, env: { ...made.env, TYPED_IN_TERMINAL: "1" }, cwd: home.folder, prompt: /Secret token[^\n]*: /, typed: token });
    assert.equal(code, 0, output);
    assert.match(output, /Credentials: saved/);
    assert.ok(!output.includes(secret), output);
    assert.equal(home.tenant.secrets[1].value, token);
  }));
});
