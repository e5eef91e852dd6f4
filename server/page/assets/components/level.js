// SPDX-License-Identifier: Apache-2.0
// The level of a credential (a LevelAlignment) with its reasons: ladder, volume, evidence for each
// category and against, what would move the answer.
import { h } from '../dom.js';
import { foreign } from '../i18n.js';
import { ladderMessages, probabilityLadder } from './ladder.js';
import { ownLabel, ownLanguage } from './own_language.js';

export const levelMessages = {
  en: {
    ...ladderMessages.en,
    levelSaid: 'Comparable to {level}.',
    levelRange: 'With {probability} probability from {low} to {high}.',
    levelRangeOne: 'With {probability} probability.',
    levelNone: 'The outcomes say too little to name a level.',
    levelMissing: 'No outcome speaks of: {categories}.',
    levelLegend: 'Bold: most likely. With a bar at the side: the credible range.',
    volumeTitle: 'Volume',
    volumeShare: 'About {share} of a typical programme of that level.',
    volumeNote: 'Level says how demanding the outcomes are, volume how much of them there is.',
    volumeUnknown: 'No hours or credits were declared.',
    evidenceTitle: 'Evidence in each category',
    evidenceNone: 'no evidence',
    evidenceNoneText: 'No outcome speaks of this. That is no evidence for a low level.',
    evidenceQuoted: '{cue}: {words}',
    evidenceOutcome: 'Outcome {number}',
    evidenceTypical: 'typical of {range}',
    evidenceWeight: 'share in the answer {share}',
    againstTitle: 'What speaks against it',
    shiftsTitle: 'What would move the answer',
    shiftsUp: 'Up to {level}',
    shiftsDown: 'Down to {level}',
    declaredTitle: 'With the declared facts',
    declaredTogether: 'Outcomes and facts together: {level}.',
    eqf: 'Comparable level of the European framework (indicative): {range}.',
    levelSpan: '{low} to {high}',
    creditsCount: { one: '{count} credit', other: '{count} credits' },
  },
  fr: {
    ...ladderMessages.fr,
    levelSaid: 'Comparable à : {level}.',
    levelRange: 'Avec une probabilité de {probability}, de {low} à {high}.',
    levelRangeOne: 'Avec une probabilité de {probability}.',
    levelNone: 'Les acquis en disent trop peu pour nommer un niveau.',
    levelMissing: 'Aucun acquis ne parle de : {categories}.',
    levelLegend: 'En gras : la plus probable. Avec un trait sur le côté : l’intervalle de crédibilité.',
    volumeTitle: 'Volume',
    volumeShare: 'Environ {share} d’un programme typique de ce niveau.',
    volumeNote: 'Le niveau dit combien les acquis sont exigeants, le volume combien il y en a.',
    volumeUnknown: 'Ni heures ni crédits n’ont été déclarés.',
    evidenceTitle: 'Indices dans chaque catégorie',
    evidenceNone: 'aucun indice',
    evidenceNoneText: 'Aucun acquis n’en parle. Ce n’est pas l’indice d’un niveau bas.',
    evidenceQuoted: '{cue} : {words}',
    evidenceOutcome: 'Acquis {number}',
    evidenceTypical: 'typique de : {range}',
    evidenceWeight: 'part dans la réponse {share}',
    againstTitle: 'Ce qui parle contre',
    shiftsTitle: 'Ce qui changerait la réponse',
    shiftsUp: 'Vers le haut : {level}',
    shiftsDown: 'Vers le bas : {level}',
    declaredTitle: 'Avec les faits déclarés',
    declaredTogether: 'Acquis et faits ensemble : {level}.',
    eqf: 'Niveau comparable du cadre européen (à titre indicatif) : {range}.',
    levelSpan: '{low} à {high}',
    creditsCount: { one: '{count} crédit', other: '{count} crédits' },
  },
};

// As text, for files.
export const levelName = (level) => `${level.number} ${level.label}`;

// As nodes, for the page.
export const levelNodes = (level, words) => [`${level.number} `, ownLabel(level, words)];

function intervalNodes(interval, words) {
  if (interval.low.qualification === interval.high.qualification) return levelNodes(interval.low, words);
  return words.parts('levelSpan', { low: levelNodes(interval.low, words), high: levelNodes(interval.high, words) });
}

// The answer in two sentences, as nodes.
export function levelSentence(alignment, words) {
  const { t } = words;
  const { mostLikely, range, abstention } = alignment;
  if (!mostLikely) return [abstention?.message ?? t('levelNone')];
  const said = words.parts('levelSaid', { level: h('strong', null, levelNodes(mostLikely, words)) });
  if (!range) return said;
  const one = range.low.qualification === range.high.qualification;
  return [...said, ' ', words.parts(one ? 'levelRangeOne' : 'levelRange', {
    probability: words.percent(range.probability ?? 0), low: levelNodes(range.low, words), high: levelNodes(range.high, words) })];
}

// `outcomeHref(index)` is the address of an outcome on the page; without it there are no links.
// `outcomeLanguage(index)` is the language of an outcome, `languageCode` that of the alignment's texts;
// both may be left out. `facts` are the DeclaredFacts that were sent, `heading` the tag of the panel's
// parts.
export function levelPanel(alignment, { words, link, outcomeHref, outcomeLanguage, languageCode,
  facts = {}, heading = 'h3' }) {
  const { t } = words;
  const categoryTitle = ({ title, languageCode: tag }) => ownLanguage(title, tag, words);
  const category = (id) => {
    const found = alignment.categories?.find((entry) => entry.categoryId === id);
    return found ? categoryTitle(found) : id;
  };
  const outcome = (index) => {
    const text = t('evidenceOutcome', { number: index + 1 });
    return outcomeHref ? h('a', { href: outcomeHref(index) }, text) : text;
  };
  // A text of the alignment.
  const own = (text) => ownLanguage(text, languageCode, words);
  const evidence = (entry) => h('li', null, entry.span ? words.parts('evidenceQuoted', { cue: own(entry.cue),
    words: h('q', { lang: foreign(outcomeLanguage?.(entry.outcomeIndex ?? 0), words.language) }, entry.span.text) })
    : own(entry.cue),
    h('span', { class: 'quiet small level-facts' }, outcome(entry.outcomeIndex ?? 0),
      entry.typicalOf && [' · ', words.parts('evidenceTypical', { range: intervalNodes(entry.typicalOf, words) })],
      ` · ${t('evidenceWeight', { share: words.percent(entry.weight ?? 0) })}`));
  const categoryPart = (entry) => {
    const found = entry.state === 'EVIDENCE_STATE_FOUND';
    return h('details', { class: 'level-category' },
      h('summary', null, categoryTitle(entry), ' ', h('span', { class: 'quiet' }, '– ',
        found && entry.mostLikely ? levelNodes(entry.mostLikely, words) : t('evidenceNone'))),
      found
        ? [entry.matchedDescriptor && h('p', { class: 'quiet small' }, own(entry.matchedDescriptor)),
          h('ul', { class: 'concept-list' }, (entry.evidence ?? []).map(evidence))]
        : h('p', { class: 'quiet' }, t('evidenceNoneText')));
  };
  const shifts = (direction, key) => {
    const entries = (alignment.shifts ?? []).filter((entry) => entry.direction === direction);
    return entries.length > 0 && [
      h('p', null, h('strong', null, words.parts(key, { level: levelNodes(entries[0].qualification, words) }))),
      h('ul', { class: 'concept-list' }, entries.map((entry) => h('li', null, own(entry.message))))];
  };
  const volume = [facts.hours && t('hours', { count: facts.hours }),
    facts.credits && t('creditsCount', { count: facts.credits })].filter(Boolean);
  const { abstention, declared, indicativeEqf, counterEvidence } = alignment;
  const folded = (title, content) => h('details', null, h('summary', null, t(title)), content);
  return h('div', { class: 'level-panel' },
    h('p', { class: abstention ? 'notice notice-warn' : 'level-said' }, levelSentence(alignment, words),
      abstention?.missingCategoryIds?.length > 0 && [' ', words.parts('levelMissing', {
        categories: words.listParts(abstention.missingCategoryIds.map(category)) })]),
    probabilityLadder(alignment, { words, link }),
    !abstention && h('p', { class: 'quiet small' }, t('levelLegend')),
    h(heading, null, t('volumeTitle')),
    h('p', null, volume.length > 0 ? h('strong', null, words.list(volume), '. ') : `${t('volumeUnknown')} `,
      alignment.volume && `${t('volumeShare', { share: words.percent(alignment.volume.share) })} `,
      h('span', { class: 'quiet' }, t('volumeNote'))),
    h(heading, null, t('evidenceTitle')),
    (alignment.categories ?? []).map(categoryPart),
    counterEvidence?.length > 0 && folded('againstTitle',
      h('ul', { class: 'concept-list' }, counterEvidence.map(evidence))),
    alignment.shifts?.length > 0 && folded('shiftsTitle',
      [shifts('SHIFT_DIRECTION_UP', 'shiftsUp'), shifts('SHIFT_DIRECTION_DOWN', 'shiftsDown')]),
    declared?.evidence?.length > 0 && folded('declaredTitle', [
      h('ul', { class: 'concept-list' }, declared.evidence.map((entry) => h('li', null, own(entry.message)))),
      declared.mostLikely && h('p', null, words.parts('declaredTogether', { level: levelNodes(declared.mostLikely, words) }))]),
    indicativeEqf && h('p', { class: 'quiet small' }, t('eqf', {
      range: indicativeEqf.min === indicativeEqf.max ? words.number(indicativeEqf.min)
        : t('levelSpan', { low: indicativeEqf.min, high: indicativeEqf.max }) })),
    alignment.caveat && h('p', { class: 'quiet small' }, own(alignment.caveat)));
}
