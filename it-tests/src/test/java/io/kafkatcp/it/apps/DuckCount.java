package io.kafkatcp.it.apps;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;

/**
 * What DuckDB counts of a file of records: {@code DuckCount FILE THREADS}. Prints how many pairs of addresses and
 * events there are.
 */
public final class DuckCount {

    private DuckCount() {}

    public static void main(String[] arguments) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads=" + Integer.parseInt(arguments[1]));
            String query = "SELECT local_ip, peer_ip, event, count(*) FROM read_json_auto('" + arguments[0]
                    + "', format='newline_delimited') WHERE event IN ('connect_failed', 'connection_opened') "
                    + "GROUP BY ALL";
            int rows = 0;
            try (ResultSet result = statement.executeQuery(query)) {
                while (result.next()) {
                    rows++;
                }
            }
            System.out.println(rows);
        }
    }
}
