// PowerShell that is started once for many runs of a script.

import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const host = fileURLToPath(new URL("host.ps1", import.meta.url));
const END = "\u001e";
const idle = [];
const all = new Set();

/** Runs a script in a PowerShell that is idle, or in a new one; gives its exit code. */
export async function runWarm({ program, env, stdin, path, folder }, onOutput) {
  const shell = idle.pop() ?? start(program, env);
  const job = { env, stdin, path, folder };
  const done = ["stdout", "stderr"].map((stream) => until(shell, stream, (part) => onOutput(stream, part)));
  shell.stdin.write(`${JSON.stringify(job)}\n`);
  const [code] = await Promise.all(done);
  idle.push(shell);
  return code;
}

function start(program, env) {
  const args = ["-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-File", host];
  const shell = spawn(program, args, { env });
  for (const stream of ["stdout", "stderr"]) shell[stream].setEncoding("utf8");
  all.add(shell);
  return shell;
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

/** Ends all of them. */
export function closeWarm() {
  for (const shell of all) shell.stdin.end();
  all.clear();
  idle.length = 0;
}
