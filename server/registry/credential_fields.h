// SPDX-License-Identifier: Apache-2.0
// Each field of a credential with its name in documents, once, for reader and writer alike.
// VisitFields(value, visit) calls visit("name", value.field) for each field, in the order of
// documents; `value` may be const.
#pragma once

#include "server/registry/credential.h"

#include <concepts>
#include <type_traits>

namespace crosswalk::registry {

template <typename T, typename U>
concept Is = std::same_as<std::remove_const_t<T>, U>;

template <Is<Issuer> T, typename Visit>
void VisitFields(T& issuer, Visit&& visit) {
  visit("id", issuer.id);
  visit("name", issuer.name);
  visit("url", issuer.url);
  visit("region", issuer.region);
  visit("type", issuer.type);
}

template <Is<OutcomeAlignment> T, typename Visit>
void VisitFields(T& alignment, Visit&& visit) {
  visit("concept_name", alignment.concept_name);
  visit("uri", alignment.uri);
  visit("relation", alignment.relation);
  visit("confidence", alignment.confidence);
  visit("source", alignment.source);
  visit("generation", alignment.generation);
  visit("model", alignment.model);
  visit("framework_release", alignment.framework_release);
  visit("actor", alignment.actor);
  visit("time", alignment.time);
}

template <Is<Outcome> T, typename Visit>
void VisitFields(T& outcome, Visit&& visit) {
  visit("id", outcome.id);
  visit("code", outcome.code);
  visit("text", outcome.text);
  visit("language_code", outcome.language_code);
  visit("alignments", outcome.alignments);
}

template <Is<LevelAssertion> T, typename Visit>
void VisitFields(T& level, Visit&& visit) {
  visit("qualification", level.qualification);
  visit("number", level.number);
  visit("low", level.low);
  visit("high", level.high);
  visit("probability", level.probability);
  visit("model", level.model);
  visit("actor", level.actor);
  visit("time", level.time);
}

template <Is<CredentialLevel> T, typename Visit>
void VisitFields(T& level, Visit&& visit) {
  visit("suggested", level.suggested);
  visit("declared", level.declared);
  visit("confirmed", level.confirmed);
}

template <Is<Cost> T, typename Visit>
void VisitFields(T& cost, Visit&& visit) {
  visit("amount", cost.amount);
  visit("currency", cost.currency);
}

template <Is<Requirement> T, typename Visit>
void VisitFields(T& requirement, Visit&& visit) {
  visit("credential", requirement.credential);
  visit("qualification", requirement.qualification);
  visit("text", requirement.text);
}

template <Is<Assessment> T, typename Visit>
void VisitFields(T& assessment, Visit&& visit) {
  visit("method", assessment.method);
  visit("description", assessment.description);
}

template <Is<Endorsement> T, typename Visit>
void VisitFields(T& endorsement, Visit&& visit) {
  visit("name", endorsement.name);
  visit("url", endorsement.url);
  visit("role", endorsement.role);
}

template <Is<Expiry> T, typename Visit>
void VisitFields(T& expiry, Visit&& visit) {
  visit("date", expiry.date);
  visit("months", expiry.months);
}

template <Is<Credential> T, typename Visit>
void VisitFields(T& credential, Visit&& visit) {
  visit("name", credential.name);
  visit("etag", credential.etag);
  visit("version", credential.version);
  visit("state", credential.state);
  visit("create_time", credential.create_time);
  visit("update_time", credential.update_time);
  visit("publish_time", credential.publish_time);
  visit("issuer", credential.issuer);
  visit("external_id", credential.external_id);
  visit("title", credential.title);
  visit("description", credential.description);
  visit("type", credential.type);
  visit("outcomes", credential.outcomes);
  visit("level", credential.level);
  visit("hours", credential.hours);
  visit("credits", credential.credits);
  visit("delivery_mode", credential.delivery_mode);
  visit("language_codes", credential.language_codes);
  visit("start_date", credential.start_date);
  visit("end_date", credential.end_date);
  visit("registration_deadline", credential.registration_deadline);
  visit("duration", credential.duration);
  visit("cost", credential.cost);
  visit("region", credential.region);
  visit("location", credential.location);
  visit("url", credential.url);
  visit("image_url", credential.image_url);
  visit("prerequisites", credential.prerequisites);
  visit("stacks_into", credential.stacks_into);
  visit("assessment", credential.assessment);
  visit("endorsements", credential.endorsements);
  visit("expiry", credential.expiry);
  visit("tags", credential.tags);
  visit("extensions", credential.extensions);
}

}  // namespace crosswalk::registry
