// A thousand users, the same in every run and different from one another.

const FIRST = ["Ada", "Zoë", "José", "Anna Lena", "Grace", "Élodie", "Linus", "Margaret", "Jürgen", "Barbara", "Noël Ángel", "Ken"];
const LAST = ["Lovelace", "Müller", "García", "Hopper", "van Dijk", "Novák", "Torvalds", "Hamilton", "Núñez", "Thompson"];
export const ROLES = 20;

/** Chance that is the same every time: numbers below a bound. */
function chance(seed) {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

/**
 * Users with a single role each, as the role Switch needs. Two roles of 22 are not in its table.
 * Names have diacritics that Unicode's form D takes off in the same way as Microsoft's table does.
 */
export function users(count = 1000) {
  const below = chance(20261);
  return Array.from({ length: count }, (_, index) => {
    const role = `Talkdesk Role ${below(ROLES + 2)}`;
    return {
      mail: `user${index}.${below(100000)}@contoso.com`,
      IsSoftDeleted: below(5) === 0 ? "True" : "False",
      appRoleAssignments: [role],
      role,
      givenName: FIRST[below(FIRST.length)],
      surname: `${LAST[below(LAST.length)]}${index}`,
      mobile: `+1 (${200 + below(800)}) ${200 + below(800)}-${1000 + below(9000)}`,
    };
  });
}
