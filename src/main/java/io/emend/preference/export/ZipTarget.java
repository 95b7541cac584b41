package io.emend.preference.export;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.attribute.FileTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A zip on a stream; equal exports are equal byte for byte. Close it to end the archive. */
public final class ZipTarget implements ExportTarget, AutoCloseable {
  private final ZipOutputStream zip;

  public ZipTarget(OutputStream out) {
    this.zip = new ZipOutputStream(out);
  }

  @Override
  public OutputStream file(String path) throws IOException {
    ZipEntry entry = new ZipEntry(path);
    entry.setLastModifiedTime(FileTime.fromMillis(0));
    zip.putNextEntry(entry);
    return new EntryStream(zip);
  }

  /** Ends the archive, not the stream below it. */
  @Override
  public void close() throws IOException {
    zip.finish();
  }

  /** Closing it ends the entry and leaves the archive open. */
  private static final class EntryStream extends FilterOutputStream {

    EntryStream(ZipOutputStream zip) {
      super(zip);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      ((ZipOutputStream) out).closeEntry();
    }
  }
}
