// SPDX-License-Identifier: Apache-2.0
// Filters that are ranges: how the address has them, and what may be wrong with them.

// Of each the parameters for its lower and its upper end, which are fields of CredentialFilter.
export const RANGES = {
  level: ['minLevel', 'maxLevel'],
  hours: ['minHours', 'maxHours'],
  cost: ['minCost', 'maxCost'],
  start: ['startFrom', 'startUntil'],
};
export const ENDS = Object.values(RANGES).flat();

export const isNumber = (text) => /^\d{1,12}(\.\d+)?$/.test(text);

export function isDay(text) {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.valueOf()) && day.toISOString().startsWith(text);
}

// A number as somebody writes it in the language of the page, as the address has it: "1 200,50" is
// "1200.50" in French, "1,200.50" in English. What is no number stays as it is.
export function readNumber(text, language) {
  const close = text.replace(/[\s$]/g, '');
  const plain = language === 'fr' ? close.replace(',', '.')
    : /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(close) ? close.replaceAll(',', '') : close;
  return isNumber(plain) ? plain : text.trim();
}

export const showNumber = (text, language) =>
  (language === 'fr' && isNumber(text) ? text.replace('.', ',') : text);

// Numbers of the Ontario framework.
export const LEVELS = Array.from({ length: 13 }, (_, i) => `${i + 1}`);

// "-5", "−5": a number, but none that hours or money can be.
const notNumber = (text) => (/^[-−]\s*\d/.test(text) ? 'notFromZero' : 'notNumber');

// Which values may be, and the message where one may not.
const KINDS = {
  // Ids and names of qualifications are the service's to know.
  level: [(text) => !/^[\d.-]+$/.test(text) || LEVELS.includes(text), () => 'notLevel'],
  hours: [isNumber, notNumber],
  cost: [isNumber, notNumber],
  start: [isDay, () => 'notDay'],
};

// What is wrong with the ranges of `query`: a Map from parameter to [message, its values].
export function problemsOf(query) {
  const problems = new Map();
  for (const [name, ends] of Object.entries(RANGES)) {
    const [isRight, wrong] = KINDS[name];
    const values = ends.map((end) => query.get(end));
    ends.forEach((end, i) => {
      if (values[i] && !isRight(values[i])) problems.set(end, [wrong(values[i]), { value: values[i] }]);
    });
    const [low, high] = values;
    if (!low || !high || ends.some((end) => problems.has(end))) continue;
    // Days are in the order of their texts.
    const isBelow = name === 'start' ? high < low : Number(high) < Number(low);
    if (isBelow) problems.set(ends[1], [`below_${name}`, { low }]);
  }
  return problems;
}
