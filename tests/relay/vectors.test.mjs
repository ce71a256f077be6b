// vectors.json has one session with its MACs, for tests in other languages:
// crates/connection-test reads it. `UPDATE_GOLDEN=1 node --test vectors.test.mjs`
// writes it.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { authorized, proofOfRelay, proofOfResponse, sessionOf } from "./session.mjs";

const FILE = new URL("vectors.json", import.meta.url);

const relay = { code: "0123-4567-89AB-CDEF-GHJK-MNPQ-RS", port: 8400, origin: "https://page.example" };
const pageNonce = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
const opened = { base: "https://api.talkdeskapp.eu/scim/v2", nonce: "f0e0d0c0b0a090807060504030201000ffeeddccbbaa99887766554433221100" };

const REQUESTS = [
  ["GET", "/scim/Users?filter=userName+eq+%22a%22", "Bearer t", 200],
  ["POST", "/scim/Users", `Bearer ${"0123456789abcdef".repeat(6)}`, 201],
  // As long as a block of the key stream.
  ["DELETE", "/scim/Users/3f2a-9", "Bearer aaaaaaaaaaaaaaaaaaaaaaaaa", 404],
];

test("the vectors are what the tests of the programs compute", () => {
  const session = sessionOf(relay, pageNonce, opened);
  const requests = REQUESTS.map(([method, target, authorization, status]) => {
    const headers = authorized(session, method, target, authorization);
    return { method, target, authorization, request: headers["X-Relay-Request"], token: headers["X-Relay-Token"], status, responseProof: proofOfResponse(session, status) };
  });
  const vectors = { ...relay, pageNonce, base: opened.base, relayNonce: opened.nonce, proof: proofOfRelay(relay, pageNonce, opened), requests };
  if (process.env.UPDATE_GOLDEN) writeFileSync(FILE, `${JSON.stringify(vectors, undefined, 2)}\n`);
  assert.deepEqual(JSON.parse(readFileSync(FILE, "utf8")), vectors);
});
