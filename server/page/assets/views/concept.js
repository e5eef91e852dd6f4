// SPDX-License-Identifier: Apache-2.0
// One concept: what it is called, what it means, and what stands around it.
import { conceptLink, conceptMessages, conceptsByName, kindOf, pagedList, pathOf } from '../components/concept.js';
import { ownLanguage } from '../components/own_language.js';
import { factList, idOf, qualificationFacts, qualificationMessages } from '../components/qualifications.js';
import { empty, pending } from '../components/state.js';
import { h } from '../dom.js';
import { foreign, LANGUAGES } from '../i18n.js';

export const messages = {
  en: {
    ...conceptMessages.en,
    ...qualificationMessages.en,
    title: 'Concept',
    missing: 'There is no such concept',
    missingText: 'No framework on this server has a concept with this address; perhaps another release had it.',
    missingLink: 'Search the frameworks',
    breadcrumbs: 'Where it stands',
    inLanguage: 'In {language}',
    alsoCalled: 'Also called',
    noDescription: 'No description in English here.',
    definition: 'Definition',
    scope: 'Scope',
    facts: 'Facts',
    kind: 'Kind',
    code: 'Code',
    uri: 'URI',
    reuse: 'Reuse',
    framework: 'Framework',
    themes: 'Themes',
    SKILL_TYPE_SKILL_COMPETENCE: 'something one can do',
    SKILL_TYPE_KNOWLEDGE: 'something one knows',
    REUSE_LEVEL_TRANSVERSAL: 'of use in any work',
    REUSE_LEVEL_CROSS_SECTOR: 'of use in several sectors',
    REUSE_LEVEL_SECTOR_SPECIFIC: 'of use in several occupations of one sector',
    REUSE_LEVEL_OCCUPATION_SPECIFIC: 'of use in one occupation',
    findTeaching: 'Find credentials that teach this',
    findOccupation: 'Find credentials that teach its essential skills',
    findLevel: 'Find credentials at this level',
    BROADER: 'Broader',
    NARROWER: 'Narrower',
    ESSENTIAL_SKILL: 'Essential skills',
    OPTIONAL_SKILL: 'Optional skills',
    ESSENTIAL_FOR: 'Essential for these occupations',
    OPTIONAL_FOR: 'Optional for these occupations',
    RELATION_ESSENTIAL: 'Skills that are essential for this one',
    RELATION_OPTIONAL: 'Skills that are optional for this one',
    RELATION_ESSENTIAL_FOR: 'Skills for which this one is essential',
    RELATION_OPTIONAL_FOR: 'Skills for which this one is optional',
    RELATION_SIBLING: 'Skills beside this one',
    around: 'What stands around it',
    alone: 'Nothing stands around it',
    aloneText: 'The publisher links this concept with no other.',
    descriptors: 'What it asks for',
    notYet: 'What it does not ask for yet, against the rung above',
    neighbours: 'Neighbours on the ladder',
    rungAbove: 'One rung above',
    rungBelow: 'One rung below',
    presupposes: 'Entrants normally hold one of',
    compareBoth: 'Compare side by side',
  },
  fr: {
    ...conceptMessages.fr,
    ...qualificationMessages.fr,
    title: 'Concept',
    missing: 'Ce concept n’existe pas',
    missingText: 'Aucun référentiel de ce serveur n’a de concept à cette adresse ; une autre version l’avait peut-être.',
    missingLink: 'Chercher dans les référentiels',
    breadcrumbs: 'Sa place',
    inLanguage: 'En {language}',
    alsoCalled: 'Aussi appelé',
    noDescription: 'Pas de description en français ici.',
    definition: 'Définition',
    scope: 'Portée',
    facts: 'Données',
    kind: 'Genre',
    code: 'Code',
    uri: 'URI',
    reuse: 'Réutilisation',
    framework: 'Référentiel',
    themes: 'Thèmes',
    SKILL_TYPE_SKILL_COMPETENCE: 'ce que l’on sait faire',
    SKILL_TYPE_KNOWLEDGE: 'ce que l’on connaît',
    REUSE_LEVEL_TRANSVERSAL: 'utile dans tout travail',
    REUSE_LEVEL_CROSS_SECTOR: 'utile dans plusieurs secteurs',
    REUSE_LEVEL_SECTOR_SPECIFIC: 'utile dans plusieurs professions d’un secteur',
    REUSE_LEVEL_OCCUPATION_SPECIFIC: 'utile dans une profession',
    findTeaching: 'Trouver des titres qui l’enseignent',
    findOccupation: 'Trouver des titres qui enseignent ses compétences essentielles',
    findLevel: 'Trouver des titres de ce niveau',
    BROADER: 'Plus large',
    NARROWER: 'Plus précis',
    ESSENTIAL_SKILL: 'Compétences essentielles',
    OPTIONAL_SKILL: 'Compétences facultatives',
    ESSENTIAL_FOR: 'Essentielle pour ces professions',
    OPTIONAL_FOR: 'Facultative pour ces professions',
    RELATION_ESSENTIAL: 'Compétences essentielles pour celle-ci',
    RELATION_OPTIONAL: 'Compétences facultatives pour celle-ci',
    RELATION_ESSENTIAL_FOR: 'Compétences pour lesquelles celle-ci est essentielle',
    RELATION_OPTIONAL_FOR: 'Compétences pour lesquelles celle-ci est facultative',
    RELATION_SIBLING: 'Compétences voisines',
    around: 'Ce qui l’entoure',
    alone: 'Rien ne l’entoure',
    aloneText: 'L’éditeur ne relie ce concept à aucun autre.',
    descriptors: 'Ce qu’elle demande',
    notYet: 'Ce qu’elle ne demande pas encore, par rapport à l’échelon supérieur',
    neighbours: 'Voisines sur l’échelle',
    rungAbove: 'Un échelon plus haut',
    rungBelow: 'Un échelon plus bas',
    presupposes: 'On y entre d’ordinaire avec',
    compareBoth: 'Comparer côte à côte',
  },
};

const PAGE = 15; // Rows of a list before one asks for more.
const DEEPEST = 12; // Breadcrumbs end here whatever the data says.

// The concepts above this one from the top down, by the first parent of each.
async function pathTo(concept, { api, signal }) {
  const path = [];
  const seen = new Set([concept.name]);
  for (let at = concept; at?.broader?.length > 0 && path.length < DEEPEST;) {
    const [parent] = at.broader;
    if (seen.has(parent)) break;
    seen.add(parent);
    at = (await conceptsByName(api, [parent], { view: 'CONCEPT_VIEW_FULL', signal })).get(parent);
    if (at) path.unshift(at);
  }
  return path;
}

const isHttp = (uri) => /^https?:\/\//.test(uri ?? '');

// Where to find credentials for the concept, as [address, message]; null where none can be.
function findLink({ type, name, qualification }) {
  switch (type) {
    case 'CONCEPT_TYPE_SKILL':
    case 'CONCEPT_TYPE_SKILL_GROUP':
      return [`/find?${new URLSearchParams({ skills: name })}`, 'findTeaching'];
    case 'CONCEPT_TYPE_OCCUPATION':
      return [`/find?${new URLSearchParams({ occupation: name })}`, 'findOccupation'];
    case 'CONCEPT_TYPE_QUALIFICATION':
      return qualification && [`/find?${new URLSearchParams({
        minLevel: qualification.number, maxLevel: qualification.number })}`, 'findLevel'];
    default:
      return null;
  }
}

function texts(concept, words) {
  const names = new Intl.DisplayNames([words.locale], { type: 'language' });
  const labels = (list, tag) => list?.length > 0 && h('p', null, h('strong', null, words.t('alsoCalled')), ' ',
    h('span', { lang: foreign(tag, words.language) }, list.join(', ')));
  const own = concept.texts?.find((text) => text.languageCode === concept.languageCode) ?? {};
  const note = (key, text) => text && h('p', null, h('strong', null, words.t(key)), ' ',
    h('span', { lang: foreign(concept.languageCode, words.language) }, text));
  return [
    concept.description
      ? concept.description.split(/\n+/).map((part) =>
        h('p', { lang: foreign(concept.languageCode, words.language) }, part))
      : h('p', { class: 'quiet' }, words.t('noDescription')),
    note('definition', own.definition), note('scope', own.scopeNote),
    labels(concept.alternativeLabels, concept.languageCode),
    (concept.texts ?? []).filter((text) => text.languageCode !== concept.languageCode).map((text) =>
      h('section', { class: 'other-language' },
        h('h2', null, words.t('inLanguage', { language: names.of(text.languageCode) })),
        text.preferredLabel && h('p', { class: 'other-label', lang: text.languageCode }, text.preferredLabel),
        labels(text.alternativeLabels, text.languageCode),
        text.description && h('p', { lang: text.languageCode }, text.description))),
  ];
}

function facts(concept, framework, { words, link }) {
  const themes = (framework.collections ?? []).filter(({ id }) => concept.collections?.includes(id));
  return h('section', { class: 'panel' }, h('h2', null, words.t('facts')), factList([
    [words.t('kind'), [kindOf(concept, words), concept.skillType && [' – ', words.t(concept.skillType)]]],
    concept.reuseLevel && [words.t('reuse'), words.t(concept.reuseLevel)],
    concept.notation && [words.t('code'), concept.notation],
    [words.t('framework'), [h('a', { href: link(pathOf(framework.name)),
      lang: foreign(framework.languageCode, words.language) }, framework.title), ' ', concept.release]],
    themes.length > 0 && [words.t('themes'),
      words.listParts(themes.map(({ title, languageCode }) => ownLanguage(title, languageCode, words)))],
    concept.uri && [words.t('uri'), isHttp(concept.uri)
      ? h('a', { href: concept.uri, rel: 'noreferrer' }, concept.uri) : h('code', null, concept.uri)],
  ].filter(Boolean)));
}

// The relations that a kind of concept can have: [kind of list, relation, message].
const RELATIONS = {
  CONCEPT_TYPE_SKILL: [['concepts', 'ESSENTIAL_FOR'], ['concepts', 'OPTIONAL_FOR'], ['concepts', 'NARROWER'],
    ['concepts', 'BROADER'], ['related', 'ESSENTIAL'], ['related', 'OPTIONAL'], ['related', 'ESSENTIAL_FOR'],
    ['related', 'OPTIONAL_FOR'], ['related', 'SIBLING']],
  CONCEPT_TYPE_SKILL_GROUP: [['concepts', 'NARROWER'], ['concepts', 'BROADER']],
  CONCEPT_TYPE_OCCUPATION: [['concepts', 'ESSENTIAL_SKILL'], ['concepts', 'OPTIONAL_SKILL'],
    ['concepts', 'NARROWER'], ['concepts', 'BROADER']],
  CONCEPT_TYPE_OCCUPATION_GROUP: [['concepts', 'NARROWER'], ['concepts', 'BROADER']],
};

async function relationSection(concept, [list, relation], context) {
  const { api, signal, words } = context;
  const ask = (pageToken) => (list === 'related'
    ? api.get(`${concept.name}/relatedSkills`,
      { relations: `SKILL_RELATION_${relation}`, pageSize: PAGE, pageToken }, signal)
    : api.get(`${concept.name}/concepts`,
      { relation: `CONCEPT_RELATION_${relation}`, pageSize: PAGE, pageToken }, signal));
  const entries = (answer) => answer.concepts ?? (answer.relatedSkills ?? []).map(({ skill }) => skill);
  const first = await ask();
  if (entries(first).length === 0) return null;
  return h('section', null,
    h('h3', null, words.t(list === 'related' ? `RELATION_${relation}` : relation), ' ',
      h('span', { class: 'quiet' }, words.number(first.totalSize ?? 0))),
    pagedList({ first, entries, next: ask, row: (entry) => conceptLink(entry, context), context }));
}

async function around(concept, context) {
  const { words } = context;
  const sections = (await Promise.all((RELATIONS[concept.type] ?? [])
    .map((relation) => relationSection(concept, relation, context)))).filter(Boolean);
  if (sections.length === 0) return empty(words.t('alone'), h('p', null, words.t('aloneText')));
  return [h('h2', null, words.t('around')), h('div', { class: 'relations' }, sections)];
}

const descriptorList = (title, descriptors, concept, words) => descriptors?.length > 0 && h('section', null,
  h('h2', null, title), h('dl', { class: 'descriptors' }, descriptors.map((descriptor) => [
    h('dt', { lang: foreign(descriptor.categoryTitleLanguageCode, words.language) }, descriptor.categoryTitle),
    h('dd', { lang: foreign(concept.languageCode, words.language) }, descriptor.text)])));

async function neighbours(concept, context) {
  const { api, words, link, signal } = context;
  const framework = concept.name.split('/').slice(0, 2).join('/');
  const answer = await api.get(`${framework}/concepts`, {
    filter: { types: 'CONCEPT_TYPE_QUALIFICATION' }, view: 'CONCEPT_VIEW_FULL', pageSize: 1000 }, signal);
  const rungs = answer.concepts.sort((a, b) => a.qualification.ladderOrder - b.qualification.ladderOrder);
  const at = rungs.findIndex(({ name }) => name === concept.name);
  const compare = (pair) => h('a', { href: link(`${pathOf(framework)}?${new URLSearchParams(
    pair.map((entry) => ['compare', idOf(entry)]))}`) }, words.t('compareBoth'));
  const neighbour = (key, other, pair) => other && [h('dt', null, words.t(key)),
    h('dd', null, conceptLink(other, context), ' · ', compare(pair))];
  const presupposed = rungs.filter(({ name }) => concept.qualification.presupposes?.includes(name));
  return [h('h2', null, words.t('neighbours')), h('dl', { class: 'facts' },
    neighbour('rungAbove', rungs[at + 1], [concept, rungs[at + 1]]),
    neighbour('rungBelow', rungs[at - 1], [rungs[at - 1], concept]),
    presupposed.length > 0 && [h('dt', null, words.t('presupposes')),
      presupposed.map((other) => h('dd', { class: 'among' }, conceptLink(other, context)))])];
}

const qualification = (concept, context) => {
  const { words, signal } = context;
  const { short, long } = qualificationFacts(concept, words);
  return [
    factList([...short, ...long.filter(([name]) => name !== words.t('purpose'))]),
    descriptorList(words.t('descriptors'), concept.qualification.descriptors, concept, words),
    descriptorList(words.t('notYet'), concept.qualification.notYet, concept, words),
    pending(words, signal, () => neighbours(concept, context)),
  ];
};

export function render(context) {
  const { words, api, link, signal, setTitle, match } = context;
  setTitle(words.t('title'));
  const heading = h('h1', { class: 'concept-title' }, words.t('title'));
  const crumbs = h('nav', { 'aria-label': words.t('breadcrumbs'), class: 'crumbs' });
  const languages = [words.language, ...Object.keys(LANGUAGES).filter((code) => code !== words.language)];
  return h('article', null, crumbs, heading, pending(words, signal, async () => {
    const parent = `frameworks/${encodeURIComponent(match.framework)}`;
    let answers;
    try {
      answers = await Promise.all([
        api.get(`${parent}/concepts/${encodeURIComponent(match.concept)}`,
          { languageCodes: languages, view: 'CONCEPT_VIEW_FULL' }, signal),
        api.get(parent, null, signal),
      ]);
    } catch (error) {
      if (error.status !== 404) throw error;
      heading.textContent = words.t('missing');
      setTitle(words.t('missing'));
      return h('div', null, h('p', null, words.t('missingText')),
        h('p', null, h('a', { href: link('/frameworks') }, words.t('missingLink'))));
    }
    const [{ item: concept }, { framework }] = answers;
    const path = await pathTo(concept, context);
    heading.textContent = concept.preferredLabel;
    const tag = foreign(concept.languageCode, words.language);
    if (tag) heading.setAttribute('lang', tag);
    setTitle(concept.preferredLabel, tag);
    context.announce(words.parts('opened', { title: ownLanguage(concept.preferredLabel, concept.languageCode, words) }));
    crumbs.append(h('ol', null,
      h('li', null, h('a', { href: link(pathOf(framework.name)),
        lang: foreign(framework.languageCode, words.language) }, framework.title)),
      path.map((above) => h('li', null, conceptLink(above, context)))));
    const find = findLink(concept);
    return h('div', { class: 'columns wide' },
      h('div', null,
        concept.status === 'CONCEPT_STATUS_OBSOLETE' && h('p', null,
          h('span', { class: 'tag tag-warn' }, words.t('obsolete'))),
        texts(concept, words),
        find && h('p', { class: 'no-print' }, h('a', { class: 'button primary', href: link(find[0]) }, words.t(find[1]))),
        concept.qualification ? qualification(concept, context)
          : pending(words, signal, () => around(concept, context))),
      h('aside', null, facts(concept, framework, context),
        framework.attribution && h('p', { class: 'quiet small', lang: foreign(framework.attributionLanguageCode, words.language) },
          framework.attribution)));
  }));
}
