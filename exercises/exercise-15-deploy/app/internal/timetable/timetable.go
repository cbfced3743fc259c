// Package timetable knows when trams leave.
package timetable

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"sort"
	"time"

	"github.com/robfig/cron/v3"
)

//go:embed timetable.json
var shipped []byte

// Departure is one tram that leaves.
type Departure struct {
	At   time.Time `json:"at"`
	Line string    `json:"line"`
	To   string    `json:"to"`
}

// Table holds the lines that serve each stop.
type Table struct {
	stops map[string][]service
}

type service struct {
	line, to string
	times    []cron.Schedule
}

// Load reads the timetable that is compiled in.
func Load() (*Table, error) {
	return Parse(shipped)
}

// Parse reads a timetable: for each stop its lines, with their times as cron writes them.
func Parse(text []byte) (*Table, error) {
	var file map[string][]struct {
		Line  string   `json:"line"`
		To    string   `json:"to"`
		Times []string `json:"times"`
	}
	if err := json.Unmarshal(text, &file); err != nil {
		return nil, fmt.Errorf("timetable: %w", err)
	}
	table := &Table{stops: map[string][]service{}}
	for stop, lines := range file {
		for _, line := range lines {
			served := service{line: line.Line, to: line.To}
			for _, times := range line.Times {
				schedule, err := cron.ParseStandard(times)
				if err != nil {
					return nil, fmt.Errorf("timetable: line %s at %s: %w", line.Line, stop, err)
				}
				served.times = append(served.times, schedule)
			}
			table.stops[stop] = append(table.stops[stop], served)
		}
	}
	return table, nil
}

// Stops returns the names of all stops, sorted.
func (t *Table) Stops() []string {
	var names []string
	for name := range t.stops {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

// Next returns so many departures at a stop after a point in time, the earliest first.
func (t *Table) Next(stop string, after time.Time, count int) ([]Departure, error) {
	lines, known := t.stops[stop]
	if !known {
		return nil, fmt.Errorf("no stop %q; there are %v", stop, t.Stops())
	}
	var departures []Departure
	for _, line := range lines {
		for _, times := range line.times {
			at := after.UTC()
			for range count {
				at = times.Next(at)
				if at.IsZero() {
					break
				}
				departures = append(departures, Departure{At: at, Line: line.line, To: line.to})
			}
		}
	}
	slices.SortStableFunc(departures, func(a, b Departure) int { return a.At.Compare(b.At) })
	if len(departures) == 0 {
		return nil, fmt.Errorf("nothing leaves from %q any more", stop)
	}
	return departures[:min(count, len(departures))], nil
}
