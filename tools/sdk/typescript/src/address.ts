// SPDX-License-Identifier: Apache-2.0
// From an operation and its parameters to an address.

import type { Operation } from "./generated/operations.js";

function* pairs(prefix: string, value: unknown, maps: readonly string[]): Generator<[string, string]> {
  if (value === undefined || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) yield [prefix, String(item)];
  } else if (typeof value === "object") {
    const isMap = maps.includes(prefix);
    for (const [name, member] of Object.entries(value)) {
      yield* pairs(isMap ? `${prefix}[${name}]` : prefix ? `${prefix}.${name}` : name, member, maps);
    }
  } else {
    yield [prefix, String(value)];
  }
}

/** Path and query. Members of `parameters` that the path does not name go into the query. */
export function addressOf(operation: Operation, parameters: Readonly<Record<string, unknown>>): string {
  const inPath = new Set<string>();
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    inPath.add(name);
    return encodeURIComponent(String(parameters[name]));
  });
  const rest = Object.fromEntries(Object.entries(parameters).filter(([name]) => !inPath.has(name)));
  const query = new URLSearchParams([...pairs("", rest, operation.maps ?? [])]).toString();
  return query ? `${path}?${query}` : path;
}

/** The last part of a resource name, checked to be one of `collection`: `credentials/a` gives `a`. */
export function idIn(collection: string, name: string): string {
  const match = new RegExp(`^${collection}/([^/]+)$`).exec(name);
  if (!match?.[1]) throw new TypeError(`'${name}' is not ${collection}/ with an identifier`);
  return match[1];
}

/** The two identifiers of `frameworks/{framework}/concepts/{concept}`. */
export function conceptIds(name: string): { framework: string; concept: string } {
  const match = /^frameworks\/([^/]+)\/concepts\/([^/]+)$/.exec(name);
  if (!match?.[1] || !match[2]) {
    throw new TypeError(`'${name}' is not frameworks/{framework}/concepts/{concept}`);
  }
  return { framework: match[1], concept: match[2] };
}
