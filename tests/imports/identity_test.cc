// SPDX-License-Identifier: Apache-2.0
#include "server/imports/identity.h"

#include "server/registry/credential_check.h"

#include <gtest/gtest.h>

namespace crosswalk::imports {
namespace {

TEST(Identity, MakesReadableIds) {
  EXPECT_EQ(IdFrom("Food  Safety"), "food-safety");
  EXPECT_EQ(IdFrom("HEC-1007"), "hec-1007");
  EXPECT_EQ(IdFrom("Premiers soins à l'école").substr(0, 25), "premiers-soins-a-l-ecole-");
  EXPECT_EQ(IdFrom(" "), "");
  EXPECT_EQ(IssuerIdFrom("https://www.maple.example/"), "maple.example");
  EXPECT_EQ(IssuerIdFrom("https://maple.example/issuer"), "maple.example-issuer");
}

TEST(Identity, KeepsDifferentTextsApart) {
  EXPECT_NE(IdFrom("A/1"), IdFrom("A-1"));
  EXPECT_NE(IdFrom("C"), IdFrom("C++"));
  EXPECT_NE(IdFrom(std::string(80, 'a') + "1"), IdFrom(std::string(80, 'a') + "2"));
  EXPECT_NE(IdFrom("Same", "urn:uuid:1"), IdFrom("Same", "urn:uuid:2"));
  for (const char* text : {"C++", "漢字", "--", "...", "a..b", "Ünï"}) {
    EXPECT_TRUE(registry::IsId(IdFrom(text))) << text << " " << IdFrom(text);
  }
}

TEST(Identity, FillsInTheDefaultIssuer) {
  ImportOptions options;
  options.default_issuer = {"maple", {{"en", "Maple"}}, "https://maple.example/", "", "college"};
  registry::Credential credential;
  credential.issuer.name = {{"en", "Maple College"}};
  Complete(options, "bees", credential);
  EXPECT_EQ(credential.name, "credentials/maple.bees");
  EXPECT_EQ(credential.issuer.name.at("en"), "Maple College");
  EXPECT_EQ(credential.issuer.type, "college");
  registry::Credential other;
  other.issuer.id = "birch";
  Complete(options, "bees", other);
  EXPECT_EQ(other.issuer.url, "");
  registry::Credential nobody;
  Complete({}, "bees", nobody);
  EXPECT_EQ(nobody.name, "");
}

}  // namespace
}  // namespace crosswalk::imports
