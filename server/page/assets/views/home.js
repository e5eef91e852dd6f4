// SPDX-License-Identifier: Apache-2.0
// The first page: what one can do here.
import { h } from '../dom.js';

export const messages = {
  en: {
    title: 'What does this credential mean?',
    lead: 'Institutions write learning outcomes. Employers know skills, diplomas and degrees. Crosswalk says each in the other’s terms, with the evidence.',
    institutions: 'For institutions',
    mapTitle: 'Map your outcomes',
    mapText: 'Paste the outcomes of a course. See the skills they teach and the qualification they are comparable to, correct both, and publish.',
    healthTitle: 'Look after your catalogue',
    healthText: 'Where do your credentials lead? Which lead nowhere, and what nearly follows?',
    employers: 'For employers and learners',
    findTitle: 'Find credentials',
    findText: 'Search by skill, by occupation, or by what a credential is comparable to.',
    exploreTitle: 'Explore the frameworks',
    exploreText: 'Skills and occupations of ESCO, and the thirteen qualifications of Ontario side by side.',
  },
  fr: {
    title: 'Que vaut ce titre ?',
    lead: 'Les établissements écrivent des acquis d’apprentissage. Les employeurs connaissent les compétences, les diplômes et les grades. Crosswalk dit les uns dans les mots des autres, preuves à l’appui.',
    institutions: 'Pour les établissements',
    mapTitle: 'Relier vos acquis',
    mapText: 'Collez les acquis d’un cours. Voyez les compétences qu’ils enseignent et la qualification à laquelle ils se comparent, corrigez, puis publiez.',
    healthTitle: 'Veiller sur votre catalogue',
    healthText: 'Où mènent vos titres ? Lesquels ne mènent nulle part, et qu’est-ce qui pourrait suivre ?',
    employers: 'Pour les employeurs et les apprenants',
    findTitle: 'Trouver des titres',
    findText: 'Cherchez par compétence, par profession ou par équivalence.',
    exploreTitle: 'Parcourir les référentiels',
    exploreText: 'Les compétences et professions d’ESCO, et les treize qualifications de l’Ontario côte à côte.',
  },
};

export function render({ words, link, setTitle }) {
  const { t } = words;
  setTitle(t('tagline'));
  const card = (path, name) => h('li', { class: 'card' },
    h('h3', null, h('a', { href: link(path) }, t(`${name}Title`))), h('p', null, t(`${name}Text`)));
  return h('article', { class: 'home' },
    h('h1', null, t('title')),
    h('p', { class: 'lead' }, t('lead')),
    h('h2', null, t('institutions')),
    h('ul', { class: 'cards' }, card('/map', 'map'), card('/health', 'health')),
    h('h2', null, t('employers')),
    h('ul', { class: 'cards' }, card('/find', 'find'), card('/frameworks', 'explore')));
}
