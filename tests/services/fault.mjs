// A service on loopback that goes wrong in one way that has a name. Apart from
// that it does what a good SCIM service does, and browsers may read what it
// says: whatever a client makes of it, the one fault is the cause.
//
//   node fault.mjs --fault NAME [--port 8082] [--delay 0] [--quiet]
//   node fault.mjs --list

import { listen, Refusal, runAsCommand, wholeNumber } from "./listen.mjs";
import { selfSigned } from "./fault/certificate.mjs";
import { FAULTS } from "./fault/faults.mjs";
import { BASE_PATH, good, isAllowed } from "./fault/scim.mjs";

export { BASE_PATH, FAULTS };

// A browser lets a page read only the headers that are released to it.
const RELEASED = "Allow, Location, Retry-After, WWW-Authenticate";

/**
 * Starts a service that goes wrong in one way.
 * @param {keyof FAULTS} name
 * @param {object} [options]
 * @param {number} [options.port] - 0 for any free port
 * @param {number} [options.delay] - milliseconds before each answer, preflights apart
 * @param {string} [options.token] - the token to be brought where the fault is not about tokens; any if left out
 * @param {(entry: object) => void} [options.onRequest] - told of each request
 * @returns {Promise<{url: string, requests: object[], close: () => Promise<void>}>} `requests` holds, for
 *   each one that arrived, `method`, `path`, `time` in milliseconds of a clock that does not run
 *   backwards, whether it is a `preflight`, and whether it brought a token (`authorised`)
 */
export async function startFault(name, { port = 0, delay = 0, token, onRequest = () => {} } = {}) {
  const fault = FAULTS[name];
  if (!fault) throw new Refusal(`There is no fault "${name}". The faults are: ${Object.keys(FAULTS).join(", ")}.`);
  const requests = [];
  const state = {};
  const handle = (request, response) => {
    const entry = {
      method: request.method,
      path: request.url,
      time: performance.now(),
      preflight: isPreflight(request),
      authorised: request.headers.authorization !== undefined,
    };
    requests.push(entry);
    onRequest(entry);
    if (!fault.closed) {
      response.setHeader("Access-Control-Allow-Origin", "*");
      response.setHeader("Access-Control-Expose-Headers", RELEASED);
    }
    const answer = entry.preflight ? (fault.preflight ?? permit) : (fault.answer ?? good);
    const context = { state, token, allowed: isAllowed(request, token), good: () => good(request, response, { token }) };
    const give = () => answer(request, response, context);
    if (delay > 0 && !entry.preflight) setTimeout(give, delay);
    else give();
  };
  const secure = fault.secure ? await selfSigned() : undefined;
  const { origin, close } = await listen(handle, port, secure);
  // Nobody listens at a port that has just been given back.
  if (fault.gone) await close();
  return { url: origin + BASE_PATH, requests, close: fault.gone ? async () => {} : close };
}

function isPreflight(request) {
  return request.method === "OPTIONS" && request.headers["access-control-request-method"] !== undefined;
}

/** Answers a preflight as browsers want it. */
function permit(_request, response) {
  response.writeHead(204, { "Access-Control-Allow-Methods": "GET", "Access-Control-Allow-Headers": "Authorization, Accept, Content-Type" }).end();
}

await runAsCommand(
  import.meta,
  {
    fault: { type: "string" },
    port: { type: "string" },
    delay: { type: "string" },
    list: { type: "boolean" },
    quiet: { type: "boolean" },
  },
  async ({ fault, port = "8082", delay = "0", list, quiet }) => {
    if (list) {
      for (const [name, { does }] of Object.entries(FAULTS)) console.log(`${name.padEnd(28)} ${does}`);
      process.exit(0);
    }
    if (!fault) throw new Refusal("Say which fault it shall have with --fault; --list shows them all.");
    const service = await startFault(fault, {
      port: wholeNumber("--port", port, 0, 65535),
      delay: wholeNumber("--delay", delay, 0, 600_000),
      onRequest: quiet ? undefined : ({ method, path }) => console.log(`${method} ${path}`),
    });
    console.log(`This service goes wrong on purpose: it ${FAULTS[fault].does}`);
    return service;
  },
);
