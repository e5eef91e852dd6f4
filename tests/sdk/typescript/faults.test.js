// SPDX-License-Identifier: Apache-2.0
// What the client does where the server is busy, away, or breaks off: against a server that does so.

import assert from "node:assert/strict";
import http from "node:http";
import test from "node:test";

import { Client, CrosswalkError, InvalidRequestError, DeadlineExceededError, UnavailableError } from "crosswalk-client";

const retry = { attempts: 4, firstPause: 0.01, longestPause: 0.05 };

function refuse(response, httpStatus, status, reason, retryDelay) {
  const details = [{ "@type": "type.googleapis.com/google.rpc.ErrorInfo", reason, domain: "crosswalk" }];
  if (retryDelay) details.push({ "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay });
  response.writeHead(httpStatus, { "Content-Type": "application/json" });
  response.end(JSON.stringify({ error: { code: httpStatus, status, message: "not now", details } }));
}

/** Runs `use(client, requests)` against a server whose n-th request `answer(n, request, response)` gets. */
async function against(answer, use, options = {}) {
  const requests = [];
  const server = http.createServer(async (request, response) => {
    let body = "";
    for await (const piece of request) body += piece;
    requests.push({ url: request.url, headers: request.headers, body, time: Date.now() });
    answer(requests.length, body, response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const baseUrl = `http://127.0.0.1:${server.address().port}/`;
    await use(new Client({ baseUrl, retry, ...options }), requests);
  } finally {
    server.closeAllConnections?.();
    server.close();
  }
}

const fine = (response, body = "{}") => {
  response.writeHead(200, { "Content-Type": "application/json" });
  response.end(body);
};

async function all(items) {
  const list = [];
  for await (const item of items) list.push(item);
  return list;
}

test("what passes is tried again", () => against(
  (number, _, response) => (number < 4 ? refuse(response, 503, "UNAVAILABLE", "INDEX_NOT_LOADED")
    : fine(response, '{"serverVersion":"1"}')),
  async (client, requests) => {
    assert.equal((await client.getStatus()).serverVersion, "1");
    assert.equal(requests.length, 4);
  }));

test("not for ever", () => against(
  (_, __, response) => refuse(response, 503, "UNAVAILABLE", "INDEX_NOT_LOADED"),
  async (client, requests) => {
    await assert.rejects(client.getStatus(), (error) => {
      assert.ok(error instanceof UnavailableError);
      assert.equal(error.reason, "INDEX_NOT_LOADED");
      return true;
    });
    assert.equal(requests.length, 4);
  }));

test("the wait that the server asks for", () => against(
  (number, _, response) => (number === 1
    ? refuse(response, 429, "RESOURCE_EXHAUSTED", "CONCURRENCY_LIMIT", "0.300s") : fine(response)),
  async (client, requests) => {
    await client.getStatus();
    assert.ok(requests[1].time - requests[0].time >= 290);
  }));

test("no wait beyond the time that the caller has", () => against(
  (_, __, response) => refuse(response, 429, "RESOURCE_EXHAUSTED", "CONCURRENCY_LIMIT", "60s"),
  async (client) => {
    await assert.rejects(client.getStatus(), (error) => {
      assert.equal(error.retryAfter, 60);
      return true;
    });
  }, { timeout: 2 }));

test("what stays wrong is not tried again", () => against(
  (_, __, response) => refuse(response, 400, "INVALID_ARGUMENT", "FIELD_REQUIRED"),
  async (client, requests) => {
    await assert.rejects(client.getStatus(), InvalidRequestError);
    assert.equal(requests.length, 1);
  }));

test("a change is sent again with the same number", () => against(
  (number, body, response) => (number === 1 ? response.destroy() : fine(response, `{"credential":${body}}`)),
  async (client, requests) => {
    assert.equal((await client.createCredential({ name: "credentials/a" })).name, "credentials/a");
    const [first, second] = requests.map((each) => new URL(each.url, "http://a").searchParams.get("requestId"));
    assert.ok(first);
    assert.equal(first, second);
  }));

test("no server", async () => {
  const nobody = new Client({ baseUrl: "http://127.0.0.1:1", retry });
  await assert.rejects(nobody.getStatus(), (error) => {
    assert.ok(error instanceof UnavailableError);
    assert.equal(error.httpStatus, 0);
    return true;
  });
});

test("a server that does not answer in time", () => against(
  () => {},
  async (client, requests) => {
    await assert.rejects(client.getStatus(), DeadlineExceededError);
    assert.ok(Number(requests[0].headers["x-server-timeout"]) <= 0.2);
  }, { timeout: 0.2 }));

test("an answer of something in between", () => against(
  (_, __, response) => {
    response.writeHead(418, { "Content-Type": "text/html" });
    response.end("<h1>no</h1>");
  },
  async (client) => {
    await assert.rejects(client.getStatus(), (error) => {
      assert.ok(error instanceof CrosswalkError);
      assert.equal(error.httpStatus, 418);
      return true;
    });
  }));

/** Answers the messages of a stream's body, and breaks off after `most` of them. */
function answerStream(body, response, most) {
  response.writeHead(200, { "Content-Type": "application/x-ndjson" });
  const messages = body.trim().split("\n").map((line) => JSON.parse(line));
  for (const message of messages.slice(0, most)) {
    const mappings = message.outcomes.map((each) => ({ outcomeId: each.id }));
    response.write(JSON.stringify({ mappings }) + "\n");
  }
  // Let what was written arrive.
  setTimeout(() => (most < messages.length ? response.destroy() : response.end()), 30);
}

test("a stream that breaks goes on", () => against(
  (number, body, response) => answerStream(body, response, [1, 0, 3, 20][number - 1] ?? Infinity),
  async (client, requests) => {
    const outcomes = [...Array(1200).keys()].map((number) => ({ id: String(number), text: "a" }));
    const answers = await all(client.mapStream(outcomes, { maxSkills: 7 }));
    assert.deepEqual(answers.map((each) => each.outcomeId), outcomes.map((each) => each.id));
    // Each request is told how to map, in its first line alone.
    for (const { body } of requests) {
      assert.deepEqual(body.trim().split("\n").map((line) => JSON.parse(line).options?.maxSkills),
                       [7, ...Array(body.trim().split("\n").length - 1).fill(undefined)]);
    }
  }, { retry: { ...retry, attempts: 10 } }));

test("a stream that only breaks ends", () => against(
  (_, body, response) => answerStream(body, response, 0),
  async (client, requests) => {
    await assert.rejects(all(client.mapStream(["a"])), UnavailableError);
    assert.equal(requests.length, retry.attempts);
  }));

test("an error in the last line of a stream", () => against(
  (_, __, response) => {
    response.writeHead(200, { "Content-Type": "application/x-ndjson" });
    response.write('{"mappings":[{"outcomeId":"0"}]}\n');
    response.end(JSON.stringify({ error: { code: 400, status: "INVALID_ARGUMENT", message: "no", details: [
      { "@type": "type.googleapis.com/google.rpc.ErrorInfo", reason: "REQUEST_MALFORMED" }] } }));
  },
  async (client) => {
    const stream = client.mapStream([{ id: "0", text: "a" }, { id: "1", text: "b" }]);
    assert.equal((await stream.next()).value.outcomeId, "0");
    await assert.rejects(stream.next(), (error) => {
      assert.equal(error.reason, "REQUEST_MALFORMED");
      return true;
    });
  }));

test("parameters of the query", () => against(
  (_, __, response) => fine(response),
  async (client, requests) => {
    await client.call("listConcepts", {
      framework: "es co", pageSize: 3, filter: { types: ["CONCEPT_TYPE_SKILL", "CONCEPT_TYPE_OCCUPATION"] } });
    assert.equal(requests[0].url, "/v1/frameworks/es%20co/concepts?pageSize=3"
      + "&filter.types=CONCEPT_TYPE_SKILL&filter.types=CONCEPT_TYPE_OCCUPATION");
    await all(client.importCredentials("x", { columns: { "Course name": "title" }, publish: true }));
    assert.equal(requests[1].url, "/v1/credentials:import?"
      + "options.columns%5BCourse+name%5D=title&options.publish=true");
  }));
