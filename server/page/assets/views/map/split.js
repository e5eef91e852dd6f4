// SPDX-License-Identifier: Apache-2.0
// Finds the learning outcomes in what somebody pasted or dropped. The reader corrects the rest.

// What begins an entry of a list: a dash or dot, a number, a letter, or a code such as LO1 or RA 2.
const ENTRY = /^\s*(?:[-–—•·●○◦▪■*+>✓]|\(?\d{1,3}(?:\.\d{1,3})*[.):]|\d{1,3}\.\d{1,3}(?=\s)|\(?[a-zA-Z][.)]|(?:C?LO|PLO|RA|AC|OA)[\s-]?\d{1,3}(?:\.\d{1,3})?\s?[:.)–-]?)\s+/;
// The same within a line: "1) ... 2) ...".
const INLINE = /(?:^|\s)\(?(\d{1,2})[.)]\s/g;
// From so many entries on, what is no entry is not taken for an outcome.
const LEAST_ENTRIES = 2;
// Longer paragraphs of several sentences are divided.
const LONG = 180;
const OUTCOME_COLUMN = /outcome|résultat|acquis|competenc|compétence|objecti|statement|énoncé/i;
const TITLE_COLUMN = /^(title|titre|credential|course|cours|name|nom)/i;

const sentences = (text) =>
  [...new Intl.Segmenter(undefined, { granularity: 'sentence' }).segment(text)]
    .map(({ segment }) => segment.trim()).filter(Boolean);

// Numbers that follow each other within a line each begin a line of their own.
function breakInline(line) {
  const numbers = [...line.matchAll(INLINE)];
  if (numbers.length < 2 || numbers.some((match, i) => Number(match[1]) !== i + 1)) return [line];
  const starts = numbers.map((match) => match.index);
  return [line.slice(0, starts[0]), ...starts.map((start, i) => line.slice(start, starts[i + 1]))]
    .filter((part) => part.trim() !== '');
}

// "Students will: do this; do that" has a lead-in and several outcomes.
function breakSemicolons(text) {
  const match = text.match(/^(.*?:)?\s*([^:]*;[^:]*)$/);
  if (!match) return null;
  const parts = match[2].split(/\s*;\s*(?:(?:and|et)\s+)?/).filter(Boolean);
  return parts.every((part) => part.split(/\s+/).length >= 3) ? { lead: match[1], parts } : null;
}

// Lines that belong together: one that begins small goes on with the one before.
function blocks(text) {
  const found = [];
  let open = false;
  for (const raw of text.replace(/\r\n?/g, '\n').split('\n').flatMap(breakInline)) {
    const entry = ENTRY.test(raw);
    const line = raw.replace(ENTRY, '').trim();
    if (line === '') {
      open = false;
      continue;
    }
    const last = found.at(-1);
    if (open && !entry && /^\p{Ll}/u.test(line) && !/[.;!?:]$/.test(last.text)) {
      last.text += ` ${line}`;
      last.whole += ` ${line}`;
    } else {
      found.push({ text: line, whole: raw.trim(), entry });
    }
    open = true;
  }
  return found;
}

const isLeadIn = (text) => /[:：]$/.test(text);
const isHeading = (text) => text.split(/\s+/).length <= 3 && !/[.;!?]$/.test(text);

// What may stand above the outcomes and is no title: a lead-in without its colon, or what says what comes.
const LEADS_IN = /\b(?:will|should|able to|in order to|en mesure|capables? de|devr\p{L}+|pourr\p{L}+)(?!\p{L})/iu;
const SECTION = /^(?:(?:course|programme?|intended|expected|learning|plan|description|résultats|acquis|objectifs|compétences|outcomes?|objectives?|skills|outline|syllabus|goals|overview|visés?|attendus?|de|du|d['’]|l['’]|la|le|les|and|et|cours|apprentissage|formation|programme)\s*)+$/iu;
// "Course title: Kitchen basics", "Titre du cours : Bases de la cuisine".
const TITLE_LABEL = /^(?:(?:course|module|programme?|credential)\s+)?(?:title|name|course|module|titre|nom|intitulé|cours)(?:\s+(?:du|de la|de l['’])\s*(?:cours|module|programme|titre|formation))?\s*:\s*/iu;
const LONGEST_TITLE = 15; // Words.

// The title that a line above the outcomes is or names; '' for none.
function titleIn(line) {
  const text = line.replace(/^#+\s*/, '');
  const named = text.replace(TITLE_LABEL, '');
  if (named !== text) return named;
  const isTitle = !isLeadIn(text) && !/[.;!?]$/.test(text) && text.split(/\s+/).length <= LONGEST_TITLE &&
    !LEADS_IN.test(text) && !SECTION.test(text);
  return isTitle ? text : '';
}

// {outcomes, leftOut, title}: texts of a list with prose around it, of one a line, or of prose; the title
// is one of the lines that are left out, the first that reads as one before any outcome; '' for none.
export function splitText(text) {
  const all = blocks(text);
  const isList = all.filter(({ entry }) => entry).length >= LEAST_ENTRIES;
  // Where short lines are the rule they are no headings.
  const hasHeadings = all.filter(({ text: block, entry }) => !entry && isHeading(block)).length * 3 <= all.length;
  const outcomes = [];
  const leftOut = [];
  let title = '';
  for (const [i, { text: listed, whole, entry }] of all.entries()) {
    // A number at the head of a line that is in no list belongs to the sentence.
    const block = isList || !/^\d/.test(whole) ? listed : whole;
    const parts = breakSemicolons(block);
    // What stands above a lead-in names the whole.
    const isAbove = i === 0 && !entry && all.length > 1 && isLeadIn(all[1].text) && titleIn(block) !== '';
    if (isAbove || isLeadIn(block) || (isList && !entry) || (hasHeadings && all.length > 1 && isHeading(block) && !entry)) {
      leftOut.push(block);
      if (outcomes.length === 0) title ||= titleIn(block);
    } else if (parts) {
      if (parts.lead) leftOut.push(parts.lead);
      outcomes.push(...parts.parts);
    } else if (block.length > LONG) {
      outcomes.push(...sentences(block));
    } else {
      outcomes.push(block);
    }
  }
  return { outcomes, leftOut, title };
}

// Rows of a table with commas, semicolons or tabs between cells and quotes as in RFC 4180.
function rowsOf(text) {
  const head = text.split('\n', 1)[0];
  const [separator] = [',', ';', '\t'].sort((a, b) => head.split(b).length - head.split(a).length);
  const rows = [[]];
  let cell = '';
  let quoted = false;
  const endCell = () => { rows.at(-1).push(cell.trim()); cell = ''; };
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i];
    if (quoted && c === '"' && text[i + 1] === '"') { cell += '"'; i += 1; }
    else if (c === '"') quoted = !quoted;
    else if (quoted) cell += c;
    else if (c === separator) endCell();
    else if (c === '\n') { endCell(); rows.push([]); }
    else if (c !== '\r') cell += c;
  }
  endCell();
  return rows.filter((row) => row.some((entry) => entry !== ''));
}

// The credentials of a CSV file, [{title, outcomes}]: rows with the same title are one's. Outcomes are
// in the column that is called so, else in the one with the longest texts.
export function splitTable(text) {
  const rows = rowsOf(text.replace(/^\uFEFF/, ''));
  if (rows.length === 0) return [];
  const [head, ...body] = rows;
  const named = head.findIndex((cell) => OUTCOME_COLUMN.test(cell));
  const size = (column) => rows.reduce((sum, row) => sum + (row[column] ?? '').length, 0);
  const column = named >= 0 ? named : head.map((_, i) => i).sort((a, b) => size(b) - size(a))[0];
  const used = named >= 0 ? body : rows;
  const titleAt = head.findIndex((cell) => TITLE_COLUMN.test(cell));
  const byTitle = new Map();
  for (const row of used) {
    const title = (named >= 0 && titleAt !== column && row[titleAt]) || '';
    byTitle.set(title, [...(byTitle.get(title) ?? []), ...breakCell(row[column] ?? '')]);
  }
  return [...byTitle].map(([title, outcomes]) => ({ title, outcomes })).filter(({ outcomes }) => outcomes.length > 0);
}

// A cell may hold a list of its own.
const breakCell = (cell) => (/[\n|]/.test(cell) ? splitText(cell.replaceAll('|', '\n')).outcomes
  : [cell]).filter(Boolean);

// Where the text is best divided in two: at the end of a sentence, else at a semicolon or an "and"
// near the middle; -1 for nowhere.
export function placeToSplit(text) {
  const [first, second] = sentences(text);
  if (second) return first.length;
  const places = [...text.matchAll(/;\s|\s(?:and|et)\s|,\s/gi)].map((match) => match.index + 1);
  const middle = text.length / 2;
  return places.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0] ?? -1;
}
