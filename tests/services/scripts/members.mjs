// Members that a response leaves out or sets to null, one at a time: a run does
// the same as with them, or stops with a sentence that names what is missing.
// The scripts with az and curl read responses alike, so only one of them is run.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inHome } from "./run.mjs";

const rule = "synchronizationRules.0";
const user = `${rule}.objectMappings.1`;
const object = "directories.1.objects.0";

// [script, its steps that are left out, whether the objects exist before, method, path, members].
// The smallest script that reads the response saves time.
const responses = [
  ["bare-all", [], true, "GET", /^\/servicePrincipals$/, ["value", "value.0.id"]],
  ["bare-all", [], false, "POST", /\/instantiate$/, ["servicePrincipal", "servicePrincipal.id"]],
  ["bare-all", [], false, "GET", /\/templates$/, ["value", "value.2.id", "value.2.factoryTag"]],
  ["bare-all", [], true, "GET", /\/synchronization\/jobs$/, ["value", "value.0.id", "value.0.templateId"]],
  ["bare-all", [], false, "POST", /\/synchronization\/jobs$/, ["id"]],
  ["few-all", [], true, "GET", /\/schema$/, ["synchronizationRules", `${rule}.sourceDirectoryName`, `${rule}.objectMappings`, `${rule}.objectMappings.0.enabled`, `${rule}.objectMappings.0.sourceObjectName`, `${user}.scope`, "version"]],
  ["all", ["credentials", "users", "start"], true, "GET", /\/schema$/, [
    `${rule}.targetDirectoryName`, `${user}.sourceObjectName`, `${user}.targetObjectName`, `${user}.flowTypes`, `${user}.enabled`,
    `${user}.attributeMappings`, `${user}.attributeMappings.0.targetAttributeName`, `${user}.attributeMappings.0.source`,
    "directories", "directories.1.name", "directories.1.objects", `${object}.name`, `${object}.attributes`, `${object}.attributes.0.name`,
  ]],
  ["all", ["credentials", "users", "start"], true, "POST", /\/parseExpression$/, ["parsingSucceeded", "parsedExpression", "error"]],
  ["all", ["credentials", "schema"], true, "GET", /^\/servicePrincipals\/[^/]+$/, ["appRoles", "appRoles.1.id", "appRoles.1.displayName", "appRoles.1.isEnabled", "appRoles.1.allowedMemberTypes"]],
  ["all", ["credentials", "schema"], true, "GET", /\/appRoleAssignedTo$/, ["value", "value.0.principalId", "@odata.nextLink"]],
  ["all", ["credentials", "schema"], true, "GET", /^\/users\//, ["id"]],
  ["all", ["credentials", "schema", "users"], true, "GET", /\/synchronization\/jobs\/[^/]+$/, ["schedule", "schedule.state"]],
];

// A sentence may use another word for a member.
const words = { parsedExpression: "expression", parsingSucceeded: "expression", id: "id", value: "value|list", source: "source" };

/** Removes a member, or sets it to null. */
function without(json, member, how) {
  const path = member.includes("@") ? [member] : member.split(".");
  const last = path.pop();
  const owner = path.reduce((value, name) => value?.[name], json);
  if (typeof owner !== "object" || owner === null) return;
  if (how === "omitted") delete owner[last];
  else owner[last] = null;
}

/** What a run leaves behind. */
const state = ({ apps, jobs, secrets, schema, assigned }) => structuredClone({ apps, jobs, secrets, schema, assigned });

function prepared(exists) {
  return (tenant) => {
    if (!exists) return;
    tenant.apps.push({ id: "1f6c0d53-0000-4a6e-9a54-6f7d2f3c0001", displayName: "Talkdesk" });
    tenant.jobs.push({ id: "scim.9b0cfe0d5d9a4c02b6a05a0c6a1f0002.x", templateId: "scim", schedule: { state: "Disabled" } });
  };
}

export function members(client) {
  if (client.name === "az") return;
  const baselines = new Map();
  const run = async (home, script, without) => {
    if (!without.includes("users")) home.write("users.csv", "ana@contoso.com\nold@contoso.com\n");
    return home.run(script, { without });
  };
  const baseline = (script, without, exists) => {
    const key = `${script} ${without} ${exists}`;
    const start = () => new Promise((resolve, reject) => {
      const body = async (home) => {
        const { code, output } = await run(home, script, without);
        assert.equal(code, 0, output);
        resolve(state(home.tenant));
      };
      inHome(client, body, prepared(exists))().catch(reject);
    });
    if (!baselines.has(key)) baselines.set(key, start());
    return baselines.get(key);
  };

  for (const [script, steps, exists, method, path, list] of responses) {
    for (const [at, member] of list.entries()) {
      for (const [other, how] of ["omitted", "null"].entries()) {
        // For jq, a member that is omitted is null, as long as a script asks for no names of members.
        if (client.name === "curl" && at % 2 === other) continue;
        test(`${member} of ${method} ${path.source.replaceAll("\\", "")} is ${how}`, inHome(client, async (home) => {
          let isChanged = false;
          home.tenant.change = (sent, to, json) => {
            if (sent !== method || !path.test(to) || json.error) return;
            isChanged = true;
            without(json, member, how);
          };
          const expected = structuredClone(await baseline(script, steps, exists));
          const { code, output } = await run(home, script, steps);
          assert.ok(isChanged, `the script did not read this: ${output}`);
          if (code !== 0) {
            const name = member.split(".").at(-1);
            assert.match(output, new RegExp(`^(Stopped|Users: not looked up): .*\\b(${words[name] ?? name})\\b`, "mi"), output);
            return;
          }
          const got = state(home.tenant);
          if (/schema/.test(path)) for (const one of [expected, got]) without(one.schema, member, how);
          assert.deepEqual(got, expected, output);
        }, prepared(exists)));
      }
    }
  }
}
