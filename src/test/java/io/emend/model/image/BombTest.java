package io.emend.model.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.emend.error.EmendException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Small files with much behind them cost little. */
class BombTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final long MEGABYTE = 1 << 20;

  private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

  static Stream<byte[]> headersOfHugePictures() {
    return Stream.of(
        Bombs.png(19_000, 19_000),
        Bombs.png(Integer.MAX_VALUE, Integer.MAX_VALUE),
        Bombs.gif(19_000, 19_000, 1),
        Bombs.gif(19_000, 2, 1),
        Bombs.gif(2, 19_000, 1),
        Bombs.webp(16_383),
        Bombs.webp(4001),
        Bombs.jpeg(19_000));
  }

  @ParameterizedTest
  @MethodSource("headersOfHugePictures")
  void aHugePictureIsRefusedFromItsHeader(byte[] bomb) {
    assertThat(allocated(() -> refused(bomb, "image_too_large"))).isLessThan(8 * MEGABYTE);
  }

  /** Java's reader compares the size with the file's before it tells it. */
  @Test
  void aHugeBitmapIsRefusedFromItsHeader() {
    byte[] bomb = Bombs.bmp(19_000);
    assertThat(allocated(() -> refused(bomb, "image_corrupt"))).isLessThan(8 * MEGABYTE);
  }

  @Test
  void aHeaderThatPromisesMoreThanThereIsIsCorrupt() {
    refused(Bombs.png(3000, 3000), "image_corrupt");
  }

  @Test
  void dataBehindTheLastPixelAreNotUnpacked() {
    byte[] bomb = Bombs.pngWithMoreData(100_000_000);
    assertThat(allocated(() -> decoder.decode(bomb))).isLessThan(8 * MEGABYTE);
  }

  @Test
  void textBesideThePictureIsNotUnpacked() {
    byte[] bomb = Bombs.pngWithText(100_000_000);
    assertThat(allocated(() -> decoder.decode(bomb))).isLessThan(8 * MEGABYTE);
  }

  @Test
  void manyFramesCostWhatOneCosts() {
    byte[] bomb = Bombs.gif(2000, 2, 10_000);
    long one = allocated(() -> decoder.decode(Bombs.gif(2000, 2, 1)));
    assertThat(allocated(() -> decoder.decode(bomb))).isLessThan(one + 8 * MEGABYTE);
  }

  @Test
  void aJpegOfManyScansIsRefused() throws IOException {
    Path file = Path.of("src/test/resources/golden/images/progressive.jpg");
    refused(withLastScanRepeated(Files.readAllBytes(file), 200), "image_corrupt");
  }

  private static byte[] withLastScanRepeated(byte[] jpeg, int times) {
    int scan = jpeg.length - 4;
    while ((jpeg[scan] & 0xff) != 0xff || (jpeg[scan + 1] & 0xff) != 0xda) {
      scan--;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, scan);
    for (int i = 0; i < times; i++) {
      out.write(jpeg, scan, jpeg.length - 2 - scan);
    }
    out.write(jpeg, jpeg.length - 2, 2);
    return out.toByteArray();
  }

  private void refused(byte[] bytes, String code) {
    assertThatThrownBy(() -> decoder.decode(bytes))
        .isInstanceOfSatisfying(
            EmendException.class, e -> assertThat(e.code().code()).isEqualTo(code));
  }

  private static long allocated(Runnable work) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    work.run();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
