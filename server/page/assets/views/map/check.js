// SPDX-License-Identifier: Apache-2.0
// The second step: the outcomes as they were found, to be corrected before they are mapped.
import { h, fill } from '../../dom.js';
import { newOutcome } from './draft.js';
import { placeToSplit } from './split.js';

const LONGEST = 4096; // Bytes of UTF-8 that the API reads; as a limit of characters it is near enough.

// `changed()` after every change of the draft; `done()` maps, `back()` goes to the text. `row` is
// the index of the outcome to begin with, or undefined.
export function checkStep({ draft, context, changed, done, back, row: first }) {
  const { words, announce } = context;
  const { t } = words;
  const list = h('ol', { class: 'plain-list check-list' });
  const rest = h('div');
  const submit = h('button', { class: 'primary' });
  const undoButton = h('button', { type: 'button', onclick: undo }, t('undo'));
  const past = [];

  function remember() {
    past.push(draft.outcomes.map((outcome) => ({ ...outcome })));
    if (past.length > 50) past.shift();
  }
  function undo() {
    draft.outcomes = past.pop();
    show(0);
    announce(t('undone', { count: draft.outcomes.length }));
    changed();
  }
  // An outcome whose text changed is another one.
  const rewritten = (outcome, text) => (outcome.text === text ? outcome
    : { ...outcome, text, mapping: undefined, level: undefined, decided: {}, added: [] });

  function edit(index, texts, focus, caret, said) {
    remember();
    const [first, ...others] = texts;
    draft.outcomes.splice(index, 1, rewritten(draft.outcomes[index], first),
      ...others.map((text) => newOutcome(draft, text)));
    show(focus, caret);
    announce(t(said, { count: draft.outcomes.length }));
    changed();
  }
  function split(index, area) {
    const { value, selectionStart } = area;
    const inside = value.slice(0, selectionStart).trim() !== '' && value.slice(selectionStart).trim() !== '';
    const at = inside ? selectionStart : placeToSplit(value);
    if (at < 0) { announce(t('cannotSplit')); return; }
    edit(index, [value.slice(0, at).trim(), value.slice(at).trim()], index + 1, 0, 'splitDone');
  }
  function merge(index) {
    if (index + 1 >= draft.outcomes.length) return;
    remember();
    const { text } = draft.outcomes[index];
    const [next] = draft.outcomes.splice(index + 1, 1);
    draft.outcomes[index] = rewritten(draft.outcomes[index], `${text} ${next.text}`.trim());
    show(index, text.length);
    announce(t('mergeDone', { count: draft.outcomes.length }));
    changed();
  }
  function remove(index) {
    remember();
    draft.outcomes.splice(index, 1);
    show(Math.min(index, draft.outcomes.length - 1));
    announce(t('deleteDone', { count: draft.outcomes.length }));
    changed();
  }
  function add(text = '') {
    remember();
    draft.outcomes.push(newOutcome(draft, text));
    show(draft.outcomes.length - 1);
    changed();
  }

  function row(outcome, index) {
    const number = index + 1;
    const area = h('textarea', { rows: 1, maxlength: LONGEST, value: outcome.text, class: 'check-text',
      'aria-label': t('evidenceOutcome', { number }),
      oninput() {
        if (area.value.includes('\n')) { // Pasted lines are outcomes of their own.
          const lines = area.value.split('\n').map((line) => line.trim()).filter(Boolean);
          edit(index, lines.length > 0 ? lines : [''], index + Math.max(lines.length, 1) - 1, undefined, 'lineAdded');
          return;
        }
        draft.outcomes[index] = rewritten(draft.outcomes[index], area.value);
        mirror.dataset.text = area.value;
        changed();
      },
      onkeydown(event) {
        if (event.key === 'Enter') {
          event.preventDefault();
          if (event.ctrlKey || event.metaKey) submit.form.requestSubmit();
          else if (area.value.slice(area.selectionStart).trim() === '') edit(index, [area.value, ''], index + 1, 0, 'lineAdded');
          else split(index, area);
        } else if (event.key === 'Backspace' && index > 0 && area.selectionStart === 0 && area.selectionEnd === 0) {
          event.preventDefault();
          merge(index - 1);
        }
      } });
    // The field is as tall as its text: the mirror behind it has the same text.
    const mirror = h('div', { class: 'grows', 'data-text': outcome.text }, area);
    const action = (key, act, disabled) => h('button', { type: 'button', class: 'small-button plain', disabled,
      // The caret stays where it was in the field.
      onmousedown: (event) => event.preventDefault(), onclick: act }, t(key),
    h('span', { class: 'visually-hidden' }, ` ${t('evidenceOutcome', { number })}`));
    return h('li', { class: 'check-row' }, h('span', { class: 'notation', 'aria-hidden': 'true' }, words.number(number)),
      mirror, h('div', { class: 'check-actions' }, action('split', () => split(index, area)),
        action('merge', () => merge(index), index + 1 >= draft.outcomes.length),
        action('delete', () => remove(index))));
  }

  // Shows the rows; the field of row `focus`, where given, gets the focus with its caret at `caret`.
  function show(focus, caret) {
    fill(list, draft.outcomes.map(row));
    const { length } = draft.outcomes;
    submit.textContent = t('mapCount', { count: length });
    submit.disabled = length === 0;
    undoButton.disabled = past.length === 0;
    fill(rest, draft.leftOut.length > 0 && h('details', null,
      h('summary', null, t('leftOutCount', { count: draft.leftOut.length })),
      h('ul', { class: 'concept-list' }, draft.leftOut.map((text) => h('li', null, text, ' ',
        h('button', { type: 'button', class: 'small-button plain', onclick() {
          draft.leftOut = draft.leftOut.filter((entry) => entry !== text);
          add(text);
        } }, t('takeLeftOut'), h('span', { class: 'visually-hidden' }, ` : ${text}`)))))));
    if (focus === undefined || focus < 0) return;
    const area = list.children[focus].querySelector('textarea');
    area.focus();
    if (caret !== undefined) area.setSelectionRange(caret, caret);
  }
  show();
  if (first !== undefined) setTimeout(() => list.children[first]?.querySelector('textarea').focus());
  return h('form', { class: 'check-form', onsubmit(event) {
    event.preventDefault();
    draft.outcomes = draft.outcomes.filter((outcome) => outcome.text.trim() !== '');
    if (draft.outcomes.length > 0) done();
    else show();
  } },
  h('p', { class: 'quiet' }, t('checkHint')), list,
  h('div', { class: 'buttons' }, h('button', { type: 'button', onclick: () => add() }, t('addOutcome')), undoButton),
  rest,
  h('div', { class: 'buttons' }, submit, h('button', { type: 'button', onclick: back }, t('backToText'))));
}
