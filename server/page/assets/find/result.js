// SPDX-License-Identifier: Apache-2.0
// One credential that was found: what it is, which outcomes carry the skills, and who says so.
import { confidenceWord } from '../components/confidence.js';
import { ownLabel } from '../components/own_language.js';
import { levelLink, statedLevel } from '../components/stated_level.js';
import { h, markSpans } from '../dom.js';
import { foreign, textFor } from '../i18n.js';

const SHOWN = 3;

export function localized(texts, words, tag = 'span') {
  const [text, language] = textFor(texts, words.language);
  return h(tag, { lang: foreign(language, words.language) }, text);
}

export function sourceTag(alignment, words) {
  if (alignment.source === 'ALIGNMENT_SOURCE_CONFIRMED') return h('span', { class: 'tag tag-good' }, words.t('confirmedBy'));
  if (alignment.source === 'ALIGNMENT_SOURCE_DECLARED') return h('span', { class: 'tag' }, words.t('declaredBy'));
  const confidence = alignment.confidence === undefined ? '–'
    : `${confidenceWord(alignment.confidence, words)} ${words.percent(alignment.confidence)}`;
  return h('span', { class: 'tag' }, words.t('suggestedBy', { confidence }));
}

function facts(credential, names, context) {
  const { words } = context;
  const { t } = words;
  const level = statedLevel(credential.level);
  const key = (value) => (words.has(value) ? t(value) : value);
  return [
    localized(credential.issuer?.name, words),
    credential.type && key(credential.type),
    level && [levelLink(level.number, names, context), ' ', h('span', { class: 'quiet' }, `(${t(`stated_${level.source}`)})`)],
    credential.hours && t('hours', { count: credential.hours }),
    credential.deliveryMode && key(credential.deliveryMode),
    credential.cost && (Number(credential.cost.amount) === 0 ? t('free')
      : words.money({ amount: credential.cost.amount, currencyCode: credential.cost.currency })),
    credential.startDate && t('starts', { date: words.date(credential.startDate) }),
  ].filter(Boolean).map((fact) => h('li', null, fact));
}

function taught(result, skills, labels, context) {
  const { words, link } = context;
  const row = ({ skillIndex = 0, outcomeIndex = 0, alignment, relation }) => {
    const outcome = result.credential.outcomes?.[outcomeIndex];
    const asked = skills[skillIndex];
    const concept = labels.get(alignment.conceptName);
    const label = concept?.preferredLabel ?? asked?.label;
    const lang = foreign((concept ?? asked)?.languageCode, words.language);
    const how = relation === 'TAUGHT_RELATION_NARROWER' ? 'narrower' : relation === 'TAUGHT_RELATION_RELATED' ? 'related' : null;
    return h('li', null,
      alignment.conceptName ? h('a', { href: link(`/${alignment.conceptName}`), lang }, label) : h('span', { lang }, label),
      how && asked?.label && h('span', { class: 'quiet' }, ' (', words.parts(how, { skill: ownLabel(asked, words) }), ')'), ' ', sourceTag(alignment, words),
      outcome && h('q', { class: 'carried', lang: foreign(outcome.languageCode, words.language) }, outcome.text));
  };
  const all = result.taughtSkills ?? [];
  if (all.length === 0) return null;
  return h('div', null, h('p', { class: 'small quiet teaches' }, words.t('teaches')), h('ul', { class: 'plain-list taught' }, all.slice(0, SHOWN).map(row)),
    all.length > SHOWN && h('details', null, h('summary', null, words.t('teachesMore', { count: all.length - SHOWN })),
      h('ul', { class: 'plain-list taught' }, all.slice(SHOWN).map(row))));
}

// `labels`: Concepts by name, for the skills that are taught.
export function resultItem(result, { skills, labels, names }, context) {
  const { words, link } = context;
  const { credential } = result;
  const [title, language] = textFor(credential.title, words.language);
  const highlight = (result.highlights ?? []).find((each) => each.field !== 'title');
  const inTitle = (result.highlights ?? []).find((each) => each.field === 'title' && each.languageCode === language);
  return h('li', { class: 'card found' },
    h('h3', null, h('a', { href: link(`/${credential.name}`), lang: foreign(language, words.language) },
      inTitle ? markSpans(inTitle.text, inTitle.spans) : title)),
    h('ul', { class: 'found-facts' }, facts(credential, names, context)),
    highlight && h('p', { class: 'small', lang: foreign(highlight.languageCode, words.language) }, markSpans(highlight.text, highlight.spans)),
    taught(result, skills, labels, context));
}
