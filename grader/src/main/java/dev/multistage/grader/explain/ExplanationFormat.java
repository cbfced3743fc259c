package dev.multistage.grader.explain;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32;

/**
 * Explanations as bytes, for the program that wrote them: what is written follows from the records
 * themselves, so that no part can be forgotten, and another version of the program may have others.
 */
public final class ExplanationFormat {

    private static final int CHECKSUM_BYTES = Long.BYTES;

    private ExplanationFormat() {}

    /** Returns an explanation as bytes. */
    public static byte[] write(Explanation explanation) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            write(explanation, Explanation.class, out);
            out.writeLong(checksum(bytes.toByteArray(), bytes.size()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what the same program wrote.
     *
     * @throws IOException if it is damaged
     */
    public static Explanation read(byte[] bytes) throws IOException {
        int length = bytes.length - CHECKSUM_BYTES;
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (length < 0 || readChecksum(bytes, length) != checksum(bytes, length)) {
                throw new IOException("Damaged");
            }
            return (Explanation) read(Explanation.class, in);
        }
    }

    private static long readChecksum(byte[] bytes, int from) throws IOException {
        return new DataInputStream(new ByteArrayInputStream(bytes, from, CHECKSUM_BYTES))
                .readLong();
    }

    private static long checksum(byte[] bytes, int length) {
        CRC32 sum = new CRC32();
        sum.update(bytes, 0, length);
        return sum.getValue();
    }

    private static void write(Object value, Type type, DataOutputStream out) throws IOException {
        if (value instanceof Integer number) {
            out.writeInt(number);
        } else if (value instanceof Long number) {
            out.writeLong(number);
        } else if (value instanceof Double number) {
            out.writeDouble(number);
        } else if (value instanceof Boolean truth) {
            out.writeBoolean(truth);
        } else if (value instanceof String text) {
            out.writeInt(text.length());
            out.writeChars(text); // also what is no text, as names of files may be
        } else if (value instanceof Enum<?> constant) {
            out.writeInt(constant.ordinal());
        } else if (value instanceof OptionalLong number) {
            out.writeBoolean(number.isPresent());
            out.writeLong(number.orElse(0));
        } else if (value instanceof Optional<?> some) {
            writeAll(some.stream().toList(), type, out);
        } else if (value instanceof List<?> list) {
            writeAll(list, type, out);
        } else {
            for (RecordComponent component : components((Class<?>) type)) {
                write(valueOf(component, value), component.getGenericType(), out);
            }
        }
    }

    private static void writeAll(List<?> values, Type type, DataOutputStream out)
            throws IOException {
        out.writeInt(values.size());
        for (Object value : values) {
            write(value, ofWhat(type), out);
        }
    }

    private static Object read(Type type, DataInputStream in) throws IOException {
        if (type == int.class) {
            return in.readInt();
        } else if (type == long.class) {
            return in.readLong();
        } else if (type == double.class) {
            return in.readDouble();
        } else if (type == boolean.class) {
            return in.readBoolean();
        } else if (type == String.class) {
            return readText(in);
        } else if (type == OptionalLong.class) {
            boolean present = in.readBoolean();
            long number = in.readLong();
            return present ? OptionalLong.of(number) : OptionalLong.empty();
        } else if (type instanceof ParameterizedType container) {
            List<Object> all = readAll(type, in);
            return container.getRawType() == List.class ? all : all.stream().findFirst();
        }
        Class<?> named = (Class<?>) type;
        return named.isEnum()
                ? named.getEnumConstants()[in.readInt()]
                : readRecord(named.asSubclass(Record.class), in);
    }

    private static String readText(DataInputStream in) throws IOException {
        char[] text = new char[in.readInt()];
        for (int i = 0; i < text.length; i++) {
            text[i] = in.readChar();
        }
        return new String(text);
    }

    private static List<Object> readAll(Type type, DataInputStream in) throws IOException {
        List<Object> all = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            all.add(read(ofWhat(type), in));
        }
        return all;
    }

    private static Record readRecord(Class<? extends Record> type, DataInputStream in)
            throws IOException {
        RecordComponent[] components = components(type);
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = read(components[i].getGenericType(), in);
        }
        try {
            Class<?>[] types =
                    Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new);
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException everyRecordHasIt) {
            throw new IllegalStateException(everyRecordHasIt);
        }
    }

    private static RecordComponent[] components(Class<?> type) {
        if (!type.isRecord()) {
            throw new IllegalStateException(type + " cannot be written");
        }
        return type.getRecordComponents();
    }

    private static Object valueOf(RecordComponent component, Object of) {
        try {
            return component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException everyComponentHasIt) {
            throw new IllegalStateException(everyComponentHasIt);
        }
    }

    private static Type ofWhat(Type container) {
        return ((ParameterizedType) container).getActualTypeArguments()[0];
    }
}
