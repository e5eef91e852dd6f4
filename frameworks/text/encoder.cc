// SPDX-License-Identifier: Apache-2.0
#include "frameworks/text/encoder.h"

#include "frameworks/text/encoder_settings.h"
#include "frameworks/text/transformer_encoder.h"

#include <utility>

namespace crosswalk::text {

core::Result<std::unique_ptr<OutcomeEncoder>> OpenEncoder(const std::filesystem::path& directory,
                                                          std::size_t concurrency) {
  core::Result<EncoderSettings> settings = ReadEncoderSettings(directory);
  if (!settings.ok()) return settings.status();
  if (settings->kind == "transformer") {
    return OpenTransformerEncoder(*std::move(settings), concurrency);
  }
  return core::FailedPrecondition("ENCODER_INVALID",
                                  (directory / "encoder.json").string() +
                                      ": field \"kind\" names an encoder this build does not "
                                      "know: \"" +
                                      settings->kind + "\"");
}

std::string FillTemplate(std::string_view text_template, std::string_view label,
                         std::string_view description) {
  static constexpr std::string_view kLabel = "{label}";
  static constexpr std::string_view kDescription = "{description}";
  std::string filled;
  while (!text_template.empty()) {
    if (text_template.starts_with(kLabel)) {
      filled += label;
      text_template.remove_prefix(kLabel.size());
    } else if (text_template.starts_with(kDescription)) {
      filled += description;
      text_template.remove_prefix(kDescription.size());
    } else {
      filled += text_template.front();
      text_template.remove_prefix(1);
    }
  }
  return filled;
}

}  // namespace crosswalk::text
