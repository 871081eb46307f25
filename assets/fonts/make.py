"""Writes the fonts: make.py INTER MONO NOTO OUT TEXT... Needs the Python package fonttools.

INTER, MONO and NOTO are the unpacked packages @expo-google-fonts/inter, /jetbrains-mono and /noto-sans-sc. TEXT are files in
UTF-8 whose characters must all be there.

A window asks for one font a text style and hardly falls back to another, so each Latin font is merged with the Chinese
characters: the 3,755 of GB 2312 level 1, East Asian punctuation, and whatever TEXT holds beyond them.
"""

import sys
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

VERSION = "1.000"
UNITS = 1000  # a em: that of Noto; larger ones make outlines longer

# What is made: file, family, weight name, OpenType weight, Latin source, Chinese source.
FONTS = [
    ("NetloomSans-Regular", "Netloom Sans", "Regular", 400, "inter/400Regular/Inter_400Regular.ttf", "400Regular/NotoSansSC_400Regular.ttf"),
    ("NetloomSans-SemiBold", "Netloom Sans", "SemiBold", 600, "inter/600SemiBold/Inter_600SemiBold.ttf", "600SemiBold/NotoSansSC_600SemiBold.ttf"),
    ("NetloomMono-Regular", "Netloom Mono", "Regular", 400, "mono/400Regular/JetBrainsMono_400Regular.ttf", "400Regular/NotoSansSC_400Regular.ttf"),
]

COPYRIGHT = {
    "inter": "Copyright 2016 The Inter Project Authors (https://github.com/rsms/inter)",
    "mono": "Copyright 2020 The JetBrains Mono Project Authors (https://github.com/JetBrains/JetBrainsMono)",
    "noto": "Copyright 2014-2021 Adobe (http://www.adobe.com/), with Reserved Font Name 'Source'",
}
LICENCE = "This Font Software is licensed under the SIL Open Font License, Version 1.1: https://openfontlicense.org"


def chinese():
    """GB 2312 level 1, East Asian punctuation and full-width forms, and signs that formulas need."""
    level1 = {ord(bytes((row, column)).decode("gb2312")) for row in range(0xB0, 0xD8)
              for column in range(0xA1, 0xFF if row < 0xD7 else 0xFA)}
    punctuation = set(range(0x3000, 0x3020)) | set(range(0xFF01, 0xFF5F)) | {0xFFE5}
    signs = set(range(0x2200, 0x22A6)) | set(range(0x2460, 0x2474)) | set(map(ord, "✓✗★☆●○■□▲△◆◇"))
    return level1 | punctuation | signs


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


def make(out, latin_path, noto_path, extra, family, style, weight):
    latin = TTFont(latin_path)
    if latin["head"].unitsPerEm != UNITS:
        scale_upem(latin, UNITS)
    have = set(latin.getBestCmap())
    # Contextual alternates would join typed characters, such as -> in Inter and != in JetBrains Mono.
    subset(latin, have, ["kern", "mark", "mkmk", "ccmp", "locl"])
    noto = TTFont(noto_path)
    missing = (chinese() | extra) - have
    lacking = sorted(missing - set(noto.getBestCmap()))
    if lacking:
        print("in no font:", " ".join("U+%04X" % c for c in lacking))
    subset(noto, missing, [])
    parts = []
    for i, font in enumerate((latin, noto)):
        parts.append(out.with_suffix(".part%d" % i))
        font.save(parts[-1])
    merged = Merger().merge([str(p) for p in parts])
    for p in parts:
        p.unlink()
    metrics(merged, latin)
    kind = "inter" if "Inter" in str(latin_path) else "mono"
    name(merged, family, style, weight, [COPYRIGHT[kind], COPYRIGHT["noto"]])
    merged["post"].formatType = 3.0
    merged["post"].isFixedPitch = 0
    merged["OS/2"].recalcUnicodeRanges(merged)
    merged["head"].created = merged["head"].modified = 3_786_912_000  # a fixed day, so that the bytes are reproducible
    merged.recalcTimestamp = False
    merged.save(out)
    print(out.name, out.stat().st_size, "bytes,", len(merged.getBestCmap()), "characters")


def main():
    inter, mono, noto, out = map(Path, sys.argv[1:5])
    extra = {ord(c) for f in sys.argv[5:] for c in Path(f).read_text(encoding="utf-8") if ord(c) >= 0x80}
    for file, family, style, weight, latin, chinese_file in FONTS:
        folder, _, rest = latin.partition("/")
        make(out / (file + ".ttf"), {"inter": inter, "mono": mono}[folder] / rest, noto / chinese_file, extra, family, style, weight)


if __name__ == "__main__":
    main()
