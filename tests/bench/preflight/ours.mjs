// The app's worker, which can also make the users file and only parse it.

import init, { Parse, job, planted, receive, users_file } from "./bench.js";

const ready = init();

/** As the worker reads: parts of a megabyte, the next one while this one is worked on. */
async function parse(file, everyCell) {
  const size = 1 << 20;
  const read = (at) => file.slice(at, at + size).arrayBuffer();
  const begun = performance.now();
  const parse = new Parse(everyCell);
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

addEventListener("message", async ({ data }) => {
  await ready;
  if (Array.isArray(data)) return receive(data);
  const { ask, count, file, everyCell } = data;
  if (ask === "file") postMessage({ file: new Blob([users_file(count)]), planted: planted(count), job: job() });
  else postMessage(await parse(file, everyCell));
});
