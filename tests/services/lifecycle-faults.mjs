// A practice service behind a door that fails at one request in turn, for the
// life-cycle test: whatever fails, no user may be left without a name.

import { request as send } from "node:http";
import { listen } from "./listen.mjs";
import { startPractice } from "./practice.mjs";

const LABELS = { "Access-Control-Allow-Origin": "*", "Content-Type": "application/scim+json" };

/** Ways to fail. Preflights always get through. */
export const WAYS = {
  /** Answers 500 and does nothing. */
  refuse: { does: false, answers: true },
  /** Does what it is asked, and ends the connection without an answer. */
  lose: { does: true, answers: false },
  /** Ends the connection at once. */
  cut: { does: false, answers: false },
  /** Answers 404 and does nothing. */
  deny: { does: false, answers: true, status: 404 },
};

/** Ways to do what is asked and to answer something else. */
export const LIES = {
  /** Answers with a status that says that it was not done. */
  status: (status) => ({ does: true, answers: true, status }),
  /** Answers with something else than the JSON that is due. */
  body: (change) => ({ does: true, answers: true, change }),
  /** Answers when a promise is fulfilled. */
  late: (until) => ({ does: true, answers: true, until }),
};

/**
 * @param {object} options
 * @param {string} options.token
 * @param {(entry: {method: string, path: string, nth: number, body: string}) => keyof WAYS | object | undefined | Promise} options.fails -
 *   decides about each request, which waits for that; `nth` counts from 1 and leaves preflights out. A way is a name
 *   of WAYS or what LIES make
 * @returns {Promise<{url: string, requests: object[], arrivals: object[], users: () => Promise<object[]>, add: (userName: string) => Promise<object>, close: () => Promise<void>}>}
 *   `arrivals` holds the `time` of every request, preflights included; `users` asks the service behind the door who
 *   is there, and `add` creates somebody there
 */
export async function startLifecycleFaults({ token, fails }) {
  // Its own limit would fail where no failure is meant.
  const practice = await startPractice({ token, rate: 1000 });
  const behind = new URL(practice.url);
  const requests = [];
  const arrivals = [];
  const handle = async (request, response) => {
    arrivals.push({ time: performance.now() });
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    let way;
    if (request.method !== "OPTIONS") {
      const entry = { method: request.method, path: request.url, nth: requests.length + 1, body: body.toString() };
      requests.push(entry);
      const decided = await fails(entry);
      way = typeof decided === "string" ? WAYS[decided] : decided;
    }
    const cut = () => request.socket.destroy();
    if (way && !way.does) {
      if (!way.answers) return cut();
      const { status = 500 } = way;
      return response.writeHead(status, LABELS).end(error(status));
    }
    const { method, url: path, headers } = request;
    const through = send({ host: behind.hostname, port: behind.port, method, path, headers }, async (answer) => {
      if (way?.answers) return lie(response, answer, way).catch(cut);
      if (way) {
        answer.resume();
        return cut();
      }
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    through.on("error", cut);
    through.end(body);
  };
  const { origin, close } = await listen((request, response) => void handle(request, response).catch(() => request.socket.destroy()), 0);
  return {
    url: origin + behind.pathname,
    requests,
    arrivals,
    users: () => usersOf(practice.url, token),
    add: (userName) => add(practice.url, token, userName),
    close: async () => {
      await close();
      await practice.close();
    },
  };
}

/** Passes an answer on as a lie has it. */
async function lie(response, answer, { status, change, until }) {
  const chunks = [];
  for await (const chunk of answer) chunks.push(chunk);
  await until;
  if (status) return response.writeHead(status, LABELS).end(error(status));
  const text = Buffer.concat(chunks).toString();
  const { "content-length": _length, ...headers } = answer.headers;
  response.writeHead(answer.statusCode, headers).end(change && text ? JSON.stringify(change(JSON.parse(text))) : text);
}

const error = (status) => JSON.stringify({ schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"], status: String(status), detail: "It fails here on purpose." });

/** Everybody at a practice service. */
export async function usersOf(url, token) {
  const answer = await fetch(`${url}/Users`, { headers: { Authorization: `Bearer ${token}` } });
  const { Resources = [] } = await answer.json();
  return Resources;
}

async function add(url, token, userName) {
  const body = JSON.stringify({
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
    userName,
    name: { givenName: "Somebody", familyName: "Else" },
  });
  const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/scim+json" };
  const answer = await fetch(`${url}/Users`, { method: "POST", headers, body });
  return answer.json();
}
