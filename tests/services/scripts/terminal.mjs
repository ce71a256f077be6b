// Runs a program in a terminal of its own, as a person does.

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, readlinkSync } from "node:fs";

export const skip = process.platform === "linux" && existsSync("/usr/bin/script") ? false : "it needs Linux with the program script";

const quoted = (word) => `'${word.replaceAll("'", `'\\''`)}'`;

/** Whether the terminal of a process below this one hides what is typed. */
function hidden(parent) {
  const [child] = readFileSync(`/proc/${parent}/task/${parent}/children`, "utf8").split(" ");
  const terminal = child && readlinkSync(`/proc/${child}/fd/0`);
  return terminal && /(^|\s)-echo\s/.test(spawnSync("stty", ["-a", "-F", terminal], { encoding: "utf8" }).stdout);
}

/** Types `typed` after the first output that fits `prompt`, once it would not be shown. */
export async function inTerminal({ program, args, env, cwd, prompt, typed }) {
  const child = spawn("/usr/bin/script", ["-qec", [program, ...args].map(quoted).join(" "), "/dev/null"], { env, cwd });
  let output = "";
  let asked = 0;
  let waiting;
  const read = (part) => {
    output += part;
    // A terminal answers where its cursor is.
    const queries = output.split("\u001b[6n").length - 1;
    for (; asked < queries; asked++) child.stdin.write("\u001b[1;1R");
    if (typed !== undefined && prompt.test(output)) {
      waiting ??= setInterval(() => {
        if (!hidden(child.pid)) return;
        clearInterval(waiting);
        child.stdin.write(`${typed}\r`);
      }, 20);
    }
  };
  child.stdout.setEncoding("utf8").on("data", read);
  child.stderr.setEncoding("utf8").on("data", read);
  const [code] = await once(child, "close");
  clearInterval(waiting);
  return { code, output };
}
