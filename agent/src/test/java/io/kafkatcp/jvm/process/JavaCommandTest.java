package io.kafkatcp.jvm.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaCommandTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            java -Xmx1g -cp a:b com.example.Orders --fast             | com.example.Orders
            /opt/jdk/bin/java -jar /srv/orders.jar -x                 | /srv/orders.jar
            java --add-opens java.base/java.lang=ALL-UNNAMED -m a/b.C | a/b.C
            java --class-path=x --module=a/b.C                        | a/b.C
            java @/srv/arguments                                      | @/srv/arguments
            java @/srv/arguments com.example.Orders                   | com.example.Orders
            /srv/launcher                                             | /srv/launcher
            /srv/launcher --name orders                               | /srv/launcher
            /opt/jdk/bin/javac -encoding UTF-8 --release 17 A.java    | /opt/jdk/bin/javac
            java -jar                                                 | -jar
            """)
    void whatRunsIsReadOffTheCommandLineAsTheLauncherDoes(String line, String main) {
        assertThat(JavaCommand.of(line.split(" ")).main()).isEqualTo(main);
    }
}
