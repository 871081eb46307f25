"""Writes the icons and the logo: make.py LUCIDE_FOLDER OUT_FOLDER. Needs the Python packages picosvg and numpy.

LUCIDE_FOLDER is the folder "icons" of the package lucide-static. Every icon becomes one filled path: Fyne tints fills
only, and the rasteriser that it uses neither scales the width of strokes nor reads every arc right.
"""

import math
import struct
import sys
import zlib
from pathlib import Path

import numpy
from picosvg.svg import SVG
from picosvg.svg_pathops import difference, stroke, union
from picosvg.svg_transform import Affine2D
from picosvg.svg_types import SVGPath

LUCIDE = """
book-open chart-line check chevron-down chevron-left chevron-right chevron-up circle-help clipboard-paste clock contrast copy ellipsis eye file
folder-open globe grid-3x3 history image info keyboard layers lightbulb lock maximize minus moon network panel-bottom
panel-left panel-right pause pencil pin play plus redo-2 rotate-ccw save search settings skip-forward snowflake square
star sun trash-2 triangle-alert undo-2 upload wand-sparkles workflow x
align-center-horizontal align-center-vertical align-end-horizontal align-end-vertical align-start-horizontal align-start-vertical
align-horizontal-space-between align-vertical-space-between bookmark command corner-up-right eye-off frame gauge group lasso
link list-tree map minimize-2 package package-open scissors spline sticky-note ungroup
""".split()

# Icons that come filled too, as NAME-solid; those with False lose their outline, which would make them too heavy.
SOLID = {"play": True, "pause": False, "skip-forward": True, "square": False, "star": True}

FRAME = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {0}" width="{0}" height="{0}">{1}</svg>\n'

# Outlines are computed on a grid this much finer, since the stroker's error is a fixed part of a unit.
FINE = 64


def dashes(radius, count, drawn):
    """Arcs around the centre, a part of the circle drawn."""
    d = ""
    for i in range(count):
        a, b = 2 * math.pi * i / count, 2 * math.pi * (i + drawn) / count
        d += "M{:.3f} {:.3f}A{} {} 0 0 1 {:.3f} {:.3f}".format(
            12 + radius * math.cos(a), 12 + radius * math.sin(a), radius, radius,
            12 + radius * math.cos(b), 12 + radius * math.sin(b))
    return d


# One icon for each category of layers, by the category's id.
CATEGORIES = {
    "input_output": '<path d="M14 4h4a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2h-4M3 12h11m-4-4 4 4-4 4"/>',  # an arrow into a bracket
    "core": '<circle cx="5" cy="6" r="2.2" fill="currentColor"/><circle cx="5" cy="18" r="2.2" fill="currentColor"/>'
            '<circle cx="19" cy="12" r="2.2" fill="currentColor"/><path d="M5 6l14 6L5 18"/>',  # two units to one
    "convolution": '<rect x="3" y="3" width="18" height="18" rx="2"/><path d="M9 3v18M15 3v18M3 9h18M3 15h18"/>'
                   '<rect x="9" y="9" width="6" height="6" fill="currentColor"/>',  # a window on a grid
    "pooling": '<path d="M3 4h18l-7 9v5l-4 3v-8z"/>',  # a funnel
    "normalisation": '<path d="M2 18c6 0 6-13 10-13s4 13 10 13M2 21h20"/>',  # the bell of the normal distribution
    "recurrent": '<path d="M20 15a8.5 8.5 0 1 1-1.5-8.5L21 9V4v5h-5"/>'
                 '<circle cx="12" cy="12" r="1.5" fill="currentColor"/>',  # a unit with a loop
    "attention": '<path d="M2 12c2.5-4.7 5.8-7 10-7s7.5 2.3 10 7c-2.5 4.7-5.8 7-10 7s-7.5-2.3-10-7z"/>'
                 '<circle cx="12" cy="12" r="2.5"/>',  # an eye
    "regularisation": '<path d="%sM9 9l6 6m0-6-6 6"/>' % dashes(9, 8, 0.4),  # a unit that is left out
    "shape": '<rect x="3" y="4" width="7" height="16" rx="2"/><path d="M13 12h8m-3-3 3 3-3 3"/>',  # a block to a line
    "merge": '<path d="M3 6h3c4 0 4 6 8 6h7M3 18h3c4 0 4-6 8-6m3-4 4 4-4 4"/>',  # two into one
    "objective": '<circle cx="12" cy="12" r="7"/><circle cx="12" cy="12" r="1.5" fill="currentColor"/>'
                 '<path d="M12 2v3m0 14v3M2 12h3m14 0h3"/>',  # a target
}


def area(commands):
    """The union of areas, at the size of the drawing, as path data with two decimals."""
    whole = SVGPath.from_commands(union(commands, ["nonzero"] * len(commands)))
    return whole.apply_transform(Affine2D(1 / FINE, 0, 0, 1 / FINE, 0, 0)).round_floats(2).d


def outline(svg, solid=False, stroked=True):
    """The area that a drawing of strokes of width 2 covers; a shape is filled where it says so or all are to be solid."""
    parts = []
    for shape in SVG.fromstring(svg).shapes():
        path = shape.as_path().arcs_to_cubics().apply_transform(Affine2D(FINE, 0, 0, FINE, 0, 0))
        commands = list(path.as_cmd_seq())
        if stroked:
            parts.append(list(stroke(commands, "round", "round", 2 * FINE, 4, 0.1)))
        if solid or shape.fill == "currentColor":
            parts.append(commands)
    return area(parts)


def icon(d):
    return FRAME.format(24, '<path d="{}" fill="#000000"/>'.format(d))


# The logo: threads woven over and under on a rounded square of 32 units.
SIZE, RADIUS, GROUND, THREAD = 32, 8, "#6BA6FF", "#0B1524"
NEAR, FAR, EDGE, HALF, GAP = 12.25, 19.75, 7, 1.5, 1.0
RECT = '<rect x="{}" y="{}" width="{}" height="{}" rx="{}"/>'


def logo_bars():
    """The threads, in the order in which they are put: (x, y, width, height, is gap)."""
    long, wide, reach = SIZE - 2 * EDGE + 2 * HALF, 2 * HALF, HALF + GAP
    for x in (NEAR, FAR):
        yield x - HALF, EDGE - HALF, wide, long, False
    for x, y in ((FAR, NEAR), (NEAR, FAR)):  # where the level thread passes over
        yield x - HALF, y - reach, wide, 2 * reach, True
    for y in (NEAR, FAR):
        yield EDGE - HALF, y - HALF, long, wide, False
    for x, y in ((NEAR, NEAR), (FAR, FAR)):  # where the upright thread passes over
        yield x - reach, y - HALF, 2 * reach, wide, True
        yield x - HALF, y - reach, wide, 2 * reach, False


def rectangle(x, y, width, height, radius):
    shape = SVG.fromstring(FRAME.format(SIZE, RECT.format(x, y, width, height, radius))).shapes()[0]
    return list(shape.as_path().arcs_to_cubics().apply_transform(Affine2D(FINE, 0, 0, FINE, 0, 0)).as_cmd_seq())


def bar_radius(width, height, is_gap):
    """Whole threads have round ends; gaps and the pieces that bridge them are square."""
    return HALF if not is_gap and max(width, height) > 10 else 0


def logo_svg():
    threads = []
    for x, y, width, height, is_gap in logo_bars():
        bar = rectangle(x, y, width, height, bar_radius(width, height, is_gap))
        threads = list((difference if is_gap else union)([threads, bar], ["nonzero", "nonzero"]))
    path = '<path d="{}" fill="{}"/>'
    ground = area([rectangle(0, 0, SIZE, SIZE, RADIUS)])
    return FRAME.format(SIZE, path.format(ground, GROUND) + path.format(area([threads]), THREAD))


def logo_png(pixels, points=8):
    """The logo drawn with points × points samples a pixel, as a PNG with alpha."""
    at = (numpy.arange(pixels * points) + 0.5) * SIZE / (pixels * points)
    x, y = at[None, :], at[:, None]

    def inside(left, top, width, height, radius):
        dx = numpy.maximum(numpy.abs(x - left - width / 2) - (width / 2 - radius), 0)
        dy = numpy.maximum(numpy.abs(y - top - height / 2) - (height / 2 - radius), 0)
        return numpy.hypot(dx, dy) <= radius

    square = inside(0, 0, SIZE, SIZE, RADIUS)
    threads = numpy.zeros_like(square)
    for left, top, width, height, is_gap in logo_bars():
        bar = inside(left, top, width, height, bar_radius(width, height, is_gap))
        threads = threads & ~bar if is_gap else threads | bar

    def share(mask):
        return mask.reshape(pixels, points, pixels, points).mean(axis=(1, 3))

    alpha, dark = share(square), share(threads & square)
    mix = (dark / numpy.maximum(alpha, 1e-9))[..., None]
    rgb = [numpy.array([int(c[i:i + 2], 16) for i in (1, 3, 5)]) for c in (GROUND, THREAD)]
    colour = rgb[0] * (1 - mix) + rgb[1] * mix
    image = numpy.dstack([colour, alpha * 255]).round().astype(numpy.uint8)
    rows = b"".join(b"\0" + row.tobytes() for row in image)

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", pixels, pixels, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def main():
    source, out = Path(sys.argv[1]), Path(sys.argv[2])
    (out / "svg").mkdir(parents=True, exist_ok=True)
    (out / "logo").mkdir(exist_ok=True)
    def write(name, d):
        (out / "svg" / (name + ".svg")).write_text(icon(d))

    for name in LUCIDE:
        svg = (source / (name + ".svg")).read_text()
        write(name, outline(svg))
        if name in SOLID:
            write(name + "-solid", outline(svg, solid=True, stroked=SOLID[name]))
    for name, shapes in CATEGORIES.items():
        write("category-" + name, outline(FRAME.format(24, shapes)))
    (out / "logo" / "logo.svg").write_text(logo_svg())
    for pixels in (32, 128, 512):
        (out / "logo" / "logo-{}.png".format(pixels)).write_bytes(logo_png(pixels))


if __name__ == "__main__":
    main()
