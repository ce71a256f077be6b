// A client that signs in at the service as a page does, for its tests. Each part
// of a request can be changed.

import { createHash, randomBytes } from "node:crypto";

export const ORIGIN = "http://localhost:8080";
export const REDIRECT_URI = `${ORIGIN}/scimdesk/`;

const random = (bytes) => randomBytes(bytes).toString("base64url");
const query = (values) => new URLSearchParams(Object.entries(values).filter(([, value]) => value !== undefined));

/** What the client of one sign-in remembers. */
export function newAttempt(service, scopes = ["Synchronization.Read.All"]) {
  const attempt = { state: random(16), nonce: random(16), verifier: random(32) };
  const challenge = createHash("sha256").update(attempt.verifier).digest("base64url");
  const scope = ["openid", ...scopes].join(" ");
  attempt.request = {
    client_id: service.clientId, response_type: "code", response_mode: "fragment", redirect_uri: REDIRECT_URI,
    scope, state: attempt.state, nonce: attempt.nonce, code_challenge: challenge, code_challenge_method: "S256",
  };
  attempt.redemption = { client_id: service.clientId, grant_type: "authorization_code", redirect_uri: REDIRECT_URI, code_verifier: attempt.verifier, scope };
  return attempt;
}

/** Goes to the authorization endpoint; gives the response. */
export function goToLogin(service, attempt, { change = {}, tenant = service.tenantId } = {}) {
  return fetch(`${service.url}/${tenant}/oauth2/v2.0/authorize?${query({ ...attempt.request, ...change })}`, { redirect: "manual" });
}

/** The parameters that a redirect returns with. */
export function returned(response) {
  const location = response.headers.get("Location");
  return Object.fromEntries(new URLSearchParams(location.slice(REDIRECT_URI.length + 1)));
}

/** Redeems a code: the status, the headers and the body. */
export async function redeem(service, attempt, code, { change = {}, tenant = service.tenantId, headers = {}, body } = {}) {
  const response = await fetch(`${service.url}/${tenant}/oauth2/v2.0/token`, {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded", Origin: ORIGIN, ...headers },
    body: body ?? query({ ...attempt.redemption, code, ...change }).toString(),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: text.startsWith("{") ? JSON.parse(text) : undefined };
}

/** The whole sign-in; gives the token response. */
export async function signIn(service, scopes) {
  const attempt = newAttempt(service, scopes);
  const { code } = returned(await goToLogin(service, attempt));
  return redeem(service, attempt, code);
}

/** The claims of a token. */
export const claims = (token) => JSON.parse(Buffer.from(token.split(".")[1], "base64url").toString());

/** A request to Graph: the status, the headers and the body. */
export async function askGraph(service, token, path, { method = "GET", body } = {}) {
  const response = await fetch(path.startsWith("http") ? path : `${service.url}/v1.0${path}`, {
    method,
    headers: { ...(token && { Authorization: `Bearer ${token}` }), ...(body && { "Content-Type": "application/json" }) },
    body: body && JSON.stringify(body),
    redirect: "manual",
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, json: text ? JSON.parse(text) : undefined };
}
