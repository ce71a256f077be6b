// What the two clients for bash have in common.

import { spawnSync } from "node:child_process";
import { accessSync, constants, mkdirSync, statSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { golden } from "./golden.mjs";

export const has = (program, ...args) => spawnSync(program, args).status === 0;

/** The path of a program, looked up without starting it. */
export const find = (program) => {
  const name = process.platform === "win32" ? `${program}.exe` : program;
  return (process.env.PATH ?? "").split(delimiter).filter(Boolean).map((folder) => join(folder, name)).find(isProgram);
};

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

const missing = ["bash", "jq", "curl"].filter((program) => !has(program, "--version"));
export const skip = process.platform !== "linux" ? "the stand-ins for commands need Linux" : missing.length > 0 && `not installed: ${missing.join(", ")}`;

// Writes down the words of a command, each ended by a zero byte.
const recorder = (shell) => `#!${shell}
printf '%s\\0' "$@" >>"$RECORD"
printf '\\n' >>"$RECORD"
`;

/** A client for bash. `program` is the text of a stand-in, or "" to run the real program. */
export function shellClient({ name, program = "", typed, checkRequests }) {
  return {
    name,
    skip,
    checkRequests,
    fileName: "talkdesk-provisioning.sh",
    golden: (script) => golden(`${script}-${name}.sh`),
    adapt: (text, tenant) => text.replace("https://graph.microsoft.com/v1.0", tenant.url),
    async prepare({ home }) {
      const bin = join(home, "bin");
      mkdirSync(bin);
      const programs = {
        jq: `${recorder("/bin/sh")}exec ${find("jq")} "$@"\n`,
        [name]: program ? recorder(find("bash")) + program : `${recorder("/bin/sh")}exec ${find(name)} "$@"\n`,
        sleep: `#!/bin/sh\nprintf '%s\\n' "$1" >>"$WAITS"\n`,
      };
      for (const [file, text] of Object.entries(programs)) writeFileSync(join(bin, file), text, { mode: 0o755 });
    },
    invocation({ path, home, temp, record, waits, dryRun, usersFile, appRole, servicePrincipal, debug, ...rest }) {
      const env = { PATH: `${join(home, "bin")}:${process.env.PATH}`, HOME: home, TMPDIR: temp, RECORD: record, WAITS: waits };
      if (dryRun) env.DRY_RUN = "1";
      if (usersFile) env.USERS = usersFile;
      if (appRole) env.APP_ROLE = appRole;
      if (servicePrincipal) env.SERVICE_PRINCIPAL_ID = servicePrincipal;
      return { program: "bash", args: debug ? ["-x", path] : [path], env, stdin: typed(rest) };
    },
  };
}
