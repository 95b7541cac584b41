package io.emend.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Another service that knows the broker. */
public record TopicProbe(KafkaBroker broker) {

  public void send(String topic, String key, String value) {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.servers()),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, key, value));
    }
  }

  /** All that was ever said in a topic. */
  public List<ConsumerRecord<String, String>> all(String topic) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.servers(), "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(
          consumer.partitionsFor(topic).stream()
              .map(part -> new TopicPartition(part.topic(), part.partition()))
              .toList());
      List<ConsumerRecord<String, String>> said = new ArrayList<>();
      int before = -1;
      while (said.size() > before) {
        before = said.size();
        consumer.poll(Duration.ofSeconds(2)).forEach(said::add);
      }
      return said;
    }
  }
}
