# SPDX-License-Identifier: Apache-2.0
# What `cmake --install` puts where; programs install themselves where they are defined.
include(GNUInstallDirs)
install(FILES packaging/man/paretoscope-cli.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES LICENSES/Apache-2.0.txt LICENSES/GPL-3.0-or-later.txt THIRD_PARTY.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY resources/runners/ DESTINATION ${CMAKE_INSTALL_DATADIR}/paretoscope/runners FILES_MATCHING PATTERN "*.py" PATTERN "README.md")
install(DIRECTORY resources/profiles/ DESTINATION ${CMAKE_INSTALL_DATADIR}/paretoscope/profiles FILES_MATCHING PATTERN "*.psprofile")
if(PARETOSCOPE_GUI)
    install(FILES packaging/desktop/io.github.paretoscope.Paretoscope.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
    install(FILES packaging/desktop/io.github.paretoscope.Paretoscope.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
    install(FILES packaging/desktop/paretoscope-mime.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/mime/packages RENAME paretoscope.xml)
    install(FILES resources/icons/paretoscope.svg DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps
        RENAME io.github.paretoscope.Paretoscope.svg)
endif()
