// SPDX-License-Identifier: Apache-2.0
// The search as the address has it, and as the API wants it.
import { ENDS, RANGES } from './ranges.js';

// Lists of the filter, as parameters of the address and fields of CredentialFilter.
export const LISTS = ['issuers', 'types', 'deliveryModes', 'languageCodes', 'regions'];

const PAGE = 20; // Hits that are added at a time.
const MOST_AT_ONCE = 100; // Of the API.
// An address may not ask for more than so many calls can bring; "Show more" may.
const MOST_PAGES = 25;

// How many pages of hits the address shows.
export const pagesOf = (query) => Math.min(Math.max(Math.trunc(Number(query.get('pages'))) || 1, 1), MOST_PAGES);

// The query with so many pages; the first by itself is not named.
export const withPages = (query, pages) => withValue(query, 'pages', pages > 1 ? String(Math.min(pages, MOST_PAGES)) : null);

// The answer to the query with the hits of all its pages. `ask(request)` asks the service.
export async function firstPages(query, ask) {
  let left = pagesOf(query) * PAGE;
  const answer = await ask(requestOf(query, '', Math.min(left, MOST_AT_ONCE)));
  const results = answer.results ?? [];
  let token = answer.nextPageToken;
  for (left -= MOST_AT_ONCE; left > 0 && token; left -= MOST_AT_ONCE) {
    const next = await ask(requestOf(query, token, Math.min(left, MOST_AT_ONCE)));
    results.push(...(next.results ?? []));
    token = next.nextPageToken;
  }
  return { ...answer, results, nextPageToken: token };
}

export function requestOf(query, pageToken, pageSize = PAGE) {
  const filter = {};
  for (const name of LISTS) filter[name] = query.getAll(name);
  for (const name of ENDS) filter[name] = query.get(name);
  return {
    query: query.get('query'), skills: query.getAll('skills'), occupation: query.get('occupation'),
    skillMatch: query.get('match') === 'all' ? 'SKILL_MATCH_MODE_ALL' : null,
    confirmedOnly: query.get('confirmed') === 'true' ? true : null,
    orderBy: query.get('order'), pageSize, pageToken, filter,
  };
}

// The filters that hold, each as the parameters that make it up.
const activeFilters = (query) => [...LISTS.map((name) => [name]), ...Object.values(RANGES), ['confirmed']]
  .filter((names) => names.some((name) => query.get(name)));
export const hasSeveralFilters = (query) => activeFilters(query).length > 1;
export const withoutFilters = (query) =>
  activeFilters(query).flat().reduce((next, name) => withValue(next, name, null), withPages(query, 1));

// Copies of `query` with something changed.
export function withValue(query, name, value) {
  const next = new URLSearchParams(query);
  if (value === null || value === '' || value === undefined) next.delete(name);
  else next.set(name, value);
  return next;
}

export function toggled(query, name, value) {
  const next = new URLSearchParams(query);
  const values = next.getAll(name);
  next.delete(name);
  const rest = values.includes(value) ? values.filter((each) => each !== value) : [...values, value];
  rest.forEach((each) => next.append(name, each));
  return next;
}

// What a search advice would change. Advice calls a skill by its resource name; the address has it
// as it was asked for, perhaps in words: `skills` (the answer's) says which is which.
export function advised(query, { kind, subject, replacement }, skills) {
  const next = withPages(query, 1);
  const withoutSkill = () => {
    const asked = skills.filter((each) => each.conceptName === subject).map((each) => each.asked);
    const kept = next.getAll('skills').filter((value) => value !== subject && !asked.includes(value));
    next.delete('skills');
    kept.forEach((value) => next.append('skills', value));
  };
  if (kind === 'SEARCH_ADVICE_KIND_DROP_QUERY') next.delete('query');
  if (kind === 'SEARCH_ADVICE_KIND_DROP_SKILL') {
    if (subject) withoutSkill();
    else {
      next.delete('skills');
      next.delete('occupation');
    }
  }
  if (kind === 'SEARCH_ADVICE_KIND_BROADER_SKILL') {
    withoutSkill();
    next.append('skills', replacement);
  }
  if (kind === 'SEARCH_ADVICE_KIND_DROP_FILTER') {
    const camel = subject.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
    for (const name of RANGES[camel] ?? [camel]) next.delete(name);
  }
  return next;
}
