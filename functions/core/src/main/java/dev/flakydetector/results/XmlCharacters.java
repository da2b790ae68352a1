package dev.flakydetector.results;

import java.io.BufferedInputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The characters of an XML file, with those replaced that XML 1.0 forbids and that tools write all the same when a test
 * prints them: control characters, and bytes that are none of the file's encoding.
 */
final class XmlCharacters extends FilterReader {

    private static final Pattern ENCODING =
            Pattern.compile("^<\\?xml[^>]*encoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");
    private static final int PROLOG = 200;

    private XmlCharacters(Reader in) {
        super(in);
    }

    static XmlCharacters reader(InputStream in) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(in);
        bytes.mark(PROLOG);
        String prolog = new String(bytes.readNBytes(PROLOG), StandardCharsets.ISO_8859_1);
        bytes.reset();
        return new XmlCharacters(new InputStreamReader(bytes, encoding(prolog)));
    }

    private static Charset encoding(String prolog) {
        Matcher matcher = ENCODING.matcher(prolog);
        return matcher.find() && Charset.isSupported(matcher.group(1))
                ? Charset.forName(matcher.group(1))
                : StandardCharsets.UTF_8;
    }

    @Override
    public int read() throws IOException {
        int c = super.read();
        return c >= 0 && isForbidden((char) c) ? '?' : c;
    }

    @Override
    public int read(char[] buffer, int from, int length) throws IOException {
        int read = super.read(buffer, from, length);
        for (int i = from; i < from + read; i++) {
            if (isForbidden(buffer[i])) {
                buffer[i] = '?';
            }
        }
        return read;
    }

    private static boolean isForbidden(char c) {
        return c < 0x20 && c != '\t' && c != '\n' && c != '\r';
    }
}
