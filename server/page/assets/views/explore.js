// SPDX-License-Identifier: Apache-2.0
// The frameworks, and one of them: searched by words, opened level by level, or as a ladder.
import { conceptTree } from '../components/concept_tree.js';
import { conceptMessages, pathOf } from '../components/concept.js';
import { conceptSearch, conceptSearchMessages } from '../components/concept_search.js';
import { comparison, idOf, ladder, qualificationMessages } from '../components/qualifications.js';
import { ownLanguage } from '../components/own_language.js';
import { empty, pending } from '../components/state.js';
import { h } from '../dom.js';
import { foreign } from '../i18n.js';

export const messages = {
  en: {
    ...conceptMessages.en,
    ...qualificationMessages.en,
    ...conceptSearchMessages.en,
    title: 'Frameworks',
    lead: 'What the skills and levels on this site are named after. Every skill, occupation and qualification has a page of its own.',
    release: 'Release',
    publisher: 'Publisher',
    licence: 'Licence',
    languages: 'Languages',
    holds: 'Holds',
    source: 'Source',
    countSKILL: { one: '{count} skill', other: '{count} skills' },
    countSKILL_GROUP: { one: '{count} skill group', other: '{count} skill groups' },
    countOCCUPATION: { one: '{count} occupation', other: '{count} occupations' },
    countOCCUPATION_GROUP: { one: '{count} occupation group', other: '{count} occupation groups' },
    countQUALIFICATION: { one: '{count} qualification', other: '{count} qualifications' },
    allFrameworks: 'All frameworks',
    noFrameworks: 'No framework is loaded',
    noFrameworksText: 'Whoever runs this server must load an index first.',
    noFramework: 'There is no such framework',
    noFrameworkText: 'This server has no framework “{id}”.',
    about: 'About this framework',
    browse: 'Browse',
    browseHint: 'Open a branch with its button; a name leads to the page of the skill or occupation.',
    branchSKILL_GROUP: 'Skills',
    branchOCCUPATION_GROUP: 'Occupations',
    branchOther: 'Concepts',
    openBranch: 'Below {name}',
    nothingBelow: 'Nothing is below it.',
    ladder: 'The ladder',
    ladderText: 'From the lowest rung at the bottom to the highest at the top.',
  },
  fr: {
    ...conceptMessages.fr,
    ...qualificationMessages.fr,
    ...conceptSearchMessages.fr,
    title: 'Référentiels',
    lead: 'Ce d’après quoi les compétences et les niveaux de ce site sont nommés. Chaque compétence, profession et qualification a sa propre page.',
    release: 'Version',
    publisher: 'Éditeur',
    licence: 'Licence',
    languages: 'Langues',
    holds: 'Contenu',
    source: 'Source',
    countSKILL: { one: '{count} compétence', other: '{count} compétences' },
    countSKILL_GROUP: { one: '{count} groupe de compétences', other: '{count} groupes de compétences' },
    countOCCUPATION: { one: '{count} profession', other: '{count} professions' },
    countOCCUPATION_GROUP: { one: '{count} groupe de professions', other: '{count} groupes de professions' },
    countQUALIFICATION: { one: '{count} qualification', other: '{count} qualifications' },
    allFrameworks: 'Tous les référentiels',
    noFrameworks: 'Aucun référentiel n’est chargé',
    noFrameworksText: 'Qui exploite ce serveur doit d’abord charger un index.',
    noFramework: 'Ce référentiel n’existe pas',
    noFrameworkText: 'Ce serveur n’a pas de référentiel « {id} ».',
    about: 'À propos de ce référentiel',
    browse: 'Parcourir',
    browseHint: 'Ouvrez une branche avec son bouton ; un nom mène à la page de la compétence ou de la profession.',
    branchSKILL_GROUP: 'Compétences',
    branchOCCUPATION_GROUP: 'Professions',
    branchOther: 'Concepts',
    openBranch: 'Sous « {name} »',
    nothingBelow: 'Rien n’est en dessous.',
    ladder: 'L’échelle',
    ladderText: 'De l’échelon le plus bas, en bas, au plus haut, en haut.',
  },
};

const HALF_LADDER = 2; // The pair in the middle is compared where the reader chose none.

function facts(framework, words) {
  const names = new Intl.DisplayNames([words.locale], { type: 'language' });
  // Licences are answered as the publisher has them, in English.
  const english = foreign('en', words.language);
  const address = (text) => (/^https?:\/\//.test(text)
    ? h('a', { href: text, rel: 'noreferrer' }, text) : h('span', { lang: english }, text));
  const counts = (framework.conceptCounts ?? []).map(({ type, count }) =>
    words.t(`count${type.replace('CONCEPT_TYPE_', '')}`, { count }));
  return h('dl', { class: 'facts' }, [
    counts.length > 0 && [words.t('holds'), words.list(counts)],
    framework.release && [words.t('release'), framework.release],
    framework.publisher && [words.t('publisher'), ownLanguage(framework.publisher, framework.publisherLanguageCode, words)],
    framework.languageCodes?.length > 0 && [words.t('languages'),
      words.list(framework.languageCodes.map((code) => names.of(code)))],
    framework.licence && [words.t('licence'), address(framework.licence)],
    framework.uri && [words.t('source'), address(framework.uri)],
  ].filter(Boolean).map(([name, value]) => [h('dt', null, name), h('dd', null, value)]));
}

const attribution = (framework, words) => framework.attribution &&
  h('p', { class: 'quiet small', lang: foreign(framework.attributionLanguageCode, words.language) }, framework.attribution);

function renderList({ words, api, link, signal, setTitle }) {
  setTitle(words.t('title'));
  return h('article', null, h('h1', null, words.t('title')), h('p', { class: 'lead' }, words.t('lead')),
    pending(words, signal, async () => {
      const { frameworks = [] } = await api.get('frameworks', { pageSize: 1000 }, signal);
      if (frameworks.length === 0) return empty(words.t('noFrameworks'), h('p', null, words.t('noFrameworksText')));
      return h('ul', { class: 'cards frameworks' }, frameworks.map((framework) => h('li', { class: 'card' },
        h('h2', null, h('a', { href: link(pathOf(framework.name)),
          lang: foreign(framework.languageCode, words.language) }, framework.title)),
        facts(framework, words), attribution(framework, words))));
    }));
}

async function qualificationsOf(framework, { api, signal }) {
  const { concepts = [] } = await api.get(`${framework.name}/concepts`, {
    filter: { types: 'CONCEPT_TYPE_QUALIFICATION' }, view: 'CONCEPT_VIEW_FULL', pageSize: 1000,
  }, signal);
  return concepts.filter((concept) => concept.qualification)
    .sort((a, b) => a.qualification.ladderOrder - b.qualification.ladderOrder);
}

function renderLadder(framework, qualifications, context) {
  const { words, query, setQuery } = context;
  const middle = Math.max((qualifications.length >> 1) - 1, 0);
  const asked = query.getAll('compare').filter((id) => qualifications.some((q) => idOf(q) === id));
  const chosen = asked.length > 1 ? asked
    : qualifications.slice(middle, middle + HALF_LADDER).map(idOf);
  const side = comparison({
    qualifications,
    categories: framework.categories ?? [],
    chosen,
    context,
    changed(ids) {
      query.delete('compare');
      if (ids.join() !== chosen.join() || asked.length > 1) ids.forEach((id) => query.append('compare', id));
      setQuery(query);
    },
  });
  return [
    h('h2', null, words.t('ladder')), h('p', null, words.t('ladderText')),
    ladder({ qualifications, compare: side.show, context }),
    qualifications.length > 1 && side.element,
  ];
}

async function renderTree(framework, context) {
  const { api, words, query, setQuery, signal } = context;
  const { concepts = [] } = await api.get(`${framework.name}/concepts`,
    { relation: 'CONCEPT_RELATION_TOP', pageSize: 1000 }, signal);
  const opened = new Set(query.getAll('open'));
  const changed = () => {
    query.delete('open');
    opened.forEach((id) => query.append('open', id));
    setQuery(query);
  };
  const kinds = [...new Set(concepts.map((concept) => concept.type))].sort().reverse();
  return [
    h('h2', null, words.t('browse')), h('p', { class: 'quiet' }, words.t('browseHint')),
    h('div', { class: 'columns even' }, kinds.map((type) => {
      const key = `branch${type.replace('CONCEPT_TYPE_', '')}`;
      const title = words.t(words.has(key) ? key : 'branchOther');
      return h('section', null, h('h3', null, title), conceptTree({
        concepts: concepts.filter((concept) => concept.type === type), label: title, opened, changed, context,
      }));
    })),
  ];
}

function renderOne(context) {
  const { words, api, link, signal, setTitle, announce, match } = context;
  setTitle(words.t('title'));
  const heading = h('h1', null, words.t('title'));
  return h('article', null,
    h('p', { class: 'no-print' }, h('a', { href: link('/frameworks') }, words.t('allFrameworks'))),
    heading,
    pending(words, signal, async () => {
      const answer = await api.get(`frameworks/${encodeURIComponent(match.framework)}`, null, signal)
        .catch((error) => { if (error.status !== 404) throw error; });
      if (!answer) {
        heading.textContent = words.t('noFramework');
        return h('p', null, words.t('noFrameworkText', { id: match.framework }));
      }
      const { framework } = answer;
      heading.textContent = framework.title;
      const tag = foreign(framework.languageCode, words.language);
      if (tag) heading.setAttribute('lang', tag);
      setTitle(framework.title, tag);
      announce(words.parts('opened', { title: ownLanguage(framework.title, framework.languageCode, words) }));
      const isLadder = (framework.conceptCounts ?? [])
        .some(({ type }) => type === 'CONCEPT_TYPE_QUALIFICATION');
      const qualifications = isLadder ? await qualificationsOf(framework, context) : [];
      const instead = h('div', null, qualifications.length > 0
        ? renderLadder(framework, qualifications, context) : await renderTree(framework, context));
      return [
        attribution(framework, words),
        h('details', null, h('summary', null, words.t('about')), facts(framework, words)),
        conceptSearch({ framework, instead, context }),
      ].filter(Boolean);
    }));
}

export const render = (context) => (context.match.framework ? renderOne(context) : renderList(context));
