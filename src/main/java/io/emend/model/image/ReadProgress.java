package io.emend.model.image;

import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;
import javax.imageio.event.IIOReadWarningListener;

/** Listens for signs that a decoder has filled up what it could not read. */
final class ReadProgress implements IIOReadWarningListener, IIOReadProgressListener {
  private String warning;

  /** What is wrong with the picture, or null. */
  String damage() {
    return warning;
  }

  /** Stray bytes and odd metadata cost no pixel; the rest of what libjpeg warns of does. */
  @Override
  public void warningOccurred(ImageReader source, String text) {
    boolean lost =
        text.contains("remature") || text.contains("Huffman") || text.contains("instead of RST");
    if (lost && warning == null) {
      warning = text;
    }
  }

  @Override
  public void readAborted(ImageReader source) {
    warning = "reading was broken off";
  }

  @Override
  public void sequenceStarted(ImageReader source, int minIndex) {}

  @Override
  public void sequenceComplete(ImageReader source) {}

  @Override
  public void imageStarted(ImageReader source, int imageIndex) {}

  @Override
  public void imageProgress(ImageReader source, float percentageDone) {}

  @Override
  public void imageComplete(ImageReader source) {}

  @Override
  public void thumbnailStarted(ImageReader source, int imageIndex, int thumbnailIndex) {}

  @Override
  public void thumbnailProgress(ImageReader source, float percentageDone) {}

  @Override
  public void thumbnailComplete(ImageReader source) {}
}
