// SPDX-License-Identifier: Apache-2.0
// Trying again what may go through later.

import type { CrosswalkError } from "./errors.js";

/**
 * How often, and after which pauses, a request is sent again. Only those that fail with UNAVAILABLE or
 * RESOURCE_EXHAUSTED are. A pause is drawn between half of its length and all of it, and is never shorter
 * than the server asks for. Changes carry a request number, so that sending them again never makes them
 * twice.
 */
export interface Retry {
  /** Most tries, the first one among them. 5 unless given; 1 never tries again. */
  readonly attempts?: number;
  /** Seconds before the second try. 0.1 unless given. */
  readonly firstPause?: number;
  /** What a pause is longer by than the one before. 2 unless given. */
  readonly factor?: number;
  /** Most seconds of a pause that the server did not ask for. 10 unless given. */
  readonly longestPause?: number;
}

/** Seconds to wait after so many tries; nothing where there shall be no further. */
export function pauseAfter(error: CrosswalkError, tries: number, retry: Retry): number | undefined {
  const passing = error.code === "UNAVAILABLE" || error.code === "RESOURCE_EXHAUSTED";
  if (!passing || tries >= (retry.attempts ?? 5)) return undefined;
  const pause = Math.min(
    retry.longestPause ?? 10,
    (retry.firstPause ?? 0.1) * (retry.factor ?? 2) ** (tries - 1),
  );
  return Math.max(pause * (0.5 + Math.random() / 2), error.retryAfter ?? 0);
}

/** Resolves after so many seconds. */
export function sleep(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}
