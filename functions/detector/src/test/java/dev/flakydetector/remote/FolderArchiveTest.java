package dev.flakydetector.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderArchiveTest {

    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2001-02-03T04:05:06Z"));

    @TempDir
    private Path folder;

    private final FolderArchive archives = new FolderArchive(1 << 20);
    private Path from;
    private Path to;
    private Path archive;

    @BeforeEach
    void makeFolders() throws IOException {
        from = Files.createDirectory(folder.resolve("from"));
        to = folder.resolve("to");
        archive = folder.resolve("archive.tar.gz");
    }

    @Test
    void keepsRightsTimesLinksAndNames() throws IOException {
        Path script = file("project/bin/rün.sh", "echo");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-x--x"));
        Files.setLastModifiedTime(script, LONG_AGO);
        Files.createSymbolicLink(from.resolve("project/link"), Path.of("bin/rün.sh"));
        Files.createSymbolicLink(from.resolve("project/dangling"), Path.of("/no/such/file"));
        Files.createDirectory(from.resolve("project/empty"));
        file("project/" + "deep/".repeat(60) + "file", "x");
        file("not-asked-for", "x");

        archives.pack(from, List.of("project", "missing"), archive);
        archives.unpack(archive, to);

        Path copy = to.resolve("project/bin/rün.sh");
        assertThat(copy).hasContent("echo");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                .isEqualTo("rwxr-x--x");
        assertThat(Files.getLastModifiedTime(copy)).isEqualTo(LONG_AGO);
        assertThat(Files.readSymbolicLink(to.resolve("project/link"))).isEqualTo(Path.of("bin/rün.sh"));
        assertThat(Files.readSymbolicLink(to.resolve("project/dangling"))).isEqualTo(Path.of("/no/such/file"));
        assertThat(to.resolve("project/empty")).isEmptyDirectory();
        assertThat(to.resolve("project/" + "deep/".repeat(60) + "file")).hasContent("x");
        assertThat(to.resolve("not-asked-for")).doesNotExist();
    }

    @Test
    void unpacksIntoAFolderThatMayNotBeWrittenInTheEnd() throws IOException {
        file("project/locked/file", "x");
        Files.setPosixFilePermissions(from.resolve("project/locked"), PosixFilePermissions.fromString("r-xr-xr-x"));

        archives.pack(from, List.of("project"), archive);
        archives.unpack(archive, to);

        assertThat(to.resolve("project/locked/file")).hasContent("x");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(to.resolve("project/locked"))))
                .isEqualTo("r-xr-xr-x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "a/../../evil", ".", "a/.."})
    void refusesEntriesThatLeadOut(String name) throws IOException {
        try (TarArchiveOutputStream tar = tar()) {
            put(tar, name, "evil");
        }

        assertThatThrownBy(() -> archives.unpack(archive, to))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("leads out");

        assertThat(folder.resolve("evil")).doesNotExist();
    }

    @Test
    void refusesToWriteThroughALinkThatLeadsOut() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        try (TarArchiveOutputStream tar = tar()) {
            TarArchiveEntry link = new TarArchiveEntry("door", TarConstants.LF_SYMLINK);
            link.setLinkName(outside.toString());
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
            put(tar, "door/evil", "evil");
        }

        assertThatThrownBy(() -> archives.unpack(archive, to))
                .hasMessageContaining("leads out of the archive by a link");

        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void refusesMoreThanItsBound() throws IOException {
        file("project/zeros", "0".repeat(2 << 20));
        new FolderArchive(4 << 20).pack(from, List.of("project"), archive);

        assertThatThrownBy(() -> archives.unpack(archive, to)).hasMessageContaining("larger than 1 MiB");
        assertThatThrownBy(() -> archives.pack(from, List.of("project"), folder.resolve("other")))
                .hasMessageContaining("larger than 1 MiB");
    }

    @Test
    void aCutOffArchiveIsAnError() throws IOException {
        file("project/file", "x".repeat(100_000));
        archives.pack(from, List.of("project"), archive);
        byte[] bytes = Files.readAllBytes(archive);
        Files.write(archive, java.util.Arrays.copyOf(bytes, bytes.length / 2));

        assertThatThrownBy(() -> archives.unpack(archive, to)).isInstanceOf(IOException.class);
        assertThat(Files.exists(to, LinkOption.NOFOLLOW_LINKS)).isTrue();
    }

    private Path file(String name, String content) throws IOException {
        Path file = from.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private TarArchiveOutputStream tar() throws IOException {
        OutputStream file = Files.newOutputStream(archive);
        return new TarArchiveOutputStream(new GzipCompressorOutputStream(file), "UTF-8");
    }

    private static void put(TarArchiveOutputStream tar, String name, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }
}
