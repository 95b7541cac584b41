package io.emend.inference.http;

/** What the API's description shows, and a reader can send as it is. */
public final class Examples {
  /** A red square. */
  public static final String PICTURE =
      "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR42mM4"
          + "ISeHFTEMLQkAkL9BAc9woTwAAAAASUVORK5CYII=";

  public static final String QUESTION = "What color is the picture?";

  private Examples() {}
}
