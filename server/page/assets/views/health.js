// SPDX-License-Identifier: Apache-2.0
// How an issuer's catalogue is doing: what it offers, where it leads, and what waits for a person.
import { countBy, conceptsWithParents, groupFinder, isOffered, outcomeSource, skillNames, SOURCES }
  from '../catalogue_health.js';
import { barTable } from '../components/bar_table.js';
import { conceptLink, conceptMessages, pagedList, pathOf } from '../components/concept.js';
import { confidence } from '../components/confidence.js';
import { deadEnd, deadEndMessages } from '../components/dead_end.js';
import { ownLanguage } from '../components/own_language.js';
import { empty, pending } from '../components/state.js';
import { statedLevel } from '../components/stated_level.js';
import { h } from '../dom.js';
import { foreign, textFor } from '../i18n.js';

export const messages = {
  en: {
    ...conceptMessages.en,
    ...deadEndMessages.en,
    title: 'Catalogue health',
    titleOf: 'Catalogue health: {name}',
    lead: 'Choose an institution to see what its catalogue offers, where it leads, and what waits for a person.',
    institutions: 'Institutions',
    noInstitutions: 'Nothing is published here yet',
    noInstitutionsText: 'Once an institution publishes a credential it is listed here.',
    mapFirst: 'Map the outcomes of a course',
    onlyFirst: 'Only the {count} institutions with the most credentials are listed. Others by their id:',
    issuerId: 'Id of the institution',
    open: 'Open',
    all: 'All institutions',
    nothingOf: 'This server has no credentials of “{id}”',
    nothingOfText: 'Perhaps the address was cut off, or nothing was imported yet.',
    print: 'Print the report',
    asOf: 'As of {date}. Newest texts, drafts among them; withdrawn credentials are counted once and left out of the rest.',
    figures: 'In figures',
    statePublished: 'published',
    stateDraft: { one: 'draft', other: 'drafts' },
    stateWithdrawn: 'withdrawn',
    outcomes: { one: 'outcome', other: 'outcomes' },
    withoutSkills: { one: 'outcome without skills', other: 'outcomes without skills' },
    unconfirmed: { one: 'unconfirmed suggestion', other: 'unconfirmed suggestions' },
    deadEnds: { one: 'dead end', other: 'dead ends' },
    credentials: 'Credentials',
    byLevel: 'Credentials by level',
    byLevelCaption: 'The level a reviewer confirmed, else the declared one, else the suggested one',
    levelColumn: 'Level',
    noLevel: 'no level',
    levelSource: 'Who says the level',
    sourceColumn: 'Source',
    levelCONFIRMED: 'confirmed by a reviewer',
    levelDECLARED: 'declared by the institution',
    levelSUGGESTED: 'suggested',
    nobody: 'nobody yet',
    byGroup: 'Credentials by skill group',
    byGroupCaption: 'Credentials with at least one skill of the group, suggested ones among them; one credential may count in several',
    groupColumn: 'Skill group',
    noGroups: 'No outcome has a skill yet',
    otherGroups: { one: 'Show {count} further group', other: 'Show {count} further groups' },
    byState: 'Outcomes by state',
    byStateCaption: 'By the best source that an outcome’s skills have',
    stateColumn: 'State',
    outcomesColumn: 'Outcomes',
    stateCONFIRMED: 'a skill is confirmed by a reviewer',
    stateDECLARED: 'a skill is declared by the institution',
    stateSUGGESTED: 'skills are only suggested',
    stateNONE: 'no skill',
    deadEndsTitle: 'Dead ends',
    deadEndsText: { one: '{count} of {examined} published credentials leads nowhere.', other: '{count} of {examined} published credentials lead nowhere.' },
    noDeadEnds: 'No dead ends',
    noDeadEndsText: 'Each published credential stacks into something or is asked for by something.',
    noneExamined: 'Nothing is published, so there is nothing to follow.',
    withoutTitle: 'Outcomes without skills',
    withoutText: 'Nobody finds a credential by what these outcomes teach. Reword them, or add skills by hand.',
    noneWithout: 'Every outcome has a skill',
    unconfirmedTitle: 'Unconfirmed suggestions',
    unconfirmedText: 'A model suggested these skills, and no person has looked at them. Employers can ask for confirmed ones only.',
    noneUnconfirmed: 'Nothing waits for a person',
    ofOutcomes: { one: '{count} of {all} outcomes', other: '{count} of {all} outcomes' },
    noOutcomes: 'It has no outcomes at all.',
  },
  fr: {
    ...conceptMessages.fr,
    ...deadEndMessages.fr,
    title: 'État du catalogue',
    titleOf: 'État du catalogue : {name}',
    lead: 'Choisissez un établissement pour voir ce qu’offre son catalogue, où il mène et ce qui reste à vérifier.',
    institutions: 'Établissements',
    noInstitutions: 'Rien n’est encore publié ici',
    noInstitutionsText: 'Dès qu’un établissement publie un titre, il figure ici.',
    mapFirst: 'Relier les acquis d’un cours',
    onlyFirst: 'Seuls les {count} établissements qui ont le plus de titres figurent ici. Les autres par leur identifiant :',
    issuerId: 'Identifiant de l’établissement',
    open: 'Ouvrir',
    all: 'Tous les établissements',
    nothingOf: 'Ce serveur n’a aucun titre de « {id} »',
    nothingOfText: 'L’adresse a peut-être été coupée, ou rien n’a encore été importé.',
    print: 'Imprimer le rapport',
    asOf: 'En date du {date}. Textes les plus récents, ébauches comprises ; les titres retirés sont comptés une fois et laissés de côté ensuite.',
    figures: 'En chiffres',
    statePublished: { one: 'publié', other: 'publiés' },
    stateDraft: { one: 'ébauche', other: 'ébauches' },
    stateWithdrawn: { one: 'retiré', other: 'retirés' },
    outcomes: { one: 'acquis', other: 'acquis' },
    withoutSkills: { one: 'acquis sans compétence', other: 'acquis sans compétence' },
    unconfirmed: { one: 'suggestion non confirmée', other: 'suggestions non confirmées' },
    deadEnds: { one: 'impasse', other: 'impasses' },
    credentials: 'Titres',
    byLevel: 'Titres par niveau',
    byLevelCaption: 'Le niveau confirmé par une personne, sinon le niveau déclaré, sinon le niveau suggéré',
    levelColumn: 'Niveau',
    noLevel: 'pas de niveau',
    levelSource: 'Source du niveau',
    sourceColumn: 'Source',
    levelCONFIRMED: 'confirmé par une personne',
    levelDECLARED: 'déclaré par l’établissement',
    levelSUGGESTED: 'suggéré',
    nobody: 'personne encore',
    byGroup: 'Titres par groupe de compétences',
    byGroupCaption: 'Titres qui ont au moins une compétence du groupe, suggestions comprises ; un titre peut compter dans plusieurs',
    groupColumn: 'Groupe de compétences',
    noGroups: 'Aucun acquis n’a encore de compétence',
    otherGroups: { one: 'Afficher {count} autre groupe', other: 'Afficher {count} autres groupes' },
    byState: 'Acquis par état',
    byStateCaption: 'Selon la meilleure source des compétences de l’acquis',
    stateColumn: 'État',
    outcomesColumn: 'Acquis',
    stateCONFIRMED: 'une compétence est confirmée par une personne',
    stateDECLARED: 'une compétence est déclarée par l’établissement',
    stateSUGGESTED: 'les compétences sont seulement suggérées',
    stateNONE: 'aucune compétence',
    deadEndsTitle: 'Impasses',
    deadEndsText: { one: '{count} titre publié sur {examined} ne mène nulle part.', other: '{count} titres publiés sur {examined} ne mènent nulle part.' },
    noDeadEnds: 'Aucune impasse',
    noDeadEndsText: 'Chaque titre publié mène à quelque chose ou est exigé par quelque chose.',
    noneExamined: 'Rien n’est publié : il n’y a rien à suivre.',
    withoutTitle: 'Acquis sans compétence',
    withoutText: 'Personne ne trouve un titre par ce que ces acquis enseignent. Reformulez-les, ou ajoutez des compétences à la main.',
    noneWithout: 'Chaque acquis a une compétence',
    unconfirmedTitle: 'Suggestions non confirmées',
    unconfirmedText: 'Un modèle a suggéré ces compétences, et personne ne les a regardées. Un employeur peut n’en demander que des confirmées.',
    noneUnconfirmed: 'Rien à vérifier',
    ofOutcomes: { one: '{count} acquis sur {all}', other: '{count} acquis sur {all}' },
    noOutcomes: 'Il n’a aucun acquis.',
  },
};

const MOST_ISSUERS = 50; // What the facet answers at most.
const ROWS = 50; // Credentials of a list before one asks for more.
const GROUPS = 12; // Groups of skills in the plot before one asks for more.

function renderChoice({ words, api, link, go, signal, setTitle }) {
  setTitle(words.t('title'));
  const form = (count) => {
    const input = h('input', { id: 'issuer-id', type: 'text', autocomplete: 'off' });
    return h('form', { onsubmit: (event) => {
      event.preventDefault();
      if (input.value.trim()) go(`/health/${encodeURIComponent(input.value.trim())}`);
    } }, h('p', null, words.t('onlyFirst', { count })), h('label', { for: 'issuer-id' }, words.t('issuerId')),
    h('div', { class: 'search-row' }, input, h('button', { type: 'submit' }, words.t('open'))));
  };
  return h('article', null, h('h1', null, words.t('title')), h('p', { class: 'lead' }, words.t('lead')),
    pending(words, signal, async () => {
      const { facets } = await api.get('credentials:search', { pageSize: 1 }, signal);
      const issuers = facets?.issuers ?? [];
      if (issuers.length === 0) {
        return empty(words.t('noInstitutions'), h('p', null, words.t('noInstitutionsText')),
          h('p', null, h('a', { href: link('/map') }, words.t('mapFirst'))));
      }
      const name = (issuer) => textFor(issuer.title, words.language);
      const sorted = issuers.toSorted((a, b) => name(a)[0].localeCompare(name(b)[0], words.locale));
      return [h('h2', null, words.t('institutions')), h('ul', { class: 'cards' }, sorted.map((issuer) => {
        const [text, tag] = name(issuer);
        return h('li', { class: 'card' },
          h('h3', null, h('a', { href: link(`/health/${encodeURIComponent(issuer.value)}`),
            lang: foreign(tag, words.language) }, text || issuer.value)),
          h('p', { class: 'quiet' }, words.t('credentialsCount', { count: issuer.count })));
      })), issuers.length >= MOST_ISSUERS && form(issuers.length)].filter(Boolean);
    }));
}

// What a section says that has nothing to show.
const note = (title, text) => h('div', { class: 'notice' }, h('p', null, h('strong', null, title)),
  text && h('p', null, text));

async function allCredentials(issuer, { api, signal }) {
  const credentials = [];
  let pageToken = '';
  do {
    const answer = await api.get('credentials', { issuer, pageSize: 1000, pageToken }, signal);
    credentials.push(...(answer.credentials ?? []));
    pageToken = answer.nextPageToken;
  } while (pageToken);
  return credentials;
}

function levelPlots(credentials, qualifications, { words, link }) {
  const { t } = words;
  const columns = [t('levelColumn'), t('credentials')];
  const levels = countBy(credentials, (credential) => statedLevel(credential.level)?.qualification ?? '');
  const known = new Set(qualifications.map(({ name }) => name));
  const rows = qualifications.map((concept) => ({ value: levels.get(concept.name) ?? 0,
    label: [words.number(concept.qualification.number), ' ', h('a', { href: link(pathOf(concept.name)),
      lang: foreign(concept.languageCode, words.language) }, concept.preferredLabel)] }));
  levels.forEach((value, name) => {
    if (name !== '' && !known.has(name)) rows.push({ label: h('code', null, name), value });
  });
  if (levels.has('')) rows.push({ label: t('noLevel'), value: levels.get('') });
  const sources = countBy(credentials, (credential) => statedLevel(credential.level)?.source ?? '');
  return [
    h('section', null, h('h2', { id: 'levels' }, t('byLevel')),
      barTable({ caption: t('byLevelCaption'), columns, rows, words })),
    barTable({ caption: t('levelSource'), columns: [t('sourceColumn'), t('credentials')], words,
      rows: [...SOURCES, ''].map((source) => ({ value: sources.get(source) ?? 0,
        label: t(source === '' ? 'nobody' : `level${source.replace('ALIGNMENT_SOURCE_', '')}`) })) }),
  ];
}

function statePlot(outcomes, { words }) {
  const { t } = words;
  const counts = countBy(outcomes, (outcome) => outcomeSource(outcome) ?? 'NONE');
  return h('section', null, h('h2', { id: 'states' }, t('byState')),
    barTable({ caption: t('byStateCaption'), columns: [t('stateColumn'), t('outcomesColumn')], words,
      rows: [...SOURCES, 'NONE'].map((source) => ({ value: counts.get(source) ?? 0,
        label: t(`state${source.replace('ALIGNMENT_SOURCE_', '')}`) })) }));
}

function groupPlot(credentials, concepts, context) {
  const { words } = context;
  const { t } = words;
  const groupsOf = groupFinder(concepts);
  const groups = credentials.flatMap((credential) => [...new Set(
    [...skillNames(credential)].flatMap((name) => [...groupsOf(name)]))]);
  const rows = [...countBy(groups, (group) => group)]
    .map(([name, value]) => ({ value, concept: concepts.get(name) }))
    .sort((a, b) => b.value - a.value || a.concept.preferredLabel.localeCompare(b.concept.preferredLabel))
    .map(({ value, concept }) => ({ value, label: conceptLink(concept, context) }));
  if (rows.length === 0) return note(t('noGroups'));
  const plot = barTable({ caption: t('byGroupCaption'), columns: [t('groupColumn'), t('credentials')], rows, words });
  const hidden = [...plot.querySelectorAll('tbody tr')].slice(GROUPS);
  if (hidden.length < 3) return plot;
  hidden.forEach((row) => row.classList.add('print-only'));
  const more = h('button', { type: 'button', onclick: () => {
    hidden.forEach((row) => row.classList.remove('print-only'));
    hidden[0].querySelector('a')?.focus();
    more.remove();
  } }, t('otherGroups', { count: hidden.length }));
  return [plot, h('p', { class: 'no-print' }, more)];
}

const credentialLink = (credential, { words, link }) => {
  const [title, tag] = textFor(credential.title, words.language);
  return h('a', { href: link(pathOf(credential.name)), lang: foreign(tag, words.language) },
    title || credential.name);
};

// Credentials, ROWS at a time; `entries` are here already.
function localList(entries, row, context) {
  const page = (from) => ({ rows: entries.slice(from, from + ROWS), totalSize: entries.length,
    nextPageToken: from + ROWS < entries.length ? String(from + ROWS) : '' });
  return pagedList({ first: page(0), entries: ({ rows }) => rows, row, context,
    next: async (token) => page(Number(token)), properties: { class: 'plain-list rows' } });
}

// A fold whose content is made when it is opened first.
function fold(summary, content) {
  const details = h('details', { ontoggle: () => {
    if (details.open && details.children.length === 1) details.append(content());
  } }, h('summary', null, summary));
  return details;
}

const outcomeText = (outcome, words) => [outcome.code && [h('span', { class: 'notation' }, outcome.code), ' '],
  h('span', { lang: foreign(outcome.languageCode, words.language) }, outcome.text)];

const spoken = (credential, words) => h('span', { class: 'visually-hidden' },
  ': ', ownLanguage(...textFor(credential.title, words.language), words));

function withoutSkills(credentials, context) {
  const { words } = context;
  const { t } = words;
  const entries = credentials
    .map((credential) => ({ credential, all: credential.outcomes ?? [],
      bare: (credential.outcomes ?? []).filter((outcome) => outcomeSource(outcome) === null) }))
    .filter(({ all, bare }) => all.length === 0 || bare.length > 0)
    .sort((a, b) => b.bare.length - a.bare.length);
  if (entries.length === 0) return note(t('noneWithout'));
  return [h('p', null, t('withoutText')), localList(entries, ({ credential, all, bare }) => [
    credentialLink(credential, context),
    all.length === 0 ? h('p', { class: 'quiet' }, t('noOutcomes'))
      : fold([t('ofOutcomes', { count: bare.length, all: all.length }), spoken(credential, words)],
        () => h('ul', null, bare.map((outcome) => h('li', null, outcomeText(outcome, words))))),
  ], context)];
}

const suggestionsOf = (credential) => (credential.outcomes ?? []).flatMap((outcome) =>
  (outcome.alignments ?? []).filter(({ source }) => source === 'ALIGNMENT_SOURCE_SUGGESTED')
    .map((alignment) => ({ outcome, alignment })));

function unconfirmed(credentials, concepts, context) {
  const { words } = context;
  const { t } = words;
  const entries = credentials.map((credential) => ({ credential, suggestions: suggestionsOf(credential) }))
    .filter(({ suggestions }) => suggestions.length > 0)
    .sort((a, b) => b.suggestions.length - a.suggestions.length);
  if (entries.length === 0) return note(t('noneUnconfirmed'));
  const skill = ({ conceptName, uri }) => (concepts.has(conceptName)
    ? conceptLink(concepts.get(conceptName), context) : h('code', null, conceptName || uri));
  return [h('p', null, t('unconfirmedText')), localList(entries, ({ credential, suggestions }) => [
    credentialLink(credential, context),
    fold([t('suggestionsCount', { count: suggestions.length }), spoken(credential, words)], () =>
      h('ul', null, [...new Set(suggestions.map(({ outcome }) => outcome))].map((outcome) => h('li', null,
        outcomeText(outcome, words),
        h('ul', { class: 'suggested' }, suggestions.filter((each) => each.outcome === outcome).map(({ alignment }) =>
          h('li', null, h('span', null, skill(alignment)),
            alignment.confidence !== undefined && confidence(alignment.confidence, words)))))))),
  ], context)];
}

function deadEnds(issuer, first, context) {
  const { api, words, signal } = context;
  const { t } = words;
  if (!first.examinedCount) return note(t('noneExamined'));
  if (!first.totalSize) return note(t('noDeadEnds'), t('noDeadEndsText'));
  return [h('p', null, t('deadEndsText', { count: first.totalSize, examined: first.examinedCount })),
    pagedList({ first, entries: (answer) => answer.deadEnds ?? [], row: (entry) => deadEnd(entry, context),
      next: (pageToken) => api.get('pathways:reportDeadEnds', { issuerId: issuer, pageToken }, signal),
      context, properties: { class: 'plain-list dead-ends' } })];
}

function figures(rows, { words }) {
  return h('section', null, h('h2', { class: 'visually-hidden' }, words.t('figures')),
    h('ul', { class: 'figures' }, rows.map(([value, key, target]) => h('li', null,
      h('strong', null, words.number(value)), ' ',
      target ? h('a', { href: `#${target}` }, words.t(key, { count: value }))
        : h('span', null, words.t(key, { count: value }))))));
}

function renderReport(context) {
  const { words, api, link, signal, setTitle, announce, match: { issuer } } = context;
  const { t } = words;
  setTitle(t('title'));
  const heading = h('h1', null, t('title'));
  return h('article', { class: 'health' },
    h('p', { class: 'no-print' }, h('a', { href: link('/health') }, t('all'))), heading,
    pending(words, signal, async () => {
      const [listed, ends, ladder] = await Promise.all([
        allCredentials(issuer, context),
        api.get('pathways:reportDeadEnds', { issuerId: issuer }, signal),
        api.get('frameworks/oqf/concepts', { view: 'CONCEPT_VIEW_FULL', pageSize: 1000 }, signal)
          .catch((error) => { if (error.status === 404) return {}; throw error; }),
      ]);
      if (listed.length === 0) {
        return empty(t('nothingOf', { id: issuer }), h('p', null, t('nothingOfText')));
      }
      const credentials = listed.filter(isOffered);
      const outcomes = credentials.flatMap((credential) => credential.outcomes ?? []);
      const qualifications = (ladder.concepts ?? []).filter((concept) => concept.qualification)
        .sort((a, b) => a.qualification.ladderOrder - b.qualification.ladderOrder);
      const states = countBy(listed, ({ state }) => state);
      const count = (state) => states.get(`CREDENTIAL_STATE_${state}`) ?? 0;
      const [name, tag] = textFor(listed[0].issuer?.name, words.language);
      const named = () => words.parts('titleOf', { name: ownLanguage(name || issuer, tag, words) });
      heading.replaceChildren(...named());
      setTitle(t('titleOf', { name: name || issuer }));
      announce(words.parts('opened', { title: named() }));
      const names = new Set(credentials.flatMap((credential) => [...skillNames(credential)]));
      const concepts = conceptsWithParents(api, names, signal);
      return [
        h('p', { class: 'quiet' }, t('asOf', { date: words.date(new Date().toISOString()) })),
        h('p', { class: 'no-print' }, h('button', { type: 'button', onclick: () => window.print() }, t('print'))),
        figures([
          [count('PUBLISHED'), 'statePublished'],
          [count('DRAFT'), 'stateDraft'],
          [count('WITHDRAWN'), 'stateWithdrawn'],
          [outcomes.length, 'outcomes', 'states'],
          [outcomes.filter((outcome) => outcomeSource(outcome) === null).length, 'withoutSkills', 'without'],
          [credentials.flatMap(suggestionsOf).length, 'unconfirmed', 'unconfirmed'],
          [ends.totalSize ?? 0, 'deadEnds', 'dead-ends'],
        ], context),
        h('div', { class: 'columns even plots' },
          h('div', null, levelPlots(credentials, qualifications, context)),
          h('div', null, statePlot(outcomes, context),
            h('section', null, h('h2', { id: 'groups' }, t('byGroup')), pending(words, signal,
              async () => groupPlot(credentials, await concepts, context))))),
        h('section', null, h('h2', { id: 'dead-ends' }, t('deadEndsTitle')), deadEnds(issuer, ends, context)),
        h('section', null, h('h2', { id: 'without' }, t('withoutTitle')), withoutSkills(credentials, context)),
        h('section', null, h('h2', { id: 'unconfirmed' }, t('unconfirmedTitle')), pending(words, signal,
          async () => [unconfirmed(credentials, await concepts, context)].flat(Infinity))),
      ];
    }));
}

export const render = (context) => (context.match.issuer ? renderReport(context) : renderChoice(context));
