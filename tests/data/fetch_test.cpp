// SPDX-License-Identifier: Apache-2.0
#include "core/data/fetch.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <stop_token>

#include <gtest/gtest.h>
#include <zlib.h>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/data/tar_gz.h"
#include "tests/data/http_server.h"
#include "tests/test_folder.h"

namespace paretoscope::data {
namespace {

struct Entry {
    std::string name;
    std::string content;
    char type = '0';
};

std::string octal(std::size_t value, int digits) {
    std::array<char, 24> text{};
    std::snprintf(text.data(), text.size(), "%0*zo", digits, value);
    return text.data();
}

std::string tarOf(const std::vector<Entry>& entries) {
    std::string tar;
    for (const Entry& entry : entries) {
        std::string header(512, '\0');
        header.replace(0, entry.name.size(), entry.name);
        header.replace(100, 7, "0000644");
        header.replace(124, 11, octal(entry.content.size(), 11));
        header.replace(148, 8, "        ");
        header[156] = entry.type;
        header.replace(257, 8,
            std::string("ustar\0"
                        "00",
                8));
        std::size_t sum = 0;
        for (const char c : header) {
            sum += static_cast<unsigned char>(c);
        }
        header.replace(148, 7, octal(sum, 6) + '\0');
        tar += header + entry.content + std::string((512 - entry.content.size() % 512) % 512, '\0');
    }
    return tar + std::string(1024, '\0');
}

std::string gzipped(const std::string& bytes, const std::filesystem::path& folder) {
    const std::filesystem::path file = folder / "made.gz";
    gzFile out = gzopen(file.c_str(), "wb");
    gzwrite(out, bytes.data(), static_cast<unsigned>(bytes.size()));
    gzclose(out);
    std::string all = base::readFile(file);
    std::filesystem::remove(file);
    return all;
}

/// Pseudo-random, so that it stays large when it is compressed.
std::string noise(std::size_t size) {
    std::string bytes;
    std::uint32_t state = 1;
    while (bytes.size() < size) {
        state = state * 1664525 + 1013904223;
        bytes += static_cast<char>(state >> 24U);
    }
    return bytes;
}

std::string errorOf(const std::function<void()>& call, ErrorCode code) {
    try {
        call();
    } catch (const Error& error) {
        EXPECT_EQ(errorName(error.code()), errorName(code)) << error.what();
        return error.what();
    }
    ADD_FAILURE() << "no error";
    return {};
}

class FetchTest : public testing::Test {
protected:
    FetchTest() {
        for (const char* proxy : {"http_proxy", "all_proxy", "ALL_PROXY"}) {
            ::unsetenv(proxy); // the server is on this computer
        }
        published = {"tiny", "http://localhost/tiny.tar.gz", base::sha256(archive), "tiny", {"a.bin", "b.txt"}};
    }

    Fetched fetchFrom(const HttpServer& server) const {
        return fetch(published, folder.path() / "data", server.url("/tiny.tar.gz"));
    }
    void expectWhole() const {
        EXPECT_EQ(base::readFile(folder.path() / "data/tiny/a.bin"), content);
        EXPECT_EQ(base::readFile(folder.path() / "data/tiny/b.txt"), "classes\n");
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(folder.path() / "data")) {
            names.push_back(entry.path().filename().string());
        }
        EXPECT_EQ(names, std::vector<std::string>{"tiny"}) << "nothing is left beside it";
    }
    [[nodiscard]] std::filesystem::path part() const { return folder.path() / "data/tiny.tar.gz.part"; }

    TestFolder folder;
    std::string content = noise(200'000);
    std::string archive =
        gzipped(tarOf({{"tiny/", "", '5'}, {"tiny/a.bin", content}, {"tiny/b.txt", "classes\n"}}), folder.path());
    PublishedData published;
};

TEST_F(FetchTest, LoadsChecksAndUnpacksAndIsDoneWhereAllIsThere) {
    const HttpServer server([&](const auto& request) { return HttpServer::whole(request, archive); });
    EXPECT_FALSE(fetchFrom(server).wasThere);
    expectWhole();
    EXPECT_TRUE(fetchFrom(server).wasThere);
    EXPECT_EQ(server.requests().size(), 1U);
}

TEST_F(FetchTest, AConnectionThatBreaksIsMadeAgainBehindWhatHasCome) {
    const HttpServer server([&](const HttpServer::Request& request) {
        const std::string all = HttpServer::whole(request, archive);
        const std::size_t missing = request.number == 0 ? 120'000 : 60'000;
        return request.number < 2 ? all.substr(0, all.size() - missing) : all;
    });
    fetchFrom(server);
    expectWhole();
    ASSERT_EQ(server.requests().size(), 3U);
    EXPECT_EQ(server.requests()[1].from, archive.size() - 120'000);
    EXPECT_EQ(server.requests()[2].from, archive.size() - 60'000);
}

TEST_F(FetchTest, AServerThatStopsIsSaidAndTheNextCallGoesOn) {
    {
        const HttpServer server([&](const HttpServer::Request& request) {
            return request.number == 0 ? HttpServer::whole(request, archive).substr(0, 100'000) : std::string();
        });
        const std::string text = errorOf([&] { fetchFrom(server); }, ErrorCode::DownloadFailed);
        EXPECT_NE(text.find("The next call goes on"), std::string::npos) << text;
        EXPECT_GT(std::filesystem::file_size(part()), 90'000U);
    }
    const HttpServer server([&](const auto& request) { return HttpServer::whole(request, archive); });
    fetchFrom(server);
    expectWhole();
    EXPECT_TRUE(server.requests().at(0).from);
}

TEST_F(FetchTest, AServerWithoutPartsGivesAllOfItAgain) {
    std::filesystem::create_directories(folder.path() / "data");
    std::ofstream(part()) << archive.substr(0, 1000);
    const HttpServer server([&](HttpServer::Request request) {
        request.from.reset(); // a Range is not heard
        return HttpServer::whole(request, archive);
    });
    fetchFrom(server);
    expectWhole();
}

TEST_F(FetchTest, AServerWithoutPartsThatBreaksIsNotAskedForEver) {
    const HttpServer server([&](HttpServer::Request request) {
        request.from.reset();
        return HttpServer::whole(request, archive).substr(0, 100'000);
    });
    errorOf([&] { fetchFrom(server); }, ErrorCode::DownloadFailed);
    EXPECT_LT(server.requests().size(), 12U);
}

TEST_F(FetchTest, APartOfSomethingElseIsLoadedOnceMoreFromTheStart) {
    std::filesystem::create_directories(folder.path() / "data");
    std::ofstream(part()) << std::string(1000, 'x');
    const HttpServer server([&](const auto& request) { return HttpServer::whole(request, archive); });
    fetchFrom(server);
    expectWhole();
}

TEST_F(FetchTest, APartThatIsLongerThanTheFileIsLoadedAgain) {
    std::filesystem::create_directories(folder.path() / "data");
    std::ofstream(part()) << archive << "more";
    const HttpServer server([&](const auto& request) { return HttpServer::whole(request, archive); });
    fetchFrom(server);
    expectWhole();
}

TEST_F(FetchTest, OtherContentIsRefusedAndNothingIsLeft) {
    const std::string other = gzipped(tarOf({{"tiny/a.bin", "lies"}, {"tiny/b.txt", ""}}), folder.path());
    const HttpServer server([&](const auto& request) { return HttpServer::whole(request, other); });
    const std::string text = errorOf([&] { fetchFrom(server); }, ErrorCode::InvalidData);
    EXPECT_NE(text.find(published.sha256), std::string::npos) << text;
    EXPECT_TRUE(std::filesystem::is_empty(folder.path() / "data"));
}

TEST_F(FetchTest, AShortFileThatSaysItIsWholeIsRefused) {
    const HttpServer server(
        [&](const auto& request) { return HttpServer::whole(request, archive.substr(0, archive.size() / 2)); });
    errorOf([&] { fetchFrom(server); }, ErrorCode::InvalidData);
}

TEST_F(FetchTest, FollowsRedirectionsToTheWebOnly) {
    const HttpServer server([&](const HttpServer::Request& request) {
        return request.path == "/tiny.tar.gz" ? HttpServer::reply("302 Found", "Location: /other.tar.gz\r\n", "")
                                              : HttpServer::whole(request, archive);
    });
    fetchFrom(server);
    expectWhole();
    std::filesystem::remove_all(folder.path() / "data");
    const HttpServer evil([&](const HttpServer::Request&) {
        return HttpServer::reply("302 Found", "Location: file:///etc/passwd\r\n", "");
    });
    errorOf([&] { fetchFrom(evil); }, ErrorCode::DownloadFailed);
}

TEST_F(FetchTest, StatusAndMissingServersAreSaidWithWhatToDo) {
    std::string url;
    {
        const HttpServer server([&](const HttpServer::Request&) {
            return HttpServer::reply("404 Not Found", "Content-Length: 4\r\n", "none");
        });
        const std::string text = errorOf([&] { fetchFrom(server); }, ErrorCode::DownloadFailed);
        EXPECT_NE(text.find("status 404"), std::string::npos) << text;
        url = server.url("/tiny.tar.gz");
    }
    const std::string text = errorOf([&] { fetch(published, folder.path() / "data", url); }, ErrorCode::DownloadFailed);
    EXPECT_NE(text.find("http_proxy"), std::string::npos) << text;
    errorOf([&] { fetch(published, folder.path() / "data", "ftp://a/b"); }, ErrorCode::InvalidValue);
}

TEST_F(FetchTest, GoesThroughTheProxyOfTheEnvironment) {
    const HttpServer proxy([&](const auto& request) { return HttpServer::whole(request, archive); });
    ::setenv("http_proxy", proxy.url("").c_str(), 1);
    fetch(published, folder.path() / "data", "http://nowhere.invalid/tiny.tar.gz");
    ::unsetenv("http_proxy");
    expectWhole();
    EXPECT_EQ(proxy.requests().at(0).path, "http://nowhere.invalid/tiny.tar.gz");
}

TEST_F(FetchTest, AStopLeavesWhatHasComeForTheNextCall) {
    std::filesystem::create_directories(folder.path() / "data");
    std::ofstream(part()) << archive.substr(0, 1000);
    std::stop_source stop;
    const HttpServer server([&](const auto& request) {
        stop.request_stop(); // while it is loaded
        return HttpServer::whole(request, archive);
    });
    errorOf([&] { fetch(published, folder.path() / "data", server.url("/tiny.tar.gz"), {}, stop.get_token()); },
        ErrorCode::Interrupted);
    EXPECT_TRUE(std::filesystem::exists(part()) || std::filesystem::exists(folder.path() / "data/tiny.tar.gz"));
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "data/tiny"));
    fetchFrom(server);
    expectWhole();
}

TEST_F(FetchTest, HalfAFolderIsNotTakenForAll) {
    std::filesystem::create_directories(folder.path() / "data/tiny");
    std::ofstream(folder.path() / "data/tiny/a.bin") << "half";
    const HttpServer server([&](const auto& request) { return HttpServer::whole(request, archive); });
    errorOf([&] { fetchFrom(server); }, ErrorCode::FileUnwritable);
    EXPECT_TRUE(server.requests().empty());
}

TEST_F(FetchTest, OneProgramAtATimeFetchesIntoAFolder) {
    const HttpServer server([&](const auto& request) { return HttpServer::whole(request, archive); });
    std::filesystem::create_directories(folder.path() / "data");
    const int other = ::open((folder.path() / "data").c_str(), O_RDONLY | O_DIRECTORY);
    ASSERT_EQ(::flock(other, LOCK_EX), 0);
    errorOf([&] { fetchFrom(server); }, ErrorCode::FileUnwritable);
    EXPECT_TRUE(server.requests().empty());
    ::close(other);
    EXPECT_FALSE(fetchFrom(server).wasThere);
    errorOf([&] { fetch(published, {}, server.url("/tiny.tar.gz")); }, ErrorCode::FileUnwritable);
}

TEST(PublishedData, HasTheSumsAndAddressesOfItsMakers) {
    EXPECT_EQ(publishedData("cifar10").sha256, "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd");
    EXPECT_EQ(publishedData("cifar100").sha256, "58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec");
    EXPECT_EQ(publishedData("cifar10").url, "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz");
    errorOf([] { publishedData("imagenet"); }, ErrorCode::UnknownName);
    ::setenv("PARETOSCOPE_DATA_MIRROR", "http://mirror.example/sets", 1);
    EXPECT_EQ(addressOf(publishedData("cifar100"), ""), "http://mirror.example/sets/cifar-100-binary.tar.gz");
    ::unsetenv("PARETOSCOPE_DATA_MIRROR");
    EXPECT_EQ(addressOf(publishedData("cifar100"), "http://b/c"), "http://b/c");
}

class TarGz : public testing::Test {
protected:
    std::string refusal(const std::string& bytes, const ArchiveLimits& limits = {.topFolder = "top"}) const {
        const std::filesystem::path file = folder.path() / "a.tar.gz";
        std::ofstream(file, std::ios::binary) << bytes;
        const std::filesystem::path to = folder.path() / "to";
        std::filesystem::remove_all(to);
        std::filesystem::create_directories(to);
        return errorOf([&] { unpackTarGz(file, to, limits); }, ErrorCode::InvalidData);
    }
    std::string refusalOf(const std::vector<Entry>& entries, const ArchiveLimits& limits = {.topFolder = "top"}) const {
        return refusal(gzipped(tarOf(entries), folder.path()), limits);
    }
    TestFolder folder;
};

TEST_F(TarGz, NothingLeadsOutOfItsFolder) {
    for (const char* name : {"/etc/x", "../x", "top/../../x", "top/../x", "other/x", "..", "/", "top/.."}) {
        EXPECT_NE(refusalOf({{name, "x"}}).find("does not lie in top"), std::string::npos) << name;
    }
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "x"));
}

TEST_F(TarGz, OnlyFilesAndFoldersAreUnpacked) {
    for (const char type : {'1', '2', '3', '4', '6', 'L', 'x'}) {
        EXPECT_NE(refusalOf({{"top/x", "", type}}).find("neither a regular file"), std::string::npos) << type;
    }
}

TEST_F(TarGz, LimitsAreKept) {
    EXPECT_NE(refusalOf({{"top/a", "12345"}, {"top/b", "67890"}}, {.topFolder = "top", .mostBytes = 9}).find("9 bytes"),
        std::string::npos);
    EXPECT_NE(refusalOf({{"top/a", ""}, {"top/b", ""}}, {.topFolder = "top", .mostEntries = 1}).find("1 entries"),
        std::string::npos);
    EXPECT_NE(refusalOf({{"top/a", "x"}, {"top/a", "y"}}).find("twice"), std::string::npos);
}

TEST_F(TarGz, DamageIsNoticed) {
    const std::string tar = tarOf({{"top/a", noise(3000)}});
    const std::string whole = gzipped(tar, folder.path());
    refusal(whole.substr(0, whole.size() / 2));
    refusal(whole.substr(0, whole.size() - 4)); // gzip's own sum
    refusal("no archive at all");
    refusal(tar); // not compressed
    std::string damaged = tar;
    damaged[1] = 'x'; // the name is not what its header's sum says
    refusal(gzipped(damaged, folder.path()));
    refusal(gzipped(tar.substr(0, 1024), folder.path()));
    refusal(gzipped(tar + "more", folder.path()));
}

}
}
