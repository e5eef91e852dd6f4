// SPDX-License-Identifier: Apache-2.0
// What can be counted in the credentials of an issuer. Nothing here is shown or fetched, but for the
// groups that skills belong to.
import { conceptsByName } from './components/concept.js';

export const SOURCES = ['ALIGNMENT_SOURCE_CONFIRMED', 'ALIGNMENT_SOURCE_DECLARED', 'ALIGNMENT_SOURCE_SUGGESTED'];

const DEEPEST = 12; // Parents are followed no further, whatever the data says.

export const isOffered = ({ state }) => state !== 'CREDENTIAL_STATE_WITHDRAWN';

// The best source that an outcome has for any of its skills; null for an outcome without skills.
export const outcomeSource = ({ alignments }) =>
  SOURCES.find((source) => alignments?.some((alignment) => alignment.source === source)) ?? null;

// How often each answer of `key` comes, as a Map.
export function countBy(entries, key) {
  const counts = new Map();
  entries.forEach((entry) => {
    const value = key(entry);
    counts.set(value, (counts.get(value) ?? 0) + 1);
  });
  return counts;
}

export const skillNames = (credential) => new Set((credential.outcomes ?? []).flatMap((outcome) =>
  (outcome.alignments ?? []).map((alignment) => alignment.conceptName).filter(Boolean)));

// The concepts of these names and all above them, as a Map. Credentials may be aligned with frameworks
// that the server has not; their concepts are left out.
export async function conceptsWithParents(api, names, signal) {
  const { frameworks = [] } = await api.get('frameworks', { pageSize: 1000 }, signal);
  const known = new Map();
  const asked = new Set();
  let wanted = [...names].filter((name) => frameworks.some((framework) => name.startsWith(`${framework.name}/`)));
  for (let step = 0; wanted.length > 0 && step < DEEPEST; step += 1) {
    wanted.forEach((name) => asked.add(name));
    const found = await conceptsByName(api, wanted, { view: 'CONCEPT_VIEW_FULL', signal });
    found.forEach((concept, name) => known.set(name, concept));
    wanted = [...new Set([...found.values()].flatMap((concept) => concept.broader ?? []))]
      .filter((name) => !asked.has(name));
  }
  return known;
}

// Says of a concept, by name, the names of the groups one below the top of the hierarchy that it
// belongs to: `S1` for a skill below it. A concept at the top stands for itself.
export function groupFinder(concepts) {
  const known = new Map();
  return function groupsOf(name) {
    if (known.has(name)) return known.get(name);
    const groups = new Set();
    known.set(name, groups);
    const parents = (concepts.get(name)?.broader ?? []).filter((parent) => concepts.has(parent));
    if (parents.length === 0 && concepts.has(name)) groups.add(name);
    parents.forEach((parent) => {
      if (!concepts.get(parent).broader?.length) groups.add(name);
      else groupsOf(parent).forEach((group) => groups.add(group));
    });
    return groups;
  };
}
