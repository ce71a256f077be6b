// Full setup, second run, dry run, hostile names, and what is left out.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { inHome, token } from "./run.mjs";

const roles = "urn:ietf:params:scim:schemas:extension:talkdesk:2.0:User:rolesString";
const users = (tenant) => tenant.schema.synchronizationRules[0].objectMappings[1];

export function setup(client) {
  const here = (body, change) => inHome(client, body, change);

  test("sets everything up, and a second run changes nothing", here(async (home) => {
    const { tenant } = home;
    home.write("users.csv", "\ufeffdisplayName,UserPrincipalName\r\n\"Silva, Ana\",ana@contoso.com\r\nO,\"o'hara@contoso.com\"\r\nX,nobody@contoso.com\r\nOld,old@contoso.com\r\n");
    const before = structuredClone(tenant.schema);
    const { code, output } = await home.run();
    assert.equal(code, 0, output);
    assert.match(output, /Users: 2 assigned now, 1 before, 1 not found[\s\S]*Done/);
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
    const rows = users(tenant).attributeMappings;
    assert.deepEqual(rows.map((row) => row.targetAttributeName.split(":").at(-1)), [
      "userName", "active", "name.givenName", "name.familyName", "externalId", "rolesString", "teamsString", "floor",
    ]);
    assert.equal(rows[4].source.name, "objectId");
    assert.equal(rows[1].source.fromParser, true);
    assert.equal(rows[6].flowType, "ObjectAddOnly");
    assert.match(rows[5].source.name, /^it's "Bob" \$\(touch HACKED\)/);
    assert.equal(users(tenant).flowTypes, "Add,Update,Delete");
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
    const kept = readdirSync(home.folder).filter((name) => name.startsWith("schema-before-"));
    assert.deepEqual(JSON.parse(home.read(kept[0])), before);
    client.checkRequests?.(home.place);

    tenant.schema.directories[1].objects[0].attributes = [...listed, ...rows.slice(5).map((row) => ({ name: row.targetAttributeName }))];
    const again = await home.run("all", { token: "" });
    assert.equal(again.code, 0, again.output);
    assert.deepEqual(home.writes, []);
    assert.match(again.output, /Schema: nothing to change/);
    assert.match(again.output, /Provisioning: runs already/);
    assert.match(again.output, /Credentials: left as they are/);
  }));

  test("takes a name with everything in it for a name", here(async (home) => {
    const { tenant } = home;
    const { code, output } = await home.run("hostile-all");
    assert.equal(code, 0, output);
    assert.match(tenant.apps[0].displayName, /^it's "Bob" \$\(touch HACKED\) `touch HACKED` \$HOME %PATH% ’typographic‘ \\ é😀\nPLAN\n'@\n/);
    // It is found again by that name.
    assert.match((await home.run("hostile-all")).output, /Application: there already/);
  }));

  test("only reads in a dry run", here(async (home) => {
    const { tenant } = home;
    home.write("users.csv", "ana@contoso.com\n");
    const first = await home.run("all", { dryRun: true });
    assert.equal(first.code, 0, first.output);
    assert.match(first.output, /Would: Application: create "Talkdesk"/);
    assert.deepEqual(tenant.requests.filter(([method]) => method !== "GET"), []);
    await home.run();
    users(tenant).attributeMappings.pop();
    tenant.jobs[0].schedule.state = "Disabled";
    const second = await home.run("all", { dryRun: true });
    assert.equal(second.code, 0, second.output);
    assert.deepEqual(home.writes, []);
    assert.match(second.output, /Would: Schema: save/);
    assert.match(second.output, /Would: Provisioning: start/);
  }));

  test("stops where Entra refuses, and changes nothing behind it", here(async (home) => {
    const { tenant } = home;
    tenant.refused = 'Switch([IsSoftDeleted], , "False", "True", "True", "False")';
    const before = structuredClone(tenant.schema);
    const refused = await home.run();
    assert.notEqual(refused.code, 0);
    assert.match(refused.output, /Stopped: Entra refuses the expression ".*": "No\."/);
    assert.deepEqual(tenant.schema, before);
    tenant.badToken = token;
    assert.notEqual((await home.run()).code, 0);
    assert.ok(!tenant.requests.some(([method, path]) => method === "PUT" && path.endsWith("/secrets")));
    tenant.apps.push({ id: "2", displayName: "Talkdesk" });
    const several = await home.run();
    assert.notEqual(several.code, 0);
    assert.match(several.output, /several applications have this name/);
    assert.deepEqual(home.writes, []);
  }));

  test("assigns the role and the file that it is told", here(async (home) => {
    const { tenant } = home;
    home.write("list of users", "\n;Object id;Id\n;x;ana@contoso.com\n\n;\"a;b\";\"\"\n");
    const options = { usersFile: join(home.folder, "list of users"), appRole: "agent" };
    const { code, output } = await home.run("all", options);
    assert.equal(code, 0, output);
    assert.equal(tenant.assigned[1].appRoleId, "role-agent");
    const none = await home.run("all", { ...options, appRole: "no such role" });
    assert.match(none.output, /Stopped: the application has no app role of that name/);
  }));

  test("continues after a user that Entra refuses to look up", here(async (home) => {
    home.write("users.csv", "bad@contoso.com\nana@contoso.com\nnobody@contoso.com\no'hara@contoso.com\n");
    home.tenant.trouble = { "bad@contoso.com": [400] };
    const { code, output } = await home.run();
    assert.notEqual(code, 0);
    assert.match(output, /Users: not looked up, status 400: bad@contoso\.com[\s\S]*It is 400\./);
    assert.match(output, /Users: 2 assigned now, 0 before, 1 not found\n[\s\S]*Stopped: 1 users of the file were not done/);
    assert.equal(home.count("POST", /\/start$/), 0);
  }));

  // What holds for everybody ends the list: a token that is over, say.
  for (const status of [401, 403]) {
    test(`ends the list of users at status ${status}`, here(async (home) => {
      home.write("users.csv", "ana@contoso.com\no'hara@contoso.com\nnobody@contoso.com\n");
      home.tenant.trouble = { "o'hara@contoso.com": [status] };
      const { code, output } = await home.run();
      assert.notEqual(code, 0);
      assert.match(output, new RegExp(`status ${status}: o'hara@contoso\\.com[\\s\\S]*It is ${status}\\.`));
      assert.match(output, /Users: 1 assigned now, 0 before, 0 not found\n[\s\S]*Stopped: 2 users of the file were not done/);
      assert.doesNotMatch(output, /not found: |Done/);
      assert.equal(home.count("GET", /^\/users\/nobody/) + home.count("POST", /\/start$/), 0);
    }));
  }

  test("waits where Entra asks for it, within bounds", here(async (home) => {
    home.write("users.csv", "ana@contoso.com\n");
    home.tenant.trouble = { "ana@contoso.com": [429, 503, 429] };
    const later = await home.run();
    assert.equal(later.code, 0, later.output);
    assert.match(later.output, /wants to be asked later \(status 429\)[\s\S]*Users: 1 assigned now, 0 before, 0 not found[\s\S]*Done/);
    assert.equal(home.count("GET", /^\/users\/ana/), 4);
    home.tenant.trouble = { "ana@contoso.com": Array(99).fill(429) };
    const never = await home.run();
    assert.notEqual(never.code, 0);
    assert.match(never.output, /status 429: ana[\s\S]*Stopped: 1 users of the file were not done/);
    assert.equal(home.count("GET", /^\/users\/ana/), 6);
  }));

  test("leaves out what it is not to do", here(async (home) => {
    const { tenant } = home;
    const { code, output } = await home.run("few-all");
    assert.equal(code, 0, output);
    assert.deepEqual(home.writes.map(([method, path]) => `${method} ${path.split("/").at(-1)}`), ["POST instantiate", "POST jobs", "PUT schema"]);
    assert.equal(users(tenant).attributeMappings.length, 22);
    assert.equal(tenant.schema.synchronizationRules[0].objectMappings[0].enabled, false);
  }));
}
