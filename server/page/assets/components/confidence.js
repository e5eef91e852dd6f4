// SPDX-License-Identifier: Apache-2.0
// A confidence in words, as a figure and as a bar.
import { h } from '../dom.js';

// The words are those of the command-line client.
const WORDS = [[0.8, 'confidenceVeryLikely'], [0.6, 'confidenceLikely'], [0.4, 'confidencePossible'],
  [0.2, 'confidenceDoubtful'], [0, 'confidenceUnlikely']];

export const confidenceWord = (confidence, words) =>
  words.t(WORDS.find(([least]) => confidence >= least)[1]);

// `value` is 0 to 1.
export function bar(value) {
  const filled = h('span', { class: 'bar-filled' });
  filled.style.inlineSize = `${Math.round(Math.min(Math.max(value, 0), 1) * 100)}%`;
  return h('span', { class: 'bar', 'aria-hidden': 'true' }, filled);
}

export const confidence = (value, words) => h('span', { class: 'confidence' }, bar(value),
  h('span', null, confidenceWord(value, words), ' ', h('span', { class: 'quiet' }, words.percent(value))));
