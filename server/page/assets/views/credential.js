// SPDX-License-Identifier: Apache-2.0
// A credential: what it is, what it teaches, its level with reasons, where it leads, what it lacks.
import { ApiError } from '../api.js';
import { levelPanel } from '../components/level.js';
import { pending } from '../components/state.js';
import { levelLink, qualificationsByNumber, statedLevel } from '../components/stated_level.js';
import { gapSection } from '../credential/gap.js';
import { credentialMessages } from '../credential/messages.js';
import { pathwaysContent } from '../credential/pathways.js';
import { structuredData, webAddress } from '../credential/structured_data.js';
import { withdrawalNotice } from '../credential/withdrawal.js';
import { h } from '../dom.js';
import { localized, sourceTag } from '../find/result.js';
import { foreign, textFor } from '../i18n.js';

export const messages = credentialMessages;

const outside = (address, words) => {
  const url = webAddress(address);
  return url ? h('a', { href: url, rel: 'noreferrer' }, new URL(url).hostname) : h('span', { lang: words.language }, address);
};

function requirement(entry, own, { link }) {
  const target = entry.credential || entry.qualification;
  return h('li', null, target && h('a', { href: link(`/${target}`), lang: own }, entry.text || target.split('/').pop()), !target && h('span', { lang: own }, entry.text));
}

function facts(credential, names, context) {
  const { words } = context;
  const { t } = words;
  const key = (value) => (words.has(value) ? t(value) : value);
  const level = statedLevel(credential.level);
  // Texts that name no language are taken to be in that of the title.
  const own = foreign(textFor(credential.title, words.language)[1], words.language);
  const said = (text) => text && h('span', { lang: own }, text);
  const language = (code) => new Intl.DisplayNames(words.locale, { type: 'language' }).of(code);
  const rows = [
    ['issuer', credential.issuer && [localized(credential.issuer.name, words), credential.issuer.url && [' (', outside(credential.issuer.url, words), ')']]],
    ['kind', credential.type && key(credential.type)],
    ['statedLevel', level && [levelLink(level.number, names, context), ' ', h('span', { class: 'quiet' }, `(${t(`stated_${level.source}`)})`)]],
    ['hoursFact', credential.hours && words.number(credential.hours)],
    ['credits', credential.credits && words.number(credential.credits)],
    ['taught', [credential.deliveryMode && key(credential.deliveryMode), credential.deliveryMode && credential.duration && ', ', said(credential.duration)].filter(Boolean)],
    ['languages', words.list((credential.languageCodes ?? []).map(language))],
    ['begins', credential.startDate && words.date(credential.startDate)],
    ['ends', credential.endDate && words.date(credential.endDate)],
    ['register', credential.registrationDeadline && words.date(credential.registrationDeadline)],
    ['expires', credential.expiry && (credential.expiry.date ? words.date(credential.expiry.date) : t('monthsAfter', { count: credential.expiry.months }))],
    ['cost', credential.cost && (Number(credential.cost.amount) === 0 ? t('free') : words.money({ amount: credential.cost.amount, currencyCode: credential.cost.currency }))],
    ['where', said([credential.location, credential.region].filter(Boolean).join(', '))],
    ['assessment', credential.assessment && said([credential.assessment.method, credential.assessment.description].filter(Boolean).join(' – '))],
    ['endorsed', credential.endorsements?.length > 0 && said(credential.endorsements.map((each) => [each.name, each.role].filter(Boolean).join(' – ')).join('; '))],
    ['tags', said((credential.tags ?? []).join(', '))],
    ['website', credential.url && outside(credential.url, words)],
    ['version', credential.publishTime && words.date(credential.publishTime)],
  ];
  return h('dl', { class: 'facts' }, rows.filter(([, value]) => value && value.length !== 0)
    .map(([name, value]) => [h('dt', null, t(name)), h('dd', null, value)]));
}

function outcomes(credential, concepts, context) {
  const { words, link } = context;
  if (!credential.outcomes?.length) return h('p', { class: 'quiet' }, words.t('noOutcomes'));
  const skill = (alignment) => {
    const concept = concepts.get(alignment.conceptName);
    return h('li', null, concept ? h('a', { href: link(`/${concept.name}`), lang: foreign(concept.languageCode, words.language) }, concept.preferredLabel)
      : alignment.conceptName || alignment.uri, ' ', sourceTag(alignment, words));
  };
  return h('ol', { class: 'plain-list outcomes' }, credential.outcomes.map((outcome, i) => h('li', { id: `outcome-${i + 1}`, tabindex: '-1' },
    h('p', { lang: foreign(outcome.languageCode, words.language) }, h('strong', { class: 'outcome-code', lang: words.language }, outcome.code || words.t('outcomeNumber', { number: i + 1 })), ' ', outcome.text),
    outcome.alignments?.length > 0 ? h('ul', { class: 'plain-list taught' }, outcome.alignments.map(skill)) : h('p', { class: 'quiet small' }, words.t('noSkills')))));
}

async function conceptsOf(credential, api, signal) {
  const names = [...new Set((credential.outcomes ?? []).flatMap((outcome) => outcome.alignments ?? []).map((each) => each.conceptName))].filter(Boolean);
  const found = new Map();
  // The call answers all or fails; a concept of another release must not hide the others.
  async function batch(part) {
    if (part.length === 0) return;
    try {
      const answer = await api.post('concepts:batchGet', { names: part }, { signal });
      answer.concepts.forEach((each) => found.set(each.name, each));
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 404) throw error;
      if (part.length === 1) return;
      await batch(part.slice(0, part.length / 2));
      await batch(part.slice(part.length / 2));
    }
  }
  await batch(names);
  return found;
}

// {credential, withdrawal}: the text that is published; where none is, the one that was before the
// credential was withdrawn, else the current one. `withdrawal`, where there was one, is {time} or, where
// the credential was edited since, {isEdited}.
async function text(name, api, signal) {
  const get = async (query) => (await api.get(name, query, signal)).credential;
  try {
    return { credential: await get({ view: 'CREDENTIAL_TEXT_VIEW_PUBLISHED' }) };
  } catch (error) {
    if (error.reason !== 'CREDENTIAL_NOT_PUBLISHED') throw error;
  }
  const current = await get({});
  if (!current.version) return { credential: current };
  // Withdrawing is the last that was done to what is in that state; a change makes it a draft again.
  const isEdited = current.state !== 'CREDENTIAL_STATE_WITHDRAWN';
  return { credential: await get({ version: current.version }), withdrawal: isEdited ? { isEdited } : { time: current.updateTime } };
}

function level(credential, context) {
  const { words, api, signal } = context;
  const declared = { hours: credential.hours, credits: credential.credits };
  return pending(words, signal, async () => {
    const answer = await api.post('outcomes:alignLevel', { title: textFor(credential.title, words.language)[0], facts: declared,
      outcomes: credential.outcomes.map((outcome, i) => ({ id: String(i), text: outcome.text, languageCode: outcome.languageCode })) }, { signal });
    return levelPanel(answer.alignment, { words, link: context.link, facts: declared, languageCode: answer.languageCode,
      outcomeHref: (index) => `#outcome-${index + 1}`, outcomeLanguage: (index) => credential.outcomes[index].languageCode });
  });
}

function missing({ words, link, setTitle }) {
  setTitle(words.t('noCredential'));
  return [h('h1', null, words.t('noCredential')), h('p', null, words.t('noCredentialText')),
    h('p', null, h('a', { href: link('/find') }, words.t('toSearch')))];
}

export function render(context) {
  const { words, api, signal, setTitle, match } = context;
  const { t } = words;
  setTitle(t('unnamed'));
  const name = `credentials/${match.id}`;
  return h('article', { class: 'credential' }, pending(words, signal, async () => {
    if (!/^[a-z0-9.-]+$/.test(match.id)) return missing(context);
    let credential;
    let withdrawal;
    try {
      ({ credential, withdrawal } = await text(name, api, signal));
    } catch (error) {
      if (error.status === 404) return missing(context);
      throw error;
    }
    const [concepts, names] = await Promise.all([conceptsOf(credential, api, signal), qualificationsByNumber(api, signal)]);
    const [title, language] = textFor(credential.title, words.language);
    const isPublished = credential.state === 'CREDENTIAL_STATE_PUBLISHED' && !withdrawal;
    setTitle(title || t('unnamed'), foreign(language, words.language));
    // Programs must not take for an offer what is none.
    return [!withdrawal && structuredData(credential, concepts, words.language),
      h('h1', { lang: foreign(language, words.language) }, title || t('unnamed')),
      withdrawal ? withdrawalNotice(credential, withdrawal, context) : !isPublished && h('p', { class: 'notice notice-warn' }, t('draft')),
      localized(credential.description, words, 'p'),
      facts(credential, names, context),
      credential.prerequisites?.length > 0 && h('section', null, h('h2', null, t('prerequisites')), h('ul', null, credential.prerequisites.map((each) => requirement(each, foreign(language, words.language), context)))),
      h('div', { class: 'columns wide' },
        h('section', null, h('h2', null, t('outcomes')), outcomes(credential, concepts, context)),
        credential.outcomes?.length > 0 && h('section', { class: 'level-place' }, h('h2', null, t('levelTitle')), level(credential, context))),
      isPublished && [h('section', { class: 'pathways-place' }, h('h2', null, t('pathways')), pending(words, signal, async () =>
        pathwaysContent(await api.post('pathways:find', { credentials: [name] }, { signal }), context).flat(Infinity).filter(Boolean))),
      gapSection(name, context)]].flat(Infinity).filter(Boolean);
  }));
}
