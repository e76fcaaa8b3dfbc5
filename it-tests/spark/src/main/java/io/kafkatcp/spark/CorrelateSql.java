package io.kafkatcp.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Runs correlate.sql on Spark in this JVM: {@code CorrelateSql SQL RECORDS}; prints host, local_ip, peer_ip with its
 * port, and verdict of each pair.
 */
public final class CorrelateSql {

    /** As the head of correlate.sql has it: read without one, a field that no record has would be no column. */
    private static final String FIELDS =
            "time STRING, event STRING, outcome STRING, verdict STRING, host STRING, local_ip STRING, peer_ip STRING, "
                    + "peer_port INT, node_id STRING, server_name STRING";

    private CorrelateSql() {}

    public static void main(String[] arguments) throws IOException {
        try (SparkSession spark = SparkSession.builder()
                .master("local[2]")
                .appName("correlate")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", "4")
                .getOrCreate()) {
            spark.read().schema(FIELDS).json(arguments[1]).createOrReplaceTempView("records");
            for (Row row : spark.sql(Files.readString(Path.of(arguments[0]))).collectAsList()) {
                System.out.println(row.<String>getAs("host") + " " + row.<String>getAs("local_ip") + " "
                        + row.<String>getAs("peer_ip") + ":" + row.<Integer>getAs("peer_port") + " "
                        + row.<String>getAs("verdict"));
            }
        }
    }
}
