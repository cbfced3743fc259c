package sun

import (
	"testing"
	"time"
)

func TestTheLongestDayIsInJuneInTheNorthAndInDecemberInTheSouth(t *testing.T) {
	for _, place := range []struct {
		name     string
		lat, lon float64
		month    time.Month
	}{{"Hamburg", 53.55, 9.99, time.June}, {"Sydney", -33.87, 151.21, time.December}} {
		longest, _ := time.Parse(time.DateOnly, Longest(2026, place.lat, place.lon).Date)
		if longest.Month() != place.month {
			t.Errorf("the longest day in %s is in %s", place.name, longest.Month())
		}
	}
}

func TestThePolarNightHasNoSunrise(t *testing.T) {
	night := On(time.Date(2026, 12, 21, 0, 0, 0, 0, time.UTC), 78.22, 15.65)
	if night.Sunrise != nil || night.Minutes != 0 {
		t.Errorf("in Longyearbyen the sun rises at %v on midwinter day", night.Sunrise)
	}
}
