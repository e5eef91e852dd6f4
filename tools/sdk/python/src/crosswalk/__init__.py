# SPDX-License-Identifier: Apache-2.0
"""Client of Crosswalk: maps learning outcomes to skills, aligns levels, keeps micro-credentials."""

from crosswalk.client import Client, OutcomeLike
from crosswalk.errors import (ConflictError, CrosswalkError, DeadlineExceededError,
                              InvalidRequestError, NotFoundError, NotPossibleError, UnavailableError,
                              Violation)
from crosswalk.retry import NEVER, Retry
from crosswalk.v1.alignment_pb2 import DeclaredFacts
from crosswalk.v1.concept_pb2 import ConceptFilter
from crosswalk.v1.credential_pb2 import Credential, CredentialIssuer, CredentialOutcome
from crosswalk.v1.credential_search_pb2 import CredentialFilter
from crosswalk.v1.credential_service_pb2 import ImportOptions
from crosswalk.v1.mapping_pb2 import MapOptions, MappingContext, Outcome

__version__ = "0.1.0"

__all__ = [
    "Client", "ConceptFilter", "ConflictError", "Credential", "CredentialFilter", "CredentialIssuer",
    "CredentialOutcome", "CrosswalkError", "DeadlineExceededError", "DeclaredFacts", "ImportOptions",
    "InvalidRequestError", "MapOptions", "MappingContext", "NEVER", "NotFoundError",
    "NotPossibleError", "Outcome", "OutcomeLike", "Retry", "UnavailableError", "Violation",
]
