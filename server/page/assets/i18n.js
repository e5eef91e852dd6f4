// SPDX-License-Identifier: Apache-2.0
// Words, numbers and dates in the language of the page.

export const LANGUAGES = { en: 'English', fr: 'Français' };

// Regions whose customs count: Ontario's.
const LOCALES = { en: 'en-CA', fr: 'fr-CA' };

// French as it is set: no line begins with these marks, or ends with the one that opens a quotation.
const typeset = {
  en: (text) => text,
  fr: (text) => text.replace(/ ([;:?!»])/g, '\u00a0$1').replaceAll('« ', '«\u00a0'),
};

// A translator for one language. `messages` is a list of {en: {...}, fr: {...}}; a message is a text
// with {places}, or {one, other} chosen by `count`.
export function translator(language, ...messages) {
  const table = Object.assign({}, ...messages.map((set) => set[language]));
  const plural = new Intl.PluralRules(LOCALES[language]);
  const whole = new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(LOCALES[language], { style: 'percent' });
  const day = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' });
  const list = new Intl.ListFormat(LOCALES[language], { type: 'conjunction' });

  function pattern(key, values) {
    const message = table[key];
    if (message === undefined) throw new Error(`no message ${key} in ${language}`);
    const text = typeof message === 'string' ? message
      : message[plural.select(Number(values?.count ?? 0))] ?? message.other;
    return typeset[language](text);
  }

  // The first of a month is an ordinal in French.
  const dated = (iso) => day.formatToParts(new Date(iso)).map(({ type, value }) =>
    (language === 'fr' && type === 'day' && value === '1' ? '1er' : value)).join('');

  const show = (value) => (typeof value === 'number' ? whole.format(value) : value);

  // The message as text.
  function t(key, values) {
    return pattern(key, values).replace(/\{(\w+)\}/g, (_, name) => show(values?.[name] ?? ''));
  }

  // The message as a list of texts and nodes: values may be nodes.
  function parts(key, values) {
    return pattern(key, values)
      .split(/(\{\w+\})/)
      .filter((part) => part !== '')
      .map((part) => (/^\{\w+\}$/.test(part) ? show(values[part.slice(1, -1)]) : part));
  }

  return {
    language,
    locale: LOCALES[language],
    t,
    parts,
    has: (key) => table[key] !== undefined,
    number: (value) => whole.format(value),
    percent: (value) => percent.format(value),
    date: dated,
    list: (values) => list.format(values),
    // The same as a list of texts and nodes: values may be nodes.
    listParts: (values) => list.formatToParts(values.map((_, i) => String(i)))
      .map(({ type, value }) => (type === 'element' ? values[Number(value)] : value)),
    // An amount of money, {amount: "120.00", currencyCode: "CAD"}.
    money: ({ amount, currencyCode }) =>
      new Intl.NumberFormat(LOCALES[language], { style: 'currency', currency: currencyCode || 'CAD' })
        .format(Number(amount)),
    // The same translator with further messages.
    with: (...more) => translator(language, ...messages, ...more),
  };
}

// Of a {language: text} map the text for the reader with its language: [text, tag].
export function textFor(texts, language) {
  const tags = Object.keys(texts ?? {});
  const tag = tags.find((entry) => entry === language) ??
    tags.find((entry) => entry.split('-')[0] === language) ?? tags[0];
  return tag === undefined ? ['', ''] : [texts[tag], tag];
}

// The `lang` attribute that a text in `tag` needs on a page in `language`; null for none.
export const foreign = (tag, language) =>
  tag && tag.split('-')[0] !== language ? tag : null;
