package io.emend.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A release moves between all autoscalers and back: Helm makes what is new before it deletes what
 * is old, and refuses to take over what it has not made.
 */
class MovesTest {
  private static final List<String> AUTOSCALERS = List.of("knative", "keda", "none");

  private static Rendered with(String autoscaler) {
    return Chart.with(Map.of("autoscaler", autoscaler));
  }

  static Stream<List<String>> moves() {
    return AUTOSCALERS.stream()
        .flatMap(from -> AUTOSCALERS.stream().map(to -> List.of(from, to)))
        .filter(move -> !move.get(0).equals(move.get(1)));
  }

  private static Set<String> own(Rendered rendered) {
    Set<String> own = new HashSet<>();
    rendered.objects().forEach(each -> own.add(Rendered.kind(each) + " " + Rendered.name(each)));
    return own;
  }

  /** What the operators make of the objects of a release, of kinds that the chart has as well. */
  private static Set<String> ofOperators(Rendered rendered) {
    Set<String> made = new HashSet<>();
    for (JsonNode service : rendered.all("serving.knative.dev/v1/Service")) {
      String name = Rendered.name(service);
      // The route's, which callers use, and those of a revision.
      made.add("v1/Service " + name);
      made.add("v1/Service " + name + "-00001");
      made.add("v1/Service " + name + "-00001-private");
      made.add("apps/v1/Deployment " + name + "-00001-deployment");
    }
    for (JsonNode scaled : rendered.all("HTTPScaledObject")) {
      if (!scaled.at("/metadata/annotations").toString().contains("skip-scaled")) {
        made.add("keda.sh/v1alpha1/ScaledObject " + Rendered.name(scaled));
      }
      made.add("autoscaling/v2/HorizontalPodAutoscaler keda-hpa-" + Rendered.name(scaled));
    }
    return made;
  }

  @ParameterizedTest
  @MethodSource("moves")
  void nothingThatIsNewIsThereAlready(List<String> move) {
    Set<String> there = ofOperators(with(move.get(0)));
    there.removeAll(own(with(move.get(0))));
    assertThat(own(with(move.get(1)))).noneMatch(there::contains);
  }

  @ParameterizedTest
  @MethodSource("moves")
  void anOperatorFindsNothingInItsWay(List<String> move) {
    Set<String> made = ofOperators(with(move.get(1)));
    assertThat(own(with(move.get(0)))).noneMatch(made::contains);
  }

  /** Which keeps its type, for all the autoscalers that have it. */
  @Test
  void theServiceOfThePodsHasOneName() {
    for (String autoscaler : List.of("keda", "none")) {
      JsonNode service = with(autoscaler).one("v1/Service", "rel-emend-inference-pods");
      assertThat(service.path("spec").has("type")).isFalse();
    }
  }

  /** An HPA lets a function with no pods be. */
  @Test
  void aFunctionThatSleepsWakesWhenKedaLeaves() {
    assertThat(
            Chart.scenario("keda-kafka-values.yaml")
                .one("ScaledObject", "rel-emend-correction")
                .at("/spec/advanced/restoreToOriginalReplicaCount")
                .asBoolean())
        .isTrue();
  }

  @Test
  void kedaTakesOverFromAnHpa() {
    assertThat(with("none").all("HorizontalPodAutoscaler"))
        .isNotEmpty()
        .allMatch(
            hpa ->
                hpa.at("/metadata/annotations/validations.keda.sh~1hpa-ownership")
                    .asText()
                    .equals("false"));
  }

  @Test
  void whatLeadsToPodsNamesTheirService() {
    String name = "rel-emend-inference-pods";
    Rendered keda = with("keda");
    assertThat(
            keda.one("HTTPScaledObject", "rel-emend-inference")
                .at("/spec/scaleTargetRef/service")
                .asText())
        .isEqualTo(name);
    Rendered none = Chart.scenario("none-cpu-values.yaml");
    assertThat(
            none.one("Ingress", "rel-emend").findValues("service").stream()
                .map(each -> each.path("name").asText()))
        .contains(name)
        .isSubsetOf(none.all("v1/Service").stream().map(Rendered::name).toList());
  }
}
