// The authorization endpoint: what Entra checks of a request, what is strict
// here beyond that, and the page on which the user decides.

import { randomBytes } from "node:crypto";
import { EntraError } from "./errors.mjs";
import { GRAPH_SCOPES } from "./tenant.mjs";

/** How long a code can be redeemed, in milliseconds. */
export const CODE_LIFETIME = 600_000;

const OPENID_SCOPES = ["openid", "profile", "email", "offline_access"];
const KNOWN = ["client_id", "response_type", "response_mode", "redirect_uri", "scope", "state", "nonce", "code_challenge", "code_challenge_method", "prompt", "login_hint", "domain_hint", "client-request-id"];
const BASE64URL = /^[A-Za-z0-9_-]+$/;
const GRAPH = "https://graph.microsoft.com/";

/** The parameters of a request, each of which may be there once. */
export function single(params, known) {
  const names = [...params.keys()];
  const wrong = names.find((name, at) => !known.includes(name) || names.indexOf(name) !== at);
  if (wrong !== undefined) throw new EntraError(9002313, `'${wrong}' is unknown or repeated.`);
  return Object.fromEntries(params);
}

/** The tenant of the path must be this one, by its id or a domain. */
export function checkTenant(service, name) {
  if (["common", "organizations", "consumers"].includes(name)) throw new EntraError(50194);
  if (name !== service.tenant.id && !service.tenant.domains.includes(name.toLowerCase())) throw new EntraError(90002, `'${name}'`);
}

export function registrationOf(service, clientId) {
  const registration = service.registrations.find((one) => one.clientId === clientId);
  if (!registration) throw new EntraError(700016, `Identifier '${clientId}'.`);
  return registration;
}

/** The scopes of a parameter, without the address of Graph. */
export function scopesOf(text) {
  const scopes = (text ?? "").split(" ").filter(Boolean).map((scope) => (scope.startsWith(GRAPH) ? scope.slice(GRAPH.length) : scope));
  if (scopes.length === 0) throw new EntraError(900144, "'scope'");
  const unknown = scopes.find((scope) => !OPENID_SCOPES.includes(scope) && !GRAPH_SCOPES.includes(scope));
  if (unknown !== undefined) throw new EntraError(650053, `'${unknown}'`);
  return scopes;
}

/** What must be right before the browser may return; an error is shown here. */
function checkReturn(service, tenant, params) {
  checkTenant(service, tenant);
  const request = single(params, KNOWN);
  if (!request.client_id) throw new EntraError(900144, "'client_id'");
  const registration = registrationOf(service, request.client_id);
  if (!registration.redirectUris.includes(request.redirect_uri)) throw new EntraError(50011, `'${request.redirect_uri}'`);
  if (!["fragment", "query"].includes(request.response_mode)) throw new EntraError(9002313, "response_mode must be fragment or query.");
  return request;
}

/** The rest, which the browser returns with. */
function checkRequest(service, request) {
  if (request.response_type !== "code") throw new EntraError(700051, `'${request.response_type}'`);
  const scopes = scopesOf(request.scope);
  if (!/^[A-Za-z0-9_-]{22,}$/.test(request.state ?? "")) throw new EntraError(9002313, "This service requires a state of 128 bits in base64url.");
  if (scopes.includes("openid") && !/^[A-Za-z0-9_-]{22,}$/.test(request.nonce ?? "")) throw new EntraError(9002313, "This service requires a nonce of 128 bits in base64url.");
  if (request.code_challenge === undefined) throw new EntraError(9002325);
  if (request.code_challenge_method !== "S256") throw new EntraError(9002313, "code_challenge_method must be S256.");
  if (request.code_challenge.length !== 43 || !BASE64URL.test(request.code_challenge)) throw new EntraError(9002313, "code_challenge is no SHA-256 in base64url.");
  const values = [request.state, request.nonce, request.code_challenge].filter((value) => value !== undefined);
  if (new Set(values).size !== values.length || values.some((value) => service.seen.has(value))) {
    throw new EntraError(9002313, "state, nonce and code_challenge must be random, and new in each request.");
  }
  values.forEach((value) => service.seen.add(value));
  return scopes;
}

/** The address at which the browser returns, with these parameters. */
function returnAddress(request, values) {
  const params = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== undefined));
  const mark = request.response_mode === "fragment" ? "#" : request.redirect_uri.includes("?") ? "&" : "?";
  return `${request.redirect_uri}${mark}${params}`;
}

function returnState(service, request) {
  return service.fault?.state ? service.fault.state(request.state) : request.state;
}

function returnError(service, request, error) {
  const denied = error.code === 65004 ? { error_subcode: "cancel" } : {};
  return returnAddress(request, { error: error.error, error_description: error.description(service.now()), ...denied, state: returnState(service, request) });
}

/** Where the browser goes after the user decided. */
function decide(service, waiting, decision) {
  const { request, scopes, tenant } = waiting;
  if (decision === "deny") return returnError(service, request, new EntraError(65004));
  if (service.fault?.authorize) return returnError(service, request, new EntraError(service.fault.authorize));
  scopes.filter((scope) => GRAPH_SCOPES.includes(scope)).forEach((scope) => service.tenant.consented.add(scope));
  const code = `0.${randomBytes(48).toString("base64url")}`;
  service.codes.set(code, { request, scopes, tenant, issued: service.now(), redeemed: false, tokens: [] });
  return returnAddress(request, { code, state: returnState(service, request), session_state: randomBytes(16).toString("hex") });
}

/** `GET /{tenant}/oauth2/v2.0/authorize`: [status, headers, html]. */
export function authorize(service, tenant, params) {
  let request;
  try {
    request = checkReturn(service, tenant, params);
  } catch (error) {
    return page(400, "Sign in", `<p>Sorry, but we’re having trouble signing you in.</p><p>${escaped(described(error, service))}</p>`);
  }
  try {
    const waiting = { request, scopes: checkRequest(service, request), tenant };
    if (service.mode !== "page") return redirect(decide(service, waiting, service.mode));
    const id = randomBytes(16).toString("hex");
    service.waiting.set(id, waiting);
    return page(200, "Sign in to your account", decisionForm(service, tenant, id, waiting));
  } catch (error) {
    if (!(error instanceof EntraError)) throw error;
    return redirect(returnError(service, request, error));
  }
}

/** `POST /{tenant}/decision`, which the page sends. */
export function decision(service, params) {
  const waiting = service.waiting.get(params.get("request"));
  if (!waiting) return page(400, "Sign in", "<p>This request is over. Go back to the application and sign in again.</p>");
  service.waiting.delete(params.get("request"));
  return redirect(decide(service, waiting, params.get("decision")));
}

function described(error, service) {
  if (!(error instanceof EntraError)) throw error;
  return error.description(service.now());
}

const redirect = (location) => [302, { Location: location, "Cache-Control": "no-store" }, ""];

function page(status, title, body) {
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body><main><h1>${title}</h1>${body}</main></body></html>`;
  return [status, { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" }, html];
}

function decisionForm(service, tenant, id, { scopes }) {
  const news = scopes.filter((scope) => GRAPH_SCOPES.includes(scope) && !service.tenant.consented.has(scope));
  const list = news.map((scope) => `<li>${escaped(scope)}</li>`).join("");
  return `<p>${escaped(service.tenant.user.name)}</p>${list && `<h2>Permissions requested</h2><ul>${list}</ul>`}
<form method="post" action="/${encodeURIComponent(tenant)}/decision"><input type="hidden" name="request" value="${id}">
<button name="decision" value="sign-in">Sign in</button> <button name="decision" value="deny">Deny</button></form>`;
}

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text) => text.replace(/[&<>"']/g, (character) => ENTITIES[character]);
