// SPDX-License-Identifier: Apache-2.0
// One suggested skill of an outcome: how sure, why, what is broader and narrower, and what the reader
// decides about it.
import { h, fill, markSpans, uniqueId } from '../../dom.js';
import { foreign } from '../../i18n.js';
import { bar, confidence } from '../../components/confidence.js';
import { conceptBox } from '../../components/combobox.js';
import { conceptLink } from '../../components/concept.js';
import { ownLanguage } from '../../components/own_language.js';
import { pending } from '../../components/state.js';

const LONGEST_LABEL = 140;

// Signals of the ranking (docs/mapping.md) by what they are about.
const SIGNAL_GROUPS = [
  [/^(static-)?sentence-/, 'signalSentence'], [/^(static-)?token-/, 'signalToken'], [/^window-/, 'signalWindow'],
  [/-in-/, 'signalCoverage'],
  [/words$|share$|weight$|^whole-label$/, 'signalWords'], [/^(essential|optional)-for$/, 'signalUse'],
  [/^(broader|narrower)/, 'signalHierarchy'], [/^affinity$/, 'signalAffinity'], [/./, 'signalForm']];

function signalShares(signals) {
  const sums = new Map();
  for (const { name, contribution = 0 } of signals) {
    const [, key] = SIGNAL_GROUPS.find(([pattern]) => pattern.test(name));
    sums.set(key, (sums.get(key) ?? 0) + Math.abs(contribution));
  }
  const total = [...sums.values()].reduce((sum, value) => sum + value, 0) || 1;
  return [...sums].map(([key, value]) => [key, value / total]).sort((a, b) => b[1] - a[1]);
}

// `language` is the `lang` that the outcome's text needs; null for none.
function reason({ evidence }, language, words) {
  const { matchedLabel, spans = [] } = evidence ?? {};
  if (!matchedLabel) return null;
  const { text, kind, languageCode, spans: marks } = matchedLabel;
  const long = text.length > LONGEST_LABEL;
  const label = h('q', { lang: foreign(languageCode, words.language) },
    long ? `${text.slice(0, LONGEST_LABEL)}…` : markSpans(text, marks));
  const said = words.has(`reason${kind}`) ? `reason${kind}` : 'reasonLABEL_KIND_ALTERNATIVE';
  return [words.parts(said, { label }), spans.length > 0 && [' ', words.parts('reasonSpans', {
    spans: spans.map((span, i) => [i > 0 && ', ', h('q', { lang: language }, span.text)]) })]];
}

// `match` is a SkillMatch, or {skill} for one that the reader added. `state` is "accepted", "rejected"
// or undefined; `decide(state)` sets it, `replace(concept)` puts another in its place, `remove()` takes
// an added one away, `mark(spans)` marks them in the outcome (null: all), `signals()` promises the
// signals of this skill; `language` is the `lang` of the outcome's text.
export function skillRow({ match, state, context, decide, replace, remove, mark, signals, language }) {
  const { words, api, signal, announce } = context;
  const { t } = words;
  const { skill } = match;
  const more = h('div', { class: 'skill-more', id: uniqueId('skill'), hidden: true });
  const nameOf = (concept) => ownLanguage(concept.preferredLabel, concept.languageCode, words);
  const named = (key) => [t(key), ' ', h('span', { class: 'visually-hidden' }, nameOf(skill))];
  const row = h('li', { class: 'skill' });
  let current = state;
  let open = '';

  const openers = [];
  // A button that opens what `build()` answers beneath the row; one at a time is open.
  function opener(key, build) {
    const button = h('button', { type: 'button', class: 'small-button plain', 'aria-expanded': 'false',
      'aria-controls': more.id, onclick() {
        const closing = open === key;
        open = closing ? '' : key;
        openers.forEach((each) => each.setAttribute('aria-expanded', String(each === button && !closing)));
        more.hidden = closing;
        if (closing) return;
        fill(more, build());
        more.querySelector('input')?.focus();
      } }, named(key));
    openers.push(button);
    return button;
  }

  const decisions = ['accepted', 'rejected'].map((value) => h('button', {
    type: 'button', class: 'small-button', onclick() {
      current = current === value ? undefined : value;
      decide(current);
      show();
      announce(words.parts(`${current ?? 'undecided'}Named`, { name: nameOf(skill) }));
    } }, named(value === 'accepted' ? 'accept' : 'reject')));

  function show() {
    row.dataset.state = current ?? 'open';
    decisions.forEach((button, i) =>
      button.setAttribute('aria-pressed', String(current === ['accepted', 'rejected'][i])));
  }

  const why = () => h('div', null,
    match.evidence?.matchedLabel && h('p', null, reason(match, language, words)),
    h('p', { class: 'quiet small' }, t('signalsIntro')),
    pending(words, signal, async () => h('table', { class: 'signals' },
      h('thead', { class: 'visually-hidden' }, h('tr', null, h('th', { scope: 'col' }, t('signal')),
        h('th', { scope: 'col' }, t('signalShare')))),
      h('tbody', null, signalShares(await signals()).map(([key, share]) => h('tr', null,
        h('th', { scope: 'row' }, t(key)), h('td', null, bar(share), words.percent(share))))))));

  const neighbours = () => pending(words, signal, async () => {
    const answer = await api.get(`${skill.name}/relatedSkills`, {
      relations: ['SKILL_RELATION_BROADER', 'SKILL_RELATION_NARROWER'], pageSize: 20,
      languageCodes: words.language }, signal);
    const related = answer.relatedSkills ?? [];
    const part = (relation, key) => {
      const list = related.filter((entry) => entry.relation === relation);
      return h('div', null, h('h5', null, t(key)), list.length === 0
        ? h('p', { class: 'quiet' }, t('noneThere'))
        : h('ul', { class: 'concept-list' }, list.map((entry) => h('li', null,
          conceptLink(entry.skill, context), ' ',
          entry.skill.type === 'CONCEPT_TYPE_SKILL' && h('button', { type: 'button',
            class: 'small-button plain', onclick: () => replace(entry.skill) }, t('takeInstead'),
          h('span', { class: 'visually-hidden' }, ' ', nameOf(entry.skill)))))));
    };
    return h('div', { class: 'columns even' }, part('SKILL_RELATION_BROADER', 'broader'),
      part('SKILL_RELATION_NARROWER', 'narrower'));
  });

  const replacement = () => conceptBox({ label: words.parts('replaceWith', { name: nameOf(skill) }),
    types: ['CONCEPT_TYPE_SKILL'], words, api, choose: replace });

  row.append(h('p', { class: 'skill-name' }, conceptLink(skill, context), ' ',
    match.confidence === undefined ? h('span', { class: 'tag' }, t('addedByYou'))
      : confidence(match.confidence, words)),
  ...(match.evidence ? [h('p', { class: 'quiet small skill-why' }, reason(match, language, words))] : []),
  h('div', { class: 'skill-actions no-print' },
    remove ? h('button', { type: 'button', class: 'small-button', onclick: remove }, named('remove'))
      : decisions,
    opener('replace', replacement), match.evidence ? opener('why', why) : '', opener('neighbours', neighbours)),
  more);
  if (match.evidence) {
    ['mouseenter', 'focusin'].forEach((name) => row.addEventListener(name, () => mark(match.evidence.spans ?? [])));
    ['mouseleave', 'focusout'].forEach((name) => row.addEventListener(name, () => mark(null)));
  }
  show();
  return row;
}
