// SPDX-License-Identifier: Apache-2.0
// The qualifications as rungs, the highest on top, each with how likely it is.
import { h } from '../dom.js';
import { foreign } from '../i18n.js';
import { bar } from './confidence.js';
import { pathOf } from './concept.js';

export const ladderMessages = {
  en: {
    ladderLabel: 'Qualifications from the highest to the lowest, with their probability',
    ladderMostLikely: 'most likely',
    ladderInRange: 'in the credible range',
  },
  fr: {
    ladderLabel: 'Qualifications de la plus haute à la plus basse, avec leur probabilité',
    ladderMostLikely: 'la plus probable',
    ladderInRange: 'dans l’intervalle de crédibilité',
  },
};

// `probabilities` as in a LevelAlignment, from the lowest rung; `range` and `mostLikely` where there
// are some.
export function probabilityLadder({ probabilities, range, mostLikely }, { words, link }) {
  const { t } = words;
  const place = (level) => probabilities.findIndex((entry) => entry.qualification === level?.qualification);
  const [low, high, best] = [range?.low, range?.high, mostLikely].map(place);
  const most = Math.max(...probabilities.map((entry) => entry.probability ?? 0), 0.01);
  const rung = (entry, i) => {
    const within = low >= 0 && i >= low && i <= high;
    const classes = ['level-rung', within && 'level-rung-within', i === best && 'level-rung-best'];
    return h('li', { class: classes.filter(Boolean).join(' '), value: entry.number },
      h('span', { class: 'notation', 'aria-hidden': 'true' }, words.number(entry.number)),
      h('a', { href: link(pathOf(entry.qualification)), lang: foreign(entry.languageCode, words.language) }, entry.label),
      bar((entry.probability ?? 0) / most),
      h('span', { class: 'level-figure' }, words.percent(entry.probability ?? 0)),
      (within || i === best) && h('span', { class: 'visually-hidden' },
        `, ${t(i === best ? 'ladderMostLikely' : 'ladderInRange')}`));
  };
  return h('ol', { class: 'level-ladder', 'aria-label': t('ladderLabel'), reversed: true },
    probabilities.map(rung).reverse());
}
