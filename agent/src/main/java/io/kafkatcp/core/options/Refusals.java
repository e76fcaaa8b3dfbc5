package io.kafkatcp.core.options;

import io.kafkatcp.core.kernel.SocketOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The options that one connection did not get, put together by cause, so that an operator reads one line and not five.
 */
public final class Refusals {

    private Map<String, String> optionsByCause;

    void add(String cause, SocketOption option, int value) {
        if (optionsByCause == null) {
            optionsByCause = new LinkedHashMap<>();
        }
        String earlier = optionsByCause.get(cause);
        String described = option.describe(value);
        optionsByCause.put(cause, earlier == null ? described : earlier + ", " + described);
    }

    List<String> sentences() {
        if (optionsByCause == null) {
            return Collections.emptyList();
        }
        List<String> sentences = new ArrayList<>();
        for (Map.Entry<String, String> refusal : optionsByCause.entrySet()) {
            sentences.add("could not set " + refusal.getValue() + ": " + refusal.getKey());
        }
        return sentences;
    }
}
