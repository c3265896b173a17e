// SPDX-License-Identifier: Apache-2.0
#include "core/search/processes.h"

#include <algorithm>
#include <cctype>
#include <deque>
#include <thread>
#include <utility>
#include <vector>

#define USE_C10D_GLOO // as the wheel was built; its header needs gloo_shim/
#include <torch/csrc/distributed/c10d/PrefixStore.hpp>
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>
#include <torch/headeronly/version.h>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/search/flat_collective.h"
#include "core/search/local_address.h"
#include "core/search/process_card.h"
#include "core/torch_headers.h"

static_assert(TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR == 11,
    "gloo_shim/ was checked with LibTorch 2.11: see what its ProcessGroupGloo.hpp asks of Gloo now");

namespace paretoscope::search {
namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr auto pollInterval = 20ms;
constexpr auto roundUpTime = 2s; // in which those that are left say so
constexpr auto lingerTime = 5s; // in which the others read the last that rank 0's store holds

/// LibTorch's exceptions go on with a stack trace.
std::string firstLine(const std::string& text) {
    return base::shortLine(text.substr(0, text.find('\n')), 300);
}

std::string capitalised(std::string text) {
    text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
    return text;
}

void requireNoStop(const std::stop_token& stop) {
    if (stop.stop_requested()) {
        throw Error(ErrorCode::Interrupted, "Interrupted before all processes had come.");
    }
}

std::string keyOf(const char* kind, int rank) {
    return std::string(kind) + "/" + std::to_string(rank);
}

}

class Processes::Implementation {
public:
    Implementation(const MeetingPoint& point, const std::string& identity, const std::stop_token& stop);

    [[nodiscard]] const MeetingPoint& point() const { return point_; }
    [[nodiscard]] const std::vector<ProcessCard>& cards() const { return cards_; }
    /// Lets the group begin something together, and waits for the oldest that was begun. What fails is final.
    template <typename Operation>
    void begin(torch::Tensor& numbers, const Operation& operation) {
        bytes_ += static_cast<std::int64_t>(numbers.nbytes());
        together([&] {
            std::vector<torch::Tensor> tensors{numbers};
            begun_.push_back(operation(*group_, tensors));
        });
    }
    void awaitOldest() {
        together([&] {
            const c10::intrusive_ptr<c10d::Work> oldest = std::move(begun_.front());
            begun_.pop_front();
            oldest->wait();
        });
    }
    void leave();
    void leaveFailed(const std::string& why);

    [[nodiscard]] c10::intrusive_ptr<c10d::Store> kept() const {
        return point_.kept ? c10::make_intrusive<c10d::PrefixStore>("paretoscope/kept", tcp_) : nullptr;
    }
    [[nodiscard]] std::int64_t bytes() const { return bytes_; }

private:
    template <typename Work>
    void together(const Work& work) {
        if (!group_) {
            throw Error(ErrorCode::EngineFailure, lostText_);
        }
        std::string reason;
        try {
            work();
            return;
        } catch (const std::exception& failure) {
            reason = firstLine(failure.what());
        }
        lose(reason);
    }
    [[nodiscard]] bool holdsStore() const { return point_.rank == 0 && !point_.kept; }
    [[nodiscard]] std::string where() const { return point_.address + ":" + std::to_string(point_.port); }
    [[nodiscard]] std::string nameOf(int rank) const;
    void awaitStore(const std::stop_token& stop) const;
    void openStore();
    void join(const std::string& identity);
    void awaitCards(const std::stop_token& stop);
    void requireAlikeCards(const std::vector<std::optional<ProcessCard>>& cards) const;
    void openGroup();
    void leaveEarly() const;
    [[nodiscard]] std::shared_ptr<::gloo::transport::Device> device() const;
    [[noreturn]] void lose(const std::string& reason);
    [[nodiscard]] std::string lostText(const std::string& reason);
    [[nodiscard]] std::vector<int> othersWithout(const std::vector<const char*>& kinds) const;
    void linger(Clock::duration longest, const std::vector<int>& gone = {}) const;

    MeetingPoint point_;
    c10::intrusive_ptr<c10d::Store> tcp_;
    c10::intrusive_ptr<c10d::Store> store_; ///< of this attempt
    bool joined_ = false;
    std::vector<ProcessCard> cards_; ///< by rank
    c10::intrusive_ptr<c10d::ProcessGroupGloo> group_; ///< null where it has failed
    std::deque<c10::intrusive_ptr<c10d::Work>> begun_;
    std::string lostText_;
    std::int64_t bytes_ = 0;
};

Processes::Implementation::Implementation(
    const MeetingPoint& point, const std::string& identity, const std::stop_token& stop)
    : point_(point) {
    if (!holdsStore()) {
        awaitStore(stop);
    }
    openStore();
    try {
        join(identity);
        awaitCards(stop);
        openGroup();
    } catch (const Error&) {
        leaveEarly();
        throw;
    } catch (const std::exception& failure) {
        throw Error(ErrorCode::EngineFailure,
            "The processes lost each other while they met at " + where() + " (" + firstLine(failure.what())
                + "). Start all of them again; the first that failed says why.",
            {{"place", where()}});
    }
}

/// LibTorch's store would complain on the terminal, and not be stopped, while nobody is there yet.
void Processes::Implementation::awaitStore(const std::stop_token& stop) const {
    const Clock::time_point deadline = Clock::now() + point_.timeout;
    while (!answers(point_.address, point_.port)) {
        requireNoStop(stop);
        if (Clock::now() > deadline) {
            throw Error(ErrorCode::EngineFailure,
                "Nobody answers at " + where() + ", where rank " + std::to_string(point_.rank) + " of "
                    + std::to_string(point_.size)
                    + " should meet the others. See whether rank 0 runs, and that MASTER_ADDR and MASTER_PORT are the "
                      "same for all.",
                {{"place", where()}});
        }
        std::this_thread::sleep_for(5 * pollInterval);
    }
}

void Processes::Implementation::openStore() {
    c10d::TCPStoreOptions options;
    options.port = static_cast<std::uint16_t>(point_.port);
    options.isServer = holdsStore();
    options.waitWorkers = false;
    options.timeout = point_.timeout;
    try {
        tcp_ = c10::make_intrusive<c10d::TCPStore>(point_.address, options);
    } catch (const std::exception& failure) {
        const std::string why = firstLine(failure.what());
        throw Error(holdsStore() ? ErrorCode::InvalidValue : ErrorCode::EngineFailure,
            holdsStore() ? "Rank 0 cannot hold the meeting point of the processes at " + where() + " (" + why
                    + "). Choose another port (MASTER_PORT), and the address of this computer."
                         : "Who answers at " + where() + " is not where rank " + std::to_string(point_.rank) + " of "
                    + std::to_string(point_.size) + " can meet the others (" + why
                    + "). See that MASTER_ADDR and MASTER_PORT are the same for all.",
            {{"place", where()}});
    }
    // The launcher's store keeps what an earlier attempt wrote.
    store_ = c10::make_intrusive<c10d::PrefixStore>("paretoscope/" + std::to_string(point_.attempt), tcp_);
}

void Processes::Implementation::join(const std::string& identity) {
    if (store_->add(keyOf("joined", point_.rank), 1) > 1) {
        throw Error(ErrorCode::InvalidValue,
            "Rank " + std::to_string(point_.rank) + " of " + std::to_string(point_.size) + " has joined at " + where()
                + " already: this process came late, or was given the rank of another. Start all processes together, "
                  "each with a rank of its own.",
            {{"field", "RANK"}, {"value", std::to_string(point_.rank)}});
    }
    joined_ = true;
    store_->set(keyOf("card", point_.rank), textOf(ownCard(point_.size, identity)));
}

/// What keeps this process from taking part keeps the others too, who see it by the cards.
void Processes::Implementation::leaveEarly() const {
    if (!joined_) {
        return; // the store is that of others
    }
    try {
        store_->set(keyOf("seen", point_.rank), "");
        linger(roundUpTime);
    } catch (const std::exception&) { // they have left already
    }
}

void Processes::Implementation::awaitCards(const std::stop_token& stop) {
    std::vector<std::optional<ProcessCard>> cards(static_cast<std::size_t>(point_.size));
    const Clock::time_point deadline = Clock::now() + point_.timeout;
    while (true) {
        std::vector<int> missing;
        for (int rank = 0; rank < point_.size; ++rank) {
            std::optional<ProcessCard>& card = cards[static_cast<std::size_t>(rank)];
            if (!card && store_->check({keyOf("card", rank)})) {
                card = cardFrom(store_->get_to_str(keyOf("card", rank)));
            }
            if (!card) {
                missing.push_back(rank);
            }
        }
        requireAlikeCards(cards);
        if (missing.empty()) {
            break;
        }
        requireNoStop(stop);
        if (Clock::now() > deadline) {
            throw Error(ErrorCode::EngineFailure,
                capitalised(ranksText(missing)) + " of " + std::to_string(point_.size) + " did not come to " + where()
                    + " within " + base::durationText(std::chrono::duration<double>(point_.timeout).count())
                    + ". Start all processes together; the missing ones say why they could not.",
                {{"ranks", ranksText(missing)}});
        }
        std::this_thread::sleep_for(pollInterval);
    }
    for (std::optional<ProcessCard>& card : cards) {
        cards_.push_back(*std::move(card));
    }
}

void Processes::Implementation::requireAlikeCards(const std::vector<std::optional<ProcessCard>>& cards) const {
    std::vector<std::pair<int, const ProcessCard*>> known;
    for (std::size_t rank = 0; rank < cards.size(); ++rank) {
        if (cards[rank]) {
            known.emplace_back(static_cast<int>(rank), &*cards[rank]);
        }
    }
    if (known.empty() || known.front().first != 0) {
        return;
    }
    const ProcessCard& first = *known.front().second;
    for (const auto& [rank, card] : known) {
        const std::string name =
            "Rank " + std::to_string(rank) + " (process " + std::to_string(card->process) + " on " + card->host + ")";
        if (card->processes != first.processes) {
            throw Error(ErrorCode::InvalidValue,
                name + " was started as one of " + std::to_string(card->processes) + " processes, rank 0 as one of "
                    + std::to_string(first.processes) + ". Start all processes with the same number.",
                {{"field", "WORLD_SIZE"}, {"value", std::to_string(card->processes)}});
        }
        if (card->identity != first.identity) {
            throw Error(ErrorCode::InvalidValue,
                name + " was started as '" + base::shortLine(card->identity, 1000) + "', rank 0 as '"
                    + base::shortLine(first.identity, 1000)
                    + "'. Start all processes with the same program and the same arguments.",
                {{"field", "RANK"}, {"value", std::to_string(rank)}});
        }
    }
}

std::shared_ptr<::gloo::transport::Device> Processes::Implementation::device() const {
    if (!point_.networkInterface.empty()) {
        return c10d::ProcessGroupGloo::createDeviceForInterface(point_.networkInterface);
    }
    const bool together = std::all_of(cards_.begin(), cards_.end(),
        [this](const ProcessCard& card) { return card.computer == cards_.front().computer; });
    const std::string address = together ? "127.0.0.1" : localAddressTowards(point_.address, point_.port);
    return address.empty() ? c10d::ProcessGroupGloo::createDefaultDevice()
                           : c10d::ProcessGroupGloo::createDeviceForHostname(address);
}

void Processes::Implementation::openGroup() {
    const auto options = c10d::ProcessGroupGloo::Options::create(point_.timeout);
    options->devices.push_back(device());
    options->threads = 1;
    group_ = c10::make_intrusive<c10d::ProcessGroupGloo>(
        c10::make_intrusive<c10d::PrefixStore>("gloo", store_), point_.rank, point_.size, options);
}

std::string Processes::Implementation::nameOf(int rank) const {
    const ProcessCard& card = cards_[static_cast<std::size_t>(rank)];
    return "rank " + std::to_string(rank) + " of " + std::to_string(point_.size) + " (process "
        + std::to_string(card.process) + " on " + card.host + ")";
}

/// Ranks of the others that have written nothing of these kinds.
std::vector<int> Processes::Implementation::othersWithout(const std::vector<const char*>& kinds) const {
    std::vector<int> ranks;
    for (int rank = 0; rank < point_.size; ++rank) {
        const bool written = rank == point_.rank || std::any_of(kinds.begin(), kinds.end(), [&](const char* kind) {
            return store_->check({keyOf(kind, rank)});
        });
        if (!written) {
            ranks.push_back(rank);
        }
    }
    return ranks;
}

/// The connections are closed first, so that those that wait for this process learn of it too; work that was begun
/// would keep them open.
void Processes::Implementation::lose(const std::string& reason) {
    begun_.clear();
    group_.reset();
    try {
        lostText_ = lostText(reason);
    } catch (const std::exception&) { // the store is gone
        lostText_ = point_.kept ? "The launcher's store at " + where() + " is gone, and with it other processes"
                                : capitalised(nameOf(0)) + ", which held the meeting point, is gone";
        lostText_ += " (" + reason + ").";
    }
    lostText_ += " What is stored is whole: start all processes again to go on from the last checkpoint.";
    throw Error(ErrorCode::EngineFailure, lostText_);
}

std::string Processes::Implementation::lostText(const std::string& reason) {
    store_->set(keyOf("left", point_.rank), "");
    const Clock::time_point deadline = Clock::now() + roundUpTime;
    while (!othersWithout({"left", "words"}).empty() && Clock::now() < deadline) {
        std::this_thread::sleep_for(pollInterval);
    }
    const std::vector<int> gone = othersWithout({"left"});
    std::string text;
    for (const int rank : gone) {
        text += text.empty() ? capitalised(nameOf(rank)) : "; " + nameOf(rank);
        text += store_->check({keyOf("words", rank)})
            ? " ended: '" + base::shortLine(store_->get_to_str(keyOf("words", rank)), 600) + "'"
            : " is gone, or does not answer";
    }
    if (gone.empty()) {
        text = "The processes could not talk to each other any more, though all are there; one may have been slower "
               "than the time limit of "
            + base::durationText(std::chrono::duration<double>(point_.timeout).count());
    }
    store_->set(keyOf("seen", point_.rank), "");
    linger(lingerTime, gone);
    return text + " (" + reason + ").";
}

/// Until the others but those that are gone have read what they need of the store that this process holds.
void Processes::Implementation::linger(Clock::duration longest, const std::vector<int>& gone) const {
    if (!holdsStore()) {
        return;
    }
    const Clock::time_point deadline = Clock::now() + longest;
    const auto reads = [&](int rank) {
        return std::find(gone.begin(), gone.end(), rank) == gone.end() && store_->check({keyOf("joined", rank)});
    };
    std::vector<int> left = othersWithout({"seen", "done", "words"});
    while (std::any_of(left.begin(), left.end(), reads) && Clock::now() < deadline) {
        std::this_thread::sleep_for(pollInterval);
        left = othersWithout({"seen", "done", "words"});
    }
}

void Processes::Implementation::leave() {
    try {
        if (group_) {
            store_->set(keyOf("done", point_.rank), "");
            linger(lingerTime);
        }
    } catch (const std::exception&) { // rank 0 did not wait so long
    }
    group_.reset();
}

void Processes::Implementation::leaveFailed(const std::string& why) {
    if (!group_) {
        return; // that is why
    }
    try {
        store_->set(keyOf("words", point_.rank), why);
        begun_.clear();
        group_.reset();
        linger(lingerTime);
    } catch (const std::exception&) { // nobody is left to hear it
    }
    group_.reset();
}

Processes::Processes(const MeetingPoint& point, const std::string& identity, const std::stop_token& stop)
    : implementation_(std::make_shared<Implementation>(point, identity, stop)) { }
Processes::~Processes() = default;

int Processes::rank() const {
    return implementation_->point().rank;
}
int Processes::size() const {
    return implementation_->point().size;
}
int Processes::attempt() const {
    return implementation_->point().attempt;
}
std::shared_ptr<Collective> Processes::collective() const {
    const auto flat = [processes = implementation_](auto operation) {
        return [processes, operation](torch::Tensor& numbers) -> FlatCollective::Wait {
            processes->begin(numbers, operation);
            return [processes] { processes->awaitOldest(); };
        };
    };
    return std::make_shared<FlatCollective>(rank(), size(),
        flat([](c10d::ProcessGroupGloo& group, std::vector<torch::Tensor>& tensors) {
            return group.allreduce(tensors);
        }),
        flat([](c10d::ProcessGroupGloo& group, std::vector<torch::Tensor>& tensors) {
            return group.broadcast(tensors);
        }));
}

int Processes::sharers() const {
    const std::vector<ProcessCard>& cards = implementation_->cards();
    const ProcessCard& own = cards[static_cast<std::size_t>(rank())];
    return static_cast<int>(std::count_if(cards.begin(), cards.end(),
        [&](const ProcessCard& card) { return card.computer == own.computer && card.processors == own.processors; }));
}

std::int64_t Processes::bytesShared() const {
    return implementation_->bytes();
}

void Processes::remember(const std::string& key, const std::string& text) {
    if (const auto store = implementation_->kept()) {
        store->set(key, text);
    }
}

std::optional<std::string> Processes::remembered(const std::string& key) const {
    const auto store = implementation_->kept();
    return store && store->check({key}) ? std::optional(store->get_to_str(key)) : std::nullopt;
}

void Processes::leave() {
    implementation_->leave();
}
void Processes::leaveFailed(const std::string& why) {
    implementation_->leaveFailed(why);
}

}
