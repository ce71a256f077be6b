// The five meanings of the comparison, in Entra's language.

import { ROLES } from "./users.mjs";

/** What the role Switch says: a key and its value, twenty times. */
export const PAIRS = Array.from({ length: ROLES }, (_, index) => [`Talkdesk Role ${index}`, `Role ${index}`]);
/** What it gives for every other role. */
export const OTHERWISE = "Agent";

/** Between the values of an attribute that has several, and what ends its name, as crates/bench has them. */
const BETWEEN = "|";
const SEVERAL = "[]";

const quoted = (text) => `"${text}"`;

export const MEANINGS = [
  { key: "a", name: "direct attribute", expression: "[mail]" },
  { key: "b", name: "active Switch", expression: 'Switch([IsSoftDeleted], , "False", "True", "True", "False")' },
  {
    key: "c",
    name: "role Switch, 20 pairs",
    expression: `Switch(SingleAppRoleAssignment([appRoleAssignments]), ${[OTHERWISE, ...PAIRS.flat()].map(quoted).join(", ")})`,
  },
  {
    key: "d",
    name: "ToLower(Join(…))",
    expression:
      'ToLower(Join("@", NormalizeDiacritics(StripSpaces(Join(".", [givenName], [surname]))), "contoso.com"))',
  },
  { key: "e", name: "regex Replace", expression: 'Replace([mobile], , "[()\\\\s-]+", , "", , )' },
];

/** Expressions and users in the form that crates/bench reads. */
export function workload(users) {
  const names = Object.keys(users[0]);
  const header = names.map((name) => (Array.isArray(users[0][name]) ? name + SEVERAL : name));
  const rows = users.map((user) => names.map((name) => [user[name]].flat().join(BETWEEN)));
  const lines = [MEANINGS.length, ...MEANINGS.map(({ expression }) => expression)];
  return [...lines, ...[header, ...rows].map((cells) => cells.join("\t"))].join("\n");
}

/** The users of a workload as plain objects, which is what JavaScript has to make of such a text. */
export function read(workload) {
  const lines = workload.split("\n");
  const [header, ...rows] = lines.slice(Number(lines[0]) + 1);
  const columns = header.split("\t").map((name) => [name.replace(SEVERAL, ""), name.endsWith(SEVERAL)]);
  return rows.map((row) => {
    const user = {};
    for (const [index, cell] of row.split("\t").entries()) {
      const [name, several] = columns[index];
      user[name] = several ? cell.split(BETWEEN) : cell;
    }
    return user;
  });
}
