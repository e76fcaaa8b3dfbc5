package io.kafkatcp.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** A row per figure, a column per variant. */
final class Table {

    private final Results results;
    private final List<Variant> variants;

    Table(Results results, String title, List<Variant> variants) {
        this.results = results;
        this.variants = variants;
        List<String> columns = new ArrayList<>(List.of(title));
        variants.forEach(variant -> columns.add(variant.name()));
        results.heading(columns);
    }

    void row(String title, Series series, int digits) {
        cells(title, variant -> String.format(Locale.ROOT, "%,." + digits + "f", series.median(variant.name())));
    }

    void ratios(String title, Series series, String base) {
        cells(title, variant -> variant.name().equals(base) ? "1" : series.ratio(variant.name(), base));
    }

    void differences(String title, Series series, String base, int digits) {
        cells(
                title,
                variant -> variant.name().equals(base)
                        ? "0"
                        : String.format(
                                Locale.ROOT, "%+." + digits + "f", series.medianDifference(variant.name(), base)));
    }

    private void cells(String title, Function<Variant, String> cell) {
        results.row(title, variants.stream().map(cell).toList());
    }
}
