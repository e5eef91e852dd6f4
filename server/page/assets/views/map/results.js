// SPDX-License-Identifier: Apache-2.0
// The third step: maps the outcomes and shows each as it comes, with the level beside them.
import { h, fill } from '../../dom.js';
import { levelNodes, levelPanel, levelSentence } from '../../components/level.js';
import { failure, loading } from '../../components/state.js';
import { outcomeCard } from './outcome.js';
import { publishForm } from './publish.js';
import { asJson, asTable, asText, copy, download, skillsOf } from './report.js';

const MOST_SKILLS = 8;
const BUDGET = 8; // Milliseconds of drawing before the browser gets a turn.
const NEWS = 8000; // Milliseconds between two announcements of progress.

const turn = () => new Promise((resolve) => { setTimeout(resolve, 0); });

// `changed()` after every change of the draft, `edit(index)` goes back to the outcomes, to one of
// them where it is given.
export function resultsStep({ draft, context, changed, edit }) {
  const { words, api, announce, signal } = context;
  const { t } = words;
  const options = { maxSkills: MOST_SKILLS, languageCodes: [words.language] };
  const list = h('ol', { class: 'plain-list outcomes' });
  const bar = h('progress', { max: draft.outcomes.length, value: 0, 'aria-label': t('progressLabel') });
  const count = h('span', { class: 'progress-count' });
  const action = h('span', { class: 'progress-action' });
  const progress = h('div', { class: 'progress panel' }, bar, count, action);
  const problem = h('div');
  const said = h('p', { class: 'level-line' }, t('levelComing'));
  const levelPlace = h('div', { class: 'level-place', 'aria-busy': 'true' }, loading(words));
  const finish = h('div', { class: 'finish' });
  let alignment = null;
  let levelModel = '';
  let levelLanguage = '';
  let running = null;
  let shown = 0;

  // Signals are asked for one outcome at a time, when somebody wants to see them.
  const asked = new Map();
  async function signals(outcome, name) {
    if (!asked.has(outcome.id)) {
      asked.set(outcome.id, api.post('outcomes:map', {
        outcomes: [{ id: outcome.id, text: outcome.text, languageCode: outcome.mapping.languageCode }],
        options: { ...options, evidenceView: 'EVIDENCE_VIEW_FULL' } }, { signal }));
    }
    try {
      const { mappings } = await asked.get(outcome.id);
      return mappings[0].matches?.find(({ skill }) => skill.name === name)?.evidence?.signals ?? [];
    } catch (error) {
      asked.delete(outcome.id);
      throw error;
    }
  }

  async function align() {
    const answer = await api.post('outcomes:alignLevel', {
      outcomes: draft.outcomes.map(({ id, text }) => ({ id, text })), title: draft.title, facts: draft.facts,
      languageCodes: [words.language] }, { signal });
    ({ alignment } = answer);
    levelModel = answer.modelVersion ?? '';
    levelLanguage = answer.languageCode;
    draft.outcomes.forEach((outcome, i) => { outcome.level = alignment.outcomeLevels?.[i]; });
  }
  async function showLevel() {
    levelPlace.setAttribute('aria-busy', 'true');
    try {
      await align();
      fill(said, levelSentence(alignment, words), ' ', h('a', { href: '#level' }, t('levelReasons')));
      fill(levelPlace, levelPanel(alignment, { ...context, facts: draft.facts, languageCode: levelLanguage,
        outcomeLanguage: (index) => draft.outcomes[index].mapping?.languageCode,
        outcomeHref: (index) => `#outcome-${index + 1}` }));
    } catch (error) {
      if (signal.aborted) return;
      fill(said, t('levelFailed'));
      fill(levelPlace, failure(error, words, showLevel));
    } finally {
      levelPlace.removeAttribute('aria-busy');
    }
  }

  function showProgress() {
    const total = draft.outcomes.length;
    bar.value = shown;
    count.textContent = t(running ? 'progressCount' : shown < total ? 'stoppedCount' : 'doneCount', { shown, count: total });
    const button = (key, act, style) => h('button', { type: 'button', class: `small-button ${style ?? ''}`, onclick: act }, t(key));
    const want = running ? 'cancel' : shown < total ? 'resume' : '';
    if (action.dataset.want === want && action.childElementCount > 0) return;
    action.dataset.want = want;
    const focused = action.contains(document.activeElement);
    fill(action, running ? button('cancel', () => running.abort())
      : [shown < total && button('resume', run), button('editOutcomes', () => edit())]);
    if (focused) action.querySelector('button').focus();
  }
  function append(outcome) {
    shown += 1;
    list.append(outcomeCard({ outcome, number: shown, context, changed, edit, signals }));
  }

  // Shows the answers in order, a few at a time, so that the page stays usable meanwhile. `level` is
  // awaited: what it says of an outcome is shown with it, and nothing is put in later.
  const ready = () => shown < draft.outcomes.length && draft.outcomes[shown].mapping && !signal.aborted;
  let drawing = null;
  function showReady(level) {
    drawing ??= (async () => {
      await level;
      while (ready()) {
        await turn();
        const began = performance.now();
        while (ready() && performance.now() - began < BUDGET) append(draft.outcomes[shown]);
        showProgress();
      }
      drawing = null;
    })();
    return drawing;
  }

  async function run() {
    running = new AbortController();
    const stop = () => running?.abort();
    signal.addEventListener('abort', stop);
    fill(problem);
    showProgress();
    const waiting = draft.outcomes.filter((outcome) => !outcome.mapping);
    if (waiting.length > 0) announce(t('mappingBegins', { count: waiting.length }));
    let told = performance.now();
    const level = alignment ? null : showLevel();
    let next = 0;
    try {
      const stream = waiting.length === 0 ? null : api.stream('outcomes:streamMap', waiting.map(({ id, text }, i) => ({
        ...(i === 0 && { options }), outcomes: [{ id, text }] })), (message) => {
        for (const mapping of message.mappings ?? []) {
          waiting[next].mapping = { ...mapping, generation: message.generation, modelVersion: message.modelVersion,
            time: new Date().toISOString() };
          next += 1;
        }
        showReady(level);
        if (performance.now() - told > NEWS) {
          told = performance.now();
          announce(t('progressCount', { shown: next, count: waiting.length }));
        }
      }, running.signal);
      showReady(level);
      await stream;
      await showReady(level);
    } catch (error) {
      await showReady(level);
      if (!signal.aborted && error.name !== 'AbortError') fill(problem, failure(error, words, run));
    }
    signal.removeEventListener('abort', stop);
    running = null;
    if (signal.aborted) return;
    draft.language = words.language;
    changed();
    showProgress();
    if (shown === draft.outcomes.length) {
      if (waiting.length > 0) {
        announce(words.parts('mappingDone', { count: shown, skills: t('skillsCount', { count: skillCount() }),
          level: alignment?.mostLikely ? words.parts('levelSaid', { level: levelNodes(alignment.mostLikely, words) }) : '' }));
      }
      showFinish();
    } else {
      announce(t('stoppedCount', { shown, count: draft.outcomes.length }));
    }
  }
  const skillCount = () => new Set(draft.outcomes.flatMap((outcome) => skillsOf(outcome).map(({ skill }) => skill.name))).size;

  function showFinish() {
    if (finish.childElementCount > 0) return;
    const file = (extension) => `${(draft.title || 'outcomes').toLowerCase().normalize('NFD')
      .replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 60) || 'outcomes'}.${extension}`;
    const report = () => ({ draft, alignment, words });
    const button = (key, act) => h('button', { type: 'button', onclick: act }, t(key));
    fill(finish, h('section', { class: 'no-print', 'aria-labelledby': 'take-along' },
      h('h2', { id: 'take-along' }, t('takeAlongTitle')),
      h('div', { class: 'buttons' },
        button('copyText', async () => announceCopy(await copy(asText(report())))),
        button('downloadCsv', () => download(file('csv'), 'text/csv', asTable(report()))),
        button('downloadJson', () => download(file('json'), 'application/json', asJson(report()))),
        button('print', () => window.print())),
      h('p', { class: 'quiet', role: 'status', id: 'copied' })),
    h('section', { class: 'no-print', 'aria-labelledby': 'publish' }, h('h2', { id: 'publish' }, t('publishTitle')),
      publishForm({ draft, context, changed, work: () => ({ draft, alignment, levelModel }) })));
  }
  function announceCopy(done) {
    finish.querySelector('#copied').textContent = t(done ? 'copied' : 'notCopied');
  }

  const element = h('div', { class: 'results' }, draft.title && h('p', { class: 'lead' }, draft.title), progress,
    said,
    h('div', { class: 'columns wide' },
      h('section', { class: 'outcomes-place', 'aria-labelledby': 'outcomes' },
        h('h2', { id: 'outcomes', class: 'visually-hidden' }, t('outcomesTitle')), list, problem, finish),
      h('section', { 'aria-labelledby': 'level' }, h('h2', { id: 'level', class: 'level-title' }, t('levelTitle')), levelPlace)));
  turn().then(() => !signal.aborted && run());
  return element;
}
