package io.kafkatcp.recordfile;

import java.util.List;

/** Values that a field of a record may hold in a file, as JSON: for tests that draw by chance. */
public final class OddValues {

    public static final List<String> VALID = List.of(
            "0",
            "1",
            "-1",
            "312000",
            "9223372036854775807",
            "-9223372036854775808",
            "99999999999999999999",
            "1e300",
            "1e999999999",
            "-0.0",
            "1.5",
            "null",
            "true",
            "false",
            "\"\"",
            "\"10.0.0.1\"",
            "\"::1\"",
            "\"fe80::1%eth0\"",
            "\"timeout\"",
            "\"\\u0000\\u00e9\\ud83d\\ude00</script>\"");

    /** Nested, where no field is, and no JSON. */
    public static final List<String> ODD = List.of(
            "\"\u00e9\ud83d\ude00\"",
            "[]",
            "{}",
            "[[0,1],[2,3]]",
            "[[1],[2,[3]]]",
            "[[9223372036854775807,-9223372036854775808]]",
            "[1e9,null,\"x\"]",
            "{\"a\":[{}]}",
            " \t7",
            "01",
            "NaN",
            "'x'",
            "\"\\x\"",
            "tru",
            "1.",
            ".5",
            "-",
            "1e",
            "+1",
            "\"a\tb\"",
            "\"a{b\\\"c}\"");

    private OddValues() {}
}
