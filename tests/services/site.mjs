// Serves a built static site on loopback the way a static host would, with
// the headers that its `_headers` file asks for.
//
//   node site.mjs --dir DIR [--port 8080] [--base /sub/path/]

import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import express from "express";
import { Refusal, listen, runAsCommand, wholeNumber } from "./listen.mjs";

/**
 * Serves a folder under a path of its own; the patterns of `_headers` count
 * from that path.
 * @param {{dir: string, base?: string, port?: number}} options
 * @returns {Promise<{url: string, close: () => Promise<void>}>}
 */
export async function startSite({ dir, base = "/", port = 0 }) {
  if (!statSync(dir, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Refusal(`There is no folder ${dir} to serve; build the site first or name another with --dir.`);
  }
  const path = encodeURI(`/${base}/`.replace(/\/+/g, "/"));
  const rules = readRules(dir);

  const app = express();
  app.disable("x-powered-by");
  app.use((request, response, next) => {
    if (request.path === path.slice(0, -1)) return response.redirect(301, path);
    if (!request.path.startsWith(path)) return notFound(request, response);
    request.url = request.url.slice(path.length - 1);
    // A developer who rebuilds must never see what was built before.
    response.setHeader("Cache-Control", "no-store");
    for (const rule of rules) {
      if (rule.pattern.test(request.path)) rule.apply(response);
    }
    // Hosts read this file; they do not serve it.
    if (request.path === "/_headers") return notFound(request, response);
    next();
  });
  app.use(express.static(dir, { etag: false, lastModified: false }));
  app.use(notFound);

  const { origin, close } = await listen(app, port);
  return { url: origin + path, close };
}

function notFound(_request, response) {
  response.status(404).type("text/plain").send("Not found");
}

function readRules(dir) {
  let text;
  try {
    text = readFileSync(join(dir, "_headers"), "utf8");
  } catch (error) {
    if (error.code === "ENOENT") return [];
    throw error;
  }
  return parseHeaders(text);
}

/**
 * Reads the format of Netlify and Cloudflare: a path pattern on a line of its
 * own, then indented `Name: value` lines. Names that a pattern gives more
 * than once are joined by a comma.
 */
export function parseHeaders(text) {
  const rules = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const content = line.trim();
    if (content === "" || content.startsWith("#")) continue;
    if (!/^\s/.test(line)) {
      rules.push(new Rule(content));
      continue;
    }
    const header = /^([!#$%&'*+.^_`|~\w-]+)\s*:\s*(.+)$/.exec(content);
    if (!header || rules.length === 0) {
      throw new Refusal(`Line ${index + 1} of _headers is neither a path nor a header of one: ${content}`);
    }
    rules.at(-1).add(header[1], header[2]);
  }
  return rules;
}

class Rule {
  constructor(path) {
    const parts = path.split(/(\*|:[A-Za-z]\w*)/);
    const source = parts.map((part, index) => {
      if (index % 2 === 0) return part.replace(/[.+?^${}()|[\]\\]/g, "\\$&");
      return part === "*" ? ".*" : "[^/]+";
    });
    this.pattern = new RegExp(`^${source.join("")}$`);
    this.headers = new Map();
  }

  add(name, value) {
    const known = this.headers.get(name.toLowerCase());
    this.headers.set(name.toLowerCase(), known ? { name: known.name, value: `${known.value}, ${value}` } : { name, value });
  }

  apply(response) {
    for (const { name, value } of this.headers.values()) response.setHeader(name, value);
  }
}

await runAsCommand(
  import.meta,
  { dir: { type: "string" }, base: { type: "string" }, port: { type: "string" } },
  ({ dir, base, port = "8080" }) => {
    if (!dir) throw new Refusal("Say which folder to serve with --dir.");
    return startSite({ dir, base, port: wholeNumber("--port", port, 0, 65535) });
  },
);
