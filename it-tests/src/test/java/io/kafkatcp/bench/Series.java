package io.kafkatcp.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Figures of several variants, taken in turn, so that what the machine does meanwhile befalls all alike; compared round
 * by round.
 */
final class Series {

    private final Map<String, List<Double>> byVariant = new LinkedHashMap<>();

    void add(String variant, double value) {
        byVariant.computeIfAbsent(variant, name -> new ArrayList<>()).add(value);
    }

    double median(String variant) {
        return median(byVariant.get(variant));
    }

    double most(String variant) {
        return Collections.max(byVariant.get(variant));
    }

    /** Like "1.04 (0.98 to 1.11)": the median of the rounds' ratios, and their extremes. */
    String ratio(String variant, String base) {
        List<Double> ratios = compare(variant, base, true);
        return String.format(
                Locale.ROOT, "%.2f (%.2f to %.2f)", median(ratios), Collections.min(ratios), Collections.max(ratios));
    }

    double medianDifference(String variant, String base) {
        return median(compare(variant, base, false));
    }

    private List<Double> compare(String variant, String base, boolean ratio) {
        List<Double> compared = new ArrayList<>();
        for (int i = 0; i < byVariant.get(variant).size(); i++) {
            double one = byVariant.get(variant).get(i);
            double other = byVariant.get(base).get(i);
            compared.add(ratio ? one / other : one - other);
        }
        return compared;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
