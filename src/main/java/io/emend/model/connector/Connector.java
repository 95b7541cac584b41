package io.emend.model.connector;

import io.emend.model.ModelPart;

/**
 * What makes features of the text model's width of those of a tower. Its source defines {@code
 * connect(x)}.
 */
public interface Connector extends ModelPart {
  /** Canonical names of a connector's weights begin so. */
  String PREFIX = "multi_modal_projector.";

  /** Tokens that it makes of a tower's features of one picture. */
  int tokens(int features);

  @Override
  default int layers() {
    return 0;
  }
}
