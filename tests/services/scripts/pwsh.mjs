// The script for PowerShell, and a stand-in for the module Microsoft.Graph.Authentication.

import { tmpdir } from "node:os";
import { delimiter } from "node:path";
import { fileURLToPath } from "node:url";
import { golden } from "./golden.mjs";
import { find } from "./shell.mjs";
import { runWarm } from "./warm.mjs";

const modules = fileURLToPath(new URL("module", import.meta.url));

/** The PowerShell that is here, if any: version 7, otherwise that of Windows. */
export const program = ["pwsh", "powershell"].find(find);

/** What a PowerShell needs so that it leaves nothing behind and prints no colors. */
export const quietly = ({ home, temp }) => ({
  ...process.env,
  ...(process.platform === "win32" ? {} : { HOME: home, TMPDIR: temp, TERM: "dumb" }),
  NO_COLOR: "1",
  DOTNET_EnableDiagnostics: "0",
  POWERSHELL_DIAGNOSTICS_OPTOUT: "1",
  POWERSHELL_TELEMETRY_OPTOUT: "1",
  POWERSHELL_UPDATECHECK: "Off",
  // A script is over before .NET could use what it learns from running it.
  DOTNET_TieredPGO: "0",
});

export const pwsh = {
  name: "PowerShell",
  skip: program ? false : "there is no pwsh or powershell on the PATH",
  fileName: "talkdesk-provisioning.ps1",
  golden: (script) => golden(`${script}.ps1`),
  async prepare() {},
  runWarm,
  invocation({ path, record, waits, tenant, dryRun, usersFile, appRole, servicePrincipal, debug, token, tenantUrl, ...place }) {
    const args = ["-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-File", path];
    if (dryRun) args.push("-WhatIf");
    if (usersFile) args.push("-UsersFile", usersFile);
    if (appRole) args.push("-AppRole", appRole);
    if (servicePrincipal) args.push("-ServicePrincipalId", servicePrincipal);
    if (debug) args.push("-Debug", "-Verbose");
    const env = {
      ...quietly(place),
      PSModulePath: [modules, process.env.PSModulePath].filter(Boolean).join(delimiter),
      GRAPH_URL: tenant.url,
      RECORD: record,
      WAITS: waits,
    };
    const typed = [tenantUrl, token].filter((line) => line !== undefined).map((line) => `${line}\n`);
    return { program, args, env, stdin: typed.join("") };
  },
};

/** What a warm PowerShell prints for a command that needs nothing of its own. */
export async function printedBy(command) {
  let output = "";
  const env = quietly({ home: tmpdir(), temp: tmpdir() });
  await runWarm({ program, args: ["-Command", command], env, stdin: "", folder: tmpdir() }, (_stream, part) => (output += part));
  return output;
}
