# SPDX-License-Identifier: Apache-2.0
"""The API as protoc describes it: services, messages and enums, each with its comment."""

import dataclasses

from google.protobuf import descriptor_pb2

# Field numbers in descriptor.proto, of which the paths of SourceCodeInfo are made.
FILE_MESSAGES, FILE_ENUMS, FILE_SERVICES = 4, 5, 6
MESSAGE_FIELDS, MESSAGE_NESTED, MESSAGE_ENUMS, MESSAGE_ONEOFS = 2, 3, 4, 8
ENUM_VALUES, SERVICE_METHODS = 2, 2


@dataclasses.dataclass
class Field:
    """A field of a message. `type` is the short name of the scalar type, or `message` or `enum`."""

    name: str
    json_name: str
    type: str
    type_name: str
    repeated: bool
    optional: bool
    comment: str


@dataclasses.dataclass
class Oneof:
    name: str
    comment: str
    fields: list


@dataclasses.dataclass
class Message:
    name: str
    comment: str
    fields: list
    oneofs: list
    map_entry: bool

    def field(self, name):
        return next(field for field in self.fields if field.name == name)


@dataclasses.dataclass
class Enum:
    name: str
    comment: str
    values: list  # (name, comment)


@dataclasses.dataclass
class Method:
    name: str
    comment: str
    request: str
    response: str
    client_streaming: bool
    server_streaming: bool


@dataclasses.dataclass
class Service:
    name: str
    full_name: str
    comment: str
    methods: list


class Descriptors:
    """Everything of one descriptor set; messages and enums by full name, services in their order."""

    def __init__(self, descriptor_set, package):
        self.messages, self.enums, self.services = {}, {}, []
        for file in descriptor_set.file:
            comments = _comments(file) if file.package == package else {}
            prefix = f"{file.package}."
            for index, message in enumerate(file.message_type):
                self._add_message(message, prefix, (FILE_MESSAGES, index), comments)
            for index, enum in enumerate(file.enum_type):
                self._add_enum(enum, prefix, (FILE_ENUMS, index), comments)
            if file.package != package:
                continue
            for index, service in enumerate(file.service):
                self._add_service(service, prefix, (FILE_SERVICES, index), comments)
        # By name, with what only operators need at the end.
        self.services.sort(key=lambda service: (service.name == "AdminService", service.name))
        # Names of fields that read otherwise in JSON.
        self.json_names = {field.name: field.json_name for message in self.messages.values()
                           for field in message.fields if field.name != field.json_name}

    def _add_message(self, proto, prefix, path, comments):
        name = prefix + proto.name
        fields = [_field(field, comments.get(path + (MESSAGE_FIELDS, index), ""))
                  for index, field in enumerate(proto.field)]
        oneofs = []
        for index, oneof in enumerate(proto.oneof_decl):
            members = [field.json_name for field in proto.field
                       if field.HasField("oneof_index") and field.oneof_index == index
                       and not field.proto3_optional]
            if members:
                oneofs.append(Oneof(oneof.name, comments.get(path + (MESSAGE_ONEOFS, index), ""),
                                    members))
        self.messages[name] = Message(name, comments.get(path, ""), fields, oneofs,
                                      proto.options.map_entry)
        for index, nested in enumerate(proto.nested_type):
            self._add_message(nested, name + ".", path + (MESSAGE_NESTED, index), comments)
        for index, enum in enumerate(proto.enum_type):
            self._add_enum(enum, name + ".", path + (MESSAGE_ENUMS, index), comments)

    def _add_enum(self, proto, prefix, path, comments):
        values = [(value.name, comments.get(path + (ENUM_VALUES, index), ""))
                  for index, value in enumerate(proto.value)]
        self.enums[prefix + proto.name] = Enum(prefix + proto.name, comments.get(path, ""), values)

    def _add_service(self, proto, prefix, path, comments):
        methods = [Method(method.name, comments.get(path + (SERVICE_METHODS, index), ""),
                          method.input_type.lstrip("."), method.output_type.lstrip("."),
                          method.client_streaming, method.server_streaming)
                   for index, method in enumerate(proto.method)]
        self.services.append(Service(proto.name, prefix + proto.name, comments.get(path, ""),
                                     methods))


def load(path, package):
    descriptor_set = descriptor_pb2.FileDescriptorSet()
    with open(path, "rb") as stream:
        descriptor_set.ParseFromString(stream.read())
    return Descriptors(descriptor_set, package)


def _comments(file):
    """Leading comments by the path of what they are about; paragraphs have no line breaks."""
    return {tuple(location.path): _paragraphs(location.leading_comments)
            for location in file.source_code_info.location if location.leading_comments}


def _paragraphs(text):
    paragraphs = [" ".join(part.split()) for part in text.replace("\n \n", "\n\n").split("\n\n")]
    return "\n\n".join(part for part in paragraphs if part)


def _field(proto, comment):
    kind = descriptor_pb2.FieldDescriptorProto.Type.Name(proto.type).removeprefix("TYPE_").lower()
    return Field(proto.name, proto.json_name, kind, proto.type_name.lstrip("."),
                 proto.label == descriptor_pb2.FieldDescriptorProto.LABEL_REPEATED,
                 proto.proto3_optional, comment)
