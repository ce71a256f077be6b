// Every fault: what it does in a sentence that begins with "it", and how.
//
//   answer      what is said to requests; a good answer if left out
//   preflight   what is said to a browser's preflight; permission if left out
//   closed      answers do not say that web pages may read them
//   secure      speaks https, with a certificate that nobody trusts
//   gone        has stopped listening

import { BASE_PATH, DOCUMENTS, good, isQuery, list, refuse, send, user } from "./scim.mjs";

const SIGN_IN = `<!doctype html><html><head><title>Sign in to Contoso</title></head>
<body><form><label>Password <input type="password"></label></form></body></html>`;
const PROXY = `<!doctype html><html><head><title>Web gateway: request blocked</title></head>
<body><p>Access to this site is blocked by your organisation’s web filter.</p></body></html>`;
const WEBSITE = `<!doctype html><html><head><title>Contoso coffee</title></head><body>Our beans</body></html>`;

/** A page of the web, for every path. */
const page = (html, status = 200) => (_request, response) => {
  response.writeHead(status, { "Content-Type": "text/html; charset=utf-8" }).end(html);
};

/** A SCIM error for every path. */
const error = (status, values) => (_request, response) => refuse(response, status, values);

/** Only Entra's question goes wrong, and only with the right token. */
const query = (answer) => (request, response, context) => {
  if (isQuery(request) && context.allowed) answer(request, response, context);
  else context.good();
};

/** The filter that a request asks with. */
const filterOf = (request) => new URL(request.url, "http://localhost").searchParams.get("filter") ?? "";

/** Only a query for this attribute goes wrong. */
const filtered = (attribute, answer) =>
  query((request, response, context) => {
    if (filterOf(request).startsWith(`${attribute} eq `)) answer(request, response, context);
    else context.good();
  });

/** There is a user for every e-mail address, as `make` has it. */
const people = (make) => (request, response, context) => {
  const name = /^userName eq "(.+@.+)"$/.exec(filterOf(request))?.[1];
  if (context.allowed && name && isQuery(request)) send(response, 200, list(make(name)));
  else if (context.allowed && request.url.startsWith(`${BASE_PATH}/Users/`)) send(response, 200, make("ada@contoso.com"));
  else context.good();
};

/** A value in place of the list that is due. */
const instead = (value) => query((_request, response) => send(response, 200, value));

/** A description of the service that says something else. */
const described = (path, change) => (request, response, context) => {
  if (request.url !== BASE_PATH + path || !context.allowed) return context.good();
  const document = structuredClone(DOCUMENTS[path]());
  send(response, 200, change(document) ?? document);
};

const nobody = list();
const { totalResults: _total, ...withoutTotal } = nobody;
const { totalResults, Resources: resources, ...named } = nobody;

/** Too many requests: the first time, or each time. */
const throttle = ({ always = false, after } = {}) => (_request, response, context) => {
  if (context.state.told && !always) return context.good();
  context.state.told = true;
  const wait = after?.();
  refuse(response, 429, { detail: "Too many requests.", ...(wait && { "Retry-After": wait }) });
};

const SIGN_IN_PATH = "/sign-in";

/** Sends whoever asks to the page to sign in. */
function signIn(request, response) {
  if (request.url === SIGN_IN_PATH) page(SIGN_IN)(request, response);
  else response.writeHead(302, { Location: SIGN_IN_PATH }).end();
}

/** How long a service asks to wait, in seconds. */
const WAIT = 2;

export const FAULTS = {
  // The way there and back.
  refused: { does: "is not there: nothing listens at its port.", gone: true },
  tls: { does: "speaks https with a certificate that nobody trusts.", secure: true },
  "no-answer": { does: "takes requests and never answers them.", answer: () => {}, preflight: () => {} },
  "no-answer-to-question": { does: "answers preflights, and never a request.", answer: () => {} },
  stalls: {
    does: "sends half of an answer and then nothing more.",
    answer: (_request, response) => {
      response.writeHead(200, { "Content-Type": "application/scim+json" });
      response.write('{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],');
    },
  },
  truncated: {
    does: "announces more than it sends and then cuts the connection.",
    answer: (_request, response) => {
      const whole = JSON.stringify(nobody);
      response.writeHead(200, { "Content-Type": "application/scim+json", "Content-Length": whole.length });
      response.write(whole.slice(0, 60));
      // Whoever is told of the end with the beginning forgets the beginning.
      setTimeout(() => response.socket?.end(), 100);
    },
  },
  slow: { does: "answers well, each time after the delay that it was started with." },
  redirect: {
    does: "sends every request to another path.",
    answer: (_request, response) => response.writeHead(302, { Location: "/elsewhere" }).end(),
  },
  "redirect-all": {
    does: "sends everything elsewhere, as a sign-in does, preflights included.",
    preflight: (_request, response) => response.writeHead(302, { Location: SIGN_IN_PATH }).end(),
    answer: signIn,
  },
  "redirect-all-closed": {
    does: "sends everything elsewhere and does not let web pages know.",
    closed: true,
    preflight: (_request, response) => response.writeHead(302, { Location: SIGN_IN_PATH }).end(),
    answer: signIn,
  },

  // What a browser needs to be told before a page may read.
  "preflight-refused": {
    does: "refuses the browser’s preflight with 403; its answers could be read.",
    preflight: (_request, response) => response.writeHead(403).end(),
  },
  "preflight-no-authorization": {
    does: "permits requests from web pages, but none with an Authorization header.",
    preflight: (_request, response) =>
      response.writeHead(204, { "Access-Control-Allow-Methods": "GET", "Access-Control-Allow-Headers": "Accept, Content-Type" }).end(),
  },
  "no-allow-origin": {
    does: "permits requests, but does not let web pages read the answers.",
    closed: true,
    preflight: (_request, response) =>
      response
        .writeHead(204, {
          "Access-Control-Allow-Origin": "*",
          "Access-Control-Allow-Methods": "GET",
          "Access-Control-Allow-Headers": "Authorization, Accept, Content-Type",
        })
        .end(),
  },
  "no-cors": {
    does: "knows nothing of web pages: it refuses preflights, and no answer may be read.",
    closed: true,
    preflight: error(401),
  },

  // Errors.
  "bad-request": { does: "answers 400 with a reason.", answer: query(error(400, { detail: "The query has a parameter too many.", scimType: "invalidValue" })) },
  "bad-request-silent": { does: "answers 400 with a SCIM error that gives no detail.", answer: query(error(400)) },
  "filter-refused": { does: "answers 400 because it does not take the filter.", answer: query(error(400, { detail: "The filter cannot be read.", scimType: "invalidFilter" })) },
  unauthorized: { does: "answers 401 to every token.", answer: error(401, { detail: "The token is not valid.", "WWW-Authenticate": "Bearer" }) },
  "token-expired": {
    does: "answers 401 and says that the token has expired.",
    answer: error(401, { detail: "The access token expired.", "WWW-Authenticate": 'Bearer error="invalid_token", error_description="The access token expired"' }),
  },
  "token-elsewhere": {
    does: "answers 401 and says that the token is of another region.",
    answer: error(401, { detail: "The token was issued in another region.", "WWW-Authenticate": 'Bearer error="invalid_token"' }),
  },
  "not-bearer": {
    does: "answers 401 and asks for a user name and a password.",
    answer: (_request, response) => response.writeHead(401, { "WWW-Authenticate": 'Basic realm="intranet"' }).end(),
  },
  forbidden: { does: "answers 403.", answer: error(403, { detail: "The scope scim is missing." }) },
  "wrong-path": { does: "answers 404 to every path, as a website does.", answer: page("<!doctype html><html><title>Not found</title></html>", 404) },
  "not-found-for-nobody": { does: "answers 404 where an empty list is due.", answer: query(error(404, { detail: "No user matches." })) },
  "method-not-allowed": { does: "answers 405.", answer: (_request, response) => response.writeHead(405, { Allow: "POST" }).end() },
  "not-acceptable": { does: "answers 406 to whoever wants application/scim+json.", answer: error(406, { detail: "Only text/xml is to be had." }) },
  conflict: { does: "answers 409 to a question.", answer: query(error(409, { detail: "There is such a user already.", scimType: "uniqueness" })) },
  "unsupported-media-type": { does: "answers 415 to a question, which has no body.", answer: error(415, { detail: "A Content-Type has to be given." }) },
  "another-client-error": { does: "answers 418, for which no rule exists.", answer: (_request, response) => response.writeHead(418).end() },
  "throttled-once": { does: "answers 429 once.", answer: throttle() },
  "throttled-once-seconds": { does: "answers 429 once and says after how many seconds to come again.", answer: throttle({ after: () => String(WAIT) }) },
  "throttled-once-date": {
    does: "answers 429 once and says at what time to come again.",
    // The date has no parts of a second, so one more makes sure of the wait.
    answer: throttle({ after: () => new Date(Date.now() + (WAIT + 1) * 1000).toUTCString() }),
  },
  "throttled-always": { does: "answers 429 to every request.", answer: throttle({ always: true }) },
  "server-error": { does: "answers 500.", answer: error(500, { detail: "A null reference." }) },
  "bad-gateway": { does: "answers 502, as a gateway does whose service is down.", answer: page("<!doctype html><html><title>502 Bad Gateway</title></html>", 502) },
  unavailable: { does: "answers 503 and says after how many seconds to come again.", answer: error(503, { detail: "Maintenance until noon.", "Retry-After": "120" }) },
  "odd-status": { does: "answers 202, as if it would do something later.", answer: query((_request, response) => send(response, 202, nobody)) },

  // Status 200 with something else than an empty list.
  "sign-in-page": { does: "answers 200 with a page to sign in.", answer: page(SIGN_IN) },
  "proxy-page": { does: "answers 200 with the notice of a proxy.", answer: page(PROXY) },
  website: { does: "answers 200 with a web page.", answer: page(WEBSITE) },
  empty: { does: "answers 200 with no body.", answer: query((_request, response) => response.writeHead(200, { "Content-Type": "application/scim+json" }).end()) },
  huge: {
    does: "answers 200 with 5 MB of users.",
    answer: query((_request, response) => {
      const many = list(...Array.from({ length: 36_000 }, (_, number) => user(number)));
      send(response, 200, many);
    }),
  },
  "half-json": {
    does: "answers 200 with JSON that ends in the middle, and calls it whole.",
    answer: query((_request, response) => response.writeHead(200, { "Content-Type": "application/scim+json" }).end(JSON.stringify(nobody).slice(0, 60))),
  },
  "not-json": { does: "answers 200 with plain text.", answer: query((_request, response) => response.writeHead(200, { "Content-Type": "text/plain" }).end("It works, says the web server.")) },
  "not-scim": { does: "answers 200 with JSON that is no SCIM.", answer: (_request, response) => send(response, 200, { hello: "world" }, { "Content-Type": "application/json" }) },
  "error-as-success": { does: "answers 200 with a SCIM error in the body.", answer: instead({ schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"], status: "500", detail: "The directory is locked." }) },
  "list-member-missing": { does: "leaves totalResults out of its lists.", answer: instead(withoutTotal) },
  "list-member-misspelt": { does: "writes resources and totalresults.", answer: instead({ ...named, totalresults: totalResults, resources }) },
  "list-member-kind": { does: "writes the number of results as text.", answer: instead({ ...nobody, totalResults: "0" }) },
  "filter-ignored": { does: "answers every filter with all users.", answer: instead(list(user(1), user(2))) },
  "external-id-fails": { does: "answers 500 to a filter for externalId.", answer: filtered("externalId", error(500, { detail: "A null reference." })) },
  "external-id-refused": {
    does: "answers 400 to a filter for externalId.",
    answer: filtered("externalId", error(400, { detail: "The attribute is not supported.", scimType: "invalidFilter" })),
  },
  "other-case": { does: "returns every userName in lower case.", answer: people((name) => ({ ...user(251), userName: name.toLowerCase() })) },
  "another-user": { does: "finds the same user for every e-mail address.", answer: people(() => user(251)) },
  "numeric-id": { does: "has numbers as ids.", answer: people((name) => ({ ...user(251), id: 251, userName: name })) },
  "wrong-content-type": {
    does: "answers well, but calls its JSON text/plain.",
    answer: (request, response, context) => {
      const { writeHead } = response;
      response.writeHead = (status, headers) => writeHead.call(response, status, { ...headers, "Content-Type": "text/plain" });
      context.good();
    },
  },
  // What it says of itself.
  "no-patch": { does: "says of itself that it has no PATCH.", answer: described("/ServiceProviderConfig", (config) => void (config.patch.supported = false)) },
  "no-filter": { does: "says of itself that it has no filters, and lists few users at once.", answer: described("/ServiceProviderConfig", (config) => void (config.filter = { supported: false, maxResults: 7 })) },
  "no-users": { does: "says of itself that it keeps groups only.", answer: described("/ResourceTypes", () => list({ id: "Group", name: "Group", endpoint: "/Groups" })) },
  "no-extension": { does: "does not list Talkdesk's extension.", answer: described("/Schemas", () => list({ id: "urn:example:other", name: "Other", attributes: [] })) },
  "extension-differs": {
    does: "lists Talkdesk's extension without roles and with teams of another type.",
    answer: described("/Schemas", (schemas) => void (schemas.Resources[0].attributes = [{ name: "teamsString", type: "complex", multiValued: true }])),
  },
  "any-token": {
    does: "accepts whatever token it is sent, or none.",
    answer: (request, response) => {
      request.headers.authorization = "Bearer any";
      good(request, response);
    },
  },
};
