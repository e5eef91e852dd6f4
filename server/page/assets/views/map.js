// SPDX-License-Identifier: Apache-2.0
// Maps learning outcomes to skills and to a level, in three steps: enter, check, decide.
import { h, fill } from '../dom.js';
import { conceptMessages } from '../components/concept.js';
import { levelMessages } from '../components/level.js';
import { checkStep } from './map/check.js';
import { clearDraft, emptyDraft, newOutcome, readDraft, writeDraft } from './map/draft.js';
import { enterStep } from './map/enter.js';
import own from './map/messages.js';
import { resultsStep } from './map/results.js';

export const messages = {
  en: { ...conceptMessages.en, ...levelMessages.en, ...own.en },
  fr: { ...conceptMessages.fr, ...levelMessages.fr, ...own.fr },
};

const STEPS = ['enter', 'check', 'results'];

export function render(context) {
  const { words, announce, setTitle } = context;
  const { t } = words;
  setTitle(t('title'));
  let draft = readDraft() ?? emptyDraft();
  // Labels are in the language in which they were asked for.
  if (draft.language !== words.language) {
    draft.outcomes.forEach((outcome) => { outcome.mapping = undefined; });
  }
  const notice = h('div', { class: 'draft-notice no-print' });
  const steps = h('ol', { class: 'steps no-print' });
  const place = h('div', { class: 'step' });
  let isOffered = false; // Whether the work before "Clear everything" is offered back.
  const changed = () => {
    writeDraft(draft);
    // What is entered from here on is not to be lost for what was cleared.
    if (isOffered) showKept();
  };
  // Aborted when a step is left, or the view.
  let leaving = new AbortController();
  context.signal.addEventListener('abort', () => leaving.abort());

  function found({ outcomes, leftOut }) {
    // An outcome that was there keeps its answer and what was decided about it.
    const before = [...draft.outcomes];
    const total = before.length;
    draft.outcomes = outcomes.map((text) => {
      const at = before.findIndex((outcome) => outcome.text === text);
      return at >= 0 ? before.splice(at, 1)[0] : newOutcome(draft, text);
    });
    draft.leftOut = leftOut;
    // Outcomes of which none was there before are another credential's.
    if (before.length === total) draft.credential = undefined;
    open('check');
  }
  function open(step, { focus = true, row } = {}) {
    leaving.abort();
    leaving = new AbortController();
    draft.step = step;
    changed();
    fill(steps, STEPS.map((name, i) => h('li', { 'aria-current': name === step ? 'step' : null },
      h('span', { 'aria-hidden': 'true' }, words.number(i + 1)), t(`step_${name}`))));
    const heading = h('h2', { tabindex: '-1', class: 'step-title' }, t(`heading_${step}`));
    const shared = { draft, changed, context: { ...context, signal: leaving.signal } };
    const content = {
      enter: () => enterStep({ ...shared, done: found }),
      check: () => checkStep({ ...shared, row, done: () => open('results'), back: () => open('enter') }),
      results: () => resultsStep({ ...shared, edit: (row) => open('check', { row }) }),
    }[step]();
    fill(place, heading, content);
    if (!focus) return;
    heading.focus({ preventScroll: true });
    steps.scrollIntoView({ block: 'nearest' });
  }
  function clear() {
    const before = draft;
    clearDraft();
    draft = emptyDraft();
    open('enter');
    isOffered = true;
    fill(notice, h('p', null, t('cleared'), ' ', h('button', { type: 'button', class: 'small-button', onclick() {
      draft = before;
      open(draft.step);
      announce(t('clearUndone'));
    } }, t('bringBack'))));
    announce(t('cleared'));
  }
  function showKept() {
    isOffered = false;
    const isBack = draft.savedAt && (draft.outcomes.length > 0 || draft.text !== '');
    fill(notice, h('p', { class: 'quiet small' },
      isBack ? t('restored', { date: words.date(draft.savedAt) }) : t('keptHere'), ' ',
      h('button', { type: 'button', class: 'small-button plain', onclick: clear }, t('clear'))));
  }

  showKept();
  open(STEPS.includes(draft.step) && (draft.step === 'enter' || draft.outcomes.length > 0) ? draft.step : 'enter', { focus: false });
  return h('article', { class: 'map' }, h('h1', null, t('title')), h('p', { class: 'lead' }, t('lead')),
    steps, notice, place);
}
