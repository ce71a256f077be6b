// Full setup, second run, dry run, hostile names, and what is left out.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { inHome, token } from "./run.mjs";

const roles = "urn:ietf:params:scim:schemas:extension:talkdesk:2.0:User:rolesString";
const users = (tenant) => tenant.schema.synchronizationRules[0].objectMappings[1];

/** Asserts that the output has these lines, in this order. */
function assertLines(output, expected) {
  const lines = output.split(/\r?\n/);
  let at = 0;
  for (const line of expected) {
    const found = lines.findIndex((one, index) => index >= at && (line instanceof RegExp ? line.test(one) : one === line));
    assert.ok(found >= 0, `there is no line ${line} after line ${at} of\n${output}`);
    at = found + 1;
  }
}

export function setup(client) {
  const here = (body, change) => inHome(client, body, change);

  test("sets everything up, and a second run changes nothing", here(async (home) => {
    const { tenant } = home;
    home.write("users.csv", "\ufeffdisplayName,UserPrincipalName\r\n\"Silva, Ana\",ana@contoso.com\r\nO,\"o'hara@contoso.com\"\r\nX,nobody@contoso.com\r\nOld,old@contoso.com\r\n");
    const before = structuredClone(tenant.schema);
    const { code, output } = await home.run("all", { alone: true });
    assert.equal(code, 0, output);
    const application = home.tenant.apps[0].id;
    assertLines(output, [
      `Application: created Talkdesk (${application})`,
      `Provisioning job: created (${home.tenant.jobs[0].id})`,
      "Credentials: accepted by Talkdesk",
      "Credentials: saved",
      /^Schema: the previous one is in .*schema-before-.*\.json$/,
      "Schema: saved; the next cycle is an initial cycle",
      "App role: User",
      "Users: assigned ana@contoso.com",
      "Users: assigned o'hara@contoso.com",
      "Users: not found: nobody@contoso.com",
      "Users: 2 assigned, 1 already assigned, 1 not found, 0 failed",
      "Provisioning: started",
      "Done",
    ]);
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
    assertLines(again.output, [
      `Application: already exists (${application})`,
      `Provisioning job: already exists (${home.tenant.jobs[0].id})`,
      "Credentials: left unchanged",
      "Schema: nothing to change",
      "Users: 0 assigned, 3 already assigned, 1 not found, 0 failed",
      "Provisioning: already running",
      "Done",
    ]);
  }));

  test("takes a name with everything in it for a name", here(async (home) => {
    const { tenant } = home;
    const { code, output } = await home.run("hostile-all");
    assert.equal(code, 0, output);
    assert.match(tenant.apps[0].displayName, /^it's "Bob" \$\(touch HACKED\) `touch HACKED` \$HOME %PATH% ’typographic‘ \\ é😀\nPLAN\n'@\n/);
    // It is found again by that name.
    assert.match((await home.run("hostile-all")).output, /Application: already exists/);
  }));

  test("only reads in a dry run", here(async (home) => {
    const { tenant } = home;
    home.write("users.csv", "ana@contoso.com\n");
    const first = await home.run("all", { dryRun: true, alone: true });
    assert.equal(first.code, 0, first.output);
    assert.match(first.output, /(Would|What if): create the application Talkdesk/);
    assert.deepEqual(tenant.requests.filter(([method]) => method !== "GET"), []);
    await home.run();
    users(tenant).attributeMappings.pop();
    tenant.jobs[0].schedule.state = "Disabled";
    const second = await home.run("all", { dryRun: true });
    assert.equal(second.code, 0, second.output);
    assert.deepEqual(home.writes, []);
    assert.match(second.output, /(Would|What if): save the schema/);
    assert.match(second.output, /(Would|What if): start provisioning/);
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
