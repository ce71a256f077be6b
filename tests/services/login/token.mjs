// The token endpoint: `POST /{tenant}/oauth2/v2.0/token`.

import { createHash, randomBytes } from "node:crypto";
import { checkTenant, CODE_LIFETIME, registrationOf, scopesOf, single } from "./authorize.mjs";
import { EntraError } from "./errors.mjs";
import { GRAPH_SCOPES } from "./tenant.mjs";
import { GRAPH_APP_ID, issuerOf } from "./tokens.mjs";

const KNOWN = ["client_id", "grant_type", "code", "redirect_uri", "code_verifier", "scope"];
const VERIFIER = /^[A-Za-z0-9._~-]{43,128}$/;

/** The origins whose pages may redeem codes, which a response releases itself to. */
function spaOrigins(registrations) {
  return registrations.filter((one) => one.platform === "spa").flatMap((one) => one.redirectUris.map((uri) => new URL(uri).origin));
}

/** The headers that let a page of a registered origin read the response. */
export function corsHeaders(service, origin) {
  if (service.fault?.without === "cors" || !spaOrigins(service.registrations).includes(origin)) return {};
  return { "Access-Control-Allow-Origin": origin, "Access-Control-Allow-Methods": "POST, OPTIONS", Vary: "Origin" };
}

/** [status, body] of a request to redeem a code. */
export function redeem(service, tenant, { contentType, origin, text }) {
  try {
    return [200, tokens(service, redeemable(service, tenant, contentType, origin, text))];
  } catch (error) {
    if (!(error instanceof EntraError)) throw error;
    return [400, error.body(service.now())];
  }
}

function redeemable(service, tenant, contentType, origin, text) {
  checkTenant(service, tenant);
  if (!/^application\/x-www-form-urlencoded(;\s*charset=utf-8)?$/i.test(contentType ?? "")) throw new EntraError(900144, "'grant_type'");
  const request = single(new URLSearchParams(text), KNOWN);
  for (const name of KNOWN) {
    if (!request[name]) throw name === "code_verifier" ? new EntraError(9002325) : new EntraError(900144, `'${name}'`);
  }
  if (request.grant_type !== "authorization_code") throw new EntraError(70003);
  const registration = registrationOf(service, request.client_id);
  if (origin === undefined) throw new EntraError(9002327);
  if (!spaOrigins([registration]).includes(origin)) throw new EntraError(9002326, `Request origin: '${origin}'.`);
  const code = service.codes.get(request.code);
  if (!code) throw new EntraError(9002313);
  if (code.redeemed) {
    // RFC 6749 section 4.1.2: tokens of a code that comes twice are revoked.
    code.tokens.forEach((token) => service.revoked.add(token));
    throw new EntraError(54005);
  }
  // A code is good for one try.
  code.redeemed = true;
  checkCode(service, tenant, request, code);
  if (service.fault?.token) throw new EntraError(service.fault.token);
  return code;
}

function checkCode(service, tenant, request, code) {
  if (service.now() - code.issued >= CODE_LIFETIME) throw new EntraError(70008);
  if (tenant.toLowerCase() !== code.tenant.toLowerCase()) throw new EntraError(700005);
  if (request.client_id !== code.request.client_id) throw new EntraError(70000);
  if (request.redirect_uri !== code.request.redirect_uri) throw new EntraError(500112);
  const challenge = createHash("sha256").update(request.code_verifier).digest("base64url");
  if (!VERIFIER.test(request.code_verifier) || challenge !== code.request.code_challenge) throw new EntraError(501481);
  if (scopesOf(request.scope).some((scope) => !code.scopes.includes(scope))) throw new EntraError(70000, "The scope was not in the authorization request.");
}

function tokens(service, code) {
  const now = Math.floor(service.now() / 1000);
  const { tenant, fault, issuer } = service;
  // Graph's permissions that were consented to before are in the token too.
  const scopes = GRAPH_SCOPES.filter((scope) => code.scopes.includes(scope) || tenant.consented.has(scope));
  const common = { iss: issuerOf(tenant.id), tid: tenant.id, oid: tenant.user.id, sub: tenant.user.id, iat: now, nbf: now, exp: now + service.lifetime, ver: "2.0" };
  const idClaims = { ...common, aud: code.request.client_id, nonce: code.request.nonce, preferred_username: tenant.user.name };
  const body = {
    token_type: "Bearer",
    scope: scopes.map((scope) => `https://graph.microsoft.com/${scope}`).concat(code.scopes.filter((scope) => !GRAPH_SCOPES.includes(scope))).join(" "),
    expires_in: service.lifetime,
    ext_expires_in: service.lifetime,
    access_token: issuer.issue({ ...common, aud: GRAPH_APP_ID, appid: code.request.client_id, scp: scopes.join(" ") }),
  };
  code.tokens.push(body.access_token);
  if (code.scopes.includes("openid")) body.id_token = issuer.issue({ ...idClaims, ...fault?.claims?.(idClaims) });
  if (code.scopes.includes("offline_access")) body.refresh_token = `1.${randomBytes(48).toString("base64url")}`;
  return fault?.body ? fault.body(body) : body;
}
