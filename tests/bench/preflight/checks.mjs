// What Preflight finds, in JavaScript as one would write it for speed: sets and
// maps for names and duplicates, expressions for texts, every value that comes
// again and again judged once. It keeps of each user what Preflight's report
// keeps, so that the list can be shown afterwards.

const ROLES = ["Agent", "Supervisor", "Team Lead", "Administrator"];
const TEAMS = ["Sales", "Support", "Care", "Back office"];

const EMAIL = /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/;
const BEYOND_ASCII = /[^\u0000-\u007f]/;
const BREAKS = /["\\\u0000-\u001f\u007f]/;
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u00ad\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\u0000-\u007f][\u200c\u200d]/;
const DAMAGED = /\ufffd|[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/;
const OTHERS = "[\\p{sc=Greek}\\p{sc=Cyrillic}\\p{sc=Armenian}\\p{sc=Cherokee}]";
const MIXED = new RegExp(`\\p{sc=Latin}\\p{L}*${OTHERS}|${OTHERS}\\p{L}*\\p{sc=Latin}`, "u");
const TYPE_NAME = /^System\..*(?:\[\]$|Collections\.)|^System\.Object$|^Microsoft\.(?:Graph\.PowerShell\.Models|Open)\./;
const USUAL = /^[A-Za-z0-9._\-+'@]*$/;
const INITIAL_DOMAIN = /\.onmicrosoft\.com$/i;

const MAILBOXES = new Set("info sales support office reception helpdesk noreply no-reply donotreply accounting accounts billing contact hello jobs careers hr marketing orders invoices invoice payroll press privacy security service team enquiries feedback postmaster webmaster abuse".split(" "));
const ROOMS = new Set("room meetingroom confroom conference shared sharedmailbox equipment calendar resource".split(" "));
const SERVICES = new Set("svc adm admin srv svcacct".split(" "));
const SERVICES_FIRST = new Set("service test bot scanner backup healthmailbox systemmailbox sync daemon".split(" "));
const MAILBOX_NAME = /shared mailbox|meeting room|conference room/i;
const SERVICE_NAME = /service account|synchronization service/i;

const LONGEST = { userName: 254, givenName: 100, familyName: 100, externalId: 256 };

const REFUSED = new Set(["mandatory-missing", "not-email", "duplicate", "breaks-filter", "two-app-roles", "evaluation-error", "role-unknown", "team-unknown"]);
const HINTS = new Set(["default-role", "disabled", "guest", "shared-mailbox", "service-account", "initial-domain"]);

/** Compares the names of a value with those that exist, and counts users for each. */
function names(list, kind) {
  const exact = new Set(list);
  const folded = new Set(list.map((name) => name.toLowerCase()));
  const squeezed = new Set(list.map((name) => name.toLowerCase().replace(/\s/g, "")));
  const needed = new Map();
  const met = new Map();
  function judge(value) {
    const found = { names: new Set(), findings: [] };
    for (const part of value.split(";")) {
      const name = part.trim();
      if (!name) found.findings.push([`${kind}-blanks`, part]);
      else if (exact.has(name)) {
        if (name !== part) found.findings.push([`${kind}-blanks`, part]);
      } else if (folded.has(name.toLowerCase())) found.findings.push([`${kind}-case`, part]);
      else if (squeezed.has(name.toLowerCase().replace(/\s/g, ""))) found.findings.push([`${kind}-blanks`, part]);
      else found.findings.push([`${kind}-unknown`, part]);
      if (name) found.names.add(name);
    }
    return found;
  }
  return {
    needed,
    take(value, tell) {
      let found = met.get(value);
      if (!found) met.set(value, (found = judge(value)));
      for (const [code, name] of found.findings) tell(code, `${kind}s`, name);
      for (const name of found.names) needed.set(name, (needed.get(name) ?? 0) + 1);
    },
  };
}

/** What the names of an account look like. */
function sign(upn, name) {
  const at = upn.indexOf("@");
  const local = (at < 0 ? upn : upn.slice(0, at)).toLowerCase();
  if (MAILBOXES.has(local)) return "shared-mailbox";
  const parts = local.split(/[._-]/);
  const first = parts[0].replace(/\d+$/, "");
  if (ROOMS.has(first)) return "shared-mailbox";
  if (SERVICES.has(first) || SERVICES.has(parts[parts.length - 1]) || SERVICES_FIRST.has(first)) return "service-account";
  if (MAILBOX_NAME.test(name)) return "shared-mailbox";
  return SERVICE_NAME.test(name) ? "service-account" : undefined;
}

/** The users' values as Entra holds them before its mappings run. */
export function prepare(user) {
  const mark = user.userPrincipalName.indexOf("#EXT#");
  user.originalUserPrincipalName = user.userPrincipalName;
  if (mark >= 0) user.userPrincipalName = user.userPrincipalName.slice(0, mark);
  user.IsSoftDeleted = user.accountEnabled.toLowerCase() === "false" ? "True" : "False";
}

/** Takes one user after the other, each with what the mappings gave. */
export function checker(columns) {
  const last = columns[columns.length - 1];
  const users = [];
  const ids = new Set();
  const userNames = new Map();
  const externalIds = new Map();
  const roles = names(ROLES, "role");
  const teams = names(TEAMS, "team");
  let entry;

  function tell(code, target, detail) {
    (entry.findings ??= []).push({ code, target, detail });
  }

  function characters(value, target, matching) {
    const before = entry.findings?.length ?? 0;
    if (value.length > (LONGEST[target] ?? 1000)) tell("too-long", target);
    const trimmed = value.trim();
    const outer = trimmed.length !== value.length;
    if (outer) tell("outer-blanks", target);
    if (matching && BREAKS.test(trimmed)) tell("breaks-filter", target);
    else if (INVISIBLE.test(trimmed)) tell("control-characters", target);
    if (BEYOND_ASCII.test(trimmed)) {
      if (DAMAGED.test(trimmed)) tell("damaged-text", target);
      if (MIXED.test(trimmed)) tell("mixed-scripts", target);
    }
    if (TYPE_NAME.test(trimmed)) tell("type-name", target);
    const found = (entry.findings?.length ?? 0) - before - (outer ? 1 : 0);
    if (matching && found === 0 && !USUAL.test(trimmed) && EMAIL.test(trimmed)) tell("risky-filter", target);
  }

  /** A mandatory value; tells whether there is one to judge. */
  function mandatory(value, target) {
    if (!value) tell("mandatory-missing", target);
    else if (!value.trim()) tell("only-blanks", target);
    else return true;
    return false;
  }

  function shared(map, value, target, code) {
    if (!value) return;
    const key = value.toLowerCase();
    const first = map.get(key);
    if (first === undefined) return void map.set(key, entry);
    for (const [own, other] of [[entry, first], [first, entry]]) {
      const findings = (own.findings ??= []);
      if (!findings.some((finding) => finding.code === code)) findings.push({ code, target, detail: value, other });
    }
  }

  return {
    /** Notes a user; nothing for one for whom no mappings have to be run. */
    begin(user, line) {
      entry = {
        line,
        upn: user.originalUserPrincipalName,
        name: user.displayName,
        id: user.id,
        userName: "",
        externalId: "",
        outcome: "created",
        skip: undefined,
        findings: undefined,
      };
      users.push(entry);
      const id = user.id.toLowerCase();
      if (id && ids.has(id)) {
        entry.skip = "repeated";
        return undefined;
      }
      if (id) ids.add(id);
      if (user.IsSoftDeleted === "True") {
        entry.skip = "disabled";
        tell("disabled");
        return undefined;
      }
      return entry;
    },
    /** Judges a noted user by what the mappings gave. */
    take(noted, user, mapped) {
      entry = noted;
      if (user[last] === undefined || user.__parsed_extra?.some(Boolean)) tell("ragged-row");
      const { userName, active, givenName, familyName, externalId } = mapped;
      if (mandatory(userName, "userName")) {
        characters(userName, "userName", true);
        entry.userName = userName;
        const trimmed = userName.trim();
        if (!EMAIL.test(trimmed) && !EMAIL.test(trimmed.replace(/[\u0000-\u001f\u007f]/g, ""))) tell("not-email", "userName", userName);
        else if (INITIAL_DOMAIN.test(userName)) tell("initial-domain", "userName");
      }
      if (active && !/^(?:true|false)$/i.test(active)) tell("active-not-boolean", "active", active);
      if (mandatory(givenName, "givenName")) characters(givenName, "givenName", false);
      if (mandatory(familyName, "familyName")) characters(familyName, "familyName", false);
      if (externalId) {
        characters(externalId, "externalId", false);
        entry.externalId = externalId;
      }
      // Neither language knows SingleAppRoleAssignment.
      if (!mapped.roles) tell("default-role", "roles");
      else if (mapped.roles.includes("\n")) tell("two-app-roles", "roles");
      else roles.take(mapped.roles, tell);
      if (mapped.teams) teams.take(mapped.teams, tell);
      if (user.userType.toLowerCase() === "guest" || user.userPrincipalName !== user.originalUserPrincipalName) tell("guest");
      else if (user.userPrincipalName && user.mail && user.userPrincipalName.toLowerCase() !== user.mail.toLowerCase()) tell("upn-mail-differ", undefined, user.mail);
      const code = sign(user.userPrincipalName, user.displayName);
      if (code) tell(code);
      shared(userNames, entry.userName, "userName", "duplicate");
      shared(externalIds, entry.externalId, "externalId", "duplicate-external-id");
    },
    /** The report. */
    result() {
      const counts = {};
      const totals = { users: users.length, created: 0, refused: 0, skipped: 0, warned: 0 };
      for (const user of users) {
        const codes = new Set(user.findings?.map((finding) => finding.code));
        for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
        if (user.skip) user.outcome = "skipped";
        else if ([...codes].some((code) => REFUSED.has(code))) user.outcome = "refused";
        else if ([...codes].some((code) => !HINTS.has(code))) totals.warned += 1;
        totals[user.outcome] += 1;
      }
      const needed = (map) => [...map].sort((one, other) => other[1] - one[1]);
      return { counts, totals, roles: needed(roles.needed), teams: needed(teams.needed) };
    },
  };
}
