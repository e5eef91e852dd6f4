// SPDX-License-Identifier: Apache-2.0
// What an address without a view shows.
import { h } from '../dom.js';

export const messages = { en: {}, fr: {} };

export function render({ words, link, setTitle }) {
  setTitle(words.t('notFoundTitle'));
  return h('article', null,
    h('h1', null, words.t('notFoundTitle')),
    h('p', null, words.t('notFoundText')),
    h('ul', null, [['/', 'navHome'], ['/map', 'navMap'], ['/find', 'navFind'], ['/frameworks', 'navExplore'], ['/health', 'navHealth']].map(
      ([path, key]) => h('li', null, h('a', { href: link(path) }, words.t(key))))));
}

export default { messages, render };
