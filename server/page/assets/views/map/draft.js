// SPDX-License-Identifier: Apache-2.0
// The work of one reader, kept in the browser until it is cleared.
//
// {step, text, leftOut, title, foundTitle, facts, outcomes, nextId, language, savedAt, issuer, type,
// credential}: `foundTitle` is the title that the text itself has;
// `credential` {name, published}: what was kept of it in the registry, and its title once published.
// An outcome: {id, text, mapping, level, decided, added, decidedAt}: `mapping` an OutcomeMapping with
// `generation`, `modelVersion` and `time`, `level` an OutcomeLevel, `decided` {skill name: "accepted" |
// "rejected"}, `added` [{skill, replaces}]. Times are in RFC 3339.

const KEY = 'map-draft';
const PAUSE = 400; // Milliseconds without a change before it is written.
const MOST_KEPT = 200; // Outcomes whose answers are kept; more would not fit into the storage.

export const emptyDraft = () => ({ step: 'enter', text: '', leftOut: [], title: '', facts: {},
  outcomes: [], nextId: 1, language: '', issuer: {}, type: '' });

export const newOutcome = (draft, text) => {
  const id = `lo${draft.nextId}`;
  draft.nextId += 1;
  return { id, text, decided: {}, added: [] };
};

export function readDraft() {
  flush();
  try {
    const draft = JSON.parse(localStorage.getItem(KEY));
    return draft?.outcomes ? { ...emptyDraft(), ...draft } : null;
  } catch {
    return null; // Unreadable or forbidden: as if there were none.
  }
}

let timer = 0;
let waiting = null;
export function writeDraft(draft) {
  clearTimeout(timer);
  waiting = draft;
  timer = setTimeout(flush, PAUSE);
}

// Writes what waits to be written. A reader who leaves at once loses nothing.
function flush() {
  clearTimeout(timer);
  if (!waiting) return;
  const draft = waiting;
  waiting = null;
  const kept = { ...draft, savedAt: new Date().toISOString(), alignment: undefined };
  if (draft.outcomes.length > MOST_KEPT) {
    kept.outcomes = draft.outcomes.map((outcome) => ({ ...outcome, mapping: undefined, level: undefined }));
  }
  try {
    localStorage.setItem(KEY, JSON.stringify(kept));
  } catch { /* Full or forbidden: the work stays on the page. */ }
}
window.addEventListener('pagehide', flush);

export function clearDraft() {
  clearTimeout(timer);
  waiting = null;
  try {
    localStorage.removeItem(KEY);
  } catch { /* Forbidden: there was none. */ }
}
