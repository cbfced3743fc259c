package timetable

import (
	"testing"
	"time"
)

func at(text string) time.Time {
	parsed, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	return parsed
}

func TestNextMergesTheLinesOfAStop(t *testing.T) {
	table, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	next, err := table.Next("market", at("2026-11-24T08:01:00Z"), 3)
	if err != nil {
		t.Fatal(err)
	}
	want := []Departure{
		{at("2026-11-24T08:10:00Z"), "1", "harbour"},
		{at("2026-11-24T08:15:00Z"), "4", "airport"},
		{at("2026-11-24T08:20:00Z"), "1", "harbour"},
	}
	for i, departure := range next {
		if departure != want[i] {
			t.Errorf("departure %d: got %v, want %v", i, departure, want[i])
		}
	}
}

func TestNobodyWaitsAtAStopThatIsNone(t *testing.T) {
	table, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := table.Next("moon", time.Now(), 1); err == nil {
		t.Error("a stop that does not exist has departures")
	}
}

func TestAWrongTimeIsRefusedWithItsLine(t *testing.T) {
	if _, err := Parse([]byte(`{"a": [{"line": "7", "times": ["at noon"]}]}`)); err == nil {
		t.Error("\"at noon\" passed for a time")
	}
}
