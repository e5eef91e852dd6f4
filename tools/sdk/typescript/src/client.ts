// SPDX-License-Identifier: Apache-2.0
// The client: one method for each of the API, over HTTP.

import { conceptIds, idIn } from "./address.js";
import type { Requests, Responses } from "./generated/operations.js";
import type {
  AlignLevelRequest, AnalyzeGapRequest, AnalyzeGapResponse, Concept, Credential, CredentialResult,
  CredentialSearchResult, DeadEnd, FindPathwaysRequest, FindPathwaysResponse, Framework,
  GetStatusResponse, ImportCredentialsResponse, LevelAlignment, MapOptions, MapOutcomesRequest,
  MapOutcomesResponse, Outcome, OutcomeMapping, RelatedSkill, SearchCredentialsRequest,
  SearchCredentialsResponse, SearchSkillsRequest, SkillSearchResult, SkillSuggestion,
  SuggestSkillsRequest,
} from "./generated/types.js";
import { messagesOf } from "./lines.js";
import { mapStream } from "./streaming.js";
import { Transport } from "./transport.js";
import type { ClientOptions, OperationId } from "./transport.js";

/** A learning outcome: its text, or an object with id and language too. */
export type OutcomeLike = string | Outcome;

/** What an operation takes, but for `Names`. */
type Fields<Id extends OperationId, Names extends string = never> = Omit<Requests[Id], Names | "body">;

interface Page {
  nextPageToken?: string;
}

function outcomeOf(outcome: OutcomeLike): Outcome {
  return typeof outcome === "string" ? { text: outcome } : outcome;
}

async function* outcomesOf(
  outcomes: Iterable<OutcomeLike> | AsyncIterable<OutcomeLike>): AsyncGenerator<Outcome> {
  for await (const outcome of outcomes) yield outcomeOf(outcome);
}

/** Every item of all pages; the next page is asked for when it is needed. */
async function* itemsOf<Answer extends Page, Item>(
  ask: (pageToken: string | undefined) => Promise<Answer>,
  items: (answer: Answer) => readonly Item[] | undefined): AsyncGenerator<Item> {
  let token: string | undefined;
  do {
    const answer = await ask(token);
    for (const item of items(answer) ?? []) yield item as Awaited<Item>;
    token = answer.nextPageToken;
  } while (token);
}

/**
 * A Crosswalk server. Methods reject with {@link CrosswalkError}. Those that answer many things give an
 * async iterator, which asks for the next page when it gets there. Members that have their default value
 * (0, false, empty) are left out of answers.
 */
export class Client {
  private readonly transport: Transport;

  constructor(options: ClientOptions = {}) {
    this.transport = new Transport(options);
  }

  /** Any operation of the OpenAPI document, by its id. */
  call<Id extends OperationId>(id: Id, request: Requests[Id]): Promise<Responses[Id]> {
    return this.transport.call(id, request);
  }

  /** What the server is doing and what it has loaded. */
  getStatus(): Promise<GetStatusResponse> {
    return this.call("getStatus", {});
  }

  // Frameworks and concepts

  /** The frameworks, by name. */
  listFrameworks(fields: Fields<"listFrameworks"> = {}): AsyncGenerator<Framework> {
    return itemsOf((pageToken) => this.call("listFrameworks", { ...fields, ...token(pageToken) }),
                   (answer) => answer.frameworks);
  }

  /** The framework with the resource name `frameworks/{framework}`. */
  async getFramework(name: string): Promise<Framework> {
    const answer = await this.call("getFramework", { framework: idIn("frameworks", name) });
    return answer.framework ?? {};
  }

  /** The concept with this resource name, URI, code, or last part of a URI. */
  async getConcept(key: string, fields: Fields<"getConcept", "framework" | "concept"> = {}): Promise<Concept> {
    const answer = key.startsWith("frameworks/")
      ? await this.call("getConcept", { ...fields, ...conceptIds(key) })
      : await this.call("getConceptByLookup", { ...fields, identifier: key });
    return answer.item ?? {};
  }

  /** Up to 1,000 concepts in the order asked, all or none. */
  async batchGetConcepts(names: readonly string[],
                         fields: Fields<"batchGetConcepts", "names"> = {}): Promise<Concept[]> {
    const answer = await this.call("batchGetConceptsByPost", { body: { ...fields, names: [...names] } });
    return answer.concepts ?? [];
  }

  /** The concepts of a framework, or around a concept; `relation` and `filter` choose. */
  listConcepts(parent: string,
               fields: Fields<"listConcepts", "framework"> = {}): AsyncGenerator<Concept> {
    if (parent.includes("/concepts/")) {
      const ids = conceptIds(parent);
      return itemsOf(
        (pageToken) => this.call("listConceptsByConcept", { ...fields, ...ids, ...token(pageToken) }),
        (answer) => answer.concepts);
    }
    const framework = idIn("frameworks", parent);
    return itemsOf(
      (pageToken) => this.call("listConcepts", { ...fields, framework, ...token(pageToken) }),
      (answer) => answer.concepts);
  }

  // Finding skills

  /** What the words of `query` describe, best first. */
  searchSkills(query: string,
               fields: Omit<SearchSkillsRequest, "query"> = {}): AsyncGenerator<SkillSearchResult> {
    return itemsOf(
      (pageToken) => this.call("searchSkillsByPost", { body: { ...fields, query, ...token(pageToken) } }),
      (answer) => answer.results);
  }

  /** What an unfinished word may become. */
  async suggestSkills(prefix: string,
                      fields: Omit<SuggestSkillsRequest, "prefix"> = {}): Promise<SkillSuggestion[]> {
    const answer = await this.call("suggestSkillsByPost", { body: { ...fields, prefix } });
    return answer.suggestions ?? [];
  }

  /** The skills around a skill. */
  listRelatedSkills(name: string, fields: Fields<"listRelatedSkills", "framework" | "concept"> = {}):
      AsyncGenerator<RelatedSkill> {
    const ids = conceptIds(name);
    return itemsOf(
      (pageToken) => this.call("listRelatedSkills", { ...fields, ...ids, ...token(pageToken) }),
      (answer) => answer.relatedSkills);
  }

  // Mapping outcomes

  /** Maps up to 1,000 outcomes, with `context` as those of one credential. */
  mapOutcomes(outcomes: readonly OutcomeLike[],
              fields: Omit<MapOutcomesRequest, "outcomes"> = {}): Promise<MapOutcomesResponse> {
    return this.call("mapOutcomes", { body: { ...fields, outcomes: outcomes.map(outcomeOf) } });
  }

  /** Maps any number of outcomes: one mapping for each, in order, as they come. What was not answered
   * when a connection broke is sent again. */
  mapStream(outcomes: Iterable<OutcomeLike> | AsyncIterable<OutcomeLike>,
            options?: MapOptions): AsyncGenerator<OutcomeMapping> {
    return mapStream(this.transport, outcomesOf(outcomes), options);
  }

  /** Which qualification a credential's outcomes are comparable to, with the evidence. */
  async alignLevel(outcomes: readonly OutcomeLike[],
                   fields: Omit<AlignLevelRequest, "outcomes"> = {}): Promise<LevelAlignment> {
    const answer = await this.call("alignLevel", { body: { ...fields, outcomes: outcomes.map(outcomeOf) } });
    return answer.alignment ?? {};
  }

  // Credentials

  /** Keeps a new credential, as a draft; skills and level that are missing are suggested. */
  async createCredential(credential: Credential,
                         fields: Fields<"createCredential"> = {}): Promise<Credential> {
    const answer = await this.call("createCredential",
                                   { requestId: newRequestId(), ...fields, body: credential });
    return answer.credential ?? {};
  }

  /** One text of a credential; `view` or `version` says which. */
  async getCredential(name: string,
                      fields: Fields<"getCredential", "credential"> = {}): Promise<Credential> {
    const answer = await this.call("getCredential", { ...fields, credential: idIn("credentials", name) });
    return answer.credential ?? {};
  }

  /** Changes the fields `paths`, or those that are set. With the `etag` that was read, a credential that
   * was changed since is left alone: {@link ConflictError}. */
  async updateCredential(credential: Credential, paths: readonly string[] = [],
                         fields: Fields<"updateCredential", "credential" | "updateMask"> = {}):
      Promise<Credential> {
    const answer = await this.call("updateCredential", {
      requestId: newRequestId(),
      ...fields,
      ...(paths.length > 0 ? { updateMask: paths.join(",") } : {}),
      credential: idIn("credentials", credential.name ?? ""),
      body: credential,
    });
    return answer.credential ?? {};
  }

  /** Takes a credential away that is not published. */
  async deleteCredential(name: string, etag = ""): Promise<void> {
    await this.call("deleteCredential",
                    { credential: idIn("credentials", name), requestId: newRequestId(), etag });
  }

  /** Makes the current text the next version. */
  async publishCredential(name: string, etag = ""): Promise<Credential> {
    const answer = await this.call("publishCredential", {
      credential: idIn("credentials", name), body: { requestId: newRequestId(), etag } });
    return answer.credential ?? {};
  }

  /** Ends the offer. */
  async withdrawCredential(name: string, etag = ""): Promise<Credential> {
    const answer = await this.call("withdrawCredential", {
      credential: idIn("credentials", name), body: { requestId: newRequestId(), etag } });
    return answer.credential ?? {};
  }

  /** Credentials in the order of their ids. */
  listCredentials(fields: Fields<"listCredentials"> = {}): AsyncGenerator<Credential> {
    return itemsOf((pageToken) => this.call("listCredentials", { ...fields, ...token(pageToken) }),
                   (answer) => answer.credentials);
  }

  /** Up to 1,000 credentials as they were at one moment, or why one is missing. */
  async batchGetCredentials(names: readonly string[],
                            fields: Fields<"batchGetCredentials", "names"> = {}):
      Promise<CredentialResult[]> {
    const answer = await this.call("batchGetCredentialsByPost", { body: { ...fields, names: [...names] } });
    return answer.results ?? [];
  }

  /** Published credentials by words, `skills`, `occupation` and `filter`. */
  searchCredentials(query = "", fields: Omit<SearchCredentialsRequest, "query"> = {}):
      AsyncGenerator<CredentialSearchResult> {
    return itemsOf(
      (pageToken) => this.searchCredentialsPage(
        query, { skipFacets: true, ...fields, ...token(pageToken) }),
      (answer) => answer.results);
  }

  /** One page of what {@link searchCredentials} finds, with facets, counts and advice. */
  searchCredentialsPage(query = "", fields: Omit<SearchCredentialsRequest, "query"> = {}):
      Promise<SearchCredentialsResponse> {
    return this.call("searchCredentialsByPost", { body: { ...fields, query } });
  }

  /** Keeps the credentials of a file; what became of each record comes as it is kept, the summary at the
   * end. Not sent again by itself: send the file with the same `requestId`, and `resumeAfterRecord`. */
  async *importCredentials(file: Blob | Uint8Array | string,
                           options: NonNullable<Requests["importCredentials"]["options"]> = {}):
      AsyncGenerator<ImportCredentialsResponse> {
    const controller = new AbortController();
    try {
      const response = await this.transport.open("importCredentials", { options }, file,
                                                 "application/octet-stream", controller.signal);
      yield* messagesOf<ImportCredentialsResponse>(response);
    } finally {
      controller.abort();
    }
  }

  // Pathways

  /** Where credentials lead that are held together. */
  findPathways(names: readonly string[], fields: Omit<FindPathwaysRequest, "credentials"> = {}):
      Promise<FindPathwaysResponse> {
    return this.call("findPathwaysByPost", { body: { ...fields, credentials: [...names] } });
  }

  /** What is missing for an `occupation`, `credential` or `qualification`, and what closes most of it. */
  analyzeGap(request: AnalyzeGapRequest): Promise<AnalyzeGapResponse> {
    return this.call("analyzeGapByPost", { body: request });
  }

  /** An issuer's published credentials from which nothing follows. */
  reportDeadEnds(issuerId: string,
                 fields: Fields<"reportDeadEnds", "issuerId"> = {}): AsyncGenerator<DeadEnd> {
    return itemsOf(
      (pageToken) => this.call("reportDeadEnds", { ...fields, issuerId, ...token(pageToken) }),
      (answer) => answer.deadEnds);
  }
}

/** The member that asks for a page; none for the first. */
function token(pageToken: string | undefined): { pageToken?: string } {
  return pageToken ? { pageToken } : {};
}

/** With a number, a change that is sent again is not made twice. */
function newRequestId(): string {
  // Not crypto.randomUUID, which pages have over HTTPS only; Node.js 18 has no global crypto at all.
  const bytes = new Uint8Array(16).map(() => Math.floor(Math.random() * 256));
  globalThis.crypto?.getRandomValues(bytes);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
