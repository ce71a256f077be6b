// Every fault of the service: what it does in a sentence that begins with "it",
// and how.
//
//   authorize   the code of the error that the sign-in returns with
//   token       the code of the error of the token endpoint
//   graph       makes the error of every Graph request
//   state       the state that returns, of the one that was sent
//   claims      changes the claims of the ID token
//   body        changes the body of a token response
//   without     what the service leaves out: cors, connection

import { GraphError } from "./errors.mjs";
import { GRAPH_APP_ID, issuerOf } from "./tokens.mjs";

const OTHER_TENANT = "0badc0de-0000-4000-8000-000000000099";

export const FAULTS = {
  "denied-consent": { does: "returns as if the user had declined the permissions", authorize: 65004 },
  "admin-approval-needed": { does: "returns as if an administrator had to approve the permissions", authorize: 90094 },
  "consent-missing": { does: "has no consent for the permissions of the token", token: 65001 },
  "device-not-compliant": { does: "requires a compliant device", token: 53000 },
  "mfa-needed": { does: "requires multi-factor authentication", token: 50076 },
  "blocked-by-policy": { does: "blocks the sign-in by a Conditional Access policy", token: 53003 },
  "replayed-code": { does: "says that the code was redeemed before", token: 54005 },
  "expired-code": { does: "says that the code has expired", token: 70008 },
  "verifier-mismatch": { does: "says that the verifier does not fit", token: 501481 },
  "web-platform": { does: "has the redirect URI on the platform Web", token: 9002326 },
  "web-platform-unreadable": { does: "has the redirect URI on the platform Web, and its response cannot be read", token: 9002326, without: "cors" },
  "unknown-client": { does: "no longer knows the client when the code is redeemed", token: 700016 },
  "unknown-tenant": { does: "no longer knows the tenant when the code is redeemed", token: 90002 },
  "token-unreachable": { does: "ends the connection at the token endpoint", without: "connection" },
  "token-html": { does: "sends a page of a proxy from the token endpoint", body: () => "<!doctype html><title>Web gateway</title>" },
  "tampered-state": { does: "returns with another state", state: (state) => `${state.slice(1)}${state[0] === "A" ? "B" : "A"}` },
  "missing-state": { does: "returns without a state", state: () => undefined },
  "wrong-tenant": { does: "issues the ID token for another tenant", claims: () => ({ tid: OTHER_TENANT, iss: issuerOf(OTHER_TENANT) }) },
  "wrong-issuer": { does: "issues the ID token as another issuer", claims: () => ({ iss: issuerOf(OTHER_TENANT) }) },
  "wrong-nonce": { does: "issues the ID token for another nonce", claims: () => ({ nonce: "AAAAAAAAAAAAAAAAAAAAAA" }) },
  "missing-nonce": { does: "issues the ID token without a nonce", claims: () => ({ nonce: undefined }) },
  "wrong-audience": { does: "issues the ID token for another application", claims: () => ({ aud: GRAPH_APP_ID }) },
  "expired-id-token": { does: "issues an ID token that has expired", claims: ({ exp }) => ({ exp: exp - 7200 }) },
  "no-id-token": { does: "sends no ID token", body: ({ id_token: _, ...body }) => body },
  "fewer-scopes": { does: "grants only the first of the permissions", body: (body) => ({ ...body, scope: body.scope.split(" ").slice(0, 1).join(" ") }) },
  "expired-token": {
    does: "says that every access token has expired",
    graph: () => new GraphError(401, "InvalidAuthenticationToken", "Lifetime validation failed, the token is expired."),
  },
  "throttled": {
    does: "says that there are too many requests to Graph",
    graph: () => new GraphError(429, "TooManyRequests", "Too Many Requests", { "Retry-After": "7" }),
  },
  "no-premium": {
    does: "has no Microsoft Entra ID P1 license",
    graph: ({ path }) => path.startsWith("/auditLogs/") ? new GraphError(403, "Authentication_RequestFromNonPremiumTenantOrB2CTenant", "Neither tenant is B2C or tenant doesn't have premium license") : undefined,
  },
};
