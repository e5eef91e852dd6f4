# SPDX-License-Identifier: Apache-2.0
"""Operations: each way to call a method over HTTP."""

import re

import comments
import parameters
import responses

# The one method whose body is a file in place of messages, over HTTP.
UPLOAD = "crosswalk.v1.CredentialService.ImportCredentials"


class Operations:
    """Makes operations; `schemas` collects what they refer to."""

    def __init__(self, descriptors, schemas, reasons):
        self._descriptors = descriptors
        self._schemas = schemas
        self._reasons = reasons
        self._methods = {f"{service.full_name}.{method.name}": (service, method)
                         for service in descriptors.services for method in service.methods}

    def operation(self, binding, is_change):
        """The operation of a binding. `is_change`: whether no GET calls the same method."""
        service, method = self._methods[binding.method]
        request = self._descriptors.messages[method.request]
        operation = {
            "operationId": operation_id(method.name, binding, is_change),
            "tags": [service.name],
            "summary": comments.summary(method.comment, method.name),
            "description": self._schemas.words(comments.without_errors(method.comment)),
            "x-grpc-method": binding.method,
        }
        listed = self._parameters(binding, service, request, is_change)
        if listed:
            operation["parameters"] = listed
        if binding.body:
            operation["requestBody"] = self._body(binding, method, request)
        operation["responses"] = self._responses(binding, service, method, request, is_change)
        return operation

    def _parameters(self, binding, service, request, is_change):
        listed = parameters.of_path(binding, request, self._schemas)
        # A file comes whole: what marks its last piece is for messages only.
        left_out = ("last",) if binding.method == UPLOAD else ()
        listed += parameters.of_query(binding, request, self._descriptors, self._schemas, left_out)
        keys = []
        if any(field.name == "language_codes" for field in request.fields):
            keys.append("AcceptLanguage")
        if binding.verb == "get":
            keys.append("IfNoneMatch")
        if is_change and service.name == "CredentialService":
            keys.append("Actor")
        if self._takes_etag(binding, request):
            keys.append("IfMatch")
        keys += ["RequestId", "ServerTimeout"]
        return listed + [parameters.header_reference(key) for key in keys]

    def _takes_etag(self, binding, request):
        return binding.verb == "patch" or any(field.name == "etag" for field in request.fields)

    def _body(self, binding, method, request):
        if binding.method == UPLOAD:
            form = {"schema": {"type": "object", "required": ["file"], "properties": {
                "file": {"type": "string", "contentMediaType": "application/octet-stream",
                         "description": "The file. Exactly one."}}}}
            return {"required": True,
                    "description": "The file as it is, or as the one file of a form.",
                    "content": {"text/csv": {"schema": {"type": "string"}},
                                "application/json": {"schema": {}},
                                "application/octet-stream": {}, "multipart/form-data": form}}
        if binding.body != "*":
            field = request.field(binding.body)
            return {"required": True, "description": self._schemas.words(field.comment),
                    "content": {responses.JSON: {"schema": self._schemas.reference(field.type_name)}}}
        schema = self._schemas.body(method.request, set(binding.variables))
        text = self._schemas.words(request.comment)
        if not method.client_streaming:
            required = request.fields and not binding.variables
            return {"required": bool(required), "description": text,
                    "content": {responses.JSON: {"schema": schema}}}
        return {"required": True,
                "description": f"{text} One message a line; as `application/json`, one in all.",
                "content": {responses.NDJSON: {"schema": schema}, responses.JSON: {"schema": schema}}}

    def _responses(self, binding, service, method, request, is_change):
        message = self._descriptors.messages[method.response]
        media_type = responses.NDJSON if method.server_streaming else responses.JSON
        text = self._schemas.words(message.comment)
        if method.server_streaming:
            text += (" One message a line, as soon as it is there. Where something fails after the "
                     "first, the last line is an ErrorResponse.")
        tagged = binding.verb == "get" or self._has_etag(message)
        result = {"200": responses.success(self._schemas.reference(method.response), text, media_type,
                                           tagged)}
        if binding.verb == "get":
            result["304"] = responses.not_modified()
        problems = self._problems(binding, service, method, is_change)
        if self._takes_etag(binding, request):
            mismatch = [pair for pair in problems if pair[1] == "ETAG_MISMATCH"]
            for status, response in responses.problems(mismatch, self._reasons).items():
                response["description"] = response["description"].replace(
                    responses.TITLES[int(status)], responses.TITLES[412])
                result["412"] = response
        result.update(responses.problems(problems, self._reasons))
        return dict(sorted(result.items()))

    def _has_etag(self, message):
        inner = [self._descriptors.messages.get(field.type_name) for field in message.fields
                 if not field.repeated]
        return any(field.name == "etag" for part in inner if part for field in part.fields)

    def _problems(self, binding, service, method, is_change):
        """Pairs of code and reason, those of the method first, none twice."""
        pairs = self._of_method(service, method)
        pairs += self._of_service(service, is_change)
        if self._takes_etag(binding, self._descriptors.messages[method.request]):
            pairs += responses.SHELL_ETAG
        if binding.method == UPLOAD:
            pairs += responses.SHELL_UPLOAD
        elif binding.body:
            pairs += responses.SHELL_BODY
        if binding.verb != "get":
            pairs += responses.SHELL_CHANGE
        pairs += responses.FIELDS + responses.SHELL_READ
        return list(dict.fromkeys(pairs))

    def _of_method(self, service, method):
        errors = comments.errors_of_method(method.comment)
        pairs = _pairs(errors)
        if errors.like:
            other = next(other for other in service.methods if other.name == errors.like)
            pairs += [pair for pair in self._of_method(service, other) if pair[1] not in errors.without]
        return pairs

    def _of_service(self, service, is_change):
        every, changing = comments.errors_of_service(service.comment)
        pairs = _pairs(every) + (_pairs(changing) if is_change else [])
        if every.like:
            other = next(other for other in self._descriptors.services if other.name == every.like)
            pairs += self._of_service(other, is_change)
        return pairs


def operation_id(name, binding, is_change):
    """searchSkills; for further bindings searchSkillsByPost, getConceptByLookup, listConceptsByConcept."""
    base = name[0].lower() + name[1:]
    if binding.primary:
        return base
    if binding.verb == "post" and not is_change:
        return base + "ByPost"
    action = re.search(r":(\w+)$", binding.path)
    suffix = action.group(1) if action else binding.parameters[-1]
    return base + "By" + suffix[0].upper() + suffix[1:]


def _pairs(errors):
    return [(code, reason) for code, names in errors.reasons.items() for reason in names]
