package io.emend.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.inference.adapter.AdapterImports;
import io.emend.inference.checkpoint.ModelReference;
import io.emend.inference.registry.RegisteredAdapter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings in an adapter that PEFT, TRL or swift trained. */
@Command(
    name = "import",
    description = "Check, copy and register a PEFT adapter. Importing it again has no effect.",
    mixinStandardHelpOptions = true)
public final class ImportCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      paramLabel = "DIRECTORY|s3://BUCKET/PREFIX",
      description = "PEFT adapter to import.")
  String source;

  @Option(
      names = "--model",
      defaultValue = ModelReference.BUNDLED,
      description = "Base model of the adapter (default: ${DEFAULT-VALUE}).")
  String model;

  @Option(names = "--name", description = "Id of the adapter (default: derived from its content).")
  String name;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also write the result to this JSON file.")
  Path json;

  @Spec CommandSpec spec;

  private final AdapterImports imports;
  private final ObjectMapper mapper;

  ImportCommand(AdapterImports imports, ObjectMapper mapper) {
    this.imports = imports;
    this.mapper = mapper;
  }

  @Override
  public Integer call() throws IOException {
    String user = System.getProperty("user.name");
    ModelReference base = new ModelReference(model);
    RegisteredAdapter adapter =
        imports.forUser(new AdapterImports.Request(source, base, name, user)).adapter();
    PrintWriter terminal = spec.commandLine().getErr();
    adapter.imported().warnings().forEach(warning -> terminal.println("warning: " + warning));
    PrintWriter out = spec.commandLine().getOut();
    out.println("adapter " + adapter.id() + " of " + base.id() + " at " + adapter.location());
    out.flush();
    if (json != null) {
      mapper.writerWithDefaultPrettyPrinter().writeValue(json.toFile(), adapter);
    }
    return 0;
  }
}
