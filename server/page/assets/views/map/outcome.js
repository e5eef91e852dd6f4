// SPDX-License-Identifier: Apache-2.0
// One outcome with the skills it maps to, what is wrong with how it is written, and what the reader
// decides.
import { h, fill, markSpans } from '../../dom.js';
import { foreign } from '../../i18n.js';
import { conceptBox } from '../../components/combobox.js';
import { levelNodes } from '../../components/level.js';
import { ownLanguage } from '../../components/own_language.js';
import { skillRow } from './skill.js';

// Matches that count as suggested.
export const committed = (outcome) => (outcome.mapping?.matches ?? []).filter((match) => match.committed);

function flaw(entry, language, words) {
  const { t } = words;
  const problem = entry.severity === 'OUTCOME_FLAW_SEVERITY_PROBLEM';
  return h('li', null, h('span', { class: `tag${problem ? ' tag-warn' : ''}` },
    t(problem ? 'flawProblem' : 'flawRemark')), ' ',
  entry.span && !entry.advice.includes(entry.span.text) && [h('q', { lang: language }, entry.span.text), ' '], entry.advice,
  entry.alternatives?.length > 0 && [' ', h('span', { class: 'quiet' },
    words.parts('flawAlternatives', { verbs: h('span', { lang: language }, entry.alternatives.join(', ')) }))]);
}

// `changed()` is called after every decision, `edit(index)` asks to write the outcome anew,
// `signals(outcome, name)` promises the signals of a skill.
export function outcomeCard({ outcome, number, context, changed, edit, signals }) {
  const { words, api, announce } = context;
  const { t } = words;
  const matches = outcome.mapping.matches ?? [];
  const sure = matches.filter((match) => match.committed || outcome.decided[match.skill.name] === 'accepted');
  const { error, noMatchReason, warnings = [] } = outcome.mapping;
  const { level } = outcome;

  const language = foreign(outcome.mapping.languageCode, words.language);
  const text = h('p', { class: 'outcome-text', lang: language });
  const allSpans = committed(outcome).flatMap((match) => match.evidence?.spans ?? []);
  const mark = (spans) => {
    fill(text, markSpans(outcome.text, spans ?? allSpans));
    text.classList.toggle('outcome-text-focus', spans !== null);
  };
  mark(null);

  const decidedNow = () => {
    outcome.decidedAt = new Date().toISOString();
    changed();
  };
  const list = h('ul', { class: 'plain-list skills' });
  function replace(concept, name) {
    if (name) outcome.decided[name] = 'rejected';
    const suggested = matches.find((match) => match.skill.name === concept.name);
    if (suggested) {
      outcome.decided[concept.name] = 'accepted';
      if (!sure.includes(suggested)) sure.push(suggested);
    } else if (!outcome.added.some(({ skill }) => skill.name === concept.name)) {
      outcome.added.push({ skill: concept, replaces: name });
    }
    decidedNow();
    announce(words.parts('addedNamed', { name: ownLanguage(concept.preferredLabel, concept.languageCode, words) }));
    fillSkills(concept.name);
    if (others) fillOthers();
  }
  const row = (match) => skillRow({
    match, context, mark, language,
    state: outcome.decided[match.skill.name],
    decide(state) {
      if (state) outcome.decided[match.skill.name] = state;
      else delete outcome.decided[match.skill.name];
      decidedNow();
    },
    replace: (concept) => replace(concept, match.skill.name),
    signals: () => signals(outcome, match.skill.name),
  });
  const added = (entry) => skillRow({
    match: { skill: entry.skill }, context, mark,
    replace(concept) {
      outcome.added = outcome.added.filter((each) => each !== entry);
      replace(concept, entry.replaces);
    },
    remove() {
      outcome.added = outcome.added.filter((each) => each !== entry);
      decidedNow();
      announce(words.parts('removedNamed', { name: ownLanguage(entry.skill.preferredLabel, entry.skill.languageCode, words) }));
      fillSkills();
      add.querySelector('input').focus();
    },
  });
  // Fills the list anew; the row of the concept `focus` gets the focus.
  function fillSkills(focus) {
    const names = sure.map((match) => match.skill.name);
    const addedRows = (entries) => entries.map((entry) => [entry.skill.name, added(entry)]);
    // One that stands for another comes after it.
    const rows = [
      ...sure.flatMap((match) => [[match.skill.name, row(match)],
        ...addedRows(outcome.added.filter(({ replaces }) => replaces === match.skill.name))]),
      ...addedRows(outcome.added.filter(({ replaces }) => !names.includes(replaces)))];
    fill(list, rows.map(([, element]) => element));
    list.hidden = rows.length === 0;
    rows.findLast(([name]) => name === focus)?.[1].querySelector('a').focus();
  }
  const add = h('div', { class: 'skill-add no-print' }, conceptBox({ label: t('addSkill'),
    types: ['CONCEPT_TYPE_SKILL'], words, api, choose: (concept) => replace(concept) }));
  fillSkills();

  const processes = (level?.processes ?? []).filter((entry) => entry.shown)
    .map((entry) => t(entry.process));
  const about = [
    level?.mostLikely && words.parts('outcomeLevel', { level: levelNodes(level.mostLikely, words) }),
    processes.length > 0 && t('outcomeProcesses', { processes: words.list(processes) }),
  ].filter(Boolean);

  // Rows that nobody has asked for yet are not made.
  const left = () => matches.filter((match) => !sure.includes(match));
  const others = left().length > 0 && h('details', { class: 'others' },
    h('summary', null, h('span', null, t('othersCount', { count: left().length })),
      h('span', { class: 'visually-hidden' }, ` : ${t('evidenceOutcome', { number })}`)),
    h('ul', { class: 'plain-list skills' }));
  function fillOthers() {
    const rest = left();
    others.hidden = rest.length === 0;
    others.querySelector('summary > span').textContent = t('othersCount', { count: rest.length });
    fill(others.lastChild, rest.map(row));
  }
  if (others) others.addEventListener('toggle', () => { if (others.lastChild.childElementCount === 0) fillOthers(); });

  return h('li', { class: 'card outcome', id: `outcome-${number}`, tabindex: '-1' },
    h('h3', { class: 'outcome-number' }, t('evidenceOutcome', { number })),
    text,
    about.length > 0 && h('p', { class: 'quiet small' }, about.map((part, i) => [i > 0 && ' ', part])),
    level?.flaws?.length > 0 && h('div', { class: 'notice notice-warn flaws' },
      h('h4', null, t('flawsTitle')), h('ul', { class: 'plain-list' }, level.flaws.map((entry) => flaw(entry, language, words))),
      h('button', { type: 'button', class: 'small-button no-print', onclick: () => edit(number - 1) }, t('rewrite'),
        h('span', { class: 'visually-hidden' }, ` : ${t('evidenceOutcome', { number })}`))),
    error && h('p', { class: 'notice notice-bad' }, t('outcomeFailed'), ' ', h('span', { lang: 'en' }, error.message)),
    [['TEXT_TRUNCATED', 'outcomeTruncated'], ['LANGUAGE_NOT_RECOGNISED', 'outcomeLanguage']]
      .filter(([warning]) => warnings.some(({ reason }) => reason === warning))
      .map(([, message]) => h('p', { class: 'quiet small' }, t(message))),
    noMatchReason && !error && h('p', { class: 'notice' }, t(words.has(noMatchReason) ? noMatchReason
      : 'NO_MATCH_REASON_NOTHING_FITS'), left().length > 0 && h('span', { class: 'no-print' }, ' ', t('nearestBelow'))),
    h('h4', { class: 'visually-hidden' }, t('skillsOf', { number })),
    list,
    others, add);
}
