// SPDX-License-Identifier: Apache-2.0
#include "core/store/interned_names.h"
#include "core/store/project.h"

namespace paretoscope::store {

namespace {

records::AccuracyProtocol readProtocol(const Connection& connection, Query& row) {
    records::AccuracyProtocol protocol;
    protocol.id = row.text();
    protocol.space = connection.parsed(&spaceFromText, row.text());
    protocol.dataSet = row.text();
    protocol.shape = connection.parsed(&space::shapeFromText, row.text());
    protocol.provenance = connection.parsed(&records::accuracyProvenanceFromName, row.text());
    protocol.recipe = row.text();
    protocol.title = row.text();
    return protocol;
}

}

void Project::saveProtocol(const records::AccuracyProtocol& protocol) {
    if (protocol.id.empty()) {
        throw Error(
            ErrorCode::InvalidValue, "An accuracy protocol was stored without its id; records::withId makes it.");
    }
    const std::string shape = toText(protocol.shape);
    connection_->write([&] {
        connection_
            ->query("INSERT INTO protocols(id, space, data_set, shape, provenance, recipe, title) VALUES (?, ?, ?, ?, "
                    "?, ?, ?) "
                    "ON CONFLICT(id) DO UPDATE SET title = excluded.title")
            .bind(protocol.id, space::searchSpace(protocol.space).name, protocol.dataSet, shape,
                name(protocol.provenance), protocol.recipe, protocol.title)
            .run();
    });
}

records::AccuracyProtocol Project::protocol(const std::string& id) const {
    return connection_->read([&] {
        Query query = connection_->query(
            "SELECT id, space, data_set, shape, provenance, recipe, title FROM protocols WHERE id = ?");
        if (!query.bind(id).step()) {
            throw Error(ErrorCode::NotFound, "Project " + path().string() + " holds no accuracy protocol " + id + ".",
                {{"file", path().string()}, {"what", "accuracy protocol"}, {"id", id}});
        }
        return readProtocol(*connection_, query);
    });
}

std::vector<records::AccuracyProtocol> Project::protocols() const {
    return connection_->read([&] {
        std::vector<records::AccuracyProtocol> protocols;
        Query query = connection_->query(
            "SELECT id, space, data_set, shape, provenance, recipe, title FROM protocols ORDER BY rowid");
        while (query.step()) {
            protocols.push_back(readProtocol(*connection_, query));
        }
        return protocols;
    });
}

}
