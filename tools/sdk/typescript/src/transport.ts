// SPDX-License-Identifier: Apache-2.0
// Sends requests, and sends them again.

import { addressOf } from "./address.js";
import { CrosswalkError, errorFromBody, errorOf } from "./errors.js";
import { operations } from "./generated/operations.js";
import type { Requests, Responses } from "./generated/operations.js";
import { pauseAfter, sleep } from "./retry.js";
import type { Retry } from "./retry.js";

/** How a client talks to its server. */
export interface ClientOptions {
  /** Address of the server, e.g. `https://crosswalk.example.ca`; in a page, its own unless given. */
  readonly baseUrl?: string;
  /** Wished languages of answers, best first. */
  readonly languageCodes?: readonly string[];
  /** Who makes changes, for the registry's log. A proxy may set it instead. */
  readonly actor?: string;
  /** How requests are sent again. */
  readonly retry?: Retry;
  /** Seconds that a request may take, tries and pauses included; 60 unless given. Streams may take any
   * time. */
  readonly timeout?: number;
  /** Used in place of the global `fetch`. */
  readonly fetch?: typeof fetch;
}

/** The name of an operation of the API, as the OpenAPI document has it. */
export type OperationId = keyof Requests;

export class Transport {
  readonly retry: Retry;
  private readonly baseUrl: string;
  private readonly headers: Readonly<Record<string, string>>;
  private readonly timeout: number;
  private readonly fetch: typeof fetch;

  constructor(options: ClientOptions) {
    this.baseUrl = (options.baseUrl ?? "").replace(/\/$/, "");
    this.retry = options.retry ?? {};
    this.timeout = options.timeout ?? 60;
    // Browsers want their own fetch to be called as a function of the page.
    this.fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
    this.headers = {
      ...(options.languageCodes?.length ? { "Accept-Language": options.languageCodes.join(", ") } : {}),
      ...(options.actor ? { "Crosswalk-Actor": options.actor } : {}),
    };
  }

  /** The answer of an operation, tried again as {@link Retry} says. Throws {@link CrosswalkError}. */
  async call<Id extends OperationId>(id: Id, request: Requests[Id]): Promise<Responses[Id]> {
    const end = Date.now() + this.timeout * 1000;
    for (let tries = 1; ; ++tries) {
      try {
        const seconds = Math.max(0.001, (end - Date.now()) / 1000);
        return await this.within(seconds, async (signal) => {
          const { body, ...parameters } = request as { body?: unknown };
          const response = await this.send(
            id, parameters, body === undefined ? undefined : JSON.stringify(body), "application/json",
            signal, { "X-Server-Timeout": `${seconds}` });
          return (await response.json()) as Responses[Id];
        });
      } catch (error) {
        const pause = error instanceof CrosswalkError ? pauseAfter(error, tries, this.retry) : undefined;
        if (pause === undefined || Date.now() + pause * 1000 > end) throw error;
        await sleep(pause);
      }
    }
  }

  /** The answer of a stream, once it begins; sent once. Throws {@link CrosswalkError}. */
  open(id: OperationId, parameters: object, body: BodyInit, contentType: string,
       signal: AbortSignal): Promise<Response> {
    return this.send(id, parameters, body, contentType, signal, {});
  }

  private async send(id: OperationId, parameters: object, body: BodyInit | undefined,
                     contentType: string, signal: AbortSignal,
                     more: Record<string, string>): Promise<Response> {
    const operation = operations[id];
    const headers = {
      ...this.headers, ...more, ...(body === undefined ? {} : { "Content-Type": contentType }) };
    const init = { method: operation.verb, headers, signal, ...(body === undefined ? {} : { body }) };
    let response: Response;
    try {
      response = await this.fetch(this.baseUrl + addressOf(operation, { ...parameters }), init);
    } catch (cause) {
      if (signal.aborted) throw cause;
      throw errorOf("no server answers", { code: "UNAVAILABLE", cause });
    }
    if (!response.ok) throw errorFromBody(response.status, await response.text());
    return response;
  }

  private async within<Answer>(seconds: number,
                               run: (signal: AbortSignal) => Promise<Answer>): Promise<Answer> {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), seconds * 1000);
    try {
      return await run(controller.signal);
    } catch (cause) {
      if (!controller.signal.aborted) throw cause;
      throw errorOf(`no answer within ${this.timeout} seconds`, { code: "DEADLINE_EXCEEDED", cause });
    } finally {
      clearTimeout(timer);
    }
  }
}
