package io.emend.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends what is said in topics a second time, in another order. */
public final class EchoedTopics implements AutoCloseable {
  private static final String MARK = "echo";

  private final KafkaConsumer<String, String> consumer;
  private final KafkaProducer<String, String> producer;
  private final AtomicInteger echoed = new AtomicInteger();
  private final Thread thread = new Thread(this::run, "echo");
  private volatile boolean ended;

  public EchoedTopics(KafkaBroker broker, String... topics) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", broker.servers(),
                "group.id", "echo",
                "auto.offset.reset", "latest"),
            new StringDeserializer(),
            new StringDeserializer());
    consumer.subscribe(List.of(topics));
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.servers()),
            new StringSerializer(),
            new StringSerializer());
    thread.start();
  }

  private void run() {
    while (!ended) {
      List<ConsumerRecord<String, String>> said = new ArrayList<>();
      consumer.poll(Duration.ofMillis(500)).forEach(said::add);
      said.removeIf(record -> record.headers().lastHeader(MARK) != null);
      Collections.reverse(said);
      said.forEach(this::sayAgain);
    }
  }

  private void sayAgain(ConsumerRecord<String, String> record) {
    ProducerRecord<String, String> again =
        new ProducerRecord<>(record.topic(), record.key(), record.value());
    record.headers().forEach(header -> again.headers().add(header));
    again.headers().add(MARK, "1".getBytes(UTF_8));
    producer.send(again);
    echoed.incrementAndGet();
  }

  /** Events that were said again. */
  public int count() {
    return echoed.get();
  }

  @Override
  public void close() throws InterruptedException {
    ended = true;
    thread.join();
    consumer.close();
    producer.close();
  }
}
