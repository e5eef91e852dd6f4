// SPDX-License-Identifier: Apache-2.0
// The level of a credential that counts, and who states it.
import { h } from '../dom.js';
import { foreign } from '../i18n.js';

// Of CredentialLevel the assertion that counts with `source` (ALIGNMENT_SOURCE_...); null for none.
export function statedLevel(level) {
  for (const source of ['confirmed', 'declared', 'suggested']) {
    if (level?.[source]) return { ...level[source], source: `ALIGNMENT_SOURCE_${source.toUpperCase()}` };
  }
  return null;
}

// A link to the qualification, by its name where `names` (number to Concept) has it.
export function levelLink(number, names, { words, link }) {
  const concept = names?.get(number);
  return concept ? h('a', { href: link(`/${concept.name}`), lang: foreign(concept.languageCode, words.language) },
    `${number} ${concept.preferredLabel}`) : words.t('level', { number });
}

// Qualifications of the Ontario framework by number.
export async function qualificationsByNumber(api, signal) {
  const answer = await api.get('frameworks/oqf/concepts', { view: 'CONCEPT_VIEW_FULL', pageSize: 50,
    filter: { types: 'CONCEPT_TYPE_QUALIFICATION' } }, signal);
  return new Map(answer.concepts.map((each) => [each.qualification.number, each]));
}
