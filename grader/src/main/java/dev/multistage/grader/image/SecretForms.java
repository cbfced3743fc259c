package dev.multistage.grader.image;

import dev.multistage.grader.image.Secret.Encoding;
import dev.multistage.grader.image.Secret.Form;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Writes a text in the forms in which people hide one. */
final class SecretForms {

    private SecretForms() {}

    static List<Form> of(Secret secret) {
        byte[] text = secret.text().getBytes(StandardCharsets.UTF_8);
        List<Form> forms = new ArrayList<>();
        forms.add(new Form(secret, Encoding.PLAIN, text));
        for (int before = 0; before < 3; before++) {
            forms.add(new Form(secret, Encoding.BASE64, base64(text, before)));
        }
        forms.add(hex(secret, HexFormat.of().formatHex(text)));
        forms.add(hex(secret, HexFormat.of().withUpperCase().formatHex(text)));
        return forms;
    }

    /** Returns the letters that depend on the text alone when so many bytes stand before it. */
    private static byte[] base64(byte[] text, int before) {
        byte[] shifted = new byte[before + text.length];
        System.arraycopy(text, 0, shifted, before, text.length);
        byte[] letters = Base64.getEncoder().withoutPadding().encode(shifted);
        int start = (before * 8 + 5) / 6;
        int end = shifted.length * 8 / 6;
        return Arrays.copyOfRange(letters, start, end);
    }

    private static Form hex(Secret secret, String digits) {
        return new Form(secret, Encoding.HEX, digits.getBytes(StandardCharsets.US_ASCII));
    }
}
