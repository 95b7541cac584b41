"""Pictures in many encodings and the RGB that Pillow reads from them: make_image_goldens.py OUT

The expected pixels are ImageOps.exif_transpose(image).convert("RGB") of the first frame, the two
steps of transformers' load_image: alpha is dropped, not blended. They stand as raw bytes, three a
pixel, row by row, in NAME.rgb. images.json lists files, sizes and, for lossy formats, how far
another correct decoder may be off (inverse transforms and chroma upsampling are not bit-exact).
"""

import importlib.metadata
import io
import json
import pathlib
import struct
import sys
import zlib

import numpy
from PIL import Image, ImageOps

import pictures

WIDTH, HEIGHT = 40, 28
# What a lossy format's decoders may differ by: (largest, mean) over all samples.
EXACT, FULL_CHROMA, HALF_CHROMA = (0, 0.0), (4, 1.0), (40, 4.0)


def scene():
    """Smooth with edges, and not symmetric under any of the eight orientations."""
    image = pictures.gradient(WIDTH, HEIGHT, 21)
    image.paste(pictures.shapes(14, 9, 22), (3, 2))
    image.paste((250, 20, 30), (30, 20, 38, 26))
    return image


def encoded(image, kind, **options):
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def with_alpha(image):
    alpha = numpy.linspace(0, 255, WIDTH * HEIGHT).reshape(HEIGHT, WIDTH).astype(numpy.uint8)
    image = image.copy()
    image.putalpha(Image.fromarray(alpha))
    return image


def oriented(number):
    exif = Image.Exif()
    exif[0x0112] = number
    return exif


def png(width, height, depth, colour, rows, chunks=(), interlace=0):
    """A PNG of any bit depth; Pillow does not write 16-bit colour."""
    def chunk(name, data):
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlace)
    data = b"".join(b"\0" + row for row in rows)
    middle = b"".join(chunk(n, d) for n, d in chunks)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + middle
            + chunk(b"IDAT", zlib.compress(data, 9)) + chunk(b"IEND", b""))


def deep(image, colour):
    """16-bit samples whose low bytes are not their high bytes."""
    generator = numpy.random.default_rng(23)
    high = numpy.asarray(image).astype(numpy.uint32)
    samples = high * 256 + generator.integers(0, 256, high.shape)
    return png(WIDTH, HEIGHT, 16, colour, [r.astype(">u2").tobytes() for r in samples])


def interlaced():
    """Adam7, all seven passes."""
    pixels = numpy.asarray(scene())
    passes = [(0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2),
              (1, 0, 2, 1)]
    rows = [row.tobytes() for top, left, down, right in passes
            for row in pixels[top::down, left::right]]
    return png(WIDTH, HEIGHT, 8, 2, rows, interlace=1)


def animation():
    return [scene(), ImageOps.invert(scene()), ImageOps.mirror(scene())]


def jpegs():
    image = scene()
    fine = {"quality": 92, "subsampling": 0}
    for number in range(1, 9):
        yield (f"exif-{number}.jpg", encoded(image, "JPEG", exif=oriented(number), **fine),
               FULL_CHROMA, f"EXIF orientation {number}")
    yield "plain-420.jpg", encoded(image, "JPEG", quality=88, subsampling=2), HALF_CHROMA, "4:2:0"
    yield "plain-422.jpg", encoded(image, "JPEG", quality=88, subsampling=1), HALF_CHROMA, "4:2:2"
    yield ("progressive.jpg", encoded(image, "JPEG", progressive=True, **fine), FULL_CHROMA,
           "progressive")
    yield "grey.jpg", encoded(image.convert("L"), "JPEG", quality=92), FULL_CHROMA, "one component"
    yield ("cmyk.jpg", encoded(image.convert("CMYK"), "JPEG", **fine), FULL_CHROMA,
           "four components, inverted as Adobe writes them; RGB = 255 - min(255, ink + black)")


def pngs():
    image = scene()
    palette = image.quantize(16, dither=Image.Dither.NONE)
    yield "rgb.png", encoded(image, "PNG"), EXACT, "8-bit colour"
    yield "interlaced.png", interlaced(), EXACT, "Adam7"
    yield "grey.png", encoded(image.convert("L"), "PNG"), EXACT, "8-bit grey"
    yield "grey-alpha.png", encoded(with_alpha(image).convert("LA"), "PNG"), EXACT, "alpha dropped"
    yield "bilevel.png", encoded(image.convert("1"), "PNG"), EXACT, "1-bit"
    yield "palette.png", encoded(palette, "PNG", bits=4), EXACT, "4-bit palette"
    yield ("palette-transparent.png", encoded(palette, "PNG", transparency=3), EXACT,
           "palette with a transparent entry: its colour stays")
    yield ("rgb-transparent.png", encoded(image, "PNG", transparency=(250, 20, 30)), EXACT,
           "colour key: the colour stays")
    yield "alpha.png", encoded(with_alpha(image), "PNG"), EXACT, "alpha dropped, not blended"
    yield "deep-rgb.png", deep(image, 2), EXACT, "16-bit colour: the high byte"
    yield "deep-rgba.png", deep(with_alpha(image), 6), EXACT, "16-bit colour with alpha: the high byte"
    yield ("deep-grey.png", deep(image.convert("L"), 0), EXACT,
           "16-bit grey: Pillow clips each sample to 255, so its picture is all but white; "
           "high_byte_pixels is the picture as other viewers show it")
    yield ("exif-6.png", encoded(image, "PNG", exif=oriented(6)), EXACT,
           "orientation in an eXIf chunk")


def others():
    image = scene()
    yield ("animated.gif", encoded(animation()[0], "GIF", save_all=True,
                                   append_images=animation()[1:], duration=50), EXACT,
           "three frames; the first counts")
    yield "still.gif", encoded(image, "GIF"), EXACT, "one frame"
    yield "lossless.webp", encoded(image, "WEBP", lossless=True), EXACT, "VP8L"
    yield "lossy.webp", encoded(image, "WEBP", quality=90), EXACT, "VP8"
    yield ("alpha.webp", encoded(with_alpha(image), "WEBP", lossless=True, exact=True), EXACT,
           "alpha dropped")
    yield "rgb.bmp", encoded(image, "BMP"), EXACT, "24-bit"
    yield "palette.bmp", encoded(image.quantize(16), "BMP"), EXACT, "8-bit palette"
    yield "grey.bmp", encoded(image.convert("L"), "BMP"), EXACT, "grey palette"


def main():
    out = pathlib.Path(sys.argv[1]) / "images"
    out.mkdir(parents=True, exist_ok=True)
    entries = []
    for name, data, (largest, mean), note in [*jpegs(), *pngs(), *others()]:
        (out / name).write_bytes(data)
        opened = Image.open(io.BytesIO(data))
        mode = opened.mode
        rgb = ImageOps.exif_transpose(opened).convert("RGB")
        (out / f"{name}.rgb").write_bytes(rgb.tobytes())
        entry = {"file": name, "pixels": f"{name}.rgb", "width": rgb.width,
                 "height": rgb.height, "pillow_mode": mode, "note": note,
                 "largest_difference": largest, "mean_difference": mean}
        if mode == "I;16":
            high = (numpy.asarray(opened) >> 8).astype(numpy.uint8)
            entry["high_byte_pixels"] = f"{name}.high.rgb"
            (out / entry["high_byte_pixels"]).write_bytes(
                Image.fromarray(high).convert("RGB").tobytes())
        entries.append(entry)
    golden = {"script": "make_image_goldens.py",
              "versions": {n: importlib.metadata.version(n) for n in ("pillow", "numpy")},
              "images": entries}
    (out / "images.json").write_text(json.dumps(golden, indent=1) + "\n")
    print(f"{len(entries)} pictures")


if __name__ == "__main__":
    main()
