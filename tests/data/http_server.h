// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace paretoscope::data {

/// A server on this computer that answers one request a connection as a test says, also as servers should not.
class HttpServer {
public:
    struct Request {
        std::string path;
        std::optional<std::size_t> from; ///< first byte asked for by a Range
        int number = 0; ///< from 0, of this server
    };
    /// What is sent, headers and all; the connection then closes.
    using Answer = std::function<std::string(const Request&)>;

    explicit HttpServer(Answer answer) : answer_(std::move(answer)), listening_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof(address);
        auto* generic = reinterpret_cast<sockaddr*>(&address);
        const bool ready = ::bind(listening_, generic, size) == 0 && ::listen(listening_, 8) == 0
            && ::getsockname(listening_, generic, &size) == 0;
        EXPECT_TRUE(ready) << "no server on this computer";
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this] { serve(); });
    }
    ~HttpServer() {
        ended_ = true;
        thread_.join();
        ::close(listening_);
    }
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    [[nodiscard]] std::string url(const std::string& path) const {
        return "http://127.0.0.1:" + std::to_string(port_) + path;
    }
    [[nodiscard]] std::vector<Request> requests() const {
        const std::lock_guard lock(mutex_);
        return requests_;
    }

    static std::string reply(const std::string& status, const std::string& headers, const std::string& body) {
        return "HTTP/1.1 " + status + "\r\nConnection: close\r\n" + headers + "\r\n" + body;
    }
    /// All of it, or what was asked for, as servers do.
    static std::string whole(const Request& request, const std::string& content) {
        const std::size_t from = request.from.value_or(0);
        if (from >= content.size() && from > 0) {
            return reply("416 Range Not Satisfiable", "Content-Length: 0\r\n", "");
        }
        const std::string length = "Content-Length: " + std::to_string(content.size() - from) + "\r\n";
        return request.from ? reply("206 Partial Content",
                   length + "Content-Range: bytes " + std::to_string(from) + "-" + std::to_string(content.size() - 1)
                       + "/" + std::to_string(content.size()) + "\r\n",
                   content.substr(from))
                            : reply("200 OK", length, content);
    }

private:
    void serve() {
        while (!ended_) {
            pollfd waiting{.fd = listening_, .events = POLLIN, .revents = 0};
            if (::poll(&waiting, 1, 20) <= 0) {
                continue;
            }
            const int connection = ::accept(listening_, nullptr, nullptr);
            if (connection >= 0) {
                answer(connection);
                ::close(connection);
            }
        }
    }
    void answer(int connection) {
        std::string head;
        char letter = 0;
        while (!head.ends_with("\r\n\r\n") && ::recv(connection, &letter, 1, 0) == 1) {
            head += letter;
        }
        Request request;
        const std::size_t begin = head.find(' ') + 1;
        request.path = head.substr(begin, head.find(' ', begin) - begin);
        const std::string range = "Range: bytes=";
        if (const std::size_t at = head.find(range); at != std::string::npos) {
            request.from = std::stoul(head.substr(at + range.size()));
        }
        {
            const std::lock_guard lock(mutex_);
            request.number = static_cast<int>(requests_.size());
            requests_.push_back(request);
        }
        const std::string text = answer_(request);
        for (std::size_t sent = 0; sent < text.size();) {
            const ssize_t count = ::send(connection, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
            if (count <= 0) {
                return; // whoever asked has gone
            }
            sent += static_cast<std::size_t>(count);
        }
        ::shutdown(connection, SHUT_WR);
    }

    Answer answer_;
    int listening_;
    int port_ = 0;
    std::atomic<bool> ended_{false};
    mutable std::mutex mutex_;
    std::vector<Request> requests_;
    std::thread thread_;
};

}
