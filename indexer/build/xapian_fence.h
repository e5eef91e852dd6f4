// SPDX-License-Identifier: Apache-2.0
// Where Xapian's exceptions stop in the indexer. Private to this module.
#pragma once

#include "frameworks/core/status.h"

#include <xapian.h>

#include <string>
#include <string_view>
#include <utility>

namespace crosswalk::index_builder {

// Runs `function`; `action` says in the message what was being done ("writing concepts.xapian").
template <typename Function>
core::Status WithXapian(std::string_view action, Function&& function) {
  const auto message = [action](const Xapian::Error& error) {
    return std::string(action) + ": " + error.get_description();
  };
  try {
    return std::forward<Function>(function)();
  } catch (const Xapian::DatabaseCorruptError& error) {
    return core::DataLoss("INDEX_CORRUPT", message(error));
  } catch (const Xapian::DatabaseVersionError& error) {
    return core::FailedPrecondition("INDEX_FORMAT_UNKNOWN", message(error));
  } catch (const Xapian::DocNotFoundError& error) {
    return core::DataLoss("INDEX_CORRUPT", message(error));
  } catch (const Xapian::DatabaseError& error) {
    return core::Unavailable("INDEX_IO", message(error));
  } catch (const Xapian::Error& error) {
    return core::Internal("XAPIAN_FAILED", message(error));
  }
}

}  // namespace crosswalk::index_builder
