// SPDX-License-Identifier: Apache-2.0
// Calls of the service under /v1 (proto/crosswalk/v1/http_rules.json).
import { LANGUAGES } from './i18n.js';

// What went wrong, in the API's words.
export class ApiError extends Error {
  constructor(status, body) {
    super(body?.error?.message ?? `HTTP ${status}`);
    this.status = status;
    const details = body?.error?.details ?? [];
    const detail = (name) => details.find((entry) => entry['@type']?.endsWith(name));
    this.reason = detail('google.rpc.ErrorInfo')?.reason ?? '';
    // [{field, description}]
    this.violations = detail('google.rpc.BadRequest')?.fieldViolations ?? [];
    this.requestId = detail('google.rpc.RequestInfo')?.requestId ?? '';
  }
}

// The server could not be reached.
export class OfflineError extends Error {}

// The reader's language first; a word may be typed in the other, too.
const wished = (language) =>
  [language, ...Object.keys(LANGUAGES).filter((code) => code !== language).map((code) => `${code};q=0.5`)].join(', ');

function address(path, query) {
  const parameters = new URLSearchParams();
  const put = (key, value) => {
    if (value === undefined || value === null || value === '') return;
    if (Array.isArray(value)) value.forEach((entry) => put(key, entry));
    else if (typeof value === 'object') {
      Object.entries(value).forEach(([name, entry]) => put(`${key}.${name}`, entry));
    } else parameters.append(key, String(value));
  };
  Object.entries(query ?? {}).forEach(([key, value]) => put(key, value));
  const text = parameters.toString();
  return `/v1/${path}${text ? `?${text}` : ''}`;
}

async function send(path, { language, method = 'GET', query, body, contentType, signal, headers }) {
  try {
    return await fetch(address(path, query), {
      method,
      signal,
      headers: {
        'Accept-Language': wished(language),
        ...(body === undefined ? {} : { 'Content-Type': contentType ?? 'application/json' }),
        ...headers,
      },
      body,
    });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new OfflineError(error.message);
  }
}

async function failed(response) {
  let body = null;
  try {
    body = await response.json();
  } catch { /* not the service's words: a proxy's */ }
  return new ApiError(response.status, body);
}

async function answer(response) {
  if (!response.ok) throw await failed(response);
  return response.json();
}

// The service as seen by a reader of `language`. Paths are those below /v1/; names of resources may
// be put into them as they are. Throws ApiError and OfflineError.
export function service(language) {
  const call = async (path, options) => answer(await send(path, { language, ...options }));
  return {
    get: (path, query, signal) => call(path, { query, signal }),
    post: (path, message, options) =>
      call(path, { method: 'POST', body: JSON.stringify(message), ...options }),
    patch: (path, message, options) =>
      call(path, { method: 'PATCH', body: JSON.stringify(message), ...options }),
    // Sends one message a line and calls `take` with each message of the answer as it comes.
    async stream(path, messages, take, signal) {
      const response = await send(path, {
        language,
        method: 'POST',
        contentType: 'application/x-ndjson',
        body: messages.map((message) => `${JSON.stringify(message)}\n`).join(''),
        signal,
      });
      await readLines(response, take);
    },
    // Sends a file; `take` as above.
    async upload(path, file, query, take, signal) {
      const response = await send(path, {
        language, method: 'POST', query, body: file, signal,
        contentType: file.type || 'application/octet-stream',
      });
      await readLines(response, take);
    },
  };
}

async function readLines(response, take) {
  if (!response.ok) throw await failed(response);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  const line = (text) => {
    if (text.trim() === '') return;
    const message = JSON.parse(text);
    if (message.error) throw new ApiError(message.error.code, message);
    take(message);
  };
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    const lines = (rest + value).split('\n');
    rest = lines.pop();
    lines.forEach(line);
  }
  line(rest);
}
