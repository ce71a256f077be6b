// The tokens that the service issues: JSON Web Tokens with a key of its own.

import { createHmac, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";

/** The audience of access tokens for Microsoft Graph. */
export const GRAPH_APP_ID = "00000003-0000-0000-c000-000000000000";

const encode = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");

export function issuerOf(tenantId) {
  return `https://login.microsoftonline.com/${tenantId}/v2.0`;
}

export class TokenIssuer {
  #key = randomBytes(32);

  #signature(text) {
    return createHmac("sha256", this.#key).update(text).digest();
  }

  /** A token with these claims and an id of its own. */
  issue(claims) {
    const text = `${encode({ typ: "JWT", alg: "HS256" })}.${encode({ uti: randomUUID(), ...claims })}`;
    return `${text}.${this.#signature(text).toString("base64url")}`;
  }

  /** The claims of a token of this service; undefined for any other text. */
  verify(token) {
    const [header, payload, signature, ...more] = token.split(".");
    if (signature === undefined || more.length > 0) return undefined;
    const expected = this.#signature(`${header}.${payload}`);
    const actual = Buffer.from(signature, "base64url");
    if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) return undefined;
    return JSON.parse(Buffer.from(payload, "base64url").toString());
  }
}
