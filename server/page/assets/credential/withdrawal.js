// SPDX-License-Identifier: Apache-2.0
// What a reader of a withdrawn credential has to know: since when, what still holds, what else there is.
import { h } from '../dom.js';
import { localized } from '../find/result.js';
import { textFor } from '../i18n.js';

const MOST_SKILLS = 5;

// The search for the same skills, the first of each outcome before the second of any; where none is
// named, for the words of the title.
function similar(credential, language) {
  const ranked = (credential.outcomes ?? []).flatMap((outcome) => (outcome.alignments ?? []).map(({ conceptName }, rank) => ({ conceptName, rank })));
  const skills = [...new Set(ranked.filter(({ conceptName }) => conceptName).sort((a, b) => a.rank - b.rank).map(({ conceptName }) => conceptName))];
  return skills.length > 0 ? ['sameSkills', new URLSearchParams(skills.slice(0, MOST_SKILLS).map((name) => ['skills', name]))]
    : ['similarTitles', new URLSearchParams({ query: textFor(credential.title, language)[0] })];
}

// `credential`: the text that was published last; `withdrawal`: when it was withdrawn (`time`), or, where
// that is not known any more, that it was edited since (`isEdited`).
export function withdrawalNotice(credential, { time, isEdited }, { words, link }) {
  const { t } = words;
  const [key, query] = similar(credential, words.language);
  return h('section', { class: 'notice notice-warn' }, h('h2', null, time ? t('withdrawnOn', { date: words.date(time) }) : t('withdrawn')),
    h('p', null, words.parts('withdrawnBy', { issuer: localized(credential.issuer?.name, words), published: words.date(credential.publishTime) })),
    isEdited && h('p', null, t('unpublishedChanges')),
    h('p', null, h('a', { href: link(`/find?${query}`) }, t(key))));
}
