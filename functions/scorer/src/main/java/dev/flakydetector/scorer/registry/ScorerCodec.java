package dev.flakydetector.scorer.registry;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import dev.flakydetector.scorer.serving.Blend;
import dev.flakydetector.scorer.serving.Committee;
import dev.flakydetector.scorer.serving.FlatTrees;
import dev.flakydetector.scorer.serving.Scorer;
import dev.flakydetector.scorer.serving.Scorer.Link;
import dev.flakydetector.scorer.serving.WeightedSum;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The arithmetic of a model as a protobuf message. */
final class ScorerCodec {

    private static final int DEEPEST = 4;

    private ScorerCodec() {}

    static byte[] write(Scorer scorer) {
        return ModelCodec.message(out -> {
            if (scorer instanceof FlatTrees trees) {
                out.writeByteArray(1, trees(trees));
            } else if (scorer instanceof WeightedSum sum) {
                out.writeByteArray(2, sum(sum));
            } else if (scorer instanceof Blend blend) {
                out.writeByteArray(3, blend(blend));
            } else if (scorer instanceof Committee committee) {
                out.writeByteArray(4, committee(committee));
            }
        });
    }

    private static byte[] trees(FlatTrees trees) {
        return ModelCodec.message(out -> {
            out.writeString(1, trees.link().name());
            out.writeFloat(2, trees.base());
            out.writeByteArray(3, ints(trees.roots()));
            out.writeByteArray(4, ints(trees.columns()));
            out.writeByteArray(5, ModelCodec.message(packed -> {
                for (float value : trees.values()) {
                    packed.writeFloatNoTag(value);
                }
            }));
            out.writeByteArray(6, ints(trees.lesser()));
        });
    }

    private static byte[] ints(int[] numbers) {
        return ModelCodec.message((CodedOutputStream packed) -> {
            for (int number : numbers) {
                packed.writeSInt32NoTag(number);
            }
        });
    }

    private static byte[] sum(WeightedSum sum) {
        return ModelCodec.message(out -> {
            out.writeString(1, sum.link().name());
            out.writeDouble(2, sum.constant());
            out.writeByteArray(3, ModelCodec.message(packed -> {
                for (double weight : sum.weights()) {
                    packed.writeDoubleNoTag(weight);
                }
            }));
        });
    }

    private static byte[] blend(Blend blend) {
        return ModelCodec.message(out -> {
            out.writeByteArray(1, write(blend.first()));
            out.writeByteArray(2, write(blend.second()));
            out.writeDouble(3, blend.shareOfFirst());
        });
    }

    private static byte[] committee(Committee committee) {
        return ModelCodec.message(out -> {
            for (Scorer member : committee.members()) {
                out.writeByteArray(1, write(member));
            }
        });
    }

    /** A scorer for rows of this width. */
    static Scorer read(CodedInputStream in, int width) throws IOException {
        return read(in, width, 0);
    }

    private static Scorer read(CodedInputStream in, int width, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("blends within blends within blends");
        }
        int tag = in.readTag();
        CodedInputStream inner = CodedInputStream.newInstance(in.readByteArray());
        return switch (WireFormat.getTagFieldNumber(tag)) {
            case 1 -> trees(inner, width);
            case 2 -> sum(inner, width);
            case 3 -> blend(inner, width, depth);
            case 4 -> committee(inner, width, depth);
            default -> throw new IllegalArgumentException("it has no arithmetic that is known here");
        };
    }

    private static FlatTrees trees(CodedInputStream in, int width) throws IOException {
        Link link = Link.IDENTITY;
        float base = 0;
        int[] roots = {};
        int[] columns = {};
        float[] values = {};
        int[] lesser = {};
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> link = Link.valueOf(in.readString());
                case 2 -> base = in.readFloat();
                case 3 -> roots = ints(in.readByteArray());
                case 4 -> columns = ints(in.readByteArray());
                case 5 -> values = floats(in.readByteArray());
                case 6 -> lesser = ints(in.readByteArray());
                default -> in.skipField(tag);
            }
        }
        FlatTrees trees = new FlatTrees(roots, columns, values, lesser, base, link);
        if (trees.width() > width) {
            throw new IllegalArgumentException("a tree asks for column %d of %d".formatted(trees.width(), width));
        }
        return trees;
    }

    private static WeightedSum sum(CodedInputStream in, int width) throws IOException {
        Link link = Link.IDENTITY;
        double constant = 0;
        List<Double> weights = new ArrayList<>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> link = Link.valueOf(in.readString());
                case 2 -> constant = in.readDouble();
                case 3 -> {
                    CodedInputStream packed = CodedInputStream.newInstance(in.readByteArray());
                    while (!packed.isAtEnd()) {
                        weights.add(packed.readDouble());
                    }
                }
                default -> in.skipField(tag);
            }
        }
        if (weights.size() > width) {
            throw new IllegalArgumentException("%d weights for %d columns".formatted(weights.size(), width));
        }
        return new WeightedSum(weights.stream().mapToDouble(Double::doubleValue).toArray(), constant, link);
    }

    private static Blend blend(CodedInputStream in, int width, int depth) throws IOException {
        byte[] first = {};
        byte[] second = {};
        double share = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> first = in.readByteArray();
                case 2 -> second = in.readByteArray();
                case 3 -> share = in.readDouble();
                default -> in.skipField(tag);
            }
        }
        return new Blend(
                read(CodedInputStream.newInstance(first), width, depth + 1),
                read(CodedInputStream.newInstance(second), width, depth + 1),
                share);
    }

    private static Committee committee(CodedInputStream in, int width, int depth) throws IOException {
        List<Scorer> members = new ArrayList<>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == 1) {
                members.add(read(CodedInputStream.newInstance(in.readByteArray()), width, depth + 1));
            } else {
                in.skipField(tag);
            }
        }
        return new Committee(members);
    }

    private static int[] ints(byte[] bytes) throws IOException {
        CodedInputStream packed = CodedInputStream.newInstance(bytes);
        List<Integer> numbers = new ArrayList<>();
        while (!packed.isAtEnd()) {
            numbers.add(packed.readSInt32());
        }
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    private static float[] floats(byte[] bytes) throws IOException {
        CodedInputStream packed = CodedInputStream.newInstance(bytes);
        float[] numbers = new float[bytes.length / Float.BYTES];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = packed.readFloat();
        }
        return numbers;
    }
}
