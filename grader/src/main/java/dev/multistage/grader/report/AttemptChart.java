package dev.multistage.grader.report;

import dev.multistage.grader.progress.AttemptSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.Function;

/** A small chart in text: one value for each attempt, from left to right. */
final class AttemptChart {

    private static final int LABEL = 10;

    /** Above this ratio small values would all lie on the axis. */
    private static final double LOGARITHMIC_FROM = 5;

    private final Style style;
    private final int rows;
    private final DoubleFunction<String> label;
    private double low = Double.MAX_VALUE;
    private double high = -Double.MAX_VALUE;

    /**
     * @param rows height without the axis
     * @param label how to write a value
     */
    AttemptChart(Style style, int rows, DoubleFunction<String> label) {
        this.style = style;
        this.rows = rows;
        this.label = label;
    }

    /** Returns how many attempts have room beside each other. */
    static int columns(Style style) {
        return style.width() - LABEL - 2;
    }

    /**
     * Draws the chart.
     *
     * @param value what to draw; empty where an attempt has none
     * @param limit a line to stay under; empty if there is none
     */
    List<String> draw(
            List<AttemptSummary> attempts,
            Function<AttemptSummary, OptionalDouble> value,
            OptionalDouble limit) {
        attempts.forEach(attempt -> value.apply(attempt).ifPresent(this::reach));
        if (high < low) {
            return List.of();
        }
        limit.ifPresent(this::reach);
        int step = Math.max(1, Math.min(4, columns(style) / attempts.size()));
        int width = Math.max(step * attempts.size(), 12);
        char[][] cells = new char[rows][width];
        for (char[] row : cells) {
            Arrays.fill(row, ' ');
        }
        limit.ifPresent(line -> Arrays.fill(cells[row(line)], style.signs() ? '┄' : '.'));
        for (int i = 0; i < attempts.size(); i++) {
            OptionalDouble drawn = value.apply(attempts.get(i));
            if (drawn.isPresent()) {
                cells[row(drawn.getAsDouble())][i * step] = point(attempts.get(i));
            }
        }
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            lines.add(
                    padded(label(row, limit))
                            + (style.signs() ? " │" : " |")
                            + new String(cells[row]).stripTrailing());
        }
        lines.add(
                padded("") + (style.signs() ? " └" + "─".repeat(width) : " +" + "-".repeat(width)));
        return lines;
    }

    private void reach(double value) {
        low = Math.min(low, value);
        high = Math.max(high, value);
    }

    private String label(int row, OptionalDouble limit) {
        if (limit.isPresent() && row(limit.getAsDouble()) == row) {
            return label.apply(limit.getAsDouble());
        }
        if (row == row(high)) {
            return label.apply(high);
        }
        return row == row(low) ? label.apply(low) : "";
    }

    /** Returns the row of a value, 0 on top. */
    private int row(double value) {
        if (high <= low) {
            return rows - 1;
        }
        double share =
                low > 0 && high / low > LOGARITHMIC_FROM
                        ? Math.log(value / low) / Math.log(high / low)
                        : (value - low) / (high - low);
        return rows - 1 - (int) Math.round(share * (rows - 1));
    }

    private char point(AttemptSummary attempt) {
        if (attempt.result().passed()) {
            return style.signs() ? '●' : '#';
        }
        return style.signs() ? '○' : 'o';
    }

    private static String padded(String text) {
        return " ".repeat(Math.max(0, LABEL - text.length())) + text;
    }
}
