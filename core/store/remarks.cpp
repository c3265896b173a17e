// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <nlohmann/json.hpp>

#include "core/base/json_text.h"
#include "core/store/connection.h"
#include "core/store/project.h"

namespace paretoscope::store {

namespace {

/// A remark is a setting of the project; its key names the architecture, the shape behind a tab.
constexpr std::string_view keyBegin = "remark ";
constexpr char beforeShape = '\t';

constexpr const char* selectRemarkKey =
    "SELECT ?2 || c.genotype || ?3 || s.name FROM candidates c JOIN shapes s ON s.id = c.shape WHERE c.id = ?1";
/// '!' follows the space that keyBegin ends with.
constexpr const char* selectRemarks = "SELECT key, value FROM settings WHERE key > 'remark ' AND key < 'remark!'";
constexpr const char* selectRemarked = "SELECT id FROM candidates INDEXED BY candidates_by_identity "
                                       "WHERE genotype = ? AND shape = (SELECT id FROM shapes WHERE name = ?)";

std::string toText(const Remark& remark) {
    return base::textOf(nlohmann::json{{"starred", remark.starred}, {"note", remark.note}});
}

/// An empty one where the text is nothing of ours.
Remark remarkIn(const std::string& text) {
    Remark remark;
    const auto json = base::jsonIn(text);
    if (!json || !json->is_object()) {
        return remark;
    }
    if (const auto found = json->find("starred"); found != json->end() && found->is_boolean()) {
        remark.starred = found->get<bool>();
    }
    if (const auto found = json->find("note"); found != json->end() && found->is_string()) {
        remark.note = found->get<std::string>();
    }
    return remark;
}

}

void Project::remark(std::span<const std::int64_t> candidates, const RemarkUpdate& update) {
    connection_->write([&] {
        for (const std::int64_t candidate : candidates) {
            Query architecture = connection_->query(selectRemarkKey);
            if (!architecture.bind(candidate, keyBegin, std::string_view(&beforeShape, 1)).step()) {
                throw Error(ErrorCode::NotFound,
                    "Project " + path().string() + " holds no candidate " + std::to_string(candidate) + ".",
                    {{"file", path().string()}, {"what", "candidate"}, {"id", std::to_string(candidate)}});
            }
            const std::string key = architecture.text();
            Remark remark = remarkIn(setting(key).value_or(std::string()));
            remark.starred = update.starred.value_or(remark.starred);
            remark.note = update.note.value_or(remark.note);
            if (remark == Remark{}) {
                connection_->query("DELETE FROM settings WHERE key = ?").bind(key).run();
            } else {
                setSetting(key, toText(remark));
            }
        }
    });
}

std::vector<RemarkedCandidate> Project::remarks() const {
    return connection_->read([&] {
        std::vector<RemarkedCandidate> remarked;
        Query all = connection_->query(selectRemarks);
        while (all.step()) {
            const std::string architecture = all.text().substr(keyBegin.size());
            const std::size_t shape = architecture.find(beforeShape);
            const Remark remark = remarkIn(all.text());
            if (shape == std::string::npos || remark == Remark{}) {
                continue;
            }
            const std::string genotype = architecture.substr(0, shape);
            const std::string name = architecture.substr(shape + 1);
            Query candidates = connection_->query(selectRemarked);
            candidates.bind(genotype, name);
            while (candidates.step()) {
                remarked.push_back({candidates.integer(), remark});
            }
        }
        std::ranges::sort(remarked, {}, &RemarkedCandidate::id);
        return remarked;
    });
}

}
