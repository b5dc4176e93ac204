// The pool and the ordered output, first step by step, then under load (run it under TSan, too).
#include "batch/ordered_output.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "batch/pool.h"

namespace dechaff::batch {
namespace {

// Keeps all it is given; fails after `limit` bytes.
class Recorder : public Consumer {
 public:
  explicit Recorder(size_t limit = SIZE_MAX) : limit_(limit) {}
  bool Write(std::string_view bytes) override {
    text.append(bytes);
    return text.size() <= limit_;
  }
  bool Flush() override { return true; }
  bool Finish(const Outcome& outcome) override {
    text += "[" + outcome.file + "]";
    return text.size() <= limit_;
  }

  std::string text;

 private:
  const size_t limit_;
};

Outcome Named(const std::string& name) {
  Outcome outcome;
  outcome.file = name;
  return outcome;
}

TEST(OrderedOutput, TheHeadWritesThroughAndOthersWait) {
  Recorder recorder;
  OrderedOutput output(&recorder, {.window = 4, .buffer = 10});
  const uint64_t first = *output.Open();
  const uint64_t second = *output.Open();
  const uint64_t third = *output.Open();
  EXPECT_TRUE(output.Write(second, "bb"));
  EXPECT_TRUE(output.Write(first, "a"));
  EXPECT_EQ(recorder.text, "a");
  EXPECT_TRUE(output.Write(third, "ccc"));
  output.Close(third, Named("3"));
  output.Close(first, Named("1"));
  EXPECT_EQ(recorder.text, "a[1]");
  EXPECT_TRUE(output.Write(second, "BB"));
  EXPECT_EQ(recorder.text, "a[1]bbBB");
  output.Close(second, Named("2"));
  EXPECT_EQ(recorder.text, "a[1]bbBB[2]ccc[3]");
}

TEST(OrderedOutput, AFullBufferWaitsForItsTurn) {
  Recorder recorder;
  OrderedOutput output(&recorder, {.window = 2, .buffer = 3});
  const uint64_t first = *output.Open();
  const uint64_t second = *output.Open();
  std::thread writer([&] {
    EXPECT_TRUE(output.Write(second, "bbb"));
    EXPECT_TRUE(output.Write(second, "b"));
    output.Close(second, Named("2"));
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  EXPECT_TRUE(output.Write(first, "a"));
  output.Close(first, Named("1"));
  writer.join();
  EXPECT_EQ(recorder.text, "a[1]bbbb[2]");
}

TEST(OrderedOutput, AConsumerThatFailsStopsAll) {
  Recorder recorder(1);
  OrderedOutput output(&recorder, {.window = 2, .buffer = 1});
  const uint64_t first = *output.Open();
  const uint64_t second = *output.Open();
  std::thread waiting([&] { EXPECT_FALSE(output.Write(second, "bb")); });
  EXPECT_FALSE(output.Write(first, "aa"));
  waiting.join();
  EXPECT_TRUE(output.stopped());
  EXPECT_FALSE(output.Open().has_value());
  output.Close(first, Named("1"));
  output.Close(second, Named("2"));
  EXPECT_EQ(recorder.text, "aa");
}

// Runs `count` jobs; job i writes i pieces (mod 7) of changing size and takes a while now and then.
std::string RunJobs(size_t threads, int count, Recorder* recorder, Order order = Order::kOfInputs) {
  int given = 0;
  const auto next = [&](int* input) {
    *input = given;
    if (given++ >= count) return Taken::kNone;
    return *input % 13 == 0 ? Taken::kAlone : Taken::kSmall;
  };
  const auto make_worker = [] {
    return [](int input, JobOutput output) {
      for (int piece = 0; piece < input % 7; ++piece) {
        if ((input + piece) % 50 == 0) std::this_thread::yield();
        const auto size = static_cast<size_t>(input * 7919 % 300 * (input % 97 == 0 ? 5000 : 1));
        if (!output.Write(std::string(size, static_cast<char>('a' + piece)))) break;
        output.Flush();
      }
      return Named(std::to_string(input));
    };
  };
  Pool<int, decltype(next), decltype(make_worker)>(threads, order, recorder, next, make_worker).Run();
  return recorder->text;
}

TEST(Pool, GivesTheSameBytesWithAnyNumberOfThreads) {
  Recorder alone;
  const std::string expected = RunJobs(1, 2000, &alone);
  EXPECT_TRUE(expected.ends_with("[1999]"));
  for (const size_t threads : {2u, 3u, 8u, 32u}) {
    Recorder recorder;
    EXPECT_EQ(RunJobs(threads, 2000, &recorder), expected) << threads;
  }
}

// The documents with their outcomes, in order.
std::vector<std::string> Sorted(const std::string& text) {
  std::vector<std::string> documents;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = text.find(']', begin) + 1;
    documents.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  std::sort(documents.begin(), documents.end());
  return documents;
}

TEST(Pool, GivesTheSameDocumentsWithoutOrder) {
  Recorder alone;
  const std::vector<std::string> expected = Sorted(RunJobs(1, 2000, &alone));
  for (const size_t threads : {1u, 2u, 8u}) {
    Recorder recorder;
    EXPECT_EQ(Sorted(RunJobs(threads, 2000, &recorder, Order::kNone)), expected) << threads;
  }
}

TEST(Pool, EndsWhenTheConsumerFails) {
  for (const Order order : {Order::kOfInputs, Order::kNone}) {
    for (const size_t limit : {0u, 100u, 100000u}) {
      Recorder recorder(limit);
      RunJobs(8, 2000, &recorder, order);
      EXPECT_LT(recorder.text.size(), limit + 2'000'000);
    }
  }
}

// As when a writer sends the next only after it has seen the one before.
TEST(Pool, HoldsNothingReadyThatNobodyWillDo) {
  for (const size_t threads : {1u, 2u, 8u}) {
    for (const Taken kind : {Taken::kAlone, Taken::kSmall}) {
      std::atomic<int> done = 0;
      int given = 0;
      const auto next = [&](int* input) {
        while (done < given) std::this_thread::yield();
        *input = given++;
        return given <= 200 ? kind : Taken::kNone;
      };
      const auto make_worker = [&] {
        return [&](int input, JobOutput) {
          ++done;
          return Named(std::to_string(input));
        };
      };
      Recorder recorder;
      Pool<int, decltype(next), decltype(make_worker)>(threads, Order::kOfInputs, &recorder, next,
                                                       make_worker)
          .Run();
      EXPECT_TRUE(recorder.text.ends_with("[199]")) << threads;
    }
  }
}

TEST(Pool, HoldsFewInputsReady) {
  std::atomic<int> begun = 0;
  int given = 0;
  int most = 0;
  const auto next = [&](int* input) {
    most = std::max(most, given - begun);
    *input = given++;
    return given <= 2000 ? Taken::kSmall : Taken::kNone;
  };
  const auto make_worker = [&] {
    return [&](int input, JobOutput) {
      ++begun;
      if (input % 100 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
      return Named(std::to_string(input));
    };
  };
  Recorder recorder;
  Pool<int, decltype(next), decltype(make_worker)>(4, Order::kOfInputs, &recorder, next, make_worker).Run();
  EXPECT_LE(most, 5 * 4);
}

TEST(Pool, WithoutInputsDoesNothing) {
  Recorder recorder;
  EXPECT_EQ(RunJobs(4, 0, &recorder), "");
}

}  // namespace
}  // namespace dechaff::batch
