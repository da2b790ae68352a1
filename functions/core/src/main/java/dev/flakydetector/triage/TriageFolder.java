package dev.flakydetector.triage;

import dev.flakydetector.failure.TriageModel;
import dev.flakydetector.failure.TriageTraining.Trained;
import dev.flakydetector.failure.report.ClustersHtml;
import dev.flakydetector.failure.report.ClustersJson;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The files of a training: the same bytes wherever they were made. */
public final class TriageFolder {

    public static final String CLUSTERS = "clusters.json";
    public static final String REPORT = "report.html";
    public static final String MODEL = "model.bin";

    /** In the order in which they are put where others read them: the model last, since it is what is waited for. */
    public static final List<String> FILES = List.of(CLUSTERS, REPORT, MODEL);

    private TriageFolder() {}

    public static void write(Trained trained, Path folder) throws IOException {
        Files.createDirectories(folder);
        write(folder.resolve(CLUSTERS), stream -> text(stream, to -> ClustersJson.write(trained.result(), to)));
        write(folder.resolve(REPORT), stream -> text(stream, to -> ClustersHtml.write(trained.result(), to)));
        write(folder.resolve(MODEL), trained.model()::write);
    }

    /** @throws IOException saying why the file is no model of ours */
    public static TriageModel read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return TriageModel.read(in);
        } catch (EOFException e) {
            throw new IOException("it is cut off: train again", e);
        }
    }

    /** Something that writes to a stream or to a writer. */
    private interface Writing<T> {
        void to(T target) throws IOException;
    }

    /** A reader sees the old file or the new one, never a part. */
    private static void write(Path file, Writing<OutputStream> content) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16)) {
            content.to(stream);
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void text(OutputStream stream, Writing<Writer> content) throws IOException {
        Writer writer = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
        content.to(writer);
        writer.flush();
    }
}
