// A certificate that nobody trusts, made anew at each start.

import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Refusal } from "../listen.mjs";

/**
 * Makes a key and a certificate for this computer, signed with that key.
 * @param {string[]} [others] - other host names that it is for
 * @returns {Promise<{key: string, cert: string}>}
 */
export async function selfSigned(others = []) {
  const dir = await mkdtemp(join(tmpdir(), "fault-certificate-"));
  const [key, cert] = ["key.pem", "cert.pem"].map((name) => join(dir, name));
  const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
  const names = ["-subj", "/CN=localhost", "-addext", ["subjectAltName=DNS:localhost,IP:127.0.0.1", ...others.map((name) => `DNS:${name}`)].join(",")];
  try {
    // Node makes keys but no certificates.
    await promisify(execFile)("openssl", ["req", "-x509", ...kind, ...names, "-keyout", key, "-out", cert]);
    return { key: await readFile(key, "utf8"), cert: await readFile(cert, "utf8") };
  } catch (error) {
    if (error.code === "ENOENT") throw new Refusal("This fault needs the program openssl, which is not installed.");
    throw error;
  } finally {
    await rm(dir, { recursive: true });
  }
}
