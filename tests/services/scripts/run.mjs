// Runs a setup script as an admin does, against a Graph of the test.
//
// A client is what runs a script:
//
//   name                        of the client, for the names of tests
//   skip                        false, or the reason why it cannot run here
//   fileName                    the name of the script's file
//   golden(name)                the text of a script: all, few-all, hostile-all, bare-all
//   newTenant()                 optional: the tenant, where the script changes another part of Graph
//   adapt(text, tenant)         optional: the text that is run, when it must differ
//   async prepare(place)        puts stand-ins into a new home folder
//   checkRequests(place)        optional: asserts more after a full setup
//   invocation({...place, path, ...options})
//                               → { program, args, env, stdin } that run the script at `path`
//   runWarm(invocation, onOutput)  optional: runs it in a program that is there already,
//                               for all runs but those with the option `alone`
//
// `place` is { home, temp, record, waits, tenant }: the home folder, the folder
// for temporary files, the file to which stand-ins append the words of each
// command, the file to which they append the seconds of each wait (one number
// in a line, instead of waiting), and the tenant with its address. The options
// are `without` (steps that are left out), dryRun, usersFile, appRole,
// servicePrincipal, debug, and what is typed: access (the access token), token
// and tenantUrl, undefined where the script does not ask.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newTenant, serveGraph } from "../graph.mjs";

export const token = "secret-token-1$`'\"\\";
export const access = "access.token-1";

/** What programs print about themselves, and no admin should see. */
const internal = /^(jq|curl): |^(parse )?error: |: line \d+: |\.(sh|ps1):\d+|At line:|CategoryInfo|HTTP\/1\.1|Exception|cannot be found on this object|null-valued/m;

/** A folder in which a client runs scripts, and the tenant that they change. */
export class Home {
  static async make(client, change = () => {}) {
    const home = new Home(client);
    change(home.tenant);
    home.server = await serveGraph(home.tenant);
    await client.prepare(home.place);
    return home;
  }

  constructor(client) {
    this.client = client;
    this.tenant = client.newTenant?.() ?? newTenant();
    const home = mkdtempSync(join(tmpdir(), "scripts-"));
    this.place = { home, temp: join(home, "tmp"), record: join(home, "record"), waits: join(home, "waits"), tenant: this.tenant };
    this.folder = join(home, "here");
    for (const folder of [this.place.temp, this.folder]) mkdirSync(folder);
    writeFileSync(this.place.record, "");
  }

  async close() {
    this.server.close();
    this.server.closeAllConnections();
    rmSync(this.place.home, { recursive: true, force: true });
  }

  /** Writes a file into the folder in which the script runs. */
  write(name, content) {
    writeFileSync(join(this.folder, name), content);
  }

  read(name) {
    return readFileSync(join(this.folder, name), "utf8");
  }

  /** How many requests the last run sent with this method to such a path. */
  count(method, path) {
    return this.tenant.requests.filter((request) => request[0] === method && path.test(request[1])).length;
  }

  /** Runs a script. `output` is all that it printed, `waits` the seconds of each wait. */
  async run(script = "all", options = {}) {
    const { client, tenant, place } = this;
    const path = join(place.home, client.fileName);
    const text = withoutSteps(client.golden(script), options.without ?? []);
    writeFileSync(path, client.adapt?.(text, tenant) ?? text);
    writeFileSync(place.waits, "");
    tenant.requests.length = 0;
    const invocation = { ...client.invocation({ access, token, ...options, ...place, path }), path, folder: this.folder };
    const result = { output: "", stderr: "" };
    const start = (!options.alone && client.runWarm) || runOnce;
    result.code = await start(invocation, (stream, part) => {
      result.output += part;
      if (stream === "stderr") result.stderr += part;
    });
    result.waits = readFileSync(place.waits, "utf8").split("\n").filter(Boolean).map(Number);
    this.check(result);
    return result;
  }

  /** What holds after every run, however it ended. */
  check({ code, output }) {
    const stopped = output.match(/^Stopped: .*$/gm) ?? [];
    assert.equal(stopped.length, code === 0 ? 0 : 1, `one sentence at the end: ${output}`);
    assert.match(output, code === 0 ? /^Done\r?$/m : /^Stopped: [^\n]{1,500}\.\s*$/m, output);
    assert.doesNotMatch(output, internal);
    assert.deepEqual(readdirSync(this.place.temp), [], "no temporary file is left");
    assert.ok(!readdirSync(this.folder).includes("HACKED"), "no text ran as a command");
    const words = readFileSync(this.place.record, "utf8");
    // Their first characters, because an output may escape the others.
    for (const secret of [token.slice(0, 14), access]) {
      assert.ok(!output.includes(secret), `a secret is in the output: ${output}`);
      assert.ok(!words.includes(secret), "a secret is a word of a command");
    }
  }

  /** The requests that changed something. */
  get writes() {
    return this.tenant.requests.filter(([method, path]) => method !== "GET" && !path.endsWith("/parseExpression"));
  }
}

/** The lines that carry out a step in bash and in PowerShell, as a script has them that was made without it. */
const STEPS = {
  credentials: /^ +(save_credentials|Read-Credential|Save-Credential)\n/gm,
  schema: /^ +(change_schema|Update-Schema)\n/gm,
  users: /^ +(load_users|assign_users|Add-AllUser \$users)\n/gm,
  start: /^ +(start_job|Start-ProvisioningJob)\n/gm,
};

/** The text of a script without some of its steps. */
function withoutSteps(text, steps) {
  for (const step of steps) {
    assert.match(text, STEPS[step]);
    text = text.replace(STEPS[step], "");
  }
  return text;
}

/** Runs a program, and hands on what it writes; gives its exit code. */
export async function runOnce({ program, args, env, stdin, folder }, onOutput) {
  const child = spawn(program, args, { cwd: folder, env });
  for (const stream of ["stdout", "stderr"]) child[stream].setEncoding("utf8").on("data", (part) => onOutput(stream, part));
  child.stdin.on("error", () => {});
  child.stdin.end(stdin);
  const [code] = await once(child, "close");
  return code;
}

/** A test body with a home folder of its own. */
export const inHome = (client, body, change) => async () => {
  const home = await Home.make(client, change);
  try {
    await body(home);
  } finally {
    await home.close();
  }
};
