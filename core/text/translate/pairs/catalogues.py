"""Where the English–Vietnamese pairs come from: catalogues in unpacked Debian and Python packages.

Only works whose licence lets weights trained on them be shipped: BSD, MIT and the like, MPL-2.0, LGPL.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from babel import Locale

from core.errors import UserError
from core.messages import M
from core.text.translate.pairs.mozilla import messages

FOLDER, PYTHON = "catalogues", "python"
"""Below text/ of the data: Debian packages, and below these Python packages, put there by tools.catalogues."""

Raw = Iterator[tuple[str, str]]


@dataclass(frozen=True)
class Catalogue:
    """One work. read: called with the folder of unpacked packages. debian, python: their names. software: wording."""

    name: str
    licence: str
    read: Callable[[Path], Raw]
    debian: tuple[str, ...] = ()
    python: str = ""
    software: bool = True


def wheel(package: str, folder: Path) -> Raw:
    """The Vietnamese .mo files of an unpacked Python package."""
    found = sorted(path for path in (folder / PYTHON / package).rglob("*.mo") if {"vi", "vi_VN"} & set(path.parts))
    if not found:
        raise _missing(package, folder)
    for path in found:
        yield from gettext_pairs(path)


def unpacked(pattern: str, folder: Path) -> Raw:
    """The .mo files of unpacked Debian packages that fit a pattern."""
    found = sorted(folder.glob(pattern))
    if not found:
        raise _missing(pattern, folder)
    for path in found:
        yield from gettext_pairs(path)


def _missing(name: str, folder: Path) -> UserError:
    return UserError(
        M("No catalogue {pattern} was found below {folder}.", pattern=name, folder=str(folder)),
        M("Fetch them with `python -m tools.catalogues FOLDER`, and name FOLDER with --data."),
    )


def mozilla(english: tuple[str, ...], vietnamese: str, folder: Path) -> Raw:
    """Messages of the same file and name in the English archives and in the Vietnamese language pack."""
    known = {key: text for archive in english for key, text in messages(folder / archive, "en-US").items()}
    for key, text in messages(folder / vietnamese, "vi").items():
        if key in known:
            yield known[key], text


def cldr_names(_folder: Path) -> Raw:
    """Names of languages, countries, scripts and currencies, which Babel carries."""
    english, vietnamese = Locale.parse("en"), Locale.parse("vi")
    for kind in ("languages", "territories", "scripts", "currencies"):
        theirs = getattr(vietnamese, kind)
        yield from ((str(text), str(theirs[key])) for key, text in getattr(english, kind).items() if key in theirs)


def gettext_pairs(path: Path) -> Raw:
    """Message and translation of one compiled catalogue, contexts left out, plurals by their first form."""
    with path.open("rb") as file:
        catalogue = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    for key, text in catalogue.items():
        message = key[0] if isinstance(key, tuple) else key
        if message and isinstance(text, str):
            yield message.split("\x04")[-1], text


def _pip(package: str, pinned: str, name: str, licence: str) -> Catalogue:
    return Catalogue(name, licence, partial(wheel, package), python=pinned)


def _debian(name: str, licence: str, pattern: str, *packages: str) -> Catalogue:
    return Catalogue(name, licence, partial(unpacked, pattern), packages)


MO = "usr/share/locale/vi/LC_MESSAGES/"
CATALOGUES = (
    _pip("django", "Django==5.2.19", "Django", "BSD-3-Clause"),
    _pip("wagtail", "wagtail==8.0.1", "Wagtail", "BSD-3-Clause"),
    _pip("cms", "django-cms==5.1.3", "django CMS", "BSD-3-Clause"),
    _pip("mezzanine", "mezzanine==6.1.1", "Mezzanine", "BSD-2-Clause"),
    _pip("oscar", "django-oscar==4.2.1", "django-oscar", "BSD-3-Clause"),
    _pip("rest_framework", "djangorestframework==3.18.3", "Django REST framework", "BSD-3-Clause"),
    _pip("jupyterlab_language_pack_vi_VN", "jupyterlab-language-pack-vi-VN==4.5.post3", "JupyterLab", "BSD-3-Clause"),
    Catalogue("CLDR names (Babel)", "Unicode-3.0", cldr_names, software=False),
    _debian(
        "LibreOffice", "MPL-2.0", "usr/lib/libreoffice/program/resource/vi/LC_MESSAGES/*.mo", "libreoffice-l10n-vi"
    ),
    Catalogue(
        "Firefox",
        "MPL-2.0",
        partial(
            mozilla,
            ("usr/lib/firefox-esr/omni.ja", "usr/lib/firefox-esr/browser/omni.ja"),
            "usr/lib/firefox-esr/browser/extensions/langpack-vi@firefox-esr.mozilla.org.xpi",
        ),
        ("firefox-esr", "firefox-esr-l10n-vi"),
    ),
    Catalogue(
        "Thunderbird",
        "MPL-2.0",
        partial(
            mozilla,
            ("usr/share/thunderbird/omni.ja",),
            "usr/lib/thunderbird/extensions/langpack-vi@thunderbird.mozilla.org.xpi",
        ),
        ("thunderbird", "thunderbird-l10n-vi"),
    ),
    _debian("PostgreSQL", "PostgreSQL", MO + "*-15.mo", "postgresql-15"),
    _debian("Poedit", "MIT", MO + "poedit.mo", "poedit-common"),
    _debian("XKeyboardConfig", "MIT", MO + "xkeyboard-config.mo", "xkb-data"),
    _debian("GTK 2", "LGPL-2.0-or-later", MO + "gtk20*.mo", "libgtk2.0-common"),
    _debian("GTK 3", "LGPL-2.1-or-later", MO + "gtk30*.mo", "libgtk-3-common"),
    _debian("GLib", "LGPL-2.1-or-later", MO + "glib20.mo", "libglib2.0-data"),
    _debian("GdkPixbuf", "LGPL-2.1-or-later", MO + "gdk-pixbuf.mo", "libgdk-pixbuf2.0-common"),
    _debian("GVfs", "LGPL-2.0-or-later", MO + "gvfs.mo", "gvfs-common"),
    _debian("Evolution Data Server", "LGPL-2.0-only", MO + "evolution-data-server.mo", "evolution-data-server-common"),
    _debian("GStreamer", "LGPL-2.1-or-later", MO + "gst*.mo", "libgstreamer1.0-0", "gstreamer1.0-plugins-good"),
    _debian("AT-SPI", "LGPL-2.1-or-later", MO + "at-spi2-core.mo", "at-spi2-common"),
    _debian("libexif", "LGPL-2.1-or-later", MO + "libexif-12.mo", "libexif12"),
    _debian("libgphoto2", "LGPL-2.1-or-later", MO + "libgphoto2-6.mo", "libgphoto2-l10n"),
    _debian("libvirt", "LGPL-2.1-or-later", MO + "libvirt.mo", "libvirt-l10n"),
    _debian("GnuTLS", "LGPL-2.1-or-later", MO + "gnutls30.mo", "libgnutls30"),
)
