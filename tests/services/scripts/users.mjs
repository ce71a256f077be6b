// Users files, and users that Graph rejects.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { inHome } from "./run.mjs";

const ana = "ana@contoso.com";
const ohara = "o'hara@contoso.com";
const guid = "00000000-0000-4000-8000-000000000001";
const utf16 = (text) => Buffer.from(`\ufeff${text}`, "utf16le");

// The files of review findings A1, A17 and P3: [name, content, principals that are assigned].
const read = [
  ["semicolon in a file with commas", `displayName,userPrincipalName\nEve;${ohara},${ana}\n`, [ana]],
  ["tab in a file with commas", `displayName,userPrincipalName\nEve\t${ohara},${ana}\n`, [ana]],
  ["comma in a file with semicolons", `displayName;userPrincipalName\nSilva, Eve;${ana}\n`, [ana]],
  ["line break in a quoted name", `displayName,userPrincipalName\n"Eve\nx,${ohara},",${ana}\n`, [ana]],
  ["delimiter in a quoted title", `"Name, full",User principal name\nAna,${ana}\n`, [ana]],
  ["bulk template", `version:v1.0,,\nName [displayName] Required,User name [userPrincipalName] Required,Initial password [passwordProfile] Required\nAna,${ana},x\n`, [ana]],
  ["sep=", `sep=;\nName;Email\n"a,b,c";${ana}\n`, [ana]],
  ["UTF-16", utf16(`userPrincipalName\r\n${ana}\r\n${ohara}\r\n`), [ana, ohara]],
  ["list without title", `${ana}\r${ohara}\r`, [ana, ohara]],
  ["object id, another name and another spelling of one user", `${ana}\n${guid}\nana.silva@contoso.com\nANA@contoso.com\n`, [ana]],
];

// [name, content, what the sentence has].
const rejected = [
  ["only a header", "userPrincipalName\n", /has no users/],
  ["empty", "", /has no users/],
  ["only blank lines", "\n , \n,,\n", /has no users/],
  ["unknown titles", `Name,Kontakt\nAna,${ana}\n`, /no column with a known header/],
  ["Windows-1252", Buffer.from(`userPrincipalName\nzo\xe9@contoso.com\n`, "latin1"), /not UTF-8/],
  ["a zero byte", `userPrincipalName\n${ana}\0\n`, /not UTF-8/],
  ["one cell too many", `displayName,userPrincipalName\nAna,${ana}\nSilva, Eve,${ohara}\n`, /line 3\b.*cells/],
  ["a value that is no user", `userPrincipalName\n${ana}\n\nAna Silva\n`, /line 4\b.*userPrincipalName/],
  ["a quotation mark that stays open", `displayName,userPrincipalName\n"Ana,${ana}\n`, /line 2\b.*quotation mark/],
  ["text after a quotation mark", `displayName,userPrincipalName\n"Ana"x,${ana}\n`, /line 2\b.*quotation mark/],
];

export function users(client) {
  const here = (body, change) => inHome(client, body, change);
  const assigned = ({ tenant }) => tenant.assigned.slice(1).map((one) => one.principalId);

  // The scripts with az and curl read files alike.
  for (const [name, content, expected] of client.name === "az" ? [] : read) {
    test(`users file: ${name}`, here(async (home) => {
      home.tenant.aliases = { [guid]: ana, "ana.silva@contoso.com": ana };
      home.write("users.csv", content);
      const { code, output } = await home.run();
      assert.equal(code, 0, output);
      assert.deepEqual(assigned(home), expected.map((user) => `id-of-${user}`));
      assert.ok(output.includes(`Users: ${expected.length} assigned, `), output);
      assert.match(output, /Users: \d assigned, \d already assigned, 0 not found, 0 failed/);
    }));
  }

  if (client.name !== "az") test("a users file that is rejected starts nothing", here(async (home) => {
    for (const [name, content, sentence] of rejected) {
      home.write("users.csv", content);
      const { code, output } = await home.run();
      assert.equal(code, 1, `${name}: ${output}`);
      assert.match(output, sentence, name);
      assert.match(output, /^Stopped: users\.csv\b/m, name);
      assert.deepEqual(home.tenant.requests.filter(([method]) => method !== "GET"), [], name);
    }
    const { code } = await home.run("all", { usersFile: join(home.folder, "no such file.csv") });
    assert.equal(code, 1);
  }));

  test("assigns the role and the file that are named", here(async (home) => {
    home.write("list of users", `\n;Object id;Id\n;${guid};ana@contoso.com\n\n;"${guid}";""\n`);
    home.tenant.aliases[guid] = ana;
    const options = { usersFile: join(home.folder, "list of users"), appRole: "agent" };
    const { code, output } = await home.run("all", { ...options, alone: true });
    assert.equal(code, 0, output);
    assert.match(output, /^App role: Agent\r?$/m);
    assert.deepEqual(assigned(home), [`id-of-${ana}`]);
    assert.equal(home.tenant.assigned[1].appRoleId, "role-agent");
    const none = await home.run("all", { ...options, appRole: "no such role" });
    assert.match(none.output, /Stopped: the application has no .*app role with that name/);
  }));

  test("continues after users that Graph rejects, and does not start", here(async (home) => {
    home.write("users.csv", "bad@contoso.com\nana@contoso.com\nnobody@contoso.com\no'hara@contoso.com\nold@contoso.com\nworse@contoso.com\n");
    home.tenant.users.push("worse@contoso.com");
    home.tenant.trouble = { "bad@contoso.com": [400], "worse@contoso.com": [500] };
    home.tenant.failures = [{ method: "POST", path: /\/appRoleAssignedTo$/, status: 400, times: 1, error: { message: "Not this\n user." } }];
    const { code, output } = await home.run();
    assert.equal(code, 1, output);
    assert.match(output, /^Users: not looked up: bad@contoso\.com \(status 400: It is 400\.\)/m);
    assert.match(output, /^Users: not assigned: ana@contoso\.com \(status 400: Not this user\.\)/m);
    assert.match(output, /^Users: not found: nobody@contoso\.com/m);
    assert.match(output, /^Users: assigned o'hara@contoso\.com/m);
    assert.match(output, /^Users: not looked up: worse@contoso\.com \(status 500: It is 500\.\)/m);
    assert.match(output, /^Users: 1 assigned, 1 already assigned, 1 not found, 3 failed\r?\n[\s\S]*^Provisioning: not started, because 3 users failed\r?$/m);
    // It is written to another stream, which may be read earlier.
    assert.match(output, /^Stopped: /m);
    assert.equal(home.count("POST", /\/start$/), 0);
  }));

  test("continues after a user that Graph rejects with a status of its own", here(async (home) => {
    home.write("users.csv", "ana@contoso.com\no'hara@contoso.com\n");
    home.tenant.failures = [{ method: "POST", path: /\/appRoleAssignedTo$/, status: 422, times: 1 }];
    const { code, output } = await home.run();
    assert.equal(code, 1, output);
    assert.match(output, /^Users: not assigned: ana@contoso\.com /m);
    assert.match(output, /^Users: assigned o'hara@contoso\.com/m);
    assert.match(output, /^Users: 1 assigned, 0 already assigned, 0 not found, 1 failed/m);
  }));

  // What holds for every user ends the list.
  for (const [status, method, path] of [[401, "GET", /\/users\/o'hara/], [403, "POST", /\/appRoleAssignedTo$/], [0, "GET", /\/users\/o'hara/]]) {
    test(`ends the list of users at status ${status} of a ${method}`, here(async (home) => {
      home.write("users.csv", "old@contoso.com\no'hara@contoso.com\nnobody@contoso.com\n");
      home.tenant.failures = [{ method, path, status }];
      const { code, output } = await home.run();
      assert.equal(code, 1, output);
      if (status > 0) assert.match(output, new RegExp(`^Users: not (looked up|assigned): o'hara@contoso\\.com \\(status ${status}: It is ${status}\\.\\)`, "m"));
      assert.match(output, /^Users: 0 assigned, 1 already assigned, 0 not found, 2 failed\r?\n[\s\S]*^Provisioning: not started, because 2 users failed/m);
      assert.equal(home.count("GET", /^\/users\/nobody/) + home.count("POST", /\/start$/), 0);
    }));
  }
}
