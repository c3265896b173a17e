// SPDX-License-Identifier: Apache-2.0
#include "core/store/project.h"

#include "core/base/machine.h"
#include "core/store/connection.h"
#include "core/store/open.h"

namespace paretoscope::store {

Project Project::create(const std::filesystem::path& path) {
    WriterLock lock = WriterLock::acquire(path);
    std::error_code ignored;
    if (std::filesystem::exists(path, ignored)) {
        throw Error(ErrorCode::FileUnwritable,
            "Project " + path.string() + " exists already. Open it, or choose another name.",
            {{"file", path.string()}, {"reason", "exists"}});
    }
    return Project(std::make_unique<Connection>(path, createDatabase(path), std::move(lock)));
}

Project Project::open(const std::filesystem::path& path, Mode mode) {
    if (mode == Mode::ReadOnly) {
        return Project(std::make_unique<Connection>(path, openForReading(path), std::nullopt));
    }
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored)) {
        // Asked before the lock: its file has no business where there is no project. This throws what fits.
        openForReading(path);
    }
    WriterLock lock = WriterLock::acquire(path);
    Project project(std::make_unique<Connection>(path, openForWriting(path), std::move(lock)));
    const std::string now = base::utcNow();
    project.connection_->write([&] {
        // Nobody else writes, so nobody runs them, and nobody will run those that waited in a program that is gone.
        project.connection_
            ->query("UPDATE runs SET state = 'interrupted', updated_at = ? WHERE state IN ('running', 'queued')")
            .bind(now)
            .run();
    });
    return project;
}

Project Project::openOrCreate(const std::filesystem::path& path) {
    std::error_code ignored;
    return std::filesystem::exists(path, ignored) ? open(path, Mode::ReadWrite) : create(path);
}

Project::Project(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) { }
Project::Project(Project&&) noexcept = default;
Project& Project::operator=(Project&&) noexcept = default;
Project::~Project() = default;

const std::filesystem::path& Project::path() const {
    return connection_->path();
}

Mode Project::mode() const {
    return connection_->isWriter() ? Mode::ReadWrite : Mode::ReadOnly;
}

std::int64_t Project::changeCounter() const {
    return connection_->changeCounter();
}

void Project::transaction(const std::function<void()>& body) {
    connection_->write([&] { body(); });
}

void Project::setSetting(const std::string& key, const std::string& value) {
    connection_->write([&] {
        connection_
            ->query(
                "INSERT INTO settings(key, value) VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value")
            .bind(key, value)
            .run();
    });
}

std::optional<std::string> Project::setting(const std::string& key) const {
    return connection_->read([&]() -> std::optional<std::string> {
        Query query = connection_->query("SELECT value FROM settings WHERE key = ?");
        if (!query.bind(key).step()) {
            return std::nullopt;
        }
        return query.text();
    });
}

}
