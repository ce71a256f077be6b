// The page's side of the proofs, as PROTOCOL.md says them.

import { createHmac, randomBytes } from "node:crypto";

function mac(key, ...lines) {
  return createHmac("sha256", key).update(["scimdesk-relay/2", ...lines].join("\n")).digest();
}

const canonical = (code) => code.replaceAll("-", "");

export const newNonce = () => randomBytes(32).toString("hex");

/** What a relay has to say to prove that it has the code; `status` is its response to `nonce`. */
export function proofOfRelay({ code, port, origin }, nonce, status) {
  return mac(canonical(code), "relay", nonce, status.nonce, port, origin, status.base).toString("hex");
}

/** The session that a status opened. */
export function sessionOf({ code, port, origin }, nonce, status) {
  return { id: status.nonce, key: mac(canonical(code), "session", nonce, status.nonce, port, origin, status.base), count: 0 };
}

/** The headers that authorize the next request of a session. */
export function authorized(session, method, target, authorization) {
  const count = session.count + 1;
  return proven(session, method, target, authorization === undefined ? undefined : encrypted({ ...session, count }, authorization));
}

/** The same, for a token that is encrypted already. */
export function proven(session, method, target, token) {
  session.count += 1;
  const proof = mac(session.key, "request", session.count, method, target, token ?? "").toString("hex");
  return { "X-Relay-Request": `${session.id}.${session.count}.${proof}`, "X-Relay-Token": token };
}

function encrypted({ key, count }, text) {
  const bytes = Buffer.from(text, "latin1");
  for (let at = 0; at < bytes.length; at += 32) {
    const block = mac(key, "token", count, at / 32);
    for (let index = at; index < Math.min(at + 32, bytes.length); index += 1) bytes[index] ^= block[index - at];
  }
  return bytes.toString("base64");
}

/** What the response to the latest request of a session has to say. */
export function proofOfResponse({ key, count }, status) {
  return mac(key, "response", count, status).toString("hex");
}
