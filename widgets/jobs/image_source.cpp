// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/jobs/image_source.h"

#include <QCoreApplication>
#include <QDir>
#include <algorithm>
#include <system_error>

#include "core/base/error.h"
#include "core/data/published.h"
#include "core/data/source_spec.h"
#include "widgets/common/number_text.h"

namespace paretoscope::widgets {

namespace {

struct ImageSource {
    Q_DECLARE_TR_FUNCTIONS(ImageSource)
};

}

ImagesProblem imagesProblem(const QString& source) {
    data::SourceSpec spec;
    try {
        spec = data::sourceSpec(source.trimmed().toStdString());
    } catch (const Error&) {
        //: %1 what was typed. The words in front of the colons are typed as they stand; FOLDER is any folder.
        return {ImageSource::tr("“%1” names no images. Write synthetic, cifar10, cifar100, or with a folder: "
                                "cifar10:FOLDER, cifar100:FOLDER, folder:FOLDER.")
                    .arg(source.trimmed()),
            true};
    }
    const QString folder = QDir::toNativeSeparators(toQString(spec.folder.string()));
    const auto published = std::ranges::find(data::publishedData(), spec.kind, &data::PublishedData::name);
    if (published != data::publishedData().end() && !data::isBegun(*published, spec.folder)) {
        return {spec.rest.empty()
                ? //: %1 a data set such as CIFAR-10. “Fetch…” is the button with that name.
                ImageSource::tr("%1 is not on this computer. “Fetch…” downloads it.").arg(toQString(published->title))
                //: %1 a data set such as CIFAR-10, %2 a folder.
                : ImageSource::tr("%1 is not in the folder %2.").arg(toQString(published->title), folder)};
    }
    std::error_code unknown;
    if (spec.kind == "folder" && !std::filesystem::is_directory(spec.folder, unknown)) {
        return {ImageSource::tr("There is no folder %1.").arg(folder)};
    }
    return {};
}

}
