// SPDX-License-Identifier: Apache-2.0
// The first step: a text or a file with outcomes, and what is declared beside them.
import { h, fill, uniqueId } from '../../dom.js';
import { foreign } from '../../i18n.js';
import { pending } from '../../components/state.js';
import { splitTable, splitText } from './split.js';

const LARGEST_FILE = 2_000_000; // Bytes.
const MOST_OUTCOMES = 1000;

export const ISSUER_TYPES = ['CAREER_COLLEGE', 'COLLEGE', 'UNIVERSITY', 'INDIGENOUS_INSTITUTE',
  'TRADES_AUTHORITY', 'PROFESSIONAL_BODY', 'EMPLOYER', 'OTHER'].map((name) => `ISSUER_TYPE_${name}`);
const ADMISSIONS = ['NONE', 'SECONDARY_SCHOOL', 'APPRENTICE', 'POSTSECONDARY', 'BACHELORS_DEGREE',
  'MASTERS_DEGREE'].map((name) => `ADMISSION_REQUIREMENT_${name}`);

export function field(label, control, hint) {
  const id = control.id || uniqueId('field');
  const hintId = uniqueId('hint');
  control.id = id;
  if (hint) control.setAttribute('aria-describedby', hintId);
  return h('div', { class: 'field' }, h('label', { for: id }, label),
    hint && h('span', { class: 'hint', id: hintId }, hint), control);
}

export const choice = (options, words, value, none) => {
  const select = h('select', null, h('option', { value: '' }, words.t(none)),
    options.map((option) => h('option', { value: option }, words.t(option))));
  select.value = value ?? '';
  return select;
};

// What is declared: the element, and `read()`, the DeclaredFacts.
function factFields(facts, context) {
  const { words, api, signal } = context;
  const { t } = words;
  const number = (value, most) => h('input', { type: 'number', min: '0.5', max: String(most), step: '0.5',
    inputmode: 'decimal', value: value ?? '' });
  const hours = number(facts.hours, 20000);
  const credits = number(facts.credits, 1000);
  const issuerType = choice(ISSUER_TYPES, words, facts.issuerType, 'notSaid');
  const admission = choice(ADMISSIONS, words, facts.admissionRequirement, 'notSaid');
  let prerequisites = facts.prerequisiteQualifications ?? [];
  const qualifications = async () => {
    const answer = await api.get('frameworks/oqf/concepts', { pageSize: 50 }, signal);
    return h('fieldset', null, h('legend', null, t('prerequisitesLegend')),
      (answer.concepts ?? []).map((concept) => h('label', { class: 'check' }, h('input', {
        type: 'checkbox', checked: prerequisites.includes(concept.name),
        onchange(event) {
          prerequisites = prerequisites.filter((name) => name !== concept.name);
          if (event.target.checked) prerequisites.push(concept.name);
        } }), h('span', { lang: foreign(concept.languageCode, words.language) }, concept.preferredLabel))));
  };
  const more = h('details', null, h('summary', null, t('prerequisites')), h('div'));
  more.addEventListener('toggle', () => {
    if (more.open && more.lastChild.childElementCount === 0) fill(more.lastChild, pending(words, signal, qualifications));
  });
  const element = h('details', { class: 'facts-form', open: Object.keys(facts).length > 0 },
    h('summary', null, t('factsTitle')),
    h('p', { class: 'quiet' }, t('factsHint')),
    h('div', { class: 'compare-choice' }, field(t('hoursLabel'), hours), field(t('creditsLabel'), credits),
      field(t('issuerTypeLabel'), issuerType), field(t('admissionLabel'), admission)), more);
  return {
    element,
    read: () => ({
      ...(Number(hours.value) > 0 && { hours: Number(hours.value) }),
      ...(Number(credits.value) > 0 && { credits: Number(credits.value) }),
      ...(issuerType.value && { issuerType: issuerType.value }),
      ...(admission.value && { admissionRequirement: admission.value }),
      ...(prerequisites.length > 0 && { prerequisiteQualifications: prerequisites }),
    }),
  };
}

// `changed()` after every change of the draft, `done({outcomes, leftOut})` with the texts found.
export function enterStep({ draft, context, changed, done }) {
  const { words, announce } = context;
  const { t } = words;
  const text = h('textarea', { rows: 10, spellcheck: 'true', value: draft.text });
  const title = h('input', { type: 'text', maxlength: 500, value: draft.title });
  const problem = h('p', { class: 'field-error', role: 'alert', hidden: true, id: uniqueId('problem') });
  const facts = factFields(draft.facts, context);
  const pick = h('div'); // Where a file has several credentials: which.
  let table = null; // Outcomes of a CSV file, while the text is that file's.

  function keep() {
    draft.text = text.value;
    draft.title = title.value.trim();
    draft.facts = facts.read();
    changed();
  }
  function complain(key, values) {
    problem.textContent = t(key, values);
    problem.hidden = false;
    text.setAttribute('aria-invalid', 'true');
    text.setAttribute('aria-errormessage', problem.id);
    text.focus();
  }
  function calm() {
    problem.hidden = true;
    text.removeAttribute('aria-invalid');
  }
  async function take(file) {
    if (!file) return;
    if (file.size > LARGEST_FILE) { complain('fileTooLarge'); return; }
    const content = await file.text();
    if (content.includes('\u0000')) { complain('fileNotText'); return; }
    const credentials = /\.(csv|tsv)$/i.test(file.name) || file.type === 'text/csv' ? splitTable(content) : [];
    calm();
    fill(pick);
    announce(t('fileTaken', { name: file.name }));
    if (credentials.length > 1) {
      const select = h('select', { onchange: () => put(credentials[Number(select.value)]) },
        credentials.map((credential, i) => h('option', { value: i }, `${credential.title || '–'} (${words.number(credential.outcomes.length)})`)));
      fill(pick, field(t('whichCredential', { count: credentials.length }), select));
      put(credentials[0]);
      select.focus();
      return;
    }
    if (credentials.length === 1) put(credentials[0]);
    else {
      table = null;
      text.value = content;
      keep();
    }
    text.focus();
  }
  function put(credential) {
    table = { outcomes: credential.outcomes, leftOut: [] };
    text.value = credential.outcomes.join('\n');
    if (credential.title) title.value = credential.title;
    keep();
  }
  const picker = h('input', { type: 'file', accept: '.csv,.tsv,.txt,.md,text/plain,text/csv',
    onchange: () => { take(picker.files[0]); picker.value = ''; } });
  const form = h('form', { class: 'enter', novalidate: true, onsubmit(event) {
    event.preventDefault();
    keep();
    const found = table ?? splitText(text.value);
    // The title of an outline gives way to what the reader writes, and to that of another outline.
    if (!table && (draft.title === '' || draft.title === draft.foundTitle)) {
      title.value = found.title;
      draft.foundTitle = found.title;
      keep();
    }
    if (found.outcomes.length === 0) complain(text.value.trim() === '' ? 'nothingEntered' : 'nothingFound');
    else if (found.outcomes.length > MOST_OUTCOMES) complain('tooMany', { count: found.outcomes.length });
    else done(found);
  } },
  field(t('textLabel'), text, t('textHint')), problem,
  h('div', { class: 'buttons' },
    h('label', { class: 'button file-button' }, h('span', null, t('chooseFile')), picker),
    h('button', { type: 'button', onclick() {
      text.value = t('example');
      title.value = t('exampleTitle');
      table = null;
      calm();
      fill(pick);
      keep();
      text.focus();
    } }, t('takeExample'))), pick,
  field(t('titleLabel'), title, t('titleHint')),
  facts.element,
  h('div', { class: 'buttons' }, h('button', { class: 'primary' }, t('continue'))));
  text.addEventListener('input', () => {
    table = null;
    calm();
  });
  form.addEventListener('input', keep);
  form.addEventListener('change', keep);
  form.addEventListener('dragover', (event) => { event.preventDefault(); form.classList.add('dropping'); });
  form.addEventListener('dragleave', () => form.classList.remove('dropping'));
  form.addEventListener('drop', (event) => {
    form.classList.remove('dropping');
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    take(event.dataTransfer.files[0]);
  });
  return form;
}
