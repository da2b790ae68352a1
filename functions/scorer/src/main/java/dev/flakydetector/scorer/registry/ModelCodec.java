package dev.flakydetector.scorer.registry;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import dev.flakydetector.scorer.feature.Feature;
import dev.flakydetector.scorer.feature.FeatureSpace;
import dev.flakydetector.scorer.feature.FittedFeature;
import dev.flakydetector.scorer.feature.FittedFeature.Range;
import dev.flakydetector.scorer.feature.FittedFeature.Words;
import dev.flakydetector.scorer.feature.HistoryMemory;
import dev.flakydetector.scorer.feature.Pasts;
import dev.flakydetector.scorer.serving.Calibration;
import dev.flakydetector.scorer.serving.PFailModel;
import dev.flakydetector.scorer.serving.Scorer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A model as the protobuf message of {@code pfail-model.proto}: numbers and words alone. Reading one runs no code that the
 * file could name, and every index in it is checked.
 */
public final class ModelCodec {

    /** Moves when a message of this version would be read wrongly by older code. */
    static final int FORMAT = 1;

    private ModelCodec() {}

    /** The same model gives the same bytes. */
    public static byte[] write(PFailModel model) {
        return message(out -> {
            out.writeUInt32(1, FORMAT);
            out.writeString(2, model.algorithm());
            for (FittedFeature feature : model.space().features()) {
                out.writeByteArray(3, feature(feature));
            }
            out.writeByteArray(4, ScorerCodec.write(model.scorer()));
            out.writeDouble(5, model.calibration().slope());
            out.writeDouble(6, model.calibration().intercept());
            for (Pasts set : model.memory().sets()) {
                out.writeByteArray(7, MemoryCodec.write(set));
            }
        });
    }

    private static byte[] feature(FittedFeature feature) {
        return message(out -> {
            out.writeString(1, feature.feature().name());
            out.writeString(2, feature.feature().source().name());
            out.writeDouble(4, feature.ordinary());
            if (feature instanceof Words words) {
                for (String word : words.words()) {
                    out.writeString(3, word);
                }
            } else if (feature instanceof Range range) {
                out.writeBool(5, range.whole());
                out.writeBool(6, range.positive());
            }
        });
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws UnreadableModel when it is something else, or from a newer version
     */
    public static PFailModel read(byte[] bytes) {
        try {
            return model(CodedInputStream.newInstance(bytes));
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new UnreadableModel("This is no model of flaky-detector, or a damaged one: " + e.getMessage(), e);
        }
    }

    private static PFailModel model(CodedInputStream in) throws IOException {
        int format = 0;
        String algorithm = "";
        List<FittedFeature> features = new ArrayList<>();
        byte[] scorer = {};
        double slope = 1;
        double intercept = 0;
        List<Pasts> memory = new ArrayList<>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> format = in.readUInt32();
                case 2 -> algorithm = in.readString();
                case 3 -> features.add(feature(CodedInputStream.newInstance(in.readByteArray())));
                case 4 -> scorer = in.readByteArray();
                case 5 -> slope = in.readDouble();
                case 6 -> intercept = in.readDouble();
                case 7 -> memory.add(MemoryCodec.read(CodedInputStream.newInstance(in.readByteArray())));
                default -> in.skipField(tag);
            }
        }
        if (format != FORMAT) {
            throw new UnreadableModel(
                    "The model is of format %d, and this version reads format %d: train it again, or use the version that wrote it"
                            .formatted(format, FORMAT));
        }
        FeatureSpace space = new FeatureSpace(features);
        Scorer read = ScorerCodec.read(CodedInputStream.newInstance(scorer), space.width());
        return new PFailModel(algorithm, space, read, new Calibration(slope, intercept), new HistoryMemory(memory));
    }

    private static FittedFeature feature(CodedInputStream in) throws IOException {
        String name = "";
        Feature.Source source = Feature.Source.NUMBER;
        List<String> words = new ArrayList<>();
        double ordinary = 0;
        boolean whole = false;
        boolean positive = false;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> name = in.readString();
                case 2 -> source = Feature.Source.valueOf(in.readString());
                case 3 -> words.add(in.readString());
                case 4 -> ordinary = in.readDouble();
                case 5 -> whole = in.readBool();
                case 6 -> positive = in.readBool();
                default -> in.skipField(tag);
            }
        }
        Feature feature = new Feature(name, source);
        return source == Feature.Source.CATEGORY
                ? new Words(feature, words, ordinary)
                : new Range(feature, ordinary, whole, positive);
    }

    /** Writes the fields of a message. */
    interface Fields {
        void to(CodedOutputStream out) throws IOException;
    }

    static byte[] message(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            fields.to(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("Memory cannot be written to", e);
        }
        return bytes.toByteArray();
    }
}
