// SPDX-License-Identifier: Apache-2.0
#include "server/catalogue/top_hits.h"

#include <algorithm>
#include <limits>

namespace crosswalk::catalogue {

double TopHits::Number(const Row& row, float relevance) const {
  constexpr double last = std::numeric_limits<double>::infinity();
  switch (order_) {
    case SortOrder::kRelevance:
      return -static_cast<double>(relevance);
    case SortOrder::kLevel:
      return row.level > 0 ? row.level : last;
    case SortOrder::kLevelDown:
      return row.level > 0 ? -row.level : last;
    case SortOrder::kHours:
      return row.hours >= 0 ? static_cast<double>(row.hours) : last;
    case SortOrder::kCost:
      return row.cost >= 0 && row.currency == currency_ ? row.cost : last;
    case SortOrder::kNewest:
      return -static_cast<double>(row.publish_time);
    case SortOrder::kTitle:
      return 0;
  }
  return 0;
}

bool TopHits::Before(const Entry& a, const Entry& b) const {
  if (a.number != b.number) return a.number < b.number;
  const RowTexts& x = columns_.texts(a.id);
  const RowTexts& y = columns_.texts(b.id);
  if (order_ == SortOrder::kTitle && x.title != y.title) return x.title < y.title;
  return x.name < y.name;
}

bool TopHits::IsBehindPlace(const Entry& entry) const {
  if (!after_) return true;
  if (entry.number != after_->number) return entry.number > after_->number;
  const RowTexts& texts = columns_.texts(entry.id);
  if (order_ == SortOrder::kTitle && texts.title != after_->title) {
    return texts.title > after_->title;
  }
  return texts.name > after_->name;
}

void TopHits::Offer(DocumentId id, float relevance) {
  const Entry entry{id, Number(columns_.row(id), relevance), relevance};
  const auto before = [this](const Entry& a, const Entry& b) { return Before(a, b); };
  const bool full = heap_.size() > limit_;
  if (full && !Before(entry, heap_.front())) return;
  if (!IsBehindPlace(entry)) return;
  if (full) {
    std::pop_heap(heap_.begin(), heap_.end(), before);
    heap_.pop_back();
  }
  heap_.push_back(entry);
  std::push_heap(heap_.begin(), heap_.end(), before);
}

std::vector<TopHits::Entry> TopHits::Take(bool& more) {
  std::sort_heap(heap_.begin(), heap_.end(),
                 [this](const Entry& a, const Entry& b) { return Before(a, b); });
  more = heap_.size() > limit_;
  if (more) heap_.pop_back();
  return std::move(heap_);
}

SortKey TopHits::KeyOf(const Entry& entry) const {
  const RowTexts& texts = columns_.texts(entry.id);
  return {entry.number, order_ == SortOrder::kTitle ? texts.title : std::string(), texts.name};
}

}  // namespace crosswalk::catalogue
