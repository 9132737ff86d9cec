"""𪚥 is in no font that comes as a package: drawn here as what it is, four times 龍 of the font of papers."""

import atexit
import tempfile
from functools import cache
from pathlib import Path

SIGN, DRAGON = 0x2A6A5, 0x9F8D
EM = 1000
QUARTERS = ((0, 436), (500, 436), (0, -64), (500, -64))
"""Where each of the four begins, half as wide and as high, in thousandths of the em."""


@cache
def folder_of_four_dragons(font: Path) -> Path:
    """A folder of this process with a font of one glyph, drawn when the first paper is made."""
    folder = tempfile.TemporaryDirectory(prefix="relief-glyph-")
    atexit.register(folder.cleanup)
    _drawn(font, Path(folder.name) / "four_dragons.otf")
    return Path(folder.name)


def _drawn(font: Path, target: Path) -> None:
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.t2CharStringPen import T2CharStringPen
    from fontTools.pens.transformPen import TransformPen
    from fontTools.ttLib import TTFont

    pen, blank = T2CharStringPen(EM, None), T2CharStringPen(EM, None)
    with TTFont(font, lazy=True) as source:
        glyphs, dragon = source.getGlyphSet(), source.getBestCmap()[DRAGON]
        lines, kept = source["hhea"], source["OS/2"]
        for x, y in QUARTERS:
            glyphs[dragon].draw(TransformPen(pen, (0.5, 0, 0, 0.5, x, y)))
    made = FontBuilder(EM, isTTF=False)
    made.setupGlyphOrder([".notdef", "dragons"])
    made.setupCharacterMap({SIGN: "dragons"})
    shapes = {".notdef": blank.getCharString(), "dragons": pen.getCharString()}
    made.setupCFF("ReliefComposedSC", {"FullName": "Relief Composed SC"}, shapes, {})
    made.setupHorizontalMetrics(dict.fromkeys(shapes, (EM, 0)))
    made.setupHorizontalHeader(ascent=lines.ascent, descent=lines.descent)
    made.setupNameTable(
        {"familyName": "Relief Composed SC", "styleName": "Regular", "psName": "ReliefComposedSC"}
    )
    made.setupOS2(
        sTypoAscender=kept.sTypoAscender,
        sTypoDescender=kept.sTypoDescender,
        usWinAscent=lines.ascent,
        usWinDescent=-lines.descent,
    )
    made.setupPost()
    made.font["head"].created = made.font["head"].modified = 0
    made.save(target)
