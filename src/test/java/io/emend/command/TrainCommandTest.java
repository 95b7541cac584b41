package io.emend.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.training.job.Hyperparameters;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class TrainCommandTest {

  private static TrainCommand parsed(String... arguments) {
    TrainCommand command = new TrainCommand(null, null, null, null, null);
    new CommandLine(command).parseArgs(arguments);
    return command;
  }

  @Test
  void withoutOptionsAllIsAsInTheApi() {
    assertThat(parsed("--dataset=few").hyperparameters.values())
        .isEqualTo(Hyperparameters.defaults());
  }

  @Test
  void namesOfModulesAreSeparatedByCommas() {
    Hyperparameters values =
        parsed("--dataset=few", "--target-modules=q_proj,up_proj").hyperparameters.values();
    assertThat(values.targetModules()).isEqualTo(List.of("q_proj", "up_proj"));
  }

  @Test
  void aSwitchIsOnWhenItIsThere() {
    assertThat(parsed("--dataset=few", "--full-fine-tuning").hyperparameters.values())
        .matches(Hyperparameters::fullFineTuning);
  }

  @Test
  void eachHyperparameterIsAnOption() {
    CommandLine command = new CommandLine(new TrainCommand(null, null, null, null, null));
    List<String> fields =
        List.of(Hyperparameters.class.getRecordComponents()).stream()
            .map(
                field ->
                    "--" + field.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
            .toList();
    assertThat(command.getCommandSpec().optionsMap()).containsKeys(fields.toArray(String[]::new));
  }

  @Test
  void aDatasetAndAJobExcludeEachOther() {
    assertThatThrownBy(() -> parsed("--dataset=few", "--job=a"))
        .isInstanceOf(ParameterException.class);
  }

  @Test
  void oneOfDatasetAndJobMustBeThere() {
    assertThatThrownBy(() -> parsed()).isInstanceOf(ParameterException.class);
  }
}
