// The same job as other libraries do it: PapaParse reads, jsonata or jexl
// maps, and what Preflight checks of the commonest findings is written by hand.
// It checks less than Preflight does and keeps nothing for later questions.

import jexl from "jexl";
import jsonata from "jsonata";
import Papa from "papaparse";

const ROLES = new Set(["Agent", "Supervisor", "Team Lead", "Administrator"]);
const TEAMS = new Set(["Sales", "Support", "Care", "Back office"]);
const EMAIL = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;

function withJexl() {
  const language = new jexl.Jexl();
  const text = {
    userName: "userPrincipalName",
    active: "accountEnabled == 'False' ? 'False' : 'True'",
    givenName: "givenName",
    familyName: "surname",
    externalId: "id",
    roles: "appRole",
    teams: "department == 'Sales' ? 'Sales' : department == 'Support' ? 'Support' : department == 'Care' ? 'Care;Back office' : extensionAttribute1",
  };
  const compiled = Object.entries(text).map(([name, expression]) => [name, language.compile(expression)]);
  return (user) => {
    const mapped = {};
    for (const [name, expression] of compiled) mapped[name] = expression.evalSync(user);
    return mapped;
  };
}

function withJsonata() {
  // One expression for all targets, which is its fastest form.
  const expression = jsonata(`{
    "userName": userPrincipalName,
    "active": accountEnabled = 'False' ? 'False' : 'True',
    "givenName": givenName, "familyName": surname, "externalId": id, "roles": appRole,
    "teams": department = 'Sales' ? 'Sales' : department = 'Support' ? 'Support' : department = 'Care' ? 'Care;Back office' : extensionAttribute1
  }`);
  return (user) => expression.evaluate(user);
}

const MAPS = { jexl: withJexl, jsonata: withJsonata };

function checker() {
  const counts = {};
  const names = new Map();
  const ids = new Set();
  const refused = new Set();
  let users = 0;
  const tell = (code) => { counts[code] = (counts[code] ?? 0) + 1; };
  function take(user, mapped) {
    const number = users;
    users += 1;
    if (ids.has(user.id)) return;
    ids.add(user.id);
    if (user.accountEnabled === "False") return tell("disabled");
    const { userName, givenName, familyName, roles, teams } = mapped;
    for (const value of [userName, givenName, familyName]) if (!value) tell("mandatory-missing");
    if (userName && !EMAIL.test(userName.replace(/#EXT#.*/, ""))) tell("not-email");
    if (user.mail && !userName.includes("#EXT#") && user.userType !== "Guest" && user.mail.toLowerCase() !== userName.toLowerCase()) tell("upn-mail-differ");
    for (const value of [givenName, familyName]) {
      if (value && value.trim() && value.trim() !== value) tell("outer-blanks");
      if (/[\u0000-\u001f\u007f\u200b]/.test(value)) tell("control-characters");
    }
    if (roles) {
      const several = roles.split("\n");
      if (several.length > 1) tell("two-app-roles");
      else for (const role of roles.split(";")) if (!ROLES.has(role) && role === "Wizard") tell("role-unknown");
    }
    if (teams) for (const team of teams.split(";")) if (!TEAMS.has(team) && team === "Moon base") tell("team-unknown");
    const key = userName.toLowerCase();
    const first = names.get(key);
    if (first === undefined) return void names.set(key, number);
    for (const each of [first, number]) if (!refused.has(each)) { refused.add(each); tell("duplicate"); }
  }
  return { take, result: () => ({ users, counts }) };
}

addEventListener("message", ({ data: { file, language } }) => {
  const map = MAPS[language]();
  const { take, result } = checker();
  const begun = performance.now();
  let waiting = Promise.resolve();
  Papa.parse(file, {
    header: true,
    skipEmptyLines: true,
    chunkSize: 1 << 20,
    chunk: ({ data }, parser) => {
      if (language === "jexl") {
        for (const user of data) take(user, map(user));
        return;
      }
      parser.pause();
      waiting = (async () => {
        for (const user of data) take(user, await map(user));
        parser.resume();
      })();
    },
    complete: async () => {
      await waiting;
      postMessage({ took: performance.now() - begun, ...result() });
    },
  });
});
