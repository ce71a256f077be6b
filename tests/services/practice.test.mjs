import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { EXTENSION, startPractice } from "./practice.mjs";

const CORE = "urn:ietf:params:scim:schemas:core:2.0:User";
const ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";
const TOKEN = "a-token-of-the-tests";

/** A client of one service, whose answers are status, headers and body. */
function client(service, headers = { Authorization: `Bearer ${TOKEN}` }) {
  return async (method, path, body) => {
    const response = await fetch(service.url + path, {
      method,
      headers: { "Content-Type": "application/scim+json", ...headers },
      body: typeof body === "string" ? body : body && JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text && JSON.parse(text) };
  };
}

function user(values) {
  return { userName: "ana@example.com", name: { givenName: "Ana", familyName: "Silva" }, ...values };
}

function patch(...Operations) {
  return { schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], Operations };
}

function assertError(answer, status, scimType, detail) {
  assert.equal(answer.status, status);
  assert.deepEqual(answer.body.schemas, [ERROR]);
  assert.equal(answer.body.status, String(status));
  assert.equal(answer.body.scimType, scimType);
  assert.match(answer.body.detail, detail);
  assert.match(answer.headers.get("Content-Type"), /^application\/scim\+json/);
}

/** Runs tests against a service of their own, which each finds without users. */
function withService(name, options, define) {
  describe(name, () => {
    const context = {};
    before(async () => {
      context.service = await startPractice({ token: TOKEN, rate: 10_000, ...options });
      context.ask = client(context.service);
    });
    after(() => context.service.close());
    define(context);
  });
}

withService("discovery", {}, (it) => {
  test("the schemas show what Talkdesk has and nothing else", async () => {
    const { status, body } = await it.ask("GET", "/Schemas");
    assert.equal(status, 200);
    const names = Object.fromEntries(body.Resources.map(({ id, attributes }) => [id, attributes.map(({ name }) => name)]));
    assert.deepEqual(names, { [CORE]: ["userName", "name", "active"], [EXTENSION]: ["rolesString", "teamsString"] });
    const name = body.Resources[0].attributes.find((attribute) => attribute.name === "name");
    assert.deepEqual(name.subAttributes.map((part) => [part.name, part.required]), [["familyName", true], ["givenName", true]]);
    assert.equal((await it.ask("GET", `/Schemas/${EXTENSION}`)).body.id, EXTENSION);
  });

  test("users are the only resource type", async () => {
    const { body } = await it.ask("GET", "/ResourceTypes");
    assert.deepEqual(body.Resources.map(({ id, schemaExtensions }) => [id, schemaExtensions]), [["User", [{ schema: EXTENSION, required: false }]]]);
    assert.equal((await it.ask("GET", "/ResourceTypes/User")).status, 200);
    assertError(await it.ask("GET", "/Groups"), 404, undefined, /./);
  });

  test("the configuration names what works", async () => {
    const { body } = await it.ask("GET", "/ServiceProviderConfig");
    assert.equal(body.patch.supported, true);
    assert.deepEqual(body.filter, { supported: true, maxResults: 100 });
    assert.equal(body.bulk.supported, false);
    assert.equal(body.authenticationSchemes.length, 1);
  });

  test("bulk, search and me do not exist", async () => {
    assertError(await it.ask("POST", "/Bulk", {}), 404, undefined, /no such endpoint/);
    assertError(await it.ask("POST", "/.search", {}), 404, undefined, /no such endpoint/);
    assertError(await it.ask("POST", "/Users/.search", {}), 404, undefined, /no such endpoint/);
    assertError(await it.ask("GET", "/Me"), 404, undefined, /no such endpoint/);
  });

  test("other paths of the host are not found", async () => {
    const response = await fetch(new URL("/elsewhere", it.service.url));
    assert.equal(response.status, 404);
    assert.deepEqual((await response.json()).schemas, [ERROR]);
  });
});

withService("creating", {}, (it) => {
  test("a user comes back with an id, an address and the default role", async () => {
    const { status, headers, body } = await it.ask("POST", "/Users", user({ userName: "first@example.com", externalId: "f-1" }));
    assert.equal(status, 201);
    assert.deepEqual(body.schemas, [CORE, EXTENSION]);
    assert.equal(body.active, true);
    assert.equal(body.externalId, "f-1");
    assert.deepEqual(body[EXTENSION], { rolesString: "Agent" });
    assert.equal(body.meta.location, `${it.service.url}/Users/${body.id}`);
    assert.equal(headers.get("Location"), body.meta.location);
    assert.deepEqual((await it.ask("GET", `/Users/${body.id}`)).body, body);
  });

  test("the extension may be sent without its URN among the schemas, as Entra does", async () => {
    const sent = user({ schemas: [CORE], userName: "entra@example.com", active: false, [EXTENSION]: { rolesString: "Student;Faculty", teamsString: "Sales;Care" } });
    const { status, body } = await it.ask("POST", "/Users", sent);
    assert.equal(status, 201);
    assert.equal(body.active, false);
    assert.deepEqual(body[EXTENSION], { rolesString: "Student;Faculty", teamsString: "Sales;Care" });
  });

  test("the extension changes by a path with its URN, and in a value without a path", async () => {
    const [roles, teams] = ["rolesString", "teamsString"].map((name) => `${EXTENSION}:${name}`);
    const { body } = await it.ask("POST", "/Users", user({ userName: "forms@example.com" }));
    const change = (...operations) => it.ask("PATCH", `/Users/${body.id}`, patch(...operations));
    await change({ op: "Replace", path: roles, value: "Supervisor" }, { op: "Add", path: teams, value: "Sales" });
    assert.deepEqual((await it.ask("GET", `/Users/${body.id}`)).body[EXTENSION], { rolesString: "Supervisor", teamsString: "Sales" });
    await change({ op: "replace", value: { "name.givenName": "C", [roles]: "Agent", [teams]: "Care" } });
    assert.deepEqual((await it.ask("GET", `/Users/${body.id}`)).body[EXTENSION], { rolesString: "Agent", teamsString: "Care" });
  });

  test("names of attributes are read without case", async () => {
    const { status, body } = await it.ask("POST", "/Users", { USERNAME: "case@example.com", Name: { GIVENNAME: "C", familyname: "D" } });
    assert.equal(status, 201);
    assert.deepEqual(body.name, { familyName: "D", givenName: "C" });
  });

  for (const [what, sent, scimType, detail] of [
    ["no userName", { name: user().name }, "invalidValue", /'userName' is missing/],
    ["a userName that is no e-mail address", user({ userName: "ana" }), "invalidValue", /e-mail address, and "ana" is not/],
    ["no name", { userName: "n@example.com" }, "invalidValue", /'name' is missing/],
    ["no given name", { userName: "n@example.com", name: { familyName: "B" } }, "invalidValue", /'givenName' is missing/],
    ["no family name", { userName: "n@example.com", name: { givenName: "B" } }, "invalidValue", /'familyName' is missing/],
    ["a blank given name", { userName: "n@example.com", name: { givenName: " ", familyName: "B" } }, "invalidValue", /name\.givenName is required/],
    ["a role that does not exist", user({ [EXTENSION]: { rolesString: "Agent;Boss" } }), "invalidValue", /no role "Boss".*Agent, Supervisor/],
    ["a blank behind the semicolon", user({ [EXTENSION]: { rolesString: "Agent; Student" } }), "invalidValue", /no role " Student"/],
    ["a team that does not exist", user({ [EXTENSION]: { teamsString: "Legal" } }), "invalidValue", /no team "Legal".*Sales, Support, Care/],
    ["a text for active", user({ active: "True" }), "invalidValue", /'active' expected value type 'boolean'/],
    ["an attribute that Talkdesk lacks", user({ displayName: "Ana" }), "invalidSyntax", /^displayName is not an attribute/],
    ["a part of the name that Talkdesk lacks", user({ name: { formatted: "A" } }), "invalidSyntax", /^name\.formatted is not/],
    ["an unknown extension attribute", user({ [EXTENSION]: { roleString: "Agent" } }), "invalidSyntax", /roleString is not/],
    ["a foreign schema", user({ schemas: [CORE, "urn:other"] }), "invalidSyntax", /urn:other is not supported/],
    ["the core schema left out of the list", user({ schemas: [EXTENSION] }), "invalidSyntax", /./],
    ["something that is not JSON", "{", "invalidSyntax", /not JSON/],
    ["nothing", undefined, "invalidValue", /'userName' is missing/],
    ["a list", [], "invalidSyntax", /./],
  ]) {
    test(`${what} is refused`, async () => {
      assertError(await it.ask("POST", "/Users", sent), 400, scimType, detail);
    });
  }

  test("a userName is taken in whatever case", async () => {
    await it.ask("POST", "/Users", user({ userName: "twice@example.com" }));
    assertError(await it.ask("POST", "/Users", user({ userName: "TWICE@example.com" })), 409, "uniqueness", /TWICE@example\.com/);
  });
});

withService("finding", {}, (it) => {
  before(async () => {
    for (const name of ["Carla", "Ana", "Bea"]) {
      const sent = user({ userName: `${name.toLowerCase()}@example.com`, name: { givenName: name, familyName: "Silva" }, externalId: name, [EXTENSION]: { rolesString: "Student" } });
      assert.equal((await it.ask("POST", "/Users", sent)).status, 201);
    }
  });

  const find = async (query) => {
    const { status, body } = await it.ask("GET", `/Users?${new URLSearchParams(query)}`);
    assert.equal(status, 200);
    return body;
  };
  const names = (body) => body.Resources.map(({ userName }) => userName.split("@")[0]);

  test("no match is an empty list", async () => {
    const body = await find({ filter: 'userName eq "nobody@example.com"' });
    assert.deepEqual(body, {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
      Resources: [],
      startIndex: 1,
      itemsPerPage: 0,
      totalResults: 0,
    });
  });

  test("the query of Entra's connection test is understood as it is sent", async () => {
    const { status, body } = await it.ask("GET", "/Users?filter=userName+eq+%22f9c4d2ad-3c0e-4f0a-9d6e-1b2c3d4e5f60%22");
    assert.equal(status, 200);
    assert.equal(body.totalResults, 0);
  });

  test("a match is found without case, in the value and in the attribute", async () => {
    assert.deepEqual(names(await find({ filter: 'USERNAME eq "ANA@Example.com"' })), ["ana"]);
    assert.deepEqual(names(await find({ filter: 'name.givenName eq "bea"' })), ["bea"]);
    assert.deepEqual(names(await find({ filter: 'userName eq "ana@example.com" and active eq true' })), ["ana"]);
    assert.deepEqual(names(await find({ filter: 'userName eq "ana@example.com" and active eq false' })), []);
  });

  test("an externalId is compared with case", async () => {
    assert.deepEqual(names(await find({ filter: 'externalId eq "Ana"' })), ["ana"]);
    assert.deepEqual(names(await find({ filter: 'externalId eq "ana"' })), []);
  });

  test("roles can be asked for, though a list does not show them", async () => {
    assert.equal((await find({ filter: `${EXTENSION}:rolesString eq "student"` })).totalResults, 3);
    assert.equal((await find({ filter: `${EXTENSION}:rolesString eq "Agent"` })).totalResults, 0);
  });

  test("a list item carries no roles or teams, and the user itself does", async () => {
    const { Resources } = await find({});
    assert.equal(Resources.length, 3);
    for (const item of Resources) {
      assert.deepEqual(item.schemas, [CORE]);
      assert.equal(EXTENSION in item, false);
    }
    const { body } = await it.ask("GET", `/Users/${Resources[0].id}`);
    assert.deepEqual(body[EXTENSION], { rolesString: "Student" });
  });

  test("lists are cut into pages", async () => {
    const page = async (query) => {
      const body = await find(query);
      return [names(body), body.startIndex, body.itemsPerPage, body.totalResults];
    };
    assert.deepEqual(await page({ count: 2 }), [["carla", "ana"], 1, 2, 3]);
    assert.deepEqual(await page({ startIndex: 3, count: 2 }), [["bea"], 3, 1, 3]);
    assert.deepEqual(await page({ startIndex: 4 }), [[], 4, 0, 3]);
    assert.deepEqual(await page({ count: 0 }), [[], 1, 0, 3]);
  });

  test("lists are sorted in either direction, in Talkdesk's spelling", async () => {
    assert.deepEqual(names(await find({ sortBy: "userName", sortOrder: "ASCENDING" })), ["ana", "bea", "carla"]);
    assert.deepEqual(names(await find({ sortBy: "name.givenName", sortOrder: "DESCENDING" })), ["carla", "bea", "ana"]);
  });

  for (const [filter, detail] of [
    ["userName eq", /with nothing/],
    ["name.givenName eq", /with nothing/],
    ['userName sw "a" and userName eq', /with nothing/],
    ['displayName eq "x"', /displayName, which is not an attribute/],
    ['name.formatted eq "x"', /name\.formatted, which is not/],
    ['userName is "x"', /./],
    ['(userName eq "x"', /./],
    ["", /./],
  ]) {
    test(`the filter «${filter}» is refused`, async () => {
      assertError(await it.ask("GET", `/Users?${new URLSearchParams({ filter })}`), 400, "invalidFilter", detail);
    });
  }

  test("no page is longer than the configuration says", async () => {
    for (let number = 0; number < 100; number += 1) {
      await it.ask("POST", "/Users", user({ userName: `many-${number}@example.com` }));
    }
    const { Resources, itemsPerPage, totalResults } = await find({ count: 1000 });
    assert.deepEqual([Resources.length, itemsPerPage, totalResults], [100, 100, 103]);
  });

  test("an unknown id is not found", async () => {
    assertError(await it.ask("GET", "/Users/unknown"), 404, undefined, /unknown/);
  });
});

withService("changing", {}, (it) => {
  let path;
  const roles = `${EXTENSION}:rolesString`;
  const teams = `${EXTENSION}:teamsString`;

  before(async () => {
    const sent = user({ externalId: "e-1", [EXTENSION]: { rolesString: "Supervisor", teamsString: "Sales" } });
    path = `/Users/${(await it.ask("POST", "/Users", sent)).body.id}`;
    await it.ask("POST", "/Users", user({ userName: "other@example.com" }));
  });

  const change = async (...operations) => {
    const answer = await it.ask("PATCH", path, patch(...operations));
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    return answer.body;
  };

  test("Entra's default form: capitalised, one attribute each, booleans as text", async () => {
    assert.equal((await change({ op: "Replace", path: "active", value: "False" })).active, false);
    assert.equal((await change({ op: "Replace", path: "active", value: "True" })).active, true);
    const body = await change(
      { op: "Replace", path: "name.familyName", value: "Souza" },
      { op: "Add", path: roles, value: "Agent;Student" },
      { op: "Remove", path: "externalId" },
    );
    assert.equal(body.name.familyName, "Souza");
    assert.deepEqual(body[EXTENSION], { rolesString: "Agent;Student", teamsString: "Sales" });
    assert.equal("externalId" in body, false);
  });

  test("the form of the compliance flag: lower case, no path, real booleans", async () => {
    const body = await change({ op: "replace", value: { active: false, "name.givenName": "Anna", [teams]: "Care;Support" } });
    assert.equal(body.active, false);
    assert.equal(body.name.givenName, "Anna");
    assert.equal(body[EXTENSION].teamsString, "Care;Support");
    assert.equal((await change({ op: "replace", value: { active: "True" } })).active, true);
    assert.equal((await change({ op: "replace", value: { [EXTENSION]: { rolesString: "Faculty" } } }))[EXTENSION].rolesString, "Faculty");
  });

  test("nothing changed is 204", async () => {
    const { body } = await it.ask("GET", path);
    const answer = await it.ask("PATCH", path, patch({ op: "replace", path: "active", value: body.active }));
    assert.deepEqual([answer.status, answer.body], [204, ""]);
  });

  test("removing the roles leaves the default one", async () => {
    assert.equal((await change({ op: "remove", path: roles }))[EXTENSION].rolesString, "Agent");
  });

  test("the change is stored and its time noted", async () => {
    const old = (await it.ask("GET", path)).body.meta;
    await pause(5);
    const { meta } = await change({ op: "replace", path: "externalId", value: "e-2" });
    assert.equal(meta.created, old.created);
    assert.ok(meta.lastModified > old.lastModified);
    assert.notEqual(meta.version, old.version);
    assert.equal((await it.ask("GET", path)).body.externalId, "e-2");
  });

  for (const [what, operation, status, scimType, detail] of [
    ["an unknown role", { op: "Replace", path: `${EXTENSION}:rolesString`, value: "Boss" }, 400, "invalidValue", /no role "Boss"/],
    ["an attribute that Talkdesk lacks", { op: "Add", path: "displayName", value: "A" }, 400, "invalidPath", /displayName/],
    ["a userName that is no e-mail address", { op: "replace", path: "userName", value: "ana" }, 400, "invalidValue", /e-mail/],
    ["a userName that is taken", { op: "replace", path: "userName", value: "Other@example.com" }, 409, "uniqueness", /Other@/],
    ["removing a required name", { op: "remove", path: "name.givenName" }, 400, "invalidValue", /givenName/],
    ["a text that is no boolean", { op: "replace", path: "active", value: "no" }, 400, "invalidValue", /boolean/],
    ["an unknown operation", { op: "set", path: "active", value: true }, 400, "invalidSyntax", /set/],
  ]) {
    test(`${what} is refused and changes nothing`, async () => {
      const { body: old } = await it.ask("GET", path);
      assertError(await it.ask("PATCH", path, patch(operation)), status, scimType, detail);
      assert.deepEqual((await it.ask("GET", path)).body, old);
    });
  }

  test("a body without the PatchOp schema is refused", async () => {
    assertError(await it.ask("PATCH", path, { Operations: [{ op: "add", path: "active", value: true }] }), 400, "invalidSyntax", /PatchOp/);
  });

  test("PUT replaces the whole user", async () => {
    const { status, body } = await it.ask("PUT", path, user({ userName: "put@example.com" }));
    assert.equal(status, 200);
    assert.equal(`/Users/${body.id}`, path);
    assert.equal(body.userName, "put@example.com");
    assert.equal("externalId" in body, false);
    assert.deepEqual(body[EXTENSION], { rolesString: "Agent" });
    assertError(await it.ask("PUT", "/Users/unknown", user({ userName: "u@example.com" })), 404, undefined, /unknown/);
    assertError(await it.ask("PUT", path, user({ title: "Dr" })), 400, "invalidSyntax", /title/);
  });

  test("a deleted user is gone", async () => {
    const answer = await it.ask("DELETE", path);
    assert.deepEqual([answer.status, answer.body], [204, ""]);
    assertError(await it.ask("DELETE", path), 404, undefined, /no user/);
    assertError(await it.ask("GET", path), 404, undefined, /no user/);
    assertError(await it.ask("PATCH", path, patch({ op: "replace", path: "active", value: true })), 404, undefined, /no user/);
    assert.equal((await it.ask("POST", "/Users", user({ userName: "put@example.com" }))).status, 201);
  });
});

withService("the token", {}, (it) => {
  test("a missing one is refused", async () => {
    const answer = await client(it.service, {})("GET", "/Users");
    assertError(answer, 401, undefined, /missing/);
    assert.equal(answer.headers.get("WWW-Authenticate"), "Bearer");
  });

  for (const header of [`Bearer ${TOKEN}x`, "Bearer", `Basic ${TOKEN}`, TOKEN]) {
    test(`«${header}» is refused`, async () => {
      assertError(await client(it.service, { Authorization: header })("GET", "/ServiceProviderConfig"), 401, undefined, /not the one/);
    });
  }

  test("the scheme is read without case", async () => {
    assert.equal((await client(it.service, { Authorization: `bearer ${TOKEN}` })("GET", "/Users")).status, 200);
  });
});

describe("the limit", () => {
  test("the fifth request of a second is refused, and one of the next is not", async () => {
    const service = await startPractice({ token: TOKEN });
    const ask = client(service);
    const preflight = () => fetch(`${service.url}/Users`, { method: "OPTIONS", headers: { "Access-Control-Request-Method": "GET", Origin: "http://a.example" } });
    for (let count = 0; count < 8; count += 1) await preflight();
    const statuses = [];
    for (let count = 0; count < 4; count += 1) statuses.push((await ask("GET", "/Users")).status);
    assert.deepEqual(statuses, [200, 200, 200, 200]);
    assertError(await ask("GET", "/Users"), 429, undefined, /More than 4 requests in a second/);
    assert.equal((await preflight()).status, 204);
    await pause(1010);
    assert.equal((await ask("GET", "/Users")).status, 200);
    await service.close();
  });

  test("the window slides: what was early in one second frees its place in the next", async () => {
    const service = await startPractice({ token: TOKEN, rate: 2 });
    const ask = client(service);
    await ask("GET", "/Users");
    await pause(700);
    await ask("GET", "/Users");
    assert.equal((await ask("GET", "/Users")).status, 429);
    await pause(350);
    assert.equal((await ask("GET", "/Users")).status, 200);
    assert.equal((await ask("GET", "/Users")).status, 429);
    await service.close();
  });
});

describe("browsers", () => {
  const preflight = (service) =>
    fetch(`${service.url}/Users`, {
      method: "OPTIONS",
      headers: { Origin: "http://a.example", "Access-Control-Request-Method": "PATCH", "Access-Control-Request-Headers": "authorization,content-type" },
    });

  test("may ask from any origin and read every answer", async () => {
    const service = await startPractice({ token: TOKEN, rate: 2 });
    const { status, headers } = await preflight(service);
    assert.equal(status, 204);
    assert.equal(headers.get("Access-Control-Allow-Origin"), "*");
    assert.equal(headers.get("Access-Control-Allow-Headers"), "authorization,content-type");
    assert.match(headers.get("Access-Control-Allow-Methods"), /PATCH/);
    const read = client(service);
    const answers = [await client(service, {})("GET", "/Users"), await read("GET", "/Users"), await read("GET", "/Users")];
    assert.deepEqual(answers.map((answer) => answer.status), [401, 200, 429]);
    for (const answer of answers) {
      assert.equal(answer.headers.get("Access-Control-Allow-Origin"), "*");
      assert.match(answer.headers.get("Access-Control-Expose-Headers"), /Location/);
    }
    await service.close();
  });

  test("are kept out when asked to", async () => {
    const service = await startPractice({ token: TOKEN, cors: false, rate: 1 });
    await preflight(service);
    // Refused for want of a token, and again no part of the limit.
    const { status, headers } = await preflight(service);
    assert.equal(status, 401);
    assert.equal(headers.get("Access-Control-Allow-Origin"), null);
    const answer = await client(service)("GET", "/Users");
    assert.deepEqual([answer.status, answer.headers.get("Access-Control-Allow-Origin")], [200, null]);
    await service.close();
  });
});

describe("services beside one another", () => {
  test("have users, tokens and addresses of their own", async () => {
    const [one, two] = await Promise.all([startPractice({ token: "one" }), startPractice({ token: "two" })]);
    const asks = [client(one, { Authorization: "Bearer one" }), client(two, { Authorization: "Bearer two" })];
    const made = await Promise.all(asks.map((ask) => ask("POST", "/Users", user())));
    assert.deepEqual(made.map(({ status }) => status), [201, 201]);
    assert.ok(made[0].body.meta.location.startsWith(one.url));
    assert.ok(made[1].body.meta.location.startsWith(two.url));
    assert.equal((await client(two, { Authorization: "Bearer one" })("GET", "/Users")).status, 401);
    assert.equal((await asks[1]("GET", "/ServiceProviderConfig")).body.authenticationSchemes.length, 1);
    await Promise.all([one.close(), two.close()]);
  });
});

describe("the record of requests", () => {
  test("tells method, path, time, status and body, and not the token", async () => {
    const service = await startPractice({ token: TOKEN });
    const ask = client(service);
    const began = Date.now();
    await ask("POST", "/Users", user());
    await ask("GET", "/Users?count=1");
    const [post, get] = service.requests;
    assert.deepEqual([post.method, post.path, post.status], ["POST", "/scim/v2/Users", 201]);
    assert.equal(post.body.userName, "ana@example.com");
    assert.ok(post.time >= began && post.time <= Date.now());
    assert.deepEqual([get.method, get.path, get.status], ["GET", "/scim/v2/Users?count=1", 200]);
    assert.equal(JSON.stringify(service.requests).includes(TOKEN), false);
    await service.close();
  });

  test("an answer can be made to wait", async () => {
    const service = await startPractice({ token: TOKEN, delay: 150 });
    const began = performance.now();
    await client(service)("GET", "/Users");
    assert.ok(performance.now() - began >= 145);
    await service.close();
  });

  test("closing does not wait for answers that are under way", async () => {
    const service = await startPractice({ token: TOKEN, delay: 1500 });
    const answer = client(service)("GET", "/Users").catch(() => "cut off");
    while (service.requests.length === 0) await pause(5);
    const began = performance.now();
    await service.close();
    assert.ok(performance.now() - began < 1000);
    assert.equal(await answer, "cut off");
  });
});
