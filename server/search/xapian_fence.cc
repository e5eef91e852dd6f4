// SPDX-License-Identifier: Apache-2.0
#include "server/search/xapian_fence.h"

namespace crosswalk::search {
namespace {

std::string Describe(std::string_view operation, const Xapian::Error& error) {
  return "cannot " + std::string(operation) + ": " + error.get_type() + ": " + error.get_msg();
}

}  // namespace

core::Status StatusOfXapianException(std::string_view operation) {
  try {
    throw;
  } catch (const Xapian::DocNotFoundError& error) {
    return core::NotFound("CONCEPT_NOT_FOUND", Describe(operation, error));
  } catch (const Xapian::QueryParserError& error) {
    return core::InvalidArgument("QUERY_INVALID", Describe(operation, error));
  } catch (const Xapian::InvalidArgumentError& error) {
    return core::InvalidArgument("QUERY_INVALID", Describe(operation, error));
  } catch (const Xapian::DatabaseVersionError& error) {  // Subclass of DatabaseOpeningError.
    return core::FailedPrecondition("INDEX_FORMAT_UNKNOWN", Describe(operation, error));
  } catch (const Xapian::DatabaseCorruptError& error) {
    return core::DataLoss("INDEX_CORRUPT", Describe(operation, error));
  } catch (const Xapian::DatabaseOpeningError& error) {
    return core::Unavailable("INDEX_NOT_LOADED", Describe(operation, error));
  } catch (const Xapian::Error& error) {
    return core::Internal("INTERNAL", Describe(operation, error));
  }
}

}  // namespace crosswalk::search
