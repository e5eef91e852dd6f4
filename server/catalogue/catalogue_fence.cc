// SPDX-License-Identifier: Apache-2.0
#include "server/catalogue/catalogue_fence.h"

#include <cerrno>
#include <cstring>
#include <string>

namespace crosswalk::catalogue {

core::Status StatusOfCatalogueException(std::string_view operation) {
  const auto describe = [operation](const Xapian::Error& error) {
    return "cannot " + std::string(operation) + ": " + error.get_type() + ": " + error.get_msg();
  };
  try {
    throw;
  } catch (const Xapian::DatabaseModifiedError& error) {
    return {core::StatusCode::kAborted, "CATALOGUE_MOVED", describe(error)};
  } catch (const Xapian::DatabaseLockError& error) {
    return core::FailedPrecondition("CATALOGUE_IN_USE", describe(error));
  } catch (const Xapian::DatabaseCorruptError& error) {
    return core::DataLoss("CATALOGUE_CORRUPT", describe(error));
  } catch (const Xapian::DatabaseVersionError& error) {
    return core::DataLoss("CATALOGUE_CORRUPT", describe(error));
  } catch (const Xapian::Error& error) {
    const char* cause = error.get_error_string();
    if (cause != nullptr && std::strcmp(cause, std::strerror(ENOSPC)) == 0) {
      return {core::StatusCode::kResourceExhausted, "REGISTRY_FULL", describe(error)};
    }
    return core::Unavailable("CATALOGUE_IO", describe(error));
  }
}

}  // namespace crosswalk::catalogue
