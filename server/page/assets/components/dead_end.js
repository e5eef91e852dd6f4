// SPDX-License-Identifier: Apache-2.0
// A credential from which nothing follows, and what might.
import { h } from '../dom.js';
import { foreign } from '../i18n.js';
import { pathOf } from './concept.js';
import { essentialTaught, essentialTaughtMessages } from './essential_taught.js';
import { ownLabel, ownLanguage } from './own_language.js';

export const deadEndMessages = {
  en: {
    ...essentialTaughtMessages.en,
    DEAD_END_KIND_NOTHING_DECLARED: 'It stacks into nothing, and nothing asks for it.',
    DEAD_END_KIND_TARGETS_MISSING: 'What it stacks into is not published, and nothing asks for it.',
    DEAD_END_KIND_UNSPECIFIED: 'Nothing follows it.',
    missingTargets: 'Declared, but not published',
    continuations: 'Could continue it, though nobody declares so',
    nearFits: 'Would fit, but for an obstacle',
    nearestOccupations: 'Nearest occupations',
    STEP_OBSTACLE_UNSPECIFIED: 'something is in the way',
    STEP_OBSTACLE_TOO_LITTLE_IN_COMMON: 'too little in common',
    STEP_OBSTACLE_LEVEL_FALLS: 'the level falls',
    STEP_OBSTACLE_PREREQUISITE_MISSING: 'something it asks for is not held',
    STEP_OBSTACLE_NOTHING_NEW: 'it teaches nothing new',
    levels: 'level {from} to {to}',
    sharedSkills: { one: 'shares {count} skill: {names}', other: 'shares {count} skills: {names}' },
    missingSkills: { one: '{count} skill missing: {names}', other: '{count} skills missing: {names}' },
    andMore: '{names} …',
  },
  fr: {
    ...essentialTaughtMessages.fr,
    DEAD_END_KIND_NOTHING_DECLARED: 'Il ne mène à rien, et rien ne l’exige.',
    DEAD_END_KIND_TARGETS_MISSING: 'Ce à quoi il mène n’est pas publié, et rien ne l’exige.',
    DEAD_END_KIND_UNSPECIFIED: 'Rien ne le suit.',
    missingTargets: 'Déclaré, mais pas publié',
    continuations: 'Pourraient le prolonger, sans que personne le déclare',
    nearFits: 'Conviendraient, à un obstacle près',
    nearestOccupations: 'Professions les plus proches',
    STEP_OBSTACLE_UNSPECIFIED: 'un obstacle',
    STEP_OBSTACLE_TOO_LITTLE_IN_COMMON: 'trop peu en commun',
    STEP_OBSTACLE_LEVEL_FALLS: 'le niveau baisse',
    STEP_OBSTACLE_PREREQUISITE_MISSING: 'un préalable manque',
    STEP_OBSTACLE_NOTHING_NEW: 'il n’enseigne rien de nouveau',
    levels: 'du niveau {from} au niveau {to}',
    sharedSkills: { one: '{count} compétence commune : {names}', other: '{count} compétences communes : {names}' },
    missingSkills: { one: 'il manque {count} compétence : {names}', other: 'il manque {count} compétences : {names}' },
    andMore: '{names}…',
  },
};

const SHOWN = 5; // Skills named in a line.

export function deadEnd(entry, { words, link }) {
  const { t } = words;
  const credential = (summary) => h('a', { href: link(pathOf(summary.name)),
    lang: foreign(summary.languageCode, words.language) }, summary.title);
  const issuer = (summary) => summary.issuerName &&
    ownLanguage(summary.issuerName, summary.issuerNameLanguageCode, words);
  const joined = (nodes, between) => nodes.filter(Boolean).map((node, i) => [i > 0 && between, node]);
  const names = (skills, count) => {
    const labels = [...new Map(skills.map((skill) => [skill.label, skill])).values()].slice(0, SHOWN)
      .map((skill) => ownLabel(skill, words));
    return labels.length < count ? words.parts('andMore', { names: joined(labels, ', ') }) : words.listParts(labels);
  };
  const line = (...parts) => h('span', { class: 'quiet small' }, joined(parts, ' · '));
  const part = (key, rows) => rows?.length > 0 && [h('h4', null, t(key)), h('ul', null, rows)];
  const levels = (step) => step.levelFrom > 0 && step.levelTo > 0 &&
    (step.levelFrom === step.levelTo ? t('level', { number: step.levelTo })
      : t('levels', { from: step.levelFrom, to: step.levelTo }));
  const hours = (count) => count > 0 && t('hours', { count });
  const target = ({ credential: name, qualification, text }) => h('li', null,
    name ? h('code', null, name) : qualification && h('a', { href: link(pathOf(qualification)) }, qualification),
    text && [(name || qualification) && ' – ', text]);

  const { credential: own } = entry;
  return [
    h('h3', null, credential(own)),
    h('p', null, line(own.type && t(own.type), own.level > 0 && t('level', { number: own.level }), hours(own.hours))),
    h('p', null, t(entry.kind ?? 'DEAD_END_KIND_UNSPECIFIED')),
    part('missingTargets', entry.missingTargets?.map(target)),
    part('continuations', entry.continuations?.map((step) => h('li', null, credential(step.credential), ' ',
      line(issuer(step.credential), levels(step), hours(step.hours),
        step.sharedSkillCount > 0 && words.parts('sharedSkills', { count: step.sharedSkillCount,
          names: names((step.sharedSkills ?? []).map(({ wanted }) => wanted), step.sharedSkillCount) }))))),
    part('nearFits', entry.nearFits?.map(({ step, missingSkills, missingSkillCount }) => h('li', null,
      credential(step.credential), ' ',
      line(issuer(step.credential), levels(step), hours(step.hours)),
      h('br'), words.list((step.obstacles ?? []).map((obstacle) => t(obstacle))),
      missingSkillCount > 0 && [' – ', line(words.parts('missingSkills', { count: missingSkillCount,
        names: names(missingSkills ?? [], missingSkillCount) }))]))),
    part('nearestOccupations', entry.nearestOccupations?.map((occupation) => h('li', null,
      h('a', { href: link(pathOf(occupation.name)), lang: foreign(occupation.languageCode, words.language) },
        occupation.label), ' ',
      line(essentialTaught(occupation, words),
        occupation.missingSkillCount > 0 && words.parts('missingSkills', { count: occupation.missingSkillCount,
          names: names(occupation.missingSkills ?? [], occupation.missingSkillCount) }))))),
  ];
}
