// SPDX-License-Identifier: Apache-2.0
#include "core/data/download.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <exception>
#include <memory>
#include <utility>

#include <curl/curl.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <unistd.h>

#include "core/base/error.h"
#include "core/base/text.h"

namespace paretoscope::data {

namespace {

constexpr int mostFruitless = 3; // attempts without one more byte, and starts over
constexpr int mostAttempts = 100;
constexpr long connectSeconds = 30;
constexpr long silentSeconds = 60; // without a byte
constexpr long mostRedirects = 5;
constexpr long partialContent = 206;
constexpr long rangeNotSatisfiable = 416;

/// libcurl's functions.
struct Curl {
    decltype(&curl_global_init) globalInit = nullptr;
    decltype(&curl_easy_init) init = nullptr;
    decltype(&curl_easy_setopt) set = nullptr;
    decltype(&curl_easy_perform) perform = nullptr;
    decltype(&curl_easy_getinfo) get = nullptr;
    decltype(&curl_easy_strerror) text = nullptr;
    decltype(&curl_easy_cleanup) cleanup = nullptr;

    static const Curl& library() {
        static const Curl curl;
        return curl;
    }

private:
    Curl() {
        void* handle = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
        if (handle == nullptr) {
            throw Error(ErrorCode::DownloadFailed,
                "Downloads need the library libcurl.so.4 (Debian: libcurl4), which is not on this computer. Install "
                "it, "
                "or load the file with another program.");
        }
        load(handle, "curl_global_init", globalInit);
        load(handle, "curl_easy_init", init);
        load(handle, "curl_easy_setopt", set);
        load(handle, "curl_easy_perform", perform);
        load(handle, "curl_easy_getinfo", get);
        load(handle, "curl_easy_strerror", text);
        load(handle, "curl_easy_cleanup", cleanup);
        globalInit(CURL_GLOBAL_DEFAULT);
    }
    template <typename Function>
    static void load(void* handle, const char* name, Function& function) {
        function = reinterpret_cast<Function>(dlsym(handle, name));
        if (function == nullptr) {
            throw Error(ErrorCode::DownloadFailed,
                "The library libcurl.so.4 of this computer has no function " + std::string(name)
                    + ". Install libcurl 7.85 or newer.");
        }
    }
};

[[noreturn]] void unwritable(const std::filesystem::path& file, int reason) {
    throw Error(ErrorCode::FileUnwritable,
        "The file " + file.string() + " cannot be written: " + std::strerror(reason)
            + ". Make room; the next call goes on with what has come.",
        {{"file", file.string()}});
}

/// The file that grows, open for appending. Its folder is this program's alone meanwhile (fetch()).
class Part {
public:
    explicit Part(std::filesystem::path path)
        : path_(std::move(path))
        , descriptor_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0644)) {
        if (descriptor_ < 0) {
            unwritable(path_, errno);
        }
        const off_t end = ::lseek(descriptor_, 0, SEEK_END);
        if (end < 0) {
            unwritable(path_, errno);
        }
        size_ = end;
    }
    ~Part() { ::close(descriptor_); }
    Part(const Part&) = delete;
    Part& operator=(const Part&) = delete;

    [[nodiscard]] std::int64_t size() const { return size_; }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

    /// False, with errno, where the disk takes no more.
    bool append(const char* bytes, std::size_t size) {
        while (size > 0) {
            const ssize_t count = ::write(descriptor_, bytes, size);
            if (count < 0 && errno != EINTR) {
                return false;
            }
            const auto written = static_cast<std::size_t>(std::max<ssize_t>(count, 0));
            bytes += written;
            size -= written;
            size_ += static_cast<std::int64_t>(written);
        }
        return true;
    }
    void empty() {
        if (::ftruncate(descriptor_, 0) != 0) {
            unwritable(path_, errno);
        }
        size_ = 0;
    }
    void become(const std::filesystem::path& file) const {
        if (::fsync(descriptor_) != 0 || ::rename(path_.c_str(), file.c_str()) != 0) {
            unwritable(file, errno);
        }
    }

private:
    std::filesystem::path path_;
    int descriptor_;
    std::int64_t size_ = 0;
};

/// One request, from what the part holds to the server's end.
class Transfer {
public:
    enum class End : std::uint8_t { Whole, Broken, FromStart };

    Transfer(const std::string& url, Part& part, std::int64_t mostBytes, const DownloadProgress& progress,
        const std::stop_token& stop)
        : url_(url)
        , part_(part)
        , mostBytes_(mostBytes)
        , progress_(progress)
        , stop_(stop)
        , begin_(part.size())
        , handle_(curl_.init(), curl_.cleanup) {
        if (!handle_) {
            fail("libcurl could not be started");
        }
        setOptions();
    }

    /// Broken: what came is in the part. FromStart: the server gave no part of the file.
    End run() {
        const CURLcode code = curl_.perform(handle_.get());
        if (failure_ != nullptr) {
            std::rethrow_exception(failure_);
        }
        long status = 0;
        curl_.get(handle_.get(), CURLINFO_RESPONSE_CODE, &status);
        if (begin_ > 0 && (code == CURLE_RANGE_ERROR || status == rangeNotSatisfiable || startedOver_)) {
            return End::FromStart;
        }
        switch (code) {
        case CURLE_OK:
            return End::Whole;
        case CURLE_ABORTED_BY_CALLBACK:
            throw Error(ErrorCode::Interrupted,
                "The download of " + url_ + " was interrupted; the next call goes on behind the "
                    + std::to_string(part_.size()) + " bytes that have come.");
        case CURLE_WRITE_ERROR:
            unwritable(part_.path(), writeError_);
        case CURLE_HTTP_RETURNED_ERROR:
            fail("the server answered with status " + std::to_string(status)
                + (status == 407 ? ", which asks to log in to the proxy" : "")
                + ". Try later, or name another address with --url");
        case CURLE_PARTIAL_FILE:
        case CURLE_RECV_ERROR:
        case CURLE_SEND_ERROR:
        case CURLE_GOT_NOTHING:
        case CURLE_OPERATION_TIMEDOUT:
            broken_ = reason(code);
            return End::Broken;
        case CURLE_COULDNT_RESOLVE_PROXY:
        case CURLE_PROXY:
            fail(reason(code) + ". Check the environment variables http_proxy, https_proxy and no_proxy");
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_COULDNT_CONNECT:
            fail(reason(code)
                + ". Check the network connection and the environment variables http_proxy and https_proxy, or name "
                  "another address with --url");
        default:
            fail(reason(code));
        }
    }

    [[nodiscard]] const std::string& broken() const { return broken_; }

private:
    void setOptions() {
        CURL* handle = handle_.get();
        const auto set = [&](CURLoption option, auto value) {
            if (curl_.set(handle, option, value) != CURLE_OK) {
                fail("libcurl does not know an option that is needed; version 7.85 or newer has it");
            }
        };
        const bool isSecure = url_.starts_with("https:");
        set(CURLOPT_URL, url_.c_str());
        set(CURLOPT_PROTOCOLS_STR, "http,https");
        set(CURLOPT_REDIR_PROTOCOLS_STR, isSecure ? "https" : "http,https");
        set(CURLOPT_FOLLOWLOCATION, 1L);
        set(CURLOPT_MAXREDIRS, mostRedirects);
        set(CURLOPT_FAILONERROR, 1L);
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_CONNECTTIMEOUT, connectSeconds);
        set(CURLOPT_LOW_SPEED_LIMIT, 1L);
        set(CURLOPT_LOW_SPEED_TIME, silentSeconds);
        set(CURLOPT_USERAGENT, "paretoscope");
        set(CURLOPT_ERRORBUFFER, message_.data());
        set(CURLOPT_WRITEFUNCTION, &Transfer::received);
        set(CURLOPT_WRITEDATA, static_cast<void*>(this));
        set(CURLOPT_NOPROGRESS, 0L);
        set(CURLOPT_XFERINFOFUNCTION, &Transfer::asked);
        set(CURLOPT_XFERINFODATA, static_cast<void*>(this));
        if (begin_ > 0) {
            set(CURLOPT_RESUME_FROM_LARGE, static_cast<curl_off_t>(begin_));
        }
    }

    static std::size_t received(char* bytes, std::size_t size, std::size_t count, void* self) {
        return static_cast<Transfer*>(self)->take(bytes, size * count);
    }
    static int asked(void* self, curl_off_t all, curl_off_t done, curl_off_t, curl_off_t) {
        return static_cast<Transfer*>(self)->goOn(all, done) ? 0 : 1;
    }

    // libcurl is C: nothing may be thrown through it.
    std::size_t take(const char* bytes, std::size_t size) noexcept {
        long status = 0;
        curl_.get(handle_.get(), CURLINFO_RESPONSE_CODE, &status);
        if (begin_ > 0 && status != partialContent) { // the whole file, where its rest was asked for
            startedOver_ = true;
            return 0;
        }
        if (part_.size() + static_cast<std::int64_t>(size) > mostBytes_) {
            failure_ = std::make_exception_ptr(Error(ErrorCode::InvalidData,
                "What " + url_ + " holds is larger than " + std::to_string(mostBytes_)
                    + " bytes, so it is not the file that was wanted."));
            return 0;
        }
        if (!part_.append(bytes, size)) {
            writeError_ = errno;
            return 0;
        }
        return size;
    }
    bool goOn(std::int64_t all, std::int64_t done) noexcept {
        try {
            if (progress_ && done > 0) {
                progress_(begin_ + done, all > 0 ? begin_ + all : -1);
            }
        } catch (...) {
            failure_ = std::current_exception();
            return false;
        }
        return !stop_.stop_requested();
    }

    [[nodiscard]] std::string reason(CURLcode code) const {
        return message_[0] != '\0' ? base::shortLine(message_.data()) : std::string(curl_.text(code));
    }
    [[noreturn]] void fail(const std::string& why) const {
        throw Error(ErrorCode::DownloadFailed, url_ + " could not be downloaded: " + why + ".", {{"url", url_}});
    }

    const Curl& curl_ = Curl::library();
    const std::string& url_;
    Part& part_;
    std::int64_t mostBytes_;
    const DownloadProgress& progress_;
    const std::stop_token& stop_;
    std::int64_t begin_;
    std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> handle_;
    std::array<char, CURL_ERROR_SIZE> message_{};
    std::exception_ptr failure_;
    int writeError_ = 0;
    bool startedOver_ = false;
    std::string broken_;
};

}

void download(const std::string& url, const std::filesystem::path& file, std::int64_t mostBytes,
    const DownloadProgress& progress, const std::stop_token& stop) {
    if (!url.starts_with("http://") && !url.starts_with("https://")) {
        throw Error(ErrorCode::InvalidValue,
            "The address '" + base::shortLine(url) + "' begins neither with http:// nor with https://.",
            {{"field", "url"}, {"value", url}});
    }
    Part part(file.string() + ".part");
    int fruitless = 0; // attempts that brought nothing, one after the other
    int fromStart = 0;
    for (int attempt = 0; attempt < mostAttempts; ++attempt) {
        const std::int64_t before = part.size();
        Transfer transfer(url, part, mostBytes, progress, stop);
        switch (transfer.run()) {
        case Transfer::End::Whole:
            part.become(file);
            return;
        case Transfer::End::FromStart:
            if (++fromStart > mostFruitless) {
                throw Error(ErrorCode::DownloadFailed,
                    url
                        + " could not be downloaded: the connection breaks, and the server gives no parts of a file. "
                          "Try later, or name another address with --url.",
                    {{"url", url}});
            }
            part.empty();
            break;
        case Transfer::End::Broken:
            fruitless = part.size() > before ? 0 : fruitless + 1;
            if (fruitless == mostFruitless || attempt + 1 == mostAttempts) {
                throw Error(ErrorCode::DownloadFailed,
                    url + " could not be downloaded: " + transfer.broken() + ". The next call goes on behind the "
                        + std::to_string(part.size()) + " bytes that have come.",
                    {{"url", url}});
            }
            break;
        }
    }
}

}
