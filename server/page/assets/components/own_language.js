// SPDX-License-Identifier: Apache-2.0
// Texts of the catalogue and of frameworks, which may be in another language than the page.
import { h } from '../dom.js';
import { foreign } from '../i18n.js';

// The text, in the language `tag` where that is not the page's.
export const ownLanguage = (text, tag, words) => h('span', { lang: foreign(tag, words.language) }, text);

// The label of what the API names with `label` and `languageCode`.
export const ownLabel = ({ label, languageCode }, words) => ownLanguage(label, languageCode, words);
