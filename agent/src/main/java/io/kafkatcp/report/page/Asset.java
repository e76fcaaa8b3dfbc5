package io.kafkatcp.report.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** A script or style sheet of the page, with the hash by which the page's own policy lets it and nothing else run. */
final class Asset {

    final String text;

    private Asset(String text) {
        this.text = text;
    }

    static Asset of(String name) {
        try (InputStream in = Asset.class.getClassLoader().getResourceAsStream("report/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks report/" + name);
            }
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            byte[] buffer = new byte[8_192];
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                all.write(buffer, 0, n);
            }
            return new Asset(new String(all.toByteArray(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("report/" + name + " cannot be read", e);
        }
    }

    /** In the form of a content security policy. */
    String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
