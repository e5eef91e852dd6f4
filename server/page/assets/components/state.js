// SPDX-License-Identifier: Apache-2.0
// What a view shows while it waits, when something goes wrong, and when there is nothing.
import { ApiError, OfflineError } from '../api.js';
import { h } from '../dom.js';

export const loading = (words) =>
  h('p', { class: 'loading', role: 'status' }, h('span', { class: 'spinner', 'aria-hidden': 'true' }),
    words.t('loading'));

// What went wrong, with a way to try again where `retry` is given.
export function failure(error, words, retry) {
  const offline = error instanceof OfflineError;
  if (!offline && !(error instanceof ApiError)) console.error(error);
  return h('section', { class: 'notice notice-bad', role: 'alert' },
    h('h2', null, words.t(offline ? 'offlineTitle' : 'errorTitle')),
    h('p', { lang: offline ? null : 'en' }, offline ? words.t('offlineText') : error.message),
    error.violations?.length > 0 && h('ul', { lang: 'en' }, error.violations.map((violation) =>
      h('li', null, h('code', null, violation.field), ' ', violation.description))),
    retry && h('p', null, h('button', { type: 'button', onclick: retry }, words.t('retry'))),
    error.requestId && h('p', { class: 'quiet' }, words.t('requestNumber', { id: error.requestId })));
}

export const empty = (title, ...children) =>
  h('section', { class: 'notice' }, h('h2', null, title), children);

// An element that shows `loading` until `work` is done, then what it answers, else the failure.
// Nothing is shown once `signal` is aborted.
export function pending(words, signal, work) {
  const place = h('div', { class: 'pending', 'aria-busy': 'true' }, loading(words));
  const run = async () => {
    place.replaceChildren(loading(words));
    place.setAttribute('aria-busy', 'true');
    try {
      const content = await work();
      if (!signal.aborted) place.replaceChildren(...[content].flat());
    } catch (error) {
      if (!signal.aborted) place.replaceChildren(failure(error, words, run));
    }
    place.removeAttribute('aria-busy');
  };
  run();
  return place;
}
