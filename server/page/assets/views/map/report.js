// SPDX-License-Identifier: Apache-2.0
// What was found and decided, as text, as a table and as JSON.
import { levelName } from '../../components/level.js';

// The skills that count for an outcome: [{skill, confidence, status}] with the status "confirmed",
// "suggested" or "added"; rejected ones are left out.
export function skillsOf(outcome) {
  const matches = (outcome.mapping?.matches ?? [])
    .filter(({ skill, committed }) => (committed || outcome.decided[skill.name] === 'accepted') &&
      outcome.decided[skill.name] !== 'rejected')
    .map(({ skill, confidence }) => ({ skill, confidence,
      status: outcome.decided[skill.name] === 'accepted' ? 'confirmed' : 'suggested' }));
  return [...matches, ...outcome.added.map(({ skill }) => ({ skill, status: 'added' }))];
}

export function asText({ draft, alignment, words }) {
  const { t } = words;
  const lines = [draft.title || t('title'), ''];
  if (alignment) {
    const { mostLikely, range, abstention, caveat } = alignment;
    lines.push(mostLikely ? t('levelSaid', { level: levelName(mostLikely) }) : abstention?.message ?? t('levelNone'));
    if (range) {
      lines.push(t('levelRange', { probability: words.percent(range.probability),
        low: levelName(range.low), high: levelName(range.high) }));
    }
    if (caveat) lines.push(caveat);
    lines.push('');
  }
  draft.outcomes.forEach((outcome, i) => {
    lines.push(`${i + 1}. ${outcome.text}`);
    const skills = skillsOf(outcome);
    if (skills.length === 0) lines.push(`   ${t('noSkill')}`);
    for (const { skill, confidence, status } of skills) {
      const facts = [t(`status_${status}`), confidence !== undefined && words.percent(confidence)].filter(Boolean);
      lines.push(`   - ${skill.preferredLabel} (${facts.join(', ')}) ${skill.uri}`);
    }
  });
  return `${lines.join('\n')}\n`;
}

// A cell of a CSV file; what a spreadsheet would compute stays text.
function cell(value) {
  const text = String(value ?? '');
  const safe = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function asTable({ draft, alignment }) {
  const rows = [['title', 'outcome_id', 'outcome', 'skill', 'skill_uri', 'confidence', 'status', 'level']];
  const level = alignment?.mostLikely?.label ?? '';
  for (const outcome of draft.outcomes) {
    const skills = skillsOf(outcome);
    const begin = [draft.title, outcome.id, outcome.text];
    if (skills.length === 0) rows.push([...begin, '', '', '', '', level]);
    for (const { skill, confidence, status } of skills) {
      rows.push([...begin, skill.preferredLabel, skill.uri, confidence?.toFixed(4), status, level]);
    }
  }
  return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

export function asJson({ draft, alignment }) {
  return `${JSON.stringify({
    title: draft.title,
    facts: draft.facts,
    outcomes: draft.outcomes.map((outcome) => ({
      id: outcome.id,
      text: outcome.text,
      languageCode: outcome.mapping?.languageCode,
      generation: outcome.mapping?.generation,
      modelVersion: outcome.mapping?.modelVersion,
      skills: skillsOf(outcome).map(({ skill, confidence, status }) => ({ name: skill.name, uri: skill.uri,
        label: skill.preferredLabel, languageCode: skill.languageCode, confidence, status })),
      rejected: Object.keys(outcome.decided).filter((name) => outcome.decided[name] === 'rejected'),
      flaws: outcome.level?.flaws,
    })),
    level: alignment,
  }, null, 2)}\n`;
}

export function download(name, type, content) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

// Answers whether the text is on the clipboard. Pages that are not served over TLS have no clipboard
// of their own; there a selection is copied.
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    const before = document.activeElement;
    area.value = text;
    area.className = 'visually-hidden';
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    before?.focus();
    return done;
  }
}
