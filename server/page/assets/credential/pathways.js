// SPDX-License-Identifier: Apache-2.0
// Where a credential leads: the drawing, and the list that says the same.
import { essentialTaught } from '../components/essential_taught.js';
import { ownLanguage } from '../components/own_language.js';
import { h } from '../dom.js';
import { foreign } from '../i18n.js';
import { pathwayGraph } from './pathway_graph.js';

const SHOWN = 5;

const issuer = (summary, words) => ownLanguage(summary.issuerName, summary.issuerNameLanguageCode, words);

const credentialLink = (summary, { words, link }) =>
  h('a', { href: link(`/${summary.name}`), lang: foreign(summary.languageCode, words.language) }, summary.title);

// Nothing here says that somebody who holds the credential has the qualification or can do the work.
const howNear = (goal, words) => (goal.kind === 'DESTINATION_KIND_OCCUPATION' ? essentialTaught(goal, words)
  : words.t(goal.kind, { share: words.percent(goal.coverage ?? 0) }));

const destination = (goal, { words, link }) => [
  h('a', { href: link(`/${goal.name}`), lang: foreign(goal.languageCode, words.language) }, goal.number ? `${goal.number} ${goal.label}` : goal.label),
  h('span', { class: 'quiet' }, ` (${howNear(goal, words)})`)];

const goals = (list, context) => list.flatMap((goal, i) => [i > 0 && ', ', destination(goal, context)]);

// Whose declaration the step is. What it says names no language and is taken to be in that of the title.
const declarer = ({ kinds, from, credential }) => (kinds[0] === 'STEP_KIND_DECLARED_STACK' ? from : credential);

function step(entry, context) {
  const { words } = context;
  const facts = [
    entry.levelTo && words.t('level', { number: entry.levelTo }),
    // What the declaration says counts, not our estimate.
    !entry.declaredText && entry.hours && entry.hoursCredited && words.t('credited', { credited: entry.hoursCredited, hours: entry.hours }),
    entry.gainedSkillCount && words.t('gained', { count: entry.gainedSkillCount }),
  ].filter(Boolean);
  return h('li', null, credentialLink(entry.credential, context), ', ', h('span', { class: 'quiet' }, issuer(entry.credential, words)), ' ',
    h('span', { class: entry.kinds[0] === 'STEP_KIND_DISCOVERED' ? 'tag tag-warn' : 'tag' }, words.t(entry.kinds[0])),
    entry.declaredText && h('span', { class: 'small' }, ' ', h('q', { lang: foreign(declarer(entry).languageCode, words.language) }, entry.declaredText)),
    facts.length > 0 && h('span', { class: 'small quiet' }, ` ${facts.join(' · ')}`));
}

function nearFits(answer, context) {
  const { words } = context;
  return [
    answer.nearFits?.length > 0 && [h('h3', null, words.t('nearFits')), h('ul', null, answer.nearFits.map((fit) =>
      h('li', null, credentialLink(fit.step.credential, context), h('span', { class: 'quiet' }, ` – ${(fit.step.obstacles ?? []).map((each) => words.t(each)).join(', ')}`))))],
    answer.nearestOccupations?.length > 0 && [h('h3', null, words.t('nearest')), h('ul', null, answer.nearestOccupations.map((goal) => h('li', null, destination(goal, context))))],
  ];
}

export function pathwaysContent(answer, context) {
  const { words } = context;
  const pathways = (answer.pathways ?? []).slice(0, SHOWN);
  const leads = answer.reached?.length > 0 && h('p', null, words.parts('leadsByItself', { list: goals(answer.reached, context) }));
  if (pathways.length === 0) {
    return [leads, h('div', { class: 'notice' }, h('h3', null, words.t('noPaths')), h('p', null, words.t('noPathsText'))), nearFits(answer, context)];
  }
  return [leads, answer.deadEnd && h('p', { class: 'notice notice-warn' }, words.t('deadEnd')),
    h('div', { class: 'scroll' }, pathwayGraph(answer.held ?? [], pathways, context)),
    h('p', { class: 'legend small' }, h('span', { class: 'key' }), words.t('declared'), ' ', h('span', { class: 'key guessed' }), words.t('discovered')),
    h('h3', null, words.t('pathwaysList')),
    h('ol', { class: 'ways plain-list' }, pathways.map((pathway, i) => h('li', null, h('p', { class: 'quiet' }, words.t('path', { number: i + 1, count: pathway.steps.length })),
      h('ol', null, pathway.steps.map((entry) => step(entry, context))),
      pathway.destinations?.length > 0 && h('p', null, words.parts('leadsToward', { list: goals(pathway.destinations, context) })))))];
}
