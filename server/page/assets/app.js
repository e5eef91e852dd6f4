// SPDX-License-Identifier: Apache-2.0
// The frame of the page: addresses, languages, and the change from one view to the next.
import { OfflineError, service } from './api.js';
import { failure } from './components/state.js';
import { h, fill } from './dom.js';
import { LANGUAGES, translator } from './i18n.js';
import common from './messages.js';
import notFound from './views/not_found.js';

// Addresses without the language: a pattern, and the module of the view. A view module exports
// `messages` ({en, fr}) and `render(context)`, which returns the view's element at once and may
// fill it later. Context:
//   words     a translator (i18n.js) with the view's messages
//   api       the service (api.js)
//   match     the groups of the pattern
//   query     URLSearchParams of the address
//   signal    aborted when the reader leaves the view
//   link(p)   the address of the path p in the reader's language
//   go(p)     opens the path p
//   setQuery(q, {push})  puts q (URLSearchParams) into the address and does not render anew
//   setTitle(text, lang) names the view; `lang` where the text is not in the reader's language
//   announce(text)       says something, texts or new nodes, to those who listen
const VIEWS = [
  [/^\/$/, () => import('./views/home.js')],
  [/^\/map$/, () => import('./views/map.js')],
  [/^\/find$/, () => import('./views/find.js')],
  [/^\/credentials\/(?<id>[^/]+)$/, () => import('./views/credential.js')],
  [/^\/frameworks$/, () => import('./views/explore.js')],
  [/^\/frameworks\/(?<framework>[^/]+)$/, () => import('./views/explore.js')],
  [/^\/frameworks\/(?<framework>[^/]+)\/concepts\/(?<concept>[^/]+)$/,
    () => import('./views/concept.js')],
  [/^\/health$/, () => import('./views/health.js')],
  [/^\/health\/(?<issuer>[^/]+)$/, () => import('./views/health.js')],
];

const NAVIGATION = [['/map', 'navMap'], ['/find', 'navFind'], ['/frameworks', 'navExplore'],
  ['/health', 'navHealth']];

const main = document.getElementById('main');
const announcer = document.getElementById('announcer');
let leaving = new AbortController();

// ["fr", "/find"] of "/fr/find"; English has no prefix.
function readAddress(pathname) {
  const french = /^\/fr(?=\/|$)/.test(pathname);
  const path = french ? pathname.slice(3) || '/' : pathname;
  return [french ? 'fr' : 'en', path.length > 1 ? path.replace(/\/+$/, '') : path];
}

const writeAddress = (language, path) =>
  language === 'en' ? path : `/${language}${path === '/' ? '' : path}`;

function announce(text) {
  announcer.textContent = '';
  requestAnimationFrame(() => { fill(announcer, text); });
}

function renderFrame(words, path) {
  const { language, t } = words;
  document.documentElement.lang = language;
  document.getElementById('skip').textContent = t('skip');
  const here = (target) => path === target || path.startsWith(`${target}/`);
  fill(document.getElementById('site-header'),
    h('a', { class: 'wordmark', href: writeAddress(language, '/') }, 'Crosswalk'),
    h('nav', { 'aria-label': t('navLabel') },
      h('ul', null, NAVIGATION.map(([target, key]) => h('li', null,
        h('a', { href: writeAddress(language, target), 'aria-current': here(target) ? 'page' : null },
          t(key)))))),
    h('nav', { class: 'languages', 'aria-label': t('languageLabel') },
      Object.entries(LANGUAGES).filter(([code]) => code !== language).map(([code, name]) =>
        h('a', { lang: code, hreflang: code, 'data-language': code,
          href: writeAddress(code, path) + location.search }, name))));
  fill(document.getElementById('site-footer'),
    h('p', null, t('footer')),
    h('p', null, h('a', { href: '/v1/docs', hreflang: 'en', 'data-outside': true }, t('apiDocs'))));
}

async function render({ focus }) {
  leaving.abort();
  leaving = new AbortController();
  const { signal } = leaving;
  const [language, path] = readAddress(location.pathname);
  const frame = translator(language, common);
  renderFrame(frame, path);
  const found = VIEWS.map(([pattern, load]) => [path.match(pattern), load]).find(([match]) => match);
  const context = {
    api: service(language),
    match: Object.fromEntries(Object.entries(found?.[0].groups ?? {})
      .map(([name, value]) => [name, decodeURIComponent(value)])),
    query: new URLSearchParams(location.search),
    signal,
    link: (target) => writeAddress(language, target),
    go: (target) => open(writeAddress(language, target)),
    announce,
    setTitle(text, lang = null) {
      if (signal.aborted) return;
      document.title = text ? `${text} – Crosswalk` : 'Crosswalk';
      document.querySelector('title').lang = lang ?? language;
    },
    setQuery(query, { push = false } = {}) {
      if (signal.aborted) return;
      const text = query.toString();
      history[push ? 'pushState' : 'replaceState'](null, '', `${location.pathname}${text ? `?${text}` : ''}`);
      renderFrame(frame, path);
    },
  };
  context.setTitle('');
  let element;
  try {
    const view = found ? await load(found[1]) : notFound;
    if (signal.aborted) return;
    context.words = frame.with(view.messages);
    element = view.render(context);
  } catch (error) {
    element = h('div', null, h('h1', null, 'Crosswalk'), failure(error, frame, () => render({ focus: true })));
  }
  fill(main, element);
  if (focus) {
    window.scrollTo(0, 0);
    const heading = main.querySelector('h1');
    heading?.setAttribute('tabindex', '-1');
    (heading ?? main).focus({ preventScroll: true });
  }
}

// A view that does not come is one that the connection did not bring.
async function load(view) {
  try {
    return await view();
  } catch (error) {
    throw error instanceof TypeError ? new OfflineError(error.message) : error;
  }
}

function open(address) {
  history.pushState(null, '', address);
  return render({ focus: true });
}

document.addEventListener('click', (event) => {
  // Of a drawing, too, where `href` and `target` are no texts.
  const link = event.target.closest?.('a[href]');
  if (!link || event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const to = new URL(link.getAttribute('href'), location.href);
  if (to.origin !== location.origin || link.hasAttribute('download') || link.hasAttribute('target')) return;
  if (link.dataset.outside !== undefined) return;
  if (to.pathname === location.pathname && to.search === location.search && to.hash) {
    event.preventDefault();
    const target = document.getElementById(to.hash.slice(1));
    target?.setAttribute('tabindex', target.getAttribute('tabindex') ?? '-1');
    target?.focus();
    target?.scrollIntoView();
    return;
  }
  event.preventDefault();
  if (link.dataset.language) {
    localStorage.setItem('language', link.dataset.language);
    history.replaceState(null, '', to.href);
    render({ focus: false });
    return;
  }
  open(to.href);
});

window.addEventListener('popstate', () => render({ focus: true }));

// A first visit without a choice in the address goes by the browser's languages.
function chooseLanguage() {
  const [language, path] = readAddress(location.pathname);
  if (language !== 'en' || path !== '/') return;
  const chosen = localStorage.getItem('language') ??
    navigator.languages.map((tag) => tag.split('-')[0]).find((code) => LANGUAGES[code]);
  if (chosen && chosen !== 'en') history.replaceState(null, '', writeAddress(chosen, '/'));
}

chooseLanguage();
render({ focus: false });
