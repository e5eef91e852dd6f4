// SPDX-License-Identifier: Apache-2.0
// Makes elements. Data only ever becomes text nodes and attributes, never markup.

const SVG = 'http://www.w3.org/2000/svg';

function apply(element, properties) {
  for (const [key, value] of Object.entries(properties ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith('on')) {
      element.addEventListener(key.slice(2), value);
    } else if (key === 'value' || key === 'checked' || key === 'indeterminate') {
      element[key] = value;
    } else {
      element.setAttribute(key, value === true ? '' : String(value));
    }
  }
}

function add(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : String(child));
  }
  return element;
}

// An HTML element. Properties that begin with "on" are listeners, the others attributes; false,
// null and undefined leave one out. Children may be nodes, texts, lists of them, or nothing.
export function h(tag, properties, ...children) {
  const element = document.createElement(tag);
  apply(element, properties);
  return add(element, children);
}

// An SVG element.
export function svg(tag, properties, ...children) {
  const element = document.createElementNS(SVG, tag);
  apply(element, properties);
  return add(element, children);
}

// Puts `children` in the place of what `element` has.
export function fill(element, ...children) {
  element.replaceChildren();
  return add(element, children);
}

let nextId = 0;
// An id that nothing else on the page has.
export const uniqueId = (prefix) => `${prefix}-${++nextId}`;

// Text with parts of it marked. `spans` count bytes of UTF-8, as the API does; they may be in any
// order and overlap.
export function markSpans(text, spans) {
  const bytes = new TextEncoder().encode(text);
  const decoder = new TextDecoder();
  const sorted = [...(spans ?? [])]
    .map((span) => [span.startByte ?? 0, span.endByte ?? 0])
    .sort((a, b) => a[0] - b[0]);
  const parts = [];
  let at = 0;
  for (const [start, end] of sorted) {
    const from = Math.max(start, at);
    if (end <= from) continue;
    if (from > at) parts.push(decoder.decode(bytes.slice(at, from)));
    parts.push(h('mark', null, decoder.decode(bytes.slice(from, end))));
    at = end;
  }
  parts.push(decoder.decode(bytes.slice(at)));
  return parts.filter((part) => part !== '');
}
