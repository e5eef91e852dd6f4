// SPDX-License-Identifier: Apache-2.0
// Publishes the outcomes with what was decided about them as a credential.
import { h, fill, uniqueId } from '../../dom.js';
import { failure } from '../../components/state.js';
import { choice, field } from './enter.js';
import { skillsOf } from './report.js';

const TYPES = ['MICRO_CREDENTIAL', 'CERTIFICATE', 'DIPLOMA', 'DEGREE', 'COURSE', 'LICENCE', 'BADGE',
  'APPRENTICESHIP', 'CERTIFICATION', 'PROGRAM', 'OTHER'].map((name) => `CREDENTIAL_TYPE_${name}`);

const IDENTIFIER = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/;

function requestId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

// The language of most of the outcomes.
function mainLanguage(outcomes, otherwise) {
  const counts = new Map();
  outcomes.forEach(({ mapping }) => {
    if (mapping?.languageCode) counts.set(mapping.languageCode, (counts.get(mapping.languageCode) ?? 0) + 1);
  });
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? otherwise;
}

function alignmentOf({ skill, confidence, status }, { mapping, decidedAt }) {
  const suggested = status === 'suggested';
  return {
    conceptName: skill.name,
    uri: skill.uri,
    frameworkRelease: skill.release,
    source: suggested ? 'ALIGNMENT_SOURCE_SUGGESTED' : 'ALIGNMENT_SOURCE_CONFIRMED',
    ...(confidence !== undefined && { confidence }),
    ...(confidence !== undefined && { generation: mapping.generation, model: mapping.modelVersion }),
    time: suggested ? mapping.time : decidedAt,
  };
}

// The credential as the API takes it.
export function credentialOf({ draft, alignment, levelModel, language }) {
  const tag = mainLanguage(draft.outcomes, language);
  const { mostLikely, range } = alignment ?? {};
  return {
    issuer: { id: draft.issuer.id, name: draft.issuer.name ? { [tag]: draft.issuer.name } : {} },
    title: draft.title ? { [tag]: draft.title } : {},
    type: draft.type || 'CREDENTIAL_TYPE_UNSPECIFIED',
    outcomes: draft.outcomes.map((outcome) => ({
      id: outcome.id,
      text: outcome.text,
      languageCode: outcome.mapping?.languageCode ?? tag,
      alignments: skillsOf(outcome).map((entry) => alignmentOf(entry, outcome)),
    })),
    ...(mostLikely && { level: { suggested: {
      qualification: mostLikely.qualification, number: mostLikely.number, low: range?.low.qualification,
      high: range?.high.qualification, probability: range?.probability, model: levelModel } } }),
    hours: draft.facts.hours,
    credits: draft.facts.credits,
  };
}

// `work()` answers {draft, alignment, levelModel}.
export function publishForm({ draft, work, context, changed }) {
  const { words, api, link, announce } = context;
  const { t } = words;
  const input = (value, properties) => h('input', { type: 'text', value: value ?? '', ...properties });
  const controls = {
    'issuer.id': input(draft.issuer.id, { maxlength: 128, autocomplete: 'off', spellcheck: 'false', autocapitalize: 'none' }),
    'issuer.name': input(draft.issuer.name, { maxlength: 500, autocomplete: 'organization' }),
    title: input(draft.title, { maxlength: 500 }),
    type: choice(TYPES, words, draft.type, 'chooseType'),
  };
  const labels = { 'issuer.id': 'issuerId', 'issuer.name': 'issuerName', title: 'credentialTitle', type: 'credentialType' };
  const hints = { 'issuer.id': 'issuerIdHint' };
  const problems = {};
  const result = h('div', { class: 'publish-result' });
  const button = h('button', { class: 'primary' }, t('publish'));
  const before = h('div');
  let request = requestId();

  function read() {
    draft.issuer = { id: controls['issuer.id'].value.trim().toLowerCase(), name: controls['issuer.name'].value.trim() };
    draft.title = controls.title.value.trim();
    draft.type = controls.type.value;
    changed();
  }
  // Shows violations at their fields; answers those that have none here.
  function show(violations) {
    const left = [];
    Object.entries(controls).forEach(([name, control]) => {
      fill(problems[name]);
      control.removeAttribute('aria-invalid');
    });
    for (const violation of violations) {
      const path = violation.field.replace(/^credential\./, '');
      const name = Object.keys(controls).find((each) => path === each || path.startsWith(`${each}[`) || path.startsWith(`${each}.`));
      if (!name) {
        left.push(violation);
        continue;
      }
      fill(problems[name], violation.message ?? h('span', { lang: 'en' }, violation.description));
      controls[name].setAttribute('aria-invalid', 'true');
    }
    Object.values(controls).find((control) => control.getAttribute('aria-invalid'))?.focus();
    return left;
  }
  // What can be said without asking the server.
  function faults() {
    return Object.entries({ 'issuer.id': draft.issuer.id, 'issuer.name': draft.issuer.name, title: draft.title, type: draft.type })
      .filter(([, value]) => !value).map(([name]) => ({ field: name, message: t('fieldMissing') }))
      .concat(draft.issuer.id && !IDENTIFIER.test(draft.issuer.id) ? [{ field: 'issuer.id', message: t('issuerIdWrong') }] : []);
  }
  async function submit() {
    read();
    const found = faults();
    fill(result);
    show(found);
    if (found.length > 0) return;
    button.disabled = true;
    try {
      const credential = credentialOf({ ...work(), language: words.language });
      const { name } = draft.credential ?? {};
      const answer = name
        ? await api.patch(name, { ...credential, name },
          { query: { updateMask: 'issuer,title,type,outcomes,level,hours,credits', suggestions: 'SUGGESTION_MODE_NONE' } })
        : await api.post('credentials', credential, { query: { requestId: request, suggestions: 'SUGGESTION_MODE_NONE' } });
      // Where publishing fails the next try changes what is kept now.
      draft.credential = { name: answer.credential.name, published: draft.credential?.published };
      changed();
      const published = (await api.post(`${draft.credential.name}:publish`, {})).credential;
      draft.credential.published = draft.title;
      changed();
      showBefore();
      fill(result, h('div', { class: 'notice', tabindex: '-1' }, h('h3', null, t('publishedTitle')),
        h('p', null, words.parts('publishedText', { title: h('a', { href: link(`/${published.name}`) }, draft.title) }))));
      result.firstChild.focus();
      announce(t('publishedTitle'));
    } catch (error) {
      if (error.reason === 'CREDENTIAL_UNCHANGED') {
        fill(result, h('p', { class: 'notice' }, t('publishedSame')));
        announce(t('publishedSame'));
        button.disabled = false;
        return;
      }
      // Fields at fault are said there; the rest beneath.
      const left = show(error.violations ?? []);
      if (left.length > 0 || !(error.violations?.length > 0)) {
        error.violations = left;
        fill(result, failure(error, words, submit));
      }
      request = requestId();
    }
    button.disabled = false;
  }
  // What was published of this work, and a way not to make a new version of it.
  function showBefore() {
    fill(before, draft.credential?.published && h('p', null, words.parts('publishedBefore', {
      title: h('a', { href: link(`/${draft.credential.name}`) }, draft.credential.published) }), ' ',
    h('button', { type: 'button', class: 'small-button plain', onclick() {
      draft.credential = undefined;
      request = requestId();
      changed();
      showBefore();
      button.focus();
    } }, t('publishNew'))));
  }
  showBefore();
  const form = h('form', { class: 'publish', novalidate: true, onsubmit(event) { event.preventDefault(); submit(); } },
    h('p', { class: 'quiet' }, t('publishHint')), before,
    Object.entries(controls).map(([name, control]) => {
      const element = field(t(labels[name]), control, hints[name] && t(hints[name]));
      control.setAttribute('required', '');
      problems[name] = h('p', { class: 'field-error', id: uniqueId('problem') });
      control.setAttribute('aria-describedby', `${control.getAttribute('aria-describedby') ?? ''} ${problems[name].id}`.trim());
      element.append(problems[name]);
      return element;
    }),
    h('div', { class: 'buttons' }, button), result);
  form.addEventListener('change', read);
  return form;
}
