// The same job as other libraries do it: PapaParse reads, jsonata or jexl runs
// the mappings, and checks.mjs finds what Preflight finds. The bench compares
// what is found before it prints a ratio. Of the forms that each library has
// for the mappings its fastest is here: one expression for all targets, and
// for jsonata, whose evaluation is asynchronous, one for all users of a part.

import jexl from "jexl";
import jsonata from "jsonata";
import Papa from "papaparse";

import { checker, prepare } from "./checks.mjs";

function withJexl() {
  const expression = new jexl.Jexl().compile(`{
    userName: userPrincipalName,
    active: IsSoftDeleted == 'False' ? 'True' : IsSoftDeleted == 'True' ? 'False' : IsSoftDeleted,
    givenName: givenName, familyName: surname, externalId: id, roles: appRole,
    teams: department == 'Sales' ? 'Sales' : department == 'Support' ? 'Support' : department == 'Care' ? 'Care;Back office' : extensionAttribute1
  }`);
  return (users) => users.map((user) => expression.evalSync(user));
}

function withJsonata() {
  const expression = jsonata(`users.{
    "userName": userPrincipalName,
    "active": IsSoftDeleted = 'False' ? 'True' : IsSoftDeleted = 'True' ? 'False' : IsSoftDeleted,
    "givenName": givenName, "familyName": surname, "externalId": id, "roles": appRole,
    "teams": department = 'Sales' ? 'Sales' : department = 'Support' ? 'Support' : department = 'Care' ? 'Care;Back office' : extensionAttribute1
  }`);
  // A list of one is no list to jsonata.
  return async (users) => [await expression.evaluate({ users }) ?? []].flat();
}

const MAPS = { jexl: withJexl, jsonata: withJsonata };

/** Runs the job over a file or a text; gives the report. */
export function preflight(input, language) {
  const map = MAPS[language]();
  let check;
  let line = 1;
  /** Notes the users of a part; gives those for whom mappings have to be run. */
  function noted(data, fields) {
    check ??= checker(fields);
    const users = [];
    const entries = [];
    for (const user of data) {
      line += 1;
      prepare(user);
      const entry = check.begin(user, line);
      if (!entry) continue;
      users.push(user);
      entries.push(entry);
    }
    return { users, entries };
  }
  const judge = ({ users, entries }, mapped) => users.forEach((user, index) => check.take(entries[index], user, mapped[index]));
  let waiting = Promise.resolve();
  return new Promise((resolve) => {
    Papa.parse(input, {
      header: true,
      skipEmptyLines: true,
      chunkSize: 1 << 20,
      chunk: ({ data, meta }, parser) => {
        const part = noted(data, meta.fields);
        const mapped = map(part.users);
        if (Array.isArray(mapped)) return judge(part, mapped);
        parser.pause();
        waiting = mapped.then((mapped) => {
          judge(part, mapped);
          parser.resume();
        });
      },
      complete: () => waiting.then(() => resolve(check.result())),
    });
  });
}

globalThis.addEventListener?.("message", async ({ data: { file, language } }) => {
  const begun = performance.now();
  const report = await preflight(file, language);
  globalThis.postMessage({ took: performance.now() - begun, ...report });
});
