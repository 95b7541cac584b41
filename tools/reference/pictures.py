"""Pictures drawn from seeds: smooth, noisy and hard-edged ones, in odd sizes."""

import numpy
from PIL import Image, ImageDraw


def gradient(width, height, seed):
    generator = numpy.random.default_rng(seed)
    y, x = numpy.mgrid[0:height, 0:width]
    corner = generator.uniform(0, 255, (4, 3))
    u, v = (x / max(width - 1, 1))[..., None], (y / max(height - 1, 1))[..., None]
    rgb = (corner[0] * (1 - u) * (1 - v) + corner[1] * u * (1 - v)
           + corner[2] * (1 - u) * v + corner[3] * u * v)
    return Image.fromarray(rgb.round().astype(numpy.uint8), "RGB")


def noise(width, height, seed):
    generator = numpy.random.default_rng(seed)
    return Image.fromarray(generator.integers(0, 256, (height, width, 3), numpy.uint8), "RGB")


def shapes(width, height, seed):
    generator = numpy.random.default_rng(seed)

    def colour():
        return tuple(int(c) for c in generator.integers(0, 256, 3))

    image = Image.new("RGB", (width, height), colour())
    draw = ImageDraw.Draw(image)
    for i in range(6):
        left, right = sorted(int(c) for c in generator.integers(0, width, 2))
        top, bottom = sorted(int(c) for c in generator.integers(0, height, 2))
        box = [left, top, right + 1, bottom + 1]
        [draw.rectangle, draw.ellipse][i % 2](box, fill=colour(), outline=colour())
    return image


PICTURES = {
    "gradient-37x91": (gradient, 37, 91, 11),
    "shapes-64x64": (shapes, 64, 64, 12),
    "noise-201x33": (noise, 201, 33, 13),
    "shapes-19x23": (shapes, 19, 23, 14),
    "gradient-1x5": (gradient, 1, 5, 15),
}


def draw(name):
    make, width, height, seed = PICTURES[name]
    return make(width, height, seed)
