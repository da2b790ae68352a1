package dev.flakydetector.scorer.registry;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import dev.flakydetector.scorer.feature.Past;
import dev.flakydetector.scorer.feature.Pasts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a model remembers of one set of kinds, as a protobuf message. */
final class MemoryCodec {

    private MemoryCodec() {}

    static byte[] write(Pasts set) {
        return ModelCodec.message(out -> {
            for (String column : set.columns()) {
                out.writeString(1, column);
            }
            out.writeByteArray(2, past(set.firsts()));
            kinds(out, 3, set.firstsOfFamily());
            kinds(out, 4, set.kinds());
        });
    }

    private static void kinds(CodedOutputStream out, int field, Map<List<String>, Past> pasts) throws IOException {
        for (Map.Entry<List<String>, Past> one : pasts.entrySet()) {
            out.writeByteArray(field, ModelCodec.message(kind -> {
                for (String word : one.getKey()) {
                    kind.writeString(1, word);
                }
                kind.writeByteArray(2, past(one.getValue()));
            }));
        }
    }

    private static byte[] past(Past past) {
        return ModelCodec.message(packed -> {
            for (double number : past.state()) {
                packed.writeDoubleNoTag(number);
            }
        });
    }

    static Pasts read(CodedInputStream in) throws IOException {
        List<String> columns = new ArrayList<>();
        Past firsts = new Past();
        Map<List<String>, Past> families = new LinkedHashMap<>();
        Map<List<String>, Past> kinds = new LinkedHashMap<>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> columns.add(in.readString());
                case 2 -> firsts = past(in.readByteArray());
                case 3 -> kind(in.readByteArray(), families);
                case 4 -> kind(in.readByteArray(), kinds);
                default -> in.skipField(tag);
            }
        }
        return new Pasts(columns, firsts, families, kinds);
    }

    private static void kind(byte[] bytes, Map<List<String>, Past> into) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        List<String> words = new ArrayList<>();
        Past past = new Past();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> words.add(in.readString());
                case 2 -> past = past(in.readByteArray());
                default -> in.skipField(tag);
            }
        }
        into.put(words, past);
    }

    private static Past past(byte[] bytes) throws IOException {
        CodedInputStream packed = CodedInputStream.newInstance(bytes);
        double[] state = new double[bytes.length / Double.BYTES];
        for (int i = 0; i < state.length; i++) {
            state[i] = packed.readDouble();
        }
        return new Past(state);
    }
}
