// Package statement reads bank statements and sorts their lines by rules.
package statement

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"
	"golang.org/x/text/encoding/charmap"
)

// A Line is one booking.
type Line struct {
	Date   string          `json:"date"`
	Text   string          `json:"text"`
	Amount decimal.Decimal `json:"amount"`
}

// A Rule puts every line whose text holds the word into the category.
type Rule struct {
	Word     string `json:"word"`
	Category string `json:"category"`
}

// A Verdict says where a line goes and by which word; no word means no rule applied.
type Verdict struct {
	Line
	Category string `json:"category"`
	Because  string `json:"because,omitempty"`
}

// A Summary holds the sum of each category.
type Summary struct {
	Lines      int                        `json:"lines"`
	Total      decimal.Decimal            `json:"total"`
	Categories map[string]decimal.Decimal `json:"categories"`
}

// Unsorted is the category of lines that no rule knows.
const Unsorted = "unsorted"

// ReadRules reads files such as groceries.txt: one word a line, the file's name
// is the category, "#" begins a comment.
func ReadRules(folder fs.FS) ([]Rule, error) {
	files, err := fs.Glob(folder, "*.txt")
	if err != nil {
		return nil, err
	}
	var rules []Rule
	for _, file := range files {
		text, err := fs.ReadFile(folder, file)
		if err != nil {
			return nil, err
		}
		category := strings.TrimSuffix(path.Base(file), ".txt")
		for lines := bufio.NewScanner(bytes.NewReader(text)); lines.Scan(); {
			word := strings.ToLower(strings.TrimSpace(lines.Text()))
			if word != "" && !strings.HasPrefix(word, "#") {
				rules = append(rules, Rule{word, category})
			}
		}
	}
	if len(rules) == 0 {
		return nil, errors.New("no *.txt file with a rule in it")
	}
	return rules, nil
}

// Read reads date;text;amount. Banks write commas in amounts, and many of them
// still write Windows-1252.
func Read(r io.Reader) ([]Line, error) {
	raw, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	if !utf8.Valid(raw) {
		if raw, err = charmap.Windows1252.NewDecoder().Bytes(raw); err != nil {
			return nil, err
		}
	}
	records := csv.NewReader(bytes.NewReader(raw))
	records.Comma = ';'
	records.FieldsPerRecord = 3
	rows, err := records.ReadAll()
	if err != nil {
		return nil, err
	}
	lines := make([]Line, len(rows))
	for i, row := range rows {
		number := strings.ReplaceAll(strings.ReplaceAll(row[2], ".", ""), ",", ".")
		amount, err := decimal.NewFromString(number)
		if err != nil {
			return nil, fmt.Errorf("line %d: %q is no amount", i+1, row[2])
		}
		lines[i] = Line{row[0], row[1], amount}
	}
	return lines, nil
}

// Explain says of each line where it goes; the first rule that fits decides.
func Explain(lines []Line, rules []Rule) []Verdict {
	verdicts := make([]Verdict, len(lines))
	for i, line := range lines {
		verdicts[i] = Verdict{Line: line, Category: Unsorted}
		text := strings.ToLower(line.Text)
		for _, rule := range rules {
			if strings.Contains(text, rule.Word) {
				verdicts[i].Category, verdicts[i].Because = rule.Category, rule.Word
				break
			}
		}
	}
	return verdicts
}

// Summarize adds up what Explain has sorted.
func Summarize(lines []Line, rules []Rule) Summary {
	summary := Summary{Lines: len(lines), Categories: map[string]decimal.Decimal{}}
	for _, verdict := range Explain(lines, rules) {
		summary.Total = summary.Total.Add(verdict.Amount)
		summary.Categories[verdict.Category] = summary.Categories[verdict.Category].Add(verdict.Amount)
	}
	return summary
}
