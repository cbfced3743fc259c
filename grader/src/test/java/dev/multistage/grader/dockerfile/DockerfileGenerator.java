package dev.multistage.grader.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes Dockerfiles: mostly sensible ones with all the constructs of the grammar, some with single
 * characters changed, some from nothing but dangerous pieces. The same seed gives the same files.
 */
final class DockerfileGenerator {

    private static final Pattern MARKER = Pattern.compile("<<-?['\"]?(EOF|E F)");

    private final Random random;

    DockerfileGenerator(long seed) {
        this.random = new Random(seed);
    }

    String next() {
        int kind = random.nextInt(10);
        if (kind == 0) {
            return pieces(1 + random.nextInt(25));
        }
        String sensible = sensible();
        return kind < 4 ? mutate(sensible, 1 + random.nextInt(3)) : sensible;
    }

    /** Puts, drops or doubles something in a few places. */
    String mutate(String text, int times) {
        StringBuilder changed = new StringBuilder(text);
        for (int i = 0; i < times; i++) {
            int at = random.nextInt(changed.length() + 1);
            switch (random.nextInt(4)) {
                case 0 -> changed.insert(at, pick(DockerfileVocabulary.PIECES));
                case 1 ->
                        changed.delete(at, Math.min(changed.length(), at + 1 + random.nextInt(3)));
                case 2 ->
                        changed.replace(
                                at,
                                Math.min(changed.length(), at + 1),
                                pick(DockerfileVocabulary.PIECES));
                default -> {
                    int end = Math.min(changed.length(), at + random.nextInt(12));
                    changed.insert(at, changed.substring(at, end));
                }
            }
        }
        return repaired(changed.toString());
    }

    /** Surrogates that lost their other half are no text. */
    private static String repaired(String text) {
        StringBuilder whole = new StringBuilder();
        text.codePoints()
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .forEach(whole::appendCodePoint);
        return whole.toString();
    }

    private String pieces(int count) {
        StringBuilder text = new StringBuilder(chance(2) ? "FROM a\n" : "");
        for (int i = 0; i < count; i++) {
            text.append(pick(DockerfileVocabulary.PIECES));
        }
        return repaired(text.toString());
    }

    private String sensible() {
        boolean backtick = chance(12);
        String escape = backtick ? "`" : "\\";
        StringBuilder text = new StringBuilder();
        if (chance(10)) {
            text.append('\uFEFF');
        }
        if (chance(5)) {
            text.append("# syntax=docker/dockerfile:1\n");
        }
        if (backtick) {
            text.append(chance(2) ? "# escape=`\n" : "#  Escape = ` \n");
        }
        if (chance(4)) {
            text.append("# a comment\n");
        }
        if (chance(4)) {
            text.append("ARG X=1\n");
        }
        int stages = 1 + random.nextInt(3);
        for (int stage = 0; stage < stages; stage++) {
            text.append(cased("FROM")).append(' ');
            text.append(chance(8) ? "--platform=linux/arm64 " : "");
            text.append(pick(List.of("golang:1.26", "scratch", "alpine", "s0", "$X", "a${X}")));
            text.append(chance(2) ? " " + cased("AS") + " s" + stage : "").append('\n');
            int count = random.nextInt(6);
            for (int i = 0; i < count; i++) {
                text.append(instruction(escape));
            }
        }
        String whole = text.toString();
        whole = chance(8) ? whole.replace("\n", "\r\n") : whole;
        return chance(5) ? whole.substring(0, whole.length() - 1) : whole;
    }

    private String instruction(String escape) {
        Keyword keyword = Keyword.values()[random.nextInt(Keyword.values().length)];
        String prefix = "";
        if (keyword == Keyword.ONBUILD) {
            prefix = cased("ONBUILD") + " ";
            keyword = Keyword.values()[random.nextInt(Keyword.values().length)];
        } else if (keyword == Keyword.FROM) {
            keyword = Keyword.RUN;
        }
        StringBuilder line = new StringBuilder(prefix + cased(keyword.name()));
        if (chance(3)) {
            line.append(gap(escape)).append(flag(keyword));
        }
        line.append(gap(escape));
        String body = arguments(keyword, escape);
        line.append(body).append('\n');
        if (body.contains("<<") && !chance(10)) {
            appendHeredocs(body, line);
        }
        return line.toString();
    }

    private String flag(Keyword keyword) {
        return chance(15)
                ? pick(DockerfileVocabulary.WRONG_FLAGS)
                : pick(DockerfileVocabulary.FLAGS.getOrDefault(keyword, List.of("--")));
    }

    private void appendHeredocs(String body, StringBuilder line) {
        Matcher marker = MARKER.matcher(body);
        while (marker.find()) {
            for (int i = random.nextInt(3); i > 0; i--) {
                line.append(
                        pick(
                                List.of(
                                        "set -e\n",
                                        "\techo \\\n",
                                        "# no comment\n",
                                        "RUN x\n",
                                        "\n")));
            }
            line.append(chance(3) ? "\t" : "").append(marker.group(1)).append('\n');
            line.append(chance(12) ? marker.group(1) + "\n" : "");
        }
    }

    private String arguments(Keyword keyword, String escape) {
        return switch (keyword) {
            case HEALTHCHECK ->
                    chance(4)
                            ? pick(List.of("NONE", "none", "CURL x", "CMD"))
                            : "CMD" + gap(escape) + nonEmptyCommand(escape);
            case SHELL -> chance(6) ? command(escape) : "[\"/bin/sh\", \"-c\"]";
            case CMD, ENTRYPOINT, RUN -> command(escape);
            case ENV, LABEL -> chance(4) ? "K" + gap(escape) + words(escape, 3) : pairs(escape);
            case ARG -> chance(2) ? "K=v" + gap(escape) + words(escape, 2) : pairs(escape);
            case USER, WORKDIR, STOPSIGNAL, MAINTAINER -> words(escape, chance(4) ? 2 : 1);
            case EXPOSE -> pick(List.of("80", "80/tcp 90", "8080-8090", "$X", "1 2 3"));
            case COPY, ADD -> chance(6) ? json() : words(escape, 3) + gap(escape) + "/d";
            default -> chance(5) ? json() : words(escape, 4);
        };
    }

    private String nonEmptyCommand(String escape) {
        String command = command(escape);
        return command.isEmpty() ? "x" : command;
    }

    private String pairs(String escape) {
        StringBuilder pairs = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            pairs.append(
                    pick(
                            List.of(
                                    "a=b",
                                    "K=\"v w\"",
                                    "k='v'",
                                    "e=",
                                    "X=a\\ b",
                                    "Y=${X:-y}",
                                    "Z=é",
                                    "\"q\"=1",
                                    "p=$X/bin",
                                    "u=\"a\\\"b\"")));
            pairs.append(i == 0 ? "" : gap(escape));
        }
        return pairs.toString();
    }

    private String command(String escape) {
        return switch (random.nextInt(5)) {
            case 0 -> json();
            case 1 -> "<<EOF" + (chance(3) ? " sh <<\"E F\"" : "");
            case 2 -> "";
            default -> words(escape, 5);
        };
    }

    private String json() {
        return pick(chance(4) ? DockerfileVocabulary.WRONG_JSON : DockerfileVocabulary.JSON);
    }

    private String words(String escape, int most) {
        List<String> words = new ArrayList<>();
        int count = 1 + random.nextInt(most);
        for (int i = 0; i < count; i++) {
            words.add(pick(DockerfileVocabulary.WORDS));
        }
        StringBuilder joined = new StringBuilder(words.get(0));
        for (String word : words.subList(1, count)) {
            joined.append(gap(escape)).append(word);
        }
        return joined.toString();
    }

    private String gap(String escape) {
        return switch (random.nextInt(14)) {
            case 0 -> " " + escape + "\n    ";
            case 1 -> " " + escape + " \t\n# comment\n  # another\n";
            case 2 -> escape + "\n\n  ";
            case 3 -> "\t ";
            case 4 -> " " + escape + "\r\n ";
            case 5 -> chance(6) ? "\u00a0" : " ";
            default -> " ";
        };
    }

    private String cased(String word) {
        return switch (random.nextInt(6)) {
            case 0 -> word.toLowerCase(Locale.ROOT);
            case 1 -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT);
            default -> word;
        };
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private String pick(List<String> options) {
        return options.get(random.nextInt(options.size()));
    }
}
