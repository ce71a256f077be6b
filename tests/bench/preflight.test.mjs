// That both peers of the Preflight bench find what is in a small file, so that
// the bench cannot rot between its runs.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { preflight } from "./preflight/peer.mjs";

const HEADERS = "userPrincipalName,displayName,surname,mail,givenName,id,userType,department,accountEnabled,appRole,extensionAttribute1";

const FILE = [
  HEADERS,
  "ana@x.org,Ana,Silva,ana@x.org,Ana,1,Member,Sales,True,Agent,",
  "ANA@x.org,Ana,,,Ana,2,Member,Care,True,agent,",
  "bea@x.org,Bea,Reis,b@x.org,\u0410na,3,Member,Other,True,Wizard,Moon base",
  "bea@x.org,Bea,Reis,b@x.org,Bea,3,Member,Other,True,Wizard,Moon base",
  "svc-x@x.org,X,Y,,X,4,Member,Other,False,,",
  'info@x.org,Info,Y,,X,5,Guest,Other,True,"Agent\nSupervisor",Sales; Support',
  'c"@x.org,C,Y ,,System.String[],6,Member,Other,True,,sales,beyond',
  "",
].join("\n");

const EXPECTED = {
  counts: {
    "breaks-filter": 1,
    "default-role": 1,
    disabled: 1,
    duplicate: 2,
    guest: 1,
    "mandatory-missing": 1,
    "mixed-scripts": 1,
    "outer-blanks": 1,
    "ragged-row": 1,
    "role-case": 1,
    "role-unknown": 1,
    "shared-mailbox": 1,
    "team-blanks": 1,
    "team-case": 1,
    "team-unknown": 1,
    "two-app-roles": 1,
    "type-name": 1,
    "upn-mail-differ": 1,
  },
  totals: { users: 7, created: 0, refused: 5, skipped: 2, warned: 0 },
};

describe("the peers of the Preflight bench", () => {
  for (const language of ["jexl", "jsonata"]) {
    test(`${language} finds what is in a file`, async () => {
      const { counts, totals, roles, teams } = await preflight(FILE, language);
      const sorted = Object.fromEntries(Object.entries(counts).sort());
      assert.deepEqual({ counts: sorted, totals }, EXPECTED);
      assert.deepEqual(Object.fromEntries(roles), { Agent: 1, agent: 1, Wizard: 1 });
      assert.deepEqual(Object.fromEntries(teams), { Sales: 2, Care: 1, "Back office": 1, "Moon base": 1, Support: 1, sales: 1 });
    });
  }
});
