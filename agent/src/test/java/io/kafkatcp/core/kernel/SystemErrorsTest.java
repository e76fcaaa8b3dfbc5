package io.kafkatcp.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors on hosts whose C library speaks French or German. */
class SystemErrorsTest {

    private static final String REFUSED = "Connection refused";

    @TempDir
    private File usrShareLocale;

    @BeforeEach
    void aHostOfTwoLanguages() throws Exception {
        catalog("fr", "UTF-8", ByteOrder.LITTLE_ENDIAN, "Connexion refusée");
        catalog("de", "ISO-8859-1", ByteOrder.BIG_ENDIAN, "Verbindungsaufbau abgelehnt, Gerät");
    }

    @ParameterizedTest
    @CsvSource({
        "LANG, fr_FR.UTF-8, Connexion refusée",
        "LANG, fr, Connexion refusée",
        "LC_ALL, de_AT.ISO-8859-15@euro, 'Verbindungsaufbau abgelehnt, Gerät'",
        "LC_MESSAGES, de_DE, 'Verbindungsaufbau abgelehnt, Gerät'"
    })
    void whatTheCLibraryTranslatesIsEnglishAgain(String variable, String locale, String said) {
        assertThat(of(Map.of(variable, locale)).english(said)).isEqualTo(REFUSED);
        assertThat(of(Map.of(variable, locale)).english("something else")).isEqualTo("something else");
    }

    @Test
    void theStrongerVariableCountsAndALanguageListComesBeforeAll() {
        Map<String, String> german = Map.of("LC_ALL", "de_DE", "LANG", "fr_FR");
        assertThat(of(german).english("Connexion refusée")).isEqualTo("Connexion refusée");

        Map<String, String> list = Map.of("LANGUAGE", "xx:fr", "LANG", "de_DE");
        assertThat(of(list).english("Connexion refusée")).isEqualTo(REFUSED);
    }

    @ParameterizedTest
    @CsvSource({"C", "POSIX", "C.UTF-8", "''", "xx_YY", "../fr"})
    void inTheCLibrarysOwnLocaleOrOneThatIsNotThereNothingIsTranslated(String locale) {
        assertThat(of(Map.of("LANG", locale, "LANGUAGE", "")).english("Connexion refusée"))
                .isEqualTo("Connexion refusée");
    }

    @ParameterizedTest
    @CsvSource({"0", "3", "20", "40"})
    void aCatalogThatIsCutOffLeavesTheWordsAsTheyAre(int length) throws Exception {
        Path file = file("fr");
        Files.write(file, java.util.Arrays.copyOf(Files.readAllBytes(file), length));

        assertThat(of(Map.of("LANG", "fr")).english("Connexion refusée")).isEqualTo("Connexion refusée");
    }

    @Test
    void whatIsEnglishStaysAsItIs() {
        assertThat(SystemErrors.english(REFUSED)).isEqualTo(REFUSED);
        assertThat(SystemErrors.english("of an application")).isEqualTo("of an application");
        assertThat(SystemErrors.english(null)).isNull();
    }

    private MessageCatalog of(Map<String, String> environment) {
        return MessageCatalog.of(SystemErrors.KNOWN, environment, new File("/nowhere"), usrShareLocale);
    }

    private Path file(String language) {
        return usrShareLocale.toPath().resolve(language).resolve("LC_MESSAGES/libc.mo");
    }

    /** As msgfmt writes it. */
    private void catalog(String language, String charset, ByteOrder order, String refused) throws Exception {
        byte[][] texts = {
            {},
            REFUSED.getBytes(charset),
            "Success".getBytes(charset),
            ("Language: " + language + "\nContent-Type: text/plain; charset=" + charset + "\nX: y\n").getBytes(charset),
            refused.getBytes(charset),
            "Erfolg".getBytes(Charset.forName(charset))
        };
        ByteBuffer catalog = ByteBuffer.allocate(1_000).order(order);
        catalog.putInt(0x950412de)
                .putInt(0)
                .putInt(3)
                .putInt(28)
                .putInt(28 + 24)
                .putInt(0)
                .putInt(0);
        int at = 28 + 48;
        for (byte[] text : texts) {
            catalog.putInt(text.length).putInt(at);
            at += text.length + 1;
        }
        for (byte[] text : texts) {
            catalog.put(text).put((byte) 0);
        }
        Files.createDirectories(file(language).getParent());
        Files.write(file(language), java.util.Arrays.copyOf(catalog.array(), at));
    }
}
