// SPDX-License-Identifier: Apache-2.0
// A bound on the bytes that all connections together hold of bodies and answers.
#pragma once

#include <atomic>
#include <cstddef>

namespace crosswalk::http {

// Thread-safe; outlives its shares.
class MemoryBudget {
 public:
  // What one request holds; given back by the destructor. Belongs to its request.
  class Share {
   public:
    explicit Share(MemoryBudget& budget) : budget_(budget) {}
    Share(const Share&) = delete;
    Share& operator=(const Share&) = delete;
    ~Share() { budget_.used_ -= held_; }

    // Takes that many bytes more; false, and takes none, where that would be too many.
    bool Grow(std::size_t bytes) {
      if (budget_.used_.fetch_add(bytes) + bytes > budget_.limit_) {
        budget_.used_ -= bytes;
        return false;
      }
      held_ += bytes;
      return true;
    }

    // Holds that many bytes instead; false, and holds what it held, where that would be too many.
    bool Resize(std::size_t bytes) {
      if (bytes > held_) return Grow(bytes - held_);
      budget_.used_ -= held_ - bytes;
      held_ = bytes;
      return true;
    }

   private:
    MemoryBudget& budget_;
    std::size_t held_ = 0;
  };

  explicit MemoryBudget(std::size_t limit) : limit_(limit) {}

  [[nodiscard]] std::size_t used() const { return used_; }

 private:
  const std::size_t limit_;
  std::atomic<std::size_t> used_ = 0;
};

}  // namespace crosswalk::http
