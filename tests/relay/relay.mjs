// Starts the relay programs as an admin does.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openSession } from "./http.mjs";
import { program as powershell, quietly } from "../services/scripts/pwsh.mjs";

export const ORIGIN = "https://page.example";

const file = (name) => fileURLToPath(new URL(`../../public/relay/${name}`, import.meta.url));

/**
 * Both programs. `invocation` is how one is run with a Tenant URL and options
 * that are named as for Node; `skip` is false, or the reason why it cannot run here.
 */
export const programs = [
  {
    name: "Node",
    skip: false,
    path: file("scimdesk-relay.mjs"),
    command: "node scimdesk-relay.mjs",
    option: (name) => `--${name}`,
    invocation: (args) => ({ program: process.execPath, args: [file("scimdesk-relay.mjs"), ...args], env: process.env }),
  },
  {
    name: "PowerShell",
    skip: powershell ? false : "THE POWERSHELL RELAY IS NOT TESTED: there is no pwsh or powershell on the PATH",
    path: file("scimdesk-relay.ps1"),
    command: "powershell -NoProfile -ExecutionPolicy Bypass -File scimdesk-relay.ps1",
    option: (name) => `-${name.replace(/(?:^|-)(.)/g, (_match, letter) => letter.toUpperCase())}`,
    invocation: (args, folder) => ({
      program: powershell,
      args: ["-NoProfile", "-ExecutionPolicy", "Bypass", "-File", file("scimdesk-relay.ps1"), ...args],
      env: quietly({ home: folder, temp: folder }),
    }),
  },
];

/** Which programs were skipped, for a reader who sees only the end of a test run. */
for (const { skip } of programs) if (skip) console.error(`\n*** ${skip} ***\n`);

/**
 * Runs a program with any arguments.
 * @returns {{child: import("node:child_process").ChildProcess, output: () => string, closed: Promise<number | string>}}
 *   `closed` gives the exit code, or the signal that ended it
 */
export function run(program, args, env = {}) {
  const folder = mkdtempSync(join(tmpdir(), "relay-test-"));
  const invocation = program.invocation(args, folder);
  const child = spawn(invocation.program, invocation.args, { cwd: folder, env: { ...withoutProxy(invocation.env), ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (part) => (text += part));
  const closed = once(child, "close").then(([code, signal]) => {
    rmSync(folder, { recursive: true, force: true });
    return code ?? signal;
  });
  return { child, output: () => text, closed };
}

// A proxy of this computer must not take part in the tests.
const withoutProxy = (env) => Object.fromEntries(Object.entries(env).filter(([name]) => !/^(https?|all|no)_proxy$/i.test(name)));

/** The words of a command that starts a relay. */
export function argumentsOf(program, { base, origin = ORIGIN, port, idleMinutes, timeoutSeconds }) {
  const options = { origin, port, "idle-minutes": idleMinutes, "timeout-seconds": timeoutSeconds };
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return [base, ...given.flatMap(([name, value]) => [program.option(name), String(value)])];
}

/**
 * Starts a relay, waits until it is ready, and opens a session with it.
 * @param {object} program - one of `programs`
 * @param {{base: string, origin?: string, port?: number, idleMinutes?: number, timeoutSeconds?: number, env?: object}} options
 *   without a port, a free one
 * @returns {Promise<{port: number, code: string, origin: string, session: object, output: () => string, closed: Promise<number | string>, stop: () => Promise<number | string>, printed: (pattern: RegExp) => Promise<boolean>}>}
 *   `stop` presses Ctrl+C; it and `closed` give the exit code or the signal
 */
export async function startRelay(program, options) {
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await freePort());
    // On a busy computer a first response can take longer than the usual limit.
    const { child, output, closed } = run(program, argumentsOf(program, { timeoutSeconds: 60, ...options, port }), options.env);
    const end = await Promise.race([printed(child, output, /Press Ctrl\+C/), closed]);
    if (end === true) {
      const code = /Pairing code +(\S+)/.exec(output())[1];
      const stop = () => {
        child.kill("SIGINT");
        // One that does not stop must not hold up the tests.
        const limit = setTimeout(() => child.kill("SIGKILL"), 20_000);
        return closed.finally(() => clearTimeout(limit));
      };
      const origin = /For the page +(\S+)/.exec(output())[1];
      const relay = { port, code, origin, output, closed, stop, printed: (pattern) => printed(child, output, pattern) };
      relay.session = await openSession(relay);
      return relay;
    }
    // Another program can take a free port before the relay does.
    if (options.port !== undefined || end !== 2 || attempt === 3) throw new Error(`The relay did not start (${end}): ${output()}`);
  }
}

/** Resolves with true when the program has printed this. */
function printed(child, output, pattern) {
  return new Promise((resolve) => {
    const look = () => {
      if (!pattern.test(output())) return;
      child.stdout.off("data", look);
      resolve(true);
    };
    child.stdout.on("data", look);
    look();
  });
}

export async function freePort() {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
