// SPDX-License-Identifier: Apache-2.0
// The yardstick for the live index: the same catalogue and queries in SQLite, words by FTS5 and
// skills by an indexed table, as one would build it without a search engine.
//   fts5_bench FILE COUNT [INDEX]
// fills FILE with COUNT generated credentials, or takes what is there, and prints a line a kind of
// search (query_times.h).
#include "tests/catalogue/query_times.h"

#include <sqlite3.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace crosswalk::catalogue {
namespace {

// Words are Porter-stemmed. The numbers of a search's hits lie in a temporary table, from which
// each facet is counted and the first page read; CROSS JOIN keeps SQLite from going through all
// credentials instead.
constexpr char kSchema[] = R"(
  CREATE TABLE credential (id INTEGER PRIMARY KEY, title, issuer, type, delivery, language, region,
                           hours, cost, level, record);
  CREATE TABLE teaches (skill, credential, source, PRIMARY KEY (skill, credential)) WITHOUT ROWID;
  CREATE VIRTUAL TABLE words USING fts5 (title, body, content='', tokenize='porter unicode61');
)";
constexpr char kTemporary[] = "CREATE TEMP TABLE hits (id INTEGER PRIMARY KEY, score)";
constexpr std::array<const char*, 8> kFacets = {"issuer", "type",  "delivery",   "language",
                                                "region", "level", "hours / 50", "cost / 500"};

class Database {
 public:
  explicit Database(const std::string& path) {
    sqlite3* handle = nullptr;
    const int code = sqlite3_open(path.c_str(), &handle);
    handle_.reset(handle);
    Check(code);
  }

  using Row = std::function<void(sqlite3_stmt*)>;
  void Run(const std::string& sql, const std::vector<std::string>& values = {},
           const Row& row = nullptr) {
    auto& statement = statements_[sql];
    if (statement == nullptr) {
      sqlite3_stmt* prepared = nullptr;
      Check(sqlite3_prepare_v2(handle_.get(), sql.c_str(), -1, &prepared, nullptr));
      statement.reset(prepared);
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
      Check(sqlite3_bind_text(statement.get(), static_cast<int>(i) + 1, values[i].data(),
                              static_cast<int>(values[i].size()), SQLITE_TRANSIENT));
    }
    int code = sqlite3_step(statement.get());
    for (; code == SQLITE_ROW; code = sqlite3_step(statement.get())) {
      if (row) row(statement.get());
    }
    sqlite3_reset(statement.get());
    if (code != SQLITE_DONE) Check(code);
  }
  void Script(const char* sql) {
    Check(sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr));
  }

 private:
  void Check(int code) const {
    if (code != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(handle_.get()));
  }
  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
  };
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };

  std::unique_ptr<sqlite3, Close> handle_;
  std::map<std::string, std::unique_ptr<sqlite3_stmt, Finalize>> statements_;
};

void Fill(Database& database, const SkillWorld& world, std::int64_t count) {
  database.Script("PRAGMA synchronous = OFF; BEGIN");
  database.Script(kSchema);
  for (std::int64_t i = 0; i < count; ++i) {
    const registry::Credential credential =
        GeneratedCredential(world, static_cast<std::uint64_t>(i));
    const std::string id = std::to_string(i);
    std::string body = credential.description.at("en") + " " + credential.issuer.name.at("en");
    for (const registry::Outcome& outcome : credential.outcomes) {
      body += "\n" + outcome.text;
      for (const registry::OutcomeAlignment& alignment : outcome.alignments) {
        database.Run(
            "INSERT INTO teaches VALUES (?, CAST(? AS INTEGER), CAST(? AS INTEGER)) ON CONFLICT "
            "DO UPDATE SET source = max(source, excluded.source)",
            {alignment.concept_name, id, std::to_string(static_cast<int>(alignment.source))});
      }
    }
    const std::string& title = credential.title.at("en");
    database.Run("INSERT INTO words (rowid, title, body) VALUES (CAST(? AS INTEGER), ?, ?)",
                 {id, title, body});
    database.Run(
        "INSERT INTO credential VALUES (CAST(? AS INTEGER), ?, ?, CAST(? AS INTEGER), "
        "CAST(? AS INTEGER), ?, ?, CAST(? AS INTEGER), CAST(? AS REAL), CAST(? AS INTEGER), ?)",
        {id, title, credential.issuer.id, std::to_string(static_cast<int>(credential.type)),
         std::to_string(static_cast<int>(credential.delivery_mode)), credential.language_codes[0],
         credential.region, std::to_string(*credential.hours), credential.cost->amount,
         std::to_string(credential.level.suggested->number), title + "\n" + body});
  }
  database.Script("CREATE INDEX by_issuer ON credential (issuer, cost)");
  database.Script("COMMIT; ANALYZE");
}

std::string JsonList(const std::vector<std::string>& values) {
  std::string list = "[";
  for (const std::string& value : values) list += (list.size() > 1 ? ",\"" : "\"") + value + "\"";
  return list + "]";
}

// All words of a label, as FTS5 writes them.
std::string MatchOf(const std::string& words) {
  std::string match;
  std::string word;
  for (const char c : words + " ") {
    if (c != ' ') {
      if (c != '"') word += c;
    } else if (!word.empty()) {
      match += "\"" + word + "\" ";
      word.clear();
    }
  }
  return match;
}

// Counts the hits and their facets, and reads the first page.
std::size_t Answer(Database& database, const std::string& order) {
  std::size_t total = 0;
  database.Run("SELECT count(*) FROM hits", {}, [&](sqlite3_stmt* row) {
    total = static_cast<std::size_t>(sqlite3_column_int64(row, 0));
  });
  for (const char* facet : kFacets) {
    database.Run("SELECT " + std::string(facet) +
                 ", count(*) FROM hits CROSS JOIN credential USING (id) GROUP BY 1");
  }
  database.Run("SELECT record FROM hits CROSS JOIN credential USING (id) ORDER BY " + order +
               ", title LIMIT 20");
  return total;
}

class Yardstick {
 public:
  Yardstick(Database& database, const SkillWorld& world, std::int64_t count)
      : database_(database), world_(world), count_(count) {}

  void MeasureSkills(const char* name, const std::string& filter,
                     const std::function<std::vector<std::string>(QueryDraw&)>& draw_skills) {
    MeasureQueries(name, count_, world_, [&](QueryDraw& draw, const auto& timed) {
      const std::vector<std::string> skills = draw_skills(draw);
      std::size_t total = 0;
      timed([&] {
        database_.Run("DELETE FROM hits");
        for (const std::string& skill : skills) {
          std::vector<std::string> answers = world_.Narrower(skill);
          answers.push_back(skill);
          database_.Run(
              "INSERT INTO hits SELECT credential, max(source) FROM teaches "
              "JOIN credential ON credential.id = teaches.credential "
              "WHERE skill IN (SELECT value FROM json_each(?))" +
                  filter + " GROUP BY 1 ON CONFLICT DO UPDATE SET score = score + excluded.score",
              {JsonList(answers)});
        }
        total = Answer(database_, "score DESC");
      });
      return total;
    });
  }

  void MeasureWords() {
    MeasureQueries("words, facets", count_, world_, [&](QueryDraw& draw, const auto& timed) {
      const std::string match = MatchOf(draw.Words());
      std::size_t total = 0;
      timed([&] {
        database_.Run("DELETE FROM hits");
        database_.Run(
            "INSERT INTO hits SELECT rowid, bm25(words, 6, 2) FROM words WHERE words MATCH ?",
            {match});
        total = Answer(database_, "score");
      });
      return total;
    });
  }

  void MeasureFilters() {
    MeasureQueries("filters only, facets", count_, world_, [&](QueryDraw& draw, const auto& timed) {
      const std::string issuer = draw.Issuer();
      std::size_t total = 0;
      timed([&] {
        database_.Run("DELETE FROM hits");
        database_.Run("INSERT INTO hits SELECT id, cost FROM credential WHERE issuer = ?",
                      {issuer});
        total = Answer(database_, "score");
      });
      return total;
    });
  }

 private:
  Database& database_;
  const SkillWorld& world_;
  const std::int64_t count_;
};

int Main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: fts5_bench FILE COUNT [INDEX]\n");
    return 2;
  }
  const std::int64_t count = std::stoll(argv[2]);
  const SkillWorld world = argc > 3 ? SkillWorld::OfIndex(argv[3]) : SkillWorld::Invented();
  const bool present = std::filesystem::exists(argv[1]);
  Database database(argv[1]);
  const auto start = std::chrono::steady_clock::now();
  if (!present) {
    Fill(database, world, count);
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    std::fprintf(stderr, "built %lld credentials in %.2f s (%.0f a second)\n",
                 static_cast<long long>(count), seconds, static_cast<double>(count) / seconds);
  }
  database.Script(kTemporary);
  Yardstick yardstick(database, world, count);
  PrintQueryHeader();
  const auto one_skill = [](QueryDraw& draw) { return std::vector{draw.Skill()}; };
  yardstick.MeasureSkills("skill, narrower, facets", "", one_skill);
  yardstick.MeasureSkills("group, narrower, facets", "",
                          [](QueryDraw& draw) { return std::vector{draw.Group()}; });
  yardstick.MeasureSkills("any of 10 skills, facets", "", [](QueryDraw& draw) {
    std::vector<std::string> skills;
    for (int i = 0; i < 10; ++i) skills.push_back(draw.Skill());
    return skills;
  });
  yardstick.MeasureWords();
  yardstick.MeasureSkills("skill, filters, facets",
                          " AND delivery = 1 AND level >= 3 AND hours <= 100", one_skill);
  yardstick.MeasureFilters();
  return 0;
}

}  // namespace
}  // namespace crosswalk::catalogue

int main(int argc, char** argv) { return crosswalk::catalogue::Main(argc, argv); }
