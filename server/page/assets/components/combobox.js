// SPDX-License-Identifier: Apache-2.0
// A text field that suggests concepts while one types: the combobox pattern of WAI-ARIA 1.2.
import { h, fill, markSpans, uniqueId } from '../dom.js';
import { foreign } from '../i18n.js';

const PAUSE = 120; // Milliseconds without a key before the server is asked.

// Asks for suggestions of `types` ("CONCEPT_TYPE_SKILL", ...). `choose(item)` gets the concept that
// was chosen; `submit(text)`, where given, gets the text when Enter is pressed and nothing is chosen.
// `label` may be texts and nodes.
export function conceptBox({ label, types, choose, submit, words, api, value = '', hideLabel = false,
  keepText = false }) {
  const listId = uniqueId('options');
  const inputId = uniqueId('concept');
  const input = h('input', {
    id: inputId, type: 'text', role: 'combobox', autocomplete: 'off', spellcheck: 'false', value,
    'aria-expanded': 'false', 'aria-controls': listId, 'aria-autocomplete': 'list',
  });
  const labelId = uniqueId('label');
  const list = h('ul', { id: listId, role: 'listbox', 'aria-labelledby': labelId, hidden: true });
  const status = h('span', { class: 'visually-hidden', role: 'status' });
  let items = [];
  let active = -1;
  let asked = null;
  let timer = 0;

  // What a reader of the list hears of it; with nothing to list, it is to be seen, too.
  function say(text, isSeen = false) {
    status.textContent = text;
    status.className = isSeen ? 'nothing' : 'visually-hidden';
  }
  function close() {
    list.hidden = true;
    say('');
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
    active = -1;
  }
  function point(to) {
    if (items.length === 0) return;
    active = (to + items.length) % items.length;
    [...list.children].forEach((option, i) => {
      option.setAttribute('aria-selected', i === active ? 'true' : 'false');
      if (i === active) option.scrollIntoView({ block: 'nearest' });
    });
    input.setAttribute('aria-activedescendant', list.children[active].id);
  }
  function take(item) {
    input.value = keepText ? item.preferredLabel : '';
    close();
    choose(item);
  }
  function show(suggestions) {
    items = suggestions.map((suggestion) => suggestion.item);
    fill(list, suggestions.map((suggestion, i) => {
      const { item, matchedLabel } = suggestion;
      const same = !matchedLabel || matchedLabel.text === item.preferredLabel;
      return h('li', { id: `${listId}-${i}`, role: 'option', 'aria-selected': 'false',
        onmousedown: (event) => event.preventDefault(), onclick: () => take(item) },
      h('span', { lang: foreign(item.languageCode, words.language) },
        same ? markSpans(item.preferredLabel, matchedLabel?.spans) : item.preferredLabel),
      !same && h('span', { class: 'quiet', lang: foreign(matchedLabel.languageCode, words.language) },
        ' ', markSpans(matchedLabel.text, matchedLabel.spans)));
    }));
    active = -1;
    input.removeAttribute('aria-activedescendant');
    list.hidden = items.length === 0;
    input.setAttribute('aria-expanded', items.length > 0 ? 'true' : 'false');
    if (items.length > 0) say(words.t('suggestionsCount', { count: items.length }));
    else say(words.t('noSuggestions'), true);
  }
  async function ask() {
    asked?.abort();
    asked = new AbortController();
    const prefix = input.value.trim();
    if (prefix === '') { close(); return; }
    try {
      const answer = await api.get('skills:suggest',
        { prefix, maxSuggestions: 8, filter: { types } }, asked.signal);
      if (document.activeElement === input) show(answer.suggestions ?? []);
    } catch (error) {
      if (error.name !== 'AbortError') close();
    }
  }

  input.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(ask, PAUSE); });
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (list.hidden) ask();
      else point(event.key === 'ArrowDown' ? active + 1 : active < 0 ? items.length - 1 : active - 1);
    } else if (event.key === 'Enter') {
      if (active >= 0) { event.preventDefault(); take(items[active]); }
      else if (submit) { event.preventDefault(); close(); submit(input.value.trim()); }
    } else if (event.key === 'Escape' && !(list.hidden && status.textContent === '')) {
      event.stopPropagation();
      close();
    }
  });
  return h('div', { class: 'combobox' },
    h('label', { id: labelId, for: inputId, class: hideLabel ? 'visually-hidden' : null }, label), input, list, status);
}
