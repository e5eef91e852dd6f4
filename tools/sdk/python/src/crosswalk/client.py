# SPDX-License-Identifier: Apache-2.0
"""The client: one method for each of the API, over gRPC."""

from __future__ import annotations

import uuid
from typing import Any, BinaryIO, Callable, Iterable, Iterator, Optional, Sequence, Tuple, Union

import grpc
from google.protobuf import field_mask_pb2

from crosswalk import retry as retrying
from crosswalk import streaming
from crosswalk.errors import from_rpc_error
from crosswalk.retry import Retry
from crosswalk.v1 import (
    admin_service_pb2 as admin,
    admin_service_pb2_grpc as admin_grpc,
    alignment_pb2 as alignment,
    concept_pb2 as concepts,
    credential_pb2 as credentials,
    credential_search_pb2 as credential_search,
    credential_service_pb2 as credential_service,
    credential_service_pb2_grpc as credential_grpc,
    framework_pb2 as frameworks,
    framework_service_pb2 as framework_service,
    framework_service_pb2_grpc as framework_grpc,
    mapping_pb2 as mapping,
    mapping_service_pb2 as mapping_service,
    mapping_service_pb2_grpc as mapping_grpc,
    pathway_service_pb2 as pathways,
    pathway_service_pb2_grpc as pathway_grpc,
    skill_service_pb2 as skills,
    skill_service_pb2_grpc as skill_grpc,
)

OutcomeLike = Union[str, mapping.Outcome]
"""A learning outcome: its text, or a message with id and language too."""

# Of an answer with hundreds of outcomes; gRPC's own bound is 4 MiB.
_MOST_BYTES = 256 << 20
_PIECE = 256 << 10


def _outcome(outcome: OutcomeLike) -> mapping.Outcome:
    return mapping.Outcome(text=outcome) if isinstance(outcome, str) else outcome


class Client:
    """A connection to a Crosswalk server. Thread-safe; close it, or use it in ``with``.

    Methods raise :class:`crosswalk.CrosswalkError`. Those that answer many things give an iterator,
    which asks for the next page when it gets there. Messages are those of ``crosswalk.v1``; keyword
    arguments beyond the named ones are fields of the request message.

    :param target: address, e.g. ``localhost:50051``.
    :param credentials: for TLS, ``grpc.ssl_channel_credentials()``; none for a plain connection.
    :param language_codes: wished languages of answers, best first.
    :param actor: who makes changes, for the registry's log.
    :param retry: how calls are tried again.
    :param timeout: seconds that a call may take, tries and pauses included; streams may take any time.
    """

    def __init__(self, target: str, *, credentials: Optional[grpc.ChannelCredentials] = None,
                 language_codes: Sequence[str] = (), actor: str = "", retry: Retry = Retry(),
                 timeout: float = 60.0) -> None:
        options = (("grpc.max_receive_message_length", _MOST_BYTES), ("grpc.enable_retries", 0))
        self._channel = (grpc.secure_channel(target, credentials, options) if credentials
                         else grpc.insecure_channel(target, options))
        self._retry = retry
        self._timeout = timeout
        metadata = []
        if language_codes:
            metadata.append(("accept-language", ", ".join(language_codes)))
        if actor:
            metadata.append(("crosswalk-actor", actor))
        self._metadata: Tuple[Tuple[str, str], ...] = tuple(metadata)
        self._admin = admin_grpc.AdminServiceStub(self._channel)
        self._credentials = credential_grpc.CredentialServiceStub(self._channel)
        self._frameworks = framework_grpc.FrameworkServiceStub(self._channel)
        self._mapping = mapping_grpc.MappingServiceStub(self._channel)
        self._pathways = pathway_grpc.PathwayServiceStub(self._channel)
        self._skills = skill_grpc.SkillServiceStub(self._channel)

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the connection and what goes on over it."""
        self._channel.close()

    def _call(self, method: Callable[..., Any], request: Any) -> Any:
        return retrying.call(
            lambda seconds: method(request, timeout=seconds, metadata=self._metadata),
            self._retry, self._timeout)

    def _change(self, method: Callable[..., Any], request: Any) -> Any:
        # With a number, a change that is sent again is not made twice.
        request.request_id = request.request_id or str(uuid.uuid4())
        return self._call(method, request)

    def _pages(self, method: Callable[..., Any], request: Any, field: str) -> Iterator[Any]:
        while True:
            answer = self._call(method, request)
            yield from getattr(answer, field)
            if not answer.next_page_token:
                return
            request.page_token = answer.next_page_token

    # The server

    def get_status(self) -> admin.GetStatusResponse:
        """What the server is doing and what it has loaded."""
        answer: admin.GetStatusResponse = self._call(self._admin.GetStatus, admin.GetStatusRequest())
        return answer

    # Frameworks and concepts

    def list_frameworks(self) -> Iterator[frameworks.Framework]:
        """The frameworks, by name."""
        return self._pages(self._frameworks.ListFrameworks, framework_service.ListFrameworksRequest(),
                           "frameworks")

    def get_framework(self, name: str) -> frameworks.Framework:
        """The framework with the resource name ``frameworks/{framework}``."""
        answer: framework_service.GetFrameworkResponse = self._call(
            self._frameworks.GetFramework, framework_service.GetFrameworkRequest(name=name))
        return answer.framework

    def get_concept(self, key: str, **fields: Any) -> concepts.Concept:
        """The concept with this resource name, URI, code, or last part of a URI."""
        by = "name" if key.startswith("frameworks/") else "identifier"
        answer: framework_service.GetConceptResponse = self._call(
            self._frameworks.GetConcept, framework_service.GetConceptRequest(**{by: key}, **fields))
        return answer.item

    def batch_get_concepts(self, names: Iterable[str], **fields: Any) -> Sequence[concepts.Concept]:
        """Up to 1,000 concepts in the order asked, all or none."""
        answer: framework_service.BatchGetConceptsResponse = self._call(
            self._frameworks.BatchGetConcepts,
            framework_service.BatchGetConceptsRequest(names=names, **fields))
        return answer.concepts

    def list_concepts(self, parent: str, **fields: Any) -> Iterator[concepts.Concept]:
        """The concepts of a framework, or around a concept; ``relation`` and ``filter`` choose."""
        request = framework_service.ListConceptsRequest(parent=parent, **fields)
        return self._pages(self._frameworks.ListConcepts, request, "concepts")

    # Finding skills

    def search_skills(self, query: str, **fields: Any) -> Iterator[skills.SkillSearchResult]:
        """What the words of ``query`` describe, best first."""
        request = skills.SearchSkillsRequest(query=query, **fields)
        return self._pages(self._skills.SearchSkills, request, "results")

    def suggest_skills(self, prefix: str, **fields: Any) -> Sequence[skills.SkillSuggestion]:
        """What an unfinished word may become."""
        answer: skills.SuggestSkillsResponse = self._call(
            self._skills.SuggestSkills, skills.SuggestSkillsRequest(prefix=prefix, **fields))
        return answer.suggestions

    def list_related_skills(self, name: str, **fields: Any) -> Iterator[skills.RelatedSkill]:
        """The skills around a skill."""
        request = skills.ListRelatedSkillsRequest(name=name, **fields)
        return self._pages(self._skills.ListRelatedSkills, request, "related_skills")

    # Mapping outcomes

    def map_outcomes(self, outcomes: Iterable[OutcomeLike],
                     **fields: Any) -> mapping_service.MapOutcomesResponse:
        """Maps up to 1,000 outcomes, with ``context`` as those of one credential."""
        request = mapping_service.MapOutcomesRequest(outcomes=map(_outcome, outcomes), **fields)
        answer: mapping_service.MapOutcomesResponse = self._call(self._mapping.MapOutcomes, request)
        return answer

    def map_stream(self, outcomes: Iterable[OutcomeLike],
                   options: Optional[mapping.MapOptions] = None) -> Iterator[mapping.OutcomeMapping]:
        """Maps any number of outcomes, read from ``outcomes`` as answers come: one mapping for each, in
        order. Goes on by itself after the connection broke."""
        return streaming.map_stream(self._mapping.StreamMapOutcomes, map(_outcome, outcomes), options,
                                    self._retry, self._metadata)

    def align_level(self, outcomes: Iterable[OutcomeLike], *, title: str = "",
                    facts: Optional[alignment.DeclaredFacts] = None,
                    **fields: Any) -> alignment.LevelAlignment:
        """Which qualification a credential's outcomes are comparable to, with the evidence."""
        request = mapping_service.AlignLevelRequest(outcomes=map(_outcome, outcomes), title=title,
                                                    facts=facts, **fields)
        answer: mapping_service.AlignLevelResponse = self._call(self._mapping.AlignLevel, request)
        return answer.alignment

    # Credentials

    def create_credential(self, credential: credentials.Credential,
                          **fields: Any) -> credentials.Credential:
        """Keeps a new credential, as a draft; skills and level that are missing are suggested."""
        request = credential_service.CreateCredentialRequest(credential=credential, **fields)
        answer: credential_service.CreateCredentialResponse = self._change(
            self._credentials.CreateCredential, request)
        return answer.credential

    def get_credential(self, name: str, **fields: Any) -> credentials.Credential:
        """One text of a credential; ``view`` or ``version`` says which."""
        answer: credential_service.GetCredentialResponse = self._call(
            self._credentials.GetCredential, credential_service.GetCredentialRequest(name=name, **fields))
        return answer.credential

    def update_credential(self, credential: credentials.Credential, paths: Sequence[str] = (),
                          **fields: Any) -> credentials.Credential:
        """Changes the fields ``paths``, or those that are set. With the ``etag`` that was read, a
        credential that was changed since raises :class:`ConflictError`."""
        mask = field_mask_pb2.FieldMask(paths=paths) if paths else None
        request = credential_service.UpdateCredentialRequest(credential=credential, update_mask=mask,
                                                             **fields)
        answer: credential_service.UpdateCredentialResponse = self._change(
            self._credentials.UpdateCredential, request)
        return answer.credential

    def delete_credential(self, name: str, *, etag: str = "") -> None:
        """Takes a credential away that is not published."""
        self._change(self._credentials.DeleteCredential,
                     credential_service.DeleteCredentialRequest(name=name, etag=etag))

    def publish_credential(self, name: str, *, etag: str = "") -> credentials.Credential:
        """Makes the current text the next version."""
        answer: credential_service.PublishCredentialResponse = self._change(
            self._credentials.PublishCredential,
            credential_service.PublishCredentialRequest(name=name, etag=etag))
        return answer.credential

    def withdraw_credential(self, name: str, *, etag: str = "") -> credentials.Credential:
        """Ends the offer."""
        answer: credential_service.WithdrawCredentialResponse = self._change(
            self._credentials.WithdrawCredential,
            credential_service.WithdrawCredentialRequest(name=name, etag=etag))
        return answer.credential

    def list_credentials(self, **fields: Any) -> Iterator[credentials.Credential]:
        """Credentials in the order of their ids."""
        request = credential_service.ListCredentialsRequest(**fields)
        return self._pages(self._credentials.ListCredentials, request, "credentials")

    def batch_get_credentials(
            self, names: Iterable[str],
            **fields: Any) -> Sequence[credential_service.CredentialResult]:
        """Up to 1,000 credentials as they were at one moment, or why one is missing."""
        answer: credential_service.BatchGetCredentialsResponse = self._call(
            self._credentials.BatchGetCredentials,
            credential_service.BatchGetCredentialsRequest(names=names, **fields))
        return answer.results

    def search_credentials(self, query: str = "",
                           **fields: Any) -> Iterator[credential_search.CredentialSearchResult]:
        """Published credentials by words, ``skills``, ``occupation`` and ``filter``."""
        request = credential_search.SearchCredentialsRequest(query=query, skip_facets=True, **fields)
        return self._pages(self._credentials.SearchCredentials, request, "results")

    def search_credentials_page(
            self, query: str = "", **fields: Any) -> credential_search.SearchCredentialsResponse:
        """One page of what :meth:`search_credentials` finds, with facets, counts and advice."""
        answer: credential_search.SearchCredentialsResponse = self._call(
            self._credentials.SearchCredentials,
            credential_search.SearchCredentialsRequest(query=query, **fields))
        return answer

    def import_credentials(
            self, file: BinaryIO, options: Optional[credential_service.ImportOptions] = None
    ) -> Iterator[credential_service.ImportCredentialsResponse]:
        """Keeps the credentials of a file; what became of each record comes as it is kept, the summary
        at the end. Not tried again by itself: send the file again with the same ``request_id`` in the
        options, and ``resume_after_record``."""
        def pieces() -> Iterator[credential_service.ImportCredentialsRequest]:
            yield credential_service.ImportCredentialsRequest(
                options=options or credential_service.ImportOptions())
            while piece := file.read(_PIECE):
                yield credential_service.ImportCredentialsRequest(content=piece)
            yield credential_service.ImportCredentialsRequest(last=True)

        stream = self._credentials.ImportCredentials(pieces(), metadata=self._metadata)
        try:
            yield from stream
        except grpc.RpcError as error:
            raise from_rpc_error(error) from error
        finally:
            stream.cancel()

    # Pathways

    def find_pathways(self, names: Iterable[str], **fields: Any) -> pathways.FindPathwaysResponse:
        """Where credentials lead that are held together."""
        answer: pathways.FindPathwaysResponse = self._call(
            self._pathways.FindPathways, pathways.FindPathwaysRequest(credentials=names, **fields))
        return answer

    def analyze_gap(self, **fields: Any) -> pathways.AnalyzeGapResponse:
        """What is missing for an ``occupation``, ``credential`` or ``qualification``, and what closes
        most of it."""
        answer: pathways.AnalyzeGapResponse = self._call(self._pathways.AnalyzeGap,
                                                         pathways.AnalyzeGapRequest(**fields))
        return answer

    def report_dead_ends(self, issuer_id: str, **fields: Any) -> Iterator[pathways.DeadEnd]:
        """An issuer's published credentials from which nothing follows."""
        request = pathways.ReportDeadEndsRequest(issuer_id=issuer_id, **fields)
        return self._pages(self._pathways.ReportDeadEnds, request, "dead_ends")
