// The three readers of users files, each started once for a folder of files.

import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { golden } from "../scripts/golden.mjs";
import { program } from "../scripts/pwsh.mjs";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const MAX_OUTPUT = 1 << 28;

/** What the messages of each kind say; the first that fits counts. */
const PHRASES = [
  ["too-large", /10 MB|100,000/],
  ["encoding", /not UTF-8/],
  ["no-column", /no column with a known header/],
  ["no-users", /no users/],
  ["cells", /cells/],
  ["identifier", /object id/],
  ["quote", /quotation mark/],
];

/** The kind and the first line of an error, by its message. */
export function kindOf(message) {
  const found = PHRASES.find(([, phrase]) => phrase.test(message));
  const line = /\blines? (\d+)/.exec(message);
  return { error: found?.[0] ?? message, line: line ? Number(line[1]) : null };
}

const runs = (program, ...args) => {
  const { error, status } = spawnSync(program, args, { stdio: "ignore" });
  return !error && status === 0;
};

/** The part of a script that reads the users file. */
function part(name) {
  const found = /^[ \t]*# Read the users file \(begin\)\r?\n([^]*?)^[ \t]*# Read the users file \(end\)/m.exec(golden(name));
  return found?.[1];
}

// Several files at a time, because each starts some small programs.
const BASH = String.raw`
set -uo pipefail
fail() { printf 'Stopped: %s\n' "$1" >&2; exit 1; }
one() {
  local work="$2.work"
  mkdir "$work"
  if (read_users "$1") >"$2.out" 2>"$2.err"; then : >"$2.ok"; fi
}
count=0
cd "$1"
for file in *; do
  one "$1/$file" "$2/$file" &
  count=$((count + 1))
  [ $((count % 8)) -ne 0 ] || wait
done
wait
`;

const POWERSHELL = String.raw`
param([string]$From, [string]$To)
Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'
#FUNCTION
foreach ($file in [IO.Directory]::GetFiles($From)) {
  $name = Join-Path $To ([IO.Path]::GetFileName($file))
  try {
    $users = @(Read-UsersFile $file)
    [IO.File]::WriteAllText("$name.out", (($users | ForEach-Object { [string]$_ + [char]10 }) -join ''))
    [IO.File]::WriteAllText("$name.ok", '')
  } catch {
    [IO.File]::WriteAllText("$name.err", $_.Exception.Message)
  }
}
`;

/** What a driver wrote for each file. */
function results(from, to) {
  const read = (name) => readFileSync(join(to, name), "utf8");
  return new Map(
    readdirSync(from).map((name) => {
      if (!existsSync(join(to, `${name}.ok`))) {
        const message = existsSync(join(to, `${name}.err`)) ? read(`${name}.err`).trim() : "nothing was written";
        return [name, { ...kindOf(message), message }];
      }
      return [name, { users: read(`${name}.out`).split("\n").slice(0, -1) }];
    }),
  );
}

/** Runs a driver with two folders behind its words. */
function drive(program, words, text, suffix, from) {
  const folder = mkdtempSync(join(tmpdir(), "users-files-"));
  try {
    const script = join(folder, `driver.${suffix}`);
    writeFileSync(script, text);
    const to = mkdtempSync(join(folder, "out-"));
    const { status, stderr, error } = spawnSync(program, [...words, script, from, to], { encoding: "utf8", maxBuffer: MAX_OUTPUT });
    if (error || status !== 0) throw error ?? new Error(`${program} ended with ${status}: ${stderr}`);
    return results(from, to);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const cargo = (...words) => execFileSync("cargo", words, { cwd: root, encoding: "utf8", maxBuffer: MAX_OUTPUT });

const rust = {
  name: "Rust",
  missing: runs("cargo", "--version") ? false : "there is no cargo here",
  read(from) {
    // As the tests of the host built it; chosen alone, the package would be built again with other features.
    const build = ["build", "--quiet", "--workspace", "--exclude", "xtask", "--example", "users_file", "--message-format", "json"];
    const messages = cargo(...build).split("\n").filter(Boolean).map((line) => JSON.parse(line));
    const { executable } = messages.find(({ executable, target }) => executable && target.name === "users_file");
    const lines = execFileSync(executable, [from], { encoding: "utf8", maxBuffer: MAX_OUTPUT }).split("\n").slice(0, -1);
    return new Map(lines.map((line) => JSON.parse(line)).map(({ file, ...result }) => [file, result]));
  },
};

const bash = {
  name: "bash",
  missing: !part("all-curl.sh") ? "the script does not mark its reader yet" : runs("jq", "--version") ? false : "there is no jq here",
  read: (from) => drive("bash", [], part("all-curl.sh") + BASH, "sh", from),
};

const powershell = {
  name: "PowerShell",
  missing: !part("all.ps1") ? "the script does not mark its reader yet" : program ? false : "there is no PowerShell here",
  read: (from) => drive(program, ["-NoProfile", "-File"], POWERSHELL.replace("#FUNCTION", () => part("all.ps1")), "ps1", from),
};

export const readers = [rust, bash, powershell];
