"""Writes the fonts: make.py INTER MONO NOTO OUT TEXT... Needs the Python package fonttools.

INTER, MONO and NOTO are the unpacked packages @expo-google-fonts/inter, /jetbrains-mono and /noto-sans-sc. TEXT are files in
UTF-8 whose characters must all be there.

A window asks for one font a text style and hardly falls back to another, so each Latin font is merged with the Chinese
characters: the 3,755 of GB 2312 level 1, East Asian punctuation, and whatever TEXT holds beyond them.
"""

import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

VERSION = "1.000"
UNITS = 1000  # an em: that of Noto; larger ones make outlines longer
EPOCH = 3_786_912_000  # the day 2024-01-01 that the fonts bear, so that their bytes are reproducible

INTER = "inter/{0}/Inter_{0}.ttf"
MONO = "mono/{0}/JetBrainsMono_{0}.ttf"
NOTO = "noto/{0}/NotoSansSC_{0}.ttf"

# What is made: family, weight, the name of the weight in the packages, and the sources, of which the first gives all its
# characters and the others what those before them lack.
FONTS = [
    ("Netloom Sans", "Regular", 400, "400Regular", [INTER, NOTO]),
    ("Netloom Sans", "SemiBold", 600, "600SemiBold", [INTER, NOTO]),
    ("Netloom Mono", "Regular", 400, "400Regular", [MONO, NOTO, INTER]),
]

COPYRIGHT = {
    "inter": "Copyright 2016 The Inter Project Authors (https://github.com/rsms/inter)",
    "mono": "Copyright 2020 The JetBrains Mono Project Authors (https://github.com/JetBrains/JetBrainsMono)",
    "noto": "Copyright 2014-2021 Adobe (http://www.adobe.com/), with Reserved Font Name 'Source'",
}
LICENCE = "This Font Software is licensed under the SIL Open Font License, Version 1.1: https://openfontlicense.org"


def wanted():
    """GB 2312 level 1, East Asian punctuation and full-width forms."""
    level1 = {ord(bytes((row, column)).decode("gb2312")) for row in range(0xB0, 0xD8)
              for column in range(0xA1, 0xFF if row < 0xD7 else 0xFA)}
    return level1 | set(range(0x3000, 0x3020)) | set(range(0xFF01, 0xFF5F)) | {0xFFE5}


# Mathematical operators, circled numbers and marks, of which those are taken that a source has.
SIGNS = set(range(0x2200, 0x22C8)) | set(range(0x2460, 0x2474)) | set(map(ord, "✓✗★☆●○■□▲△◆◇"))
PRIVATE = set(range(0xE000, 0xF900))


def subset(font, characters, features):
    options = Options()
    options.layout_features = features
    options.name_IDs = []
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.drop_tables += ["STAT", "BASE", "vhea", "vmtx", "gasp"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    return font


def name(font, family, style, weight, copyrights):
    table = font["name"]
    table.names = []
    for number, text in {
        0: "; ".join(copyrights), 1: family if style == "Regular" else family + " " + style, 2: "Regular",
        3: "{};{}".format(VERSION, (family + style).replace(" ", "")), 4: (family + " " + style),
        5: "Version " + VERSION, 6: family.replace(" ", "") + "-" + style, 13: LICENCE, 14: "https://openfontlicense.org",
        16: family, 17: style,
    }.items():
        table.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    font["OS/2"].achVendID = "NTLM"
    font["head"].fontRevision = float(VERSION)


def metrics(font, source):
    """Lines are as high as the Latin font has them; ideographs keep within its ascent and descent."""
    for table, fields in {"hhea": ("ascent", "descent", "lineGap"),
                          "OS/2": ("sTypoAscender", "sTypoDescender", "sTypoLineGap", "usWinAscent", "usWinDescent",
                                   "sxHeight", "sCapHeight")}.items():
        for field in fields:
            setattr(font[table], field, getattr(source[table], field))


def parts(folders, sources, weight_name, extra):
    """Each source with the characters that it gives."""
    need, have, found = wanted() | extra, set(), []
    for source in sources:
        folder, _, path = source.format(weight_name).partition("/")
        font = TTFont(folders[folder] / path)
        characters = set(font.getBestCmap())
        take = (characters & (need | SIGNS) if have else characters - PRIVATE) - have
        if font["head"].unitsPerEm != UNITS:
            scale_upem(font, UNITS)
        # Contextual alternates would join what is typed, such as -> in Inter and != in JetBrains Mono.
        subset(font, take, [] if have else ["kern", "mark", "mkmk", "ccmp", "locl"])
        found.append((folder, font))
        have |= take
    if need - have:
        print("in no font:", " ".join("U+%04X" % c for c in sorted(need - have)))
    return found


def make(out, folders, extra, family, style, weight, weight_name, sources):
    fonts = parts(folders, sources, weight_name, extra)
    target = out / "{}-{}.ttf".format(family.replace(" ", ""), style)
    with tempfile.TemporaryDirectory() as scratch:
        files = []
        for source, font in fonts:
            files.append(str(Path(scratch) / source))
            font.save(files[-1])
        merged = Merger().merge(files)
    metrics(merged, fonts[0][1])
    name(merged, family, style, weight, [COPYRIGHT[source] for source, _ in fonts])
    merged["post"].formatType = 3.0
    merged["OS/2"].recalcUnicodeRanges(merged)
    merged["head"].created = merged["head"].modified = EPOCH
    merged.recalcTimestamp = False
    merged.save(target)
    print(target.name, target.stat().st_size, "bytes,", len(merged.getBestCmap()), "characters")


def main():
    *packages, out = map(Path, sys.argv[1:5])
    folders = dict(zip(("inter", "mono", "noto"), packages))
    extra = {ord(c) for f in sys.argv[5:] for c in Path(f).read_text(encoding="utf-8") if ord(c) >= 0x80}
    for font in FONTS:
        make(out, folders, extra, *font)


if __name__ == "__main__":
    main()
