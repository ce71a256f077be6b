// The app's worker, which can also make files and only parse one.

import init, { UsersParse, preflight_request, other_files, planted, receive, users_file } from "./bench.js";

/** Users that are made at once. */
const PART = 100_000;

const ready = init();

/** As the worker reads: parts of a megabyte, the next one while this one is worked on. */
async function parse(file, everyCell) {
  const size = 1 << 20;
  const read = (at) => file.slice(at, at + size).arrayBuffer();
  const begun = performance.now();
  const parse = new UsersParse(everyCell);
  let next = read(0);
  for (let at = 0; at < file.size; at += size) {
    const part = await next;
    if (at + size < file.size) next = read(at + size);
    parse.push(new Uint8Array(part));
  }
  const rows = parse.finish();
  const bytes = parse.bytes();
  parse.free();
  return { took: performance.now() - begun, rows, bytes };
}

/** A users file, and with `others` a second file and a list of Talkdesk. */
function files(count, others) {
  const parts = [];
  for (let first = 0; first < count; first += PART) {
    const size = Math.min(PART, count - first);
    const texts = [users_file(first, size), ...(others ? other_files(first, size) : [])];
    // A blob for each part, so that no more than one part is text.
    parts.push(texts.map((text) => new Blob([text])));
  }
  return parts[0].map((_, index) => new Blob(parts.map((part) => part[index])));
}

addEventListener("message", async ({ data }) => {
  await ready;
  if (Array.isArray(data)) return receive(data);
  const { ask, count, others, file, everyCell } = data;
  if (ask === "files") postMessage({ files: files(count, others), planted: others ? "" : planted(count), job: preflight_request(others) });
  else postMessage(await parse(file, everyCell));
});
