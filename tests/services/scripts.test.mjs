// The set-up scripts that the page gives out, run as somebody runs them,
// against a Graph of our own. The texts are those that the tests of the crate
// `provisioning` compare with what it makes.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Language, Parser } from "web-tree-sitter";
import { newTenant, serveGraph } from "./graph.mjs";

const folder = new URL("../../crates/provisioning/src/script/golden/", import.meta.url);
const golden = (name) => readFileSync(new URL(name, folder), "utf8");
const names = readdirSync(folder);
const token = "secret-token-1$`'\"\\";
const access = "access.token-1";
const roles = "urn:ietf:params:scim:schemas:extension:talkdesk:2.0:User:rolesString";
const has = (program, ...args) => spawnSync(program, args).status === 0;
const runnable = has("bash", "--version") && has("jq", "--version") && has("curl", "--version");

// Stands for the Azure CLI: writes down its words and what the body file may
// be read by, and asks the Graph of the test. What goes wrong it says as the
// real one does: the words of the HTTP status, and the answer in parentheses.
const stub = `#!/usr/bin/env bash
printf '%s\\0' "$@" >>"$RECORD"
printf '\\n' >>"$RECORD"
while [ $# -gt 0 ]; do
  case $1 in
    --method) method=\${2^^} ;;
    --url) url=$2 ;;
    --body) body=\${2#@} ;;
  esac
  shift
done
if [ -n "\${body-}" ]; then
  stat -c 'mode %a' "$body" >>"$RECORD"
  set -- -H 'Content-Type: application/json' --data-binary "@$body"
fi
answer=$(curl -sS -i -X "$method" "$@" "$url") || exit 1
head=\${answer%%$'\r\n\r\n'*} body=\${answer#*$'\r\n\r\n'}
head=\${head%%$'\r'*}
case $head in
  *' 2'*) printf '%s' "$body" ;;
  *) printf 'ERROR: %s(%s)\n' "\${head#* * }" "$body" >&2; exit 1 ;;
esac
`;

// Stands before a program and writes down its words.
const wrapper = (real) => `#!/usr/bin/env bash
printf '%s\\0' "$@" >>"$RECORD"
printf '\\n' >>"$RECORD"
exec ${real} "$@"
`;

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

for (const client of ["az", "curl"]) {
  describe(`the script with ${client}`, { skip: (!runnable || process.platform !== "linux") && "it needs Linux with bash, jq and curl" }, () => {
    let tenant, server, home, record;

    before(() => {
      home = mkdtempSync(join(tmpdir(), "scripts-"));
    });
    after(() => rmSync(home, { recursive: true, force: true }));

    async function fresh() {
      rmSync(home, { recursive: true, force: true });
      for (const part of ["bin", "tmp", "here"]) mkdirSync(join(home, part), { recursive: true });
      record = join(home, "record");
      writeFileSync(record, "");
      const real = (name) => spawnSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).stdout.trim();
      const programs = { jq: wrapper(real("jq")), [client]: client === "az" ? stub : wrapper(real("curl")) };
      for (const [name, text] of Object.entries(programs)) {
        writeFileSync(join(home, "bin", name), text, { mode: 0o755 });
      }
      tenant = newTenant();
      server?.close();
      server = await serveGraph(tenant);
    }
    after(() => server?.close());

    async function run(name = "all", { env = {}, typed } = {}) {
      const text = golden(`${name}-${client}.sh`).replace("https://graph.microsoft.com/v1.0", tenant.url);
      const path = join(home, "setup.sh");
      writeFileSync(path, text);
      tenant.requests.length = 0;
      const child = spawn("bash", [path], {
        cwd: join(home, "here"),
        env: { PATH: `${join(home, "bin")}:${process.env.PATH}`, HOME: home, TMPDIR: join(home, "tmp"), RECORD: record, PAUSE: "0", ...env },
      });
      let said = "";
      for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (part) => (said += part));
      child.stdin.on("error", () => {});
      child.stdin.end(typed ?? (client === "curl" ? `${access}\n${token}\n` : `${token}\n`));
      const [code] = await once(child, "close");
      assert.deepEqual(readdirSync(join(home, "tmp")), [], "nothing is left behind");
      assert.ok(!said.includes(token) && !said.includes(access), said);
      const words = readFileSync(record, "utf8");
      assert.ok(!words.includes(token) && !words.includes(access), "no secret is a word of a command");
      return { code, said };
    }
    const writes = () => tenant.requests.filter(([method, path]) => method !== "GET" && !path.endsWith("/parseExpression"));
    const users = () => tenant.schema.synchronizationRules[0].objectMappings[1];

    test("sets everything up, and a second run changes nothing", async () => {
      await fresh();
      writeFileSync(join(home, "here", "users.csv"), "\ufeffdisplayName,UserPrincipalName\r\n\"Silva, Ana\",ana@contoso.com\r\nO,\"o'hara@contoso.com\"\r\nX,nobody@contoso.com\r\nOld,old@contoso.com\r\n");
      const before = structuredClone(tenant.schema);
      const { code, said } = await run();
      assert.equal(code, 0, said);
      assert.match(said, /Users: 2 assigned now, 1 before, 1 not found[\s\S]*Done/);
      assert.equal(tenant.apps[0].displayName, "Talkdesk");
      assert.equal(tenant.jobs[0].templateId, "scim");
      assert.equal(tenant.jobs[0].schedule.state, "Active");
      assert.deepEqual(tenant.secrets, [
        { key: "BaseAddress", value: "https://api.talkdeskapp.com/scim/v2" },
        { key: "SecretToken", value: token },
        { key: "SyncAll", value: "false" },
      ]);
      assert.deepEqual(tenant.assigned.slice(1), ["ana@contoso.com", "o'hara@contoso.com"].map((user) => ({
        principalId: `id-of-${user}`, resourceId: tenant.apps[0].id, appRoleId: "role-user",
      })));
      const rows = users().attributeMappings;
      assert.deepEqual(rows.map((row) => row.targetAttributeName.split(":").at(-1)), [
        "userName", "active", "name.givenName", "name.familyName", "externalId", "rolesString", "teamsString", "floor",
      ]);
      assert.equal(rows[4].source.name, "objectId");
      assert.equal(rows[1].source.fromParser, true);
      assert.equal(rows[6].flowType, "ObjectAddOnly");
      assert.match(rows[5].source.name, /^it's "Bob" \$\(touch HACKED\)/);
      assert.equal(users().flowTypes, "Add,Update,Delete");
      assert.equal(tenant.schema.synchronizationRules[0].objectMappings[0].enabled, false);
      const listed = tenant.schema.directories[1].objects[0].attributes;
      // The custom attributes are listed: Talkdesk's two and somebody's own.
      assert.equal(listed.length, before.directories[1].objects[0].attributes.length + 3);
      assert.equal(listed.at(-3).name, roles);
      assert.deepEqual([listed.at(-1).name, listed.at(-1).type], ["urn:ietf:params:scim:schemas:extension:Acme:2.0:User:floor", "String"]);
      // Everything else goes back as it came.
      const changed = structuredClone(tenant.schema);
      const old = before.synchronizationRules[0].objectMappings;
      Object.assign(changed.synchronizationRules[0].objectMappings[1], { attributeMappings: old[1].attributeMappings });
      changed.synchronizationRules[0].objectMappings[0].enabled = true;
      listed.length -= 3;
      changed.directories = tenant.schema.directories;
      assert.deepEqual(changed, before);
      const kept = readdirSync(join(home, "here")).filter((name) => name.startsWith("schema-before-"));
      assert.deepEqual(JSON.parse(readFileSync(join(home, "here", kept[0]), "utf8")), before);
      assert.ok(!readdirSync(join(home, "here")).includes("HACKED"));
      if (client === "az") {
        const modes = readFileSync(record, "utf8").match(/^mode .*$/gm);
        assert.ok(modes.length > 5 && modes.every((mode) => mode === "mode 600"), String(modes));
      } else {
        assert.equal(tenant.authorization, `Bearer ${access}`);
      }

      tenant.schema.directories[1].objects[0].attributes = [...listed, ...rows.slice(5).map((row) => ({ name: row.targetAttributeName }))];
      const again = await run("all", { typed: client === "curl" ? `${access}\n\n` : "\n" });
      assert.equal(again.code, 0, again.said);
      assert.deepEqual(writes(), []);
      assert.match(again.said, /Schema: nothing to change/);
      assert.match(again.said, /Provisioning: runs already/);
      assert.match(again.said, /Credentials: left as they are/);
    });

    test("takes a name with everything in it for a name", async () => {
      await fresh();
      const { code, said } = await run("hostile-all");
      assert.equal(code, 0, said);
      assert.match(tenant.apps[0].displayName, /^it's "Bob" \$\(touch HACKED\) `touch HACKED` \$HOME %PATH% ’typographic‘ \\ é😀\nPLAN\n'@\n/);
      assert.ok(!readdirSync(join(home, "here")).includes("HACKED"));
      // It is found again by that name.
      assert.match((await run("hostile-all")).said, /Application: there already/);
    });

    test("only reads in a dry run", async () => {
      await fresh();
      writeFileSync(join(home, "here", "users.csv"), "ana@contoso.com\n");
      const first = await run("all", { env: { DRY_RUN: "1" } });
      assert.equal(first.code, 0, first.said);
      assert.match(first.said, /Would: Application: create "Talkdesk"/);
      assert.deepEqual(tenant.requests.filter(([method]) => method !== "GET"), []);
      await run();
      users().attributeMappings.pop();
      tenant.jobs[0].schedule.state = "Disabled";
      const second = await run("all", { env: { DRY_RUN: "1" } });
      assert.equal(second.code, 0, second.said);
      assert.deepEqual(writes(), []);
      assert.match(second.said, /Would: Schema: save/);
      assert.match(second.said, /Would: Provisioning: start/);
    });

    test("stops where Entra refuses, and changes nothing behind it", async () => {
      await fresh();
      tenant.refused = 'Switch([IsSoftDeleted], , "False", "True", "True", "False")';
      const before = structuredClone(tenant.schema);
      const refused = await run();
      assert.notEqual(refused.code, 0);
      assert.match(refused.said, /Stopped: Entra refuses the expression ".*": "No\."/);
      assert.deepEqual(tenant.schema, before);
      tenant.badToken = token;
      assert.notEqual((await run()).code, 0);
      assert.ok(!tenant.requests.some(([method, path]) => method === "PUT" && path.endsWith("/secrets")));
      tenant.apps.push({ id: "2", displayName: "Talkdesk" });
      const several = await run();
      assert.notEqual(several.code, 0);
      assert.match(several.said, /several applications have this name/);
      assert.deepEqual(writes(), []);
    });

    test("assigns the role and the file that it is told", async () => {
      await fresh();
      writeFileSync(join(home, "list of users"), "\n;Object id;Id\n;x;ana@contoso.com\n\n;\"a;b\";\"\"\n");
      const env = { USERS: join(home, "list of users"), APP_ROLE: "agent" };
      const { code, said } = await run("all", { env });
      assert.equal(code, 0, said);
      assert.equal(tenant.assigned[1].appRoleId, "role-agent");
      const none = await run("all", { env: { ...env, APP_ROLE: "no such role" } });
      assert.match(none.said, /Stopped: the application has no app role of that name/);
    });

    test("tells a user whom Entra does not have from one whom it could not look up", async () => {
      await fresh();
      const list = ["bad@contoso.com", "ana@contoso.com", "nobody@contoso.com", "o'hara@contoso.com"];
      writeFileSync(join(home, "here", "users.csv"), `${list.join("\n")}\n`);
      const starts = () => tenant.requests.filter(([, path]) => path.endsWith("/start")).length;
      const look = (user) => tenant.requests.filter(([, path]) => path.startsWith(`/users/${encodeURIComponent(user)}?`)).length;

      // One user that Entra refuses to look up; the others are done.
      tenant.trouble = { "bad@contoso.com": [400] };
      const one = await run();
      assert.notEqual(one.code, 0);
      assert.match(one.said, /Users: not looked up, status 400: bad@contoso\.com[\s\S]*It is 400\./);
      assert.match(one.said, /Users: 2 assigned now, 0 before, 1 not found\n[\s\S]*Stopped: 1 users of the file were not done/);
      assert.equal(starts(), 0);

      // What holds for everybody ends the list: a token that is over, say.
      for (const status of [401, 403]) {
        await fresh();
        writeFileSync(join(home, "here", "users.csv"), "ana@contoso.com\no'hara@contoso.com\nnobody@contoso.com\n");
        tenant.trouble = { "o'hara@contoso.com": [status] };
        const all = await run();
        assert.notEqual(all.code, 0);
        assert.match(all.said, new RegExp(`status ${status}: o'hara@contoso\\.com[\\s\\S]*It is ${status}\\.`));
        assert.match(all.said, /Users: 1 assigned now, 0 before, 0 not found\n[\s\S]*Stopped: 2 users of the file were not done/);
        assert.doesNotMatch(all.said, /not found: |Done/);
        assert.equal(look("nobody@contoso.com") + starts(), 0);
      }

      // Asked too often, it waits and asks again.
      await fresh();
      writeFileSync(join(home, "here", "users.csv"), "ana@contoso.com\n");
      tenant.trouble = { "ana@contoso.com": [429, 503, 429] };
      const later = await run();
      assert.equal(later.code, 0, later.said);
      assert.match(later.said, /wants to be asked later \(status 429\)[\s\S]*Users: 1 assigned now, 0 before, 0 not found[\s\S]*Done/);
      assert.equal(look("ana@contoso.com"), 4);
      // Within bounds.
      tenant.trouble = { "ana@contoso.com": Array(99).fill(429) };
      const never = await run();
      assert.notEqual(never.code, 0);
      assert.match(never.said, /status 429: ana[\s\S]*Stopped: 1 users of the file were not done/);
      assert.equal(look("ana@contoso.com"), 6);
    });

    test("leaves out what it is not to do", async () => {
      await fresh();
      const { code, said } = await run("few-all");
      assert.equal(code, 0, said);
      assert.deepEqual(writes().map(([method, path]) => `${method} ${path.split("/").at(-1)}`), ["POST instantiate", "POST jobs", "PUT schema"]);
      assert.equal(users().attributeMappings.length, 22);
      assert.equal(tenant.schema.synchronizationRules[0].objectMappings[0].enabled, false);
    });
  });
}
