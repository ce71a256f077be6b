// The list of refused ids for PowerShell, as a test of the crate `provisioning`
// writes it: run, it is exactly these ids.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { program } from "../scripts/pwsh.mjs";

const ids = JSON.parse(readFileSync(new URL("refused.json", import.meta.url), "utf8"));
const list = readFileSync(new URL("refused.ps1", import.meta.url));

// Stands for the command of the Graph module, and for what an id may try to run.
const stub = (out) => `
$ids = New-Object Collections.Generic.List[string]
function Get-MgUser([string]$UserId) { $ids.Add($UserId) }
function Start-Process { $ids.Add('A command was run') }
. ([scriptblock]::Create([IO.File]::ReadAllText('${out}/list.ps1', [Text.Encoding]::GetEncoding(28591))))
$codes = foreach ($id in $ids) { ,(@($id.ToCharArray() | ForEach-Object { [int]$_ }) -join ' ') }
[IO.File]::WriteAllLines('${out}/codes.txt', [string[]]$codes)
`;

test("the list of refused ids is ASCII", () => {
  assert.deepEqual([...new Set(list)].filter((byte) => byte > 126 || (byte < 32 && byte !== 10)), []);
});

test("PowerShell reads exactly the refused ids", { skip: program ? false : "there is no PowerShell here" }, () => {
  const folder = mkdtempSync(join(tmpdir(), "refused-"));
  try {
    writeFileSync(join(folder, "list.ps1"), list);
    writeFileSync(join(folder, "run.ps1"), stub(folder));
    execFileSync(program, ["-NoProfile", "-File", join(folder, "run.ps1")]);
    const codes = readFileSync(join(folder, "codes.txt"), "utf8").split("\n").slice(0, -1);
    const read = codes.map((line) => String.fromCharCode(...line.trim().split(" ").filter(Boolean).map(Number)));
    assert.deepEqual(read, ids);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
