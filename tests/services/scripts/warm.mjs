// A PowerShell that is started once for many jobs, which run one after the other.

import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const host = fileURLToPath(new URL("host.ps1", import.meta.url));
const END = "\u001e";
let shell;
let last = Promise.resolve();
let textsFolder;
const texts = new Map();

/** A text between single quotes, as PowerShell reads it: typographic ones end it too. */
export const quoted = (text) => `'${text.replaceAll(/['‘’‚‛]/g, "$&$&")}'`;

/**
 * Runs what the words of a command for PowerShell say, `-File PATH …` or
 * `-Command TEXT`, in a runspace of its own; gives its exit code.
 */
export function runWarm(invocation, onOutput) {
  const run = last.then(() => runJob(invocation, onOutput));
  last = run.catch(() => {});
  return run;
}

async function runJob({ program, args, env, stdin, folder }, onOutput) {
  if (!shell || shell.exitCode !== null || shell.signalCode !== null) shell = start(program, env);
  const job = { env: Object.entries(env), stdin, folder, command: commandOf(args) };
  const done = ["stdout", "stderr"].map((stream) => until(shell, stream, (part) => onOutput(stream, part)));
  shell.stdin.write(`${JSON.stringify(job)}\n`);
  const [code] = await Promise.all(done);
  return code;
}

function commandOf(args) {
  const [what, first, ...rest] = args.slice(args.findIndex((word) => word === "-File" || word === "-Command"));
  // `exit` in a file ends the file, and elsewhere PowerShell itself.
  if (what === "-Command") return `. ${quoted(fileWith("command.ps1", first))}`;
  const words = rest.map((word) => (/^-[A-Z][A-Za-z]*$/.test(word) ? word : quoted(word)));
  return `& ${[quoted(fileWith(basename(first), readFileSync(first, "utf8"))), ...words].join(" ")}`;
}

/** The path of a file with this text. PowerShell compiles a text at the same path once. */
function fileWith(name, text) {
  if (!texts.has(text)) {
    textsFolder ??= mkdtempSync(join(tmpdir(), "warm-"));
    const path = join(mkdtempSync(join(textsFolder, "text-")), name);
    writeFileSync(path, text);
    texts.set(text, path);
  }
  return texts.get(text);
}

function start(program, env) {
  const args = ["-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-File", host];
  const started = spawn(program, args, { env });
  for (const stream of ["stdout", "stderr"]) started[stream].setEncoding("utf8");
  started.stdin.on("error", () => {});
  return started;
}

/** Reads a stream up to the end of a job; gives the exit code that the output ends with. */
function until(shell, stream, onPart) {
  return new Promise((resolve, reject) => {
    let text = "";
    const ended = () => reject(new Error(`PowerShell ended in the middle: ${text}`));
    const read = (part) => {
      text += part;
      if (stream === "stderr" ? !text.endsWith(END) : !/\u001e-?\d+\u001e$/.test(text)) return;
      shell[stream].off("data", read);
      shell.off("close", ended);
      const [output, code] = text.split(END);
      onPart(output);
      resolve(Number(code));
    };
    shell[stream].on("data", read);
    shell.once("close", ended);
  });
}

/** Ends it. */
export function closeWarm() {
  shell?.stdin.end();
  shell = undefined;
  if (textsFolder) rmSync(textsFolder, { recursive: true, force: true });
  textsFolder = undefined;
  texts.clear();
}
