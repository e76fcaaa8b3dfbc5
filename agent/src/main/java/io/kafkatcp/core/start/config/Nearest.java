package io.kafkatcp.core.start.config;

import java.util.Locale;

/** Finds the word that a user probably meant, so that a typing error costs one restart and not two. */
public final class Nearest {

    private Nearest() {}

    /** @return {@code "; did you mean X?"}, or nothing where no word is near */
    static String hint(String text, String[] words) {
        String best = null;
        // a guess at another meaning, such as off for on, is worse than none
        int bestDistance = 2 * Math.max(1, text.length() / 3) + 1;
        for (String word : words) {
            int distance = doubledDistance(text.toLowerCase(Locale.ROOT), word.toLowerCase(Locale.ROOT));
            if (distance < bestDistance) {
                best = word;
                bestDistance = distance;
            }
        }
        return best == null ? "" : "; did you mean " + best + "?";
    }

    /** Which case somebody wrote is no distance; of two words as near, the one that begins so is meant. */
    private static int doubledDistance(String text, String word) {
        return 2 * distance(text, word) - (!text.isEmpty() && word.startsWith(text) ? 1 : 0);
    }

    static String join(String[] words) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < words.length; i++) {
            all.append(i == 0 ? "" : i == words.length - 1 ? " or " : ", ").append(words[i]);
        }
        return all.toString();
    }

    /** Levenshtein's. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
