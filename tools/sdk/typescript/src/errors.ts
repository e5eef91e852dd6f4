// SPDX-License-Identifier: Apache-2.0
// Failed requests as errors that say why.

import type { BadRequest, ErrorInfo, ErrorResponse, RequestInfo, RetryInfo } from "./generated/types.js";

/** One thing that is wrong with one field of a request. */
export interface Violation {
  /** Path of the field, e.g. `outcomes[2].text`. */
  readonly field: string;
  /** What is wrong and what is accepted, in English. */
  readonly description: string;
  /** The reason, as docs/ERRORS.md lists it. */
  readonly reason: string;
}

/** What a failed request says beside its message. */
export interface ErrorDetails {
  readonly code: string;
  readonly httpStatus?: number;
  readonly reason?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly violations?: readonly Violation[];
  readonly requestId?: string;
  readonly retryAfter?: number;
  readonly cause?: unknown;
}

/**
 * A request that failed. The subclasses tell the kinds apart that programs treat differently; `reason`
 * tells all apart.
 */
export class CrosswalkError extends Error {
  override readonly name: string = "CrosswalkError";
  /** The canonical code, e.g. `NOT_FOUND`. */
  readonly code: string;
  /** The HTTP status; 0 where no server answered. */
  readonly httpStatus: number;
  /** Why, in UPPER_SNAKE_CASE, as docs/ERRORS.md lists it; empty where no server answered. */
  readonly reason: string;
  /** The varying parts of the message, e.g. the current `etag`. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Every field that is at fault. */
  readonly violations: readonly Violation[];
  /** The request's number in the server's log. */
  readonly requestId: string;
  /** Least seconds to wait before trying again, where the server said so. */
  readonly retryAfter: number | undefined;

  constructor(message: string, details: ErrorDetails) {
    super(message, { cause: details.cause });
    this.code = details.code;
    this.httpStatus = details.httpStatus ?? 0;
    this.reason = details.reason ?? "";
    this.metadata = details.metadata ?? {};
    this.violations = details.violations ?? [];
    this.requestId = details.requestId ?? "";
    this.retryAfter = details.retryAfter;
  }
}

/** The request is wrong; `violations` says where. */
export class InvalidRequestError extends CrosswalkError {
  override readonly name = "InvalidRequestError";
}

/** What the request names is not there. */
export class NotFoundError extends CrosswalkError {
  override readonly name = "NotFoundError";
}

/** It was changed since it was read, or is there already. */
export class ConflictError extends CrosswalkError {
  override readonly name = "ConflictError";
}

/** The server, or what the request names, is not in the state that the request needs. */
export class NotPossibleError extends CrosswalkError {
  override readonly name = "NotPossibleError";
}

/** No server answers, or it has too much to do. Was tried again as often as the client may. */
export class UnavailableError extends CrosswalkError {
  override readonly name = "UnavailableError";
}

/** The time that the client allows was over. */
export class DeadlineExceededError extends CrosswalkError {
  override readonly name = "DeadlineExceededError";
}

type Kind = new (message: string, details: ErrorDetails) => CrosswalkError;

const kinds: Readonly<Record<string, Kind>> = {
  INVALID_ARGUMENT: InvalidRequestError,
  OUT_OF_RANGE: InvalidRequestError,
  NOT_FOUND: NotFoundError,
  ALREADY_EXISTS: ConflictError,
  ABORTED: ConflictError,
  FAILED_PRECONDITION: NotPossibleError,
  UNIMPLEMENTED: NotPossibleError,
  UNAVAILABLE: UnavailableError,
  RESOURCE_EXHAUSTED: UnavailableError,
  DEADLINE_EXCEEDED: DeadlineExceededError,
};

/** The error of the kind that its code says. */
export function errorOf(message: string, details: ErrorDetails): CrosswalkError {
  return new (kinds[details.code] ?? CrosswalkError)(message, details);
}

/** The error that an answer's body tells; of an answer that is no JSON of the server's, a plain one. */
export function errorFromBody(httpStatus: number, text: string): CrosswalkError {
  let body: ErrorResponse | undefined;
  try {
    body = JSON.parse(text) as ErrorResponse;
  } catch {
    // Something between the client and the server has answered.
  }
  const error = body?.error;
  if (error === undefined) {
    const code = httpStatus === 429 || httpStatus >= 502 ? "UNAVAILABLE" : "UNKNOWN";
    return errorOf(`HTTP status ${httpStatus}`, { code, httpStatus });
  }
  const found = new Map<string, unknown>();
  for (const detail of error.details ?? []) found.set(detail["@type"].split(".").pop() ?? "", detail);
  const info = found.get("ErrorInfo") as ErrorInfo | undefined;
  const badRequest = found.get("BadRequest") as BadRequest | undefined;
  const retry = found.get("RetryInfo") as RetryInfo | undefined;
  const request = found.get("RequestInfo") as RequestInfo | undefined;
  return errorOf(error.message, {
    code: error.status,
    httpStatus,
    reason: info?.reason ?? "",
    metadata: info?.metadata ?? {},
    violations: (badRequest?.fieldViolations ?? []).map((each) => ({
      field: each.field ?? "",
      description: each.description ?? "",
      reason: each.reason ?? "",
    })),
    requestId: request?.requestId ?? "",
    ...(retry ? { retryAfter: Number.parseFloat(retry.retryDelay ?? "0") } : {}),
  });
}
