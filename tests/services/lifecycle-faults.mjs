// A practice service behind a door that fails at one request in turn, for the
// lifecycle test: whatever fails, no user may be left without a name.

import { request as send } from "node:http";
import { listen } from "./listen.mjs";
import { EXTENSION, startPractice } from "./practice.mjs";

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
  /** Does something else than what it is asked, and answers as to what it did. */
  request: (instead) => ({ does: true, answers: true, instead }),
  /** Answers with an error and does nothing. */
  error: (status, scimType, detail) => ({ does: false, answers: true, status, scimType, detail }),
};

const operations = ({ method, body }) => (method === "PATCH" ? JSON.parse(body).Operations : []);
const hasUrnPath = (entry) => operations(entry).some(({ path }) => path?.startsWith(EXTENSION));

/** A request without what it has for the extension. */
function withoutExtension(body) {
  const { [EXTENSION]: _sent, ...rest } = body;
  if (!rest.Operations) return rest;
  const about = (name) => name?.startsWith(EXTENSION);
  const kept = rest.Operations.filter(({ path }) => !about(path)).map((operation) =>
    operation.path === undefined
      ? { ...operation, value: Object.fromEntries(Object.entries(operation.value).filter(([name]) => !about(name))) }
      : operation,
  );
  return { ...rest, Operations: kept };
}

/** Faults of services with an extension, each a decision about a request. */
export const EXTENSION_FAULTS = {
  /** A path that begins with a URN is not implemented. */
  urnPathNotImplemented: (entry) => (hasUrnPath(entry) ? LIES.error(501) : undefined),
  /** A path that begins with a URN is not understood. */
  urnPathInvalid: (entry) => (hasUrnPath(entry) ? LIES.error(400, "invalidPath", "Path is not valid.") : undefined),
  /** An operation without a path loses what it has for the extension. */
  dropsWithoutPath: (entry) => (operations(entry).some(({ path }) => path === undefined) ? LIES.request(withoutExtension) : undefined),
  /** What is stored is not shown. */
  hides: ({ method }) => (["GET", "POST"].includes(method) ? LIES.body(({ [EXTENSION]: _stored, ...user }) => user) : undefined),
  /** One role becomes another. */
  otherRole: ({ method }) =>
    ["POST", "PATCH"].includes(method)
      ? LIES.request((body) => JSON.parse(JSON.stringify(body).replaceAll("Supervisor", "Student")))
      : undefined,
  /** The content type of a creation is not accepted. */
  contentType: ({ method }) => (method === "POST" ? LIES.error(415, undefined, "application/scim+json is not supported.") : undefined),
  /** Nobody is reactivated. */
  reactivation: (entry) =>
    operations(entry).some(({ path, value }) => path === "active" && String(value).toLowerCase() === "true")
      ? LIES.error(400, "invalidValue", "active cannot be set.")
      : undefined,
};

/**
 * @param {object} options
 * @param {string} options.token
 * @param {(entry: {method: string, path: string, nth: number, body: string}) => keyof WAYS | object | undefined | Promise} options.fails -
 *   decides about each request, which waits for that; `nth` counts from 1 and leaves preflights out. A way is a name
 *   of WAYS or what LIES make
 * @returns {Promise<{url: string, requests: object[], arrivals: object[], users: () => Promise<object[]>, add: (userName: string) => Promise<object>, close: () => Promise<void>}>}
 *   `arrivals` holds every request, preflights included, and whether its connection was `cut`; `users` asks the service behind the door who
 *   is there, and `add` creates somebody there
 */
export async function startLifecycleFaults({ token, fails }) {
  // Its own limit would fail where no failure is meant.
  const practice = await startPractice({ token, rate: 1000 });
  const behind = new URL(practice.url);
  const requests = [];
  const arrivals = [];
  const handle = async (request, response) => {
    const arrival = { time: performance.now(), method: request.method, path: request.url };
    arrivals.push(arrival);
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
    const cut = () => {
      arrival.cut = true;
      request.socket.destroy();
    };
    if (way && !way.does) {
      if (!way.answers) return cut();
      const { status = 500 } = way;
      return response.writeHead(status, LABELS).end(error(status, way));
    }
    const { method, url: path } = request;
    const sent = way?.instead ? Buffer.from(JSON.stringify(way.instead(JSON.parse(body.toString())))) : body;
    const headers = way?.instead ? { ...request.headers, "content-length": sent.length } : request.headers;
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
    through.end(sent);
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

const error = (status, { scimType, detail = "It fails here on purpose." } = {}) =>
  JSON.stringify({ schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"], status: String(status), scimType, detail });

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
