// SPDX-License-Identifier: Apache-2.0
// Every method of the client against the real server at CROSSWALK_URL.

import assert from "node:assert/strict";
import test from "node:test";

import {
  Client, ConflictError, InvalidRequestError, NotFoundError, NotPossibleError,
} from "crosswalk-client";

const client = new Client({
  baseUrl: process.env.CROSSWALK_URL, languageCodes: ["en"], actor: "tester" });
const invoices = "Verify supplier invoices against purchase orders and resolve discrepancies.";
const skill = (number) => `frameworks/esco/concepts/00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
const clerk = "frameworks/esco/concepts/00000000-0000-4000-9000-000000000001";

async function all(items) {
  const list = [];
  for await (const item of items) list.push(item);
  return list;
}

function create(id, more = {}) {
  return client.createCredential({
    name: `credentials/${id}`, title: { en: id }, type: "CREDENTIAL_TYPE_MICRO_CREDENTIAL",
    issuer: { id: "maple", name: { en: "Maple College" } },
    outcomes: [{ text: invoices, languageCode: "en" }], ...more });
}

async function until(condition) {
  for (let tries = 0; !(await condition()); ++tries) {
    assert.ok(tries < 500, "waited too long");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test("status", async () => {
  assert.ok((await client.getStatus()).serverVersion);
});

test("frameworks and concepts", async () => {
  const frameworks = await all(client.listFrameworks({ pageSize: 1 }));
  assert.deepEqual(frameworks.map((each) => each.name), ["frameworks/esco", "frameworks/oqf"]);
  assert.equal((await client.getFramework("frameworks/oqf")).languageCode, "en");
  for (const key of [skill(1), "http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000001"]) {
    assert.equal((await client.getConcept(key)).preferredLabel, "check supplier invoices");
  }
  const names = [skill(3), skill(1)];
  assert.deepEqual((await client.batchGetConcepts(names)).map((each) => each.name), names);
});

test("pages are one list", async () => {
  const fields = { filter: { types: ["CONCEPT_TYPE_SKILL"] }, pageSize: 7 };
  const skills = await all(client.listConcepts("frameworks/esco", fields));
  assert.equal(new Set(skills.map((each) => each.name)).size, 40);
  const essential = client.listConcepts(clerk, {
    relation: "CONCEPT_RELATION_ESSENTIAL_SKILL", pageSize: 2 });
  assert.equal((await all(essential)).length, 3);
});

test("finding skills", async () => {
  const found = await client.searchSkills("supplier invoices", { pageSize: 1 }).next();
  assert.equal(found.value.item.preferredLabel, "check supplier invoices");
  assert.ok((await client.suggestSkills("write un")).length > 0);
  assert.ok((await all(client.listRelatedSkills(skill(2), { pageSize: 2 }))).length > 2);
});

test("mapping", async () => {
  const french = { id: "b", text: "Écrire des tests unitaires.", languageCode: "fr" };
  const answer = await client.mapOutcomes([invoices, french], { options: { maxSkills: 1 } });
  assert.deepEqual(answer.mappings.map((each) => each.matches[0].skill.preferredLabel),
                   ["check supplier invoices", "write unit tests"]);
  assert.equal(answer.mappings[1].outcomeId, "b");
  assert.ok((await client.alignLevel([invoices], { title: "Clerk" })).probabilities.length > 0);
});

test("a stream has one answer for each, in order", async () => {
  async function* outcomes() {
    for (let number = 0; number < 1500; ++number) {
      yield { id: String(number), text: `Write unit tests, part ${number}.` };
    }
  }
  const options = { maxSkills: 1, encoder: "ENCODER_STATIC", evidenceView: "EVIDENCE_VIEW_NONE" };
  const answers = await all(client.mapStream(outcomes(), options));
  assert.deepEqual(answers.map((each) => each.outcomeId), [...Array(1500).keys()].map(String));
  assert.ok(answers.every((each) => each.matches.length === 1));
});

test("a stream equals the batch", async () => {
  const outcomes = [invoices, "Write unit tests.", "", "Wash hands."];
  assert.deepEqual(await all(client.mapStream(outcomes)), (await client.mapOutcomes(outcomes)).mappings);
  assert.deepEqual(await all(client.mapStream([])), []);
});

test("a stream reads no further than it must", async () => {
  let read = 0;
  function* endless() {
    for (;;) yield `Write report ${read++}.`;
  }
  for await (const mapping of client.mapStream(endless(), { maxSkills: 1 })) {
    assert.ok(mapping.matches);
    break;
  }
  assert.ok(read < 1000, String(read));
});

test("what the iterable throws is thrown", async () => {
  async function* broken() {
    yield invoices;
    throw new RangeError("the disk is gone");
  }
  await assert.rejects(all(client.mapStream(broken())), RangeError);
});

test("a wrong option of a stream is an error", async () => {
  await assert.rejects(all(client.mapStream(["a"], { maxSkills: 201 })), (error) => {
    assert.ok(error instanceof InvalidRequestError);
    assert.equal(error.reason, "VALUE_OUT_OF_RANGE");
    return true;
  });
});

test("the life of a credential", async () => {
  const created = await create("maple.life", { hours: 10 });
  assert.ok(created.outcomes[0].alignments.length > 0);
  const updated = await client.updateCredential({ ...created, hours: 12 }, ["hours"]);
  assert.equal(updated.hours, 12);
  await assert.rejects(client.updateCredential({ ...created, hours: 13 }, ["hours"]), (error) => {
    assert.ok(error instanceof ConflictError);
    assert.equal(error.reason, "ETAG_MISMATCH");
    assert.equal(error.metadata.etag, updated.etag);
    return true;
  });
  assert.equal((await client.publishCredential(created.name)).version, 1);
  assert.equal((await client.getCredential(created.name, { version: 1 })).hours, 12);
  await assert.rejects(client.deleteCredential(created.name), NotPossibleError);
  await client.withdrawCredential(created.name);
  await client.deleteCredential(created.name);
  await assert.rejects(client.getCredential(created.name), (error) => {
    assert.ok(error instanceof NotFoundError);
    assert.equal(error.reason, "CREDENTIAL_NOT_FOUND");
    assert.equal(error.httpStatus, 404);
    assert.ok(error.requestId);
    return true;
  });
});

test("reading credentials", async () => {
  for (const number of [1, 2, 3]) await create(`maple.read-${number}`);
  const listed = await all(client.listCredentials({ issuer: "maple", pageSize: 1 }));
  assert.ok(listed.filter((each) => each.name.startsWith("credentials/maple.read-")).length === 3);
  const results = await client.batchGetCredentials(["credentials/maple.read-1", "credentials/maple.none"]);
  assert.ok(results[0].credential);
  assert.equal(results[1].error.reason, "CREDENTIAL_NOT_FOUND");
});

test("searching and following credentials", async () => {
  const { name } = await create("maple.search");
  await client.publishCredential(name);
  await until(async () => (await all(client.searchCredentials("maple.search", { pageSize: 1 })))
    .some((each) => each.credential.name === name));
  const page = await client.searchCredentialsPage("", { filter: { issuers: ["maple"] } });
  assert.ok(page.facets.types.length > 0);
  assert.equal((await client.findPathways([name])).held[0].name, name);
  const gap = await client.analyzeGap({ credentials: [name], occupation: clerk });
  assert.equal(gap.targetTitle, "accounts payable clerk");
  const ends = await all(client.reportDeadEnds("maple"));
  assert.ok(ends.some((each) => each.credential.name === name));
});

test("an import", async () => {
  const records = [1, -1].map((hours, number) =>
    JSON.stringify({ id: `maple.imported-${number}`, title: { en: "T" }, hours }) + "\n").join("");
  for (const [file, outcome] of [
    [records, "IMPORT_OUTCOME_CREATED"],
    [new TextEncoder().encode(records), "IMPORT_OUTCOME_UNCHANGED"],
    [new Blob([records]), "IMPORT_OUTCOME_UNCHANGED"],
  ]) {
    const answers = await all(client.importCredentials(file, {
      defaultIssuer: { id: "maple", name: { en: "Maple College" } }, suggestions: "SUGGESTION_MODE_NONE",
      onConflict: "IMPORT_CONFLICT_UPDATE", columns: { "Course name": "title" } }));
    assert.deepEqual(answers.flatMap((each) => each.results ?? []).map((each) => each.outcome),
                     [outcome, "IMPORT_OUTCOME_FAILED"]);
    assert.equal(answers.at(-1).summary.failed, 1);
  }
  await assert.rejects(all(client.importCredentials("  ")), (error) => {
    assert.equal(error.reason, "IMPORT_EMPTY");
    return true;
  });
});

test("violations name every field", async () => {
  await assert.rejects(create("maple.bad", { hours: -1, outcomes: [{}] }), (error) => {
    assert.ok(error instanceof InvalidRequestError);
    assert.equal(error.reason, "CREDENTIAL_INVALID");
    assert.deepEqual(new Set(error.violations.map((each) => each.field)),
                     new Set(["credential.hours", "credential.outcomes[0].text"]));
    return true;
  });
});

test("names that are none are refused before they are sent", async () => {
  await assert.rejects(client.getFramework("esco"), TypeError);
  await assert.rejects(client.getCredential("credentials/a/b"), TypeError);
  assert.throws(() => client.listRelatedSkills("frameworks/esco"), TypeError);
});

test("the languages of the client", async () => {
  const french = new Client({ baseUrl: process.env.CROSSWALK_URL, languageCodes: ["fr"] });
  assert.equal((await french.getFramework("frameworks/oqf")).languageCode, "fr");
});
