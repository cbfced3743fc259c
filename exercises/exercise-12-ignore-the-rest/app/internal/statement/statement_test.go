package statement

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

var rules = []Rule{{"bäckerei", "groceries"}, {"markt", "groceries"}, {"miete", "home"}}

func TestTheSumOfAYearIsRightToTheCent(t *testing.T) {
	file, err := os.Open("../../testdata/2025.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines, err := Read(file)
	if err != nil {
		t.Fatal(err)
	}
	rules, err := ReadRules(os.DirFS("../../rules"))
	if err != nil {
		t.Fatal(err)
	}
	got := Summarize(lines, rules)
	sum := got.Total
	for _, amount := range got.Categories {
		sum = sum.Sub(amount)
	}
	if got.Lines != len(lines) || !sum.IsZero() {
		t.Errorf("the categories miss the total by %s", sum)
	}
	if home := got.Categories["home"].String(); home != "-10740" {
		t.Errorf("a year of rent adds up to %s", home)
	}
}

func TestWindows1252IsUnderstood(t *testing.T) {
	lines, err := Read(strings.NewReader("2026-01-02;B\xe4ckerei Wei\xdf;-1.234,56\n"))
	if err != nil || lines[0].Text != "Bäckerei Weiß" || lines[0].Amount.String() != "-1234.56" {
		t.Fatalf("Read() = %v, %v", lines, err)
	}
	if got := Explain(lines, rules)[0]; got.Category != "groceries" || got.Because != "bäckerei" {
		t.Errorf("Explain() = %+v", got)
	}
}

func TestAStatementThatCannotBeReadIsRefused(t *testing.T) {
	for _, text := range []string{"2026-01-02;only two\n", "2026-01-02;text;ten euros\n"} {
		if _, err := Read(strings.NewReader(text)); err == nil {
			t.Errorf("%q was read", text)
		}
	}
}

func TestCommentsAreNoRules(t *testing.T) {
	folder := fstest.MapFS{"home.txt": {Data: []byte("# landlord\nMiete\n\n")}, "note.md": {Data: []byte("x")}}
	got, err := ReadRules(folder)
	if err != nil || len(got) != 1 || got[0] != (Rule{"miete", "home"}) {
		t.Errorf("ReadRules() = %v, %v", got, err)
	}
	if _, err := ReadRules(fstest.MapFS{}); err == nil {
		t.Error("an empty folder was taken for rules")
	}
}
