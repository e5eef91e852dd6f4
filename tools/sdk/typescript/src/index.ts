// SPDX-License-Identifier: Apache-2.0
// Client of Crosswalk: maps learning outcomes to skills, aligns levels, keeps micro-credentials.

export { Client } from "./client.js";
export type { OutcomeLike } from "./client.js";
export {
  ConflictError, CrosswalkError, InvalidRequestError, NotFoundError, NotPossibleError, DeadlineExceededError,
  UnavailableError,
} from "./errors.js";
export type { ErrorDetails, Violation } from "./errors.js";
export type { Requests, Responses } from "./generated/operations.js";
export * from "./generated/types.js";
export type { Retry } from "./retry.js";
export type { ClientOptions, OperationId } from "./transport.js";
