// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>

namespace paretoscope::data {

/// Bytes there are by now, and of how many (-1: the server does not say).
using DownloadProgress = std::function<void(std::int64_t done, std::int64_t all)>;

/// Loads what an http or https address holds into `file`, through the proxy of the environment (http_proxy,
/// https_proxy, no_proxy, as curl reads them). What has come lies in `file` + ".part" until all is there: an
/// interrupted download goes on behind it, from the start where the server gives no parts. A connection that breaks is
/// made again a few times while that brings more. The content is the caller's to check.
///
/// libcurl, loaded by the first download: nothing else waits for it and the libraries behind it.
///
/// Throws Error: DownloadFailed (no network, proxy, status, certificate, the server's end), InvalidData (more than
/// `mostBytes`), FileUnwritable (disk full), Interrupted. Any thread; one at a time for a file.
void download(const std::string& url, const std::filesystem::path& file, std::int64_t mostBytes,
    const DownloadProgress& progress = {}, const std::stop_token& stop = {});

}
