// SPDX-License-Identifier: Apache-2.0
// JSON of which each line is one message.

import { errorFromBody } from "./errors.js";

/** The texts of the lines of a body, as they come; the last may have no line end. */
async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
      const lines = rest.split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) if (line) yield line;
      if (done) break;
    }
    if (rest) yield rest;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** The messages of a body. Throws the CrosswalkError that a last line may tell. */
export async function* messagesOf<Message>(response: Response): AsyncGenerator<Message> {
  if (response.body === null) return;
  for await (const line of linesOf(response.body)) {
    const message = JSON.parse(line) as { error?: { code?: number } };
    if (message.error?.code !== undefined) throw errorFromBody(message.error.code, line);
    yield message as Awaited<Message>;
  }
}
