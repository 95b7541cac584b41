package io.emend.model.image;

/**
 * What a JPEG's markers say of its colours (ITU-T T.81 and Adobe's APP14).
 *
 * @param components of the frame: 1 grey, 3 colour, 4 CMYK
 * @param adobeTransform 2 for YCCK, 0 for plain CMYK, -1 without the marker
 * @param scans passes over the picture
 * @param whole whether the end marker follows the scans
 */
record JpegFrame(int components, int adobeTransform, int scans, boolean whole) {

  static JpegFrame of(byte[] jpeg) {
    int adobe = -1;
    int components = 0;
    int scans = 0;
    int at = 2;
    while (at + 3 < jpeg.length) {
      if ((jpeg[at] & 0xff) != 0xff || isData(jpeg[at + 1] & 0xff)) {
        at++;
        continue;
      }
      int marker = jpeg[at + 1] & 0xff;
      if (marker == 0xd9) {
        return new JpegFrame(components, adobe, scans, components > 0);
      }
      if (isStartOfFrame(marker) && components == 0 && at + 9 < jpeg.length) {
        components = jpeg[at + 9] & 0xff;
      }
      if (marker == 0xee && at + 15 < jpeg.length && jpeg[at + 4] == 'A') {
        adobe = jpeg[at + 15] & 0xff;
      }
      scans += marker == 0xda ? 1 : 0;
      at += 2 + ((jpeg[at + 2] & 0xff) << 8 | jpeg[at + 3] & 0xff);
    }
    return new JpegFrame(components, adobe, scans, endsAt(jpeg, at));
  }

  private static boolean endsAt(byte[] jpeg, int at) {
    for (int i = at; i + 1 < jpeg.length; i++) {
      if ((jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == 0xd9) {
        return true;
      }
    }
    return false;
  }

  /** Inside a scan: a stuffed zero, a restart marker, or fill. */
  private static boolean isData(int marker) {
    return marker == 0 || marker == 0xff || marker >= 0xd0 && marker <= 0xd7;
  }

  private static boolean isStartOfFrame(int marker) {
    boolean range = marker >= 0xc0 && marker <= 0xcf;
    return range && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }
}
