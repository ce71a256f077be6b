// What a good SCIM service says (RFC 7643, RFC 7644), as far as a connection
// test asks for it.

export const BASE_PATH = "/scim/v2";
export const LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
export const ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";
export const SCIM = "application/scim+json";

const CORE = "urn:ietf:params:scim:schemas:core:2.0:User";
const EXTENSION = "urn:ietf:params:scim:schemas:extension:talkdesk:2.0:User";

/** A list with these resources. */
export function list(...Resources) {
  return { schemas: [LIST], totalResults: Resources.length, startIndex: 1, itemsPerPage: Resources.length, Resources };
}

/** The user with this number, whom no random name finds. */
export function user(number) {
  const userName = `user${number}@example.com`;
  return { schemas: [CORE], id: `id-${number}`, userName, active: true, name: { givenName: "A", familyName: "B" } };
}

/** What the service says at each path. */
export const DOCUMENTS = {
  "/Users": () => list(),
  "/ServiceProviderConfig": () => ({
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
    patch: { supported: true },
    bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults: 100 },
    changePassword: { supported: false },
    sort: { supported: false },
    etag: { supported: false },
    authenticationSchemes: [{ type: "oauthbearertoken", name: "Bearer token", description: "A token." }],
  }),
  "/ResourceTypes": () => list({ id: "User", name: "User", endpoint: "/Users", schema: CORE }),
  "/Schemas": () => list({
    id: EXTENSION,
    name: "TalkdeskUser",
    attributes: ["rolesString", "teamsString"].map((name) => ({ name, type: "string", multiValued: false })),
  }),
};

/** Sends JSON as SCIM, unless the headers say something else. */
export function send(response, status, body, headers = {}) {
  response.writeHead(status, { "Content-Type": SCIM, ...headers }).end(JSON.stringify(body));
}

/** Sends a SCIM error (RFC 7644 section 3.12). */
export function refuse(response, status, { detail, scimType, ...headers } = {}) {
  const body = { schemas: [ERROR], status: String(status), ...(scimType && { scimType }), ...(detail && { detail }) };
  send(response, status, body, headers);
}

/** Whether this is the question that Entra's test asks. */
export function isQuery(request) {
  return pathOf(request) === `${BASE_PATH}/Users`;
}

function pathOf(request) {
  return request.url.split("?", 1)[0];
}

/** Whether a request brings the token, or any if none is set. */
export function isAllowed(request, token) {
  const brought = request.headers.authorization;
  return token === undefined ? brought !== undefined : brought === `Bearer ${token}`;
}

/** Answers as a good service does. */
export function good(request, response, { token } = {}) {
  if (!isAllowed(request, token)) {
    refuse(response, 401, { detail: "The token is not valid.", "WWW-Authenticate": "Bearer" });
    return;
  }
  const path = pathOf(request);
  const document = path.startsWith(BASE_PATH) ? DOCUMENTS[path.slice(BASE_PATH.length)] : undefined;
  if (document) send(response, 200, document());
  else refuse(response, 404, { detail: `There is nothing at ${path}.` });
}
