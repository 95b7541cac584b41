package io.emend.command;

import io.emend.command.terminal.Progress;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.preference.DatasetId;
import io.emend.preference.DatasetJson;
import io.emend.preference.DatasetManifest;
import io.emend.preference.DatasetStore;
import io.emend.preference.DatasetVersion;
import io.emend.preference.export.DatasetExporter;
import io.emend.preference.export.ExportFormat;
import io.emend.preference.export.ExportTarget;
import io.emend.preference.export.FolderTarget;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a dataset version as other trainers read it. */
@Command(
    name = "export",
    description = "Export a dataset's preference pairs and images for other trainers.",
    mixinStandardHelpOptions = true)
public final class ExportCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      paramLabel = "DATASET[/VERSION]",
      description = "Dataset to export (default: its latest version).")
  String dataset;

  @Option(
      names = "--format",
      required = true,
      description = "Output format: ${COMPLETION-CANDIDATES} (case-insensitive).")
  ExportFormat format;

  @Option(names = "--out", required = true, description = "Output directory; must be new or empty.")
  Path out;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also write the dataset manifest to this JSON file.")
  Path json;

  @Spec CommandSpec spec;

  private final DatasetStore datasets;
  private final DatasetExporter exporter;

  ExportCommand(DatasetStore datasets, DatasetExporter exporter) {
    this.datasets = datasets;
    this.exporter = exporter;
  }

  @Override
  public Integer call() throws IOException {
    OutputFile.check("--json", json);
    DatasetVersion version = datasets.open(id());
    try (Progress progress = new Progress()) {
      exporter.export(version, format, new CountedTarget(new FolderTarget(out), progress));
    }
    DatasetManifest manifest = version.manifest();
    if (json != null) {
      Files.writeString(json, DatasetJson.tree(manifest).toPrettyString());
    }
    PrintWriter terminal = spec.commandLine().getOut();
    terminal.println(manifest.counts().pairs() + " pairs of " + manifest.id() + " in " + out);
    terminal.flush();
    return 0;
  }

  /** Shows how far the export is: files while rows are written, then pictures. */
  private static final class CountedTarget implements ExportTarget {
    private final FolderTarget folder;
    private final Progress progress;
    private long done;
    private long total = Progress.UNKNOWN;

    CountedTarget(FolderTarget folder, Progress progress) {
      this.folder = folder;
      this.progress = progress;
    }

    @Override
    public void pictures(int count) {
      total = done + count;
    }

    @Override
    public OutputStream file(String path) throws IOException {
      done++;
      // What comes after the pictures is of no split.
      progress.show("export", done, done > total ? Progress.UNKNOWN : total, "files");
      return folder.file(path);
    }
  }

  private DatasetId id() {
    return dataset.contains("/") ? DatasetId.parse(dataset) : latest();
  }

  private DatasetId latest() {
    try (Stream<DatasetId> ids = datasets.list()) {
      return ids.filter(id -> id.name().equals(dataset))
          .max(Comparator.comparing(id -> datasets.open(id).manifest().created()))
          .orElseThrow(
              () ->
                  new EmendException(
                      ErrorCode.DATASET_NOT_FOUND,
                      "there is no dataset " + dataset,
                      Map.of("value", dataset)));
    }
  }
}
