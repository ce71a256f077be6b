// A practice SCIM 2.0 service on loopback. It stands in for Talkdesk's, with
// the attributes and limits that Talkdesk documents, and holds its users in
// memory. Where Talkdesk documents nothing it is strict: what passes here has
// been spelled out in full.
//
//   node practice.mjs [--port 8081] [--token practice-token] [--rate 4]
//                     [--no-cors] [--quiet]

import { randomUUID } from "node:crypto";
import cors from "cors";
import express from "express";
import SCIMMY from "scimmy";
import SCIMMYRouters from "scimmy-routers";
import { listen, runAsCommand, wholeNumber } from "./listen.mjs";

export const BASE_PATH = "/scim/v2";
export const DEFAULT_TOKEN = "practice-token";
export const ROLES = ["Agent", "Supervisor", "Administrator", "Student", "Faculty"];
export const TEAMS = ["Sales", "Support", "Care"];
export const EXTENSION = "urn:ietf:params:scim:schemas:extension:talkdesk:2.0:User";

const CORE = "urn:ietf:params:scim:schemas:core:2.0:User";
const ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";
const DEFAULT_ROLE = "Agent";
const PAGE = { usual: 20, most: 100 };

const { User } = SCIMMY.Resources;
const { Attribute, Error: ScimError, Filter, SchemaDefinition } = SCIMMY.Types;

/** The users of one service. */
class Users {
  #byId = new Map();

  all() {
    return [...this.#byId.values()];
  }

  get(id) {
    const user = this.#byId.get(id);
    if (!user) throw new ScimError(404, null, `There is no user with the id ${id}.`);
    return user;
  }

  /** Creates a user, or replaces the one with the given id. */
  put(id, values) {
    const before = id === undefined ? undefined : this.get(id);
    const taken = this.all().find((user) => user.id !== id && same(user.userName, values.userName));
    if (taken) {
      throw new ScimError(409, "uniqueness", `There is already a user with the userName ${values.userName}.`);
    }
    const now = new Date().toISOString();
    const version = (before?.version ?? 0) + 1;
    const user = {
      ...values,
      id: id ?? randomUUID(),
      version,
      meta: { created: before?.meta.created ?? now, lastModified: now, version: `W/"${version}"` },
    };
    this.#byId.set(user.id, user);
    return user;
  }

  delete(id) {
    this.get(id);
    this.#byId.delete(id);
  }
}

function same(left, right) {
  return left.toLowerCase() === right.toLowerCase();
}

// scimmy keeps schemas, resources and their handlers in one place for the
// whole process, so they are set up once here, and each request brings the
// users of the service that it came to.
function declareResources() {
  const core = SCIMMY.Schemas.User.definition;
  const kept = new Set(["schemas", "id", "externalId", "meta", "userName", "name", "active"]);
  core.truncate(core.attributes.filter((attribute) => !kept.has(attribute.name)));
  const name = core.attribute("name");
  name.truncate(["formatted", "middleName", "honorificPrefix", "honorificSuffix"]);
  for (const attribute of [name, ...name.subAttributes]) attribute.config.required = true;

  const extension = new SchemaDefinition("TalkdeskUser", EXTENSION, "Talkdesk roles and teams of a user", [
    new Attribute("string", "rolesString", { description: "Names of existing roles, separated by semicolons." }),
    new Attribute("string", "teamsString", { description: "Names of existing teams, separated by semicolons." }),
  ]);

  SCIMMY.Resources.declare(User, {
    extensions: [{ schema: extension, required: false }],
    ingress: (resource, data, { users, response }) => {
      const user = users.put(resource.id, accepted(data));
      if (resource.id === undefined) response.location(`${User.basepath()}/${user.id}`);
      return user;
    },
    egress: (resource, { users }) => (resource.id === undefined ? list(resource, users) : users.get(resource.id)),
    degress: (resource, { users }) => users.delete(resource.id),
  });
}

/** The values of a user as they are stored, or the reason why they are not. */
function accepted({ userName, name, active = true, externalId, [EXTENSION]: extension = {} }) {
  const invalid = (detail) => new ScimError(400, "invalidValue", detail);
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(userName)) {
    throw invalid(`userName must be the user's e-mail address, and "${userName}" is not one.`);
  }
  for (const part of ["givenName", "familyName"]) {
    if (name[part].trim() === "") throw invalid(`name.${part} is required and must not be blank.`);
  }
  const rolesString = extension.rolesString || DEFAULT_ROLE;
  const teamsString = extension.teamsString || undefined;
  for (const [kind, text, known] of [["role", rolesString, ROLES], ["team", teamsString, TEAMS]]) {
    const unknown = text?.split(";").find((entry) => !known.includes(entry));
    if (unknown !== undefined) {
      throw invalid(`There is no ${kind} "${unknown}". The ${kind}s are: ${known.join(", ")}.`);
    }
  }
  return {
    userName,
    name: { givenName: name.givenName, familyName: name.familyName },
    active,
    externalId,
    [EXTENSION]: { rolesString, teamsString },
  };
}

function list(resource, users) {
  let found = users.all();
  if (resource.filter) {
    const filter = new Filter(withoutCase(resource.filter));
    found = found.filter((user) => filter.match([searchable(user)]).length > 0);
  }
  const { startIndex = 1, count = PAGE.usual } = resource.constraints ?? {};
  const left = Math.max(found.length - startIndex + 1, 0);
  resource.constraints = {
    ...resource.constraints,
    totalResults: found.length,
    itemsPerPage: Math.min(left, count, PAGE.most),
  };
  return found.map(({ [EXTENSION]: _rolesAndTeams, ...user }) => user);
}

// Filter strings compare without case, but scimmy compares them with it, so
// both sides of a comparison are lowered. Dates and identifiers stay.
const CASELESS = ["username", "name", `${EXTENSION}:rolesstring`.toLowerCase(), `${EXTENSION}:teamsstring`.toLowerCase()];

function withoutCase(filter) {
  return filter.map((branch) =>
    Object.fromEntries(
      Object.entries(branch).map(([attribute, test]) => [
        attribute.toLowerCase(),
        CASELESS.includes(attribute.toLowerCase()) ? lowered(test) : test,
      ]),
    ),
  );
}

function searchable({ [EXTENSION]: extension, ...user }) {
  const attributes = { ...user };
  for (const [name, value] of Object.entries(extension)) attributes[`${EXTENSION}:${name}`] = value;
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name.toLowerCase(),
      CASELESS.includes(name.toLowerCase()) ? lowered(value) : value,
    ]),
  );
}

function lowered(value) {
  if (typeof value === "string") return value.toLowerCase();
  if (Array.isArray(value)) return value.map(lowered);
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name.toLowerCase(), lowered(inner)]));
  }
  return value;
}

// scimmy answers some malformed filters with 500 and others with an empty
// list, either of which would hide the mistake.
function checkFilter(expression) {
  const invalid = (detail) => new ScimError(400, "invalidFilter", detail);
  let filter;
  try {
    filter = new Filter(expression);
  } catch (error) {
    throw invalid(error.message);
  }
  for (const [name, test] of filter.flatMap((branch) => comparisons(branch))) {
    try {
      SCIMMY.Schemas.User.definition.attribute(name);
    } catch {
      throw invalid(`The filter asks for ${name}, which is not an attribute of a user here.`);
    }
    if (test.length < 2 && test[0] !== "pr") throw invalid(`The filter compares ${name} with nothing.`);
  }
}

/** The attributes in a branch of a filter, each with an operator and a value. */
function comparisons(branch, prefix = "") {
  return Object.entries(branch).flatMap(([name, test]) => {
    if (!Array.isArray(test)) return comparisons(test, `${prefix}${name}.`);
    const several = test.every(Array.isArray) ? test : [test];
    return several.map((one) => [prefix + name, one]);
  });
}

/** Refuses what is not in the schema, which scimmy would drop without a word. */
function checkAttributes(body) {
  const invalid = (detail) => new ScimError(400, "invalidSyntax", detail);
  for (const schema of [body.schemas ?? []].flat()) {
    if (![CORE, EXTENSION].includes(schema)) throw invalid(`The schema ${schema} is not supported here.`);
  }
  const { definition } = SCIMMY.Schemas.User;
  const objects = [["", body], ["name.", body.name], [`${EXTENSION}:`, body[EXTENSION]]];
  for (const [prefix, object] of objects) {
    for (const name of Object.keys(object instanceof Object ? object : {})) {
      try {
        definition.attribute(prefix + name);
      } catch {
        throw invalid(`${prefix}${name} is not an attribute of a user here.`);
      }
    }
  }
}

/** Entra's default PATCH has the text "True" or "False" where a boolean belongs. */
function readBooleans(body) {
  const real = (value) => (/^(true|false)$/i.test(value) ? same(String(value), "true") : value);
  for (const operation of Array.isArray(body.Operations) ? body.Operations : []) {
    if (typeof operation?.path === "string" && same(operation.path, "active")) operation.value = real(operation.value);
    else if (operation?.path === undefined && operation?.value instanceof Object) {
      for (const [key, value] of Object.entries(operation.value)) {
        if (same(key, "active")) operation.value[key] = real(value);
      }
    }
  }
}

function scimRoutes() {
  declareResources();
  const routes = new SCIMMYRouters({
    type: "bearer",
    // The token has been looked at before a request comes here.
    handler: () => {},
    context: (request) => ({ users: request.app.locals.users, response: request.res }),
    baseUri: (request) => `${request.protocol}://${request.get("host")}`,
  });
  SCIMMY.Config.set({ bulk: false, filter: { maxResults: PAGE.most } });
  return routes;
}

const ROUTES = scimRoutes();

/** Makes what arrives fit what scimmy reads, or refuses it. */
function prepare(request, _response, next) {
  if (/^\/(Bulk|Me)\b|\/\.search$/i.test(request.path)) {
    throw new ScimError(404, null, "Talkdesk has no such endpoint, and this service has none either.");
  }
  const query = { ...request.query };
  if (query.sortOrder) query.sortOrder = String(query.sortOrder).toLowerCase();
  // Express works the query out anew at each reading, which would undo the
  // changes that are made to it here and by the routes.
  Object.defineProperty(request, "query", { value: query });
  if (query.filter !== undefined) checkFilter(query.filter);
  if (request.body instanceof Object) {
    if (request.method === "PATCH") readBooleans(request.body);
    else checkAttributes(request.body);
  }
  next();
}

/** Lets so many requests through in any second. */
function limit(rate) {
  let recent = [];
  return (request, _response, next) => {
    if (isPreflight(request)) return next();
    const now = performance.now();
    recent = recent.filter((time) => now - time < 1000);
    if (recent.length >= rate) {
      throw Object.assign(new Error(`More than ${rate} requests in a second; try again within the next one.`), { status: 429 });
    }
    recent.push(now);
    next();
  };
}

function isPreflight(request) {
  return request.method === "OPTIONS" && request.get("Access-Control-Request-Method") !== undefined;
}

function authorise(token) {
  return (request, response, next) => {
    const header = request.get("Authorization");
    if (/^bearer +/i.test(header) && header.replace(/^bearer +/i, "") === token) return next();
    response.setHeader("WWW-Authenticate", "Bearer");
    const reason = header === undefined ? "The Authorization header is missing." : "The bearer token is not the one of this service.";
    throw new ScimError(401, null, reason);
  };
}

function sendError(error, _request, response, next) {
  // scimmy answers by itself and passes on what it cannot account for.
  if (response.headersSent) return next(error);
  const malformed = error.type === "entity.parse.failed";
  const status = error.status ?? 500;
  response
    .status(status)
    .type("application/scim+json")
    .send({
      schemas: [ERROR],
      status: String(status),
      ...(malformed ? { scimType: "invalidSyntax" } : error.scimType && { scimType: error.scimType }),
      detail: malformed ? "The request body is not JSON." : error.message,
    });
}

/**
 * Starts a practice service.
 * @param {object} [options]
 * @param {number} [options.users] - how many users it begins with
 * @param {number} [options.port] - 0 for any free port
 * @param {string} [options.token] - the bearer token that it asks for
 * @param {boolean} [options.cors] - whether browsers may read its answers
 * @param {number} [options.rate] - requests that it takes in a second
 * @param {number} [options.delay] - milliseconds before each answer
 * @param {(entry: object) => void} [options.onAnswer] - told of each answered request
 * @returns {Promise<{url: string, requests: object[], close: () => Promise<void>}>}
 */
export async function startPractice({
  port = 0,
  token = DEFAULT_TOKEN,
  cors: open = true,
  rate = 4,
  delay = 0,
  users = 0,
  onAnswer = () => {},
} = {}) {
  const requests = [];
  const app = express();
  app.disable("x-powered-by").disable("etag");
  app.locals.users = new Users();
  for (let number = 1; number <= users; number += 1) {
    const name = { givenName: "User", familyName: `${number}` };
    app.locals.users.put(undefined, accepted({ userName: `user${number}@contoso.example`, name }));
  }
  app.use((request, response, next) => {
    const entry = { method: request.method, path: request.originalUrl, time: Date.now(), origin: request.headers.origin };
    requests.push(entry);
    response.on("finish", () => {
      entry.status = response.statusCode;
      if (request.body !== undefined) entry.body = request.body;
      onAnswer(entry);
    });
    setTimeout(next, delay);
  });
  if (open) app.use(cors({ exposedHeaders: ["Location", "Retry-After", "WWW-Authenticate"] }));
  app.use(limit(rate));
  app.use(BASE_PATH, authorise(token), express.json({ type: ["application/scim+json", "application/json"] }), prepare, ROUTES);
  app.use((request) => {
    throw new ScimError(404, null, `There is nothing at ${request.path}.`);
  });
  app.use(sendError);

  const { origin, close } = await listen(app, port);
  return { url: origin + BASE_PATH, requests, close };
}

await runAsCommand(
  import.meta,
  {
    port: { type: "string" },
    token: { type: "string" },
    rate: { type: "string" },
    "no-cors": { type: "boolean" },
    quiet: { type: "boolean" },
  },
  async ({ port = "8081", token = DEFAULT_TOKEN, rate = "4", "no-cors": closed, quiet }) => {
    const service = await startPractice({
      port: wholeNumber("--port", port, 0, 65535),
      token,
      cors: !closed,
      rate: wholeNumber("--rate", rate, 1, 1_000_000),
      onAnswer: quiet ? undefined : ({ method, path, status }) => console.log(`${method} ${path} ${status}`),
    });
    console.log("This is a practice service on this computer. It stands in for Talkdesk's SCIM API and is not Talkdesk:");
    console.log("nothing it is sent goes anywhere, and it forgets its users when it ends.");
    // A token of the person's own choice is theirs to know.
    if (token === DEFAULT_TOKEN) console.log(`Its token is ${DEFAULT_TOKEN}.`);
    return service;
  },
);
