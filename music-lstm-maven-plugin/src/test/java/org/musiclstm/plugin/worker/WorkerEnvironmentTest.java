package org.musiclstm.plugin.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.musiclstm.exchange.EvaluateRequest;

class WorkerEnvironmentTest {
  @Test
  void valuesAreReportedOfVariablesThatChangeJavaOrArithmeticAlone() {
    assertThat(
            WorkerEnvironment.describe(
                Map.of(
                    "TZ", "Asia/Tokyo",
                    "LC_ALL", "tr_TR.UTF-8",
                    "OMP_NUM_THREADS", "2",
                    "MALLOC_ARENA_MAX", "1",
                    "DEPLOY_TOKEN", "hidden",
                    "LC_SECRET_1", "hidden",
                    "JAVA_TOOL_OPTIONS", "-Xmx1g -Dhttp.proxyPassword=hidden -Da=b")))
        .containsExactly(
            "Environment of the worker: JAVA_TOOL_OPTIONS=-Xmx1g -Dhttp.proxyPassword=... -Da=b,"
                + " LC_ALL=tr_TR.UTF-8, MALLOC_ARENA_MAX=1, OMP_NUM_THREADS=2, TZ=Asia/Tokyo",
            "Other variables in it, without their values: DEPLOY_TOKEN, LC_SECRET_1");
  }

  @Test
  void aSecretIsHiddenInQuotesToo() {
    assertThat(
            WorkerEnvironment.describe(
                Map.of("JDK_JAVA_OPTIONS", "-Dmy.ApiKey=\"hid den\" '-Dx=y' -Dpassword='a b'c d")))
        .first()
        .isEqualTo(
            "Environment of the worker: JDK_JAVA_OPTIONS=-Dmy.ApiKey=... '-Dx=y' -Dpassword=... d");
  }

  @Test
  void aCommandLineIsOneTextWithoutSecrets() {
    assertThat(
            WorkerEnvironment.withoutSecrets(
                List.of("java", "-Da=b c", "-Dtrust.password=hid den", "", "Main")))
        .isEqualTo("java \"-Da=b c\" -Dtrust.password=... \"\" Main");
  }

  @Test
  void whatTheUserHasSetWins() {
    WorkerJob job =
        new WorkerJob(
                new EvaluateRequest(
                    Path.of("model.zip"),
                    List.of(),
                    List.of(),
                    Path.of("music"),
                    Path.of("evaluation.json"),
                    1),
                Path.of("."),
                new WorkerJdk(Path.of("java"), "a test"),
                List.of(),
                List.of("-Dmine=1"))
            .with(
                List.of(Path.of("native.jar")),
                List.of("-Dgiven=1"),
                Map.of("OMP_NUM_THREADS", "4", "OMP_WAIT_POLICY", "passive"));

    Map<String, String> environment =
        new HashMap<>(Map.of("OMP_NUM_THREADS", "1", "TZ", "UTC", "LANG", ""));
    environment.put("OMP_WAIT_POLICY", "");
    environment.put("OPENBLAS_CORETYPE", "");

    WorkerEnvironment.apply(job, environment);

    assertThat(environment)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("OMP_NUM_THREADS", "1", "OMP_WAIT_POLICY", "passive", "TZ", "UTC", "LANG", ""));
    assertThat(job.jvmArguments()).containsExactly("-Dgiven=1", "-Dmine=1");
    assertThat(job.classPath()).containsExactly(Path.of("native.jar"));
  }
}
