// SPDX-License-Identifier: Apache-2.0
// What a credential is missing against an occupation, chosen by search or by the address (?gap=).
import { conceptBox } from '../components/combobox.js';
import { bar } from '../components/confidence.js';
import { ownLabel, ownLanguage } from '../components/own_language.js';
import { failure, loading } from '../components/state.js';
import { fill, h } from '../dom.js';
import { foreign } from '../i18n.js';

// What is covered comes first.
const COVERAGES = ['EXACT', 'NARROWER', 'BROADER', 'MISSING'].map((name) => `GAP_SKILL_COVERAGE_${name}`);

const skillLink = (skill, { words, link }) => (skill.name?.startsWith('frameworks/')
  ? h('a', { href: link(`/${skill.name}`), lang: foreign(skill.languageCode, words.language) }, skill.label) : skill.label);
const comparedWith = ({ targetTitle, targetTitleLanguageCode }, words) =>
  words.parts('gapFor', { occupation: ownLanguage(targetTitle, targetTitleLanguageCode, words) });

function skillRow(entry, context) {
  const { words } = context;
  const held = entry.coveredBy?.held;
  const missing = entry.coverage === 'GAP_SKILL_COVERAGE_MISSING';
  const partly = entry.coverage === 'GAP_SKILL_COVERAGE_BROADER';
  return h('li', null, skillLink(entry.skill, context), ' ',
    h('span', { class: `tag ${missing ? 'tag-warn' : partly ? '' : 'tag-good'}` }, words.parts(entry.coverage, { skill: held && ownLabel(held, words) })));
}

function content(answer, context) {
  const { words, link } = context;
  const skills = answer.skills ?? [];
  const part = (essential, key) => {
    const found = skills.filter((each) => Boolean(each.essential) === essential)
      .sort((one, other) => COVERAGES.indexOf(one.coverage) - COVERAGES.indexOf(other.coverage));
    return found.length > 0 && h('details', { open: essential }, h('summary', null, `${words.t(key)} (${words.number(found.length)})`),
      h('ul', null, found.map((each) => skillRow(each, context))));
  };
  return [h('h3', null, comparedWith(answer, words)),
    skills.length === 0 ? h('p', null, words.t('noRelations')) : h('p', null, bar(answer.essential?.ratio ?? 0),
      words.t('gapRatio', { share: words.percent(answer.essential?.ratio ?? 0), optional: words.percent(answer.optional?.ratio ?? 0) })),
    part(true, 'essential'), part(false, 'optional'),
    skills.length > 0 && [h('h3', null, words.t('closing')),
      answer.closingCredentials?.length > 0 ? h('ol', null, answer.closingCredentials.map(({ credential, closes = [], essentialRatio = 0 }, i) => h('li', null,
        h('a', { href: link(`/${credential.name}`), lang: foreign(credential.languageCode, words.language) }, credential.title), ', ',
        h('span', { class: 'quiet' }, ownLanguage(credential.issuerName, credential.issuerNameLanguageCode, words)), ' – ',
        words.parts('closes', { list: words.listParts(closes.map((each) => ownLabel(each, words))) }), ' ',
        h('span', { class: 'quiet' }, `(${words.t(i === 0 ? 'closedWithIt' : 'closedTogether', { share: words.percent(essentialRatio) })})`)))) : h('p', null, words.t('nothingCloses'))]];
}

export function gapSection(name, context) {
  const { words, api, signal, announce } = context;
  const place = h('div', null);
  async function compare(occupation) {
    fill(place, loading(words));
    place.setAttribute('aria-busy', 'true');
    try {
      const answer = await api.post('pathways:analyzeGap', { credentials: [name], occupation }, { signal });
      fill(place, content(answer, context));
      announce(comparedWith(answer, words));
    } catch (error) {
      if (error.name === 'AbortError') return;
      fill(place, failure(error, words, () => compare(occupation)));
    }
    place.removeAttribute('aria-busy');
  }
  const chosen = context.query.get('gap');
  if (chosen) compare(chosen);
  return h('section', { class: 'gap' }, h('h2', null, words.t('gapTitle')), h('p', { class: 'no-print' }, words.t('gapLead')),
    h('div', { class: 'gap-choice no-print' }, conceptBox({ label: words.t('occupation'), types: ['CONCEPT_TYPE_OCCUPATION'], words, api, choose: (item) => {
      context.setQuery(new URLSearchParams({ gap: item.name }), { push: true });
      compare(item.name);
    } })), place);
}
