// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/messages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <random>

#include "core/base/error.h"
#include "tests/expect_error.h"

namespace paretoscope::protocol {
namespace {

std::string codeAndTextOf(const std::function<void()>& call) {
    return errorText(ErrorCode::ProtocolViolation, call);
}

template <typename Body>
Body throughTheWire(const Body& body) {
    const std::string line = encode(Request{42, body});
    EXPECT_EQ(line.find('\n'), std::string::npos);
    const Request request = decodeRequest(line);
    EXPECT_EQ(request.id, 42);
    return std::get<Body>(request.body);
}

template <typename Body>
Body eventThroughTheWire(const Body& body) {
    const std::string line = encode(Event(body));
    EXPECT_EQ(line.find('\n'), std::string::npos);
    return std::get<Body>(decodeEvent(line));
}

TEST(Requests, ArriveAsTheyWereSent) {
    const options::MeasureConfig config{
        .deviceSetting = "two\nlines \"and\" λ", .genotypes = {"a", "b"}, .seed = 18446744073709551615ULL};
    EXPECT_EQ(std::get<options::MeasureConfig>(throughTheWire(Start{config}).config), config);
    EXPECT_EQ(throughTheWire(Stop{7}).run, 7);
    EXPECT_EQ(throughTheWire(Pause{8}).run, 8);
    EXPECT_EQ(throughTheWire(Resume{9}).run, 9);
    EXPECT_EQ(throughTheWire(SetLambda{3, {0.1}}).lambda.value, 0.1);
    EXPECT_EQ(throughTheWire(SetTarget{3, 12.5}).latencyMs, 12.5);
    EXPECT_EQ(throughTheWire(Reorder{{3, 1, 2}}).runs, (std::vector<std::int64_t>{3, 1, 2}));
    EXPECT_FALSE(throughTheWire(PauseQueue{false}).paused);
    const AnnotateRun annotate = throughTheWire(AnnotateRun{4, "night, gpu", std::nullopt, true});
    EXPECT_EQ(annotate.run, 4);
    EXPECT_EQ(annotate.tags, "night, gpu");
    EXPECT_EQ(annotate.note, std::nullopt);
    EXPECT_EQ(annotate.deleted, true);
    const AnnotateCandidates remark = throughTheWire(AnnotateCandidates{{7, 9}, true, "für \"uns\""});
    EXPECT_EQ(remark.candidates, (std::vector<std::int64_t>{7, 9}));
    EXPECT_EQ(remark.starred, true);
    EXPECT_EQ(remark.note, "für \"uns\"");
    EXPECT_EQ(throughTheWire(AnnotateCandidates{{7}, std::nullopt, ""}).starred, std::nullopt);
    throughTheWire(PurgeDeletedRuns{});
    throughTheWire(RemoveSpareCheckpoints{});
    EXPECT_EQ(throughTheWire(ImportProfile{"a server's.psprofile"}).path, "a server's.psprofile");
    throughTheWire(QueueList{});
    throughTheWire(Shutdown{});
    throughTheWire(Ping{});
}

TEST(Events, ArriveAsTheyWereSent) {
    const Hello hello = eventThroughTheWire(Hello{1, 4711, "server", "/data/a b.paretoscope"});
    EXPECT_EQ(hello.processId, 4711);
    EXPECT_EQ(hello.project, "/data/a b.paretoscope");
    EXPECT_EQ(eventThroughTheWire(JobQueued{1, records::JobKind::Fit, "fit"}).kind, records::JobKind::Fit);
    EXPECT_EQ(eventThroughTheWire(JobStarted{2, records::JobKind::Train}).kind, records::JobKind::Train);
    const Progress progress = eventThroughTheWire(Progress{5, 0.25, "epoch 1 of 4", 12.5, {{"loss", 1.5}}});
    EXPECT_EQ(progress.fraction, 0.25);
    EXPECT_EQ(progress.etaSeconds, 12.5);
    EXPECT_EQ(progress.metrics, (std::map<std::string, double>{{"loss", 1.5}}));
    EXPECT_EQ(eventThroughTheWire(Log{LogLevel::Warning, "hot"}).level, LogLevel::Warning);
    const JobFinished finished =
        eventThroughTheWire(JobFinished{5, records::RunState::Failed, "numerical-failure", "The loss is not finite."});
    EXPECT_EQ(finished.state, records::RunState::Failed);
    EXPECT_EQ(finished.errorCode, "numerical-failure");
    const Answer answer = eventThroughTheWire(Answer{42, false, "not-found", "No run 5.", {}});
    EXPECT_FALSE(answer.ok);
    EXPECT_EQ(answer.errorText, "No run 5.");
    EXPECT_EQ(answer.get<StartedRun>(), nullptr);
    EXPECT_EQ(eventThroughTheWire(Answer{43, true, "", "", StartedRun{9}}).get<StartedRun>()->run, 9);
    const Answer queue = eventThroughTheWire(Answer{44, true, "", "", QueueState{3, {5, 4}, true}});
    ASSERT_NE(queue.get<QueueState>(), nullptr);
    EXPECT_EQ(queue.get<QueueState>()->running, 3);
    EXPECT_EQ(queue.get<QueueState>()->waiting, (std::vector<std::int64_t>{5, 4}));
    EXPECT_TRUE(queue.get<QueueState>()->paused);
    EXPECT_EQ(queue.get<StartedRun>(), nullptr);
    EXPECT_EQ(eventThroughTheWire(Answer{45, true, "", "", FreedSpace{2, 7}}).get<FreedSpace>()->bytes, 7);
    EXPECT_EQ(
        eventThroughTheWire(Answer{46, true, "", "", ImportedProfile{"c", 1, 2, 3}}).get<ImportedProfile>()->known, 2);
    eventThroughTheWire(StoreChanged{});
}

TEST(Numbers, ThatJsonLacksSurvive) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double infinity = std::numeric_limits<double>::infinity();
    EXPECT_TRUE(std::isnan(eventThroughTheWire(Progress{1, 0, "", nan, {}}).etaSeconds));
    EXPECT_EQ(eventThroughTheWire(Progress{1, 0, "", infinity, {}}).etaSeconds, infinity);
    EXPECT_EQ(eventThroughTheWire(Progress{1, 0, "", -infinity, {}}).etaSeconds, -infinity);
}

TEST(Texts, ThatAreNoUtf8AreSentWithReplacements) {
    EXPECT_EQ(eventThroughTheWire(Log{LogLevel::Info,
                                      "a\xff"
                                      "b"})
                  .text,
        "a\xef\xbf\xbd"
        "b");
}

TEST(UnknownTypes, AreHandedOnByName) {
    const Request request = decodeRequest(R"({"type":"sing","id":3,"song":"la"})");
    EXPECT_EQ(std::get<UnknownRequest>(request.body).type, "sing");
    EXPECT_EQ(request.id, 3);
    EXPECT_EQ(std::get<UnknownEvent>(decodeEvent(R"({"type":"sang"})")).type, "sang");
}

TEST(UnknownFields, AreIgnored) {
    EXPECT_EQ(std::get<Stop>(decodeRequest(R"({"type":"stop","id":1,"run":2,"gently":true})").body).run, 2);
}

TEST(BrokenMessages, AreRefusedSayingWhatIsWrong) {
    using testing::HasSubstr;
    EXPECT_THAT(codeAndTextOf([] { decodeRequest("nonsense"); }), HasSubstr("no JSON"));
    EXPECT_THAT(codeAndTextOf([] { decodeRequest("[1]"); }), HasSubstr("a JSON object is expected"));
    EXPECT_THAT(codeAndTextOf([] { decodeRequest(R"({"id":1})"); }), HasSubstr("field 'type': it is missing"));
    EXPECT_THAT(codeAndTextOf([] { decodeRequest(R"({"type":"stop","run":1})"); }), HasSubstr("field 'id'"));
    EXPECT_THAT(codeAndTextOf([] { decodeRequest(R"({"type":"stop","id":1,"run":"x"})"); }), HasSubstr("wrong type"));
    EXPECT_THAT(codeAndTextOf([] { decodeRequest(R"({"type":"stop","id":1,"run":18446744073709551615})"); }),
        HasSubstr("out of range"));
    EXPECT_THAT(codeAndTextOf([] { decodeRequest(R"({"type":"setLambda","id":1,"run":1,"lambda":-1})"); }),
        HasSubstr("0 or above"));
    EXPECT_THAT(codeAndTextOf([] { decodeRequest(R"({"type":"setLambda","id":1,"run":1,"lambda":null})"); }),
        HasSubstr("0 or above"));
    EXPECT_THAT(codeAndTextOf([] { decodeRequest(R"({"type":"start","id":1,"config":{"kind":"sing"}})"); }),
        HasSubstr("allowed are: measure"));
    EXPECT_THAT(
        codeAndTextOf([] { decodeRequest(R"({"type":"start","id":1,"config":[]})"); }), HasSubstr("JSON object"));
    EXPECT_THAT(codeAndTextOf([] { decodeRequest(R"({"type":"start","id":1,"config":{"kind":"fit","seeed":3}})"); }),
        HasSubstr("seeed"));
    EXPECT_THAT(
        codeAndTextOf([] { decodeRequest(R"({"type":"reorder","id":1,"runs":[1,"a"]})"); }), HasSubstr("runs[1]"));
    EXPECT_THAT(codeAndTextOf([] { decodeEvent(R"({"type":"answer","id":1,"ok":1})"); }), HasSubstr("wrong type"));
    EXPECT_THAT(codeAndTextOf([] { decodeEvent(R"({"type":"hello","version":99999999999,"processId":1})"); }),
        HasSubstr("out of range"));
}

TEST(LineLimit, HoldsInBothDirections) {
    const std::string large(maxLineBytes, 'x');
    EXPECT_THAT(codeAndTextOf([&] { encode(Event(Log{LogLevel::Info, large})); }), testing::HasSubstr("longer than"));
    EXPECT_THAT(codeAndTextOf([&] { decodeEvent(R"({"type":"log","level":"info","text":")" + large + "\"}"); }),
        testing::HasSubstr("longer than"));
}

TEST(Nesting, IsLimitedBeforeItCanOverflowTheStack) {
    constexpr std::size_t depth = 1'000'000;
    const std::string deep = R"({"type":"snapshot","run":1,"search":)" + std::string(depth, '[');
    EXPECT_THAT(codeAndTextOf([&] { decodeEvent(deep); }), testing::HasSubstr("nested deeper"));
}

std::vector<std::string> validLines() {
    return {encode(Request{1, Start{options::SearchConfig{}}}), encode(Request{2, SetTarget{3, 1.5}}),
        encode(Request{3, Reorder{{1, 2}}}), encode(Event(Progress{1, 0.5, "m", 2, {{"x", 1}}})),
        encode(Event(Answer{1, true, "", "", StartedRun{1}})), encode(Event(Snapshot{1, {}})),
        encode(Event(Hello{1, 2, "h", "p"}))};
}

/// Whatever arrives is either understood or refused with our own error; nothing else escapes.
void expectUnderstoodOrRefused(const std::string& line) {
    const auto attempt = [](const std::function<void()>& decode) {
        try {
            decode();
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::ProtocolViolation);
        }
    };
    attempt([&] { decodeRequest(line); });
    attempt([&] { decodeEvent(line); });
}

TEST(RandomDamage, TruncatedLinesAreUnderstoodOrRefused) {
    for (const std::string& line : validLines()) {
        for (std::size_t length = 0; length < line.size(); ++length) {
            expectUnderstoodOrRefused(line.substr(0, length));
        }
    }
}

TEST(RandomDamage, ChangedBytesAreUnderstoodOrRefused) {
    std::mt19937 generator(20261121);
    for (const std::string& line : validLines()) {
        for (int round = 0; round < 500; ++round) {
            std::string changed = line;
            for (int change = 0; change < 3; ++change) {
                changed[generator() % changed.size()] = static_cast<char>(generator());
            }
            expectUnderstoodOrRefused(changed);
        }
    }
}

TEST(RandomDamage, NoiseIsRefused) {
    std::mt19937 generator(7);
    for (int round = 0; round < 500; ++round) {
        std::string noise(generator() % 200, '\0');
        for (char& c : noise) {
            c = static_cast<char>(generator());
        }
        expectUnderstoodOrRefused(noise);
    }
}

}
}
