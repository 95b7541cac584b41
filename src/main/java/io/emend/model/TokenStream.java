package io.emend.model;

/** Incremental detokenizer of one response. Not thread-safe. */
public interface TokenStream {

  /** Adds a token and returns the text that is complete now, often one word, maybe empty. */
  String add(int token);

  /** Returns what was held back, at the end of the response. */
  String flush();
}
