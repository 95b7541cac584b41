package io.emend.model.image;

/**
 * What a JPEG's markers say of its colours (ITU-T T.81 and Adobe's APP14).
 *
 * @param components of the frame: 1 grey, 3 colour, 4 CMYK
 * @param adobeTransform 2 for YCCK, 0 for plain CMYK, -1 without the marker
 */
record JpegFrame(int components, int adobeTransform) {

  static JpegFrame of(byte[] jpeg) {
    int adobe = -1;
    int at = 2;
    while (at + 9 < jpeg.length && (jpeg[at] & 0xff) == 0xff) {
      int marker = jpeg[at + 1] & 0xff;
      int length = (jpeg[at + 2] & 0xff) << 8 | jpeg[at + 3] & 0xff;
      if (isStartOfFrame(marker)) {
        return new JpegFrame(jpeg[at + 9] & 0xff, adobe);
      }
      if (marker == 0xee && length >= 14 && at + 15 < jpeg.length && jpeg[at + 4] == 'A') {
        adobe = jpeg[at + 15] & 0xff;
      }
      at += marker == 0xff ? 1 : 2 + length;
    }
    return new JpegFrame(3, adobe);
  }

  private static boolean isStartOfFrame(int marker) {
    boolean range = marker >= 0xc0 && marker <= 0xcf;
    return range && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }
}
