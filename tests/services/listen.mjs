// What the services and the site server have in common: how they come up on
// loopback, and how their commands begin and end.

import { fstatSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

const HOST = "127.0.0.1";

/** A sentence for the person at the terminal, who needs no stack trace with it. */
export class Refusal extends Error {}

/**
 * Serves an express app, or a plain handler, on loopback; port 0 means any
 * free one. With a key and a certificate it speaks https.
 * @param {{key: string, cert: string}} [secure]
 * @returns {Promise<{origin: string, close: () => Promise<void>}>}
 */
export async function listen(app, port, secure) {
  const server = secure ? createSecureServer(secure, app) : createServer(app);
  await new Promise((resolve, reject) => {
    server.once("error", (error) => reject(explained(error, port)));
    server.listen(port, HOST, resolve);
  });
  return {
    origin: `${secure ? "https" : "http"}://${HOST}:${server.address().port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        // An answer that is still under way would hold the end up.
        server.closeAllConnections();
      }),
  };
}

function explained(error, port) {
  if (error.code === "EADDRINUSE") {
    return new Refusal(`Port ${port} is in use by another program; choose another with --port.`);
  }
  if (error.code === "EACCES") {
    return new Refusal(`Port ${port} needs rights that this user does not have; choose one above 1023 with --port.`);
  }
  return error;
}

/** Reads a whole number between two bounds, or says which option is wrong. */
export function wholeNumber(flag, text, least, most) {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < least || number > most) {
    throw new Refusal(`${flag} takes a whole number from ${least} to ${most}, not "${text}".`);
  }
  return number;
}

/**
 * Runs a module as a command when it is the one that node was given: reads
 * its options, starts it, prints its address, and ends it on Ctrl-C, on a
 * request to terminate, and when the program that started it is gone.
 * @param {ImportMeta} module
 * @param {object} options - as for `parseArgs`
 * @param {(values: object) => Promise<{url: string, close: () => Promise<void>}>} start
 */
export async function runAsCommand(module, options, start) {
  if (!process.argv[1] || module.url !== pathToFileURL(process.argv[1]).href) return;
  try {
    const values = read(options);
    const service = await start(values);
    endWith(service, values["until-stdin-closes"]);
    console.log(`listening ${service.url}`);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

function read(options) {
  try {
    return parseArgs({ options: { ...options, "until-stdin-closes": { type: "boolean" } } }).values;
  } catch (error) {
    throw new Refusal(`${error.message.split(". ")[0]}. Options: ${Object.keys(options).map((name) => `--${name}`).join(", ")}.`);
  }
}

function endWith(service, alwaysWatchStdin) {
  let ending = false;
  const end = async () => {
    if (ending) return;
    ending = true;
    await service.close();
    process.exit(0);
  };
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
  if (alwaysWatchStdin || stdinIsPipe()) {
    // A parent that dies, however hard, closes its end of the pipe.
    process.stdin.on("end", end).on("error", end).resume();
  }
}

function stdinIsPipe() {
  try {
    const stat = fstatSync(0);
    // Node gives its children a socket where others give a pipe.
    return stat.isFIFO() || stat.isSocket();
  } catch {
    return false;
  }
}
