package io.kafkatcp.core.start.config;

/** A share of a fleet, {@code 10%} or {@code 0.5%}. Gives an Integer: hundredths of a percent. */
public final class Share implements ValueParser {

    private static final String ALLOWED = "0% to 100%, with at most two decimals, such as 10% or 0.5%";

    @Override
    public Object parse(String text) throws BadValue {
        if (!text.endsWith("%")) {
            throw new BadValue(ALLOWED + (Duration.isBareNumber(text) ? "; did you mean " + text + "%?" : ""));
        }
        String number = text.substring(0, text.length() - 1);
        int dot = number.indexOf('.');
        String whole = dot < 0 ? number : number.substring(0, dot);
        String decimals = dot < 0 ? "00" : (number.substring(dot + 1) + "00");
        if (dot >= 0 && (decimals.length() < 3 || decimals.length() > 4)
                || !Duration.isBareNumber(whole)
                || !Duration.isBareNumber(decimals)) {
            throw new BadValue(ALLOWED);
        }
        // Duration reads digits and knows about overflow
        long percent = Math.min(Duration.parseMs(whole + "ms"), 1_000);
        long share = percent * 100 + Duration.parseMs(decimals.substring(0, 2) + "ms");
        if (share > Canary.ALL) {
            throw new BadValue(ALLOWED);
        }
        return (int) share;
    }
}
