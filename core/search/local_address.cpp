// SPDX-License-Identifier: Apache-2.0
#include "core/search/local_address.h"

#include <array>
#include <fstream>
#include <functional>
#include <memory>

#include <netdb.h>
#include <sched.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "core/base/machine.h"

namespace paretoscope::search {

namespace {

/// Connects to one address of the host after another until `take` is content with a socket; whether it was.
bool connectAny(const std::string& host, int port, int type, const std::function<bool(int socket)>& take) {
    addrinfo wanted{};
    wanted.ai_socktype = type;
    addrinfo* found = nullptr;
    if (getaddrinfo(host.c_str(), std::to_string(port).c_str(), &wanted, &found) != 0) {
        return false;
    }
    const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> addresses(found, &freeaddrinfo);
    for (const addrinfo* address = found; address != nullptr; address = address->ai_next) {
        const int socket = ::socket(address->ai_family, address->ai_socktype | SOCK_CLOEXEC, address->ai_protocol);
        if (socket < 0) {
            continue;
        }
        const timeval limit{.tv_sec = 1, .tv_usec = 0}; // where nobody refuses, connecting takes minutes
        setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit));
        const bool taken = connect(socket, address->ai_addr, address->ai_addrlen) == 0 && take(socket);
        close(socket);
        if (taken) {
            return true;
        }
    }
    return false;
}

}

std::string computerIdentity() {
    std::string boot;
    std::getline(std::ifstream("/proc/sys/kernel/random/boot_id"), boot);
    std::array<char, 128> network{};
    const ssize_t length = readlink("/proc/self/ns/net", network.data(), network.size());
    return (boot.empty() ? base::hostName() : boot) + " "
        + std::string(network.data(), length > 0 ? static_cast<std::size_t>(length) : 0);
}

std::string allowedProcessorsText() {
    cpu_set_t allowed;
    CPU_ZERO(&allowed);
    if (sched_getaffinity(0, sizeof(allowed), &allowed) != 0) {
        return "all";
    }
    constexpr int digitBits = 4;
    std::string digits;
    for (int first = 0; first < CPU_SETSIZE; first += digitBits) {
        unsigned digit = 0;
        for (int bit = 0; bit < digitBits; ++bit) {
            digit |= CPU_ISSET(static_cast<std::size_t>(first + bit), &allowed) ? 1U << static_cast<unsigned>(bit) : 0;
        }
        digits.insert(digits.begin(), "0123456789abcdef"[digit]);
    }
    digits.erase(0, digits.find_first_not_of('0'));
    return digits;
}

std::string localAddressTowards(const std::string& host, int port) {
    std::string found;
    // Connecting a socket of datagrams sends nothing: the system only chooses a way.
    connectAny(host, port, SOCK_DGRAM, [&](int socket) {
        sockaddr_storage own{};
        socklen_t length = sizeof(own);
        std::array<char, NI_MAXHOST> text{};
        auto* const address = reinterpret_cast<sockaddr*>(&own);
        const bool known = getsockname(socket, address, &length) == 0
            && getnameinfo(address, length, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST) == 0;
        const std::string name = known ? text.data() : "";
        const bool isOutside = !name.empty() && !name.starts_with("127.") && name != "::1";
        found = isOutside ? name : "";
        return isOutside;
    });
    return found;
}

bool answers(const std::string& host, int port) {
    return connectAny(host, port, SOCK_STREAM, [](int) { return true; });
}

}
