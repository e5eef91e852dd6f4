// SPDX-License-Identifier: Apache-2.0
// Mapping any number of outcomes, in order, in bounded memory.

import { CrosswalkError, errorOf } from "./errors.js";
import type {
  MapOptions, Outcome, OutcomeMapping, StreamMapOutcomesRequest, StreamMapOutcomesResponse,
} from "./generated/types.js";
import { messagesOf } from "./lines.js";
import { pauseAfter, sleep } from "./retry.js";
import type { Transport } from "./transport.js";

// Outcomes a message: each message is answered as soon as its outcomes are mapped.
const perMessage = 8;
// Outcomes a request. The first request is short, so that answers begin soon.
const firstRequest = 16;
const perRequest = 512;

/** Lists of at most `first`, then `rest` items. */
async function* slices<Item>(items: Iterable<Item> | AsyncIterable<Item>, first: number,
                             rest: number): AsyncGenerator<Item[]> {
  let slice: Item[] = [];
  let size = first;
  for await (const item of items) {
    slice.push(item);
    if (slice.length === size) {
      yield slice;
      slice = [];
      size = rest;
    }
  }
  if (slice.length > 0) yield slice;
}

function bodyOf(outcomes: readonly Outcome[], options: MapOptions | undefined): string {
  const lines: string[] = [];
  for (let begin = 0; begin < outcomes.length; begin += perMessage) {
    const message: StreamMapOutcomesRequest = { outcomes: outcomes.slice(begin, begin + perMessage) };
    if (begin === 0 && options) message.options = options;
    lines.push(JSON.stringify(message) + "\n");
  }
  return lines.join("");
}

/** The mappings of some outcomes. What was not answered when a connection broke is sent again. */
async function* mapSlice(transport: Transport, outcomes: readonly Outcome[],
                         options: MapOptions | undefined): AsyncGenerator<OutcomeMapping> {
  let answered = 0;
  for (let tries = 1; ; ++tries) {
    const controller = new AbortController();
    try {
      const body = bodyOf(outcomes.slice(answered), options);
      const response = await transport.open(
        "streamMapOutcomes", {}, body, "application/x-ndjson", controller.signal);
      for await (const message of messagesOf<StreamMapOutcomesResponse>(response)) {
        for (const mapping of message.mappings ?? []) {
          ++answered;
          tries = 1;
          yield mapping;
        }
      }
      if (answered >= outcomes.length) return;
      throw errorOf("the answer broke off", { code: "UNAVAILABLE" });
    } catch (cause) {
      // A connection that breaks within an answer is none of the server's errors.
      const error = cause instanceof CrosswalkError ? cause
        : cause instanceof TypeError ? errorOf("the answer broke off", { code: "UNAVAILABLE", cause })
        : undefined;
      const pause = error && pauseAfter(error, tries, transport.retry);
      if (pause === undefined) throw error ?? cause;
      await sleep(pause);
    } finally {
      controller.abort();
    }
  }
}

/** One mapping for each outcome, in order. Reads `outcomes` some hundred ahead. */
export async function* mapStream(transport: Transport,
                                 outcomes: Iterable<Outcome> | AsyncIterable<Outcome>,
                                 options: MapOptions | undefined): AsyncGenerator<OutcomeMapping> {
  for await (const slice of slices(outcomes, firstRequest, perRequest)) {
    yield* mapSlice(transport, slice, options);
  }
}
